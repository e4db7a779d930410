"""What is tried out before it is applied: a change is held, its effects shown, and only then kept."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from relationship_desk.domain.errors import DeskError
from relationship_desk.domain.progress import Cancelled
from relationship_desk.services.previewing import Effect, Standing, turns
from relationship_desk.settings.definitions import Setting
from relationship_desk.ui.context import Context
from relationship_desk.ui.hub import Published
from relationship_desk.ui.jobs import Job, Step
from relationship_desk.ui.pages.settings.controls import SettingControl, Value
from relationship_desk.ui.pages.settings.form import Form
from relationship_desk.ui.pages.settings.trial_bar import TrialBar
from relationship_desk.ui.pages.settings.trial_words import APPLIED, WORKING, applied_words
from relationship_desk.ui.shell.regions import focus_into


class TrialPresenter(QObject):
    """Behind the controls of ``form`` and the bar under them."""

    def __init__(self, form: Form, bar: TrialBar, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._form, self._bar, self._context = form, bar, context
        self._held: dict[str, Value] = {}
        self._before: Standing | None = None
        """What stood when the change was applied, while the bar tells what has become of it."""
        self._last = next(iter(form.controls.values()))
        """The control that was changed last."""
        self._job: Job | None = None
        for control in form.controls.values():
            control.changed.connect(partial(self._on_control_changed, control))
        bar.apply.clicked.connect(self._on_apply_clicked)
        bar.discard.clicked.connect(self._on_discard_clicked)
        context.jobs.stepped.connect(self._on_jobs_stepped)
        context.hub.changed.connect(self._on_hub_changed)
        bar.hide()

    def refresh(self) -> None:
        """Show what is kept, and over it what is being tried."""
        for key, control in self._form.controls.items():
            control.show_value(self._held.get(key, self._kept(control)))
        if self._held:
            self._try()  # it is held against what is kept, which may be another by now

    def try_out(self, key: str, value: Value) -> None:
        """Try ``value`` for the setting ``key``, as if it had been chosen."""
        self._on_control_changed(self._form.controls[key], value)

    def forget_applied(self) -> None:
        """Tell no more what was applied: nobody looks at it now."""
        self._before = None
        if not self._held:
            self._bar.hide()

    def _kept(self, control: SettingControl) -> Value:
        setting: Setting[Any] = control.setting
        value: Value = self._context.desk.preferences[setting]
        return value

    def _on_control_changed(self, control: SettingControl, value: Value) -> None:
        try:
            control.setting.check(value)
        except DeskError as error:
            control.show_error(str(error))
            return
        if value == self._kept(control):
            self._held.pop(control.setting.key, None)
        else:
            self._held[control.setting.key] = value
        self._last = control
        control.show_value(value)
        self._try()

    def _try(self) -> None:
        """Work out what the held values would do; a run for earlier ones is stopped."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._before = None
        if not self._held:
            self._bar.hide()
            return
        self._bar.show_working()
        held = dict(self._held)
        work = partial(self._context.desk.previewing.effects, self._settings())
        self._job = self._context.jobs.run(work, partial(self._on_tried, held), self._on_failed, "Trying it out")

    def _settings(self) -> dict[Setting[Any], object]:
        return {self._form.controls[key].setting: value for key, value in self._held.items()}

    def _on_tried(self, held: dict[str, Value], effects: tuple[Effect, ...]) -> None:
        if held != self._held:
            return  # others are being tried by now
        self._job = None
        self._bar.show_effects(effects)
        self._context.shell.announce(self._bar.words.plain)

    def _on_failed(self, fault: Exception) -> None:
        if not isinstance(fault, Cancelled):
            raise fault

    def _on_jobs_stepped(self, step: Step) -> None:
        if step.job is self._job:
            self._bar.show_working(step.text)

    def _on_apply_clicked(self) -> None:
        desk, values = self._context.desk, self._settings()
        before = desk.previewing.standing()
        try:
            desk.preferences.set_all(values)
        except DeskError as error:
            self._context.shell.show_message(str(error))
            return
        self._end()
        self._before = before
        self._bar.show_applied(f"{APPLIED} {WORKING}" if desk.recomputing.due else APPLIED)
        self._context.shell.status.show_saved(desk.now().time())

    def _on_discard_clicked(self) -> None:
        self._end()

    def _end(self) -> None:
        self._held.clear()
        focus_into(self._last.input)  # before the button that had it goes
        self._try()
        self.refresh()

    def _on_hub_changed(self, published: Published) -> None:
        if self._before is not None and published.changes.prompts:
            self._bar.show_applied(applied_words(turns(self._before, self._context.desk.previewing.standing())))
            self._context.shell.announce(self._bar.words.plain)
        elif self._held and published.changes.prompts and self._bar.isVisible():
            self._try()
