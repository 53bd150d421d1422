"""Your own words for a draft, in place of the ones that come with the program."""

from collections.abc import Iterable
from difflib import get_close_matches
from string import Template as Fields

from crm.domain.messages import templates
from crm.domain.record import Record, Refusal


class OwnTemplate(Record, frozen=True):
    """A template of your own; ``name`` is that of ``templates.NAMES`` whose place it takes."""

    name: str
    subject: str = ""
    body: str = ""


def checked(name: str, subject: str, body: str) -> tuple[str, str]:
    """Subject and body of an own template, trimmed.

    Raises:
        Refusal: for a template or a field that does not exist, naming the nearest one; for an empty text; for a
            ``$`` that begins no field.
    """
    if name not in templates.NAMES:
        raise Refusal(f"there is no template {name!r}{_nearest(name, templates.NAMES)}")
    subject, body = " ".join(subject.split()), body.strip()
    if not subject or not body:
        raise Refusal("a template has a subject and a text")
    known = templates.fields_of(name)
    for text in (subject, body):
        for field in _fields(text):
            if field not in known:
                raise Refusal(f"there is no field ${{{field}}} here{_nearest(field, known)}")
    return subject, body


def _fields(text: str) -> Iterable[str]:
    """The names of the fields in a text.

    Raises:
        Refusal: for a ``$`` that begins no field.
    """
    for found in Fields.pattern.finditer(text):
        if found["invalid"] is not None:
            rest = text[found.start() : found.start() + 12].split("\n", maxsplit=1)[0]
            raise Refusal(f"“{rest}”: a field is written ${{first}}, and a dollar sign $$")
        name = found["named"] or found["braced"]
        if name is not None:
            yield name


def _nearest(word: str, known: Iterable[str]) -> str:
    known = list(known)
    near = get_close_matches(word, known, n=1, cutoff=0.5)
    return f": did you mean {near[0]}?" if near else f"; there are: {', '.join(known)}"
