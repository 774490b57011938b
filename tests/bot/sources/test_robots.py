"""A robots.txt is read as RFC 9309 says, in linear time."""

import time

import pytest

from bot.sources.robots import read


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow:", "/a", True),
        ("user-AGENT : *\ndisALLOW : /a", "/a/b", False),
        ("User-agent: *\nDisallow: /a", "/b", True),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("User-agent: *\nAllow: /a\nDisallow: /a", "/a", True),
        ("User-agent: other\nDisallow: /", "/a", True),
        ("User-agent: Hustings\nDisallow: /\n\nUser-agent: *\nAllow: /", "/a", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: hustings/1.0\nDisallow: /x", "/a", True),
        ("User-agent: *\nDisallow: /\nUser-agent: hustings\nDisallow:", "/a", True),
        ("User-agent: a\nUser-agent: hustings\nUser-agent: b\nDisallow: /x", "/x", False),
        ("User-agent: hustingsbot\nDisallow: /", "/x", True),
        ("Disallow: /", "/x", True),
        ("User-agent: *\nDisallow: /*.php$", "/a/b.php", False),
        ("User-agent: *\nDisallow: /*.php$", "/a/b.php?x", True),
        ("User-agent: *\nDisallow: /a*b*c", "/a1b2c3", False),
        ("User-agent: *\nDisallow: /a*b*c", "/a1c2b3", True),
        ("User-agent: *\nDisallow: /a$", "/a", False),
        ("User-agent: *\nDisallow: /a$", "/ab", True),
        ("User-agent: *\nDisallow: /*?", "/a?b", False),
        ("User-agent: *\nDisallow: *print", "/a/print", False),
        ("User-agent: *\nDisallow: a", "/a", False),
        ("User-agent: *\nDisallow: /ä", "/%C3%A4", False),
        ("User-agent: *\nDisallow: /%7Ea", "/~a/b", False),
        ("User-agent: *\nDisallow: /*a$", "/a", False),
        ("User-agent: *\nDisallow: /a*a$", "/a", True),
        ("\ufeffUser-agent: *\nDisallow: /", "/a", False),
        ("User-agent: * # all\nDisallow: / # everything", "/a", False),
        ("User-agent: *\nCrawl-delay: 9\nDisallow: /a\nSitemap: x", "/a", False),
        ("<html><body>Not found: /</body></html>", "/a", True),
    ],
)
def test_a_path_is_allowed_or_not(text: str, path: str, allowed: bool) -> None:
    """Groups, the longest rule, wildcards and escapes."""
    assert read(text).allow(path) is allowed


@pytest.mark.parametrize(
    "text",
    [
        "User-agent: *\n" + "Disallow: /*a*b*c*d$\n" * 25_000,
        "User-agent: *\nDisallow: /" + "*a" * 240_000 + "$",
        "User-agent: *\nDisallow: " + "*" * 480_000 + "b",
        "User-agent: x\n" * 35_000,
        "\n" * 500_000,
        ":" * 500_000,
    ],
)
def test_a_hostile_file_takes_little_time(text: str) -> None:
    """Half a megabyte is read and asked in under a second."""
    start = time.process_time()
    read(text).allow("/" + "a" * 2_000)
    assert time.process_time() - start < 1.0
