"""The steps in their order: what is read, what is left out, and that it is said."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from config.settings import Limits
from models.digest import ask, digest
from models.errors import DocumentError, GroundingError
from models.load import Parts
from models.types import Digest, DigestOptions, Note, Page, ReplyLabel, StanceLabel, Step
from tests import fakes

ARTICLE = (
    "The market should stay on the square\n\n"
    "The town should keep its Saturday market on the square, as forty traders live from it.\n\n"
    "Without the stalls the shops around the square would lose half of their customers.\n\n"
    "Moving the market to the ring road would be wrong, and nobody would go there.\n\n"
)
GERMAN = (
    "Der Markt soll bleiben\n\n"
    "Die Stadt sollte ihren Wochenmarkt auf dem Platz behalten, denn viele Händler leben davon.\n\n"
    "Ohne die Stände würden die Läden am Platz die Hälfte ihrer Kundschaft verlieren.\n\n"
)


def page(*comments: tuple[str, str], article: str = ARTICLE) -> Page:
    """The article with dated comments below it."""
    shown = "".join(
        f"{author}\nMay 2, 2025 at 9:{minute:02} am\n{text}\nReply\n\n"
        for minute, (author, text) in enumerate(comments)
    )
    return Page(f"{article}{len(comments)} Comments\n\n{shown}" if comments else article)


THREE = (
    ("Ada", "Yes, keep it where it is. The square would be dead without it."),
    ("Boris", "@Ada No, you are wrong about that. It blocks the buses every week."),
    ("Cleo", "I bought two apples there on my way to the dentist last month."),
)


def run(
    what: Page,
    options: DigestOptions | None = None,
    parts: Callable[[], Parts] = fakes.parts,
    **limits: float,
) -> Digest:
    """A digest made by the stand-ins."""
    bounds = Limits.model_validate(limits)
    return digest(what, parts, options or DigestOptions(), bounds, lambda *_: None)


def sides(found: Digest) -> list[StanceLabel]:
    """The sides on the first claim, in the order of the page."""
    return [s.label for s in found.stances if s.claim_id == found.claims[0].id]


def test_sides_follow_the_classifier() -> None:
    """What the stance model is sure of is what is shown."""
    favor, against, neutral = StanceLabel.FAVOR, StanceLabel.AGAINST, StanceLabel.NEUTRAL
    assert sides(run(page(*THREE))) == [favor, against, neutral]


def test_replies_are_named() -> None:
    """Who answers whom comes from the page, how comes from the reply model."""
    (reply,) = run(page(*THREE)).replies
    assert (reply.comment_id, reply.parent_id, reply.label) == ("c2", "c1", ReplyLabel.DISAGREE)


def test_everybody_is_in_one_position_of_each_claim() -> None:
    """The positions of a claim share out its comments."""
    found = run(page(*THREE))
    for claim in found.claims:
        ids = [i for p in found.positions if p.claim_id == claim.id for i in p.comment_ids]
        assert sorted(ids) == ["c1", "c2", "c3"]


def test_the_users_claim_is_the_only_one() -> None:
    """With a claim of one's own the article's claims are not asked."""
    found = run(page(*THREE), DigestOptions(claim="Buses matter"))
    assert [(claim.text, claim.span) for claim in found.claims] == [("Buses matter", None)]


def test_a_high_threshold_leaves_everything_unclear() -> None:
    """The option goes before the model's own threshold."""
    assert set(sides(run(page(*THREE), DigestOptions(threshold=1.0)))) == {StanceLabel.UNCLEAR}


def test_another_language_is_summarized_and_its_sides_are_unclear() -> None:
    """The summary needs no English, the sides do, and a note says so."""
    said = ("Ada", "Ich bin dafür, dass der Markt auf dem Platz bleibt, er ist schön.")
    found = run(page(said, article=GERMAN))
    assert found.summary.gist is not None
    assert set(sides(found)) == {StanceLabel.UNCLEAR}
    assert Note("foreign", (("count", 1), ("languages", "de"))) in found.notes


def test_english_comments_under_another_language_are_unclear_too() -> None:
    """A claim that the model cannot read makes every side a guess."""
    assert set(sides(run(page(*THREE, article=GERMAN)))) == {StanceLabel.UNCLEAR}


def test_the_language_that_is_not_covered_is_named() -> None:
    """German comments under an English article are what the note is about."""
    said = "Ich bin dafür, dass der Markt auf dem Platz bleibt, er ist schön und gut besucht. "
    found = run(page(("Ada", 3 * said), ("Boris", 2 * said)))
    assert Note("foreign", (("count", 1), ("languages", "de"))) in found.notes


@pytest.mark.parametrize(
    ("article", "source"),
    [
        ("Market day?\n\nWhy is that so? Who can tell us, and when?\n\n", "title"),
        ("", "c1"),
    ],
)
def test_comments_have_sides_where_nothing_is_claimed(article: str, source: str) -> None:
    """A page that only asks is still read: by its title, or else by its first words."""
    found = run(page(("Ada", "Yes?"), ("Boris", "Oh no?"), article=article))
    assert [claim.span and claim.span.source for claim in found.claims] == [source]
    assert len(found.stances) == len(found.document.comments) > 0


def test_what_is_over_the_limit_is_unclear_and_said() -> None:
    """No comment is dropped, and the notes count those that were read."""
    found = run(page(*THREE), max_pairs=2)
    assert sides(found).count(StanceLabel.UNCLEAR) == 1
    assert Note("counted", (("read", 2), ("total", 3), ("unclear", 1))) in found.notes


def test_many_comments_leave_time_for_fewer_claims() -> None:
    """The thesis goes before the other claims."""
    assert len(run(page(*THREE), max_pairs=5).claims) == 1


def test_time_that_is_over_is_said() -> None:
    """A slow machine reads less and says so."""
    found = run(page(*THREE), time_limit_s=1e-9)
    assert Note("counted", (("read", 0), ("total", 3), ("unclear", 3))) in found.notes


def test_long_text_is_cut_and_said() -> None:
    """The note names both lengths."""
    whole = page()
    left = len(whole.content) - 200
    found = run(whole, max_characters=200)
    assert Note("cut", (("characters", 200), ("left", left))) in found.notes


def test_an_article_alone_has_no_sides() -> None:
    """Without comments there is a summary, and a note instead of bars."""
    found = run(page())
    assert (found.stances, found.notes[0]) == ((), Note("no_comments"))


@pytest.mark.parametrize("text", ["", " \n\t", "\n" * 1000])
def test_nothing_is_an_error_before_models_are_loaded(text: str) -> None:
    """Bad input does not wait for the weights."""

    def load() -> Parts:
        raise AssertionError

    with pytest.raises(DocumentError):
        run(Page(text), parts=load)


def test_a_span_that_is_not_in_its_source_stops_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    """The gate is the last step: a wrong quotation is an error and never a digest."""

    def misquote(*_: object) -> object:
        (first, *rest) = whole
        assert first.span is not None
        return (replace(first, text="No", span=replace(first.span, text="No")), *rest)

    whole = run(page(*THREE)).claims
    monkeypatch.setattr("models.digest.find", misquote)
    with pytest.raises(GroundingError):
        run(page(*THREE))


def asked(known: Digest, parts: Callable[[], Parts] = fakes.parts, **options: float) -> Digest:
    """``known`` asked about another claim."""
    chosen = DigestOptions(claim="Buses matter", **options)
    return ask(known, parts, chosen, Limits(), lambda *_: None)


def test_asking_replaces_the_claims_and_keeps_the_page() -> None:
    """The summary, the document and the replies are those of the digest."""
    known = run(page(*THREE))
    found = asked(known)
    assert [claim.text for claim in found.claims] == ["Buses matter"]
    assert (found.document, found.summary, found.replies) == (
        known.document,
        known.summary,
        known.replies,
    )


def test_asking_gives_the_sides_of_a_digest_made_with_that_claim() -> None:
    """The reply scores that were kept bind sides as those just read do."""
    fresh = run(page(*THREE), DigestOptions(claim="Buses matter"))
    found = asked(run(page(*THREE)))
    assert (found.stances, found.positions, found.notes) == (
        fresh.stances,
        fresh.positions,
        fresh.notes,
    )


def test_asking_reads_no_reply_again() -> None:
    """Only the stance model has work."""
    known, parts = run(page(*THREE)), fakes.parts()
    asked(known, lambda: parts)
    assert (parts.replies.pairs, len(parts.stance.pairs)) == ([], 3)  # type: ignore[attr-defined]


def test_asking_keeps_what_was_noted_of_the_page() -> None:
    """What was cut stays cut, and the sides are counted anew."""
    known = replace(run(page(*THREE)), notes=(Note("cut", (("characters", 5), ("left", 7))),))
    names = [note.name for note in asked(known, threshold=1.0).notes]
    assert names == ["counted", "cut"]


def test_asking_needs_a_claim() -> None:
    """Without one it is a mistake of the caller's."""
    with pytest.raises(ValueError, match="claim"):
        ask(run(page()), fakes.parts, DigestOptions(), Limits(), lambda *_: None)


def test_progress_counts_comments_over_all_claims_together() -> None:
    """The count never starts over from one claim to the next, and ends with the comments."""
    seen: list[tuple[Step, int, int]] = []
    digest(
        page(*THREE),
        fakes.parts,
        DigestOptions(),
        Limits(),
        lambda step, done=0, total=0: seen.append((step, done, total)),
    )
    counted = [(done, total) for step, done, total in seen if step is Step.SIDES]
    assert counted == sorted(counted) and {total for _, total in counted} == {3}
    assert [step for step, *_ in seen] == sorted((s for s, *_ in seen), key=list(Step).index)


def test_what_progress_raises_ends_the_digest() -> None:
    """A job that was cancelled stops at the next report."""

    def stop(step: Step, done: int = 0, total: int = 0) -> None:
        if step is Step.SIDES:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        digest(page(*THREE), fakes.parts, DigestOptions(), Limits(), stop)


def test_the_operators_threshold_stands_where_nobody_asked_for_one() -> None:
    """It goes before the model's own."""
    assert set(sides(run(page(*THREE), threshold=1.0))) == {StanceLabel.UNCLEAR}
