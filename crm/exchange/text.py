"""Bytes into text: encodings that are declared, marked or guessed, and characters that no text should hold."""

import codecs
import re
from collections.abc import Iterable, Sequence

WESTERN = "cp1252"
"""What a file is taken for that is not Unicode and does not say what it is: Windows-1252, as Outlook and Excel write."""

MARK = "\ufffd"
"""Stands for bytes that mean nothing."""

NOT_UTF8 = "not UTF-8"

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NAMES = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32-le": "UTF-32",
    "utf-32-be": "UTF-32",
}

# What producers declare, and the superset that they in fact write.
_SUPERSETS = {
    "shift_jis": "cp932",
    "iso8859-1": "cp1252",
    "ascii": "utf-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
_NO_TEXT = frozenset({"unicode-escape", "raw-unicode-escape", "idna", "punycode", "undefined", "utf-7"})

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_RUNS = re.compile(rb"[\x80-\xff]{3,}")
_BEYOND = re.compile(rb"[\x80-\xff]")
_CONTROL_BYTES = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\xc2[\x80-\x9f]")


def in_utf8(raw: bytes) -> tuple[bytes, str]:
    """A file's bytes without its byte order mark and, if it is UTF-16 or UTF-32, as UTF-8; and what it was.

    UTF-16 without a mark is known by every other byte being NUL. What is in no Unicode encoding stays as it is.
    """
    for mark, codec in _MARKS:
        if raw.startswith(mark):
            return _transcoded(raw[len(mark) :], codec), _NAMES[codec]
    codec = _unmarked_utf16(raw[:4096])
    return _transcoded(raw, codec), _NAMES[codec]


def _transcoded(raw: bytes, codec: str) -> bytes:
    return raw if codec == "utf-8" else raw.decode(codec, "replace").encode("utf-8", "replace")


def _unmarked_utf16(head: bytes) -> str:
    half = len(head) // 2
    even, odd = head[::2].count(0), head[1::2].count(0)
    if even * 10 > half * 4 and odd * 10 < half:
        return "utf-16-be"
    if odd * 10 > half * 4 and even * 10 < half:
        return "utf-16-le"
    return "utf-8"


def physical_lines(raw: bytes) -> list[bytes]:
    """The lines of a file, whether they end in CR LF, LF, CR, or CR CR LF, without their ends."""
    return raw.replace(b"\r\r\n", b"\n").replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")


def decoded(raw: bytes, charset: str = "") -> tuple[str, str]:
    """Text of a piece of a file, and what was wrong with it ("" for nothing).

    A declared ``charset`` is tried first, then UTF-8, then Windows-1252, which reads anything. UTF-8 that is only
    damaged, as by a cut in the middle of a character, stays UTF-8; bytes without meaning become replacement marks.
    """
    if not charset:
        try:
            return raw.decode(), ""
        except UnicodeDecodeError:
            return _patched(raw, NOT_UTF8)
    codec = _codec(charset)
    try:
        return raw.decode(codec or "utf-8"), "" if codec else f"the encoding {charset} is unknown"
    except UnicodeDecodeError as error:
        cut = codec == "utf-8" and error.reason == "unexpected end of data"
        return _patched(raw, f"not in the declared encoding {charset}", cut=cut)


def _patched(raw: bytes, wrong: str, *, cut: bool = False) -> tuple[str, str]:
    text = raw.decode("utf-8", "replace")
    damaged = text.count(MARK)
    if cut or damaged <= sum(not letter.isascii() for letter in text) - damaged:
        return text, f"{wrong}{', with marks for bytes that are no text' if damaged else ', read as UTF-8'}"
    text = raw.decode(WESTERN, "replace")
    return text, f"{wrong}, read as Windows-1252" + (
        ", with marks for bytes that are no text" if MARK in text else ""
    )


def _codec(charset: str) -> str:
    """The codec for a declared encoding, or "" for one that is unknown or no encoding of text."""
    try:
        name = codecs.lookup(charset).name
        "".encode(name)
    except (LookupError, ValueError):
        return ""
    return "" if name.replace("_", "-") in _NO_TEXT else _SUPERSETS.get(name, name)


def mixes_utf8(lines: Iterable[bytes]) -> bool:
    """Whether any line is UTF-8 beyond ASCII: in such a file, a line that is not UTF-8 is a fault."""
    for line in lines:
        if not line.isascii():
            try:
                line.decode()
            except UnicodeDecodeError:
                continue
            return True
    return False


def foreign_line(lines: Sequence[bytes]) -> int:
    """The first line beyond ASCII (from 1) of a file that Windows-1252 would turn into nonsense, else 0.

    In Western languages letters with accents stand alone or in pairs; Cyrillic, Greek or Chinese text in an old
    encoding has them in runs.
    """
    beyond = [(number, line) for number, line in enumerate(lines, 1) if not line.isascii()]
    runs = sum(len(run) for _, line in beyond for run in _RUNS.findall(line))
    return beyond[0][0] if runs * 2 > sum(len(_BEYOND.findall(line)) for _, line in beyond) else 0


FOREIGN = "the file is in an encoding that is not known here and was read as Windows-1252: look at the names, or save it as UTF-8"


def has_control(raw: bytes) -> bool:
    """Whether the bytes hold control characters other than tab and line ends."""
    return _CONTROL_BYTES.search(raw) is not None


def clean(text: str) -> str:
    r"""Text without control characters (a terminal would act on them); every line end is ``\n``."""
    if "\r" in text or "\x85" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n")
    return _CONTROL.sub("", text)


def one_line(text: str) -> str:
    """Text with every run of white space made one blank."""
    return " ".join(text.split())
