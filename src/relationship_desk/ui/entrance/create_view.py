"""The form for a new practice, in three steps: practice, recovery sheet, check."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from relationship_desk.ui import theme
from relationship_desk.ui.entrance.form_frame import FormFrame
from relationship_desk.ui.entrance.new_passphrase import Judge, NewPassphrase
from relationship_desk.ui.entrance.path_edit import PathEdit
from relationship_desk.ui.entrance.steps_line import StepsLine
from relationship_desk.ui.jobs import Jobs
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.field import Field
from relationship_desk.ui.widgets.label import Label

STEPS = ("Practice", "Recovery sheet", "Check")
ASKED = 3
"""So many words of the sheet are asked for in the last step."""
_COLUMNS = 3

_HEADS = (
    ("Create a practice", "The passphrase opens everything. If it is lost, only the recovery sheet helps."),
    (
        "Recovery sheet",
        "These 24 words open your practice when the passphrase is lost. They are shown here only and kept nowhere.",
    ),
    ("Check the sheet", "Read these three words from your sheet. The practice is made once they are right."),
)
_GOES = ("Next: recovery sheet", "Next: check", "Create the practice")


class PracticeStep(QWidget):
    """Whose practice it is, where it goes, what opens it."""

    def __init__(self, judge: Judge, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.report_name = QLineEdit(), QLineEdit()
        self.clinician, self.credential = QLineEdit(), QLineEdit()
        self.folder = PathEdit("Folder of the practice", "new-folder")
        self.folder_field = Field("Folder", self.folder)
        self.folder_warning = Label(tone="attention", wrap=True)
        self.folder_warning.hide()
        self.passphrase = NewPassphrase(judge, jobs)
        for edit in (self.name, self.report_name, self.clinician, self.credential):
            edit.setMaxLength(200)
        line = QFrame()
        line.setFrameShape(QFrame.Shape.HLine)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.S16)
        grid.setVerticalSpacing(theme.S16)
        grid.addWidget(Field("Practice", self.name), 0, 0)
        grid.addWidget(Field("Name on reports", self.report_name, "optional"), 0, 1)
        grid.addWidget(Field("Your name", self.clinician), 1, 0)
        grid.addWidget(Field("Credential", self.credential, "optional"), 1, 1)
        where = QVBoxLayout()
        where.setSpacing(theme.S4)
        where.addWidget(self.folder_field)
        where.addWidget(self.folder_warning)
        grid.addLayout(where, 2, 0, 1, 2)
        grid.addWidget(line, 3, 0, 1, 2)
        grid.addWidget(self.passphrase, 4, 0, 1, 2)
        grid.setRowStretch(5, 1)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)


class WordTable(QWidget):
    """The 24 words in three columns, read downward."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Recovery words")

    def show_words(self, words: Sequence[str]) -> None:
        """Show ``words``, or none."""
        self.words = tuple(words)
        said = ", ".join(f"{place} {word}" for place, word in enumerate(self.words, 1))
        self.setAccessibleDescription(said)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        rows = -(-len(self.words) // _COLUMNS)
        return QSize(theme.scaled(420), rows * theme.scaled(32) + 2 * theme.S16)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens.color("border"), 1))
        painter.setBrush(tokens.color("raised"))
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.PANEL_RADIUS, theme.PANEL_RADIUS
        )
        rows = max(1, -(-len(self.words) // _COLUMNS))
        height, width = theme.scaled(32), self.width() / _COLUMNS
        number = QFontMetricsF(theme.font()).horizontalAdvance("24")
        for place, word in enumerate(self.words):
            column, row = divmod(place, rows)
            left, top = column * width + theme.S24, theme.S16 + row * height
            painter.setFont(theme.font())
            painter.setPen(tokens.color("muted"))
            middle = Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(left, top, number, height), middle | Qt.AlignmentFlag.AlignRight, str(place + 1))
            painter.setFont(theme.font("strong"))
            painter.setPen(tokens.color("text"))
            painter.drawText(QRectF(left + number + theme.S12, top, width, height), middle, word)
        painter.end()


class SheetStep(QWidget):
    """The words, once, and the way to paper."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = WordTable()
        self.save = Button("Save or print the sheet", icon="download")
        self.saved = Label(tone="muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S16)
        column.addWidget(self.table)
        column.addWidget(self.save)
        column.addWidget(self.saved)
        column.addStretch(1)


class CheckStep(QWidget):
    """Three words of the sheet, asked for by their place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edits = tuple(QLineEdit() for _ in range(ASKED))
        self.fields = tuple(Field("Word", edit) for edit in self.edits)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S16)
        for field in self.fields:
            field.control.setMaximumWidth(theme.scaled(320))
            column.addWidget(field)
        column.addStretch(1)

    def ask(self, places: Sequence[int]) -> None:
        """Ask for the words at ``places``, counted from 0; what was typed before goes."""
        for field, edit, place in zip(self.fields, self.edits, places, strict=True):
            field.label.show_text(f"Word {place + 1}")
            edit.setAccessibleName(f"Word {place + 1}")
            field.show_error("")
            edit.clear()


class CreateView(FormFrame):
    """Layout only; what it does is up to the presenter."""

    def __init__(self, judge: Judge, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(*_HEADS[0], _GOES[0], parent)
        self.steps = StepsLine(STEPS)
        self.practice, self.sheet, self.check = PracticeStep(judge, jobs), SheetStep(), CheckStep()
        self.back = Button("Back")
        self.buttons.addWidget(self.back)
        self._stack = QStackedWidget()
        for step in (self.practice, self.sheet, self.check):
            self._stack.addWidget(step)
        self.above.addWidget(self.steps)
        self.above.addSpacing(theme.S8)
        self.body.addWidget(self._stack)
        self.show_step(0)

    @property
    def step(self) -> int:
        """The step in view, counted from 0."""
        return self._stack.currentIndex()

    def show_step(self, step: int) -> None:
        """Bring ``step`` to the front, with its head and its button."""
        self._stack.setCurrentIndex(step)
        self.steps.show_step(step)
        title, explanation = _HEADS[step]
        self.title.show_text(title)
        self.explanation.show_text(explanation)
        self.go.setText(_GOES[step])
        self.back.setVisible(step > 0)
        self.show_problem("")
