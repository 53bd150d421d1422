"""What a column of an unknown table probably holds: by a word in its header, else by what is in its cells."""

import re
from collections.abc import Iterable, Sequence

from crm.exchange.column import IGNORED, Column
from crm.exchange.days import written_day
from crm.exchange.table.columns import normal
from crm.exchange.table.header import Header, named
from crm.exchange.table.mapping import DETAIL, FIELDS, SKIP, Columns, column_for
from crm.exchange.table.rows import Row

_HINTS: tuple[tuple[str, str], ...] = (
    ("emails", r"e-?mail|mail|courriel|correo|почт|メール|邮箱|이메일"),
    ("phones", r"phone|tel|mobile|cell|handy|fon\b|móvil|whatsapp|signal|телефон|電話|电话|전화"),
    ("birthday", r"birth|geburt|naiss|nacim|nasc|рожд|誕生|生日|생일"),
    ("given", r"\bfirst\W?name|\bgiven|vorname|pr[ée]nom|имя"),
    ("family", r"\blast\W?name|\bfamily|surname|nachname|apellid|sobrenome|фамил"),
    (
        "org",
        r"\bcompan|\borg\b|\borgani[sz]a|\bfirma?\b|employer|business|société|empresa|компан|会社|公司|회사",
    ),
    ("title", r"\btitle|position|\brole|\bjob|function|beruf|poste|cargo|должн|役職|职位|직책"),
    ("urls", r"\burl|\bweb|\blink|\bsite|profile|homepage"),
    ("city", r"\bcity\b|\btown|\bort\b|stadt\b|\bville|ciudad|cidade|город"),
    ("country", r"country|\bland\b|\bpays\b|país|стран"),
    ("postcode", r"\bzip|post.?code|\bpostal|\bplz"),
    ("address", r"address|adress|anschrift|adresse|direcci|endere|адрес|住所|地址|주소"),
    ("tags", r"\btags?\b|\bgroup|categor|\blabel|\blists?\b"),
    ("how_met", r"\bmet\b|how we|kennen|rencontr"),
    ("notes", r"\bnote|comment|remark|\bmemo|bemerk|kommentar|обо|備考|备注|메모"),
    (
        "name",
        r"name|\bwho\b|\bcontact\b|\bperson\b|people|\bwer\b|\bqui\b|nombre|nom\b|имя|氏名|名前|姓名|이름",
    ),
)
_HINTED = tuple((word, re.compile(pattern, re.IGNORECASE)) for word, pattern in _HINTS)

_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_PHONE = re.compile(r"\+?[\d\s()./-]{7,20}")
_DIALLED = re.compile(r"[+0(].*")
"""How a number begins that is dialled, and not that of a customer or an invoice."""

_URL = re.compile(r"(?:https?://|www\.)\S+|\S+\.(?:com|org|net|io|dev)/\S*", re.IGNORECASE)
_PLACE = re.compile(r"[^\s@]+\.[^\s@]+")
_NAME = re.compile(r"[^\W\d_][^\d@<>{}\[\]/]*")
_WHOLE_NAME = re.compile(r"[^\W\d_][^\d@<>{}\[\]/\s]*(?:\s+[^\d@<>{}\[\]/\s]+)+")
_LONG = 48
"""Characters from which on cells are likely prose."""

_NAMES = frozenset({"name", "given", "family"})
_ONCE = frozenset(FIELDS) - {"emails", "phones", "urls", "notes", "tags", DETAIL, SKIP}
_LOOKS: dict[str, re.Pattern[str]] = {
    "emails": _EMAIL,
    "phones": _PHONE,
    "urls": _PLACE,
    **dict.fromkeys(_NAMES, _NAME),
}
"""How the cells of a field look: a header alone does not make a name of a date, or an address of a word."""


def guessed(
    headers: Sequence[str],
    known: Sequence[Column | None],
    cells: Sequence[Sequence[str]],
    said: Iterable[str] = (),
) -> list[str]:
    """A word of a mapping for each column.

    Args:
        headers: what stands over the columns, "" where nothing does.
        known: what those of them mean that are known.
        cells: the values of each column, some of them.
        said: the words that columns were said to hold: what can stand once is not guessed beside them.
    """
    words = ["" if column is None else word_of(column) for column in known]
    claimed = _ONCE & {*words, *said}
    for index, (header, values) in enumerate(zip(headers, cells, strict=True)):
        if known[index] is None:
            word = _by_header(header, values)
            words[index] = DETAIL if word in claimed else word
            claimed |= _ONCE & {word}
    if {"given", "family"} & claimed:
        words = [
            DETAIL if (word, column) == ("name", None) else word
            for word, column in zip(words, known, strict=True)
        ]
    elif "name" not in claimed:
        at = next(
            (at for at, word in enumerate(words) if word == DETAIL and _are_names(headers[at], cells[at])),
            None,
        )
        if at is not None and known[at] is None:
            words[at] = "name"
    return words


def words_under(header: Header, rows: Sequence[Row], said: Iterable[str] = ()) -> list[str]:
    """A word for each column under a header; the table of a known program has no columns to guess at.

    ``rows`` are the first of the table, ``said`` as in ``guessed``.
    """
    if header.kind != "csv":
        return [DETAIL if column is None else word_of(column) for column in header.columns]
    return guessed(header.names, header.columns, columns_of(rows, len(header.names)), said)


def told(header: Header, rows: Sequence[Row], mapping: Columns) -> tuple[Header, Columns]:
    """The header with what its columns hold, as ``mapping`` says, as they are known or, last, as they are guessed; and the guesses.

    A column that is said to hold what it is known for keeps all that is known of it.
    """
    said = {_key(name): word for name, word in mapping.items()}
    columns: list[Column | None] = []
    guesses = {}
    names, words = named(header.names), words_under(header, rows, said.values())
    for name, known, word in zip(names, header.columns, words, strict=True):
        chosen = said.get(_key(name), word)
        columns.append(known if known is not None and chosen == word else column_for(chosen, name))
        if known is None and chosen != DETAIL and _key(name) not in said:
            guesses[name] = chosen
    return header._replace(columns=columns), guesses


def _key(name: str) -> str:
    """A header as a mapping names it; a column without one goes by its number."""
    return normal(name).removeprefix("column ")


def columns_of(rows: Sequence[Row], count: int) -> list[list[str]]:
    """The values of each of so many columns."""
    return [[row.cells[at].strip() for row in rows if at < len(row.cells)] for at in range(count)]


def _are_names(header: str, values: Sequence[str]) -> bool:
    """Whether a column that nothing is known of may hold names: whole ones, of which each stands once, under a header."""
    if not header:
        return _are(_NAME, values)
    filled = [value for value in values if value]
    return len(set(filled)) == len(filled) and _are(_WHOLE_NAME, filled)


def _by_header(header: str, values: Sequence[str]) -> str:
    filled = [value.strip() for value in values if value.strip()]
    found = _by_cells(filled)
    if found in ("emails", "urls"):
        return found  # what is in the cells is surer than any header
    hinted = next((word for word, pattern in _HINTED if pattern.search(header)), "")
    if not hinted:
        is_number = found == "phones" and header and not _are(_DIALLED, filled)
        return DETAIL if is_number else found or DETAIL
    looks = _LOOKS.get(hinted)
    if filled and looks is not None and not _are(looks, filled):
        return DETAIL
    if hinted == "birthday" and not any(map(written_day, filled)):
        return DETAIL
    return hinted


def _by_cells(filled: list[str]) -> str:
    if not filled:
        return ""
    for word, pattern in (("emails", _EMAIL), ("urls", _URL)):
        if _are(pattern, filled):
            return word
    if _are(_PHONE, filled) and not all(map(written_day, filled)):
        return "phones"
    return "notes" if sum(map(len, filled)) / len(filled) >= _LONG else ""


def _are(pattern: re.Pattern[str], values: Sequence[str]) -> bool:
    """Whether nearly all of the values that there are look so."""
    filled = [value.strip() for value in values if value.strip()]
    return bool(filled) and sum(bool(pattern.fullmatch(value)) for value in filled) * 5 >= len(filled) * 4


def word_of(column: Column) -> str:
    """The word of a mapping for what a known header means."""
    if column == IGNORED:
        return SKIP
    if column.field == "address":
        return {"formatted": "address", "value": "address"}.get(
            column.part, column.part if column.part in FIELDS else DETAIL
        )
    word = {"email": "emails", "phone": "phones", "url": "urls"}.get(column.field, column.field)
    return word if word in FIELDS and column.part == "value" else DETAIL
