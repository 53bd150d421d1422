"""What a column of an unknown table probably holds: by a word in its header, else by what is in its cells."""

import re
from collections.abc import Sequence

from crm.exchange.column import IGNORED, Column
from crm.exchange.days import written_day
from crm.exchange.table.columns import column_of
from crm.exchange.table.mapping import DETAIL, FIELDS, SKIP

_HINTS: tuple[tuple[str, str], ...] = (
    ("emails", r"e-?mail|mail|courriel|correo|почт|メール|邮箱|이메일"),
    ("phones", r"phone|tel|mobile|cell|handy|fon\b|móvil|whatsapp|signal|телефон|電話|电话|전화"),
    ("birthday", r"birth|geburt|naiss|nacim|nasc|рожд|誕生|生日|생일"),
    ("given", r"\bfirst|\bgiven|vorname|pr[ée]nom|имя"),
    ("family", r"\blast|\bfamily|surname|nachname|apellid|sobrenome|фамил"),
    ("org", r"company|compan|org\b|organi|firm|employer|business|société|empresa|компан|会社|公司|회사"),
    ("title", r"title|position|role|\bjob|function|beruf|poste|cargo|должн|役職|职位|직책"),
    ("urls", r"url|web|link|site|profile|homepage"),
    ("city", r"city|town|\bort\b|stadt|ville|ciudad|cidade|город"),
    ("country", r"country|land\b|pays|país|стран"),
    ("postcode", r"zip|post.?code|postal|plz"),
    ("address", r"address|adress|anschrift|adresse|direcci|endere|адрес|住所|地址|주소"),
    ("tags", r"tag|group|categor|label|list"),
    ("how_met", r"\bmet\b|how we|kennen|rencontr"),
    ("notes", r"note|comment|remark|memo|bemerk|kommentar|обо|備考|备注|메모"),
    ("name", r"name|\bwho\b|contact|person|people|\bwer\b|\bqui\b|nombre|nom\b|имя|氏名|名前|姓名|이름"),
)
_HINTED = tuple((word, re.compile(pattern, re.IGNORECASE)) for word, pattern in _HINTS)

_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_PHONE = re.compile(r"\+?[\d\s()./-]{7,20}")
_URL = re.compile(r"(?:https?://|www\.)\S+|\S+\.(?:com|org|net|io|dev)/\S*", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_][^\d@<>{}\[\]/]*")
_LONG = 48
"""Characters from which on cells are likely prose."""

_ONCE = frozenset(FIELDS) - {"emails", "phones", "urls", "notes", "tags", DETAIL, SKIP}


def guessed(headers: Sequence[str], cells: Sequence[Sequence[str]]) -> list[str]:
    """A word of a mapping for each column.

    Args:
        headers: what stands over the columns, "" where nothing does.
        cells: the values of each column, some of them.
    """
    words = [_by_header(header, values) for header, values in zip(headers, cells, strict=True)]
    for index, word in enumerate(words):
        if word in _ONCE and word in words[:index]:
            words[index] = DETAIL
    if not {"name", "given", "family"} & set(words):
        named = next((at for at, word in enumerate(words) if word == DETAIL and _are(_NAME, cells[at])), None)
        if named is not None:
            words[named] = "name"
    return words


def _by_header(header: str, values: Sequence[str]) -> str:
    filled = [value.strip() for value in values if value.strip()]
    found = _by_cells(filled)
    if found in ("emails", "urls"):
        return found  # what is in the cells is surer than any header
    known = column_of(header)
    if known is not None:
        return word_of(known)
    hinted = next((word for word, pattern in _HINTED if pattern.search(header)), "")
    if hinted == "emails" or (hinted == "phones" and filled and found != "phones"):
        return DETAIL if filled else hinted
    if hinted == "birthday" and not any(map(written_day, filled)):
        return DETAIL
    return hinted or found or DETAIL


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
