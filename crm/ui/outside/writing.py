"""A field of several lines, written in its owner's own editor."""

import os

from textual.app import SuspendNotSupported
from textual.widgets import TextArea

from crm.ui.outside.editor import NotEdited, edit, editor_command


def written_outside(field: TextArea, ending: str) -> str:
    """Hand a text to an editor, and the terminal with it; what comes back can be undone like anything typed.

    Args:
        field: the text. It gets the cursor.
        ending: what the editor is told that it is, as the ending of a file.

    Returns:
        Why nothing came back, in one line; "" where something did.
    """
    field.focus()
    try:
        name = f"{field.id or 'text'}{ending}"
        text = edit(field.text, editor_command(os.environ), field.app.suspend, name)
    except NotEdited as reason:
        return str(reason)
    except SuspendNotSupported:
        return "this terminal cannot be handed to an editor: write here"
    field.replace(text, (0, 0), field.document.end)
    return ""
