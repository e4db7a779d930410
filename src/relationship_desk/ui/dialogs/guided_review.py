"""The review of a client who is not on track: going through it, with what is on file, and reading it later."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from relationship_desk.domain.days import short_day
from relationship_desk.domain.guided_review import GuidedReview
from relationship_desk.services.guided_reviews import TITLES, Domain, GuidedReviewView
from relationship_desk.ui import theme
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.entry import WIDTH, EntryDialog
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.field import Field
from relationship_desk.ui.widgets.label import Label

LEAVING = "What you wrote is not kept yet. Save it, or press Cancel again to leave without it."
ORDER = "In this order: most of what goes wrong lies before the method."
_WIDTH, _LINES = 880, 4


class GuidedReviewDialog(EntryDialog):
    """Five steps and what follows; Ctrl+Return saves, since Return begins a new line in the boxes."""

    def __init__(self, context: Context, view: GuidedReviewView, parent: QWidget | None = None) -> None:
        super().__init__(
            context, f"Guided review of {view.code}", "Save", key="Ctrl+Return", width=_WIDTH, parent=parent
        )
        self._view = view
        self._warned = False
        self.boxes = {one.key: _box() for one in view.domains}
        self.decided = _box()
        self.body.setVerticalSpacing(theme.S12)
        self.body.addWidget(Label(ORDER, tone="muted", wrap=True), 0, 0, 1, 2)
        for row, domain in enumerate(view.domains, start=1):
            self.body.addWidget(_on_file(row, domain), row, 0)
            self.body.addWidget(Field("What you find", self.boxes[domain.key]), row, 1)
            self.boxes[domain.key].setAccessibleName(f"{domain.title}: what you find")
        last = len(view.domains) + 1
        self.body.addWidget(Field("What follows from it", self.decided, "for the next sessions"), last, 0, 1, 2)
        for column in (0, 1):
            self.body.setColumnStretch(column, 1)
        self.boxes[view.domains[0].key].setFocus()

    @override
    def keep(self) -> None:
        found = {key: box.toPlainText() for key, box in self.boxes.items()}
        self.context.desk.guided_reviews.keep(self._view, found, self.decided.toPlainText())

    @override
    def reject(self) -> None:
        """Leave; with words in a box only when asked for twice."""
        written = any(box.toPlainText().strip() for box in (*self.boxes.values(), self.decided))
        if written and not self._warned:
            self._warned = True
            self.show_error(LEAVING)
            return
        super().reject()


def _box() -> QPlainTextEdit:
    box = QPlainTextEdit()
    box.setTabChangesFocus(True)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    box.setFixedHeight(theme.scaled(_LINES * theme.S24 + theme.S16))
    return box


def _on_file(number: int, domain: Domain) -> QWidget:
    part = QWidget()
    part.setProperty("plain", True)
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.S4)
    column.addWidget(Label(f"{number}  {domain.title}", "strong"))
    column.addWidget(Label(domain.question, wrap=True))
    for line in domain.on_file:
        column.addWidget(Label(line, tone="muted", wrap=True))
    column.addStretch(1)
    return part


class GuidedReviewReading(QDialog):
    """A review as it was kept; Esc leads back."""

    def __init__(self, context: Context, review: GuidedReview) -> None:
        super().__init__(context.shell)
        self.setWindowTitle(f"Guided review after session {review.session}")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.S24, theme.S24, theme.S24, theme.S24)
        column.setSpacing(theme.S8)
        column.addWidget(Label(f"{self.windowTitle()}, {short_day(review.reviewed_on)}", "panel"))
        found = {title: getattr(review, key) for key, title in TITLES.items()} | {"What follows": review.decided}
        for title, words in found.items():
            column.addSpacing(theme.S4)
            column.addWidget(Label(title, "strong"))
            column.addWidget(Label(words or "Nothing noted.", tone="text" if words else "muted", wrap=True))
        column.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        done = Button("Done", "primary", key="Esc")
        done.clicked.connect(self.accept)
        row.addWidget(done)
        column.addLayout(row)
        self.setMinimumWidth(theme.scaled(WIDTH))
        self.finished.connect(self.deleteLater)
