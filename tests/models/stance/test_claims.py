from models.stance.claims import find
from models.types import Article, Comment, Document
from tests.fakes import HashedWords

BODY = (
    "The bridge was closed on Monday, the mayor said.",
    "The old bridge should be closed for good because it is dangerous.",
    "What now?",
    "“Nobody should ever have built it there.”",
    "Cyclists must pay for the new bridge like drivers do, which is only fair.",
)


def document(title=None, paragraphs=BODY, comments=()):
    """A document with comments of as many authors; a pair is (text, parent)."""
    pairs = [c if isinstance(c, tuple) else (c, None) for c in comments]
    made = tuple(Comment(f"c{i}", f"A{i}", t, parent_id=p) for i, (t, p) in enumerate(pairs, 1))
    return Document(Article(title=title, paragraphs=paragraphs, language="en"), made)


CYCLISTS = ("Cyclists pay nothing for the new bridge.", "Why must cyclists pay for the new bridge?")


def claimed(made, limit=3):
    """The claims as (id, source, text)."""
    return [(c.id, c.span.source, c.text) for c in find(made, HashedWords(256), limit)]


def test_title_that_asserts_is_the_thesis():
    """The author's own claim in the author's own words."""
    title = "The old bridge is dangerous and must go"
    assert claimed(document(title))[0] == ("k1", "title", title)


def test_label_is_no_thesis():
    """Without a claim in the title the claim is looked for in the text."""
    ((_, source, text),) = claimed(document("Bridge notes"), limit=1)
    assert (source, text) in {("a2", BODY[1]), ("a5", BODY[4])}


def test_comments_bring_a_second_claim():
    """What the comments argue about is a claim beside the thesis."""
    title = "The old bridge is dangerous and must go"
    comments = (*CYCLISTS, *[f"The old bridge is dangerous and must go {n}." for n in "ab"])
    found = claimed(document(title, comments=comments))
    assert [source for _, source, _ in found] == ["title", "a5"]
    assert [name for name, _, _ in found] == ["k1", "k2"]


def test_without_comments_there_is_only_the_thesis():
    """Nothing is disputed where nobody speaks."""
    assert len(claimed(document())) == 1


def test_questions_and_loose_quotes_are_never_claims():
    """The rest of the article runs out before they are taken."""
    texts = {text for _, _, text in claimed(document(comments=CYCLISTS * 3))}
    assert not texts & {BODY[2], BODY[3]}


def test_comments_alone_give_the_sentence_most_answered():
    """Without an article the claim is in the comment with most replies."""
    made = document(
        paragraphs=(),
        comments=("Bread is good for you.", "Cake is always better than bread.", ("No.", "c2")),
    )
    assert claimed(made) == [("k1", "c2", "Cake is always better than bread.")]


def test_nothing_said_is_nothing_claimed():
    """An empty document has no claim."""
    assert claimed(document(paragraphs=())) == []
