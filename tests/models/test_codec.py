"""A digest comes out of its packing as it went in, and damaged bytes are an error of ours."""

import json
import zlib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.codec import PackingError, pack, unpack
from models.types import (
    Article,
    Claim,
    Comment,
    Digest,
    Document,
    KeyPoint,
    Note,
    Position,
    Reply,
    ReplyLabel,
    ReplyScores,
    Span,
    Stance,
    StanceLabel,
    Summary,
)

# Every code point: control characters and halves of surrogate pairs too.
TEXTS = st.text(st.characters(exclude_categories=()), max_size=8)
SHARES = st.floats(0, 1)
SPANS = st.builds(Span, TEXTS, st.integers(0, 99), st.integers(0, 99), TEXTS)


def some(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    """A short tuple."""
    return st.lists(strategy, max_size=3).map(tuple)


REPLIES = st.builds(
    Reply,
    TEXTS,
    TEXTS,
    st.sampled_from(ReplyLabel),
    SHARES,
    st.none() | st.builds(ReplyScores, SHARES, SHARES, SHARES),
)
POSITIONS = st.builds(
    Position,
    TEXTS,
    st.sampled_from(StanceLabel),
    st.integers(0, 9),
    some(TEXTS),
    some(st.builds(KeyPoint, SPANS, some(TEXTS), st.integers(0, 9))),
    some(SPANS),
)
DIGESTS = st.builds(
    Digest,
    document=st.builds(
        Document,
        st.builds(Article, paragraphs=some(TEXTS)),
        some(st.builds(Comment, TEXTS, st.none() | TEXTS, TEXTS)),
        st.booleans(),
    ),
    summary=st.builds(Summary, st.none() | SPANS, some(SPANS), some(st.integers(0, 4))),
    claims=some(st.builds(Claim, TEXTS, TEXTS, st.none() | SPANS)),
    stances=some(st.builds(Stance, TEXTS, TEXTS, st.sampled_from(StanceLabel), SHARES)),
    replies=some(REPLIES),
    positions=some(POSITIONS),
    notes=some(st.builds(Note, TEXTS, some(st.tuples(TEXTS, st.integers() | TEXTS)))),
    models=st.dictionaries(TEXTS, TEXTS, max_size=2),
)
EMPTY = Digest(Document(Article()), Summary())


@settings(deadline=None)
@given(DIGESTS)
def test_nothing_is_lost(digest: Digest) -> None:
    """Not a digit of a probability, not half of a character, and "1" stays a text."""
    assert unpack(pack(digest)) == digest


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"no digest",
        pack(EMPTY)[:-4],
        pack(EMPTY)[:20] + b"?" + pack(EMPTY)[21:],
        zlib.compress(json.dumps([2, {}]).encode()),
        zlib.compress(b"[" * 100_000),
        zlib.compress(b"\xff"),
    ],
)
def test_damaged_bytes_are_an_error(damaged: bytes) -> None:
    """Cut off, changed, of another version, or never a digest."""
    with pytest.raises(PackingError):
        unpack(damaged)


def test_a_bomb_is_not_unpacked() -> None:
    """A few bytes that would become many are refused at the limit."""
    long = replace(EMPTY, document=Document(Article(paragraphs=("a" * 100_000,))))
    with pytest.raises(PackingError, match="too large"):
        unpack(pack(long), limit=10_000)
