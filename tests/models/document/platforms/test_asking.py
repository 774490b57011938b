"""Which platform a page names, what is asked of it, and what is asked when it fails."""

import json
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

from models.document import platforms
from models.document.platforms import Ask, Keys
from models.types import Feed, Page
from tests.models.document.platforms import recorded

_WORDPRESS = '<link rel="https://api.w.org/" href="https://x.example/wp-json/">'


def page(url: str, markup: str = "", *feeds: Feed, failed: tuple[str, ...] = ()) -> Page:
    """A linked page with what is known of it."""
    return Page(
        markup, "text/html", url, feeds=feeds, failed=tuple((name, "403") for name in failed)
    )


def asked(linked: Page, keys: Keys | None = None) -> list[str]:
    """The addresses that the page's platform asks for next."""
    platform = platforms.of(linked)
    return [ask.url for ask in platform.ask(linked, keys or Keys())] if platform else []


@pytest.mark.parametrize(
    "url",
    [
        "https://x.example/t/topic/31",
        "https://x.example/post/24",
        "https://x.example/@someone/1100",
        "https://x.example/s/abc123/title",
        "https://x.example/p/a-post",
        "https://x.example/item?id=100",
        "https://x.example/2024/05/01/name/",
        "https://notreddit.com/r/a/comments/18abc/x/",
        "https://lemmy.example/c/trams",
        "https://news.ycombinator.com/newest",
        "ftp://bsky.app/profile/a/post/b",
        "",
    ],
)
def test_an_address_alone_names_no_platform_of_many_hosts(url: str) -> None:
    """Shapes that any site may have are not guessed on."""
    assert platforms.candidates(page(url)) == ()


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://news.ycombinator.com/item?id=100", "hackernews"),
        ("https://lobste.rs/s/abc123", "lobsters"),
        ("https://old.reddit.com/r/a/comments/18abc/x/kk1/", "reddit"),
        ("https://redd.it/18abc", "reddit"),
        ("https://bsky.app/profile/did:plc:a/post/3kab", "bluesky"),
        ("https://youtu.be/abcdefghijk", "youtube"),
        ("https://m.youtube.com/shorts/abcdefghijk", "youtube"),
        ("https://www.nytimes.com/2024/05/01/opinion/subway.html", "nytimes"),
        ("https://rain.substack.com/p/wet-year", "substack"),
    ],
)
def test_sites_that_are_one_host_are_known_by_it(url: str, name: str) -> None:
    """Also before the page is there."""
    platform = platforms.of(page(url))
    assert platform is not None
    assert name == platform.NAME


@pytest.mark.parametrize(
    ("script", "values"),
    [
        (
            "var disqus_shortname = 'alpha'; var disqus_identifier = \"it's 1\";",
            {"f": ["alpha"], "t_i": ["it's 1"], "t_u": ["https://x.example/a"]},
        ),
        (
            "this.page.url = 'https://x.example/b'; // this.page.identifier = 'no'\n"
            "this.page.identifier = 'yes';\ns.src = 'https://beta.disqus.com/embed.js';",
            {"f": ["beta"], "t_i": ["yes"], "t_u": ["https://x.example/b"]},
        ),
        (
            "this.page.identifier = PAGE_IDENTIFIER;\n  // this.page.url = 'https://no.example'\n"
            "s.src = '//gamma.disqus.com/embed.js';",
            {"f": ["gamma"], "t_u": ["https://x.example/a"]},
        ),
    ],
)
def test_disqus_is_told_what_the_page_tells_it(script: str, values: dict[str, list[str]]) -> None:
    """Short name, identifier and address as the scripts set them; comments of theirs do not."""
    markup = f'<div id="disqus_thread"></div><script>{script}</script>'
    told = parse_qs(urlsplit(asked(page("https://x.example/a", markup))[0]).query)
    assert told == {"base": ["default"], **values}


def test_a_count_of_disqus_is_no_thread() -> None:
    """Lists of articles load the script that counts."""
    script = "<script src='https://alpha.disqus.com/count.js'></script>"
    assert platforms.of(page("https://x.example/", script)) is None


def test_disqus_comes_before_the_software_that_embeds_it() -> None:
    """A WordPress with Disqus keeps its comments there; its own are asked for if that fails."""
    markup = (
        f"{_WORDPRESS}<body class='postid-9'><div id='disqus_thread'></div>"
        "<script>s.src='https://a.disqus.com/embed.js'</script>"
    )
    named = platforms.candidates(page("https://x.example/a", markup))
    assert [platform.NAME for platform in named] == ["disqus", "wordpress"]


@pytest.mark.parametrize(
    "body",
    [
        "<body class='single postid-45'>",
        '<BODY CLASS="page page-id-45">',
        "<link rel='shortlink' href='https://x.example/?p=45' />",
        "<input type='hidden' name='comment_post_ID' value='45'>",
        '<link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/45">',
    ],
)
def test_a_wordpress_post_is_known_by_any_of_its_marks(body: str) -> None:
    """Class, short link, form and JSON link tell the number."""
    urls = asked(page("https://x.example/a", _WORDPRESS + body))
    assert [url.partition("&")[0] for url in urls] == [
        "https://x.example/wp-json/wp/v2/comments?post=45"
    ]


@pytest.mark.parametrize(
    "markup",
    [
        _WORDPRESS + "<body class='home blog'><input name='comment_post_ID' value='1'>",
        _WORDPRESS + "<body class='archive category'><link rel='alternate' "
        "type='application/json' href='https://x.example/wp-json/wp/v2/categories/3'>",
        _WORDPRESS + "<body>",
        "<body class='postid-45'>",
    ],
)
def test_a_page_that_is_no_wordpress_post_asks_for_nothing(markup: str) -> None:
    """Lists of posts, pages without a number, posts without an interface."""
    assert asked(page("https://x.example/", markup)) == []


def test_wordpress_pages_stop_at_the_cap() -> None:
    """However many the site says there are."""
    linked = page("https://x.example/a", _WORDPRESS + "<body class='postid-45'>")
    feed = Feed("wordpress", asked(linked)[0], "[]", (("x-wp-totalpages", "100000"),))
    more = asked(replace(linked, feeds=(feed,)))
    assert len(more) == platforms.caps(platforms.wordpress).requests - 1
    assert not any("&page=1&" in url for url in more)


def test_the_other_interface_of_lemmy_is_asked_where_one_fails() -> None:
    """Version 4 behind a page that tells no version."""
    linked = page("https://lemmy.example/post/7", failed=("lemmy",))
    assert all("/api/v4/" in url for url in asked(linked))


def test_a_handle_that_is_not_resolved_is_asked_for_itself() -> None:
    """Bluesky takes a handle in an address too."""
    linked = page("https://bsky.app/profile/who.example/post/3kab", failed=("bluesky",))
    assert "at%3A%2F%2Fwho.example%2F" in asked(linked)[0]


@pytest.mark.parametrize(
    ("url", "keys"),
    [
        ("https://www.reddit.com/comments/18abc/", Keys(reddit="s3cret")),
        ("https://www.youtube.com/watch?v=abcdefghijk", Keys(youtube="s3cret")),
    ],
)
def test_a_key_stands_in_a_header_alone(url: str, keys: Keys) -> None:
    """Addresses are kept and shown; without a key nothing is asked."""
    platform = platforms.of(page(url))
    assert platform is not None
    asks: tuple[Ask, ...] = platform.ask(page(url), keys)
    assert platform.ask(page(url), Keys()) == ()
    assert all("s3cret" in str(ask.headers) for ask in asks)
    assert "s3cret" not in f"{asks} {keys}"


def _hit(item: str, url: str, count: int) -> dict[str, object]:
    return {"objectID": item, "url": url, "num_comments": count, "title": "x"}


def test_the_thread_about_an_article_is_found() -> None:
    """The one with the most comments among those about this very address."""
    article = page("https://www.paper.example/bridge/?utm_source=x&b=2&a=1")
    search = platforms.discussions(article)[0]
    hits = [
        _hit("1", "https://paper.example/bridge?a=1&b=2", 3),
        _hit("2", "http://www.paper.example/bridge/?b=2&a=1", 40),
        _hit("3", "https://paper.example/bridges?a=1&b=2", 900),
        _hit("4x", "https://paper.example/bridge?a=1&b=2", 900),
    ]
    answered = replace(article, feeds=(Feed("hackernews", search.url, json.dumps({"hits": hits})),))
    items = platforms.discussions(answered)
    assert [ask.url for ask in items] == ["https://hn.algolia.com/api/v1/items/2"]


def test_a_thread_that_was_found_is_read() -> None:
    """The search itself holds no comments."""
    article = page("https://paper.example/bridge")
    told = recorded.recording("hackernews")["answers"][0]
    search = platforms.discussions(article)[0]
    hits = json.dumps({"hits": [_hit("100", "https://paper.example/bridge", 2)]})
    feeds = (Feed("hackernews", search.url, hits),)
    feeds = (*feeds, Feed("hackernews", told["url"], json.dumps(told["body"])))
    read = replace(article, feeds=feeds)
    assert platforms.discussions(read) == ()
    assert len(platforms.read(read).comments) == 2


@pytest.mark.parametrize("content", ['{"hits": []}', '{"hits": 3}', "<html>"])
def test_an_article_without_a_thread_asks_no_further(content: str) -> None:
    """One search, and no more."""
    article = page("https://paper.example/bridge")
    feed = Feed("hackernews", platforms.discussions(article)[0].url, content)
    assert platforms.discussions(replace(article, feeds=(feed,))) == ()


@pytest.mark.parametrize(
    "url", ["https://paper.example/", "https://news.ycombinator.com/item?id=1", "nonsense", ""]
)
def test_no_thread_is_looked_for_without_an_article(url: str) -> None:
    """A front page, a thread itself, and what is no address."""
    assert platforms.discussions(page(url)) == ()


def test_the_source_is_told() -> None:
    """Also beside another whose answer lists nothing."""
    told = recorded.recording("wordpress")
    linked = recorded.fetched(told)
    nothing = Feed("disqus", "https://disqus.com/x", "<html>")
    assert platforms.read(replace(linked, feeds=(nothing, *linked.feeds))).source == "wordpress"


@pytest.mark.parametrize(("counted", "total"), [(2, 2), (1, 2)])
def test_isso_counts_in_two_ways(counted: int, total: int) -> None:
    """New versions count replies among all comments, old ones beside them."""
    reply = {"id": 2, "parent": 1, "text": "<p>b</p>", "mode": 1}
    first = {"id": 1, "parent": None, "text": "<p>a</p>", "mode": 1, "replies": [reply]}
    first |= {"total_replies": 1, "hidden_replies": 0}
    told = {"id": None, "total_replies": counted, "hidden_replies": 0, "replies": [first]}
    feed = Feed("isso", "https://x.example/?uri=%2F", json.dumps(told))
    assert platforms.read(page("https://x.example/", "", feed)).total == total
