"""Verbs on what is one's own: the words of drafts, and findings that were put by."""

from crm.domain.book import Edit
from crm.domain.dismissal import Dismissal
from crm.domain.messages.templates import BUILT_IN, NAMES
from crm.domain.own_template import OwnTemplate, checked
from crm.domain.record import Refusal, changed
from crm.session import actions
from crm.session.plan import Plan, Scene, edited, made, plan


def set_template(scene: Scene, action: actions.SetTemplate) -> Plan:
    """Your own words for a draft; those of the program, written down again, take them away.

    Raises:
        Refusal: for a template or field that does not exist, or an empty text.
    """
    subject, body = checked(action.name, action.subject, action.body)
    if (subject, body) == BUILT_IN[action.name]:
        return _without(scene, action.name)
    what = f"wrote your own words for {NAMES[action.name]}"
    before = _own(scene, action.name)
    if before is None:
        fresh = OwnTemplate(id=scene.new_id("templates"), name=action.name, subject=subject, body=body)
        return plan(what, made("templates", fresh), id=fresh.id)
    after = changed(before, subject=subject, body=body)
    return plan(what, edited("templates", before, after), id=before.id)


def drop_template(scene: Scene, action: actions.DropTemplate) -> Plan:
    """Back to the words that come with the program.

    Raises:
        Refusal: when there are none of your own.
    """
    if _own(scene, action.name) is None:
        raise Refusal(f"there are no words of your own for {NAMES.get(action.name, action.name)!s}")
    return _without(scene, action.name)


def _without(scene: Scene, name: str) -> Plan:
    gone = [Edit("templates", one.id, one, None) for one in scene.book.templates.values() if one.name == name]
    return plan(f"went back to the program's words for {NAMES[name]}", gone)


def _own(scene: Scene, name: str) -> OwnTemplate | None:
    found = (one for one in scene.book.templates.values() if one.name == name)
    return max(found, key=lambda one: one.id, default=None)


_LINE = "put a line by for three weeks"
_PUT_BY = {"tell": "noted that they were told", "guess": _LINE, "lesson": _LINE, "remember": _LINE}
"""What putting by means for the lines of a list, by their sort."""


def dismiss(scene: Scene, action: actions.DismissInsight) -> Plan:
    """A finding is put by until it rests on three records more.

    Raises:
        Refusal: without the finding's name.
    """
    if not action.insight.strip():
        raise Refusal("which finding? an insight goes by its name")
    on = action.on or scene.today
    before = next((one for one in scene.book.dismissals.values() if one.insight == action.insight), None)
    sort = action.insight.split("/", maxsplit=1)[0]
    what = _PUT_BY.get(sort, "put a finding by until there is more to it")
    if before is None:
        fresh = Dismissal(id=scene.new_id("dismissals"), insight=action.insight, n=action.n, on=on)
        return plan(what, made("dismissals", fresh), id=fresh.id)
    return plan(what, edited("dismissals", before, changed(before, n=action.n, on=on)), id=before.id)
