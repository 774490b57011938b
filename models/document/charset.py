"""Bytes of a saved web page to text: byte order mark, then <meta>, then what the bytes look like.

Codecs as browsers know them (encoding.spec.whatwg.org); ``encoding`` knows files without markup.
"""

import codecs
import re

from models.document.encoding import decode

_META = re.compile(
    rb"""<meta[^>]{0,300}?charset\s{0,5}=\s{0,5}["']?\s{0,5}(?P<name>[\w.:-]{1,40})""",
    re.IGNORECASE,
)
_XML = re.compile(
    rb"""\s{0,20}<\?xml[^>]{0,200}?encoding\s{0,5}=\s{0,5}["'](?P<name>[\w.:-]{1,40})"""
)
_HEAD = 8_192
_AS_BROWSERS = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030",
    "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "iso8859-11": "cp874",
    "tis-620": "cp874", "big5": "big5hkscs",
}  # fmt: skip
_TEXT = frozenset("utf-8 utf-16 utf-16-le utf-16-be".split())


def read(raw: bytes) -> str:
    """The text of a page of HTML; raises DocumentError where the bytes are no text."""
    if not raw.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = raw[:_HEAD]
        named = _META.search(head) or _XML.match(head)
        name = _known(named["name"].decode("ascii", "replace")) if named else None
        if name is not None and b"\0" not in head[:200]:
            return raw.decode(name, errors="replace")
    return decode(raw)[0]


def _known(name: str) -> str | None:
    """The codec that browsers use for the name; None for UTF-8, which is looked at more closely."""
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    if found.name in _TEXT or not getattr(found, "_is_text_encoding", True):
        return None
    return _AS_BROWSERS.get(found.name, found.name)
