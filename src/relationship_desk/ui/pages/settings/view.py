"""The settings laid out: sections at the left, one form at the right."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from relationship_desk.ui import theme
from relationship_desk.ui.entrance.new_passphrase import Judge
from relationship_desk.ui.jobs import Jobs
from relationship_desk.ui.pages.settings.controls import SettingControl
from relationship_desk.ui.pages.settings.form import Form
from relationship_desk.ui.pages.settings.measures_form import MeasuresForm
from relationship_desk.ui.pages.settings.retention_form import RetentionForm
from relationship_desk.ui.pages.settings.secrets_form import SecretsForm
from relationship_desk.ui.pages.settings.sections import SECTIONS
from relationship_desk.ui.pages.settings.signals_form import SignalsForm
from relationship_desk.ui.pages.settings.trial_bar import TrialBar
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.field import Field
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.page_head import PageHead
from relationship_desk.ui.widgets.panel import Panel
from relationship_desk.ui.widgets.row_delegate import Row
from relationship_desk.ui.widgets.row_list import RowList
from relationship_desk.ui.widgets.segmented import Segment, Segmented
from relationship_desk.ui.widgets.spin_fields import NumberField

_LIST, _NARROW_LIST, _WIDEST_NARROW = 272, 248, 364
MODES = {"system": "As the system", "light": "Light", "dark": "Dark", "contrast": "High contrast"}
NAMES = {
    "name": ("Practice", ""),
    "clinician": ("Clinician", "stands under signed notes"),
    "credential": ("Credential", "such as Psychotherapist"),
    "report_name": ("Name on reports", "where it differs from the clinician"),
}
EDITIONS = (
    "2002, first edition: the eleven elements of the info sheet, without figures.\n"
    "2011, second edition: meta-analyses with effect sizes; feedback is collected, not given.\n"
    "2018, third edition: the newest, and the default; more elements, more studies, several moved to another tier."
)


class PracticeForm(Form):
    """The names of the practice."""

    def __init__(self) -> None:
        super().__init__("practice")
        self.names = {key: QLineEdit() for key in NAMES}
        self.fields = {key: Field(NAMES[key][0], edit, NAMES[key][1]) for key, edit in self.names.items()}
        for key, field in self.fields.items():
            self.names[key].setMaxLength(200)
            self.column.addWidget(field)
        self.column.addStretch(1)


class AppearanceForm(Form):
    """Colours and text size."""

    def __init__(self) -> None:
        super().__init__("appearance")
        self.mode = Segmented("Colours", [Segment(key, words) for key, words in MODES.items()], folds=True)
        self.text_size = NumberField(100, 200, "%")
        self.text_size.setSingleStep(10)
        self.text_size.setKeyboardTracking(False)
        self.text_size.setMaximumWidth(theme.scaled(140))
        self.column.addWidget(Field("Colours", self.mode))
        self.column.addWidget(Field("Text size", self.text_size, "100 to 200 %"))
        self.column.addStretch(1)


class EvidenceForm(Form):
    """The edition in use, with what sets the three apart."""

    def __init__(self) -> None:
        super().__init__("evidence")
        self.column.addWidget(Label(EDITIONS, wrap=True))
        self.library = Button("Compare them in the library", "link")
        self.column.addWidget(self.library)
        self.column.addStretch(1)


class LockForm(Form):
    """When the program locks itself, and locking at once."""

    def __init__(self) -> None:
        super().__init__("lock")
        self.lock_now = Button("Lock now", icon="lock")
        self.column.addWidget(self.lock_now)
        self.column.addStretch(1)


class BackupForm(Form):
    """Where backups go, and making one."""

    def __init__(self) -> None:
        super().__init__("backup")
        self.last = Label("", wrap=True)
        self.folder = QLineEdit()
        self.folder.setReadOnly(True)
        self.choose = Button("Choose another folder", icon="folder")
        self.beside = Button("Use the folder beside the practice", "link")
        self.now = Button("Back up now", "primary")
        self.column.addWidget(self.last)
        self.column.addWidget(Field("Backup folder", self.folder))
        folder = QHBoxLayout()
        folder.setSpacing(theme.S12)
        folder.addWidget(self.choose)
        folder.addWidget(self.beside)
        folder.addStretch(1)
        self.column.addLayout(folder)
        self.column.addWidget(self.now)
        self.column.addStretch(1)


class SettingsView(QWidget):
    """Everything of the page that can be seen."""

    def __init__(self, judge: Judge, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = PageHead("Settings")
        self.list = RowList("Sections of the settings", selects=True)
        self.list.show_rows([Row(key, title) for key, (title, _) in SECTIONS.items()])
        self.practice, self.appearance, self.evidence = PracticeForm(), AppearanceForm(), EvidenceForm()
        self.lock, self.secrets, self.backup = LockForm(), SecretsForm(judge, jobs), BackupForm()
        self.debrief, self.thresholds = _plain("debrief"), _plain("thresholds")
        self.trial, self.edition_trial = TrialBar(), TrialBar()
        self.signals = SignalsForm()
        self.measures, self.retention = MeasuresForm(), RetentionForm()
        self.forms: dict[str, Form] = {
            "practice": self.practice,
            "evidence": self.evidence,
            "appearance": self.appearance,
            "debrief": self.debrief,
            "thresholds": self.thresholds,
            "signals": self.signals,
            "measures": self.measures,
            "retention": self.retention,
            "lock": self.lock,
            "secrets": self.secrets,
            "backup": self.backup,
        }
        self.stack = QStackedWidget()
        self._pages: dict[str, QWidget] = {
            **self.forms,
            "evidence": _tried(self.evidence, self.edition_trial),
            "thresholds": _tried(self.thresholds, self.trial),
        }
        for page in self._pages.values():
            self.stack.addWidget(page)
        self.left, right = Panel(), Panel()
        self.left.body.addWidget(self.list)
        right.body.addWidget(self.stack)
        row = QHBoxLayout()
        row.setSpacing(theme.S16)
        row.addWidget(self.left)
        row.addWidget(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(row, 1)
        self.set_narrow(False)

    @property
    def controls(self) -> dict[str, SettingControl]:
        """Every generated control, by the key of its setting."""
        return {key: control for form in self.forms.values() for key, control in form.controls.items()}

    def front(self, section: str) -> None:
        """Bring the form of ``section`` to the front."""
        self.stack.setCurrentWidget(self._pages[section])

    def set_narrow(self, narrow: bool) -> None:
        """Give the form more of the width."""
        self.left.setFixedWidth(min(theme.scaled(_NARROW_LIST), _WIDEST_NARROW) if narrow else theme.scaled(_LIST))


def _plain(section: str) -> Form:
    form = Form(section)
    form.column.addStretch(1)
    return form


def _tried(form: Form, bar: TrialBar) -> QWidget:
    """A form with what a change would do at its foot."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(form, 1)
    column.addWidget(bar)
    return page
