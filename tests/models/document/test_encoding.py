"""Bytes become text, or one clear error."""

import pytest

from models.document.encoding import decode
from models.errors import DocumentError
from models.types import Note

SENTENCE = "Die Fähre fährt – wie immer – um „elf“."


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"],
)
def test_usual_encodings_are_understood(encoding: str) -> None:
    """Every encoding that pastes come in gives the same text."""
    assert decode(SENTENCE.encode(encoding))[0] == SENTENCE


def test_japanese_in_utf16_without_a_mark_is_understood() -> None:
    """Few zero bytes are enough to know UTF-16 by its spaces and line ends."""
    text = "市場を残す。\n反対です。\n"
    assert decode(text.encode("utf-16-le"))[0] == text


def test_windows_1252_is_said_in_a_note() -> None:
    """A guess about the encoding is told to the reader."""
    notes = decode("Le marché reste".encode("cp1252"))[1]
    assert notes == (Note("read_as", (("encoding", "Windows-1252"),)),)


def test_a_stray_control_character_is_no_binary_file() -> None:
    """One in a thousand characters is read with the rest; what shows text leaves it out."""
    raw = b"A line of a log. " * 60 + b"\0"
    assert decode(raw) == (raw.decode(), ())


def test_few_broken_bytes_are_shown_and_counted() -> None:
    """A text cut in the middle of a letter is still read."""
    raw = ("é" * 200).encode()[:-1]
    text, notes = decode(raw)
    assert text.endswith("�")
    assert notes == (Note("broken", (("count", 1),)),)


@pytest.mark.parametrize(
    "raw",
    [
        bytes(range(256)) * 4,
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"text with a \0 in it",
        b"\x01\x02\x03" * 50,
        b"\x81\x8d\x8f\x90" * 100,
        "текст на русском".encode("koi8-r"),
    ],
)
def test_what_is_not_text_is_refused(raw: bytes) -> None:
    """Binary files and unknown encodings are errors, never noise in a digest."""
    with pytest.raises(DocumentError):
        decode(raw)
