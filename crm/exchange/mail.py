"""A message on its way to a mail program: as a ``mailto:`` address, or as a file that opens as an unsent draft."""

from collections.abc import Iterable
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import quote


def mailto(to: Iterable[str], subject: str, body: str) -> str:
    """The ``mailto:`` address that opens a mail program on this message (RFC 6068)."""
    people = ",".join(quote(one, safe="@", errors="replace") for one in to)
    lines = body.replace("\r\n", "\n").replace("\n", "\r\n")
    return f"mailto:{people}?subject={quote(subject, safe='', errors='replace')}&body={quote(lines, safe='', errors='replace')}"


def eml(to: Iterable[str], subject: str, body: str) -> bytes:
    """The message as a mail file (RFC 5322) that mail programs open as a draft not sent yet.

    An address that no mail can be written to is left out of its head and put first in the text.
    """
    message = EmailMessage(policy=SMTP)
    subject, body = _whole(subject), _whole(body)
    addresses, others = _addresses(map(_whole, to))
    if addresses:
        message["To"] = addresses
    message["Subject"] = " ".join(subject.split())
    message["X-Unsent"] = "1"
    message.set_content("\n".join([*(f"To: {one}" for one in others), body]), cte="8bit")
    return message.as_bytes()


def _addresses(to: Iterable[str]) -> tuple[list[Address], list[str]]:
    good: list[Address] = []
    others: list[str] = []
    for one in to:
        try:
            good.append(Address(addr_spec=one))
        except (ValueError, IndexError, MessageError):
            others.append(one)
    return good, others


def _whole(text: str) -> str:
    """The text with a question mark for each half of a character, which a file can hold and no mail can."""
    return text.encode(errors="replace").decode()
