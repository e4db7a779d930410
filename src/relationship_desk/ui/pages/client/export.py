"""Taking what is drawn along as a file: asking where to, writing it, and saying so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from relationship_desk.ui.context import Context
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.file_dialog import save_dialog

FILES = {"png": "PNG picture (*.png)", "svg": "SVG drawing (*.svg)", "csv": "CSV table (*.csv)"}


class Export(QObject):
    """The export of a tab: its button with the menu of ``kinds``, and Ctrl+E.

    ``what`` is the thing in words, such as ``trend``; ``name`` gives the file's name without its ending; ``put`` writes
    it, by that ending, or raises :class:`OSError`.
    """

    def __init__(
        self,
        context: Context,
        tab: QWidget,
        button: Button,
        kinds: tuple[str, ...],
        what: str,
        name: Callable[[], str],
        put: Callable[[Path], None],
    ) -> None:
        super().__init__(tab)
        self._context, self._tab, self._button = context, tab, button
        self._what, self._name, self._put = what, name, put
        self._dialog: QFileDialog | None = None
        self.menu = QMenu(button)
        for kind in kinds:
            self.menu.addAction(f"{kind.upper()} ...").setData(kind)
        self.menu.triggered.connect(self._on_menu_triggered)
        button.setMenu(self.menu)
        button.setToolTip("Ctrl+E")
        button.setAccessibleName(f"Export the {what}")
        self._shortcut = QShortcut(QKeySequence("Ctrl+E"), tab)
        self._shortcut.activated.connect(self._on_shortcut_activated)

    def write(self, file: str) -> None:
        """Write to ``file``, and say how it went."""
        path = Path(file)
        try:
            self._put(path)
        except OSError as error:
            said = f"The {self._what} could not be written ({error.strerror}). Your records are safe. "
            self._context.shell.show_message(f"{said}Choose another folder.", key=self._what)
        else:
            said = f"{path.name} is written. It is not encrypted: keep it where only you can read it."
            self._context.shell.show_message(said, "success", key=self._what)

    def _on_shortcut_activated(self) -> None:
        if self._button.isEnabled():
            self.menu.popup(self._button.mapToGlobal(QPoint(0, self._button.height())))

    def _on_menu_triggered(self, action: QAction) -> None:
        kind = str(action.data())
        dialog = save_dialog(self._tab, f"Export the {self._what}", f"{self._name()}.{kind}", FILES[kind])
        dialog.fileSelected.connect(self.write)
        self._dialog = dialog
        dialog.open()
