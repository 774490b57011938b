import time

import pytest

from models.summary.grounding import check
from models.summary.lead import LeadSummarizer
from models.summary.salience import SalienceSummarizer, read
from models.types import Article, Digest, Document, Length, Summary
from tests.fakes import HashedWords

ARTICLE = Article(
    title="The town should close its old bridge",
    paragraphs=(
        "By Anna Schmidt",
        "The town of Ember should close its old bridge before somebody drowns in the river."
        " The bridge has lost 40 of its 300 bolts since the flood of 2019.",
        "What the engineers found",
        "Engineers of the county tested the bridge in May and found rust in every pillar."
        " Who would drive over it now?",
        "“We have waited long enough for the money.”",
        "The repair would cost three million, which Ember does not have.",
        "Subscribe to our newsletter for more.",
        "A new bridge upstream would cost five million and last for a hundred years."
        " The mayor, Jo Brandt, wants to ask the state for help in autumn.",
        "Engineers of the county tested the bridge in May and found rust in every pillar.",
    ),
)


def texts(summary):
    """Gist and points as text."""
    return [summary.gist.text, *(point.text for point in summary.points)]


@pytest.mark.parametrize(
    ("length", "points"), [(Length.GIST, 0), (Length.SHORT, 3), (Length.FULL, 5)]
)
def test_length_decides_the_points(length, points):
    """A gist alone, with three points, or with five."""
    summary = SalienceSummarizer(HashedWords()).summarize(ARTICLE, length)
    assert len(summary.points) == points
    assert check(Digest(Document(ARTICLE), summary)).summary.gist is not None


def test_points_are_in_reading_order_and_differ():
    """No sentence is shown twice, not even where the article repeats itself."""
    summary = SalienceSummarizer(HashedWords()).summarize(ARTICLE, Length.FULL)
    places = [(int(point.source[1:]), point.start) for point in summary.points]
    assert places == sorted(places)
    assert len(set(texts(summary))) == 6


def test_furniture_headings_questions_and_loose_quotes_are_left_out():
    """What is not the author's statement is never chosen."""
    shown = " ".join(texts(SalienceSummarizer(HashedWords()).summarize(ARTICLE, Length.FULL)))
    assert not any(word in shown for word in ("Anna", "What", "Who", "waited", "Subscribe"))


def test_short_note_is_not_repeated_whole():
    """Four sentences give a gist and two points."""
    note = Article(
        paragraphs=(
            "Bread is very dear. Milk is cheap here. Eggs are gone now. Salt stays put here.",
        )
    )
    assert len(SalienceSummarizer(HashedWords()).summarize(note, Length.FULL).points) == 2


@pytest.mark.parametrize("paragraphs", [(), ("",), ("???",), ("https://example.org",)])
def test_nothing_to_say_is_an_empty_summary(paragraphs):
    """No article, no summary."""
    article = Article(paragraphs=paragraphs)
    summary = SalienceSummarizer(HashedWords()).summarize(article, Length.SHORT)
    assert summary == Summary()


def test_japanese_article_is_summarized():
    """Nothing in the method needs spaces or capitals."""
    text = (
        "政府は原発の再稼働を進めるべきである。電力の供給が足りないからだ。料金は昨年より上がった。"
    )
    summary = SalienceSummarizer(HashedWords()).summarize(Article(paragraphs=(text,)), Length.SHORT)
    assert summary.gist.text == "政府は原発の再稼働を進めるべきである。"


def test_quoted_original_in_another_language_is_left_out():
    """A translated article is summarized in the language of most of it."""
    english = "The council of the town voted against the new bridge on Monday evening."
    german = "Der Gemeinderat hat die neue Brücke am Montagabend mit großer Mehrheit abgelehnt."
    pool = read(Article(paragraphs=(english, german, english)))
    assert {sentence.text for sentence in pool} == {english}


def test_only_the_first_sentence_of_an_answer_names_its_speaker():
    """In an interview a later sentence would read as the author's."""
    answers = tuple(f"Speaker {n}: Bread is dear. Milk is cheap." for n in "ABC")
    pool = read(Article(paragraphs=answers))
    assert [sentence.shown is not None for sentence in pool] == [True, False] * 3


def test_unfinished_lines_are_read_where_there_is_nothing_else():
    """A poem without full stops still has a gist."""
    poem = Article(
        paragraphs=("The bread is dear and the night is long", "I bake until the morning")
    )
    summary = SalienceSummarizer(HashedWords()).summarize(poem, Length.GIST)
    assert summary.gist.source in {"a1", "a2"}


def test_long_article_is_read_in_part():
    """Ten thousand paragraphs take no longer than the cap allows."""
    article = Article(paragraphs=tuple(f"Paragraph {n} is about bread." for n in range(10_000)))
    start = time.perf_counter()
    assert 250 < len(read(article)) <= 300
    assert time.perf_counter() - start < 10


def test_lead_takes_the_first_sentences():
    """The baseline skips bylines and headings and nothing else."""
    summary = LeadSummarizer().summarize(ARTICLE, Length.SHORT)
    assert [summary.gist.source, *(p.source for p in summary.points)] == ["a2", "a2", "a4", "a4"]


def test_a_full_summary_knows_what_a_short_one_shows() -> None:
    """Three of its five points, still in reading order; a gist shows none."""
    summary = SalienceSummarizer(HashedWords()).summarize(ARTICLE, Length.FULL)
    short = summary.shown(Length.SHORT)
    assert short == tuple(point for point in summary.points if point in short)
    assert [len(summary.shown(length)) for length in Length] == [0, 3, 5]
