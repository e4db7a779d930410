"""What was tried to repair a rupture, in own words, with the strategies of the literature one click away."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QWidget

from relationship_desk.catalogue.model import Catalogue
from relationship_desk.domain.capitals import small_first
from relationship_desk.domain.process import RuptureKind
from relationship_desk.ui import theme
from relationship_desk.ui.terms import set_term
from relationship_desk.ui.widgets.button import Button

_LONGEST = 500


class TriedField(QWidget):
    """A line; a strategy that is chosen is added to what stands in it."""

    def __init__(self, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self.line = QLineEdit()
        self.line.setMaxLength(_LONGEST)
        self.menu = QMenu(self)
        self.menu.setToolTipsVisible(True)
        self.menu.triggered.connect(self._on_menu_triggered)
        self.suggest = Button("Suggestions")
        self.suggest.setMenu(self.menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.S8)
        row.addWidget(self.line, 1)
        row.addWidget(self.suggest)
        self.setFocusProxy(self.line)
        set_term(self, "entry", "ruptures")

    @property
    def text(self) -> str:
        """What was tried, or nothing."""
        return self.line.text().strip()

    def suggest_for(self, kind: RuptureKind | None) -> None:
        """Offer the strategies that fit how the rupture showed."""
        self.menu.clear()
        for strategy in self._catalogue.repairs.values():
            if strategy.kind == "any" or strategy.kind == kind:
                action = self.menu.addAction(strategy.title)
                action.setToolTip(strategy.definition)

    def _on_menu_triggered(self, action: QAction) -> None:
        title = action.text()
        before = self.text
        self.line.setText(f"{before}, {small_first(title)}" if before else title)
        self.line.setFocus()
