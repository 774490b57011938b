"""The header block of a mail: From, Date, Subject in six languages."""

import re

from models.document import dates
from models.document.dates import Found
from models.document.lines import Line
from models.document.names import clean_name

_FIELD = re.compile(
    r"(?P<from>from|von|de|від|差出人)|(?P<date>date|sent|datum|gesendet|date|envoyé|fecha|enviado"
    r"|дата"
    r"|надіслано|日時)|(?P<other>to|subject|cc|an|betreff|à|objet|para|asunto|кому|тема|件名|宛先"
    r"|reply-to"
    r"|message-id|in-reply-to|newsgroups|organization)",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"[^\s@]{1,100}@[^\s@]{1,100} \(([^()]{1,60})\)$")


def read(lines: list[Line], start: int) -> tuple[str, Found | None, int] | None:
    """The sender, date and last line of a mail header block that starts at ``start``, or None."""
    name: str | None = None
    date: Found | None = None
    kinds = set()
    last = start
    for i in range(start, min(start + 8, len(lines))):
        field, colon, value = lines[i].text.strip("*").partition(":")
        kind = _FIELD.fullmatch(field.strip(" *")) if colon and len(field) <= 14 else None
        if kind is None:
            break
        last = i
        value = value[:300].strip(" *")
        if kind["from"]:
            bracketed = _BRACKETED.match(value)
            name = (
                bracketed[1] if bracketed else clean_name(value.strip('"').replace('" <', " <"))[0]
            )
        elif kind["date"] and (found := dates.find(value)):
            date = found[0]
        kinds.add(kind.lastgroup)
    if name and len(kinds) >= 2:
        return name, date, last
    return None
