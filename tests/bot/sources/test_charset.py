"""The encoding is taken from the mark, the header, the page, then from the bytes themselves."""

import pytest

from bot.errors import SourceError
from bot.sources.charset import decode

UKRAINIAN = "Громадські обговорення тривають уже третій тиждень, і кінця їм не видно. " * 20
JAPANESE = "この記事は公共交通機関の将来についての議論をまとめたものです。" * 20


@pytest.mark.parametrize(
    ("raw", "label", "text"),
    [
        ("äö".encode(), "utf-8", "äö"),
        ("äö".encode("latin-1"), "ISO-8859-1", "äö"),
        (b"\x93x\x94", "iso-8859-1", "“x”"),
        (b"\xef\xbb\xbf\xc3\xa4", "iso-8859-1", "ä"),
        ("äö".encode("utf-16"), None, "äö"),
        ("日本".encode("shift_jis"), "Shift_JIS", "日本"),
        ("中文".encode("gbk"), "gb2312", "中文"),
        (b'<meta charset="windows-1251">\xcf', None, '<meta charset="windows-1251">П'),
        (b"<meta charset=utf-16>\xc3\xa4", None, "<meta charset=utf-16>ä"),
        (
            b'<META http-equiv="Content-Type" content="text/html; charset=koi8-u">\xc1',
            None,
            '<META http-equiv="Content-Type" content="text/html; charset=koi8-u">а',
        ),
        (
            b'<?xml version="1.0" encoding="iso-8859-2"?>\xb1',
            None,
            '<?xml version="1.0" encoding="iso-8859-2"?>ą',
        ),
        (UKRAINIAN.encode("cp1251"), None, UKRAINIAN),
        (JAPANESE.encode("euc_jp"), None, JAPANESE),
        (JAPANESE.encode(), None, JAPANESE),
    ],
)
def test_bytes_become_the_text_that_was_meant(raw: bytes, label: str | None, text: str) -> None:
    """The mark outranks the header, the header outranks the page."""
    assert decode(raw, label, markup=True) == text


@pytest.mark.parametrize("label", ["klingon", "utf-7", "hex", "base64", "punycode", "mbcs", "raw"])
def test_a_codec_that_is_no_encoding_of_the_web_is_refused(label: str) -> None:
    """Python has more codecs than a page may choose from."""
    with pytest.raises(SourceError) as caught:
        decode(b"abc", label)
    assert caught.value.name == "unknown_charset"
