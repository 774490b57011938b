"""The sample page, digested by the shipped models as ``make demo`` does it."""

from functools import cache
from pathlib import Path

from config.settings import Limits
from models.digest import digest
from models.load import load
from models.summary.grounding import spans
from models.types import Digest, DigestOptions, Page, StanceLabel

SAMPLE = Path(__file__).parent.parent.parent / "examples" / "late-ferry.txt"
FOR = {"Tobias Renn", "Marguerite Oyelaran", "Hamish Dow", "Pernille Aas", "Lorcan Mays"}
AGAINST = {"GullWatcher", "D. Pell"}
KEEP = "The county should keep the late ferry"


@cache
def sample(claim: str | None = None) -> Digest:
    """The digest of the sample, its own claims asked or ``claim``."""
    page = Page(SAMPLE.read_text(encoding="utf-8"))
    return digest(page, load, DigestOptions(claim=claim), Limits(), lambda *_: None)


def authors(found: Digest, label: StanceLabel) -> set[str | None]:
    """Who holds ``label`` on the first claim."""
    ids = {s.comment_id for s in found.stances if s.claim_id == "k1" and s.label is label}
    return {comment.author for comment in found.document.comments if comment.id in ids}


def test_the_page_is_taken_apart() -> None:
    """Twelve comments, and who answers whom."""
    comments = sample().document.comments
    answers = [(c.id, c.parent_id) for c in comments if c.parent_id]
    assert len(comments) == 12
    assert answers == [("c2", "c1"), ("c4", "c3"), ("c5", "c4"), ("c8", "c7")]


def test_the_summary_and_the_claims_are_there() -> None:
    """Every part of a digest has something to show."""
    found = sample()
    assert found.summary.gist is not None
    assert len(found.summary.points) >= 3
    assert "should keep the late ferry" in found.claims[0].text


def test_every_quotation_is_in_its_source() -> None:
    """The gate has passed; this looks once more."""
    found = sample()
    for span in spans(found):
        assert (found.document.source(span.source) or "")[span.start : span.end] == span.text


def test_supporters_are_not_put_against() -> None:
    """Unclear is allowed, the other side is not: an angry supporter is a supporter."""
    assert authors(sample(KEEP), StanceLabel.AGAINST) & FOR == set()


def test_hardly_anybody_is_put_in_favor_who_is_not() -> None:
    """One mistake on a page this small is the limit."""
    assert len(authors(sample(KEEP), StanceLabel.FAVOR) & AGAINST) <= 1


def test_most_sides_are_read() -> None:
    """Abstaining on everything would be easy."""
    found = sample(KEEP)
    read = authors(found, StanceLabel.FAVOR) & FOR | authors(found, StanceLabel.AGAINST) & AGAINST
    assert len(read) >= 4


def test_a_near_copy_counts_once() -> None:
    """Twelve comments by eleven names are ten people."""
    found = sample(KEEP)
    assert sum(position.people for position in found.positions) == 10
