"""Which files are read is decided by name, by the declared type and by content."""

import pytest

from bot.sources import media


@pytest.mark.parametrize(
    ("name", "declared", "kind"),
    [
        ("message.txt", None, "text/plain"),
        ("NOTES.MD", "text/plain", "text/markdown"),
        ("page.htm", None, "text/html"),
        ("digest.json", "application/json; charset=utf-8", "application/json"),
        ("chat.log", None, "text/plain"),
        ("message", "text/plain; charset=utf-8", "text/plain"),
        ("Notes on ch. 3", "text/html", "text/html"),
        ("message", None, None),
        ("txt", None, "text/plain"),
        ("cat.png", None, None),
        ("paper.pdf", "text/plain", "application/pdf"),
        ("cat.txt", "image/png", None),
        ("notes.py", "text/x-python", None),
        ("a.docx", "text/plain", None),
        (".txt", None, "text/plain"),
        ("", None, None),
    ],
)
def test_the_type_of_a_file(name: str, declared: str | None, kind: str | None) -> None:
    """The ending decides, the declared type where there is none; pictures never pass."""
    assert media.by_name(name, declared) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<!DOCTYPE html><p>x", "text/html"),
        ("\ufeff\n <HTML lang=en>", "text/html"),
        ("a < b", "text/plain"),
        ("<3 this", "text/plain"),
        (" " * 100_000 + "<html>", "text/plain"),
    ],
)
def test_html_is_known_by_its_first_tag(text: str, kind: str) -> None:
    """Text without a name is HTML where it begins as HTML does."""
    assert media.of_content(text) == kind


def test_a_pdf_keeps_its_bytes() -> None:
    """It is known by its first bytes, and read as Latin-1 nothing of it is lost."""
    raw = b"%PDF-1.7\n\xe2\xe3"
    assert media.is_pdf(raw) and media.pdf(raw).content.encode("latin-1") == raw


@pytest.mark.parametrize("name", ["comments.txt", "Article-Comments.md", "kommentare.txt"])
def test_a_file_may_be_named_after_comments(name: str) -> None:
    """In every language of the bot's words that has its own word for them."""
    assert media.says_comments(name)


def test_message_txt_is_not_named_after_comments() -> None:
    """That is what Discord calls every long paste."""
    assert not media.says_comments("message.txt")
