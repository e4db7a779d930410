"""The sections of the settings and which declared settings stand in each."""

from __future__ import annotations

from collections.abc import Mapping

from relationship_desk.settings import definitions as d
from relationship_desk.settings.definitions import ALL, BACKUP_FOLDER, RETENTION_RULE
from relationship_desk.ui.pages.settings.controls import AnySetting

SECTIONS: Mapping[str, tuple[str, str]] = {
    "practice": ("Practice", "Names as they stand on printed documents and signatures."),
    "evidence": (
        "Evidence",
        "Three editions of the task force rate the same elements differently. Another is tried out before it applies.",
    ),
    "appearance": ("Appearance", "Kept outside the practice, since it is needed before unlocking. It holds no names."),
    "debrief": ("Debrief", ""),
    "thresholds": (
        "Thresholds",
        "What signals and rules go by. What a change would do to the prompts that stand is shown before it is applied.",
    ),
    "signals": (
        "Signals",
        "Computed for one client when a session is signed or left, for all when a threshold or the edition changes.",
    ),
    "measures": ("Measures", "Own questionnaires beside the ones of the program. What was answered always stays."),
    "retention": ("Retention", "How long records are kept. Nothing is ever erased by itself."),
    "lock": ("Lock", "Locking ends the program that holds the key and starts a fresh one without it."),
    "secrets": (
        "Passphrase and recovery",
        "Either one opens the practice. When both are lost, nobody can.",
    ),
    "backup": ("Backup", "One file with everything, opened again and checked after writing. It stays encrypted."),
}
"""By key: title and what stands under it."""

_SECTION_OF = {
    "evidence": "evidence",
    "debrief": "debrief",
    "note": "debrief",
    "threshold": "thresholds",
    "retention": "retention",
    "lock": "lock",
    "names": "lock",
}

_PARTS: Mapping[str, Mapping[str, tuple[AnySetting, ...]]] = {
    "thresholds": {
        "Ratings and readings": (d.HIGH, d.LOW, d.GAP),
        "Own baseline": (d.BASELINE_WINDOW, d.BASELINE_LEAST, d.LEAST_DROP),
        "Ratings that stand still": (d.CEILING, d.CEILING_RUN),
        "Ruptures and own reactions": (d.REPAIR_WITHIN, d.REACTIONS),
        "Couples, families and groups": (d.SPLIT, d.COHESION_MEMBERS),
        "Goals and homework": (d.GOALS_BY, d.REVIEW_AFTER, d.HOMEWORK_MISSED),
        "Measures": (d.EARLY_RESPONSE_BY, d.NO_RESPONSE_BY, d.IMPAIRMENT),
        "Contact and feedback": (d.NOT_SEEN_DAYS, d.FEEDBACK_MISSED),
    }
}
"""The headings that part a long section, with what stands under each."""

_OWN_CONTROL: tuple[AnySetting, ...] = (BACKUP_FOLDER, RETENTION_RULE)


def settings_in(section: str) -> tuple[AnySetting, ...]:
    """Return the settings whose controls are generated in ``section``; those in :data:`_OWN_CONTROL` have another."""
    return tuple(
        setting
        for setting in ALL
        if setting not in _OWN_CONTROL and _SECTION_OF.get(setting.key.partition(".")[0]) == section
    )


def parts_in(section: str) -> Mapping[str, tuple[AnySetting, ...]]:
    """Return these settings by the heading they stand under; a short section is one part without any."""
    return _PARTS.get(section, {"": settings_in(section)})
