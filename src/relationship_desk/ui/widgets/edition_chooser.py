"""The button that says which edition prompts speak from, and changes it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from relationship_desk.domain.vocabulary import Edition
from relationship_desk.ui.events import Event
from relationship_desk.ui.terms import set_term
from relationship_desk.ui.widgets.button import Button


class EditionChooser(Button):
    """A menu of the three editions; ``chosen`` tells the one that was picked. ``words`` says which edition each is."""

    chosen: Event[Edition] = Event(Edition)

    def __init__(self, words: Mapping[Edition, str], parent: QWidget | None = None) -> None:
        super().__init__("Edition", parent=parent)
        set_term(self, "word", "Edition")
        self._editions = QActionGroup(self)
        menu = QMenu(self)
        for edition in Edition:
            action = menu.addAction(f"{edition.value}, {words[edition]}")
            action.setCheckable(True)
            action.setData(edition)
            self._editions.addAction(action)
        self.setMenu(menu)
        self._editions.triggered.connect(self._on_editions_triggered)

    def show_edition(self, edition: Edition) -> None:
        """Show ``edition`` as the one in use."""
        self.setText(f"Edition {edition.value}")
        self.setAccessibleName(f"Edition that prompts speak from: {edition.value}")
        for action in self._editions.actions():
            action.setChecked(action.data() == edition)
        self.updateGeometry()

    def _on_editions_triggered(self, action: QAction) -> None:
        self.chosen.emit(Edition(action.data()))
