"""The colours of the window, by scheme and token: every widget asks :mod:`relationship_desk.ui.theme` for one by name.

Text tokens reach 4.5 : 1 and parts 3 : 1 on window, surface, raised and sunken; ``tests/ui/test_theme.py`` recomputes
it. They are Python because the unlock window waits for them: no parser has to be loaded first.
"""

from __future__ import annotations

SCHEMES: dict[str, dict[str, str]] = {
    "light": {
        "window": "#F3F1EC",  # page ground, quiet strips
        "surface": "#FBFAF7",  # panels, tables, plots
        "raised": "#FFFFFF",  # fields, buttons, selected row
        "sunken": "#E9E6DF",  # rail, status bar, preview ground
        "border": "#D9D4CA",  # separation only
        "grid": "#E6E2DA",  # lines inside panels and plots
        "control": "#857F73",  # edges of fields, buttons, boxes, rating lines
        "text": "#24221E",
        "muted": "#5A554B",
        "disabled": "#6A6459",
        "accent": "#5B3F72",
        "accent_hover": "#4A325E",
        "accent_text": "#FFFFFF",
        "accent_soft": "#ECE5F1",
        "focus": "#5B3F72",
        "success": "#2B6747",
        "success_soft": "#E2EDE5",
        "notice": "#3F5566",
        "notice_soft": "#E4E9EC",
        "attention": "#855000",
        "attention_soft": "#F7EBD3",
        "risk": "#A1232B",
        "risk_soft": "#F8E3E1",
        "clinician": "#0072B2",
        "client": "#D55E00",
        "observer": "#009E73",
        "observer_edge": "#00775A",
        "band": "#24D55E00",  # the own baseline: client at 14 %
        "shadow": "#2E000000",  # 18 %
    },
    "dark": {
        "window": "#191816",
        "surface": "#21201D",
        "raised": "#2A2926",
        "sunken": "#131210",
        "border": "#3E3C37",
        "grid": "#33312D",
        "control": "#8A857A",
        "text": "#ECE8E0",
        "muted": "#B5AFA3",
        "disabled": "#9A9488",
        "accent": "#C8AEDC",
        "accent_hover": "#D8C4E8",
        "accent_text": "#22182B",
        "accent_soft": "#382D41",
        "focus": "#D8C4E8",
        "success": "#86C7A1",
        "success_soft": "#21332A",
        "notice": "#A6BFD0",
        "notice_soft": "#26313A",
        "attention": "#E6B566",
        "attention_soft": "#3A2E19",
        "risk": "#F2938F",
        "risk_soft": "#42211F",
        "clinician": "#56B4E9",
        "client": "#F28A45",
        "observer": "#3FC79A",
        "observer_edge": "#3FC79A",
        "band": "#3DF28A45",  # client at 24 %
        "shadow": "#99000000",  # 60 %
    },
    "contrast": {
        "window": "#000000",
        "surface": "#000000",
        "raised": "#000000",
        "sunken": "#000000",
        "border": "#FFFFFF",
        "grid": "#767676",
        "control": "#FFFFFF",
        "text": "#FFFFFF",
        "muted": "#FFFFFF",
        "disabled": "#A6A6A6",
        "accent": "#FFE14D",
        "accent_hover": "#FFF0A0",
        "accent_text": "#000000",
        "accent_soft": "#3A3300",
        "focus": "#00E5FF",
        "success": "#7CF0AE",
        "success_soft": "#000000",
        "notice": "#BFE3FF",
        "notice_soft": "#000000",
        "attention": "#FFC45C",
        "attention_soft": "#000000",
        "risk": "#FF9A94",
        "risk_soft": "#000000",
        "clinician": "#6CC5FF",
        "client": "#FFA25E",
        "observer": "#4DE3B0",
        "observer_edge": "#4DE3B0",
        "band": "#00FFA25E",  # outline only, no fill
        "shadow": "#00000000",
    },
}
