"""An input for a secret, with an eye that shows it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget
from typing_extensions import override

from relationship_desk.ui import theme
from relationship_desk.ui.icons import icon


class PassphraseField(QLineEdit):
    """Hidden until the eye is pressed, or Alt+V; kept from input methods that learn what is typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self._key = QAction(self)
        self._key.setShortcut("Alt+V")
        self._key.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._key.triggered.connect(self.toggle)
        self.addAction(self._key)
        self._eye = QToolButton(self)
        self._eye.setAutoRaise(True)
        self._eye.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._eye.setCursor(Qt.CursorShape.ArrowCursor)
        self._eye.clicked.connect(self.toggle)
        self._show(False)

    @property
    def shows(self) -> bool:
        """Whether the secret can be read."""
        return self.echoMode() == QLineEdit.EchoMode.Normal

    def toggle(self) -> None:
        """Show the secret, or hide it again."""
        self._show(not self.shows)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = self.height() - 6
        self._eye.setGeometry(self.width() - side - 4, 3, side, side)
        self.setTextMargins(0, 0, side - 4, 0)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange) and hasattr(self, "_eye"):
            self._show(self.shows)

    def _show(self, visible: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if visible else QLineEdit.EchoMode.Password)
        words = "Hide the passphrase" if visible else "Show the passphrase"
        drawing = icon("eye-off" if visible else "eye", "muted")
        self._eye.setAccessibleName(words)
        self._eye.setToolTip(f"{words} (Alt+V)")
        self._eye.setIcon(drawing)
        self._eye.setIconSize(QSize(theme.scaled(18), theme.scaled(18)))
