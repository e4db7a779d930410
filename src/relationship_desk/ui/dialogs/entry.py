"""The frame of a dialog that keeps one entry: title, fields, an error in one sentence, Cancel and the one answer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from relationship_desk.domain.errors import DeskError
from relationship_desk.ui import theme
from relationship_desk.ui.context import Context
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.label import Label

WIDTH = 520
_RING = 4
"""Room for the ring of the focus, which nothing that scrolls may cut off."""
_FRAME = 48
"""What the title bar of a window takes of the screen, at most."""
_LEAST = 80


class _Fields(QScrollArea):
    """The fields; they scroll only where the screen is smaller than they are."""

    def __init__(self, fields: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(fields)
        self._inside = fields

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._inside.minimumSizeHint().width(), self.minimumHeight())

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


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
        inside = self._inside = QWidget()
        inside.setProperty("plain", True)
        self.body = QGridLayout(inside)
        self.body.setContentsMargins(_RING, _RING, _RING, _RING)
        self.body.setSpacing(theme.S16)
        self._fields = _Fields(inside)
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
        around = theme.S24 - _RING
        column.setContentsMargins(around, theme.S24, around, theme.S24)
        column.setSpacing(theme.S16 - _RING)
        head = Label(title, "panel")
        for above_or_below in (head, self.error, buttons):
            above_or_below.setContentsMargins(_RING, 0, _RING, 0)
        column.addWidget(head)
        column.addWidget(self._fields, 1)
        column.addWidget(self.error)
        column.addLayout(buttons)
        self.setMinimumWidth(min(theme.scaled(width), self.screen().availableGeometry().width()))

    def keep(self) -> None:
        """Keep what was entered; a :class:`DeskError` is shown and nothing is lost."""
        raise NotImplementedError

    def close_with(self, change: Callable[[], object]) -> None:
        """Make ``change`` and close; with a :class:`DeskError` stay open and say it."""
        try:
            change()
        except DeskError as error:
            self.show_error(str(error))
            return
        self.context.shell.status.show_saved(self.context.desk.now().time())
        self.accept()

    def show_error(self, error: str) -> None:
        """Say what cannot be kept; the fields stay as they are."""
        self.error.show_text(error)
        self.error.setVisible(bool(error))
        self._fit()
        if error:
            self.context.shell.announce(error)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        self._fit()
        self.resize(self.minimumSize())
        super().showEvent(event)  # puts a dialog of this size over the middle of its window

    def _fit(self) -> None:
        """Be no lower than the words need at this width, and no higher than the screen: then the fields scroll."""
        column, fields = self._column, self._fields
        screen, margins = self.screen().availableGeometry(), column.contentsMargins()
        around = margins.left() + margins.right()
        needed = self.body.minimumSize().width() + around
        self.setMinimumWidth(min(max(self.minimumWidth(), needed), screen.width()))
        width = max(self.width(), self.minimumWidth())
        whole = _height(self.body, width - around)
        self._inside.setMinimumHeight(whole)
        fields.setMinimumHeight(whole)
        column.invalidate()
        too_high = max(0, _height(column, width) - (screen.height() - _FRAME))
        fields.setMinimumHeight(max(theme.scaled(_LEAST), whole - too_high))
        column.invalidate()
        self.setMinimumHeight(_height(column, width))

    def _on_answer_clicked(self) -> None:
        self.close_with(self.keep)


def _height(layout: QLayout, width: int) -> int:
    """What ``layout`` needs at ``width``; Qt would ask for what its words need at their narrowest."""
    return layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
