"""One section of the settings as a form that scrolls."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout
from typing_extensions import override

from relationship_desk.ui import theme
from relationship_desk.ui.pages.settings.controls import SettingControl
from relationship_desk.ui.pages.settings.sections import SECTIONS, parts_in
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.panel import Panel
from relationship_desk.ui.widgets.paper import Paper

_WIDEST, _WIDEST_PARTS = 640, 760


class Form(QScrollArea):
    """Title, a line under it, then the controls; those of a long section part by part, each in a panel."""

    def __init__(self, section: str) -> None:
        super().__init__()
        title, explained = SECTIONS[section]
        self.setWidgetResizable(True)
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its fields take it
        page = self._page = Paper()
        self.column = QVBoxLayout(page)
        self.column.setContentsMargins(theme.S24, theme.S16, theme.S24, theme.S24)
        self.column.setSpacing(theme.S16)
        self.column.addWidget(Label(title, "panel"))
        if explained:
            self.column.addWidget(Label(explained, tone="muted", wrap=True))
        self.controls: dict[str, SettingControl] = {}
        parts = parts_in(section)
        for heading, settings in parts.items():
            own = {one.key: SettingControl(one, in_panel=bool(heading)) for one in settings}
            self.controls |= own
            self._add_part(heading, own.values())
        widest = _WIDEST_PARTS if len(parts) > 1 else _WIDEST
        self.setWidget(page)
        page.setMaximumWidth(theme.scaled(widest))

    def _add_part(self, heading: str, controls: Iterable[SettingControl]) -> None:
        into = self.column
        if heading:
            panel, into = Panel(), QVBoxLayout()
            panel.setAccessibleName(heading)
            part = QVBoxLayout()
            part.setSpacing(theme.S8)
            part.addWidget(Label(heading, "strong"))
            part.addWidget(panel)
            self.column.addLayout(part)
            panel.body.addLayout(into)
        for control in controls:
            into.addWidget(control)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_whole()  # whatever opens under the form takes room from it

    @override
    def focusNextPrevChild(self, forward: bool) -> bool:
        moved = super().focusNextPrevChild(forward)
        self._show_whole()
        return moved

    def _show_whole(self) -> None:
        """Keep what is being changed whole in sight, its explanation too."""
        focus = self.focusWidget()
        at_hand = next((one for one in self.controls.values() if focus and one.isAncestorOf(focus)), None)
        if at_hand is not None and at_hand.height() <= self.viewport().height():
            self.ensureWidgetVisible(at_hand, 0, 0)
        elif at_hand is not None:
            self.verticalScrollBar().setValue(at_hand.mapTo(self._page, QPoint()).y())
