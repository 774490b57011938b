"""Counts people, not messages: one author is one voice, and near-copies fold into one.

Knows names and texts; it does not know who stands where.
"""

import re
import unicodedata
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from models.types import Comment

_SHINGLE = 3  # words
_LEAST = 5  # words; "I agree" written twice is two people, a longer text written twice is one
_MOST = 2_000  # words of a comment that are compared
_SIMILAR = 0.9
_HASHES, _BANDS = 32, 8  # 8 bands of 4 find a pair of Jaccard 0.9 with probability 0.9998
_COMPARED = 12  # representatives a comment is compared with, so that one bucket stays linear
_PRIME = (1 << 31) - 1

_TOKEN = re.compile(r"\w+")
_NOBODY = frozenset(
    {
        *("anonymous", "anonym", "anon", "guest", "gast", "invité", "anónimo", "анонім", "гість"),
        *("deleted", "[deleted]", "removed", "[removed]", "user", "unknown", "匿名", "名無し"),
    }
)


def voices(comments: Sequence[Comment]) -> Mapping[str, str]:
    """Comment id -> voice: the author of the comment that it copies, itself where it copies none.

    Names are compared folded. A comment without a name, or by "Anonymous" or "Guest", is a voice
    of its own.
    """
    original = copies(comments)
    names = {comment.id: _name(comment) for comment in comments}
    return {comment.id: names[original[comment.id]] for comment in comments}


def copies(comments: Sequence[Comment]) -> Mapping[str, str]:
    """Comment id -> the id of the first comment with (nearly) the same text, often its own.

    Near: word trigrams with a Jaccard similarity of at least 0.9, found through MinHash bands
    (Broder 1997); texts of under five words are never copies. Near-linear in the whole text.
    """
    found: dict[str, str] = {}
    exact: dict[tuple[str, ...], str] = {}
    buckets: dict[tuple[int, bytes], list[str]] = defaultdict(list)
    seen: dict[str, frozenset[int]] = {}
    for comment in comments:
        words = tuple(_words(comment.text))
        if len(words) < _LEAST:
            found[comment.id] = comment.id
            continue
        if words not in exact:
            exact[words] = _like(comment.id, _shingles(words), buckets, seen)
        found[comment.id] = exact[words]
    return found


def _like(
    own: str,
    shingles: frozenset[int],
    buckets: dict[tuple[int, bytes], list[str]],
    seen: dict[str, frozenset[int]],
) -> str:
    """The representative that ``shingles`` nearly repeat; ``own``, then filed, where none does."""
    keys = list(_bands(shingles))
    near = dict.fromkeys(other for key in keys for other in buckets[key][:_COMPARED])
    for other in list(near)[:_COMPARED]:
        common = len(shingles & seen[other])
        if common >= _SIMILAR * (len(shingles) + len(seen[other]) - common):
            return other
    seen[own] = shingles
    for key in keys:
        buckets[key].append(own)
    return own


def _words(text: str) -> list[str]:
    # A word is at least one character, so this slice holds all the words that are compared
    # unless they average more than 20 characters.
    folded = unicodedata.normalize("NFKC", text[: _MOST * 20]).casefold()
    return _TOKEN.findall(folded)[:_MOST]


def _shingles(words: Sequence[str]) -> frozenset[int]:
    grams = (" ".join(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1))
    return frozenset(zlib.crc32(gram.encode()) % _PRIME for gram in grams)


_RANDOM = np.random.default_rng(7)
_SLOPES = _RANDOM.integers(1, _PRIME, size=(_HASHES, 1), dtype=np.int64)
_SHIFTS = _RANDOM.integers(0, _PRIME, size=(_HASHES, 1), dtype=np.int64)


def _bands(shingles: frozenset[int]) -> Iterator[tuple[int, bytes]]:
    values = np.fromiter(shingles, dtype=np.int64, count=len(shingles))
    signature = ((values * _SLOPES + _SHIFTS) % _PRIME).min(axis=1)
    for band, rows in enumerate(signature.reshape(_BANDS, -1)):
        yield band, rows.tobytes()


def _name(comment: Comment) -> str:
    name = " ".join(unicodedata.normalize("NFKC", comment.author or "").casefold().split())
    name = name.removeprefix("@")
    return f"name {name}" if name and name not in _NOBODY else f"comment {comment.id}"
