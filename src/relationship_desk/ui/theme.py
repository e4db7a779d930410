"""The one place that knows colours, type and spacing.

Colours are tokens, kept in :mod:`relationship_desk.ui.colors` and asked for by name: ``window surface raised sunken
border grid control text muted disabled accent accent_hover accent_text accent_soft focus``, the four meanings
``success notice attention risk`` each with a ``_soft`` ground, and the perspectives ``clinician client observer``
(with ``observer_edge``), ``band`` and ``shadow``. Widgets that paint themselves ask for :func:`current` in
``paintEvent``; Qt repaints them when :func:`apply` sets the palette.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from string import Template
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from relationship_desk.shipped import shipped
from relationship_desk.ui.colors import SCHEMES

Mode = Literal["system", "light", "dark", "contrast"]
Role = Literal["body", "strong", "panel", "page", "page-light", "prompt", "form-title", "form-question", "form-end"]

STYLE = ("-style", "Fusion")
"""Arguments of the application: the style that palette and style sheet are made for. Set later it costs more."""
S4, S8, S12, S16, S24 = 4, 8, 12, 16, 24
"""The steps of spacing, in pixels."""
RADIUS, PANEL_RADIUS = 6, 8
NARROW = 1200
"""Below this window width, in pixels, the rail shows icons only and page margins shrink from 24 to 16."""

_SIZES: dict[Role, int] = {
    "body": 16,
    "strong": 16,
    "panel": 20,
    "page": 27,
    "page-light": 27,
    "prompt": 24,
    "form-title": 33,
    "form-question": 24,
    "form-end": 19,
}
_LIGHT_ROLES = {"body", "page-light", "form-question", "form-end"}
_TABULAR = QFont.Tag("tnum")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one scheme. ``name`` is ``light``, ``dark`` or ``contrast``."""

    name: str
    values: dict[str, str] = field(repr=False)

    def color(self, name: str) -> QColor:
        """Return the colour of token ``name``; an unknown name raises :class:`KeyError`."""
        return QColor(self.values[name])

    def css(self, name: str) -> str:
        """Return the token as ``#RRGGBB``, or ``rgba(...)`` where it is translucent."""
        color = self.color(name)
        if color.alpha() == 255:
            return color.name()
        return f"rgba({color.red()}, {color.green()}, {color.blue()}, {color.alpha()})"

    @property
    def high_contrast(self) -> bool:
        """Whether soft grounds are replaced by a 1 px border."""
        return self.name == "contrast"


@cache
def schemes() -> dict[str, Tokens]:
    """Return the three schemes shipped with the program, by name."""
    return {name: Tokens(name, values) for name, values in SCHEMES.items()}


@dataclass(slots=True)
class _Applied:
    """What :func:`apply` has set last."""

    mode: Mode = "light"
    scale: float = 1.0
    tokens: Tokens = field(default_factory=lambda: schemes()["light"])
    follows_system: bool = False


_applied = _Applied()


def current() -> Tokens:
    """Return the tokens in use."""
    return _applied.tokens


def scale() -> float:
    """Return the text size setting, 1.0 to 2.0."""
    return _applied.scale


def scaled(pixels: int) -> int:
    """Return ``pixels`` grown with the text size: heights of rows and controls, widths of columns."""
    return round(pixels * _applied.scale)


def font(role: Role = "body") -> QFont:
    """Return the font of ``role`` at the current text size, with figures of equal width."""
    return QFont(_font(scaled(_SIZES[role]), strong=role not in _LIGHT_ROLES))


@cache
def _font(pixels: int, *, strong: bool) -> QFont:
    """Return the one font of this size and weight; lists ask for it with every cell they paint."""
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    result = QFont(["Inter", *system.families()])
    result.setPixelSize(pixels)
    result.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    result.setFeature(_TABULAR, 1)
    return result


def apply(app: QApplication, mode: Mode = "system", text_scale: float = 1.0) -> None:
    """Set palette, fonts and style sheet for the whole program, and follow the system when told to."""
    app.setPalette(QPalette())  # back to the system's own, which "system" reads
    _applied.mode, _applied.scale = mode, text_scale
    _applied.tokens = _resolve(app, mode)
    app.setFont(font())
    app.setPalette(_palette(_applied.tokens))
    app.setStyleSheet(_style_sheet(_applied.tokens))
    hints = app.styleHints()
    hints.blockSignals(True)  # our own wish, told to the title bars, is not news to us
    hints.setColorScheme(_NATIVE[mode])
    hints.blockSignals(False)
    if not _applied.follows_system:
        _applied.follows_system = True
        hints.colorSchemeChanged.connect(_on_system_scheme_changed)


_NATIVE = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
    "contrast": Qt.ColorScheme.Dark,
}


def repolish(widget: QWidget) -> None:
    """Let the style sheet look again at ``widget``, after one of its properties changed."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.updateGeometry()
    widget.update()


def _on_system_scheme_changed(_scheme: Qt.ColorScheme) -> None:
    app = QApplication.instance()
    if _applied.mode == "system" and isinstance(app, QApplication):
        apply(app, "system", _applied.scale)


def _resolve(app: QApplication, mode: Mode) -> Tokens:
    """Return the tokens for ``mode``. A system without a scheme is judged by its palette."""
    if mode != "system":
        return schemes()[mode]
    hints = app.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return _system_contrast(app.palette())
    scheme = hints.colorScheme()
    if scheme == Qt.ColorScheme.Unknown:
        dark = app.palette().color(QPalette.ColorRole.Window).lightnessF() < 0.5
        return schemes()["dark" if dark else "light"]
    return schemes()["dark" if scheme == Qt.ColorScheme.Dark else "light"]


def _system_contrast(palette: QPalette) -> Tokens:
    """Return the contrast tokens with the system's own high-contrast palette over them."""
    role = QPalette.ColorRole
    light = palette.color(role.Window).lightnessF() > 0.5
    base = schemes()["light" if light else "contrast"]
    grounds = dict.fromkeys(("window", "surface", "raised", "sunken"), palette.color(role.Window).name())
    inks = dict.fromkeys(("text", "muted", "control", "border"), palette.color(role.WindowText).name())
    softs = {f"{meaning}_soft": grounds["window"] for meaning in ("success", "notice", "attention", "risk")}
    chosen = {
        "accent": palette.color(role.Highlight).name(),
        "accent_hover": palette.color(role.Highlight).name(),
        "accent_text": palette.color(role.HighlightedText).name(),
        "accent_soft": grounds["window"],
        "focus": palette.color(role.WindowText).name(),
    }
    return Tokens("contrast", {**base.values, **grounds, **inks, **softs, **chosen})


def _palette(tokens: Tokens) -> QPalette:
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    palette = QPalette()
    for which, token in (
        (role.Window, "window"),
        (role.WindowText, "text"),
        (role.Base, "raised"),
        (role.AlternateBase, "surface"),
        (role.Text, "text"),
        (role.Button, "raised"),
        (role.ButtonText, "text"),
        (role.BrightText, "risk"),
        (role.ToolTipBase, "raised"),
        (role.ToolTipText, "text"),
        (role.PlaceholderText, "muted"),
        (role.Highlight, "accent"),
        (role.HighlightedText, "accent_text"),
        (role.Link, "accent"),
        (role.LinkVisited, "accent"),
        (role.Light, "raised"),
        (role.Midlight, "border"),
        (role.Mid, "border"),
        (role.Dark, "control"),
        (role.Shadow, "shadow"),
        (role.Accent, "accent"),
    ):
        palette.setColor(which, tokens.color(token))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(group.Disabled, which, tokens.color("disabled"))
    return palette


def _style_sheet(tokens: Tokens) -> str:
    folder = shipped("resources") / "themes"
    light = tokens.color("window").lightnessF() > 0.5
    art = folder / ("light" if light else tokens.name)
    sizes: dict[str, object] = {f"{role.replace('-', '_')}_px": scaled(px) for role, px in _SIZES.items()}
    sizes |= {"inner_h": scaled(36) - 2, "popup_row_h": scaled(30), "art": art.as_posix()}
    sizes |= {"arrow_px": scaled(16), "step_px": scaled(12), "box_px": scaled(16), "dot_radius": scaled(9)}
    sizes["check_h"] = scaled(24)
    colors = {name: tokens.css(name) for name in tokens.values}
    colors["dialog_edge"] = f"1px solid {tokens.css('text')}" if tokens.high_contrast else "none"
    return Template((folder / "desk.qss").read_text(encoding="utf-8")).substitute(colors | sizes)
