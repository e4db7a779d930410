"""The agreement tab: one element, two perspectives of it, how far they agree and how each goes by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from relationship_desk.catalogue.model import Element
from relationship_desk.domain.ids import ALLIANCE, ClientId, ElementId
from relationship_desk.domain.records import Client
from relationship_desk.domain.vocabulary import ClientKind, Perspective
from relationship_desk.insight.dyad import PAIRS, Dyad, Pair, dyad
from relationship_desk.insight.own_course import outcome_of, own_course, parted
from relationship_desk.insight.signals import Analysis
from relationship_desk.services.grouping import MemberView
from relationship_desk.settings.definitions import NAMES_HIDDEN
from relationship_desk.ui.context import Context
from relationship_desk.ui.pages.client import agreement_data as data
from relationship_desk.ui.pages.client import agreement_words as words
from relationship_desk.ui.pages.client.agreement_view import AgreementView
from relationship_desk.ui.pages.client.export import Export
from relationship_desk.ui.pages.client.tab import ClientTab
from relationship_desk.ui.pages.client.trend_data import elements_shown
from relationship_desk.ui.pages.groups.words import who
from relationship_desk.ui.shell.page import KeyLine

_WHOLE = {
    ClientKind.COUPLE: "Both (mean)",
    ClientKind.FAMILY: "Whole family (mean)",
    ClientKind.GROUP: "Whole group (mean)",
}


class AgreementTab(ClientTab):
    """``element`` in the place to arrive at chooses what is compared."""

    hint = "Up and down choose the element, T shows the sessions as a table"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._whole: Analysis | None = None
        self._analysis: Analysis | None = None
        """Of the whole, or of the member that is chosen."""
        self._members: tuple[MemberView, ...] = ()
        self._dyad: Dyad | None = None
        self.view = view = AgreementView()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(view)
        view.elements.chosen.connect(self._on_elements_chosen)
        view.pairs.chosen.connect(self._on_pairs_chosen)
        view.member.currentIndexChanged.connect(self._on_member_changed)
        view.as_table.clicked.connect(self._on_as_table_clicked)
        view.twin.opened.connect(self._on_twin_opened)
        for part in (view.elements, view.twin):
            part.installEventFilter(self)
        self.export = Export(
            context, self, view.export, ("png", "csv"), "agreement", lambda: f"{self._element.id}-agreement", self._put
        )

    @override
    def show_client(self, analysis: Analysis) -> None:
        other = self._whole is None or self._whole.history.client_id != analysis.history.client_id
        self._whole = analysis
        if other:
            self.view.pairs.choose(PAIRS[0].key)
            self.view.show_as_table(False)
        self._show_members(analysis.history.client, None if other else self._member)
        self._read_member(analysis)
        if other:
            self._choose(ALLIANCE)
        self._show()

    @override
    def arrive(self, where: Mapping[str, object]) -> None:
        element = where.get("element")
        if isinstance(element, str):
            self._choose(ElementId(element))
            self._show()

    @override
    def set_narrow(self, narrow: bool) -> None:
        self.view.set_narrow(narrow)

    @override
    def first_focus(self) -> QWidget:
        return self.view.elements

    @override
    def regions(self) -> Sequence[QWidget]:
        return (self.view.elements, self.view.pairs, self.view.stack)

    @override
    def keys(self) -> Sequence[KeyLine]:
        return (
            KeyLine("Up, Down", "Element"),
            KeyLine("T", "Table of the sessions, and back"),
            KeyLine("Return", "Open the debrief of the session, in the table"),
            KeyLine("Ctrl+E", "Export"),
        )

    @override
    def go_back(self) -> bool:
        if not self.view.as_table.isChecked():
            return False
        self._show_as_table(False)
        return True

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take T from the lists, which would look for a row that begins with it."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_T
            and event.modifiers() == Qt.KeyboardModifier.NoModifier
        ):
            if self.view.as_table.isEnabled():
                self._show_as_table(not self.view.as_table.isChecked())
            return True
        return super().eventFilter(watched, event)

    # Whose answers

    @property
    def _member(self) -> ClientId | None:
        found = self.view.member.currentData()
        return ClientId(found) if isinstance(found, int) else None

    def _show_members(self, client: Client, chosen: ClientId | None) -> None:
        """Offer the whole and each member by itself; nothing to choose for an individual."""
        hidden = self._context.desk.preferences[NAMES_HIDDEN]
        apart = client.kind is not ClientKind.INDIVIDUAL
        self._members = self._context.desk.grouping.whole(client.id).members if apart else ()
        box = self.view.member
        box.blockSignals(True)
        box.clear()
        box.addItem(_WHOLE.get(client.kind, client.code), None)
        for one in self._members:
            box.addItem(who(one.member, hidden=hidden) + (", left" if one.left_on else ""), one.member.id)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        box.blockSignals(False)
        self.view.whose.setVisible(bool(self._members))

    def _read_member(self, whole: Analysis) -> None:
        """Analyse what the member that is chosen answered, and list the elements with their common sessions."""
        member = self._member
        self._analysis = self._context.desk.agreeing.of_member(whole.history.client_id, member) if member else whole
        self._list_elements(self._analysis)

    def _list_elements(self, analysis: Analysis) -> None:
        shown = elements_shown(analysis, self._context.desk.catalogue)
        rows = data.element_rows(analysis, shown, self._pair)
        self.view.elements.blockSignals(True)
        self.view.elements.show_rows(rows)
        self.view.elements.blockSignals(False)

    def _choose(self, element: ElementId) -> None:
        self.view.elements.blockSignals(True)
        self.view.elements.choose(element)
        self.view.elements.blockSignals(False)

    # Showing

    @property
    def _pair(self) -> Pair:
        return next(one for one in PAIRS if one.key == self.view.pairs.choice)

    @property
    def _names(self) -> words.Names:
        kind = self._analysis.history.client.kind if self._analysis else ClientKind.INDIVIDUAL
        return words.names_for(kind, member=self._member is not None)

    @property
    def _element(self) -> Element:
        key = self.view.elements.current_key
        return self._context.desk.catalogue.elements[ElementId(key) if isinstance(key, str) else ALLIANCE]

    def _show(self) -> None:
        analysis, element = self._analysis, self._element
        if analysis is None:
            return
        names = self._names
        self._dyad = found = dyad(analysis, element.id, self._pair)
        gaps = data.gaps_of(analysis, found, element.short_title, names)
        view = self.view
        view.title.show_text(element.short_title)
        view.headline.show_text(words.headline(found, element, names))
        view.headline.set_tone("text" if found.agreement else "muted")
        also = " ".join(one.detail for one in found.findings if one.current)
        view.also.show_text(also)
        view.also.setVisible(bool(also))
        view.gap_title.show_text(f"Gap by session, {gaps.names[1]} minus {gaps.names[0]}")
        said = data.description(gaps)
        view.gap.show_gaps(gaps, f"{element.short_title}, gap by session", said)
        view.level.show_gaps(gaps, f"{element.short_title}, gap by level", said)
        view.show_parts(common=bool(found.common), counted=found.agreement is not None)
        view.numbers.show_lines(data.number_lines(words.numbers(found, names)))
        view.twin.model_of_lines.show_headings(data.headings(found, names))
        view.twin.show_lines(data.lines(found))
        self._show_singles(analysis, element, names)

    def _show_singles(self, analysis: Analysis, element: Element, names: words.Names) -> None:
        courses = self._context.desk.measuring.administrations(analysis.history.client_id)
        outcome = outcome_of(courses, self._member)
        for one in Perspective:
            course = own_course(analysis, element.id, one, outcome)
            self.view.show_by_itself(one, names[one].capitalize(), words.own_words(course, outcome, names[one]))
        said = self._members_words(element) if self._members else ""
        self.view.members.show_text(said)
        self.view.members.setVisible(bool(said))

    def _members_words(self, element: Element) -> str:
        """What the members' ratings vary by, on the page of the whole; whom the others rated, on that of a member."""
        if self._member is not None:
            return words.OF_WHOLE
        own = (m.series[key] for m in self._members if (key := (element.id, Perspective.CLIENT)) in m.series)
        parts = parted(own)
        return words.parted_words(*parts) if parts else ""

    def _put(self, path: Path) -> None:
        if path.suffix.lower() == ".csv":
            if self._dyad is not None:
                path.write_text(data.csv_text(self._dyad, self._names), encoding="utf-8", newline="")
        elif not self.view.to_image().save(str(path)):
            raise OSError(0, "no access to the folder")

    def _show_as_table(self, as_table: bool) -> None:
        self.view.show_as_table(as_table)
        (self.view.twin if as_table else self.view.elements).setFocus()

    # What the person does

    def _on_elements_chosen(self, _key: object) -> None:
        self._show()

    def _on_pairs_chosen(self, _key: str) -> None:
        if self._analysis is not None:
            self._list_elements(self._analysis)
            self._show()

    def _on_member_changed(self, _place: int) -> None:
        if self._whole is not None:
            self._read_member(self._whole)
            self._show()

    def _on_as_table_clicked(self, checked: bool) -> None:
        self._show_as_table(checked)

    def _on_twin_opened(self, _row: int) -> None:
        number = self.view.twin.current_key
        for session in self._analysis.history.sessions if self._analysis else ():
            if session.number == number:
                self._context.shell.go("debrief", session=session.id)
