"""One section of the settings as a form that scrolls."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout

from relationship_desk.ui import theme
from relationship_desk.ui.pages.settings.controls import SettingControl
from relationship_desk.ui.pages.settings.sections import SECTIONS, settings_in
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.paper import Paper

_WIDEST = 640


class Form(QScrollArea):
    """Title, a line under it, then the controls."""

    def __init__(self, section: str) -> None:
        super().__init__()
        title, explained = SECTIONS[section]
        self.setWidgetResizable(True)
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its fields take it
        page = Paper()
        self.column = QVBoxLayout(page)
        self.column.setContentsMargins(theme.S24, theme.S16, theme.S24, theme.S24)
        self.column.setSpacing(theme.S16)
        self.column.addWidget(Label(title, "panel"))
        if explained:
            self.column.addWidget(Label(explained, tone="muted", wrap=True))
        self.controls = {setting.key: SettingControl(setting) for setting in settings_in(section)}
        for control in self.controls.values():
            self.column.addWidget(control)
        page.setMaximumWidth(theme.scaled(_WIDEST))
        self.setWidget(page)
