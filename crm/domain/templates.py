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

Would you be glad of it? A no is as welcome as a yes: nothing is promised, and one word is enough.""",
    ),
    "requester": (
        _SUBJECT,
        """Hi ${first},

I know someone whose work may be just what you are looking for: ${other}. I ask both sides first.

${why}

${about}

Shall I ask on your behalf? If not, one word is enough and nothing happens.""",
    ),
    "provider": (
        "Someone is looking for what you do",
        """Hi ${first},

${Other} is looking for what you do. We have spoken about it, and I would be glad to introduce you. I ask both sides first.

${why}

${about}

Would that be welcome? If you have no room for it now, just say so: a no is perfectly fine, and helps me as much as a yes.""",
    ),
    "giver": (
        "A favor, and it is easy to say no",
        """Hi ${first},

May I ask you a favor on behalf of ${other}, who would value your advice?

${why}

${about}

If this is not the time, a short no is all it takes: nobody is waiting for it, and I will think no less of it.""",
    ),
    "receiver": (
        _SUBJECT,
        """Hi ${first},

I know someone whose advice could be of use to you: ${other}. Nothing is promised yet; I ask both sides first.

${why}

${about}

Would you like me to ask? If not, one word is enough and nothing happens.""",
    ),
}
"""The first word to one side, by the part they would play."""

ASK_AGAIN: Template = (
    "As you asked: that introduction again",
    """Hi ${first},

You asked me to come back to this: I would like to introduce you to ${other}.

${why}

${about}

Is it a better time now? A no is as welcome as a yes, and then I will not come back to it.""",
)

NUDGE: Template = (
    "Just in case this got lost",
    """Hi ${first},

I wrote to you on ${asked_on} about an introduction. This is only in case it got lost.

A yes, a no or a "later" are all fine, and a word is enough. If I hear nothing, I take it that now is not the time and leave it there.""",
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
