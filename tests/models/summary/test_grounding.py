from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import GroundingError
from models.summary.grounding import check, cut
from models.types import (
    Article,
    Claim,
    Comment,
    Digest,
    Document,
    KeyPoint,
    Position,
    Span,
    StanceLabel,
    Summary,
)

DOCUMENT = Document(
    Article(title="Bread is dear", paragraphs=("First one.", "Second 😀 one.")),
    (Comment("c1", "Ann", "I bake."), Comment("c2", "Bo", "So do I.")),
)


def holding(place, span):
    """A digest with ``span`` at one of the places where a digest holds spans."""
    point = KeyPoint(span, ("c1",), 1)
    side = Position("k1", StanceLabel.FAVOR, 1, ("c1",), (point,), ())
    digest = Digest(DOCUMENT, Summary())
    return {
        "gist": replace(digest, summary=Summary(span)),
        "points": replace(digest, summary=Summary(None, (span,))),
        "claim": replace(digest, claims=(Claim("k1", span.text, span),)),
        "key point": replace(digest, positions=(side,)),
        "quote": replace(digest, positions=(replace(side, key_points=(), quotes=(span,)),)),
    }[place]


PLACES = ("gist", "points", "claim", "key point", "quote")
SOURCES = ("title", "a1", "a2", "c1", "c2")


@given(st.sampled_from(PLACES), st.sampled_from(SOURCES), st.data())
def test_every_cut_passes_the_gate(place, source, data):
    """What was cut from a source is what the source says, wherever it stands."""
    length = len(DOCUMENT.source(source))
    start = data.draw(st.integers(0, length - 1))
    digest = holding(place, cut(DOCUMENT, source, start, data.draw(st.integers(start + 1, length))))
    assert check(digest) is digest


@given(
    st.sampled_from(PLACES),
    st.sampled_from((*SOURCES, "a0", "a3", "c9", "c", "x1", "a01", "")),
    st.integers(-2, 16),
    st.integers(-2, 16),
    st.text(max_size=8),
)
def test_anything_else_is_refused(place, source, start, end, text):
    """A span that is not the exact slice never gets out."""
    origin = DOCUMENT.source(source)
    if origin is not None and 0 <= start < end <= len(origin) and origin[start:end] == text:
        return
    with pytest.raises(GroundingError):
        check(holding(place, Span(source, start, end, text)))


def test_claim_says_what_its_span_says():
    """A claim's text may not drift from its span."""
    claim = Claim("k1", "Bread is cheap", cut(DOCUMENT, "title", 0, 13))
    with pytest.raises(GroundingError, match="k1"):
        check(Digest(DOCUMENT, Summary(), claims=(claim,)))


def test_claim_of_the_user_has_no_span():
    """What the user wrote is not held against the source."""
    digest = Digest(DOCUMENT, Summary(), claims=(Claim("k1", "Anything"),))
    assert check(digest) is digest
