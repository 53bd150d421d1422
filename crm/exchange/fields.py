"""A person out of named fields: the cells of a row, the attributes of an entry, the members of an object.

Every format that is not vCard says what its fields mean with ``Column`` and fills a ``Fields``.
"""

import re

from crm.domain.contact import Labelled, Source
from crm.exchange.column import IGNORED, Column
from crm.exchange.days import dated, written_day, yearless
from crm.exchange.names import full_name
from crm.exchange.person import Person
from crm.exchange.postal import Postal
from crm.exchange.text import one_line
from crm.exchange.vcard.escape import column_line, escaped

_MANY = ":::"
"""What Google puts between several values in one cell."""

_NOTHING = frozenset({"0/0/00", "unspecified"})
"""What Outlook writes for nothing."""

_NO_TAGS = frozenset({"mycontacts", "starred"})
_SHOWN = 60


class Fields:
    """A person in the making.

    ``kind`` is the format (``Source.kind``); ``order`` that of days with slashes in it, see ``days.day_order``.
    ``wrong`` collects what could not be read as it stands; ``tags`` are those that a format gives one by one, while
    those in a cell are separated by signs.
    """

    def __init__(self, kind: str, order: str = "") -> None:
        self.kind = kind
        self.order = order
        self.id = ""
        self.tags: list[str] = []
        self.cells: dict[str, dict[str, dict[str, str]]] = {}
        self.extra: list[str] = []
        self.wrong: list[str] = []

    def put(self, column: Column | None, name: str, value: str) -> None:
        """Fill in one value. What has no meaning here is kept under its own ``name``."""
        value = value.strip()
        if not value or value.casefold() in _NOTHING or column == IGNORED:
            return
        if column is None:
            self.extra.append(column_line(name, value))
            return
        parts = self.cells.setdefault(column.field, {}).setdefault(column.slot, {})
        parts[column.part] = f"{parts[column.part]}\n{value}" if column.part in parts else value
        if column.label:
            parts.setdefault("label", column.label)

    def person(self, line: int, record: int) -> Person | None:
        """The person, or None when nothing names one."""
        emails, phones = self._labelled("email"), self._labelled("phone")
        urls = tuple(dict.fromkeys(each.value for each in self._labelled("url")))
        given, family, org = self._text("given"), self._text("family"), self._text("org")
        name = self._name(given, family) or org or next((each.value for each in (*emails, *phones)), "")
        if not name:
            said = f"only {urls[0]} (a closed account?)" if urls else "nothing"
            self.wrong.append(f"{said} to tell a person by: skipped")
            return None
        return Person(
            name=name,
            given=given,
            family=family,
            org=org,
            title=self._text("title"),
            bio=self._prose("bio"),
            emails=emails,
            phones=phones,
            urls=urls,
            addresses=self._addresses(),
            birthday=self._birthday(),
            tags=self._tags(),
            wants=self._listed("wants"),
            gives=self._listed("gives"),
            how_met=self._text("how_met") or self._how_met(),
            notes=self._prose("notes"),
            source=self._source(urls),
            extra=self._extra(given, family, org),
            line=line,
            record=record,
        )

    def _source(self, urls: tuple[str, ...]) -> Source:
        """Where the person comes from; a row of our own table is the contact that it was made from."""
        if own := self._text("own_id"):
            return Source("crm", own)
        return Source(self.kind, self.id or (urls[0] if urls and self.kind == "linkedin" else ""))

    def _text(self, field: str) -> str:
        return next(
            (one_line(parts["value"]) for parts in self.cells.get(field, {}).values() if "value" in parts), ""
        )

    def _prose(self, field: str) -> str:
        """Text of several lines; several columns of it one after the other."""
        return "\n\n".join(parts["value"] for parts in self.cells.get(field, {}).values() if "value" in parts)

    def _listed(self, field: str) -> tuple[str, ...]:
        pieces = self._text(field).split(_MANY)
        return tuple(text for piece in pieces if (text := one_line(piece)))

    def _name(self, given: str, family: str) -> str:
        made = full_name(given, family, self._text("middle"), self._text("prefix"), self._text("suffix"))
        return self._text("name") or made or self._text("nickname")

    def _labelled(self, field: str) -> tuple[Labelled, ...]:
        """The values of a field, starred ones first, each once."""
        found: list[tuple[bool, Labelled]] = []
        for parts in self.cells.get(field, {}).values():
            label = parts.get("label", "")
            text = one_line(label.removeprefix("*")).casefold()
            word = "mobile" if text == "cell" else text
            values = _values(field, parts.get("value", ""))
            found += [(not label.startswith("*"), Labelled(value, word)) for value in values]
        by_value: dict[str, Labelled] = {}
        for _, labelled in sorted(found, key=lambda pair: pair[0]):
            by_value.setdefault(labelled.value, labelled)
        return tuple(by_value.values())

    def _addresses(self) -> tuple[str, ...]:
        shown: list[str] = []
        for parts in self.cells.get("address", {}).values():
            streets = (parts.get(key, "") for key in ("street", "street2", "street3"))
            known = {key: parts.get(key, "") for key in ("box", "city", "region", "postcode", "country")}
            postal = Postal(street="\n".join(street for street in streets if street), **known)
            if postal.shown:
                self.extra.append(postal.line(one_line(parts.get("label", "").removeprefix("*")).casefold()))
            shown.append(postal.shown or ", ".join(parts.get("formatted", "").split("\n")))
        return tuple(dict.fromkeys(text for text in shown if text))

    def _birthday(self) -> str:
        year, month, day = (self._text(f"birth_{part}") for part in ("year", "month", "day"))
        if month.isdecimal() and day.isdecimal():
            return (
                dated(int(year), int(month), int(day)) if year.isdecimal() else yearless(int(month), int(day))
            )
        text = self._text("birthday")
        found = written_day(text, self.order)
        if text and not found:
            self.wrong.append(
                f"the birthday {text[:_SHOWN]!r} is no day, or an ambiguous one: kept as it stands"
            )
            self.extra.append(f"BDAY;VALUE=text:{escaped(text)}")
        return found

    def _how_met(self) -> str:
        text = self._text("connected_on")
        if not text:
            return ""
        day = written_day(text)
        if not day:
            self.wrong.append(f"Connected On {text[:_SHOWN]!r} is no day: kept as it stands")
            self.extra.append(column_line("Connected On", text))
        return f"connected on LinkedIn on {day}" if day else ""

    def _tags(self) -> tuple[str, ...]:
        tags = list(self.tags)
        for parts in self.cells.get("tags", {}).values():
            text = parts.get("value", "")
            separator = next((each for each in (_MANY, ";") if each in text), ",")
            tags += [
                one_line(tag.strip().removeprefix("*"))
                for tag in ([text] if self._is_one_tag(text) else text.split(separator))
            ]
        return tuple(dict.fromkeys(tag for tag in tags if tag and tag.casefold() not in _NO_TAGS))

    def _is_one_tag(self, text: str) -> bool:
        """Google separates with its own sign only: a comma is part of a label."""
        return self.kind == "google" and _MANY not in text

    def _extra(self, given: str, family: str, org: str) -> tuple[str, ...]:
        """What vCard has a property for and we have no field: kept as its lines, before the columns nobody knows."""
        others = [self._text(field) for field in ("middle", "prefix", "suffix")]
        lines = [f"N:{';'.join(escaped(part) for part in (family, given, *others))}"] if any(others) else []
        nickname, department, photo = self._text("nickname"), self._text("department"), self._text("photo")
        lines += [f"NICKNAME:{escaped(nickname)}"] if nickname else []
        lines += [f"ORG:{escaped(org)};{escaped(department)}"] if department else []
        lines += [f"PHOTO;VALUE=uri:{photo}"] if photo else []
        jpeg, anniversary = self._text("jpeg"), self._text("anniversary")
        lines += [f"PHOTO;ENCODING=b;TYPE=JPEG:{jpeg}"] if jpeg else []
        lines += (
            [f"ANNIVERSARY:{written_day(anniversary, self.order) or escaped(anniversary)}"]
            if anniversary
            else []
        )
        lines += [f"TEL;TYPE=fax:{escaped(fax.value)}" for fax in self._labelled("fax")]
        for slot, parts in self.cells.get("other", {}).items():
            lines.append(column_line(parts.get("label") or slot, parts.get("value", "")))
        return tuple(dict.fromkeys([*lines, *self.extra]))


def _values(field: str, text: str) -> list[str]:
    """The values in one cell: several addresses may share it, as may several of anything in Google's way."""
    pieces = text.split(_MANY)
    if field == "email" and text.count("@") > 1:
        pieces = re.split(rf"{_MANY}|[;,\s]+", text)
    return [value for piece in pieces if (value := one_line(piece))]
