"""An input for a secret, with an eye that shows it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

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
        self._eye = QAction(self)
        self._eye.setShortcut("Alt+V")
        self._eye.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._eye.triggered.connect(self.toggle)
        self.addAction(self._eye, QLineEdit.ActionPosition.TrailingPosition)
        self._show(False)

    @property
    def shows(self) -> bool:
        """Whether the secret can be read."""
        return self.echoMode() == QLineEdit.EchoMode.Normal

    def toggle(self) -> None:
        """Show the secret, or hide it again."""
        self._show(not self.shows)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_eye"):
            self._show(self.shows)

    def _show(self, visible: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if visible else QLineEdit.EchoMode.Password)
        words = "Hide the passphrase" if visible else "Show the passphrase"
        self._eye.setText(words)
        self._eye.setToolTip(f"{words} (Alt+V)")
        self._eye.setIcon(icon("eye-off" if visible else "eye", "muted"))
