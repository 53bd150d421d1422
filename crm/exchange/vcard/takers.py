"""What each property of a vCard says about a person."""

from collections.abc import Callable, Sequence

from crm.exchange.days import is_partial, iso_birthday
from crm.exchange.names import full_name
from crm.exchange.postal import Postal
from crm.exchange.text import one_line
from crm.exchange.vcard.draft import Draft
from crm.exchange.vcard.kept import ADR
from crm.exchange.vcard.prop import Prop
from crm.exchange.vcard.values import Values

_APPLE = ("_$!<", ">!$_")
_LABEL = "X-ABLABEL"


def drafted(props: Sequence[Prop], values: Values) -> Draft:
    """Everything that the properties of one card say."""
    draft = Draft(values, _labels(props, values))
    for prop in props:
        if prop.raw:
            _TAKERS.get(prop.name, Draft.keep)(draft, prop)
    for prop in props if draft.kept_groups else ():
        if prop.name == _LABEL and prop.group.upper() in draft.kept_groups:
            draft.keep(prop)
    return draft


def _labels(props: Sequence[Prop], values: Values) -> dict[str, str]:
    """Apple's labels by upper-case group: ``_$!<HomePage>!$_`` is its own way of writing ``homepage``."""
    found: dict[str, str] = {}
    for prop in props:
        if prop.group and prop.name == _LABEL:
            text = one_line(values.text(prop))
            inner = text.removeprefix(_APPLE[0]).removesuffix(_APPLE[1])
            found[prop.group.upper()] = inner if inner == text else inner.casefold()
    return found


def _drop(draft: Draft, prop: Prop) -> None:
    """Pass over what is about the file and not about the person."""


def _fn(draft: Draft, prop: Prop) -> None:
    draft.name = _first(draft, prop, draft.name)


def _first(draft: Draft, prop: Prop, held: str) -> str:
    """A field that holds one text: the first one; a further one is kept as a line."""
    text = one_line(draft.values.text(prop))
    if held and text and text != held:
        draft.keep(prop)
    return held or text


def _n(draft: Draft, prop: Prop) -> None:
    family, given, *others = ([*map(one_line, draft.values.parts(prop)), *[""] * 5])[:5]
    if not (family or given or any(others)):
        return
    if draft.made_name or any(others):
        draft.keep(prop)
    if not draft.made_name:
        draft.family, draft.given = family, given
        draft.made_name = full_name(given, family, *(one_line(other.replace(",", " ")) for other in others))


def _nickname(draft: Draft, prop: Prop) -> None:
    draft.nickname = draft.nickname or one_line(draft.values.text(prop))
    draft.keep(prop)


def _org(draft: Draft, prop: Prop) -> None:
    parts = [one_line(part) for part in draft.values.parts(prop) if part]
    if not parts:
        return
    if draft.org or len(parts) > 1:
        draft.keep(prop)
    draft.org = draft.org or parts[0]


def _title(draft: Draft, prop: Prop) -> None:
    draft.title = _first(draft, prop, draft.title)


def _email(draft: Draft, prop: Prop) -> None:
    value = one_line(draft.values.text(prop))
    value = value[7:] if value[:7].casefold() == "mailto:" else value
    if value and "@" not in value:
        draft.values.tell(prop, f"{value[:60]!r} is no e-mail address: kept as it stands")
    draft.rank(draft.emails, prop, value)


def _tel(draft: Draft, prop: Prop) -> None:
    value = one_line(draft.values.text(prop))
    if value[:4].casefold() == "tel:":
        value = value[4:].replace(";ext=", " ext. ")
    draft.rank(draft.phones, prop, value)


def _url(draft: Draft, prop: Prop) -> None:
    value = one_line(draft.values.text(prop))
    if value:
        draft.urls.append(value)
        if draft.label(prop):
            draft.keep(prop)


def _adr(draft: Draft, prop: Prop) -> None:
    parts = draft.values.parts(prop)
    shown = Postal(**dict(zip(ADR, parts, strict=False))).shown
    if shown:
        draft.addresses.append(shown)
        if draft.label(prop) or len(list(filter(None, parts))) > 1:
            draft.keep(prop)


def _bday(draft: Draft, prop: Prop) -> None:
    text = draft.values.text(prop)
    is_text = prop.params.value == "text"
    day = "" if is_text else iso_birthday(text)
    if prop.params.omit_year and day:
        day = "--" + day[-5:]
    if text and not (day or is_text or is_partial(text)):
        draft.values.tell(prop, f"{text[:60]!r} is no date: kept as it stands, not as the birthday")
    if text and (not day or draft.birthday not in ("", day)):
        draft.keep(prop)
    draft.birthday = draft.birthday or day


def _categories(draft: Draft, prop: Prop) -> None:
    draft.tags += (tag for tag in map(one_line, draft.values.listed(prop)) if tag != "myContacts")


def _note(draft: Draft, prop: Prop) -> None:
    text = draft.values.text(prop)
    if text:
        draft.notes.append(text)


def _uid(draft: Draft, prop: Prop) -> None:
    draft.uid = draft.uid or one_line(draft.values.text(prop))


def _kind(draft: Draft, prop: Prop) -> None:
    kind = draft.values.text(prop).casefold()
    draft.is_group = draft.is_group or kind == "group"
    if kind != "individual":
        draft.keep(prop)


def _bio(draft: Draft, prop: Prop) -> None:
    draft.bio = draft.bio or draft.values.text(prop)


def _how_met(draft: Draft, prop: Prop) -> None:
    draft.how_met = draft.how_met or draft.values.text(prop)


def _wants(draft: Draft, prop: Prop) -> None:
    draft.wants += draft.values.listed(prop)


def _gives(draft: Draft, prop: Prop) -> None:
    draft.gives += draft.values.listed(prop)


_TAKERS: dict[str, Callable[[Draft, Prop], None]] = {
    "FN": _fn,
    "N": _n,
    "NICKNAME": _nickname,
    "ORG": _org,
    "TITLE": _title,
    "EMAIL": _email,
    "TEL": _tel,
    "URL": _url,
    "ADR": _adr,
    "BDAY": _bday,
    "CATEGORIES": _categories,
    "NOTE": _note,
    "UID": _uid,
    "X-CRM-BIO": _bio,
    "X-CRM-HOW-MET": _how_met,
    "X-CRM-WANTS": _wants,
    "X-CRM-GIVES": _gives,
    "KIND": _kind,
    "X-ADDRESSBOOKSERVER-KIND": _kind,
    _LABEL: _drop,
    "VERSION": _drop,
    "PRODID": _drop,
    "REV": _drop,
}
