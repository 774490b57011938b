"""Bytes to text, with a clear error where they are not text; it reads no meaning.

Byte order marks, UTF-8, UTF-16 without a mark and Windows-1252 are understood.
"""

import codecs

from models.errors import DocumentError
from models.types import Note

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NOT_TEXT = "This is not text. Give a text file, or paste the text."
_CONTROLS = frozenset(range(0x20)) - frozenset(b"\t\n\v\f\r\x1b")
_SAMPLE = 65_536
_MAX_CONTROL_SHARE = 0.01
_MAX_BROKEN_SHARE = 0.01


def decode(raw: bytes) -> tuple[str, tuple[Note, ...]]:
    """The text and notes; a byte order mark, UTF-8, UTF-16 and Windows-1252 are understood.

    Raises DocumentError for what is not text. A few broken bytes in UTF-8 become U+FFFD.
    """
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return _decode_as(raw[len(mark) :], encoding)
    if encoding_of_pairs := _wide(raw):
        return _decode_as(raw, encoding_of_pairs)
    if _is_binary(raw):
        raise DocumentError(_NOT_TEXT, "not_text")
    return _decode_narrow(raw)


def _decode_as(raw: bytes, encoding: str) -> tuple[str, tuple[Note, ...]]:
    text = raw.decode(encoding, errors="replace")
    _check_text(text)
    broken = text.count("\ufffd")
    if broken > _MAX_BROKEN_SHARE * len(text) + 1:
        name = encoding.upper()
        raise DocumentError(
            f"This is not {name} text, though it starts like it. Save it as UTF-8.",
            "wrong_encoding",
            encoding=name,
        )
    return text, _broken_note(broken)


def _wide(raw: bytes) -> str | None:
    """UTF-16 without a mark, known by the zero half of most of its letters or spaces."""
    sample = raw[: _SAMPLE & ~1]
    pairs = len(sample) // 2
    if not pairs:
        return None
    high_last, high_first = sample[1::2].count(0), sample[0::2].count(0)
    for encoding, zeros, others in (
        ("utf-16-le", high_last, high_first),
        ("utf-16-be", high_first, high_last),
    ):
        if zeros > 4 * others and zeros >= max(2, pairs // 20):
            return encoding
    return None


def _is_binary(raw: bytes) -> bool:
    sample = raw[:_SAMPLE]
    controls = sum(sample.count(code) for code in _CONTROLS)
    return controls > _MAX_CONTROL_SHARE * len(sample)


def _check_text(text: str) -> None:
    sample = text[:_SAMPLE]
    controls = sum(sample.count(chr(code)) for code in _CONTROLS)
    if controls > _MAX_CONTROL_SHARE * len(sample):
        raise DocumentError(_NOT_TEXT, "not_text")


def _decode_narrow(raw: bytes) -> tuple[str, tuple[Note, ...]]:
    """UTF-8; else Windows-1252 where it reads well; else UTF-8 with its broken bytes shown."""
    try:
        return raw.decode("utf-8"), ()
    except UnicodeDecodeError:
        text = raw.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    whole = sum(1 for char in text if char > "\x7f") - broken
    if whole < broken and (western := _western(raw)) is not None:
        return western, (Note("read_as", (("encoding", "Windows-1252"),)),)
    if broken > _MAX_BROKEN_SHARE * len(text) + 1:
        raise DocumentError(
            "The encoding of this text is unknown. Save it as UTF-8.", "unknown_encoding"
        )
    return text, _broken_note(broken)


def _western(raw: bytes) -> str | None:
    """Windows-1252, where bytes above ASCII are rare and stand for letters or punctuation."""
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        return None
    foreign = [char for char in text if char > "\x7f"]
    fitting = sum(char.isalpha() or char in "–—‘’“”„…«»€£§°·• \xa0" for char in foreign)
    rare = len(foreign) <= 0.3 * len(text)
    return text if rare and fitting >= 0.9 * len(foreign) else None


def _broken_note(broken: int) -> tuple[Note, ...]:
    return (Note("broken", (("count", broken),)),) if broken else ()
