"""The line for a client's name, covered while names are hidden."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from relationship_desk.settings.definitions import NAMES_HIDDEN
from relationship_desk.ui import theme
from relationship_desk.ui.context import Context
from relationship_desk.ui.hub import Published
from relationship_desk.ui.widgets.button import Button

_LONGEST = 200


class NameField(QWidget):
    """``edit`` covers what stands in it when names are hidden, before or meanwhile; ``show_name`` uncovers it."""

    def __init__(self, context: Context, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.edit = QLineEdit(name)
        self.edit.setMaxLength(_LONGEST)
        self.show_name = Button("Show the name", "icon", icon="eye")
        self.setFocusProxy(self.edit)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.S8)
        across.addWidget(self.edit, 1)
        across.addWidget(self.show_name)
        self._hidden = context.desk.preferences[NAMES_HIDDEN]
        self._cover(self._hidden and bool(name))
        self.show_name.clicked.connect(self._on_show_name_clicked)
        context.hub.changed.connect(self._on_hub_changed)

    def _cover(self, covered: bool) -> None:
        self.edit.setEchoMode(QLineEdit.EchoMode.Password if covered else QLineEdit.EchoMode.Normal)
        self.show_name.setVisible(covered)

    def _on_show_name_clicked(self) -> None:
        self._cover(False)
        self.edit.setFocus()

    def _on_hub_changed(self, _published: Published) -> None:
        hidden = self._context.desk.preferences[NAMES_HIDDEN]
        if hidden != self._hidden:
            self._hidden = hidden
            self._cover(hidden and bool(self.edit.text()))
