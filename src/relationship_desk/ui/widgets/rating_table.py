"""The rating table of the debrief: one row an element, one key a row, every change told at once."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAction,
    QContextMenuEvent,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QMenu, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from relationship_desk.domain.ids import ElementId
from relationship_desk.domain.vocabulary import Missing, Perspective
from relationship_desk.ui import theme
from relationship_desk.ui.events import Event
from relationship_desk.ui.widgets.anchor_strip import AnchorStrip
from relationship_desk.ui.widgets.key_entry import KEYS, Answer, KeyEntry
from relationship_desk.ui.widgets.rating_columns import Columns, TableHead
from relationship_desk.ui.widgets.rating_line import score_at
from relationship_desk.ui.widgets.rating_row import RatingRow, RowView

__all__ = ["RatingEdit", "RatingRow", "RatingTable"]

_NAMED_KEYS: dict[int, str] = {
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_Home: "home",
    Qt.Key.Key_End: "end",
    Qt.Key.Key_Backspace: "backspace",
    Qt.Key.Key_Delete: "backspace",
}
_MOVES = frozenset({"up", "down", "home", "end"})
_GRAB = 8
"""Pixels beyond the ends of a line within which a press still means the line."""


@dataclass(frozen=True, slots=True)
class RatingEdit:
    """One change by the person: a score in tenths, or why there is none; neither means cleared."""

    element: ElementId
    score: int | None
    missing: Missing | None


class RatingTable(QWidget):
    """The elements from one perspective, rated by key or pointer.

    ``clock`` gives seconds and is asked only whether a 0 came at once after a 1.
    """

    rated: Event[RatingEdit] = Event(RatingEdit)
    """A row was changed by the person; never emitted by :meth:`set_rows`."""
    current_changed: Event[ElementId] = Event(str)
    """Another row has become the current one."""

    def __init__(self, parent: QWidget | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._clock = clock
        self._perspective = Perspective.CLINICIAN
        self._entry = KeyEntry([], [])
        self._views: list[RowView] = []
        self._read_only = False
        self._reveal_after_rating = True
        self._dragged: int | None = None
        self.head = TableHead(self)
        self.anchors = AnchorStrip(self)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(self.head)
        self._layout.addWidget(self.anchors, 1)
        self.setAccessibleName("Ratings")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    @property
    def rows(self) -> tuple[RatingRow, ...]:
        """The rows as they now stand."""
        return tuple(view.row for view in self._views)

    @property
    def current(self) -> ElementId | None:
        """The element of the current row."""
        row = self._entry.current
        return None if row is None else self._views[row].row.element

    @property
    def read_only(self) -> bool:
        """Whether keys only move and change nothing, as in a signed session."""
        return self._read_only

    def set_read_only(self, read_only: bool) -> None:
        """Close the table for changes, or open it again."""
        self._read_only = read_only
        self._show_all()

    def set_reveal_after_rating(self, after: bool) -> None:
        """Hide others' and last time's scores until a row is answered (the default), or show them at once."""
        self._reveal_after_rating = after
        self._show_all()

    def set_rows(self, rows: Sequence[RatingRow], perspective: Perspective) -> None:
        """Show ``rows``. Shown again with new contents they keep the current row and what is being typed."""
        same = perspective == self._perspective and [(row.element, row.enabled) for row in rows] == [
            (view.row.element, view.row.enabled) for view in self._views
        ]
        if same:
            for view, row in zip(self._views, rows, strict=True):
                view.row = row
            self._entry.answers = [row.answer for row in rows]
        else:
            self._rebuild(rows, perspective)
        self.anchors.set_all([row.anchors for row in rows])
        self._fit_columns()
        self._show_all()

    def set_current(self, element: ElementId) -> None:
        """Make the row of ``element`` current, if it is there and enabled."""
        for view in self._views:
            if view.row.element == element:
                self._step_to(view.index)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._entry.current is not None:
            self._views[self._entry.current].setFocus(event.reason())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Rate, move, clear: see :class:`KeyEntry`. Other keys are left to the page."""
        key = self._own_key(event)
        if key is None:
            super().keyPressEvent(event)
            return
        before = self._entry.current
        changed = self._entry.press(key, self._clock())
        self._after(changed, before)

    @override
    def event(self, event: QEvent) -> bool:
        """Claim the single letters and digits before shortcuts of the page do."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._own_key(event):
            event.accept()
            return True
        return super().event(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Make the row current; on its line, set the score."""
        row = self._row_at(event.position())
        if event.button() != Qt.MouseButton.LeftButton or row is None:
            super().mousePressEvent(event)
            return
        self._step_to(row)
        self._views[row].setFocus(Qt.FocusReason.MouseFocusReason)
        columns = self.head.columns
        if columns.line_left - _GRAB <= event.position().x() <= columns.line_right + _GRAB and not self._read_only:
            self._dragged = row
            self._drag(event.position().x())

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer while it is held down on a line."""
        if self._dragged is not None:
            self._drag(event.position().x())

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the line go."""
        self._dragged = None
        super().mouseReleaseEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to a pointer what the letters do."""
        row = self._row_at(QPointF(event.pos()))
        if row is None or self._read_only:
            return
        self._step_to(row)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, answer in (
            ("Not applicable\tN", Answer(missing=Missing.NOT_APPLICABLE)),
            ("Not observed\tO", Answer(missing=Missing.NOT_OBSERVED)),
            ("Clear\tBackspace", Answer()),
        ):
            menu.addAction(words).setData((row, answer))
        menu.triggered.connect(self._on_menu_triggered)
        menu.popup(event.globalPos())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out anew."""
        super().resizeEvent(event)
        self._fit_columns()

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit_columns()

    def _own_key(self, event: QKeyEvent) -> str | None:
        """Return the key's name when it does something here: a table that is read only just moves."""
        key = _key_name(event)
        return None if self._read_only and key not in _MOVES else key

    def _rebuild(self, rows: Sequence[RatingRow], perspective: Perspective) -> None:
        kept = self.current if perspective == self._perspective else None
        had_focus = any(view.hasFocus() for view in self._views)
        for view in self._views:
            self._layout.removeWidget(view)
            view.hide()
            view.deleteLater()
        self._perspective = perspective
        self._entry = KeyEntry([row.answer for row in rows], [row.enabled for row in rows])
        self._views = [RowView(index, row, perspective, self) for index, row in enumerate(rows)]
        for view in self._views:
            self._layout.insertWidget(1 + view.index, view)
            view.show()  # at once, so that it can take the focus
            self.setTabOrder(self._views[view.index - 1] if view.index else self, view)
            view.focused.connect(self._on_row_focused)
        start = next((v.index for v in self._views if v.row.element == kept), None)
        if start is None:
            start = next((v.index for v in self._views if v.row.enabled and not v.row.answer.given), None)
        if start is not None:
            self._entry.step_to(start)
        if had_focus:
            self.setFocus()

    def _fit_columns(self) -> None:
        width_of = QFontMetricsF(theme.font("strong")).horizontalAdvance
        titles = [view.row.title for view in self._views] or ["Element"]
        widest_word = max(width_of(word) for title in titles for word in title.split() or [""])
        columns = Columns.fit(self.width(), max(map(width_of, titles)) + 1, widest_word + 1)
        self.head.set_columns(columns)
        for view in self._views:
            view.set_columns(columns, 1 if width_of(view.row.title) <= columns.title_width else 2)

    def _show_all(self) -> None:
        for view in self._views:
            self._show(view.index)
        row = self._entry.current
        self.anchors.show_anchors(("", "", "") if row is None else self._views[row].row.anchors)

    def _show(self, index: int) -> None:
        view = self._views[index]
        answer = self._entry.answers[index]
        current = index == self._entry.current
        view.show_row(
            view.row.answered(answer),
            current=current,
            open_for_tenth=current and self._entry.awaits_tenth,
            reveals=view.row.enabled and (answer.given or self._read_only or not self._reveal_after_rating),
        )

    def _after(self, changed: int | None, before: int | None) -> None:
        """Show what a key or press has done, then tell it: the rating first, so that it is kept before all else."""
        row = self._entry.current
        moved_to = self._views[row].row.element if row is not None and row != before else None
        self._show_all()
        if row is not None and moved_to is not None and any(view.hasFocus() for view in self._views):
            self._views[row].setFocus(Qt.FocusReason.OtherFocusReason)
            _bring_into_sight(self._views[row])
        if changed is not None:
            answer, view = self._entry.answers[changed], self._views[changed]
            self._announce(view)
            self.rated.emit(RatingEdit(view.row.element, answer.score, answer.missing))
        if moved_to is not None:
            self.current_changed.emit(moved_to)

    def _announce(self, view: RowView) -> None:
        """Let a screen reader say the row that was set, although the focus has moved on to the next."""
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, view.words()))

    def _step_to(self, row: int) -> None:
        before = self._entry.current
        self._entry.step_to(row)
        self._after(None, before)

    def _drag(self, x: float) -> None:
        if self._dragged is None:
            return
        columns = self.head.columns
        line = QRectF(columns.line_left, 0, columns.line_right - columns.line_left, 1)
        changed = self._entry.put(self._dragged, Answer(score=score_at(line, x)))
        self._after(changed, self._entry.current)

    def _row_at(self, point: QPointF) -> int | None:
        return next((v.index for v in self._views if v.row.enabled and v.geometry().contains(point.toPoint())), None)

    def _on_row_focused(self, index: int) -> None:
        if index != self._entry.current:
            self._step_to(index)

    def _on_menu_triggered(self, action: QAction) -> None:
        row, answer = action.data()
        self._after(self._entry.put(row, answer), self._entry.current)


def _bring_into_sight(row: QWidget) -> None:
    """Scroll the page to ``row`` where it is larger than the window, as with large text."""
    around = row.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    if around is not None:
        around.ensureWidgetVisible(row, 0, row.height())


def _key_name(event: QKeyEvent) -> str | None:
    """Return what :class:`KeyEntry` calls the key, or None when it is not one of its keys."""
    modifiers = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
    if modifiers:
        return None
    name = _NAMED_KEYS.get(event.key())
    if name in ("left", "right") and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
        return f"shift+{name}"
    if name is None and event.text().lower() in KEYS:
        return event.text().lower()
    return name
