"""What a command does, one short file per subject. Each flow reads top to bottom: ask, do, say.

A flow takes the desk that it works at (``crm.ui.flows.desk``) and, where it needs to be told, what it is about. It is
imported when its key is first pressed; nothing of the dialogs is loaded before the screen is up.
"""

from collections.abc import Awaitable, Callable
from importlib import import_module

Flow = Callable[..., Awaitable[None]]

FLOWS: dict[str, str] = {
    "new_offer": "offers:make",
    "introduced": "offers:introduce",
    "outcome": "offers:tell_outcome",
    "withdraw": "offers:withdraw",
    "asked": "asking:mark_asked",
    "nudged": "asking:mark_nudged",
    "yes": "answers:record_yes",
    "no": "answers:record_no",
    "later": "answers:record_later",
    "silent": "answers:record_silence",
    "take_back": "answers:take_back",
    "reflect": "reflecting:reflect",
    "message": "messages:write",
    "add_contact": "people:add",
    "edit": "people:edit",
    "archive": "people:archive",
    "tag": "people:tag",
    "note": "people:write_note",
    "check_in": "check_ins:check_in",
    "lens": "lenses:write_lens",
    "import": "importing:import_files",
    "triage": "triage:go_through",
    "doubles": "doubles:find_doubles",
    "export": "exporting:export",
    "undo": "book:undo",
    "redo": "book:redo",
    "help": "book:show_help",
    "settings": "settings:change",
    "begin": "beginning:begin",
    "quit": "book:leave",
    "conflicts": "keeping:decide",
    "repair": "keeping:repair",
    "earlier": "keeping:go_back",
    "beside": "keeping:join_copies",
    "save_copy": "keeping:save_copy",
    "greet": "greeting:greet",
    "reopen": "reopening:reopen",
    "open_contact": "people:open_contact",
    "open_offer": "offers:open_offer",
    "act": "acts:do",
    "today": "looking:open_today",
    "insight_all": "looking:open_insight",
    "who_suits": "looking:open_suits",
    "put_by": "looking:put_by",
    "templates": "templates:choose",
    "reflect_on": "reflecting:reflect_on",
    "edit_contact": "people:edit_card",
    "edit_fact": "people:edit_fact",
    "edit_lens": "lenses:edit_lens",
    "edit_note": "people:edit_note",
    "edit_offer": "offers:edit",
}
"""Where the flow of a command is: a module of this package and a function in it."""


def flow_of(command: str) -> Flow:
    """The flow of a command, imported now.

    Raises:
        KeyError: when the command has none.
    """
    module, name = FLOWS[command].split(":")
    found: Flow = getattr(import_module(f"{__name__}.{module}"), name)
    return found
