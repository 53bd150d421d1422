"""A message on its way to a mail program."""

from email import message_from_bytes
from email.policy import default

from hypothesis import given
from hypothesis import strategies as st

from crm.exchange.mail import eml, mailto


def test_a_mailto_address_holds_what_needs_quoting() -> None:
    address = mailto(("a+b@example.org", "ü@example.org"), "Tea & cake?", "Hi Zoë,\n100% = all")
    assert address == (
        "mailto:a%2Bb@example.org,%C3%BC@example.org?subject=Tea%20%26%20cake%3F&body=Hi%20Zo%C3%AB%2C%0D%0A100%25%20%3D%20all"
    )


def test_a_mail_file_keeps_its_text_and_lets_no_line_break_into_its_head() -> None:
    content = eml(
        ("dara@example.org", "not an address"), "Hello\r\nBcc: x@example.org", "Hi Dara,\n\nZoë says hi.\n"
    )
    read = message_from_bytes(content, policy=default)
    assert read["To"] == "dara@example.org"
    assert read["Bcc"] is None
    assert read["Subject"] == "Hello Bcc: x@example.org"
    assert "To: not an address\nHi Dara,\n\nZoë says hi." in read.get_content().replace("\r\n", "\n")


@given(st.lists(st.text(max_size=20), max_size=2), st.text(max_size=30), st.text(max_size=60))
def test_no_message_can_add_a_line_to_its_own_head(to: list[str], subject: str, body: str) -> None:
    address = mailto(to, subject, body)
    assert address.isascii()
    assert not any(char.isspace() for char in address)
    head = eml(to, subject, body).partition(b"\r\n\r\n")[0]
    names = [name.casefold() for name in message_from_bytes(head, policy=default)]
    assert set(names) <= {
        "to",
        "subject",
        "x-unsent",
        "mime-version",
        "content-type",
        "content-transfer-encoding",
    }
