"""What the settings page does: every change is kept at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, cast

from PySide6.QtWidgets import QFileDialog, QWidget
from typing_extensions import override

from relationship_desk.domain.days import long_day
from relationship_desk.domain.errors import DeskError
from relationship_desk.domain.progress import Cancelled, Progress
from relationship_desk.domain.records import Practice
from relationship_desk.services.passphrases import strength
from relationship_desk.settings.definitions import BACKUP_FOLDER, EDITION, Setting
from relationship_desk.ui.context import Context
from relationship_desk.ui.hub import Published
from relationship_desk.ui.pages.settings.controls import AnySetting, SettingControl, Value
from relationship_desk.ui.pages.settings.measures_presenter import MeasuresPresenter
from relationship_desk.ui.pages.settings.retention_presenter import RetentionPresenter
from relationship_desk.ui.pages.settings.secrets_presenter import SecretsPresenter
from relationship_desk.ui.pages.settings.sections import SECTIONS
from relationship_desk.ui.pages.settings.trial_presenter import TrialPresenter
from relationship_desk.ui.pages.settings.view import SettingsView
from relationship_desk.ui.shell.page import Page
from relationship_desk.ui.shell.regions import focus_into
from relationship_desk.ui.theme import Mode
from relationship_desk.ui.widgets.file_dialog import file_dialog

_HINT = "Tab goes into a section. All is kept at once, thresholds and edition when applied"


class SettingsPage(Page):
    """``section`` in the place to arrive at opens that section, ``edition`` tries that one out."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._preferences = context.desk.preferences
        self.view = SettingsView(strength, context.jobs)
        self.column.addWidget(self.view)
        self.secrets = SecretsPresenter(self.view.secrets, context, self)
        self.measures = MeasuresPresenter(self.view.measures, context, self)
        self.retention = RetentionPresenter(self.view.retention, context, self)
        self.trial = TrialPresenter(self.view.thresholds, self.view.trial, context, self)
        self.edition_trial = TrialPresenter(self.view.evidence, self.view.edition_trial, context, self)
        self._dialog: QFileDialog | None = None
        self._backing_up = False
        self._connect()
        self.view.list.choose_first()

    def _connect(self) -> None:
        view = self.view
        view.list.chosen.connect(self._on_list_chosen)
        view.list.opened.connect(self._on_list_opened)
        for control in self._kept_at_once():
            control.changed.connect(partial(self._on_control_changed, control))
        for edit in view.practice.names.values():
            edit.editingFinished.connect(self._keep_names)
        view.appearance.mode.chosen.connect(self._on_mode_chosen)
        view.appearance.text_size.valueChanged.connect(self._on_text_size_changed)
        view.evidence.library.clicked.connect(self._on_library_clicked)
        view.lock.lock_now.clicked.connect(self._on_lock_now_clicked)
        view.signals.compute.clicked.connect(self._on_compute_clicked)
        view.backup.choose.clicked.connect(self._on_choose_clicked)
        view.backup.beside.clicked.connect(self._on_beside_clicked)
        view.backup.now.clicked.connect(self._on_back_up_clicked)
        self._context.hub.changed.connect(self._on_hub_changed)

    @override
    def arrive(self, where: Mapping[str, object]) -> None:
        self.hint_changed.emit(_HINT)
        section = where.get("section")
        if isinstance(section, str) and section in SECTIONS:
            self.view.list.choose(section)
        self._refresh()
        edition = where.get("edition")
        if isinstance(edition, str):
            self.edition_trial.try_out(EDITION.key, edition)

    @override
    def leave(self) -> None:
        self._keep_names()
        self.secrets.leave()
        self._forget_applied()

    def _forget_applied(self) -> None:
        for trial in (self.trial, self.edition_trial):
            trial.forget_applied()

    @override
    def first_focus(self) -> QWidget:
        return self.view.list

    @override
    def regions(self) -> Sequence[QWidget]:
        return (self.view.list, self.view.stack)

    @override
    def set_narrow(self, narrow: bool) -> None:
        super().set_narrow(narrow)
        if hasattr(self, "view"):
            self.view.set_narrow(narrow)

    # Reading

    def _refresh(self) -> None:
        for control in self._kept_at_once():
            control.show_value(self._preferences[_typed(control.setting)])
        self.trial.refresh()
        self.edition_trial.refresh()
        self._show_names()
        self._show_appearance()
        self._show_backup()
        self.view.signals.show_due(self._context.desk.recomputing.due)
        self.secrets.refresh()
        self.measures.refresh()
        self.retention.refresh()

    def _kept_at_once(self) -> Sequence[SettingControl]:
        """The controls but for what is tried out first."""
        tried = {**self.view.thresholds.controls, **self.view.evidence.controls}
        return [control for key, control in self.view.controls.items() if key not in tried]

    def _show_names(self) -> None:
        practice = self._preferences.practice
        for key, edit in self.view.practice.names.items():
            if not edit.hasFocus():
                edit.setText(getattr(practice, key))
                self.view.practice.fields[key].show_error("")

    def _show_appearance(self) -> None:
        form, appearance = self.view.appearance, self._context.appearance
        form.mode.choose(appearance.mode)
        form.text_size.blockSignals(True)
        form.text_size.setValue(round(appearance.text_scale * 100))
        form.text_size.blockSignals(False)

    def _show_backup(self) -> None:
        form, keeping = self.view.backup, self._context.desk.keeping
        form.folder.setText(str(keeping.folder))
        form.folder.setCursorPosition(0)
        form.beside.setVisible(bool(self._preferences[BACKUP_FOLDER]))
        if self._backing_up:
            return
        last = keeping.last()
        if last is None:
            form.last.show_text("No verified backup yet.")
            return
        since = " Something has been recorded since." if last.changed_since else " Nothing has changed since."
        form.last.show_text(f"Last verified backup {long_day(last.at)}, {last.at:%H:%M}.{since}")

    # Keeping

    def _on_control_changed(self, control: SettingControl, value: Value) -> None:
        def keep() -> None:
            self._preferences.set(_typed(control.setting), value)

        if self._keep(keep, control.show_error):
            control.show_value(self._preferences[_typed(control.setting)])

    def _keep_names(self) -> None:
        form = self.view.practice
        practice = Practice(**{key: edit.text().strip() for key, edit in form.names.items()})
        if practice != self._preferences.practice:

            def keep() -> None:
                self._preferences.save_practice(practice)

            self._keep(keep, form.fields["name"].show_error)

    def _keep(self, keep: Callable[[], None], show_error: Callable[[str], None]) -> bool:
        """Do ``keep``; a refusal stands under the input, with what was typed still in it."""
        try:
            keep()
        except DeskError as error:
            show_error(str(error))
            return False
        show_error("")
        self._context.shell.status.show_saved(self._context.desk.now().time())
        return True

    # Appearance, library, lock

    def _on_mode_chosen(self, mode: str) -> None:
        self._context.appearance.choose(cast("Mode", mode), self._context.appearance.text_scale)

    def _on_text_size_changed(self, percent: int) -> None:
        self._context.appearance.choose(self._context.appearance.mode, percent / 100)

    def _on_library_clicked(self) -> None:
        self._context.shell.go("library", tab="editions")

    def _on_lock_now_clicked(self) -> None:
        self._context.shell.lock_requested.emit(None)

    # Computing

    def _on_compute_clicked(self) -> None:
        self._context.shell.recompute_requested.emit(None)

    # Backup

    def _on_choose_clicked(self) -> None:
        dialog = file_dialog(self, "Choose the folder for backups", str(self._context.desk.folder.parent))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.use_folder)
        self._dialog = dialog
        dialog.open()

    def use_folder(self, folder: str) -> None:
        """Let backups go to ``folder``; to the one beside the practice when it is empty."""

        def keep() -> None:
            self._preferences.set(BACKUP_FOLDER, folder)

        self._keep(keep, self._say)
        self._show_backup()

    def _on_beside_clicked(self) -> None:
        self.use_folder("")

    def _on_back_up_clicked(self) -> None:
        form = self.view.backup
        self._backing_up = True
        form.now.set_blocked("A backup is being written.")
        form.last.show_text("Writing and checking …")
        self._context.jobs.run(self._back_up, self._on_backed_up, self._on_back_up_failed, title="Backing up")

    def _back_up(self, progress: Progress) -> Path:
        return self._context.desk.keeping.back_up(progress=progress)

    def _on_backed_up(self, _file: Path) -> None:
        self._back_up_ended()
        self._context.shell.clear_message("backup")

    def _on_back_up_failed(self, error: Exception) -> None:
        self._back_up_ended()
        if isinstance(error, DeskError):
            self._say(str(error))
        elif not isinstance(error, Cancelled):
            raise error

    def _back_up_ended(self) -> None:
        self._backing_up = False
        self.view.backup.now.set_blocked("")
        self._show_backup()

    def _say(self, error: str) -> None:
        if error:
            self._context.shell.show_message(error, key="backup")

    # Signals

    def _on_list_chosen(self, section: object) -> None:
        self._forget_applied()
        self.view.front(str(section))

    def _on_list_opened(self, _section: object) -> None:
        focus_into(self.view.stack)

    def _on_hub_changed(self, published: Published) -> None:
        if self.isVisible() and published.changes.settings:
            self._refresh()
        elif self.isVisible() and published.changes.prompts:
            self.view.signals.show_due(self._context.desk.recomputing.due)


def _typed(setting: AnySetting) -> Setting[Any]:
    """Take one setting of the union; its own check guards the type of what is set."""
    return setting
