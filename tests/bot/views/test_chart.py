"""The chart and its description: people counted, nobody too few to be seen, no outside text."""

import io
import struct
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.views.chart import MAX_DESCRIPTION, describe, draw
from bot.words import LANGUAGES, speak
from models.types import Claim, Digest
from tests.bot.views.samples import counted

EN = speak("en")
PEOPLE = st.integers(0, 10_000)
COUNTS = st.lists(st.tuples(PEOPLE, PEOPLE, PEOPLE, PEOPLE), max_size=30)


def pixels(png: bytes) -> np.ndarray:
    """Red, green, blue and opacity from 0 to 255, (height, width, 4)."""
    from matplotlib.image import imread

    return np.round(imread(io.BytesIO(png), format="png") * 255).astype(np.uint8)


def size(png: bytes) -> tuple[int, int]:
    """Width and height in pixels, from the header."""
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def chart(digest: Digest, language: str = "en") -> bytes:
    """The picture of a digest with people in it."""
    png = draw(digest, speak(language))
    assert png is not None
    return png


def test_nobody_gives_no_picture() -> None:
    """An empty bar says nothing."""
    empty = counted((0, 0, 0, 0))
    assert (draw(empty, EN), describe(empty, EN)) == (None, "")


def test_the_same_digest_gives_the_same_bytes() -> None:
    """Nothing in the file depends on the hour."""
    digest = counted((3, 2, 0, 2))
    assert chart(digest) == chart(digest)


def test_the_file_names_no_program_and_no_date() -> None:
    """PNG texts and times are left out."""
    assert [
        mark for mark in (b"tEXt", b"iTXt", b"tIME") if mark in chart(counted((3, 2, 1, 2)))
    ] == []


def test_no_outside_text_is_drawn() -> None:
    """Another claim and another title make the same picture."""
    digest = counted((3, 2, 0, 2))
    claim = replace(digest.claims[0], text="@everyone https://evil.example")
    article = replace(digest.document.article, title="discord.gg/evil")
    other = replace(digest, claims=(claim,), document=replace(digest.document, article=article))
    assert chart(other) == chart(digest)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_fits_on_an_opaque_ground(language: str) -> None:
    """Nothing touches the edges, no glyph is missing (a warning), no pixel lets Discord through."""
    seen = pixels(chart(counted((6123, 3561, 231, 10), (1, 9812, 30, 80)), language))
    edges = np.concatenate([seen[:, :34].reshape(-1, 4), seen[:, -34:].reshape(-1, 4), seen[-1]])
    assert (edges == seen[0, 0]).all()
    assert (seen[..., 3] == 255).all()


def test_one_person_among_ten_thousand_can_be_seen() -> None:
    """The minority has a colour of its own at the bar's edge."""
    one, none = chart(counted((1, 9_999, 0, 0))), chart(counted((0, 10_000, 0, 0)))
    middle = size(one)[1] // 2 + 22
    assert (pixels(one)[middle, 38] != pixels(none)[middle, 38]).any()


def test_a_claim_more_is_a_bar_more() -> None:
    """The picture grows with its claims and keeps its width."""
    one, two = size(chart(counted((3, 2, 0, 2)))), size(chart(counted((3, 2, 0, 2), (1, 1, 1, 1))))
    assert one[0] == two[0] == 900
    assert one[1] < two[1]


def test_the_description_tells_the_same_facts() -> None:
    """Every bar's name, people and counts; for and against even where they are nobody."""
    digest = counted((3, 0, 0, 2), (0, 1_200, 4, 0))
    assert describe(digest, EN) == (
        "Bar chart of the people for and against. Thesis, 5 people: For 3, Against 0, Unclear 2. "
        "Claim 2, 1,204 people: For 0, Against 1,200, Neutral 4."
    )


def test_an_asked_claim_is_named_so() -> None:
    """What the user wrote is not called the article's thesis."""
    digest = counted((3, 2, 0, 2))
    own = replace(digest, claims=(Claim("k1", "Markets are good"),))
    assert "Claim asked about, 7 people" in describe(own, EN)


@given(COUNTS, st.sampled_from(LANGUAGES))
@settings(max_examples=60, deadline=None)
def test_descriptions_stay_within_discords_limit(
    counts: list[tuple[int, int, int, int]], language: str
) -> None:
    """Whatever is counted, in any language; bars that do not fit are counted themselves."""
    assert len(describe(counted(*counts), speak(language))) <= MAX_DESCRIPTION
