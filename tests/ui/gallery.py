"""Draws every part of the window in each scheme into PNG files, to look at: ``python -m tests.ui.gallery FOLDER``."""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.shipped import shipped
from relationship_desk.ui import theme
from relationship_desk.ui.icons import icon
from relationship_desk.ui.shell.main_window import MainWindow
from relationship_desk.ui.shell.page import Page, PageSpec
from relationship_desk.ui.widgets.badge import Badge
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.data_table import TONE_ROLE, DataTable
from relationship_desk.ui.widgets.empty_state import EmptyState
from relationship_desk.ui.widgets.field import Field
from relationship_desk.ui.widgets.filter_edit import FilterEdit
from relationship_desk.ui.widgets.flow_layout import FlowLayout
from relationship_desk.ui.widgets.focus_ring import FocusRing
from relationship_desk.ui.widgets.key_hint import KeyHint
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.page_head import PageHead
from relationship_desk.ui.widgets.panel import Panel
from relationship_desk.ui.widgets.passphrase_field import PassphraseField
from relationship_desk.ui.widgets.row_delegate import Row, section
from relationship_desk.ui.widgets.row_list import RowList
from relationship_desk.ui.widgets.segmented import Segment, Segmented
from relationship_desk.ui.widgets.spin_fields import DateField, NumberField
from relationship_desk.ui.widgets.strength_bar import StrengthBar
from relationship_desk.ui.widgets.strip import Strip
from relationship_desk.ui.widgets.tabs import Tabs
from relationship_desk.ui.widgets.tier_badge import TierLabel
from relationship_desk.ui.widgets.toggle_check import ToggleCheck

PROMPTS = (
    section("Safety first", "risk"),
    Row(1, "Consider your risk protocol before anything else", "PHQ-9 item 9 rose from 0 to 1 in session 6", "F-05",
        "Since 17 Nov", "triangle-alert", "risk"),
    section("Relationship"),
    Row(2, "Consider asking what was hard to say in session 11", "Client’s alliance 5.1, own baseline 7.3 ± 0.7",
        "M-08", "Since 14 Nov", "arrow-down", "attention"),
    Row(3, "Consider asking about doubts that were left unspoken",
        "You rated alliance above the client in 2 of the last 3 sessions", "R-21", "Since 17 Nov", "gap", "attention"),
    section("To look back on"),
    Row(4, "Lower directiveness, accepted in session 13", "Three sessions on: client’s alliance 6.9 before, 7.7 after",
        "S-19", "Since 17 Nov", "flag", "success"),
    section("Coming back"),
    Row(5, "after session 15", code="K-17", icon="pause", quiet=True),
)  # fmt: skip
DUE = (
    Row(1, "session ratings", code="C-12", right="3 sessions ago", perspective=Perspective.CLIENT),
    Row(2, "PHQ-9", code="B-03", right="5 weeks ago", perspective=Perspective.CLIENT),
    Row(3, "last seen 23 October", code="P-26", right="26 days", icon="clock"),
)
NARROW = (
    section("Open"),
    Row(1, "Risk protocol first", "F-05", right="Session 6", icon="triangle-alert", tone="risk"),
    Row(2, "What was hard to say", "M-08", right="Session 11", icon="arrow-down", tone="attention"),
    section("Deferred"),
    Row(3, "Renew the rationale", "K-17", right="until 15", icon="pause", tone="notice"),
)

Index = QModelIndex | QPersistentModelIndex


class SampleModel(QAbstractTableModel):
    """A few rows of a list of clients."""

    heads = ("Code", "Kind", "Session", "Last seen")
    cells = (
        ("F-05", "Individual", "6", "Yesterday"),
        ("M-08", "Individual", "11", "14 Nov"),
        ("R-21", "Couple", "19", "Today"),
    )

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.cells)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return len(self.heads)

    def headerData(self, place: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return self.heads[place] if role == Qt.ItemDataRole.DisplayRole and way == Qt.Orientation.Horizontal else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cells[index.row()][index.column()]
        if role == TONE_ROLE and index.column() == 3:
            return "muted"
        return None


def head() -> PageHead:
    page = PageHead("K-17", "Week 16 · 10:00, 50 min · individual", lighter="Session 14")
    page.add_leading(Button("Back", "icon", icon="back"))
    page.add_badge(Badge("Rupture repaired", "success", "link"))
    page.add_action(FilterEdit("Search or run", key="Ctrl+K"))
    page.add_action(Button("Debrief", "primary", icon="plus", key="N"))
    return page


def buttons() -> QWidget:
    box = QWidget()
    flow = FlowLayout(box, theme.S12)
    blocked = Button("Next: recovery sheet", key="Return")
    blocked.set_blocked("Both passphrases must agree.")
    for widget in (
        Button("Sign note", "primary", icon="check", key="Ctrl+Return"),
        Button("Open draft", key="Return"),
        Button("Hand over", icon="screen", key="F8"),
        blocked,
        Button("All prompts", "link"),
        Button("Add", "link", icon="plus", key="Alt+E"),
        Button("Search", "icon", icon="search", key="Ctrl+K"),
        Button("Add", "chip", icon="plus"),
        QPushButton("Plain Qt"),
        KeyHint("X"),
        Badge("Risk item", "risk"),
        Badge("Alliance fell", "attention"),
        Badge("Flat near ceiling", "notice"),
        Badge("PHQ-9 improved", "success"),
        *(TierLabel(fill, figure="r .29, k 11") for fill in ("full", "half", "outline", "dash")),
    ):  # fmt: skip
        flow.addWidget(widget)
    return box


def choices() -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.S12)
    tabs = Tabs("Parts of the client")
    for key, text, note in (("o", "Overview", ""), ("t", "Trends", ""), ("p", "Prompts", "1")):
        tabs.add(key, text, note)
    tabs.choose("t")
    marks = [
        Segment("clinician", "Clinician", "6 of 8", Perspective.CLINICIAN),
        Segment("client", "Client", "after yours", Perspective.CLIENT, mark_filled=False),
        Segment("observer", "Observer", "none", Perspective.OBSERVER, mark_filled=False),
    ]
    column.addWidget(tabs)
    column.addWidget(Segmented("Whose ratings", marks))
    column.addWidget(Segmented("Identity", [Segment("r", "Reduced"), Segment("f", "Full")], stretch=True))
    checks = QHBoxLayout()
    for perspective in Perspective:
        check = ToggleCheck(perspective.value.title(), perspective=perspective)
        check.setChecked(perspective is not Perspective.OBSERVER)
        checks.addWidget(check)
    checks.addStretch(1)
    column.addLayout(checks)
    column.addWidget(ToggleCheck("Progress notes", "full identity only"))
    for plain in (QCheckBox("Plain box"), QRadioButton("Plain radio")):
        plain.setChecked(True)
        column.addWidget(plain)
    column.addWidget(Strip("The backup could not be written. Your records are safe.", action="Choose a folder"))
    column.addWidget(Strip("A risk item was answered above its floor.", "risk", action="Open"))
    column.addWidget(Strip("This is the demo practice. Nothing in it is real.", "notice", closes=True))
    column.addWidget(EmptyState("No sessions yet. Start with a debrief.", "Debrief", icon="plus", key="Ctrl+D"))
    return box


def fields() -> QWidget:
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(theme.S12)
    secret = PassphraseField()
    secret.setText("otter lamp gravel")
    bar = StrengthBar()
    bar.show_strength(3, "Hard to guess, even with the file in hand")
    wrong = Field("Folder", QLineEdit("Documents"), "optional")
    wrong.show_error("This folder syncs to a cloud. Choose another.")
    combo = QComboBox()
    combo.addItems(["Edition 2018", "Edition 2011"])
    combo.setAccessibleName("Edition")
    date = DateField()
    note = QPlainTextEdit("Came in after a full week of the walking plan.")
    note.setFixedHeight(80)
    for place, widget in enumerate((
        Field("Passphrase", secret, "five or more words work well"), wrong, Field("Edition", combo),
        Field("Date", date), Field("Minutes", NumberField(0, 180, "min")), Field("Data", note), bar,
        FilterEdit("Filter by code"),
    )):  # fmt: skip
        grid.addWidget(widget, place // 2, place % 2)
    return box


def panels() -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.S16)
    prompts = Panel("Prompts", "4 open, most urgent first")
    prompts.add_action(Button("All prompts", "link"))
    wide = RowList("Prompts", fits=True)
    wide.show_rows(PROMPTS)
    prompts.body.addWidget(wide)
    prompts.body.addStretch(1)
    right = QVBoxLayout()
    right.setSpacing(theme.S16)
    due = Panel("Due for feedback", count=3)
    short = RowList("Due for feedback", fits=True)
    short.show_rows(DUE)
    due.body.addWidget(short)
    plan = Panel(padded=True, ground="notice_soft")
    plan.body.addWidget(Label("Plan from session 13", "strong"))
    plan.body.addWidget(
        Label("Keep the walking plan. Ask how the repair sits a month on. Reread the goals.", wrap=True)
    )
    resume = Panel(padded=True, bar=True)
    resume.body.addWidget(Label("Go on with K-17, session 14", "strong"))
    narrow = Panel()
    states = RowList("Prompts by state", selects=True, below=True)
    states.show_rows(NARROW)
    states.choose(2)
    narrow.body.addWidget(states)
    for panel in (due, plan, resume):
        right.addWidget(panel)
    right.addWidget(narrow, 1)
    row.addWidget(prompts, 2)
    row.addLayout(right, 1)
    return box


def table() -> QWidget:
    panel = Panel()
    grid = DataTable("Clients")
    grid.setModel(SampleModel(grid))
    grid.setCurrentIndex(grid.model().index(1, 0))
    grid.setMinimumHeight(180)
    panel.body.addWidget(grid)
    return panel


def icons() -> QWidget:
    box = QWidget()
    flow = FlowLayout(box, theme.S12)
    for drawing in sorted((shipped("resources") / "icons").glob("*.svg")):
        label = Label()
        label.setPixmap(
            icon(drawing.stem, size=24).pixmap(
                24,
                24,
            )
        )
        label.setToolTip(drawing.stem)
        flow.addWidget(label)
    return box


def build() -> QWidget:
    """Return all parts under one another."""
    window = QWidget()
    column = QVBoxLayout(window)
    column.setContentsMargins(theme.S24, 0, theme.S24, theme.S24)
    column.setSpacing(theme.S16)
    for part in (head(), buttons(), panels(), choices(), fields(), table(), icons()):
        column.addWidget(part)
    return window


def sample_page() -> Page:
    """Return a page such as Today."""
    page = Page()
    top = PageHead("Today", "Tuesday 18 November")
    top.add_action(FilterEdit("Search or run", key="Ctrl+K"))
    top.add_action(Button("Debrief", "primary", icon="plus", key="N"))
    page.column.addWidget(top)
    page.column.addWidget(panels(), 1)
    return page


def sample_window() -> MainWindow:
    """Return the window with that page in front."""
    ways = (
        ("today", "Today", "calendar"),
        ("clients", "Clients", "person"),
        ("groups", "Groups", "people"),
        ("prompts", "Prompts", "bubble"),
        ("supervision", "Supervision", "document"),
        ("library", "Library", "book"),
    )
    specs = [
        PageSpec(name, title, drawing, f"Ctrl+{place}", sample_page)
        for place, (name, title, drawing) in enumerate(ways, 1)
    ]
    window = MainWindow([*specs, PageSpec("settings", "Settings", "sliders", "Ctrl+,", sample_page, "below")])
    window.show_count("prompts", 4)
    window.status.show_backup("today, 08:12")
    window.go("today")
    window.status.show_hint("Return opens, N starts a debrief, type to find a code")
    return window


def shoot_windows(app: QApplication, folder: Path, mode: theme.Mode, scale: float) -> None:
    """Write the window in both sizes."""
    for width, height in ((1440, 900), (1024, 700)):
        window = sample_window()
        window.resize(width, height)
        if width == 1024:
            window.show_message("This is the demo practice. Nothing in it is real.", "notice", key="demo")
            window.status.show_not_saved(window.status.show_all_saved)
        window.show()
        app.processEvents()
        window.grab().save(str(folder / f"window-{mode}-{scale:g}-{width}.png"))
        window.deleteLater()


def main(folder: Path) -> None:
    """Write one picture a scheme."""
    app = QApplication.instance() or QApplication([*sys.argv, *theme.STYLE])
    assert isinstance(app, QApplication)
    ring = FocusRing(app)
    folder.mkdir(parents=True, exist_ok=True)
    modes: tuple[tuple[theme.Mode, float], ...] = (("light", 1.0), ("dark", 1.0), ("contrast", 1.0), ("light", 2.0))
    for mode, scale in modes:
        theme.apply(app, mode, scale)
        window = build()
        window.resize(*((1240, 2100) if scale == 1 else (2000, 4000)))
        window.show()
        window.activateWindow()
        field = window.findChild(PassphraseField)
        if field is not None:
            field.setFocus()
        app.processEvents()
        window.grab().save(str(folder / f"parts-{mode}-{scale:g}.png"))
        window.deleteLater()
        shoot_windows(app, folder, mode, scale)
    ring.deleteLater()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
