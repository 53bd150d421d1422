"""The table of the command line. Parsing, ``--help``, completion, the man page and the README are made from it."""

from typing import Literal, NamedTuple

Kind = Literal["flag", "file", "day", "word", "number", "either"]
"""What is given: nothing but the option, a path, a day, a word, a whole number, or either a word or a path."""

Many = Literal["one", "perhaps", "some"]
"""How often a positional argument stands there: once, at most once, at least once."""


class Argument(NamedTuple):
    """An option (its first name starts with a dash) or a positional argument (it has one name without)."""

    names: tuple[str, ...]
    words: str
    kind: Kind = "flag"
    shown: str = ""
    many: Many = "one"
    choices: tuple[str, ...] = ()

    @property
    def is_option(self) -> bool:
        return self.names[0].startswith("-")

    @property
    def value(self) -> str:
        """What is written where its value goes: the choices, else a word that stands for it."""
        return "|".join(self.choices) or self.shown


FILE = Argument(("--file",), "the book (else CRM_FILE, else your own)", "file", "FILE")
TODAY = Argument(("--today",), "take this day as today", "day", "YYYY-MM-DD")

ON_A_BOOK = (FILE, TODAY)
"""What is taken by whatever works on a book as it is on a day."""


class Usage(NamedTuple):
    """A command: what it does, what it takes, and how it is used. ``on`` says which book and which day it is about."""

    name: str
    words: str
    arguments: tuple[Argument, ...] = ()
    examples: tuple[tuple[str, str], ...] = ()
    module: str = ""
    on: tuple[Argument, ...] = ON_A_BOOK

    @property
    def takes(self) -> tuple[Argument, ...]:
        """All its arguments, its own first."""
        return (*self.arguments, *self.on)


ABOUT = "A full-screen terminal CRM for people who make introductions."

_JSON = Argument(("--json",), "tell it as one JSON object")

APP = Usage(
    "",
    "open the app on a book (your own without FILE)",
    (Argument(("book",), "the book to open", "file", "FILE", "perhaps"),),
    (
        ("crm", "open your book"),
        ("crm friends.json", "open another one"),
        ("crm demo", "look around in an invented one"),
        ("crm import contacts.vcf", "take in an address book"),
        ("crm today", "what is waiting this morning"),
    ),
    "open",
)
"""``crm`` without a command."""

COMMANDS = (
    Usage(
        "demo",
        "open a throw-away copy of an invented book, or write one to FILE",
        (Argument(("--keep",), "write the demo book to FILE and keep it", "file", "FILE"),),
        (
            ("crm demo", "look around; nothing stays"),
            ("crm demo --keep play.json", "a demo book of your own to play with"),
        ),
        on=(TODAY,),
    ),
    Usage(
        "import",
        "take address books in",
        (
            Argument(("files",), "an address book; found by content", "file", "FILE", "some"),
            Argument(("--dry-run",), "say what would happen and write nothing"),
            Argument(
                ("--map",),
                "what the columns of a table hold, HEADER=FIELD and commas between; it is remembered",
                "word",
                "COLUMNS",
            ),
            _JSON,
        ),
        (
            ("crm import contacts.vcf", "people from a phone or a mail program"),
            ("crm import Connections.csv --dry-run", "see first what LinkedIn's export would bring"),
            ('crm import list.csv --map "Who=name,Mail=emails"', "a table with headers of its own"),
        ),
        "import_",
    ),
    Usage(
        "export",
        "write the whole book, its people, its offers or its days for other programs",
        (
            Argument(
                ("--format",),
                "json: everything; vcf, csv: people; ics: due days and birthdays (else as FILE ends, else json)",
                "word",
                choices=("json", "vcf", "csv", "ics"),
            ),
            Argument(("-o", "--output"), "where to (else standard output)", "file", "FILE"),
            Argument(("--vcard",), "the version of the vCards (else 3.0)", "word", choices=("3.0", "4.0")),
            Argument(("--offers",), "with csv: the offers instead of the people"),
            Argument(("--archived",), "take along who was archived (json has everybody in any case)"),
        ),
        (
            ("crm export -o book.json", "everything; crm import brings it back as it was"),
            ("crm export -o people.vcf", "people for a phone or a mail program"),
            ("crm export --format ics -o days.ics", "due days and birthdays for a calendar"),
        ),
    ),
    Usage(
        "apply",
        "carry out actions, one JSON object a line on standard input",
        (),
        (
            ("crm apply < actions.jsonl", "do them; each is answered once it is in the file"),
            ("""echo '{"do": "add_contact", "name": "Ngozi Okafor"}' | crm apply""", "add somebody"),
        ),
    ),
    Usage(
        "today",
        "what is waiting this morning",
        (_JSON,),
        (("crm today", "the morning list"), ("crm today --json", "the same for a script")),
    ),
    Usage(
        "check",
        "read the whole file strictly and name each problem",
        (),
        (("crm check", "is my book fine?"), ("crm check --file friends.json", "is this one?")),
        on=(FILE,),
    ),
    Usage(
        "backup",
        "make a dated copy of the book and read it back",
        (
            Argument(
                ("-o", "--output"),
                "where to (else among the book's backups, for good)",
                "file",
                "FILE",
            ),
        ),
        (
            ("crm backup", "a copy among the book's own backups"),
            ("crm backup -o /media/stick/people.json", "a copy elsewhere"),
        ),
        on=(FILE,),
    ),
    Usage(
        "restore",
        "list the backups, or take one back; what it replaces is kept",
        (
            Argument(
                ("copy",),
                "newest (the newest that can be read), a number of the list, or a file; "
                "without it the list is shown",
                "either",
                "COPY",
                "perhaps",
            ),
        ),
        (
            ("crm restore", "which copies are there?"),
            ("crm restore newest", "take the newest good one back"),
        ),
        on=(FILE,),
    ),
    Usage(
        "merge",
        "join two copies of one book, field by field",
        (
            Argument(("ours",), "its values stand where both changed one field", "file", "OURS"),
            Argument(("theirs",), "the other copy; it is not changed", "file", "THEIRS"),
            Argument(("--base",), "the copy that both grew out of", "file", "BASE"),
            Argument(
                ("-o", "--output"),
                "the joined book (else OURS, which is kept as it was)",
                "file",
                "FILE",
            ),
        ),
        (
            ("crm merge people.json 'people (conflict).json'", "after two machines changed one book"),
            ("crm merge ours.json theirs.json -o joined.json", "leave both as they are"),
        ),
        on=(),
    ),
    Usage(
        "settings",
        "where the settings file is, and what is in force",
        (Argument(("--write",), "make a commented settings file where there is none"),),
        (
            ("crm settings", "what is in force, and what does not hold"),
            ("crm settings --write", "a file with every setting, ready to be changed"),
        ),
        on=(),
    ),
    Usage(
        "web",
        "open the app in a browser on this machine (needs the extra: pip install 'crm[web]')",
        (Argument(("--port",), "the port to listen on (else 8327)", "number", "PORT"),),
        (
            ("crm web", "prints the address to open; nobody else can"),
            ("crm web --file friends.json --port 9000", "another book, elsewhere"),
        ),
    ),
    Usage(
        "completion",
        "print what makes your shell complete crm's commands and options",
        (Argument(("shell",), "the shell", "word", "SHELL", choices=("bash", "zsh", "fish")),),
        (
            ('eval "$(crm completion bash)"', "in ~/.bashrc"),
            ('eval "$(crm completion zsh)"', "in ~/.zshrc, after compinit"),
            ("crm completion fish | source", "in ~/.config/fish/config.fish"),
        ),
        on=(),
    ),
    Usage(
        "man",
        "print the manual page",
        (),
        (
            ("crm man | man -l -", "read it"),
            ("crm man > ~/.local/share/man/man1/crm.1", "let man crm find it"),
        ),
        on=(),
    ),
)
"""Every command, in the order of ``crm --help``."""


def named(name: str) -> Usage | None:
    """The command of this name."""
    return next((one for one in COMMANDS if one.name == name), None)
