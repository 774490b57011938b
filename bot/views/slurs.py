"""Finds slurs in text: whole words of a small list, in capitals or with digits for letters too.

What is done with them is the caller's; the list is ``slurs.txt``.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_WORD = re.compile(r"(?:[^\W_]|[@$!])+")
_LONGEST = 40  # characters of a word that is looked up
_LOOKS = (
    str.maketrans("013457@$!", "oieastasi"),
    str.maketrans("013457@$!", "oleastasl"),
)


def slurs(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each slur in ``text``, in order; linear in its length."""
    for found in _WORD.finditer(text):
        word = found[0].rstrip("!")
        if word and len(word) <= _LONGEST and _is_slur(word):
            yield found.start(), found.start() + len(word)


def dotted(text: str) -> str:
    """``text`` with only the first letter of each slur, where nothing can hide behind a spoiler."""
    for start, end in reversed(list(slurs(text))):
        text = text[: start + 1] + "•" * (end - start - 1) + text[end:]
    return text


def _is_slur(word: str) -> bool:
    folded = _fold(word)
    return not _listed().isdisjoint((folded, *(folded.translate(look) for look in _LOOKS)))


def _fold(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold()


@cache
def _listed() -> frozenset[str]:
    lines = (Path(__file__).parent / "slurs.txt").read_text(encoding="utf-8").splitlines()
    words = (line.strip() for line in lines)
    return frozenset(_fold(word) for word in words if word and not word.startswith("#"))
