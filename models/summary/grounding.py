"""The gate: every span of a digest is cut again from its source before anything is shown.

Knows the shapes of a digest and nothing of how its spans were chosen.
"""

from collections.abc import Iterator

from models.errors import GroundingError
from models.types import Digest, Document, Span


def cut(document: Document, source: str, start: int, end: int) -> Span:
    """The span ``source[start:end]``, offsets in code points.

    Raises GroundingError when there is no such source or the offsets leave it or hold no text.
    """
    text = document.source(source)
    if text is None:
        raise GroundingError(f"there is no source {source!r}")
    if not 0 <= start < end <= len(text):
        raise GroundingError(f"{source}[{start}:{end}] is outside its {len(text)} characters")
    return Span(source, start, end, text[start:end])


def check(digest: Digest) -> Digest:
    """``digest`` itself, once every span in it is an exact slice of its document.

    Raises GroundingError naming the first span that is not, or a claim that is not its span.
    """
    for span in spans(digest):
        if cut(digest.document, span.source, span.start, span.end) != span:
            raise GroundingError(f"{span.source}[{span.start}:{span.end}] is not what it shows")
    for claim in digest.claims:
        if claim.span is not None and claim.span.text != claim.text:
            raise GroundingError(f"claim {claim.id} does not say what its span says")
    return digest


def spans(digest: Digest) -> Iterator[Span]:
    """Every span anywhere in ``digest``."""
    if digest.summary.gist is not None:
        yield digest.summary.gist
    yield from digest.summary.points
    for claim in digest.claims:
        if claim.span is not None:
            yield claim.span
    for position in digest.positions:
        yield from (key_point.span for key_point in position.key_points)
        yield from position.quotes
