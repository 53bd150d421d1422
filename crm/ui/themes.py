"""The app's own two themes: one accent, quiet borders, second lines muted. A no is never red.

Textual's themes choose their accents for fills; here signs and keys are written in them, so they have to be read.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from textual.app import App
from textual.color import BLACK, WHITE, Color
from textual.theme import Theme

READABLE, EASY = 4.5, 7.0
"""Contrast of text that can be read, and of text of which the muted part is to be read, too (WCAG 2.2, 1.4.3 and 1.4.6)."""

SEEN = 3.0
"""Contrast of signs, on the row under the cursor, too (WCAG 2.2, 1.4.11)."""

SELECTED = 0.27
"""How much of the primary colour the row under the cursor has, see ``app.tcss``."""

_STEP = 0.05  # of the way to black or white by which a colour is made easier to read

DARK = Theme(
    name="crm",
    primary="#7fb2a6",
    secondary="#8aa0b8",
    accent="#e0b36a",
    warning="#e0a458",
    error="#d9845f",
    success="#8fbf7f",
    foreground="#d8dbd6",
    background="#16191a",
    surface="#1c2021",
    panel="#23292a",
    dark=True,
    variables={"border": "#5d8f84", "border-blurred": "#3a4243"},
)

LIGHT = Theme(
    name="crm-light",
    primary="#2f7568",
    secondary="#4a627d",
    accent="#8a5a00",
    warning="#96590a",
    error="#a3452a",
    success="#3c7130",
    foreground="#22282a",
    background="#faf8f3",
    surface="#f3f0e8",
    panel="#e8e4d9",
    dark=False,
    variables={"border": "#2f7568", "border-blurred": "#c4bfb1"},
)


def wear(app: App[Any], name: str) -> None:
    """Give the app a theme that it knows, its text made legible.

    Before the app runs, a dark one is taken on quietly: to change it is to read and apply every style anew.
    """
    theme = legible(app.available_themes[name])
    app.register_theme(theme)
    if app.is_running or theme.ansi or not theme.dark:
        app.theme = name
    else:
        app.set_reactive(App.theme, name)
        app.add_class(f"-theme-{name}", update=False)
        app.stylesheet.set_variables(app.get_css_variables())


def legible(theme: Theme) -> Theme:
    """A theme whose text can be read on its background, accents too; the terminal's own colours are left alone."""
    if theme.ansi:
        return theme
    colours = theme.to_color_system().generate()
    ground = Color.parse(colours["background"])
    selected = ground.blend(Color.parse(colours["primary"]), SELECTED)

    def read(name: str, least: float = READABLE) -> str:
        return _readable(Color.parse(colours[name]), {ground: least, selected: SEEN}).hex

    return replace(
        theme,
        accent=read("accent"),
        success=read("success"),
        warning=read("warning"),
        foreground=read("foreground", EASY),
    )


def has_few_colours(app: App[Any]) -> bool:
    """Whether the app is in a terminal of 16 colours: the ground of a field is the one around it there."""
    return not app.is_headless and app.console.color_system == "standard"


def contrast(one: Color, other: Color) -> float:
    """The contrast of two colours, from 1 to 21, as WCAG 2.2 defines it."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _readable(colour: Color, grounds: Mapping[Color, float]) -> Color:
    """A colour as near to this one as it can be read on each ground, with the contrast that it is to have there."""
    white, black = (min(contrast(one, ground) for ground in grounds) for one in (WHITE, BLACK))
    towards = WHITE if white > black else BLACK
    way = 0.0
    while way < 1 and any(contrast(colour.blend(towards, way), on) < least for on, least in grounds.items()):
        way += _STEP
    return colour.blend(towards, way)


def _luminance(colour: Color) -> float:
    red, green, blue = (_linear(part) for part in colour.normalized)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
