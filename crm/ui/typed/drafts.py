"""Drafts: what was typed into a dialog and not saved, kept until the dialog is opened again.

Leaving a dialog never asks and never loses a word: what was typed waits where it was.
"""

from typing import Protocol, runtime_checkable

from textual.dom import DOMNode
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, TextArea

Draft = dict[str, object]
"""What stood in each field, by the field's place in the dialog."""


@runtime_checkable
class Typed(Protocol):
    """A field of our own that can say what was put into it and take it back."""

    def typed(self) -> object:
        """What was put in, as a value that can be compared."""
        ...

    def retype(self, typed: object) -> None:
        """Put back what ``typed`` once said."""
        ...


@runtime_checkable
class KeepsDrafts(Protocol):
    """The app, as far as drafts are concerned: what was typed and left, by dialog."""

    drafts: dict[str, Draft]


def read_draft(screen: DOMNode) -> Draft:
    """What stands in a node that is a field, and in every field below it."""
    return {_place(field): _typed(field) for field in _fields(screen)}


def write_draft(screen: DOMNode, draft: Draft) -> None:
    """Put a draft back into the fields below a node; fields that it does not know stay as they are."""
    for field in _fields(screen):
        place = _place(field)
        if place in draft:
            _retype(field, draft[place])


def _fields(node: DOMNode) -> list[Widget]:
    return [
        widget
        for widget in node.walk_children(Widget, with_self=True)
        if isinstance(widget, Typed | Input | TextArea) and not _is_inside_field(widget)
    ]


def _is_inside_field(widget: Widget) -> bool:
    return any(isinstance(parent, Typed) for parent in widget.ancestors)


def _place(widget: Widget) -> str:
    ids = [node.id for node in widget.ancestors_with_self if node.id and not isinstance(node, Screen)]
    return "/".join([*reversed(ids), type(widget).__name__])


def _typed(field: Widget) -> object:
    if isinstance(field, Typed):
        return field.typed()
    return field.text if isinstance(field, TextArea) else field.value if isinstance(field, Input) else None


def _retype(field: Widget, typed: object) -> None:
    if isinstance(field, Typed):
        field.retype(typed)
    elif isinstance(field, TextArea) and isinstance(typed, str):
        field.load_text(typed)
    elif isinstance(field, Input) and isinstance(typed, str):
        field.value = typed
