"""The bytes of a fetched page to text: byte order mark, header, ``<meta>``, then detection.

The labels are those of the WHATWG's Encoding Standard, each with Python's codec for it; any other
is refused, so that no page chooses among Python's codecs.
"""

import re

from charset_normalizer import from_bytes

from bot.errors import SourceError
from models.document import encoding
from models.errors import DocumentError

_CODECS = {
    "utf-8": "utf-8 utf8 utf8mb4 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8",
    "utf-16-le": "utf-16le utf-16 ucs-2 unicode unicodefeff iso-10646-ucs-2 csunicode",
    "utf-16-be": "utf-16be unicodefffe",
    "cp866": "ibm866 866 cp866 csibm866",
    "cp874": "windows-874 dos-874 iso-8859-11 iso8859-11 iso885911 tis-620",
    "cp1250": "windows-1250 cp1250 x-cp1250",
    "cp1251": "windows-1251 cp1251 x-cp1251",
    "cp1252": "windows-1252 cp1252 x-cp1252 iso-8859-1 iso8859-1 iso88591 iso_8859-1 latin1 l1 "
    "iso_8859-1:1987 csisolatin1 iso-ir-100 ascii us-ascii ansi_x3.4-1968 cp819 ibm819",
    "cp1253": "windows-1253 cp1253 x-cp1253",
    "cp1254": "windows-1254 cp1254 x-cp1254 iso-8859-9 iso8859-9 iso88599 iso_8859-9 latin5 l5 "
    "iso_8859-9:1989 csisolatin5 iso-ir-148",
    "cp1255": "windows-1255 cp1255 x-cp1255",
    "cp1256": "windows-1256 cp1256 x-cp1256",
    "cp1257": "windows-1257 cp1257 x-cp1257",
    "cp1258": "windows-1258 cp1258 x-cp1258",
    "iso8859-2": "iso-8859-2 iso8859-2 iso88592 iso_8859-2 latin2 l2 csisolatin2 iso-ir-101",
    "iso8859-3": "iso-8859-3 iso8859-3 iso88593 iso_8859-3 latin3 l3 csisolatin3 iso-ir-109",
    "iso8859-4": "iso-8859-4 iso8859-4 iso88594 iso_8859-4 latin4 l4 csisolatin4 iso-ir-110",
    "iso8859-5": "iso-8859-5 iso8859-5 iso88595 iso_8859-5 cyrillic csisolatincyrillic iso-ir-144",
    "iso8859-6": "iso-8859-6 iso8859-6 iso88596 iso_8859-6 arabic csisolatinarabic ecma-114 "
    "asmo-708 iso-8859-6-e iso-8859-6-i iso-ir-127",
    "iso8859-7": "iso-8859-7 iso8859-7 iso88597 iso_8859-7 greek greek8 csisolatingreek ecma-118 "
    "elot_928 sun_eu_greek iso-ir-126",
    "iso8859-8": "iso-8859-8 iso8859-8 iso88598 iso_8859-8 hebrew visual csisolatinhebrew "
    "iso-8859-8-e iso-8859-8-i logical iso-ir-138",
    "iso8859-10": "iso-8859-10 iso8859-10 iso885910 latin6 l6 csisolatin6 iso-ir-157",
    "iso8859-13": "iso-8859-13 iso8859-13 iso885913",
    "iso8859-14": "iso-8859-14 iso8859-14 iso885914",
    "iso8859-15": "iso-8859-15 iso8859-15 iso885915 iso_8859-15 latin9 l9 csisolatin9",
    "iso8859-16": "iso-8859-16 iso8859-16 iso885916",
    "koi8-r": "koi8-r koi8 koi8_r koi cskoi8r",
    "koi8-u": "koi8-u koi8-ru",
    "mac-roman": "macintosh mac x-mac-roman csmacintosh",
    "mac-cyrillic": "x-mac-cyrillic x-mac-ukrainian",
    "gb18030": "gb18030 gbk gb2312 gb_2312 gb_2312-80 chinese csgb2312 csiso58gb231280 x-gbk "
    "iso-ir-58",
    "big5hkscs": "big5 big5-hkscs cn-big5 csbig5 x-x-big5",
    "euc_jp": "euc-jp x-euc-jp cseucpkdfmtjapanese",
    "iso2022_jp": "iso-2022-jp csiso2022jp",
    "cp932": "shift_jis shift-jis sjis x-sjis ms932 ms_kanji windows-31j csshiftjis",
    "cp949": "euc-kr korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949 cseuckr "
    "csksc56011987 iso-ir-149",
}
_BY_LABEL = {label: codec for codec, labels in _CODECS.items() for label in labels.split()}
_NARROW = [codec for codec in _CODECS if not codec.startswith("utf")]
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_META = re.compile(
    rb"<meta\b[^>]{0,1000}?\bcharset[\s]{0,20}=[\s]{0,20}[\"']?[\s]{0,20}([^\s\"'/>;]{1,60})",
    re.IGNORECASE,
)
_XML = re.compile(rb"\s{0,100}<\?xml\b[^>]{0,200}?\bencoding\s{0,20}=\s{0,20}[\"']([^\"']{1,60})")
_DECLARED = 4_096
"""Bytes at the head of a page in which it may name its encoding."""
_SAMPLE = 131_072
_CONTROLS = "".join(map(chr, (*range(9), *range(14, 27), *range(28, 32))))
_MOST_CONTROLS = 0.01


def decode(raw: bytes, label: str | None, *, markup: bool = False) -> str:
    """The text of ``raw``, ``label`` being the header's; with ``markup`` it may name its own.

    Raises SourceError where an encoding is named that is not known, or where this is no text.
    """
    for mark, codec in _MARKS:
        if raw.startswith(mark):
            return _text(raw[len(mark) :], codec)
    if label:
        return _text(raw, _codec(label))
    if markup and (own := _declared(raw[:_DECLARED])):
        codec = _codec(own)
        return _text(raw, "utf-8" if codec.startswith("utf-16") else codec)
    return _detected(raw)


def _codec(label: str) -> str:
    codec = _BY_LABEL.get(label.strip(" \t\r\n\f\"'").lower())
    if codec is None:
        raise SourceError("unknown_charset")
    return codec


def _declared(head: bytes) -> str | None:
    found = _XML.match(head) or _META.search(head)
    return found[1].decode("latin-1") if found else None


def _text(raw: bytes, codec: str) -> str:
    text = raw.decode(codec, errors="replace")
    if sum(text.count(control) for control in _CONTROLS) > _MOST_CONTROLS * len(text):
        raise SourceError("not_text")
    return text


def _detected(raw: bytes) -> str:
    """UTF-8 where it is; else the likeliest encoding of its beginning; else as a paste is read."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        sample = raw[:_SAMPLE]
    else:
        return _text(raw, "utf-8")
    if b"\0" not in sample and (best := from_bytes(sample, cp_isolation=_NARROW).best()):
        return _text(raw, best.encoding)
    try:
        return encoding.decode(raw)[0]
    except DocumentError as error:
        raise SourceError(error.name, **error.values) from error
