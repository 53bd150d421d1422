"""Two contacts made one: what stays by itself, what was chosen, and that nothing disappears unseen."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.domain.contact import Contact, Labelled, Pick, Source
from crm.domain.record import Refusal, changed
from crm.exchange.matching.merging import FIELDS, LISTS, PROSE, left_aside, merged, picks
from crm.exchange.matching.signs import own_sources
from tests.exchange.test_write import contacts


def one(key: int = 1, name: str = "Amara Okafor", **fields: Any) -> Contact:
    return Contact(id=key, name=name, **fields)


def test_lists_are_put_together_and_of_two_texts_the_fuller_one_stays() -> None:
    keep = one(
        given="Amara",
        org="Lumen",
        emails=(Labelled("amara@example.org"),),
        tags=("hardware",),
        notes="Met in Lagos",
        birthday="--02-29",
    )
    gone = one(
        2,
        "OKAFOR, AMARA",
        org="Kelp Platforms",
        title="Head of Platform",
        emails=(Labelled("AMARA@example.org", "work"), Labelled("a@example.org")),
        tags=("Hardware", "friend"),
        notes="met in lagos",
        birthday="1984-02-29",
    )
    result = merged(keep, gone)
    assert result.name == "Amara Okafor"
    assert (result.org, result.title) == ("Kelp Platforms", "Head of Platform")
    assert result.emails == (Labelled("amara@example.org", "work"), Labelled("a@example.org"))
    assert result.tags == ("hardware", "friend")
    assert result.notes == "Met in Lagos"
    assert result.birthday == "1984-02-29"
    assert [aside.text for aside in left_aside(keep, gone, result)] == ["Lumen"]


@pytest.mark.parametrize(
    ("worse", "better"),
    [
        ("amara@example.org", "Amara"),
        ("AMARA OKAFOR", "Amara Okafor"),
        ("Okafor, Amara", "Amara Okafor"),
        ("A. Okafor", "Amara Okafor"),
    ],
)
def test_the_better_name_stays_whichever_is_kept(worse: str, better: str) -> None:
    assert merged(one(1, worse), one(2, better)).name == better
    assert merged(one(1, better), one(2, worse)).name == better


def test_a_choice_stands() -> None:
    keep, gone = (
        one(org="Lumen", tags=("a",), bio="Short"),
        one(2, org="Lumen Platforms", tags=("b",), bio="Other"),
    )
    result = merged(keep, gone, {"org": "keep", "tags": "merge", "bio": "both"})
    assert (result.org, result.tags, result.bio) == ("Lumen", ("b",), "Short\n\nOther")
    assert [tuple(aside) for aside in left_aside(keep, gone, result)] == [
        ("org", "Lumen Platforms"),
        ("tags", "a"),
    ]


def test_a_title_stays_with_its_organisation() -> None:
    lumen = one(org="Lumen Ltd", title="Engineer")
    kelp = one(2, org="Kelp", title="Head of Platform")
    result = merged(lumen, kelp)
    assert (result.org, result.title) == ("Lumen Ltd", "Engineer")
    assert [aside.text for aside in left_aside(lumen, kelp, result)] == ["Kelp", "Head of Platform"]
    for field in ("org", "title"):
        result = merged(lumen, kelp, {field: "merge"})
        assert (result.org, result.title) == ("Kelp", "Head of Platform"), "one choice is for the job"
    result = merged(lumen, kelp, {"org": "keep", "title": "merge"})
    assert (result.org, result.title) == ("Lumen Ltd", "Head of Platform"), "chosen apart"


def test_a_job_with_a_title_stays_before_one_without() -> None:
    lumen, kelp = one(org="Lumen Platforms Ltd"), one(2, org="Kelp", title="Head of Platform")
    result = merged(lumen, kelp)
    assert (result.org, result.title) == ("Kelp", "Head of Platform")
    assert merged(lumen, kelp, {"org": "keep"}).title == ""


def test_one_organisation_told_more_fully_is_one_job() -> None:
    result = merged(one(org="Lumen", title="Head of Platform"), one(2, org="Lumen Ltd", title="Engineer"))
    assert (result.org, result.title) == ("Lumen Ltd", "Head of Platform")
    assert merged(one(title="Engineer"), one(2, org="Lumen")).title == "Engineer"


def test_what_cannot_be_chosen_is_refused() -> None:
    with pytest.raises(Refusal, match="'nme' is no field"):
        picks(one(), one(2), {"nme": "keep"})
    with pytest.raises(Refusal, match="org can only be one"):
        picks(one(), one(2), {"org": "both"})


def test_where_they_came_from_is_kept_of_both() -> None:
    keep, gone = (
        one(sources=(Source("vcard", "a"),)),
        one(2, sources=(Source("linkedin", "b"),), extra=("X-ODD:1",)),
    )
    result = merged(keep, gone)
    assert result.sources == (Source("vcard", "a"), Source("linkedin", "b"), Source("crm", "2"))
    assert Source("vcard", "crm-2") in own_sources(result)
    assert result.extra == ("X-ODD:1",)


def test_one_put_away_and_one_not_is_not_put_away() -> None:
    away = one(archived_on=date(2026, 1, 1))
    assert merged(away, one(2)).archived_on is None
    assert merged(away, changed(away, id=2)).archived_on == date(2026, 1, 1)


_PICKS: tuple[Pick, ...] = ("keep", "merge", "both")


def flat(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip("/")


@settings(max_examples=80, deadline=None)
@given(keep=contacts(), gone=contacts(), data=st.data())
def test_every_value_stays_or_is_told(keep: Contact, gone: Contact, data: st.DataObject) -> None:
    gone = changed(gone, id=2)
    chosen: dict[str, Pick] = {
        field: data.draw(st.sampled_from(_PICKS if field in (*LISTS, *PROSE) else _PICKS[:2]))
        for field in data.draw(st.sets(st.sampled_from(FIELDS)))
    }
    result = merged(keep, gone, chosen)
    told = {flat(aside.text) for aside in left_aside(keep, gone, result)}
    for contact in (keep, gone):
        for field in ("org", "title", "bio", "notes"):
            value = flat(getattr(contact, field))
            assert value in told or value in flat(getattr(result, field))
        for field in ("emails", "phones"):
            kept = {flat(one.value) for one in getattr(result, field)}
            assert all(flat(one.value) in kept | told or field == "phones" for one in getattr(contact, field))
    if keep.org and gone.org and not chosen.keys() & {"org", "title"}:
        is_fuller = flat(keep.org) in flat(gone.org) or flat(gone.org) in flat(keep.org)
        assert is_fuller or (result.org, result.title) in ((keep.org, keep.title), (gone.org, gone.title))
    assert merged(keep, gone, picks(keep, gone, chosen)) == result
