"""What kind of thing a screen reader says a widget is, where Qt only knows a bare area."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

Spoken = Literal["chart", "document", "slider"]

_PROPERTY = "spoken"
_ROLES: dict[Spoken, QAccessible.Role] = {
    "chart": QAccessible.Role.Chart,
    "document": QAccessible.Role.Document,
    "slider": QAccessible.Role.Slider,
}
_installed: list[bool] = []


def speak_as(widget: QWidget, role: Spoken) -> None:
    """Let ``widget`` be announced as ``role``. Call it in its making: a role that was once asked for stays."""
    if not _installed:
        QAccessible.installFactory(_interface)
        _installed.append(True)
    widget.setProperty(_PROPERTY, role)


def _interface(_class_name: str, of: QObject) -> QAccessibleInterface | None:
    """Qt asks this for every object; None leaves it to Qt."""
    if not isinstance(of, QWidget):
        return None
    role = _ROLES.get(of.property(_PROPERTY))
    return None if role is None else QAccessibleWidget(of, role, "")
