"""What the client page does: head, tabs, the way to a debrief, and reading again what has changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QApplication, QDialog, QWidget
from typing_extensions import override

from relationship_desk.domain.days import short_day
from relationship_desk.domain.errors import DeskError
from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.records import Client
from relationship_desk.domain.vocabulary import ClientStatus, PromptStatus
from relationship_desk.insight.signals import Analysis
from relationship_desk.settings.definitions import NAMES_HIDDEN
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.edit_client import EditClientDialog
from relationship_desk.ui.dialogs.erase_client import EraseClientDialog
from relationship_desk.ui.dialogs.merge_clients import MergeClientsDialog
from relationship_desk.ui.dialogs.new_session import start_debrief
from relationship_desk.ui.dialogs.print_form import PrintFormDialog
from relationship_desk.ui.dialogs.rating_plan import RatingPlanDialog
from relationship_desk.ui.hub import Published
from relationship_desk.ui.pages.client.agreement import AgreementTab
from relationship_desk.ui.pages.client.measures import MeasuresTab
from relationship_desk.ui.pages.client.overview import OverviewTab
from relationship_desk.ui.pages.client.plan import PlanTab
from relationship_desk.ui.pages.client.profile import ProfileTab
from relationship_desk.ui.pages.client.prompts import PromptsTab
from relationship_desk.ui.pages.client.record import RecordTab
from relationship_desk.ui.pages.client.sessions import SessionsTab
from relationship_desk.ui.pages.client.tab import ClientTab
from relationship_desk.ui.pages.client.trends import TrendsTab
from relationship_desk.ui.pages.client.view import ClientView
from relationship_desk.ui.pages.client.words import RISK, RISK_FLAG, Said, head_badges, standing
from relationship_desk.ui.shell.page import KeyLine, Page

_NEEDS_SESSIONS = ("trends", "agreement")


class ClientPage(Page):
    """``client`` in the place to arrive at says whose record, ``tab`` which part; the rest is the tab's."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._analysis: Analysis | None = None
        self._shown: set[str] = set()
        self.dialog: QDialog | None = None
        """The last one asked with."""
        self.overview = OverviewTab(context)
        self.sessions = SessionsTab(context)
        self.trends = TrendsTab(context)
        self.agreement = AgreementTab(context)
        self.profile = ProfileTab(context)
        self.plan = PlanTab(context)
        self.measures = MeasuresTab(context)
        self.prompts = PromptsTab(context)
        self.record = RecordTab(context)
        self._tabs: dict[str, ClientTab] = {
            "overview": self.overview,
            "sessions": self.sessions,
            "trends": self.trends,
            "agreement": self.agreement,
            "profile": self.profile,
            "plan": self.plan,
            "measures": self.measures,
            "prompts": self.prompts,
            "record": self.record,
        }
        self.view = ClientView(self._tabs)
        self.column.addWidget(self.view)
        self.view.tabs.chosen.connect(self._on_tabs_chosen)
        self.view.edit.triggered.connect(self._on_edit_triggered)
        self.view.print_form.triggered.connect(self._on_print_form_triggered)
        self.view.rating_plan.triggered.connect(self._on_rating_plan_triggered)
        self.profile.plan_asked.connect(self._on_plan_asked)
        self.view.merge.triggered.connect(self._on_merge_triggered)
        self.view.erase.triggered.connect(self._on_erase_triggered)
        self.view.debrief.clicked.connect(self._debrief)
        for button in (self.view.empty.button, self.overview.empty.button, self.sessions.empty.button):
            if button is not None:
                button.clicked.connect(self._debrief)
        context.hub.changed.connect(self._on_hub_changed)

    @override
    def arrive(self, where: Mapping[str, object]) -> None:
        wanted, tab = where.get("client"), where.get("tab")
        other = isinstance(wanted, int) and wanted != self._client
        if isinstance(wanted, int):
            self._read(ClientId(wanted))
        elif self._client is not None:
            self._read(self._client)
        if isinstance(tab, str) and tab in self._tabs:
            self.view.tabs.choose(tab)
        elif other:
            self.view.tabs.choose("overview")
        self._front()
        if self._analysis is not None and (self._analysis.history.attended or self._tab is not self.trends):
            self._tab.arrive(where)

    @override
    def here(self, where: Mapping[str, object]) -> Mapping[str, object]:
        tab = self.view.tabs.choice
        return where if self._client is None or where.get("tab") == tab else {"client": self._client, "tab": tab}

    @override
    def first_focus(self) -> QWidget:
        if self._is_empty and self.view.empty.button is not None:
            return self.view.empty.button
        return self._tab.first_focus()

    @override
    def regions(self) -> Sequence[QWidget]:
        inside = (self.view.empty,) if self._is_empty else self._tab.regions()
        return (self.view.tabs, *inside, self.view.head)

    @override
    def keys(self) -> Sequence[KeyLine]:
        return (
            *self._tab.keys(),
            KeyLine("Ctrl+Tab", "Next tab"),
            KeyLine("Ctrl+D", "Debrief"),
        )

    @override
    def go_back(self) -> bool:
        return not self._is_empty and self._tab.go_back()

    @override
    def set_narrow(self, narrow: bool) -> None:
        super().set_narrow(narrow)
        if hasattr(self, "view"):
            self.view.head.set_words_below(narrow)
            for tab in self._tabs.values():
                tab.set_narrow(narrow)

    # Showing

    @property
    def _client(self) -> ClientId | None:
        return self._analysis.history.client_id if self._analysis else None

    @property
    def _tab(self) -> ClientTab:
        return self._tabs[self.view.tabs.choice]

    @property
    def _is_empty(self) -> bool:
        """Whether the tab in front has nothing to show before the first session."""
        return bool(self._analysis and not self._analysis.history.sessions and self.view.tabs.choice in _NEEDS_SESSIONS)

    def _read(self, client: ClientId) -> None:
        """Read the record; each tab shows it when it comes to the front."""
        try:
            analysis = self._context.desk.reviewing.analysis(client)
        except DeskError as error:
            self._context.shell.show_message(str(error), key="client")
            return
        self._analysis = analysis
        self._shown.clear()
        history = analysis.history
        named = not self._context.desk.preferences[NAMES_HIDDEN]
        self.view.head.show_title(history.client.code, standing(history), lighter=history.client.name if named else "")
        badges = (*self._risk_badge(client), *_status_badges(history.client))
        self.view.show_badges((*badges, *head_badges(analysis)))
        waiting = sum(prompt.status is PromptStatus.OPEN for prompt in history.prompts)
        self.view.tabs.show_note("prompts", str(waiting) if waiting else "")

    def _risk_badge(self, client: ClientId) -> tuple[Said, ...]:
        waiting = any(one.client.id == client for one in self._context.desk.risk.open_records())
        flagged = self._context.desk.filing.details(client).risk_flag
        said = (*([RISK] if waiting else []), *([RISK_FLAG] if flagged else []))
        return tuple(Said(words, "risk", "triangle-alert", signal="risk") for words in said)

    def _front(self) -> None:
        """Bring the chosen tab to the front, true to the record."""
        analysis, key = self._analysis, self.view.tabs.choice
        if analysis is None:
            return
        if key not in self._shown and not self._is_empty:
            self._tab.show_client(analysis)
            self._shown.add(key)
        self.view.front(key, empty=self._is_empty)
        self.hint_changed.emit("" if self._is_empty else self._tab.hint)

    def _on_tabs_chosen(self, _key: str) -> None:
        focus = QApplication.focusWidget()
        inside = focus is not None and self.view.stack.isAncestorOf(focus)
        self._front()
        if inside:  # else Qt hands the focus to whatever stands nearest
            self.first_focus().setFocus()

    def _on_hub_changed(self, published: Published) -> None:
        changes, client = published.changes, self._client
        concerned = client in changes.clients or changes.settings
        if client is not None and concerned and self.isVisible():
            self._read(client)
            self._front()

    # Going

    def _on_erase_triggered(self) -> None:
        if self._client is not None:
            self.dialog = EraseClientDialog(self._context, self._client)
            self.dialog.open()

    def _on_print_form_triggered(self) -> None:
        if self._analysis is not None:
            self.dialog = PrintFormDialog(self._context, self._analysis.history.client)
            self.dialog.open()

    def _on_plan_asked(self, _nothing: object) -> None:
        self._on_rating_plan_triggered()

    def _on_rating_plan_triggered(self) -> None:
        if self._analysis is not None:
            self.dialog = RatingPlanDialog(self._context, self._analysis.history.client)
            self.dialog.open()

    def _on_merge_triggered(self) -> None:
        if self._analysis is not None:
            self.dialog = MergeClientsDialog(self._context, self._analysis.history.client)
            self.dialog.open()

    def _on_edit_triggered(self) -> None:
        if self._analysis is not None:
            self.dialog = EditClientDialog(self._context, self._analysis.history.client)
            self.dialog.open()

    def _debrief(self) -> None:
        """Ask for the next session, and go to its debrief."""
        if self._client is not None:
            self.dialog = start_debrief(self._context, self._client)


def _status_badges(client: Client) -> tuple[Said, ...]:
    """That the work waits or since when it has ended; nothing about an active client."""
    if client.status is ClientStatus.ENDED:
        return (Said(f"Ended {short_day(client.closed_on)}" if client.closed_on else "Ended", "notice", "flag"),)
    return (Said("Waiting", "notice", "pause"),) if client.status is ClientStatus.WAITING else ()
