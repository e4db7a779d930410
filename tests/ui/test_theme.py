"""The colours keep their contrast, and the theme reaches the program."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QFontInfo, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QDialog, QLabel
from pytestqt.qtbot import QtBot

from relationship_desk.shipped import shipped
from relationship_desk.ui import theme

GROUNDS = ("window", "surface", "raised", "sunken")
MEANINGS = ("success", "notice", "attention", "risk")


def luminance(color: QColor) -> float:
    """Relative luminance as WCAG 2 defines it."""

    def linear(share: float) -> float:
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF())


def contrast(one: QColor, other: QColor) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.fixture(params=["light", "dark", "contrast"])
def tokens(request: pytest.FixtureRequest) -> theme.Tokens:
    return theme.schemes()[request.param]


def test_the_measure_itself() -> None:
    assert contrast(QColor("#000000"), QColor("#FFFFFF")) == pytest.approx(21.0)
    assert contrast(QColor("#24221E"), QColor("#F3F1EC")) == pytest.approx(14.1, abs=0.05)


@pytest.mark.parametrize("ink", ["text", "muted", "disabled", "accent", *MEANINGS])
@pytest.mark.parametrize("ground", GROUNDS)
def test_text_reads_on_every_ground(tokens: theme.Tokens, ink: str, ground: str) -> None:
    assert contrast(tokens.color(ink), tokens.color(ground)) >= 4.5


@pytest.mark.parametrize("part", ["control", "clinician", "client", "observer_edge", "focus"])
@pytest.mark.parametrize("ground", GROUNDS)
def test_parts_show_on_every_ground(tokens: theme.Tokens, part: str, ground: str) -> None:
    assert contrast(tokens.color(part), tokens.color(ground)) >= 3.0


@pytest.mark.parametrize("meaning", MEANINGS)
def test_meanings_read_on_their_soft_grounds(tokens: theme.Tokens, meaning: str) -> None:
    assert contrast(tokens.color(meaning), tokens.color(f"{meaning}_soft")) >= 4.5


@pytest.mark.parametrize(
    ("ink", "ground"),
    [("accent_text", "accent"), ("accent_text", "accent_hover"), ("text", "accent_soft"), ("muted", "accent_soft")],
)
def test_accent_pairs_read(tokens: theme.Tokens, ink: str, ground: str) -> None:
    assert contrast(tokens.color(ink), tokens.color(ground)) >= 4.5


@pytest.mark.parametrize("part", ["clinician", "client", "observer_edge"])
def test_marks_show_on_the_baseline_band(tokens: theme.Tokens, part: str) -> None:
    band, ground = tokens.color("band"), tokens.color("surface")
    share = band.alphaF()
    mixed = QColor.fromRgbF(
        band.redF() * share + ground.redF() * (1 - share),
        band.greenF() * share + ground.greenF() * (1 - share),
        band.blueF() * share + ground.blueF() * (1 - share),
    )
    assert contrast(tokens.color(part), mixed) >= 3.0


def test_perspective_colours_differ_from_accent_and_meanings(tokens: theme.Tokens) -> None:
    marks = {tokens.css(name) for name in ("clinician", "client", "observer")}
    assert len(marks) == 3
    assert not marks & {tokens.css(name) for name in ("accent", *MEANINGS)}


def test_every_scheme_has_every_token() -> None:
    names = [set(tokens.values) for tokens in theme.schemes().values()]
    assert names[0] == names[1] == names[2]


def test_art_of_the_style_sheet_has_the_colours_of_the_tokens(tokens: theme.Tokens) -> None:
    folder = shipped("resources") / "themes" / tokens.name
    assert tokens.css("accent_text").upper() in (folder / "check.svg").read_text().upper()
    assert tokens.css("text").upper() in (folder / "down.svg").read_text().upper()


def test_apply_reaches_palette_and_font(qapp: QApplication, scheme: str) -> None:
    tokens = theme.current()
    assert tokens.name == scheme
    assert qapp.palette().color(QPalette.ColorRole.Window) == tokens.color("window")
    assert qapp.font().pixelSize() == 16


def test_system_without_a_scheme_is_judged_by_its_palette(qapp: QApplication) -> None:
    theme.apply(qapp, "system")
    assert theme.current().name in {"light", "dark"}
    theme.apply(qapp, "dark")
    theme.apply(qapp, "system")
    assert theme.current().name == "light"


def test_text_size_scales_every_role(qapp: QApplication, qtbot: QtBot) -> None:
    label = QLabel("Today")
    label.setProperty("role", "page")
    qtbot.addWidget(label)
    label.ensurePolished()
    before = label.font().pixelSize()
    theme.apply(qapp, "light", 2.0)
    assert label.font().pixelSize() == 2 * before
    assert theme.font("body").pixelSize() == 32
    assert theme.scaled(36) == 72


def test_no_role_is_smaller_than_the_body(qapp: QApplication) -> None:
    body = theme.font("body").pixelSize()
    roles: list[theme.Role] = ["strong", "panel", "page", "prompt", "form-title", "form-question", "form-end"]
    assert all(theme.font(role).pixelSize() >= body for role in roles)


def test_figures_have_one_width_in_fonts_and_labels(qapp: QApplication, qtbot: QtBot) -> None:
    label = QLabel("1")
    label.setProperty("role", "strong")
    qtbot.addWidget(label)
    label.ensurePolished()
    for font in (theme.font("body"), theme.font("strong"), label.font()):
        metrics = QFontMetrics(font)
        assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("8888")
    assert QFontInfo(label.font()).weight() >= 600


def test_a_dialog_has_an_edge_in_high_contrast(qapp: QApplication, qtbot: QtBot) -> None:
    edges = []
    for mode in ("contrast", "dark"):
        theme.apply(qapp, mode)
        dialog = QDialog()
        qtbot.addWidget(dialog)
        dialog.resize(200, 100)
        picture = dialog.grab().toImage()
        inside, tokens = picture.pixelColor(100, 50), theme.current()
        corners = [picture.pixelColor(0, 50), picture.pixelColor(picture.width() - 1, 50)]
        edges.append([corner == tokens.color("text") for corner in corners])
        assert inside == tokens.color("window")
    theme.apply(qapp, "light")
    assert edges == [[True, True], [False, False]]
