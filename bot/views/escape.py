"""Makes outside text safe to show: what could command a terminal or reorder a line becomes visible.

It changes what is shown and never what is stored: spans are cut from the text before this.
"""

import json
import unicodedata

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

_SPACES = dict.fromkeys(map(ord, "\t\n\v\f\r\x85\u2028\u2029"), " ")
# C0 controls and DEL have pictures of their own (U+2400 block), C1 controls have none.
_CONTROLS = {
    **{code: chr(0x2400 + code) for code in range(0x20)},
    0x7F: "\N{SYMBOL FOR DELETE}",
    **dict.fromkeys(range(0x80, 0xA0), _REPLACEMENT),
    **dict.fromkeys(range(0xD800, 0xE000), _REPLACEMENT),  # lone surrogates cannot be written
}
# Embeddings, overrides and isolates reorder the line around them.
_REORDERING = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), _REPLACEMENT)
# These show nothing by themselves; the joiners of emoji and of Indic and Persian words stay.
_HIDDEN = {
    **dict.fromkeys((0x00AD, 0x061C, 0x180E, 0x200B, 0x200E, 0x200F, 0xFEFF), ""),
    **dict.fromkeys((*range(0x2060, 0x2066), *range(0x206A, 0x2070), *range(0xFFF9, 0xFFFC)), ""),
    **dict.fromkeys(range(0xE0000, 0xE0080), ""),
}
_VISIBLE = _CONTROLS | _REORDERING | _HIDDEN | _SPACES

# json.dumps leaves DEL as it is; it escapes everything below a space by itself.
_ESCAPED = {code: json.dumps(chr(code))[1:-1] for code in _VISIBLE if code > 0x7F}
_ESCAPED[0x7F] = "\\u007f"

# No script written today puts more marks than this on one letter.
_MAX_MARKS = 6


def visible(text: str) -> str:
    """``text`` on one line, with no character that commands a terminal or hides another."""
    shown = " ".join(text.translate(_VISIBLE).split())
    return shown if shown.isascii() else _without_towers(shown)


def escape_json(document: str) -> str:
    """The same JSON, with the characters that ``visible`` replaces written as escapes."""
    return document.translate(_ESCAPED)


def _without_towers(text: str) -> str:
    """``text`` with long runs of combining marks cut, which would draw over other lines."""
    kept: list[str] = []
    run = 0
    for char in text:
        run = run + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        if run <= _MAX_MARKS:
            kept.append(char)
    return "".join(kept)
