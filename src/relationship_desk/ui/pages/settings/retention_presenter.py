"""Chooses the rule by which records are kept, and leads to the records that are due or held."""

from __future__ import annotations

from PySide6.QtCore import QObject

from relationship_desk.catalogue.retention import OWN
from relationship_desk.domain.errors import DeskError
from relationship_desk.settings.definitions import RETENTION_RULE
from relationship_desk.ui.context import Context
from relationship_desk.ui.pages.settings.retention_form import RetentionForm
from relationship_desk.ui.retention_words import rule_words


class RetentionPresenter(QObject):
    """Behind one :class:`RetentionForm`."""

    def __init__(self, form: RetentionForm, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._form, self._context = form, context
        for norm in context.desk.catalogue.retention.values():
            form.rule.addItem(norm.title, norm.id)
        form.rule.addItem("Own rule", OWN)
        form.rule.activated.connect(self._on_rule_activated)
        form.due.opened.connect(self._on_row_opened)
        form.held.opened.connect(self._on_row_opened)

    def refresh(self) -> None:
        """Show the rule in use, what it comes to, and the log."""
        form, retaining = self._form, self._context.desk.retaining
        rule = retaining.rule
        form.rule.setCurrentIndex(form.rule.findData(rule.id))
        source = f"Source: {rule.source}" if rule.source else ""
        form.meaning.show_text(" ".join(part for part in (rule_words(rule), rule.note, source) if part))
        for control in form.own_years:
            control.setVisible(rule.id == OWN)
        form.show_due(retaining.due())
        form.show_log(retaining.erasures())

    def _on_rule_activated(self, place: int) -> None:
        desk = self._context.desk
        try:
            desk.preferences.set(RETENTION_RULE, str(self._form.rule.itemData(place)))
        except DeskError as error:
            self._context.shell.show_message(str(error), key="retention")
            return
        self.refresh()
        self._context.shell.status.show_saved(desk.now().time())

    def _on_row_opened(self, client: object) -> None:
        self._context.shell.go("client", client=client, tab="record")
