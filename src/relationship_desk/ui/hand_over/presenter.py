"""What the form does: goes from page to page and hands every answer on to be kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from relationship_desk.domain.form_answers import Answers, Item, Line
from relationship_desk.domain.hand_over import AskedElement, AskedMeasure, Form
from relationship_desk.ui import theme
from relationship_desk.ui.events import Event
from relationship_desk.ui.hand_over import words
from relationship_desk.ui.hand_over.page import FormPage
from relationship_desk.ui.hand_over.questions import ItemQuestion
from relationship_desk.ui.hand_over.steps import FreeWords, Items, Step, Welcome, place_words, same_place, steps
from relationship_desk.ui.hand_over.window import HandOverWindow

Keep = Callable[[Answers], None]
"""Puts the answers on the disk; an :class:`OSError` says that it could not."""
PAUSE = 500
"""Milliseconds after the last letter of a comment until it is kept."""
_LINE_ROOM, _ITEM_ROOM, _CHOICE_ROOM = 146, 72, 52


class HandOverPresenter(QObject):
    """Behind one :class:`HandOverWindow`. ``handed_back`` is told once, when nothing is left to do here."""

    handed_back: Event[object] = Event(object)

    def __init__(
        self,
        window: HandOverWindow,
        form: Form,
        keep: Keep,
        now: Callable[[], datetime] = datetime.now,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.window, self.form, self.answers = window, form, Answers.to(form, now())
        self._keep_answers, self._now, self._words = keep, now, words.words_of(form)
        self._kept, self._warned, self._over = False, False, False
        self._steps: tuple[Step, ...] = self._paged()
        self._place = 0
        self.page: FormPage
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.keep)
        for button, slot in (
            (window.next, self._on_next_clicked),
            (window.back, self._on_back_clicked),
            (window.start_over, self._on_start_over_clicked),
            (window.keep, self._on_keep_clicked),
            (window.clear, self._on_clear_clicked),
        ):
            button.clicked.connect(slot)
        window.left.connect(self._on_window_left)
        window.resized.connect(self._on_window_resized)
        self._show()
        self.keep()

    @property
    def step(self) -> Step:
        """The page in view."""
        return self._steps[self._place]

    @property
    def _is_last(self) -> bool:
        return self._place == len(self._steps) - 1

    def keep(self) -> bool:
        """Put the answers on the disk; False, said in the window, when that did not go."""
        self._pause.stop()
        try:
            self._keep_answers(self.answers)
        except OSError:
            self._kept = False
            self._show_problem(words.NOT_WRITTEN)
            return False
        self._kept = True
        self._show_problem("")
        return True

    def hand_back(self, *, done: bool) -> None:
        """Keep everything and go; once the answers could not be kept, the second time goes without."""
        if self._over:
            return
        self.answers = replace(self.answers, done=done or self.answers.done, changed_at=self._now())
        if not self.keep() and done and not self._warned:
            self._warned = True
            self.answers = replace(self.answers, done=False)
            return
        self._over = True
        self.handed_back.emit(None)

    # Pages

    def _paged(self) -> tuple[Step, ...]:
        room = self.window.room
        lines = max(1, room // theme.scaled(_LINE_ROOM))
        rows = [-(-len(one.choices) // ItemQuestion.columns(one)) for one in self.form.measures]
        item = _ITEM_ROOM + _CHOICE_ROOM * max(rows, default=1)
        return steps(self.form, lines, max(1, room // theme.scaled(item)))

    def _go(self, step: int) -> None:
        if self._pause.isActive():
            self.keep()
        self._place += step
        self._show()

    def _show(self) -> None:
        window, step = self.window, self.step
        page = FormPage(step, self._words, self.answers, one_at_a_time=self.form.one_at_a_time)
        page.line_answered.connect(self._on_page_line_answered)
        page.item_answered.connect(self._on_page_item_answered)
        page.commented.connect(self._on_page_commented)
        page.settled.connect(self._on_page_settled)
        self.page = page
        self._show_head(step)
        window.show_page(page)
        window.back.setVisible(self._place > 0)
        window.start_over.setVisible(self._place > 0)
        window.next.show_words(words.DONE if self._is_last else words.NEXT if self._place else words.BEGIN)
        stops = [*page.stops, window.next, window.back, window.start_over]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)
        self._show_state()
        stops[0].setFocus()

    def _show_head(self, step: Step) -> None:
        window, said = self.window, self._words
        title, how = self.form.head, said.line
        if isinstance(step, Items):
            title, how = step.measure.title, said.measure
            if step.measure.stem:
                how = step.measure.stem
        elif isinstance(step, FreeWords):
            title, how = said.comment, ""
        elif isinstance(step, Welcome):
            title, how = words.SEEN, ""
        window.title.show_text(title)
        window.how.show_text(how)
        window.how.setVisible(bool(how))
        window.place.show_text(place_words(self._steps, self._place))
        window.setAccessibleDescription(" ".join(part for part in (window.place.plain, title, how) if part))

    def _show_state(self) -> None:
        said = words.empty_words(self.form, self.answers) if self._is_last else ""
        self.window.state.show_text(said)
        self.window.state.setVisible(bool(said))

    def _show_problem(self, problem: str) -> None:
        self.window.problem.show_text(problem)
        self.window.problem.setVisible(bool(problem))

    # Answers

    def _on_page_line_answered(self, answered: tuple[AskedElement, Line | None]) -> None:
        asked, answer = answered
        self.answers = self.answers.with_line(asked.element, answer, self._now())
        self._show_state()

    def _on_page_item_answered(self, answered: tuple[AskedMeasure, int, Item]) -> None:
        asked, number, answer = answered
        self.answers = self.answers.with_item(asked, number, answer, self._now())
        self._show_state()

    def _on_page_commented(self, comment: str) -> None:
        self.answers = replace(self.answers, comment=comment, changed_at=self._now())
        self._pause.start()

    def _on_page_settled(self, _nothing: object) -> None:
        self.keep()

    # Going on and back

    def _on_next_clicked(self) -> None:
        if self._is_last:
            self.hand_back(done=True)
        else:
            self._go(1)

    def _on_back_clicked(self) -> None:
        if self._place:
            self._go(-1)

    def _on_start_over_clicked(self) -> None:
        self.window.show_sure(asks=True)

    def _on_keep_clicked(self) -> None:
        self.window.show_sure(asks=False)

    def _on_clear_clicked(self) -> None:
        started = self.answers.started_at
        self.answers = replace(Answers.to(self.form, self._now()), started_at=started)
        self.window.show_sure(asks=False)
        self._place = 0
        self._show()
        self.keep()

    def _on_window_left(self, _nothing: object) -> None:
        self.hand_back(done=False)

    def _on_window_resized(self, _nothing: object) -> None:
        fresh = self._paged()
        if fresh != self._steps:
            step, self._steps = self.step, fresh
            self._place = same_place(step, fresh)
            self._show()
