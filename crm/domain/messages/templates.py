"""The words of the drafts, with plain ``${field}`` names. Everything here is read by the other person.

An ask always comes with an easy way out. A reply to a no thanks, asks one open question at most and never pitches
again. A note to the other side says that the timing is not right, and never who declined.
"""

from typing import Literal

from crm.domain.offer import Kind, Role

Purpose = Literal[
    "ask",
    "ask_again",
    "nudge",
    "introduction",
    "reply_to_no",
    "note_to_other",
    "did_you_meet",
    "check_in",
]

PURPOSES: dict[Purpose, str] = {
    "ask": "the ask",
    "ask_again": "the ask, once again",
    "nudge": "one friendly reminder",
    "introduction": "the introduction",
    "reply_to_no": "a reply to the no",
    "note_to_other": "a note that it will not happen",
    "did_you_meet": "did you two meet?",
    "check_in": "the two questions",
}
"""What each draft is called on the screen."""

Template = tuple[str, str]
"""A subject and a body."""

_SUBJECT = "An introduction, if you like"

ASK: dict[Role, Template] = {
    "peer": (
        _SUBJECT,
        """Hi ${first},

I would like to introduce you to ${other}, because I think that each of you would gain from it. I ask both sides first.

${why}

${about}

${way_out}""",
    ),
    "requester": (
        _SUBJECT,
        """Hi ${first},

I know someone whose work may be just what you are looking for: ${other}. I ask both sides first.

${why}

${about}

${way_out}""",
    ),
    "provider": (
        "Someone is looking for what you do",
        """Hi ${first},

${Other} is looking for what you do. We have spoken about it, and I would be glad to introduce you. I ask both sides first.

${why}

${about}

${way_out}""",
    ),
    "giver": (
        "A favor, and it is easy to say no",
        """Hi ${first},

May I ask you a favor on behalf of ${other}, who would value your advice?

${why}

${about}

${way_out}""",
    ),
    "receiver": (
        _SUBJECT,
        """Hi ${first},

I know someone whose advice could be of use to you: ${other}. Nothing is promised yet; I ask both sides first.

${why}

${about}

${way_out}""",
    ),
}
"""The first word to one side, by the part they would play."""

ASK_AGAIN: Template = (
    "As you asked: that introduction again",
    """Hi ${first},

You asked me to come back to this: I would like to introduce you to ${other}.

${why}

${about}

${way_out}""",
)

NUDGE: Template = (
    "Just in case this got lost",
    """Hi ${first},

I wrote to you on ${asked_on} about an introduction. This is only in case it got lost.

${way_out}""",
)

INTRODUCTION_LINE: dict[Kind, str] = {
    "connection": "You both said that you would be glad to meet, so here you are.",
    "referral": "${lead} has a project to talk about, and ${host} is happy to hear about it.",
    "favor": "${host} has kindly agreed to give ${lead} some advice.",
}

INTRODUCTION: Template = (
    "${lead_name} meet ${host_name}",
    """Hi ${lead}, hi ${host},

${line}

${about_lead}

${about_host}

${lead}, would you suggest a time or two? From here on it is yours; no need to keep me copied.""",
)

REPLY_TO_NO: Template = (
    "Thank you for telling me",
    """Hi ${first},

Thank you for telling me so plainly. It helps me, and there is nothing more to do.

One question, only if you feel like it: ${question}""",
)

QUESTION = "what sort of introduction would be of use to you these days, if any?"
QUESTION_BUSY = "is there a time from when you would like me to think of you again?"

NOTE_TO_OTHER: Template = (
    "About that introduction",
    """Hi ${first},

The introduction that I had in mind for you will not come about for now: the timing is not right. ${thanks}

It says nothing about you, and I keep you in mind for the next good match.""",
)

THANKS_FOR_YES = "Thank you for being open to it."
THANKS_FOR_THOUGHT = "So there is nothing that you need to answer."

DID_YOU_MEET: Template = (
    "Did you two get to meet?",
    """Hi ${first},

A while ago I introduced you to ${other}. Did the two of you get to meet, and was it worth your time?

An honest "not really" helps me as much as a "yes": it makes the next introduction a better one.""",
)

CHECK_IN: Template = (
    "Two short questions",
    """Hi ${first},

I have thought of you for an introduction now and then, and would rather ask than guess. Two short questions:

1. Are there specific people, or a sort of people, whom you hope to meet at the moment?
2. Or are you too busy for introductions now, and if so, until when?

A word to each is enough, and I will keep to it.""",
)

WAY_OUT: dict[str, str] = {
    "ask/peer": "Would you be glad of it? A no is as welcome as a yes: nothing is promised, and one word is enough.",
    "ask/requester": "Shall I ask on your behalf? If not, one word is enough and nothing happens.",
    "ask/provider": "Would that be welcome? If you have no room for it now, just say so: a no is perfectly fine, and helps me as much as a yes.",
    "ask/giver": "If this is not the time, a short no is all it takes: nobody is waiting for it, and I will think no less of it.",
    "ask/receiver": "Would you like me to ask? If not, one word is enough and nothing happens.",
    "ask_again": "Is it a better time now? A no is as welcome as a yes, and then I will not come back to it.",
    "nudge": 'A yes, a no or a "later" are all fine, and a word is enough. If I hear nothing, I take it that now is not the time and leave it there.',
}
"""How each ask lets the other person off. An ask of your own that leaves it out gets it at its end."""

BUILT_IN: dict[str, Template] = {
    **{f"ask/{role}": template for role, template in ASK.items()},
    "ask_again": ASK_AGAIN,
    "nudge": NUDGE,
    "introduction": INTRODUCTION,
    "reply_to_no": REPLY_TO_NO,
    "note_to_other": NOTE_TO_OTHER,
    "did_you_meet": DID_YOU_MEET,
    "check_in": CHECK_IN,
}
"""The templates that come with the program, by name: an ask has one for each part that a side can play."""

NAMES: dict[str, str] = {
    "ask/peer": "the ask, in a connection",
    "ask/requester": "the ask, to who looks for a service",
    "ask/provider": "the ask, to who offers the service",
    "ask/giver": "the ask, to who would give",
    "ask/receiver": "the ask, to who would receive",
    **{name: PURPOSES[name] for name in PURPOSES if name != "ask"},
}
"""What each template is called on the screen."""

FIELDS: dict[str, str] = {
    "first": "their first name",
    "other": "the other: by name once they said yes, else “someone I know”",
    "Other": "the same, to begin a sentence with",
    "why": "the why that you wrote for them",
    "about": "the bio of the other, without a name before their yes",
    "asked_on": "the day on which you asked them",
    "way_out": "the easy way out",
    "question": "one open question",
    "thanks": "thanks, by what they had answered",
    "lead": "the first name of who takes it from here",
    "host": "the first name of the other",
    "lead_name": "the whole name of who takes it from here",
    "host_name": "the whole name of the other",
    "line": "what brings the two together, by kind",
    "about_lead": "name and bio of who takes it from here",
    "about_host": "name and bio of the other",
}
"""What a field stands for."""


def template_name(purpose: Purpose, role: Role = "peer") -> str:
    """The name of the template for a draft to a side with this role."""
    return f"ask/{role}" if purpose == "ask" else purpose


def fields_of(name: str) -> tuple[str, ...]:
    """The fields that a template may use."""
    if name.startswith("ask/"):
        return ("first", "other", "Other", "why", "about", "way_out")
    return {
        "ask_again": ("first", "other", "Other", "why", "about", "asked_on", "way_out"),
        "nudge": ("first", "other", "Other", "asked_on", "way_out"),
        "introduction": ("lead", "host", "lead_name", "host_name", "line", "about_lead", "about_host"),
        "reply_to_no": ("first", "question"),
        "note_to_other": ("first", "thanks"),
        "did_you_meet": ("first", "other", "Other"),
        "check_in": ("first",),
    }[name]


def with_way_out(name: str, body: str) -> str:
    """The text of an own template: an ask that lets nobody off gets the easy way out at its end."""
    leaves_out = name in WAY_OUT and "${way_out}" not in body and "$way_out" not in body
    return f"{body}\n\n${{way_out}}" if leaves_out else body
