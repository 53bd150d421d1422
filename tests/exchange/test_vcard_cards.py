"""Whole address books: where cards begin and end, and what is said of those that are not in order."""

from tests.exchange.samples import card, faults_at, only, person_in, vcards


def test_every_card_knows_its_first_line_and_its_number() -> None:
    reading = vcards(card("FN:Ada") + "\r\n" + card("FN:Bo"))

    assert [(person.name, person.line, person.record) for person in reading.people] == [
        ("Ada", 1, 1),
        ("Bo", 6, 2),
    ]


def test_lines_outside_of_cards_are_told() -> None:
    reading = vcards(card("FN:Ada") + "Hello\r\n\r\n-- sent from my phone\r\n" + card("FN:Bo"))

    assert [person.name for person in reading.people] == ["Ada", "Bo"]
    assert faults_at(reading) == [5, 7]


def test_a_card_that_is_never_closed_takes_no_other_with_it() -> None:
    open_card = card("FN:Bo", "EMAIL:bo@example.org").replace("END:VCARD\r\n", "")
    reading = vcards(card("FN:Ada") + open_card + card("FN:Cy") + card("FN:Dara"))

    assert [person.name for person in reading.people] == ["Ada", "Bo", "Cy", "Dara"]
    assert faults_at(reading) == [5]


def test_many_cards_that_are_never_closed_are_read_in_no_time() -> None:
    reading = vcards("BEGIN:VCARD\r\nFN:Ada\r\n" * 20_000)

    assert len(reading.people) == len(reading.faults) == 20_000


def test_a_card_inside_another_is_a_card_of_its_own() -> None:
    reading = vcards("BEGIN:VCARD\nFN:Outer\n" + card("FN:Inner") + "TEL:1\nEND:VCARD\n")

    assert [(person.name, len(person.phones)) for person in reading.people] == [("Outer", 1), ("Inner", 0)]
    assert faults_at(reading) == [3]


def test_the_card_of_an_agent_is_no_person() -> None:
    for opening in ("AGENT:BEGIN:VCARD", "AGENT:\r\nBEGIN:VCARD"):
        agent = f"{opening}\r\nVERSION:2.1\r\nFN:Jane\r\nTEL:2\r\nEND:VCARD"
        person = person_in("FN:Ada", "TEL:1", agent, "TITLE:Boss", version="2.1")

        assert [phone.value for phone in person.phones] == ["1"]
        assert person.title == "Boss"
        assert person.extra == (r"AGENT:BEGIN:VCARD\nVERSION:2.1\nFN:Jane\nTEL:2\nEND:VCARD",)


def test_a_line_that_is_no_property_costs_only_itself() -> None:
    reading = vcards(card("FN:Ada", "EMAIL:ada@example.org", "this has no colon", "# a remark", "TEL:1"))

    assert only(reading).emails[0].value == "ada@example.org"
    assert [phone.value for phone in only(reading).phones] == ["1"]
    assert faults_at(reading) == [5, 6]


def test_a_note_wrapped_by_a_mail_program_is_put_together_and_told() -> None:
    reading = vcards(
        card("FN:Ada", "NOTE:this note was wrapped", "without a blank", "and goes on: here", "TEL:1")
    )

    assert only(reading).notes == "this note was wrapped without a blank and goes on: here"
    assert faults_at(reading) == [5, 6]


def test_base64_needs_no_indent_and_ends_at_a_blank_line() -> None:
    person = person_in(
        "FN:Ada", "PHOTO;ENCODING=BASE64;JPEG:AAEC", "AwQF", "BgcI", "", "TEL:1", version="2.1"
    )

    assert person.extra == ("PHOTO;ENCODING=b;TYPE=JPEG:AAECAwQFBgcI",)
    assert len(person.phones) == 1


def test_a_photo_that_is_none_is_kept_and_told() -> None:
    reading = vcards(card("FN:Ada", "PHOTO;ENCODING=b:this is no base64 !", "NOTE:after"))

    assert only(reading).notes == "after"
    assert only(reading).extra == ("PHOTO;ENCODING=b:this is no base64 !",)
    assert faults_at(reading) == [4]


def test_empty_cards_and_groups_are_skipped_and_counted() -> None:
    group = card("FN:Friends", "X-ADDRESSBOOKSERVER-KIND:group")
    reading = vcards(card("N:;;;;", "FN:") + card() + group + card("FN:Ada"))

    assert [person.name for person in reading.people] == ["Ada"]
    assert (reading.read, reading.skipped) == (4, 3)
    assert faults_at(reading) == [1, 6, 9]
