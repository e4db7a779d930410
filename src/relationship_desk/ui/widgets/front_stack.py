"""Several widgets in one place, of which one is seen."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget


class FrontStack(QWidget):
    """As large as the widget in front asks for.

    The others are hidden, not stacked: in a ``QStackedWidget`` the widest would widen the one that is seen, and the
    highest would make it scroll.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    @property
    def front(self) -> QWidget | None:
        """The widget that is seen."""
        return self._front

    def add(self, widget: QWidget) -> None:
        """Take ``widget`` in; the first is in front."""
        self._column.addWidget(widget)
        if self._front is None:
            self._front = widget
        else:
            widget.hide()

    def bring(self, widget: QWidget) -> None:
        """Bring ``widget`` to the front. The focus goes nowhere by itself."""
        if widget is self._front:
            return
        if self._front is not None:
            self._front.hide()
        self._front = widget
        widget.show()
