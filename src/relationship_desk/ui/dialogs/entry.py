"""The frame of a dialog that keeps one entry: title, fields, an error in one sentence, Cancel and the one answer."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget
from typing_extensions import override

from relationship_desk.domain.errors import DeskError
from relationship_desk.ui import theme
from relationship_desk.ui.context import Context
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.label import Label

WIDTH = 520


class EntryDialog(QDialog):
    """Fill ``body``, say in :meth:`keep` what the answer does, and open it with ``open()``.

    With ``destroys`` Return cancels: what cannot be undone is answered on purpose. ``key`` is another one than Return
    where Return goes on inside the fields.
    """

    def __init__(
        self,
        context: Context,
        title: str,
        answer: str = "Save",
        *,
        destroys: bool = False,
        key: str = "Return",
        width: int = WIDTH,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent or context.shell)
        self.context = context
        self.setWindowTitle(title)
        self.body = QGridLayout()
        self.body.setSpacing(theme.S16)
        self.error = Label(tone="risk", wrap=True)
        self.error.hide()
        self.answer = Button(answer) if destroys else Button(answer, "primary", key=key)
        self.cancel = Button("Cancel")
        (self.cancel if destroys else self.answer).setDefault(True)
        self.answer.setAutoDefault(not destroys)
        self.answer.clicked.connect(self._on_answer_clicked)
        self.cancel.clicked.connect(self.reject)
        self.finished.connect(self.deleteLater)
        buttons = self.buttons = QHBoxLayout()
        buttons.setSpacing(theme.S12)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.answer)
        self._column = column = QVBoxLayout(self)
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        column.setContentsMargins(theme.S24, theme.S24, theme.S24, theme.S24)
        column.setSpacing(theme.S16)
        column.addWidget(Label(title, "panel"))
        column.addLayout(self.body)
        column.addWidget(self.error)
        column.addLayout(buttons)
        self.setMinimumWidth(theme.scaled(width))

    def keep(self) -> None:
        """Keep what was entered; a :class:`DeskError` is shown and nothing is lost."""
        raise NotImplementedError

    def show_error(self, error: str) -> None:
        """Say what cannot be kept; the fields stay as they are."""
        self.error.show_text(error)
        self.error.setVisible(bool(error))
        self._fit()
        if error:
            self.context.shell.announce(error)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()
        self.resize(self.minimumSize())

    def _fit(self) -> None:
        """Be no lower than the words need at this width; Qt would ask for what they need at their narrowest."""
        self.setMinimumWidth(max(self.minimumWidth(), self._column.minimumSize().width()))
        broken = self._column.hasHeightForWidth()
        width = max(self.width(), self.minimumWidth())
        self.setMinimumHeight(self._column.totalHeightForWidth(width) if broken else self.sizeHint().height())

    def _on_answer_clicked(self) -> None:
        try:
            self.keep()
        except DeskError as error:
            self.show_error(str(error))
            return
        self.context.shell.status.show_saved(self.context.desk.now().time())
        self.accept()
