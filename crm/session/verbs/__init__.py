"""The verbs: for each action, a pure function from what is to what shall be."""

from collections.abc import Callable
from typing import Any

from crm.session import actions
from crm.session.plan import Plan, Scene
from crm.session.verbs import check_ins, contacts, doubles, effects, lenses, notes, offers, own, reflections

VERBS: dict[type[actions.Action], Callable[[Scene, Any], Plan]] = {
    actions.AddContact: contacts.add,
    actions.EditContact: contacts.edit,
    actions.ArchiveContact: contacts.archive,
    actions.ArchiveContacts: contacts.archive_some,
    actions.TagContacts: contacts.tag,
    actions.MergeContacts: doubles.merge,
    actions.DismissDuplicate: doubles.dismiss,
    actions.AddNote: notes.add,
    actions.EditNote: notes.edit,
    actions.MakeOffer: offers.make,
    actions.EditOffer: offers.edit,
    actions.MarkAsked: offers.ask,
    actions.MarkNudged: offers.nudge,
    actions.RecordAnswer: offers.answer,
    actions.Introduce: offers.introduce,
    actions.TellOutcome: offers.tell,
    actions.Withdraw: offers.withdraw,
    actions.Reflect: reflections.reflect,
    actions.DropEffect: effects.drop,
    actions.SetLens: lenses.set_by_hand,
    actions.EditLens: lenses.edit,
    actions.EndLens: lenses.end,
    actions.PlanCheckIn: check_ins.plan_one,
    actions.DropCheckIn: check_ins.drop,
    actions.AskCheckIn: check_ins.ask,
    actions.AnswerCheckIn: check_ins.answer,
    actions.SetTemplate: own.set_template,
    actions.DropTemplate: own.drop_template,
    actions.DismissInsight: own.dismiss,
}


def planned(scene: Scene, action: actions.Action) -> Plan:
    """What an action would do.

    Raises:
        Refusal: when it cannot be done.
    """
    return VERBS[type(action)](scene, action)
