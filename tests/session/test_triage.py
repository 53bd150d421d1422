"""Going through new people: one after the other, and on from where one stopped."""

from crm.domain.contact import Source
from crm.session import actions
from crm.session.triage import begun, keep, resumed, wanted
from tests.session.desk import Desk

CAME = (Source("vcard", "1"),)


def test_who_was_looked_at_has_been_seen_once_one_moves_on() -> None:
    triage = begun((1, 2, 3))
    assert (triage.at, triage.left) == (1, 3)
    triage = triage.moved(2).moved(3)
    assert (triage.at, triage.left, triage.is_done) == (3, 1, False)
    assert triage.looked_at([3]).is_done
    assert begun((1, 2, 3), triage.seen).at == 3


def test_one_goes_on_where_one_stopped(desk: Desk) -> None:
    people = [desk.person(name, sources=CAME) for name in ("Ada", "Bo", "Chen", "Dara")]
    triage = wanted(desk.session, people)
    keep(desk.session, triage.moved(people[1]).moved(people[2]))
    again = resumed(desk.session)
    assert (again.queue, again.at, again.left) == (tuple(people), people[2], 2)


def test_new_people_come_before_those_who_were_left(desk: Desk) -> None:
    old = [desk.person(name, sources=CAME) for name in ("Ada", "Bo")]
    keep(desk.session, wanted(desk.session, old).moved(old[1]))
    new = [desk.person("Chen", sources=CAME)]
    assert wanted(desk.session, new).queue == (*new, old[1])


def test_without_a_queue_it_is_everyone_who_came_by_import_and_was_not_touched(desk: Desk) -> None:
    fresh = desk.person("Ada", sources=CAME)
    desk.person("Bo")
    desk.person("Chen", sources=CAME, tags=("friend",))
    away = desk.person("Dara", sources=CAME)
    desk.session.do(actions.ArchiveContact(contact=away))
    desk.offer(desk.person("Ewa", sources=CAME), desk.person("Farid"))
    assert resumed(desk.session).queue == (fresh,)
    keep(desk.session, resumed(desk.session).looked_at([fresh]))
    assert resumed(desk.session).queue == ()


def test_who_was_merged_away_is_passed_over(desk: Desk) -> None:
    a, b, c = (desk.person(name, sources=CAME) for name in ("Ada", "Bo", "Chen"))
    triage = begun((a, b, c)).moved(b)
    desk.session.do(actions.MergeContacts(keep=a, merge=b))
    there = triage.within(desk.session.book)
    assert (there.queue, there.at) == ((a, c), c)
    desk.session.do(actions.MergeContacts(keep=a, merge=c))
    assert there.within(desk.session.book).at == a


def test_some_are_archived_in_one_step(desk: Desk) -> None:
    a, b = desk.person("Ada"), desk.person("Bo")
    desk.session.do(actions.ArchiveContact(contact=b))
    assert desk.session.do(actions.ArchiveContacts(contacts=(a, b))).what == "archived Ada"
    assert (
        desk.session.do(actions.ArchiveContacts(contacts=(a, b), archived=False)).what
        == "brought 2 contacts back"
    )
    desk.session.undo()
    assert all(one.is_archived for one in desk.session.book.contacts.values())
