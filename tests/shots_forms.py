"""The pictures of what comes up over a page, and of the form a client fills in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QDialog, QWidget

from relationship_desk.app.open_practice import OpenPractice
from relationship_desk.domain.form_answers import Answers
from relationship_desk.domain.hand_over import Form
from relationship_desk.domain.ids import ElementId
from relationship_desk.domain.measure import MeasureId
from relationship_desk.domain.records import Session
from relationship_desk.domain.score import Tenths
from relationship_desk.sealing.answer_files import write_answers
from relationship_desk.services.desk import Desk
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.administration import AdministrationDialog
from relationship_desk.ui.dialogs.guided_review import GuidedReviewDialog
from relationship_desk.ui.dialogs.hand_over import HandOverDialog
from relationship_desk.ui.dialogs.own_measure import OwnMeasureDialog
from relationship_desk.ui.dialogs.paper_form import PaperFormDialog
from relationship_desk.ui.dialogs.print_form import PrintFormDialog
from relationship_desk.ui.dialogs.rating_plan import RatingPlanDialog
from relationship_desk.ui.dialogs.risk_record import RiskRecordDialog
from relationship_desk.ui.hand_over.presenter import HandOverPresenter
from relationship_desk.ui.hand_over.steps import FreeWords, Items
from relationship_desk.ui.hand_over.window import HandOverWindow

Take = Callable[[QWidget, str], None]
"""Keeps a picture of a widget under a name."""
Sizes = Mapping[str, tuple[int, int]]
ASKED = tuple(map(ElementId, ("alliance", "empathy", "goal-consensus", "rupture-repair")))
PHQ_9 = MeasureId("phq-9")
RISKY = (2, 1, 1, 2, 2, 1, 1, 0, 2)
"""Answers to PHQ-9, the last about risk."""


def dialog_shots(opened: OpenPractice, sizes: Sizes, take: Take) -> None:
    """Each dialog in which the client's voice is asked for, typed in or planned."""
    desk, context = opened.desk, opened.context
    for size, place in sizes.items():
        opened.window.resize(*place)
        opened.window.go("debrief", session=_draft(desk).id)
        for name, make in _dialogs(context).items():
            dialog = make()
            dialog.open()
            take(dialog, f"{name}{size}")
            dialog.reject()


def form_shots(desk: Desk, sizes: Sizes, take: Take) -> None:
    """The form, from the welcome to its end, several questions on a page and one at a time."""
    for size, place in sizes.items():
        for name, one in (("form", False), ("form-one", True)):
            window = HandOverWindow()
            window.resize(*place)
            presenter = HandOverPresenter(window, _form(desk, one_at_a_time=one), lambda _answers: None, parent=window)
            window.show()
            window.resize(*place)
            take(window, f"{name}-welcome{size}")
            window.next.click()
            presenter.page.lines[0].line.setFocus()
            take(window, f"{name}-lines{size}")
            _go_on(presenter, Items)
            take(window, f"{name}-items{size}")
            _go_on(presenter, FreeWords)
            take(window, f"{name}-end{size}")
            window.hide()
            window.deleteLater()


def answers_shots(opened: OpenPractice, sizes: Sizes, take: Take) -> None:
    """The answers that came in, one about risk among them, and the risk record that this opens."""
    desk = opened.desk
    form = _form(desk)
    (asked,) = form.measures
    answers = replace(Answers.to(form, desk.now()), lines={ASKED[0]: Tenths(58)}, done=True)
    answers = replace(answers, items={asked.measure: RISKY}, comment="I was not sure whether to say it.")
    write_answers(desk.folder, form.public_key, form.id, answers.to_json())
    received = desk.handing_over.receive().received
    for size, place in sizes.items():
        opened.window.resize(*place)
        opened.window.go("answers", received=received)
        take(opened.window, f"answers{size}")
        dialog = RiskRecordDialog(opened.context, received[0].risk_records[0])
        dialog.open()
        take(dialog, f"risk-record{size}")
        dialog.reject()


def _dialogs(context: Context) -> Mapping[str, Callable[[], QDialog]]:
    desk = context.desk
    session = _draft(desk)
    client = desk.reviewing.history(session.client).client
    return {
        "dialog-hand-over": partial(HandOverDialog, context, client, session),
        "dialog-paper-form": partial(PaperFormDialog, context, session),
        "dialog-print-form": partial(PrintFormDialog, context, client, session),
        "dialog-rating-plan": partial(RatingPlanDialog, context, client),
        "dialog-answers": partial(AdministrationDialog, context, client.id, measure=PHQ_9),
        "dialog-own-measure": partial(OwnMeasureDialog, context),
        "dialog-guided-review": lambda: GuidedReviewDialog(context, desk.guided_reviews.begin(client.id)),
    }


def _draft(desk: Desk) -> Session:
    return desk.reviewing.today().drafts[0].session


def _form(desk: Desk, *, one_at_a_time: bool = False) -> Form:
    measure = next(one for one in desk.measuring.measures() if one.id == PHQ_9)
    session = desk.reviewing.sessions(desk.supervising.client_id("M-08"))[0].session
    return desk.handing_over.prepare(session.id, ASKED, [measure], one_at_a_time=one_at_a_time)


def _go_on(presenter: HandOverPresenter, to: type[Items | FreeWords]) -> None:
    while not isinstance(presenter.step, to):
        presenter.window.next.click()
