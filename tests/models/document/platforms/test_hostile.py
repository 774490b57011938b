"""Answers that nobody documented: cut, changed, deep, huge; pages made to be slow."""

import copy
import json
import random
import time
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.document import platforms
from models.document.platforms import Found, Keys, PlatformError
from models.document.platforms.answer import parsed
from models.types import Feed, Page
from tests.models.document.platforms import recorded

_ODD: tuple[Any, ...] = (
    *(None, True, 0, -1, 10**400, 1e308, float("nan"), "", "0", "x", "1", "\ud800", "<b>&#x202e;"),
    *([], {}, [None], [[]], {"id": 1}, "2024-01-01T00:00:00Z", "9" * 5000),
)


def changed(value: Any, dice: random.Random) -> Any:
    """The value with a few places of it replaced, dropped or doubled."""
    value = copy.deepcopy(value)
    for _ in range(dice.randint(1, 6)):
        places: list[tuple[Any, Any]] = []
        stack = [value]
        while stack:
            node = stack.pop()
            if isinstance(node, dict | list):
                inside = node.items() if isinstance(node, dict) else enumerate(node)
                for at, child in inside:
                    places.append((node, at))
                    stack.append(child)
        if not places:
            return dice.choice(_ODD)
        node, at = dice.choice(places)
        if dice.random() < 0.7:
            node[at] = copy.deepcopy(dice.choice(_ODD))
        elif dice.random() < 0.5:
            del node[at]
        else:
            node[at] = [node[at], node[at]]
    return value


def check(page: Page) -> Found | None:
    """Reads the page; what is found holds to the contract."""
    try:
        found = platforms.read(page)
    except PlatformError:
        return None
    ids: set[str] = set()
    for place, comment in enumerate(found.comments, 1):
        assert comment.id == f"c{place}"
        assert comment.parent_id is None or comment.parent_id in ids
        assert comment.text.encode()
        assert (comment.author or "x").encode()
        ids.add(comment.id)
    return found


@pytest.mark.parametrize("name", recorded.NAMES)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32))
def test_changed_answers_are_read_or_refused(name: str, seed: int) -> None:
    """Nothing but PlatformError leaves, and parents stay comments before their replies."""
    dice = random.Random(seed)
    told = recorded.recording(name)
    for answer in told["answers"]:
        if dice.random() < 0.6:
            body = answer["body"]
            answer["body"] = (
                body[: dice.randint(0, len(body))]
                if isinstance(body, str)
                else json.dumps(changed(body, dice))[: dice.choice([None, None, 200])]
            )
    page = recorded.fetched(told)
    check(page)
    assert platforms.linked(page) is None or platforms.linked(page).startswith("http")


@pytest.mark.parametrize("name", recorded.NAMES)
@pytest.mark.parametrize(
    "body", ["", "null", "[]", "{}", "[[]]", '"x"', "<html>", "\x00", "1", "NaN"]
)
def test_answers_that_hold_nothing_are_refused(name: str, body: str) -> None:
    """The caller learns that it has to look elsewhere, or that nobody said anything."""
    told = recorded.recording(name)
    page = recorded.page_of(told)
    platform = platforms.of(page)
    assert platform is not None
    feeds = tuple(Feed(platform.NAME, answer["url"], body) for answer in told["answers"])
    found = check(replace(page, feeds=feeds))
    assert found is None or found.comments == ()


def test_a_thread_of_five_thousand_answers_to_answers_is_read() -> None:
    """JSON nested deeper than the standard reader goes."""
    start, end = '{"id":%d,"author":"a","text":"t","children":[', "]}"
    text = "".join(start % n for n in range(1, 5_002)) + end * 5_001
    feed = Feed("hackernews", "https://hn.algolia.com/api/v1/items/1", text)
    found = platforms.read(Page("", url="https://news.ycombinator.com/item?id=1", feeds=(feed,)))
    assert len(found.comments) == 5_000
    assert found.comments[-1].parent_id == "c4999"


def test_deep_json_is_read_as_shallow_json_is() -> None:
    """The reader without recursion agrees with the standard one."""
    inner = '{"a": [1, -2.5e3, "x\\"\\u00e9", null, true, {}, [], {"b": "c"}]}'
    deep = parsed("[" * 3_000 + inner + "]" * 3_000)
    for _ in range(3_000):
        deep = deep[0]
    assert deep == json.loads(inner)


@pytest.mark.parametrize(
    "text", ["[" * 1_000_000, '{"a":' * 200_000, "[" * 2_000 + "x", "[" + "9" * 9_999]
)
def test_json_that_never_ends_is_refused(text: str) -> None:
    """In time, and with the one error that callers know."""
    before = time.perf_counter()
    with pytest.raises(PlatformError):
        parsed(text)
    assert time.perf_counter() - before < 2


def test_twenty_thousand_comments_are_read_in_two_seconds() -> None:
    """Two hundred pages of WordPress, each answer with markup."""
    words = (
        "<p>The ferry is &#8220;late&#8221; <a href='x'>again</a>.</p>\n<p>Keep it.<br />Ann</p>"
    )
    rows = [
        {
            "id": n,
            "parent": n - 1 if n % 5 else 0,
            "author_name": f"Reader {n % 900}",
            "date_gmt": "2025-03-14T06:10:00",
            "content": {"rendered": words * 2},
        }
        for n in range(1, 20_001)
    ]
    feeds = tuple(
        Feed("wordpress", f"https://x.example/{at}", json.dumps(rows[at : at + 100]))
        for at in range(0, 20_000, 100)
    )
    before = time.perf_counter()
    found = platforms.read(Page("", "text/html", "https://x.example/", feeds=feeds))
    assert time.perf_counter() - before < 4  # a slow machine; 1.3 s where it was written
    assert len(found.comments) == 20_000


_SLOW = (
    *("<link ", '<link rel="', "<link a=", "<body ", "<script data-isso ", "embedVars disqus ="),
    *("disqus_shortname = '", "remark_config=", "DiscourseEmbed", "<meta name=generator content="),
    *(
        "theguardian.com/p/",
        "<input name=comment_post_ID ",
        '"blog":"1"_stq',
        "api.w.org <link x=y ",
    ),
    *("data-disqus-identifier <div ", "data-ghost-comments <script ", "isoData site_res"),
)


@pytest.mark.parametrize("piece", _SLOW)
def test_pages_made_to_be_slow_are_looked_at_in_time(piece: str) -> None:
    """A page of ten million characters costs the gateway less than a second or two."""
    content = piece * (10_000_000 // len(piece))
    before = time.perf_counter()
    for url in (
        "https://www.theguardian.com/a",
        "https://x.example/t/a/1",
        "https://x.example/p/x",
    ):
        for platform in platforms.candidates(Page(content, "text/html", url)):
            platform.ask(Page(content, "text/html", url), Keys())
    assert time.perf_counter() - before < 6


@given(url=st.text(max_size=80), markup=st.text(max_size=80))
def test_no_address_breaks_the_looking(url: str, markup: str) -> None:
    """Whatever an address holds, it names a platform or none."""
    for each in (url, f"https://{url}", f"https://x.example/t/{url}", f"https://[{url}"):
        page = Page(markup, "text/html", each, headers=(("link", url),))
        assert isinstance(platforms.candidates(page), tuple)
