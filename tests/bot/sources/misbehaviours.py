"""Every misbehaviour of a server: statuses, types, encodings and lengths here, others beside."""

from collections.abc import Iterator

from tests.bot.sources.hostile_server import answer, endless, reset
from tests.bot.sources.misbehaviour import CHUNKED, HEAD, PAGE, TEXT, Case
from tests.bot.sources.odd_bodies import chunks, codings
from tests.bot.sources.odd_heads import heads, redirects


def _statuses() -> Iterator[Case]:
    for status, expected in {
        203: f"= {TEXT}",
        201: "bad_status",
        202: "bad_status",
        206: "bad_status",
        300: "bad_status",
        305: "bad_status",
        306: "bad_status",
        400: "bad_status",
        401: "needs_login",
        402: "needs_login",
        403: "site_refuses",
        404: "page_gone",
        405: "bad_status",
        406: "bad_status",
        407: "needs_login",
        408: "bad_status",
        410: "page_gone",
        418: "bad_status",
        429: "site_busy",
        451: "site_refuses",
        500: "site_broken",
        502: "site_broken",
        503: "site_busy",
        504: "site_broken",
        520: "site_broken",
        599: "site_broken",
        600: "bad_status",
        999: "bad_status",
    }.items():
        yield Case(f"status {status}", answer(status=f"{status} Odd"), expected)
    yield Case("nothing changed", answer(b"", status="304 Same"), "bad_status")
    for status in (204, 205):
        yield Case(f"status {status}", answer(b"", status=f"{status} None"), "empty_page")
    yield Case(
        "upgrade nobody asked for", b"HTTP/1.1 101 Switch\r\nUpgrade: x\r\n\r\n", "bad_status"
    )


def _types() -> Iterator[Case]:
    for kind in (
        "image/png",
        "image/svg+xml",
        "video/mp4",
        "audio/mpeg",
        "application/zip",
        "application/octet-stream",
        "application/x-shockwave-flash",
        "application/vnd.ms-excel",
        "application/javascript",
        "application/rss+xml",
        "application/xml",
        "text/css",
        "text/csv",
        "text/calendar",
        "multipart/form-data; boundary=x",
        "multipart/x-mixed-replace; boundary=x",
        "message/http",
        "font/woff2",
        "*/*",
        "text/*",
        "html",
        "text/htmlx",
        "te xt/html",
        "@everyone",
        "x" * 5_000,
    ):
        yield Case(f"type {kind[:40]}", answer(kind=kind), "not_a_page")
    for kind in ("text/html", "TEXT/HTML", "text/html;", "text/html; x=y", "application/xhtml+xml"):
        yield Case(f"type {kind}", answer(kind=kind), f"= {TEXT}")
    yield Case("no type", answer(kind=None), f"= {TEXT}")
    yield Case("an empty type", answer(kind=""), f"= {TEXT}")
    yield Case("two types", answer(PAGE, "Content-Type: text/html", kind="image/png"), f"= {TEXT}")
    yield Case("a picture called a page", answer(b"\x89PNG\r\n\x1a\n" + bytes(500)), "not_text")
    yield Case("text that is called a PDF", answer(kind="application/pdf"), "not_a_page")
    yield Case("a PDF called a page", answer(b"%PDF-1.7 x"), "= %PDF-1.7 x")


def _charsets() -> Iterator[Case]:
    for label in ("klingon", "utf-7", "hex", "rot13", "unicode_escape", "idna", "zlib", "x" * 300):
        kind = f"text/html; charset={label}"
        yield Case(f"charset {label[:20]}", answer(kind=kind), "unknown_charset")
    yield Case("charset of a path", answer(kind="text/html; charset=../../x"), "unknown_charset")
    meta = b'<meta charset="rot13">' + PAGE
    yield Case("charset of meta", answer(meta, kind="text/html"), "unknown_charset")
    for label in ("utf-8", "UTF8", '"utf-8"', "iso-8859-1", "shift_jis", "us-ascii"):
        kind = f"text/html; charset={label}"
        yield Case(f"charset {label}", answer(kind=kind), f"= {TEXT}")
    yield Case("an empty charset", answer(kind="text/html; charset="), f"= {TEXT}")
    yield Case("a mark before all", answer(b"\xef\xbb\xbf" + PAGE), f"= {TEXT}")
    wide = b"\xff\xfe" + TEXT.encode("utf-16-le")
    yield Case("a mark against the header", answer(wide), f"= {TEXT}")
    yield Case("zeros", answer(bytes(1_000)), "not_text")
    yield Case("broken UTF-8", answer(b"<p>a\xff</p>"), "= <p>a\ufffd</p>")


def _lengths() -> Iterator[Case]:
    yield Case("shorter than said", answer(length=500), "cut_off")
    yield Case("longer than said", answer(length=7), "bad_answer")
    yield Case("length of nothing", answer(b"", length=0), "empty_page")
    yield Case("blank", answer(b" \r\n\t \xef\xbb\xbf "), "empty_page")
    yield Case("a length of twenty megabytes", answer(length=20_000_000), "page_too_large")
    yield Case("a length beyond numbers", answer(length=10**30), "bad_answer")
    for length in ("-1", "+15", "0x0f", "15, 15", "15 15", "1e3", "", "fifteen", "15;"):
        raw = HEAD + f"Content-Length: {length}\r\n\r\n".encode() + PAGE
        yield Case(f"length {length!r}", raw, "bad_answer")
    two = HEAD + b"Content-Length: 15\r\nContent-Length: 16\r\n\r\n" + PAGE
    yield Case("two lengths", two, "bad_answer")
    yield Case("no length and a close", HEAD + b"\r\n" + PAGE, f"= {TEXT}")
    both = (
        HEAD
        + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\nf\r\n"
        + PAGE
        + b"\r\n0\r\n\r\n"
    )
    yield Case("length and chunks", both, "bad_answer")
    yield Case("cut in the body", reset(answer(length=500)), "cut_off")
    large = endless(HEAD + b"\r\n", b"<p>more</p>" * 5_000)
    yield Case("a page without end", large, "page_too_large")
    large = endless(CHUNKED, b"ffff\r\n" + b"x" * 0xFFFF + b"\r\n")
    yield Case("chunks without end", large, "page_too_large")


CASES = (
    *_statuses(),
    *_types(),
    *_charsets(),
    *_lengths(),
    *chunks(),
    *codings(),
    *heads(),
    *redirects(),
)
