"""Markdown marks out of text that is already taken apart; it reads no meaning.

Only what stands around words goes: the parser needs heading marks, quotation marks and boldness
to find the comments, so they are taken from its paragraphs afterwards.
"""

import re

_IMAGE = re.compile(r"!\[([^\[\]\n]{0,300})\]\([^()\s]{0,2000}(?: \"[^\"\n]{0,300}\")?\)")
_LINK = re.compile(r"\[([^\[\]\n]{1,300})\]\(<?[^()\s<>]{0,2000}>?(?: \"[^\"\n]{0,300}\")?\)")
_FRONT = re.compile(r"(?m)^[ \t]*(?:#{1,6}[ \t]+|(?:>[ \t]?)+)")
_BACK = re.compile(r"(?m)[ \t]+#{1,6}[ \t]*$")
_BOLD = re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,300})(?<=\S)\1")


def without_links(text: str) -> str:
    """Links and pictures reduced to what they show: ``[x](u)`` is ``x``."""
    return _LINK.sub(r"\1", _IMAGE.sub("", text))


def without_marks(text: str) -> str:
    """Heading and quotation marks at the start of lines and bold marks taken away."""
    return _BOLD.sub(r"\2", _BACK.sub("", _FRONT.sub("", text))).strip()
