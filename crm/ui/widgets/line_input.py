"""A line of words."""

from textual.widgets import Input


class LineInput(Input):
    """What is typed is added behind what stands there: nothing is chosen to be written over unasked."""

    def __init__(self, value: str = "", placeholder: str = "", *, id: str | None = None) -> None:
        super().__init__(value, placeholder=placeholder, select_on_focus=False, id=id)
