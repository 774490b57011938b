from hypothesis import given
from hypothesis import strategies as st

from models.positions.grouping import positions
from models.positions.memo import RememberingEmbedder
from models.positions.voices import voices
from models.summary.grounding import check
from models.types import Article, Claim, Comment, Digest, Document, Stance, StanceLabel, Summary
from tests.fakes import HashedWords, SharedWords

CLAIM = Claim("k1", "The old bridge should be closed")
DANGER = "The old bridge should be closed because it is dangerous."
SHOPS = "Every shop in the lower town lives from the old bridge."
FAVOR, AGAINST, NEUTRAL, UNCLEAR = StanceLabel


def gather(*rows, matcher=None):
    """Positions by label for (author, text, label, confidence) rows; no label, no stance."""
    made = tuple(Comment(f"c{i}", row[0], row[1]) for i, row in enumerate(rows, start=1))
    stances = [
        Stance(comment.id, "k1", row[2], row[3])
        for comment, row in zip(made, rows, strict=True)
        if row[2] is not None
    ]
    document = Document(Article(language="en"), made)
    found = positions(document, CLAIM, stances, HashedWords(), matcher)
    check(Digest(document, Summary(), positions=found))
    return {position.label: position for position in found}


def test_point_counts_the_people_who_make_it():
    """Prevalence is voices, not messages."""
    sides = gather(
        ("Ann", DANGER, FAVOR, 0.9), ("Bo", DANGER + " Now.", FAVOR, 0.8),
        ("Bo", "The old bridge should be closed: it is dangerous.", FAVOR, 0.8),
        ("Cy", SHOPS, AGAINST, 0.7), matcher=SharedWords(),
    )  # fmt: skip
    point = sides[FAVOR].key_points[0]
    assert (point.people, point.comment_ids) == (2, ("c1", "c2", "c3"))


def test_minority_of_one_is_kept():
    """One voice against many has its side, its point and its quote."""
    rows = [(f"A{n}", f"{DANGER} Said {n} times.", FAVOR, 0.9) for n in range(9)]
    side = gather(*rows, ("Cy", SHOPS, AGAINST, 0.6))[AGAINST]
    assert (side.people, side.comment_ids) == (1, ("c10",))
    assert [quote.text for quote in side.quotes] == [SHOPS]


def test_unclear_has_comments_and_no_words():
    """An abstention is counted and never quoted."""
    side = gather(("Ann", DANGER, UNCLEAR, 0.2), ("Bo", SHOPS, None, 0))[UNCLEAR]
    assert side.comment_ids == ("c1", "c2")
    assert side.key_points == side.quotes == ()


def test_author_on_both_sides_counts_where_they_are_surer():
    """The comments stay where they are, the person is counted once."""
    sides = gather(("Ann", DANGER, FAVOR, 0.6), ("Ann", SHOPS, AGAINST, 0.9))
    assert (sides[FAVOR].people, sides[AGAINST].people) == (0, 1)
    assert sides[FAVOR].comment_ids == ("c1",)


def test_later_comment_decides_a_tie():
    """People may change their minds."""
    sides = gather(("Ann", DANGER, FAVOR, 0.9), ("Ann", SHOPS, AGAINST, 0.9))
    assert sides[AGAINST].people == 1


def test_side_counts_before_no_side():
    """Who takes a side once is not counted as unclear for their other comments."""
    sides = gather(("Ann", DANGER, UNCLEAR, 0.9), ("Ann", SHOPS, AGAINST, 0.5))
    assert (sides[UNCLEAR].people, sides[AGAINST].people) == (0, 1)


def test_concession_is_not_the_quote():
    """What is granted to the other side does not stand for one's own."""
    text = "I agree that the old bridge should be closed for a while.\n\n" + SHOPS
    (quote,) = gather(("Ann", text, AGAINST, 0.9))[AGAINST].quotes
    assert quote.text == SHOPS


@given(
    st.lists(
        st.tuples(
            st.sampled_from([None, "Ann", "Bo", "Cy"]),
            st.sampled_from(
                [DANGER, SHOPS, "No!", "", "Why? Is it so?", "“Quoted words of others.”"]
            ),
            st.sampled_from([*StanceLabel, None]),
            st.floats(0, 1),
        ),
        max_size=12,
    )
)
def test_every_comment_and_every_voice_is_counted_once(rows):
    """Comments are split between the positions; people add up to the distinct voices."""
    sides = gather(*rows).values()
    made = [Comment(f"c{i}", row[0], row[1]) for i, row in enumerate(rows, start=1)]
    assert sorted(i for side in sides for i in side.comment_ids) == sorted(c.id for c in made)
    assert sum(side.people for side in sides) == len(set(voices(made).values()))


def test_remembered_text_is_embedded_once():
    """The embedder behind sees each distinct text one time."""

    class Counting(HashedWords):
        asked: tuple[str, ...] = ()

        def embed(self, texts):
            self.asked += tuple(texts)
            return super().embed(texts)

    behind = Counting()
    memo = RememberingEmbedder(behind)
    memo.embed(["a", "b", "a"])
    assert memo.embed(["b", "c"]).shape == (2, behind.size)
    assert behind.asked == ("a", "b", "c")
