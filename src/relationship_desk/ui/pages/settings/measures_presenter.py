"""What can be done about own measures in the settings."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from relationship_desk.domain.client_voice import OwnMeasure
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.own_measure import OwnMeasureDialog
from relationship_desk.ui.pages.settings.measures_form import MeasuresForm


class MeasuresPresenter(QObject):
    """Behind the form of own measures."""

    def __init__(self, form: MeasuresForm, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._form, self._context = form, context
        self._own: tuple[OwnMeasure, ...] = ()
        self.dialog: QDialog | None = None
        """The last one asked with."""
        form.add.clicked.connect(self._on_add_clicked)
        form.retire.clicked.connect(self._on_retire_clicked)
        form.list.chosen.connect(self._on_list_chosen)

    def refresh(self) -> None:
        """Show what the practice holds."""
        measuring = self._context.desk.measuring
        self._own = measuring.own()
        self._form.show_own([(one, measuring.title_of(one)) for one in self._own])
        self._form.show_state(self._chosen)

    @property
    def _chosen(self) -> OwnMeasure | None:
        key = self._form.list.current_key
        return next((one for one in self._own if one.id == key), None)

    def _on_list_chosen(self, _key: object) -> None:
        self._form.show_state(self._chosen)

    def _on_add_clicked(self) -> None:
        self.dialog = OwnMeasureDialog(self._context)
        self.dialog.open()

    def _on_retire_clicked(self) -> None:
        chosen = self._chosen
        if chosen is None:
            return
        if chosen.retired_on:
            self._context.desk.measuring.bring_back(chosen.measure)
        else:
            self._context.desk.measuring.retire(chosen.measure)
        self._context.shell.status.show_saved(self._context.desk.now().time())
