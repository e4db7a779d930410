"""Signals whose payload is checked: ``Signal`` itself accepts anything, at run time and in the type checkers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QMetaObject, QObject, Qt, Signal

T = TypeVar("T")

if TYPE_CHECKING:

    class BoundEvent(Generic[T]):
        """An event of one object."""

        def emit(self, payload: T) -> None:
            """Tell every connected slot."""

        def connect(
            self, slot: Callable[[T], object], way: Qt.ConnectionType = Qt.ConnectionType.AutoConnection, /
        ) -> QMetaObject.Connection:
            """Call ``slot`` with the payload. Connect bound methods: a lambda keeps what it captures alive."""

    class Event(Generic[T]):
        """Declared in the body of a :class:`QObject` class: ``opened: Event[ClientId] = Event(int)``."""

        def __init__(self, payload: type[Any]) -> None: ...
        def __get__(self, instance: QObject | None, owner: type[QObject]) -> BoundEvent[T]: ...

else:

    class Event:
        """Make a signal that carries one ``payload``."""

        def __class_getitem__(cls, _payload: object) -> type[Event]:
            return cls

        def __new__(cls, payload: object) -> Signal:
            """Return the signal; only plain values keep their own type in it, all else travels as it is."""
            return Signal(payload if isinstance(payload, type) and payload in (bool, int, float, str) else object)
