import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.document.sentences import sentences


def split(text, language="en"):
    """The sentences as text."""
    return [text[start:end] for start, end in sentences(text, language)]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["“It works.”", "(He laughed.)", "She left."]),
        ("en", ["Mr. J. Smith of the U.S. Army came.", "He sat."]),
        ("en", ["They waited…", "Nobody came."]),
        ("en", ["1. Take a spade.", "2. Dig a hole."]),
        ("en", ["The .NET runtime is free.", "It is fast."]),
        ("de", ["Das gilt z. B. für Dr. Müller am 3. Oktober.", "„Ja.“", "Er ging."]),
        ("fr", ["M. Dupont est là.", "« Oui. »", "Il part."]),
        ("es", ["¿Quién?", "¡Nadie!", "El Sr. López vino."]),
        ("uk", ["Так сказав І. Франко.", "Добре!"]),
    ],
)
def test_marks_names_and_numbers_stay_with_their_sentence(language, expected):
    """Closing marks, initials, abbreviations and list numbers start no sentence."""
    assert split(" ".join(expected), language) == expected


def test_japanese_quotation_stays_with_its_verb():
    """A closing bracket does not end a sentence that goes on after it."""
    text = "これはテストです。「そうですか。」と彼は言った。次です！"
    assert split(text, "ja") == ["これはテストです。", "「そうですか。」と彼は言った。", "次です！"]


def test_blank_lines_and_list_items_end_a_sentence():
    """A line without an end mark is not joined to the next paragraph or item."""
    assert split("A heading\n\nSome text\ngoes on.\n- one\n- two") == [
        *("A heading", "Some text\ngoes on.", "- one", "- two"),
    ]


def test_list_item_ends_before_a_line_that_starts_anew():
    """An item goes on over lower-case and indented lines, not over one with a capital."""
    assert split("3. a nurse's post\non the island\nI would rather walk.\nAnd you") == [
        *("3. a nurse's post\non the island", "I would rather walk.", "And you"),
    ]
    assert split("- the mayor of\n  Upton") == ["- the mayor of\n  Upton"]


def test_acronym_before_a_new_sentence_is_an_end():
    """A sentence that opens on "It" is not part of the acronym before it."""
    assert split("He left the U.S. It was late.") == ["He left the U.S.", "It was late."]


@given(
    st.text(alphabet=st.sampled_from("aB.?!…。「」“”\"'() \n\t1😀é")), st.sampled_from(["en", "ja"])
)
def test_every_visible_character_is_in_one_sentence(text, language):
    """Sentences are in order, trimmed, disjoint and leave out white space only."""
    bounds = sentences(text, language)
    assert "".join("".join(text[s:e].split()) for s, e in bounds) == "".join(text.split())
    assert all(text[s:e] == text[s:e].strip() and s < e for s, e in bounds)


@pytest.mark.parametrize("piece", [">", "> ", "a", "“A.” ", "「あ。」", ". ", '"', "\n"])
def test_time_grows_with_the_text(piece):
    """A hundred thousand of anything take well under a few seconds."""
    start = time.perf_counter()
    sentences(piece * 100_000, "en")
    assert time.perf_counter() - start < 10


def test_unknown_language_is_still_split():
    """A code that the splitter has no rules for falls back."""
    assert split("One here. Two here.", "zz") == ["One here.", "Two here."]
