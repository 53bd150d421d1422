"""How many keys it takes: a yes is one, a no with its whole reflection twelve at most, beside free text."""

import time

from crm.domain.reflection import Reflection
from crm.ui.screens.offer_form import OfferForm
from crm.ui.screens.reflection import ReflectionScreen
from tests.ui.core.conftest import Desk, settled

WIDE = (120, 40)


def names(desk: Desk) -> list[int]:
    return [one.id for one in desk.session.book.contacts.values()]


async def test_a_yes_is_one_key_from_any_pane(desk: Desk) -> None:
    amara, ben, chen = names(desk)
    offers = [
        desk.offer(amara, ben, asked="a"),
        desk.offer(amara, chen, asked="a"),
        desk.offer(ben, chen, asked="a"),
    ]
    async with desk.app.run_test(size=WIDE) as pilot:
        for pane, offer in zip("123", offers, strict=True):
            await pilot.press(pane)
            desk.main.go_to_offer(offer)
            await settled(pilot)
            await pilot.press("y")
            await settled(pilot)
            assert desk.session.book.offer(offer).a.answer == "yes", pane


async def test_a_no_to_a_finished_reflection_takes_twelve_keys_at_most(desk: Desk) -> None:
    amara, ben, _ = names(desk)
    offer = desk.offer(amara, ben, asked="a")
    keys = (
        "n", "b", "ctrl+s",  # a no: they are busy
        "p", "n", "enter",  # partly clear: why now was missing
        "enter",  # still that kind
        "b", "enter",  # busy
        "enter",  # how often
        "enter",  # from now on
    )  # fmt: skip
    assert len(keys) <= 12
    async with desk.app.run_test(size=WIDE) as pilot:
        desk.main.go_to_offer(offer)
        await settled(pilot)
        for key in keys:
            await pilot.press(key)
            await settled(pilot)
        assert not desk.shows(ReflectionScreen), desk.text
    (reflection,) = desk.session.book.reflections.values()
    assert_done(reflection)


def assert_done(reflection: Reflection) -> None:
    assert (reflection.status, reflection.clear, reflection.missing) == ("done", "partly", ("why now",))
    assert {effect.what for effect in reflection.effects} >= {"lesson", "lens"}


async def test_an_offer_between_known_people_takes_a_handful_of_keys_and_no_waiting(desk: Desk) -> None:
    amara, ben, _ = names(desk)
    started = time.monotonic()
    keys = ("o", *"ben", "enter", "ctrl+s")
    async with desk.app.run_test(size=WIDE) as pilot:
        desk.main.go_to_contact(amara)
        await settled(pilot)
        for key in keys:
            await pilot.press(key)
        await settled(pilot)
        assert not desk.shows(OfferForm)
    (offer,) = desk.session.book.offers.values()
    assert (offer.a.contact, offer.b.contact) == (amara, ben)
    assert len(keys) <= 8
    assert time.monotonic() - started < 20
