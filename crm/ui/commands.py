"""The table of commands. Bindings, footer, help and the command palette are all built from it."""

from collections.abc import Iterable, Iterator
from typing import Literal, get_args

from msgspec import Struct
from textual.binding import Binding, BindingType

from crm.ui import context as needs
from crm.ui.context import PANES, Context, Need, PaneName
from crm.ui.keys import Keys, bound, filled, shown_key

Owner = Literal["main", "list", "dialog"]
"""Who answers to the key: the main screen, a list, or a dialog."""

Dialog = Literal["check-in", "import", "message", "offer", "reflection", "template", "any other"]
"""A dialog with keys of its own."""

_DIALOGS: tuple[Dialog, ...] = get_args(Dialog)

Group = Literal["Offers", "People", "Look", "Move", "Book", "In a dialog"]


class Command(Struct, frozen=True):
    """Something a key does.

    ``keys`` are in Textual's notation, the first is the one shown. ``label`` is the footer's word, ``tooltip`` a
    full sentence for help and palette. ``footer`` names the panes whose footer may show it. ``when`` is
    what makes it worth showing there, beyond being possible. ``says`` is another word for the footer, where what it is
    about has one. ``action`` is the owner's method where that is not named like the command. ``dialogs`` are those that
    hear the key, where not all of them do.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    tooltip: str
    group: Group
    needs: tuple[Need, ...] = ()
    footer: tuple[PaneName, ...] = ()
    owner: Owner = "main"
    action: str = ""
    when: Need | None = None
    says: Need | None = None
    dialogs: tuple[Dialog, ...] = _DIALOGS

    @property
    def key(self) -> str:
        """The key as it is printed on the screen."""
        return shown_key(self.keys[0])

    @property
    def places(self) -> tuple[str, ...]:
        """Where the key is heard: in two places it can do two things."""
        return self.dialogs if self.owner == "dialog" else ("screen",)


_ALL = PANES
_CHANGE = needs.writable

COMMANDS: tuple[Command, ...] = (
    Command("open", ("enter",), "open", "Open the contact or the offer, or do what the line in Insight proposes.",
            "Look", (needs.something_to_open,), ("insight",), "list", "select"),
    Command("reflect", ("r",), "reflect", "Reflect on the no: four short questions that make the next offer a better one.",
            "Offers", (_CHANGE, needs.a_reflection_owed), _ALL),
    Command("new_offer", ("o",), "offer", "Offer to introduce two people to each other.",
            "Offers", (_CHANGE,), ("contacts", "insight")),
    Command("introduced", ("i",), "introduced", "Mark the introduction as made, after two yeses.",
            "Offers", (_CHANGE, needs.two_yeses), ("offers",)),
    Command("outcome", ("h",), "how it went", "Note how the introduction went, as each side told it.",
            "Offers", (_CHANGE, needs.an_introduction), ("offers",)),
    Command("asked", ("s",), "asked", "Mark that one side has been asked.",
            "Offers", (_CHANGE, needs.someone_to_ask), ("offers",)),
    Command("yes", ("y",), "yes", "Record that one side said yes.",
            "Offers", (_CHANGE, needs.an_answer_due), ("offers",), when=needs.an_answer_awaited),
    Command("no", ("n",), "no", "Record that one side said no, and get curious about it at once.",
            "Offers", (_CHANGE, needs.an_answer_due), ("offers",), when=needs.an_answer_awaited),
    Command("later", ("w",), "later", "Record that one side said later, with the day to come back to it.",
            "Offers", (_CHANGE, needs.an_answer_due), ("offers",), when=needs.an_answer_awaited),
    Command("message", ("m",), "message", "Draft the note to one side: the ask, the nudge, the introduction, the reply to a no.",
            "Offers", (needs.someone_to_write_to,), ("offers",)),
    Command("nudged", ("S",), "nudged", "Mark that one side has had its one friendly reminder.",
            "Offers", (_CHANGE, needs.someone_to_nudge), ("offers",)),
    Command("silent", (".",), "silent", "Let an ask lapse that was met with silence.",
            "Offers", (_CHANGE, needs.someone_silent)),
    Command("take_back", ("backspace",), "take back", "Take back the last step of the offer: how it went, the introduction, a withdrawal, an answer, or an ask.",
            "Offers", (_CHANGE, needs.a_step_taken)),
    Command("withdraw", ("x",), "withdraw", "Withdraw the offer; undo brings it back.",
            "Offers", (_CHANGE, needs.still_open), ("offers",)),
    Command("add_contact", ("a",), "add", "Add a person you know.",
            "People", (_CHANGE,), ("contacts",)),
    Command("edit", ("e",), "edit", "Edit the contact, or in the middle pane the offer.",
            "People", (_CHANGE, needs.something_to_edit), ("contacts", "offers")),
    Command("check_in", ("c",), "check in", "Ask the two questions: whom do you hope to meet, or are you too busy now?",
            "People", (_CHANGE, needs.a_contact), ("contacts", "insight")),
    Command("lens", ("L",), "lens", "Write down what the contact is open to at the moment.",
            "People", (_CHANGE, needs.a_contact), ("contacts", "insight")),
    Command("note", ("N",), "note", "Write a note about the contact.",
            "People", (_CHANGE, needs.a_contact), ("contacts", "insight")),
    Command("who_suits", ("W",), "who suits", "See who would suit the contact, and who might want to meet them.",
            "People", (needs.a_contact,), ("contacts",)),
    Command("tag", ("t",), "tag", "Tag the contact.", "People", (_CHANGE, needs.a_contact)),
    Command("archive", ("d",), "archive", "Put the contact away; nothing of them is lost and undo brings them back.",
            "People", (_CHANGE, needs.a_contact)),
    Command("import", ("I",), "import", "Import contacts from a phone, LinkedIn, mail or a spreadsheet.",
            "People", (_CHANGE,)),
    Command("triage", ("P",), "go through", "Go through the people who came by import, one card at a time.",
            "People", (_CHANGE,)),
    Command("doubles", ("D",), "doubles", "Find people who are in the book twice, and make one of two.",
            "People", (_CHANGE,)),
    Command("export", ("O",), "export", "Export the book, its people, its offers or its days for other programs.",
            "Book"),
    Command("today", ("T",), "today", "Go through the morning and the week on one screen, line by line.",
            "Look", (), ("contacts", "insight")),
    Command("insight_all", ("v",), "insight", "See everything that the answers teach, and the figures behind it.",
            "Look", (), ("insight",)),
    Command("put_by", ("X",), "put by", "Put a finding by until there is more to it, or a line of the week for three weeks.",
            "Look", (_CHANGE, needs.something_to_put_by), ("insight",), says=needs.that_they_were_told),
    Command("find", ("/",), "find", "Find a contact by any part of a name, a note or what was said.",
            "Look", (), ("contacts", "insight")),
    Command("back", ("escape",), "back", "Step back: clear the search, then return to everyone.", "Look"),
    Command("jump", ("f",), "jump", "Show a letter on every row in view, and go to the one whose letter is pressed.", "Look"),
    Command("zoom", ("z",), "zoom", "Give the whole window to this pane, or share it again.", "Look"),
    Command("pane_1", ("1",), "contacts", "Go to the contacts.", "Look"),
    Command("pane_2", ("2",), "offers", "Go to the offers.", "Look"),
    Command("pane_3", ("3",), "insight", "Go to the insight.", "Look"),
    Command("next_pane", ("tab", "right"), "next pane", "Go to the pane on the right.", "Look"),
    Command("previous_pane", ("shift+tab", "left"), "pane before", "Go to the pane on the left.", "Look"),
    Command("cursor_down", ("down", "j"), "down", "Go down one row.", "Move", owner="list"),
    Command("cursor_up", ("up", "k"), "up", "Go up one row.", "Move", owner="list"),
    Command("first", ("g", "home"), "first", "Go to the first row.", "Move", owner="list"),
    Command("last", ("G", "end"), "last", "Go to the last row.", "Move", owner="list"),
    Command("page_down", ("pagedown", "ctrl+d"), "page down", "Go down one page.", "Move", owner="list"),
    Command("page_up", ("pageup", "ctrl+u"), "page up", "Go up one page.", "Move", owner="list"),
    Command("undo", ("u",), "undo", "Take the last change back.",
            "Book", (_CHANGE, needs.something_done), _ALL),
    Command("redo", ("U",), "redo", "Do again what was undone.", "Book", (_CHANGE, needs.something_undone)),
    Command("conflicts", ("C",), "decide", "Decide about fields that were changed in two places at once.",
            "Book", (_CHANGE, needs.something_undecided)),
    Command("repair", ("R",), "repair", "See the records that cannot be read, and put them right.",
            "Book", (_CHANGE,)),
    Command("earlier", ("B",), "backups", "See the backups of the book, make one, or go back to one.",
            "Book", (_CHANGE,)),
    Command("beside", ("J",), "join copies", "Join copies of the book that a sync tool left beside it.",
            "Book", (_CHANGE,)),
    Command("save_copy", ("K",), "save a copy", "Save a copy of the book as it is now, elsewhere.", "Book"),
    Command("settings", (",",), "settings", "Change the colours, the way days are written, the numbers of the rules, the keys.",
            "Book"),
    Command("templates", ("E",), "own words", "Write the words of your drafts yourself.", "Book", (_CHANGE,)),
    Command("palette", ("ctrl+p",), "palette", "Find any command by its name.", "Book"),
    Command("help", ("?",), "help", "Show every key and what it does.", "Book", (), _ALL),
    Command("quit", ("q",), "quit", "Save what is left to save, and leave.", "Book"),
    Command("dialog_next", ("tab",), "next", "Go to the next field.", "In a dialog", owner="dialog"),
    Command("dialog_accept", ("enter",), "accept", "Accept the field or the choice.", "In a dialog", owner="dialog"),
    Command("dialog_save", ("ctrl+s",), "save", "Save from anywhere in the dialog.", "In a dialog", owner="dialog"),
    Command("dialog_editor", ("ctrl+g", "f4"), "editor", "Write a text of several lines in your own editor, the one that EDITOR names.",
            "In a dialog", owner="dialog"),
    Command("dialog_copy", ("ctrl+t",), "copy", "Copy the draft, or the two questions.",
            "In a dialog", owner="dialog", dialogs=("message", "check-in")),
    Command("dialog_open", ("ctrl+o",), "open", "Open the draft in the mail program, or where a line of the look-ahead comes from.",
            "In a dialog", owner="dialog", dialogs=("message", "offer")),
    Command("dialog_words", ("ctrl+r",), "own words", "Write the words of this draft yourself, or go back to those of the program.",
            "In a dialog", owner="dialog", dialogs=("message", "template")),
    Command("dialog_plan", ("ctrl+n",), "plan", "Plan the offer for a day on which nobody is busy any more.",
            "In a dialog", owner="dialog", dialogs=("offer",)),
    Command("dialog_more", ("ctrl+l",), "more", "Show more of the look-ahead, or less.",
            "In a dialog", owner="dialog", dialogs=("offer",)),
    Command("dialog_skip", ("ctrl+n",), "skip", "Leave a question of the reflection open, and go on; where nothing is typed, s.",
            "In a dialog", owner="dialog", dialogs=("reflection",)),
    Command("dialog_back", ("ctrl+b",), "back", "Go back to the question before.",
            "In a dialog", owner="dialog", dialogs=("reflection",)),
    Command("dialog_columns", ("ctrl+o",), "columns", "Say what the columns of a table hold that is to be imported.",
            "In a dialog", owner="dialog", dialogs=("import",)),
    Command("dialog_close", ("escape",), "close", "Close the dialog.", "In a dialog", owner="dialog"),
)  # fmt: skip

_BY_ID = {command.id: command for command in COMMANDS}


def command(name: str) -> Command:
    """The command with this id.

    Raises:
        KeyError: when the table has none.
    """
    return _BY_ID[name]


def availability(one: Command, context: Context) -> str | None:
    """Why a command cannot be done where the screen is now, or None when it can."""
    reason = next((reason for need in one.needs if (reason := need(context)) is not None), None)
    return None if reason is None else with_keys(reason, context.keys)


def label_in(one: Command, context: Context) -> str:
    """The footer's word for a command here."""
    return (one.says(context) if one.says else None) or one.label


def with_keys(text: str, keys: Keys) -> str:
    """A text in which ``{undo}`` stands for the key of that command."""
    return filled(text, {one.id: keys.shown(one) for one in COMMANDS}) if "{" in text else text


def bindings(owner: Owner) -> list[BindingType]:
    """The key bindings of an owner. The main screen answers with ``run(id)``, a list with an action per id."""
    return [_binding(one) for one in COMMANDS if one.owner == owner]


def bindings_of(names: Iterable[str]) -> list[BindingType]:
    """The keys of these commands on a screen of their own, as on the main one."""
    return [_binding(command(name)) for name in names]


def dialog_key(name: str, action: str, *, beside: tuple[str, ...] = (), priority: bool = False) -> Binding:
    """The key of a command of dialogs for what it does in one of them; ``beside`` are keys that are its own there."""
    one = command(name)
    return Binding(bound((*beside, *one.keys)), action, one.tooltip, show=False, priority=priority, id=name)


def _binding(one: Command) -> Binding:
    action = one.action or one.id if one.owner == "list" else f"run('{one.id}')"
    return Binding(bound(one.keys), action, one.label, show=False, tooltip=one.tooltip, id=one.id)


def footer(context: Context, width: int) -> list[Command]:
    """The keys that matter for the focused pane and what is chosen in it, as many as fit.

    Undo and help keep their place at the end.
    """
    ready = [one for one in COMMANDS if context.pane in one.footer and matters(one, context)]
    last = [one for one in ready if one.group == "Book"]
    kept: list[Command] = []
    room = width - sum(footer_width(one, context) for one in last)
    for one in ready:
        if one.group != "Book" and footer_width(one, context) <= room:
            kept.append(one)
            room -= footer_width(one, context)
    return kept + last


def matters(one: Command, context: Context) -> bool:
    """Whether a command can be done here and is worth a place on a line of keys."""
    return availability(one, context) is None and (one.when is None or one.when(context) is None)


def footer_width(one: Command, context: Context) -> int:
    """Cells that a command takes in the footer: key, space, label and the gap to the next."""
    return len(context.keys.shown(one)) + 1 + len(label_in(one, context)) + 2


def by_group() -> Iterator[tuple[Group, list[Command]]]:
    """The commands as the help shows them, group by group."""
    groups: dict[Group, list[Command]] = {}
    for one in COMMANDS:
        groups.setdefault(one.group, []).append(one)
    yield from groups.items()
