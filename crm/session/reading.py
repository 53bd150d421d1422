"""One line of ``crm apply`` read as an action: strictly, and with a clear word for whatever is wrong with it."""

import json
import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Any, get_args

import msgspec
from msgspec import inspect

from crm.domain.record import Refusal
from crm.session import actions

ACTIONS: dict[str, type[actions.Action]] = {
    str(kind.__struct_config__.tag): kind for kind in get_args(actions.AnyAction)
}
"""Every action by its name in ``do``."""


def read_action(line: str) -> actions.AnyAction:
    """One line as an action.

    Raises:
        Refusal: for a line that is no JSON object, an unknown verb or field (naming the nearest known one), or a
            value of the wrong type, with its place.
    """
    given = _object(line)
    verb = given.pop("do", None)
    if not isinstance(verb, str):
        raise Refusal('an action says what to do: {"do": "add_contact", ...}')
    if verb not in ACTIONS:
        raise Refusal(f"there is no action {verb!r}" + _nearest(verb, ACTIONS))
    kind = ACTIONS[verb]
    for fault in _unknown(inspect.type_info(kind), given, ""):
        raise Refusal(f"{verb}{fault}")
    try:
        converted: Any = msgspec.convert({"do": verb} | given, type=kind)
    except msgspec.ValidationError as error:
        raise Refusal(f"{verb}: {_placed(str(error), kind, given)}") from None
    action: actions.AnyAction = converted
    return action


def _object(line: str) -> dict[str, Any]:
    if any(
        "\udc80" <= letter <= "\udcff" for letter in line
    ):  # a byte that no text has: read_action gets it so
        raise Refusal("this line is not UTF-8")
    try:
        given = json.loads(line, object_pairs_hook=_once_each)
    except ValueError as error:
        raise Refusal(f"this line is no JSON: {error}") from None
    except RecursionError:
        raise Refusal("this line is no action: it is nested too deeply") from None
    if not isinstance(given, dict):
        raise Refusal("an action is a JSON object, such as " + '{"do": "add_contact", "name": "Ada Novak"}')
    return given


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    for name in found if len(found) < len(pairs) else ():
        if sum(name == other for other, _ in pairs) > 1:
            raise Refusal(f"{name!r} stands twice in this line")
    return found


def _nearest(word: str, known: Iterable[str]) -> str:
    known = sorted(known)
    near = get_close_matches(word, known, n=1, cutoff=0.5)
    if near:
        return f"; did you mean {near[0]!r}?"
    return f"; there are: {', '.join(known)}" if known else "; it has none"


def _unknown(kind: inspect.Type, given: Any, place: str) -> Iterator[str]:
    """What is wrong with the names of fields, at every depth: nothing that was written is passed over."""
    for one in _alternatives(kind):
        if isinstance(one, inspect.StructType) and isinstance(given, dict):
            fields = {field.encode_name: field.type for field in one.fields}
            for name, value in given.items():
                if name not in fields:
                    where = f": {place} has" if place else " has"
                    yield f"{where} no field {name!r}{_nearest(name, fields)}"
                else:
                    yield from _unknown(fields[name], value, f"{place}.{name}" if place else name)
        elif isinstance(one, inspect.VarTupleType) and isinstance(given, list):
            for index, value in enumerate(given):
                yield from _unknown(one.item_type, value, f"{place}[{index}]")


def _alternatives(kind: inspect.Type) -> tuple[inspect.Type, ...]:
    return tuple(kind.types) if isinstance(kind, inspect.UnionType) else (kind,)


_MESSAGE = re.compile(r"(?P<what>.*?)(?: - at `\$\.?(?P<place>[^`]*)`)?", re.DOTALL)
_EXPECTED = re.compile(r"Expected `(?P<expected>[^`]*)`, got `(?P<found>[^`]*)`")
_MISSING = re.compile(r"Object missing required field `(?P<field>[^`]*)`")
_STEP = re.compile(r"(?P<name>[^.\[\]]+)|\[(?P<index>\d+|\.\.\.)\]")
_WORDS = {
    "str": "text",
    "int": "a number",
    "float": "a number with a fraction",
    "bool": "true or false",
    "array": "a list",
    "object": "an object",
    "null": "nothing",
    "date": "a day (YYYY-MM-DD)",
}


def _placed(message: str, kind: type[actions.Action], given: dict[str, Any]) -> str:
    """``Expected `int`, got `str` - at `$.offer``` in the order and the words in which a person reads."""
    match = _MESSAGE.fullmatch(message)
    what, place = (match["what"], match["place"] or "") if match else (message, "")
    if missing := _MISSING.fullmatch(what):
        return f"{place}.{missing['field']}: missing" if place else f"{missing['field']}: missing"
    if types := _EXPECTED.fullmatch(what):
        what = f"expected {_in_words(types['expected'])}, got {_in_words(types['found'])}"
    elif what.startswith("Invalid enum value"):
        what = f"expected {_choices(kind, place)}, got {what.removeprefix('Invalid enum value ')}"
    elif "date" in what:
        what = f"expected {_WORDS['date']}, got {json.dumps(_value_at(given, place), ensure_ascii=False)}"
    return f"{place}: {what}" if place else what


def _in_words(kinds: str) -> str:
    return " or ".join(_WORDS.get(kind, kind) for kind in kinds.split(" | "))


def _value_at(given: Any, place: str) -> Any:
    for step in _STEP.finditer(place):
        given = given[step["name"]] if step["name"] else given[int(step["index"])]
    return given


def _choices(kind: type[actions.Action], place: str) -> str:
    """The words that a field may hold, by following its place through the declarations."""
    found: tuple[inspect.Type, ...] = (inspect.type_info(kind),)
    for step in _STEP.finditer(place):
        inner = [_inside(one, step["name"]) for one in found]
        found = tuple(each for one in inner if one is not None for each in _alternatives(one))
    words = [str(word) for one in found if isinstance(one, inspect.LiteralType) for word in one.values]
    return " or ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def _inside(kind: inspect.Type, name: str | None) -> inspect.Type | None:
    if isinstance(kind, inspect.VarTupleType):
        return kind.item_type
    if isinstance(kind, inspect.DictType):
        return kind.value_type
    fields = kind.fields if isinstance(kind, inspect.StructType) else ()
    return next((field.type for field in fields if field.encode_name == name), None)
