"""A file or a stream becomes a page, or one sentence that says why not."""

import io
import os
from pathlib import Path

import pytest

from bot.errors import SourceError
from bot.sources.paste import is_link, read

EMPTY = io.BytesIO()


def test_a_file_becomes_a_page(tmp_path: Path) -> None:
    """The page holds the text of the file."""
    file = tmp_path / "page.txt"
    file.write_text("Ein Artikel über Fähren", encoding="utf-8")
    assert read(str(file), EMPTY, 100).page.content == "Ein Artikel über Fähren"


def test_a_dash_is_standard_input() -> None:
    """``-`` reads the stream that is passed in."""
    assert read("-", io.BytesIO(b"piped text"), 100).page.content == "piped text"


def test_the_encoding_that_was_guessed_is_noted() -> None:
    """What was assumed about the bytes travels with the page."""
    assert read("-", io.BytesIO("Müller sagt".encode("cp1252")), 100).notes


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b" \n\t\r\n ", "empty"),
        (b"x" * 101, "larger than 100 bytes"),
    ],
)
def test_what_cannot_be_digested_is_explained(content: bytes, words: str) -> None:
    """Each bad input has its own reason."""
    with pytest.raises(SourceError, match=words):
        read("-", io.BytesIO(content), 100)


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("page.html", b"<p>x", "text/html"),
        ("page.txt", b"<!DOCTYPE html><p>x", "text/html"),
        ("page.md", b"# x", "text/markdown"),
        ("page.json", b"[]", "application/json"),
        ("page.weird", b"x", "text/plain"),
    ],
)
def test_the_type_is_known_by_name_or_content(
    tmp_path: Path, name: str, content: bytes, kind: str
) -> None:
    """Any other name holds plain text: the person at the terminal chose the file."""
    file = tmp_path / name
    file.write_bytes(content)
    assert read(str(file), EMPTY, 100).page.media_type == kind


@pytest.mark.parametrize(
    ("source", "link"),
    [("https://example.org/a", True), ("HTTP://example.org", True), ("https.txt", False)],
)
def test_a_link_is_told_from_a_file(source: str, link: bool) -> None:
    """Nothing is opened to tell."""
    assert is_link(source) == link


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """The sentence names the file."""
    with pytest.raises(SourceError, match=r"There is no file .*gone\.txt"):
        read(str(tmp_path / "gone.txt"), EMPTY, 100)


def test_a_directory_is_refused(tmp_path: Path) -> None:
    """A directory is told apart from a file."""
    with pytest.raises(SourceError, match="is a directory"):
        read(str(tmp_path), EMPTY, 100)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_an_unreadable_file_is_refused(tmp_path: Path) -> None:
    """Missing rights are a sentence."""
    file = tmp_path / "secret.txt"
    file.write_text("text")
    file.chmod(0)
    with pytest.raises(SourceError, match="permission denied"):
        read(str(file), EMPTY, 100)


def test_an_impossible_name_is_refused() -> None:
    """A name that no file system takes is an error of ours, not of Python."""
    with pytest.raises(SourceError, match="cannot be read"):
        read("a\0b", EMPTY, 100)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no endless device here")
def test_an_endless_device_ends() -> None:
    """No more is read than is allowed."""
    with pytest.raises(SourceError, match="larger than"):
        read("/dev/zero", EMPTY, 1_000)
