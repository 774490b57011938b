"""The bytes of a saved page become text as in a browser."""

import pytest

from models.document import charset
from models.errors import DocumentError

TEXT = "Кожен міст — це дорога. Straße “x”"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("é".encode(), "é"),
        (b"\xef\xbb\xbf<meta charset=latin-1>\xc3\xa9", "<meta charset=latin-1>é"),
        (b"<meta charset='iso-8859-1'>\x93\xe9\x94", "<meta charset='iso-8859-1'>“é”"),
        (b'<meta http-equiv=x content="text/html; charset=windows-1251">\xf2', None),
        (b'<?xml version="1.0" encoding="shift_jis"?>\x83\x65', None),
        (b"<meta charset=utf-8>\xc3\xa9", "<meta charset=utf-8>é"),
        (b"<meta charset=nonsense>\xc3\xa9", "<meta charset=nonsense>é"),
        (b"<meta charset=hex>abc", "<meta charset=hex>abc"),
        (TEXT.encode("utf-16"), TEXT),
    ],
)
def test_what_the_page_says_counts_as_in_a_browser(raw: bytes, text: str | None) -> None:
    """A mark at the start before <meta>, Latin-1 as Windows-1252, nonsense as nothing."""
    found = charset.read(raw)
    assert found == text or (text is None and found[-1] in "тテ")


def test_what_is_no_text_is_refused() -> None:
    """A picture, for example."""
    with pytest.raises(DocumentError):
        charset.read(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 9)
