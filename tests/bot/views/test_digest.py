"""The answer: every digest fits one message, says who stands where, and alters no quotation."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.views.card import (
    MAX_BUTTONS,
    MAX_CHARACTERS,
    MAX_CHOICE,
    MAX_CHOICES,
    MAX_COMPONENTS,
    MAX_LABEL,
    MAX_PLACEHOLDER,
    Button,
    Card,
    Menu,
    Picture,
    Text,
    units,
)
from bot.views.digest import Look, digest_card, thread_card
from bot.views.hidden import cleaned
from bot.views.outline import people
from bot.views.press import Action, read
from bot.views.tally import counted
from bot.words import LANGUAGES, speak
from models.types import (
    Article,
    Claim,
    Comment,
    Digest,
    Document,
    Length,
    Position,
    Span,
    StanceLabel,
    Summary,
)
from tests.bot.views.any_digest import SCRIPTS, any_digest
from tests.bot.views.discord_markdown import read as read_markdown
from tests.bot.views.discord_markdown import seen
from tests.bot.views.samples import counted as counted_people

LOOKS = st.builds(
    Look,
    key=st.just("k3y"),
    say=st.sampled_from([speak(code) for code in LANGUAGES]),
    length=st.sampled_from(Length),
    chart=st.sampled_from([None, "chart.png"]),
    private=st.booleans(),
    shareable=st.booleans(),
    shared=st.booleans(),
    shared_by=st.sampled_from([None, "Ann", "**" * 900]),
)
DIGESTS = st.builds(
    any_digest,
    st.integers(0, 10_000),
    st.integers(0, 40),
    st.integers(0, 12),
    st.sampled_from(sorted(SCRIPTS)),
    longest=st.sampled_from([1, 4, 60]),
    claims=st.integers(0, 12),
    author=st.sampled_from(["", "x_" * 2_500]),
)
FEW = settings(max_examples=60, deadline=None)
# A point or the gist with its place, a claim, or words between quotation marks.
QUOTED = re.compile(
    "^(?:- (?!“)(?P<point>.*) ¶[0-9]+|> (?!“)(?P<claim>.*)|(?:- |> )“(?P<words>.*?)”(?: · .*)?)$"
)


def _look(length: Length = Length.SHORT, language: str = "en") -> Look:
    return Look("k3y", speak(language), length, chart="chart.png", private=True, shareable=True)


def _said(card: Card) -> str:
    return "\n".join(card.texts)


def _buttons(card: Card) -> dict[str, Button]:
    items = [item for row in card.rows for item in row.items]
    return {item.label: item for item in items if isinstance(item, Button)}


def _menu(card: Card) -> Menu | None:
    items = [item for row in card.rows for item in row.items]
    return next((item for item in items if isinstance(item, Menu)), None)


def _faults(card: Card) -> list[str]:
    """Everything about ``card`` that Discord would refuse."""
    faults = [] if card.characters <= MAX_CHARACTERS else [f"{card.characters} characters"]
    faults += [] if card.components <= MAX_COMPONENTS else [f"{card.components} components"]
    faults += ["an empty text" for text in card.texts if not text.strip()]
    for row in card.rows:
        if len(row.items) > MAX_BUTTONS:
            faults.append("a long row")
        for item in row.items:
            match item:
                case Button(label, custom_id) if len(label) > MAX_LABEL or len(custom_id) > 100:
                    faults.append(label)
                case Menu(_, placeholder, choices):
                    sizes = [units(each) for c in choices for each in (c.label, c.value)]
                    sizes += [units(c.description) for c in choices]
                    if max(sizes) > MAX_CHOICE or not 1 <= len(choices) <= MAX_CHOICES:
                        faults.append("choices")
                    if len({c.value for c in choices}) < len(choices):
                        faults.append("the same value twice")
                    if len(placeholder) > MAX_PLACEHOLDER:
                        faults.append(placeholder)
    ids = [item.custom_id for row in card.rows for item in row.items if not hasattr(item, "url")]
    return faults + (["the same id twice"] if len(set(ids)) < len(ids) else [])


def _quotations(digest: Digest) -> set[str]:
    """Everything a message may quote, as a reader finds it."""
    spans = [*digest.summary.points, *([digest.summary.gist] if digest.summary.gist else [])]
    for position in digest.positions:
        spans += [*position.quotes, *(point.span for point in position.key_points)]
    return {cleaned(span.text) for span in spans} | {cleaned(claim.text) for claim in digest.claims}


@FEW
@given(DIGESTS, LOOKS)
def test_every_digest_fits_one_message(digest: Digest, look: Look) -> None:
    """Whatever the size, the script, the length and the language; in front of a thread too."""
    assert _faults(digest_card(digest, look)) == []
    assert _faults(thread_card(digest, look)) == []


@FEW
@given(DIGESTS, LOOKS)
def test_no_quotation_is_altered(digest: Digest, look: Look) -> None:
    """What stands between quotation marks is a span, from its first to its last character."""
    lines = [seen(line) for line in _said(digest_card(digest, look)).split("\n")]
    spans = _quotations(digest)
    quoted = [found[found.lastgroup or 0] for line in lines if (found := QUOTED.match(line))]
    assert [quote for quote in quoted if quote not in spans] == []


@FEW
@given(DIGESTS, LOOKS)
def test_every_side_of_the_first_claim_is_counted(digest: Digest, look: Look) -> None:
    """At every length, in the words of the language."""
    said = _said(digest_card(digest, look))
    first = [p for p in digest.positions if p.claim_id == "k1"] if digest.claims else []
    counts = people(first)
    assert [p.label for p in first if counted(p.label, counts, look.say) not in said] == []


@FEW
@given(DIGESTS, LOOKS)
def test_nothing_outside_is_live_in_a_message(digest: Digest, look: Look) -> None:
    """Template marks apart, only the page's own address is a link."""
    said = _said(digest_card(digest, look)).replace("](<https://example.org/a?b=c_%28d%29>)", "]")
    own = {"heading", "subtext", "quote", "list", "bold", "italic"}
    assert read_markdown(said).rules <= own


@pytest.mark.parametrize("script", sorted(SCRIPTS))
@pytest.mark.parametrize(("comments", "paragraphs"), [(10_000, 400), (0, 400), (10_000, 0), (1, 1)])
def test_the_largest_digest_fits(script: str, comments: int, paragraphs: int) -> None:
    """Ten thousand comments, four hundred paragraphs, at each length."""
    digest = any_digest(7, comments, paragraphs, script)
    faults = [_faults(digest_card(digest, _look(length))) for length in Length]
    assert faults == [[], [], []]


def test_a_message_is_never_empty() -> None:
    """A digest of nothing still says so."""
    card = digest_card(any_digest(1, 0, 0), _look())
    assert "Comments without an article" in _said(card)


def _one_claim(*sides: tuple[StanceLabel, int], quote: str = "Yes, keep it.") -> Digest:
    comments = tuple(Comment(f"c{n}", "Ada", quote) for n in range(1, len(sides) + 1))
    claim = "The town should keep its market."
    return Digest(
        document=Document(Article("A market", paragraphs=(claim,)), comments),
        summary=Summary(Span("a1", 0, len(claim), claim)),
        claims=(Claim("k1", claim, Span("a1", 0, len(claim), claim)),),
        positions=tuple(
            Position("k1", label, count, (f"c{n}",), (), (Span(f"c{n}", 0, len(quote), quote),))
            for n, (label, count) in enumerate(sides, 1)
        ),
    )


def test_a_side_shows_its_people_and_a_quotation_with_its_author() -> None:
    """The count, the words, the name and the number."""
    said = _said(digest_card(_one_claim((StanceLabel.FAVOR, 3), (StanceLabel.AGAINST, 4)), _look()))
    assert "🟦 For · **3 of 7**\n> “Yes, keep it.”\n-# Ada #1" in said
    assert (
        "### Thesis · ¶1\n> The town should keep its market.\n🟦🟦🟦🟦🟧🟧🟧🟧🟧🟧 7 people" in said
    )


@pytest.mark.parametrize(("length", "shown"), [(Length.SHORT, False), (Length.FULL, True)])
def test_a_claim_without_sides_waits_for_the_full_length(length: Length, shown: bool) -> None:
    """Two lines of zeros tell a reader nothing; the line of what is left out counts it."""
    digest = counted_people((3, 1, 0, 0), (0, 0, 2, 2))
    assert ("### Claim 2" in _said(digest_card(digest, _look(length)))) is shown


def test_a_quotation_too_long_is_left_out_whole() -> None:
    """And the line says that there is more."""
    digest = _one_claim((StanceLabel.FAVOR, 3), quote="a" * 3_990)
    said = _said(digest_card(digest, _look()))
    assert "aaaa" not in said
    assert "not shown here: 1. **Longer** shows more" in said


def test_a_long_quotation_that_fits_is_whole() -> None:
    """Three thousand characters are shown to the last one."""
    digest = _one_claim((StanceLabel.FAVOR, 3), quote="a" * 3_000)
    assert "a" * 3_000 in _said(digest_card(digest, _look()))


def test_a_complete_message_says_nothing_of_more() -> None:
    """The line is there only where something is missing."""
    said = _said(digest_card(_one_claim((StanceLabel.FAVOR, 3)), _look(Length.FULL)))
    assert "Export" not in said


def test_the_page_is_linked_under_the_bots_own_words() -> None:
    """The title is text; the link says what it does."""
    digest = any_digest(3, 3, 3)
    said = _said(digest_card(digest, _look()))
    assert "[Open the article](<https://example.org/a?b=c_%28d%29>)" in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_line_of_what_is_left_fits_its_place(language: str) -> None:
    """In every language, for any count."""
    say = speak(language)
    lines = [say(f"digest.left_{way}", count=10**9) for way in ("longer", "export")]
    assert max(units(f"-# {line}\n") for line in lines) <= 160


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_fit_in_every_language(language: str) -> None:
    """Buttons and the menu's words."""
    digest = replace(any_digest(2, 9, 3), document=any_digest(2, 9, 3).document)
    assert _faults(digest_card(digest, _look(language=language))) == []


def test_the_contract_of_labels() -> None:
    """The English words are fixed."""
    card = digest_card(any_digest(2, 9, 3), _look())
    labels = ["Longer", "Shorter", "Ask about a claim", "Share", "Export", "Wrong?", "Fix split"]
    menu = _menu(card)
    assert (list(_buttons(card)), menu and menu.placeholder[:26]) == (
        labels,
        "Show the comments behind…"[:26],
    )


@pytest.mark.parametrize(
    ("length", "missing"), [(Length.GIST, "Shorter"), (Length.SHORT, ""), (Length.FULL, "Longer")]
)
def test_the_ends_of_length_have_one_way(length: Length, missing: str) -> None:
    """Nothing is longer than full or shorter than the gist."""
    labels = _buttons(digest_card(any_digest(2, 9, 3), _look(length)))
    assert {"Longer", "Shorter"} - set(labels) == ({missing} if missing else set())


@pytest.mark.parametrize(
    ("private", "shareable", "shared", "state"),
    [
        (True, True, False, False),
        (True, True, True, True),
        (True, False, False, None),
        (False, True, False, None),
    ],
)
def test_share_is_for_private_digests_and_works_once(
    private: bool, shareable: bool, shared: bool, state: bool | None
) -> None:
    """Shown where it may be used, disabled where it was."""
    look = replace(_look(), private=private, shareable=shareable, shared=shared)
    button = _buttons(digest_card(any_digest(2, 3, 3), look)).get("Share")
    assert (button.disabled if button else None) == state


def test_split_is_offered_only_where_it_is_unsure() -> None:
    """An even seed is unsure."""
    labels = [_buttons(digest_card(any_digest(seed, 3, 3), _look())) for seed in (2, 3)]
    assert ["Fix split" in found for found in labels] == [True, False]


def test_who_shared_it_is_named() -> None:
    """Their name does nothing but name them."""
    said = _said(digest_card(any_digest(2, 3, 3), replace(_look(), shared_by="<@1> Ann")))
    assert "-# Shared by \\<\\@1\\> Ann" in said


def test_choices_lead_to_their_comments() -> None:
    """A value names the claim and the side; the custom id names the digest."""
    menu = _menu(digest_card(_one_claim((StanceLabel.AGAINST, 2)), _look()))
    assert menu is not None
    press = read(menu.custom_id)
    assert press is not None
    assert (press.action, press.key, menu.choices[0].value) == (
        Action.COMMENTS,
        "k3y",
        "k1:against",
    )


def test_the_minority_stays_in_a_full_menu() -> None:
    """With more positions than choices, both sides of a claim go before neutral and unclear."""
    claims = tuple(Claim(f"k{n}", f"Claim {n}.") for n in range(1, 12))
    positions = tuple(
        Position(claim.id, label, 1, ("c1",)) for claim in claims for label in StanceLabel
    )
    digest = replace(_one_claim((StanceLabel.FAVOR, 1)), claims=claims, positions=positions)
    menu = _menu(digest_card(digest, _look()))
    assert menu is not None
    values = {choice.value for choice in menu.choices}
    assert {f"{c.id}:{side}" for c in claims for side in ("favor", "against")} <= values


def test_without_comments_there_is_no_menu() -> None:
    """Nor anything to ask about."""
    card = digest_card(replace(any_digest(3, 0, 3), positions=()), _look())
    assert (_menu(card), "Ask about a claim" in _buttons(card)) == (None, False)


def test_the_chart_has_its_words() -> None:
    """Who does not see the picture is told the same."""
    card = digest_card(_one_claim((StanceLabel.FAVOR, 3)), _look())
    pictures = [block for block in card.blocks if isinstance(block, Picture)]
    assert [(each.file, "3" in each.description) for each in pictures] == [("chart.png", True)]


def test_slurs_are_masked_where_asked() -> None:
    """In quotations too; the words stay."""
    digest = _one_claim((StanceLabel.FAVOR, 1), quote="You faggot.")
    said = [_said(digest_card(digest, replace(_look(), mask=mask))) for mask in (False, True)]
    assert ["“You faggot.”" in said[0], "“You ||faggot||.”" in said[1]] == [True, True]


def test_a_longer_message_says_no_less() -> None:
    """What the gist says stands in the longer ones too."""
    digest = any_digest(5, 12, 6, claims=1)
    gist, full = (digest_card(digest, _look(length)) for length in (Length.GIST, Length.FULL))
    texts = [block.markdown for block in gist.blocks if isinstance(block, Text)]
    assert texts[0].split("\n")[0] in _said(full)
    assert gist.characters < full.characters
