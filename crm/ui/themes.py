"""The app's own two themes: one accent, quiet borders, second lines muted. A no is never red."""

from textual.theme import Theme

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
