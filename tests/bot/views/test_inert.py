"""Outside text in Discord keeps its words and does nothing."""

import itertools
import sys
import unicodedata
from collections.abc import Callable
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.views.card import units
from bot.views.escape import inert, plain
from bot.views.hidden import cleaned
from tests.bot.views.discord_markdown import read, seen

ZWSP, ZWJ, ZWNJ, RLO, SHY = "\u200b", "\u200d", "\u200c", "\u202e", "\u00ad"
HIDDEN = [ZWSP, ZWJ, ZWNJ, RLO, SHY, "\u2060", "\ufe0f", "\U000e0041", "\u034f", "\u3164", "\x00"]

MARKDOWN = """
**bold** | __under__ | *it* | _it_ | ***both*** | ~~gone~~
||hidden|| | `code` | ``co`de`` | # one | ## two | ### three | -# small
> quote | >>> all | - item | * item | + item | 1. item
12. item | 1) item | #one | -#small | **a | __a
a_b_c | a*b*c | \\**a** | \\\\**a** | \\`code` | **
****a**** | ~~a~~~ | |||a||| | ||a||b|| | _**~~a~~**_ | `a\\` | [ ] done | - [ ] task | ¯\\_(ツ)_/¯
"""
LINKS = """
https://evil.example/a | http://evil.example | HTTPS://EVIL.example | <https://evil.example>
[x](https://evil.example) | [x](<https://evil.example>)
[x]( https://evil.example "t" ) | [a][b](c)
![x](https://evil.example/a.png) | [**x**](https://evil.example)
[https://good.example](https://evil.example) | [x](http://a.example)[y](http://b.example) | [[x]](y)
steam://run/1 | ftp://evil.example | file:///etc/passwd | discord://-/users/1 | <steam://run/1>
mailto:a@evil.example | <mailto:a@evil.example>
tel:+491701234567 | <tel:+491701234567> | sms:+123456
a@evil.example | <a@evil.example> | +491701234567
<+491701234567> | javascript:alert(1) | data:text/html,x
www.evil.example | evil.example/path
//evil.example | \\https://evil.example | https:\\//evil.example
（https://evil.example） | “https://evil.example”
https://evil.example/_a_*b*~~c~~ | x:https://evil.example
https://evil.example/)** | <<https://evil.example>> | [x](javascript:alert(1)) | [x](discord.gg/abc)
ms-settings:privacy | spotify:track:1
https://xn--80ak6aa92e.com | https://evil。example/a | magnet:?x=1
"""
INVITES = """
discord.gg/abc | https://discord.gg/abc | discord.com/invite/abc | discordapp.com/invite/abc
DISCORD.GG/ABC | discord.gift/abc | discord.new/abc
discord。gg/abc | discord．gg/abc | discord｡gg/abc
discord․gg/abc | discord﹒gg/abc | ｄiscord.gg/abc | <discord.gg/abc> | (discord.gg/abc) | .gg/abc
canary.discord.com/invite/abc | ptb.discord.com/channels/1/2/3 | discord.gg\\/abc | discord\\.gg/abc
https://discord.com/channels/1/2/3 | discord.ｇｇ/abc | discord.gg/abc?event=1 | *discord*.gg/abc
"""
MENTIONS = """
<@1234567890> | <@!1234567890> | <@&1234567890> | <#1234567890> | @everyone | @here | @ann
<id:customize> | <id:browse> | <id:guide> | <id:home> | <id:linked-roles> | </digest:1234567890>
</a b c:123> | <:name:123> | <a:name:123> | :smile: | :+1: | :flag_us: | :100: | a:smile:b
:thumbsup::skin-tone-2: | <t:1700000000> | <t:1700000000:R> | <t:-1:F> | <sound:1:2> | <@1><@2>
<\\@123> | \\<@123> | \\\\<@123> | < @123> | <@123 | 12:100: | 12:30:smile: | <@1234567890>:
＜@123＞ | ＠everyone | ：smile： | ＃ one | ＊＊a＊＊ | ［x］（https://a.example）
‖a‖ | ＿＿a＿＿
"""
PATTERNS = [
    row
    for table in (MARKDOWN, LINKS, INVITES, MENTIONS)
    for line in table.strip().split("\n")
    for row in map(str.strip, line.split(" | "))
    if row
]
LINES = ["```js\nx```", "[x]\n(https://a.example)", "a\n# b", "**a\nb**", "a\n- b", "a\n\n> b"]
SPLIT = [
    f"{word[:at]}{hidden}{word[at:]}"
    for hidden, (word, at) in itertools.product(
        HIDDEN,
        [
            ("discord.gg/abc", 3),
            ("discord.gg/abc", 8),
            ("https://evil.example", 6),
            ("<@1234567890>", 1),
            ("**bold**", 1),
            ("[x](https://evil.example)", 3),
        ],
    )
]
PLACED = [
    f"{before}{row}" for before in ("\n", "a\n", " ", "\u2028", "\r\n ") for row in PATTERNS[:12]
]
HOSTILE = [*PATTERNS, *LINES, *SPLIT, *PLACED]
# Where views put outside text.
FRAMES = ["{}", "> {}", "> “{}”\n-# Ada", "- “{}” · 3", "-# By {} · x", "## {}", "a {} b", "{}{}"]
MARKS = "\\`*_~|<>[]()#@.:/+-!&0123456789 abgtix\n\u200b\u200d\ufe0f。：＊"


def test_the_table_is_large() -> None:
    """At least 150 rows, no two the same."""
    assert len(set(HOSTILE)) >= 150


def test_the_model_sees_what_is_live() -> None:
    """The rows are dangerous where nothing is done about them."""
    rows = [row for row in PATTERNS if read(row).live]
    assert len(rows) > 100


@pytest.mark.parametrize("row", sorted(set(HOSTILE)), ids=ascii)
def test_nothing_outside_is_live(row: str) -> None:
    """A hostile row does no more than plain words in the same place."""
    for frame in FRAMES:
        harmless = read(frame.replace("{}", "word")).rules
        assert read(frame.replace("{}", inert(row))).rules == harmless


@pytest.mark.parametrize("row", sorted(set(HOSTILE)), ids=ascii)
def test_words_are_kept(row: str) -> None:
    """A reader sees the same characters, white space and what is hidden apart."""
    assert read(inert(row)).seen == cleaned(row)


@given(st.text(st.sampled_from(MARKS), max_size=40))
def test_no_combination_is_live(text: str) -> None:
    """Whatever marks stand beside each other, nothing comes alive and nothing is lost."""
    reading = read(inert(text))
    assert (reading.live, reading.seen) == ([], cleaned(text))


@given(st.text(max_size=60), st.booleans())
def test_any_text_stays_on_its_line(text: str, mask: bool) -> None:
    """One line, no control, no bidi character, nothing invisible at its ends."""
    shown = inert(text, mask)
    bad = [char for char in shown if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp")]
    assert (bad, shown) == ([], shown.strip())


@given(st.text(max_size=60))
def test_any_text_is_found_again(text: str) -> None:
    """Who takes the backslashes out has the text that was cleaned."""
    assert seen(inert(text)) == cleaned(text)


@pytest.mark.parametrize("hidden", HIDDEN, ids=ascii)
def test_hidden_characters_are_dropped(hidden: str) -> None:
    """Between letters of a Latin word nothing invisible stays."""
    assert cleaned(f"dis{hidden * 3}cord") == "discord"


@pytest.mark.parametrize(
    "text",
    [
        "می\u200cخواهم",  # a Persian word
        "क्\u200dष",  # a conjunct asked for
        "ശ്രീ ന്\u200d",  # an old chillu at the end of a word
        "👩\u200d👧",
        "👨🏽\u200d🚀",
        "🏳️\u200d🌈",
        "❤️",
        "1️⃣",
        "🇩🇪",
        "schön naïve Їжак 日本語。次",
    ],
    ids=ascii,
)
def test_what_people_write_stays(text: str) -> None:
    """Joiners that are part of a word or of an emoji are part of the text."""
    assert cleaned(text) == text


@pytest.mark.parametrize("text", ["7.15 and 06:00", "in 2020. Then", "e-mail, x/y (z)", "a; b! c?"])
def test_plain_prose_needs_no_backslash(text: str) -> None:
    """What cannot be live is left as it is."""
    assert inert(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("You f4GG0t!", "You ||f4GG0t||!"),
        ("f@g and tr4nny.", "||f\\@g|| and ||tr4nny||."),
        ("Schwuchtel, maricón", "||Schwuchtel||, ||maricón||"),
        ("pédé підор", "||pédé|| ||підор||"),
        ("|faggot|", "\\|||faggot||\\|"),
        ("a faggoty bassoon, Scunthorpe", "a faggoty bassoon, Scunthorpe"),
    ],
)
def test_slurs_are_behind_bars(text: str, shown: str) -> None:
    """Whole words of the list are masked, their letters kept; parts of other words are not."""
    assert inert(text, mask=True) == shown


def test_masks_are_asked_for() -> None:
    """Without it, nothing is masked."""
    assert inert("faggot") == plain("faggot", 90) == "faggot"


def test_slurs_are_dots_where_bars_would_be_read() -> None:
    """The title of a thread or a line of a menu hides nothing."""
    assert plain("You f4GG0t! No fags.", 90, mask=True) == "You f•••••! No f•••."


def test_the_mask_is_all_that_is_live() -> None:
    """Next to any mark, the bars stay spoilers and the rest stays inert."""
    for before, after in itertools.product("|\\*_`[<:-", repeat=2):
        assert read(inert(f"x{before}fag{after}y", mask=True)).rules <= {"spoiler"}


@pytest.mark.parametrize(
    "unit", [*MARKS, "a\u0301", "👩\u200d", "क्\u200d", "fag ", "<:a:1>", "\\_"]
)
def test_time_is_linear(unit: str) -> None:
    """Ten times the text is about ten times the work, whatever is repeated."""
    small, large = (_steps(lambda n=n: inert(unit * n, mask=True)) for n in (500, 5_000))
    assert large <= 12 * small + 1_000


def test_two_hundred_kilobytes_are_one_pass() -> None:
    """The work for a character does not grow with the text around it."""
    text = "a\\*_~|`[]()<>:/.@# \u200d\u0301👩" * 9_000
    assert len(text) > 180_000
    assert len(inert(text, mask=True)) < 3 * len(text)


@given(st.text(max_size=80), st.integers(4, 60))
def test_plain_text_keeps_its_limit(text: str, limit: int) -> None:
    """Counted in UTF-16 units, on one line, an ellipsis only where something is missing."""
    shown = plain(text, limit)
    assert units(shown) <= limit
    assert shown == cleaned(text) or shown.endswith("…")


@pytest.mark.parametrize(
    "text", ["👩\u200d👧 " * 9, "🇩🇪🇫🇷" * 9, "👍🏽" * 9, "e\u0301" * 40, "क्षि" * 20]
)
def test_plain_text_is_cut_between_characters(text: str) -> None:
    """What people see as one character is there or not."""
    for limit in range(8, 24):
        kept, rest = plain(text, limit)[:-1], text[len(plain(text, limit)) - 1 :].lstrip()
        assert text.startswith(kept)
        assert not rest[:1] or unicodedata.category(rest[0]) not in ("Mn", "Mc", "Sk", "Cf")


def _steps(work: Callable[[], object]) -> int:
    """Calls of functions and methods that ``work`` makes, as the interpreter counts them."""
    count = 0

    def note(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count
