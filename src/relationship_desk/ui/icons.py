"""The program's own line icons, drawn in a token's colour.

The drawings are in ``resources/icons``: a 20 px grid, 1.5 px lines, ``currentColor`` for the ink.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from relationship_desk.shipped import shipped
from relationship_desk.ui import theme

_DENSITIES = (1, 2, 3)


def icon(name: str, token: str = "text", size: int = 18) -> QIcon:  # noqa: S107 - a colour token
    """Return icon ``name`` in the colour of ``token``, ``size`` logical pixels at normal text size.

    It keeps the colour of the scheme it was made in: ask again after a change of scheme. Widgets that paint themselves
    use :func:`paint_icon`. An unknown name raises :class:`FileNotFoundError`.
    """
    return _icon(name, theme.current().css(token), theme.scaled(size))


def paint_icon(painter: QPainter, name: str, rect: QRectF, color: QColor) -> None:
    """Draw icon ``name`` into ``rect``, sharp at any density."""
    _renderer(name, color.name()).render(painter, rect)


@cache
def _icon(name: str, ink: str, size: int) -> QIcon:
    drawing = _renderer(name, ink)  # before any painter is open: one left open by an error brings Qt down
    result = QIcon()
    for density in _DENSITIES:
        pixmap = QPixmap(size * density, size * density)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        drawing.render(painter, QRectF(0, 0, size * density, size * density))
        painter.end()
        pixmap.setDevicePixelRatio(density)
        result.addPixmap(pixmap)
    return result


@cache
def _renderer(name: str, ink: str) -> QSvgRenderer:
    drawing = (shipped("resources") / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(drawing.replace("currentColor", ink).encode()))
