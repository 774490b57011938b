"""A PDF is read by its text, and says why where it cannot be."""

import io

import pytest

from models.document import pdf
from models.errors import DocumentError
from models.types import Page
from tests.models.document.markup.layouts import ARTICLE


def written(*pages: str, password: str | None = None) -> str:
    """A PDF of these pages, one line a line, as ``Page.content`` holds it."""
    from pypdf import PdfWriter
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    for text in pages:
        leaf = writer.add_blank_page(595, 842)
        fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
        leaf[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        shown = "".join(f"({row}) Tj T*\n" for row in text.split("\n"))
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 11 Tf 14 TL 50 800 Td\n{shown}ET".encode("latin-1"))
        leaf[NameObject("/Contents")] = writer._add_object(stream)
    writer.add_metadata({"/Title": "The bridge", "/Author": "Jane Doe"})
    if password is not None:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue().decode("latin-1")


def folded(text: str) -> str:
    """The text in lines of a page, without what a plain font cannot show."""
    import textwrap

    plain = text.replace("“", '"').replace("”", '"').replace("(", "").replace(")", "")
    return "\n".join(textwrap.wrap(plain, 60))


def test_lines_are_paragraphs_again() -> None:
    """Without the numbers of the pages, with what the file says of itself."""
    pages = [f"The Gazette\n{folded(p)}\n{n} of 5" for n, p in enumerate(ARTICLE, 1)]
    article = pdf.read(Page(written(*pages), "application/pdf", "https://g.example/a.pdf")).article
    plain = tuple(folded(p).replace("\n", " ") for p in ARTICLE)
    assert (article.title, article.author, article.paragraphs) == ("The bridge", "Jane Doe", plain)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("%PDF-1.7\nnothing of a PDF follows" * 3, "pdf_broken"),
        ("", "pdf_broken"),
        ("%PDF-" + "x" * 20_000_001, "pdf_large"),
        (written("Hi"), "pdf_pictures"),
        (written("A secret " * 20, password="open sesame"), "pdf_locked"),
    ],
    ids=["broken", "empty", "large", "pictures", "locked"],
)
def test_what_cannot_be_read_says_why(content: str, name: str) -> None:
    """And asks for the text instead."""
    with pytest.raises(DocumentError, match="Paste") as refused:
        pdf.read(Page(content, "application/pdf"))
    assert refused.value.name == name
