"""The focus plot as a picture and as a vector file, with its title and without its cursor."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QImage, QPainter

from relationship_desk.ui import theme
from relationship_desk.ui.plots.extent import Axis
from relationship_desk.ui.plots.frame import Frame
from relationship_desk.ui.plots.sight import Sight
from relationship_desk.ui.plots.trend_picture import Shown, paint_trend

_MARGIN = 16


def trend_image(sight: Sight, shown: Shown, size: QSize, scale: float) -> QImage:
    """Return what is in view as a picture of ``size``, at ``scale`` pixels for each of them."""
    image = QImage(size * scale, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(scale)
    image.fill(theme.current().color("surface"))
    _paint(QPainter(image), sight, shown, size)
    return image


def write_svg(sight: Sight, shown: Shown, size: QSize, path: Path, description: str) -> None:
    """Write what is in view to the vector file ``path``.

    Raises:
        OSError: when the file cannot be written.
    """
    from PySide6.QtSvg import QSvgGenerator  # needed by an export only

    with path.open("wb"):
        pass  # QSvgGenerator says nothing when it cannot write
    generator = QSvgGenerator()
    generator.setFileName(str(path))
    generator.setSize(size)
    generator.setViewBox(QRect(0, 0, size.width(), size.height()))
    generator.setTitle(sight.trend.title)
    generator.setDescription(description)
    painter = QPainter(generator)
    painter.fillRect(QRect(0, 0, size.width(), size.height()), theme.current().color("surface"))
    _paint(painter, sight, shown, size)


def _paint(painter: QPainter, sight: Sight, shown: Shown, size: QSize) -> None:
    area = QRectF(0, 0, size.width(), size.height()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
    by_week = sight.axis is Axis.WEEK
    frame = Frame.lay_out(area, sight.drawn, shown.perspectives, titled=True, by_week=by_week)
    paint_trend(painter, sight.drawn, frame, shown)
    painter.end()
