"""Heads that are no HTTP or without end, and redirects that lead where nothing is read."""

from collections.abc import Iterator

from tests.bot.sources.hostile_server import answer, endless, redirect, reset, slowly, then_silent
from tests.bot.sources.misbehaviour import HEAD, LENGTH, PAGE, TEXT, Case


def heads() -> Iterator[Case]:
    """What comes before a body, or instead of one."""
    for name, raw in {
        "nothing": b"",
        "an empty line": b"\r\n",
        "garbage": b"\x00\x01\x02garbage\r\n\r\n",
        "plain text": b"Hello, I am not a web server.\r\n",
        "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(40),
        "SSH": b"SSH-2.0-OpenSSH_9.2\r\n",
        "Redis": b"-ERR unknown command\r\n",
        "HTTP/0.9": b"<html><p>Read me.</p></html>",
        "HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "HTTP/9.9": b"HTTP/9.9 200 OK\r\n" + LENGTH + PAGE,
        "no status": b"HTTP/1.1\r\n" + LENGTH + PAGE,
        "a status of words": b"HTTP/1.1 fine OK\r\n" + LENGTH + PAGE,
        "a status of four digits": b"HTTP/1.1 2000 OK\r\n" + LENGTH + PAGE,
        "a negative status": b"HTTP/1.1 -200 OK\r\n" + LENGTH + PAGE,
        "a header without colon": b"HTTP/1.1 200 OK\r\nNonsense\r\n" + LENGTH + PAGE,
        "a header without name": b"HTTP/1.1 200 OK\r\n: x\r\n" + LENGTH + PAGE,
        "a zero in a header": HEAD + b"X: a\x00b\r\n" + LENGTH + PAGE,
        "a space in a name": HEAD + b"X y : z\r\n" + LENGTH + PAGE,
        "cut in the status": b"HTTP/1.1 20",
        "cut in a header": b"HTTP/1.1 200 OK\r\nContent-Ty",
        "a line too long": b"HTTP/1.1 200 " + b"O" * 100_000 + b"\r\n" + LENGTH + PAGE,
        "a header too long": HEAD + b"X: " + b"x" * 100_000 + b"\r\n" + LENGTH + PAGE,
        "a name too long": HEAD + b"X" * 100_000 + b": x\r\n" + LENGTH + PAGE,
        "too many headers": HEAD + b"X: y\r\n" * 5_000 + LENGTH + PAGE,
    }.items():
        yield Case(f"head: {name}", raw, "bad_answer")
    yield Case("head: cut", reset(HEAD), "bad_answer")
    yield Case("head: reset at once", reset(b""), "bad_answer")
    yield Case("head: silence", then_silent(b""), "too_slow")
    yield Case("head: silence after a line", then_silent(b"HTTP/1.1 200 OK\r\n"), "too_slow")
    yield Case("head: silence after headers", then_silent(HEAD + b"\r\n"), "too_slow")
    yield Case("head: silence in the body", then_silent(answer(length=500)), "too_slow")
    yield Case("head: letter by letter", slowly(b"", HEAD + LENGTH, 0.05), "too_slow")
    yield Case("body: letter by letter", slowly(HEAD + LENGTH, PAGE, 0.2), "too_slow")
    yield Case("head: headers without end", endless(HEAD, b"X: y\r\n"), "bad_answer|too_slow")
    yield Case("head: one without end", endless(HEAD + b"X: ", b"y" * 5_000), "bad_answer|too_slow")
    yield Case(
        "head: status without end", endless(b"HTTP/1.1 200 ", b"O" * 5_000), "bad_answer|too_slow"
    )
    yield Case("head: garbage without end", endless(b"", b"\x00" * 5_000), "bad_answer|too_slow")
    early = b"HTTP/1.1 100 Continue\r\n\r\n"
    yield Case("head: one interim answer", early + answer(), f"= {TEXT}")
    hints = b"HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n"
    yield Case("head: early hints", hints * 3 + answer(), f"= {TEXT}")
    yield Case(
        "head: interim answers without end", endless(b"", early * 500), "bad_answer|too_slow"
    )
    yield Case("head: slow interim answers", endless(b"", early, 0.05), "too_slow")
    yield Case("head: hints without end", endless(b"", hints * 500), "bad_answer|too_slow")
    yield Case("head: lines end early", answer().replace(b"\r\n", b"\n"), f"= {TEXT}|bad_answer")
    yield Case("head: no reason", answer(status="200"), f"= {TEXT}")
    yield Case("head: HTTP/1.0", answer().replace(b"HTTP/1.1", b"HTTP/1.0"), f"= {TEXT}")
    yield Case("head: many cookies", answer(PAGE, *["Set-Cookie: a=b"] * 100), f"= {TEXT}")
    yield Case("head: an answer behind it", answer() + answer(b"<p>Smuggled</p>"), f"= {TEXT}")
    yield Case("head: a long policy", answer(PAGE, "CSP: " + "x" * 20_000), f"= {TEXT}")
    yield Case("head: folded", answer(PAGE, "X: a\r\n b"), f"= {TEXT}|bad_answer")
    yield Case("head: bytes above ASCII", answer(PAGE).replace(b"OK", b"\xff\xfe"), f"= {TEXT}")
    yield Case(
        "head: it refreshes", answer(PAGE, "Refresh: 0; url=http://127.0.0.1:1/"), f"= {TEXT}"
    )


def redirects() -> Iterator[Case]:
    """Where a page leads on to."""
    for to, expected in {
        "http://127.0.0.1:1/": "link_port",
        "http://127.0.0.1/": "private_address",
        "http://10.0.0.1/": "private_address",
        "http://169.254.169.254/latest/": "private_address",
        "http://[::1]/": "private_address",
        "http://[::ffff:127.0.0.1]/": "private_address",
        "http://localhost/": "link_host",
        "http://2130706433/": "link_number",
        "http://127.1/": "link_number",
        "//169.254.169.254/": "private_address",
        "//localhost/": "link_host",
        "file:///etc/passwd": "link_scheme",
        "ftp://www.example.com/": "link_scheme",
        "data:text/html,x": "link_scheme",
        "javascript:alert(1)": "link_scheme",
        "http://a@www.example.com/": "link_credentials",
        "http://www.example.com:22/": "link_port",
        "http://www.example.com\\@127.0.0.1/": "link_characters",
        "/a b": "link_characters",
        "http:/page": "link_malformed",
        "http://": "link_malformed",
        "http://[::1": "link_malformed",
        "//[x]/": "link_malformed",
        "/" + "a" * 3_000: "link_too_long",
        "/page": "too_many_redirects",
        "": "bad_redirect",
    }.items():
        yield Case(f"redirect to {to[:40]!r}", redirect(to), expected)
    bare = answer(b"", status="302 On")
    yield Case("redirect to nowhere", bare, "bad_redirect")
    two = answer(b"", "Location: /a", "Location: http://127.0.0.1:1/", status="302 On")
    yield Case("redirect two ways", two, "bad_answer")
    for status in (301, 303, 307, 308):
        yield Case(
            f"redirect {status} to private", redirect("http://10.0.0.1/", status), "private_address"
        )
    raw = redirect("/x").replace(b"/x", b"/\xff\xfe")
    yield Case("redirect in no text", raw, "link_characters")
