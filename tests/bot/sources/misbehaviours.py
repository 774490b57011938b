"""What a server may do wrong, and what becomes of it: the name of the error, or the text."""

import gzip
import zlib
from collections.abc import Iterator
from typing import NamedTuple

import brotli
from backports import zstd

from tests.bot.sources.hostile_server import (
    Script,
    answer,
    endless,
    redirect,
    reset,
    slowly,
    then_silent,
)

PAGE = b"<p>Read me.</p>"
TEXT = "<p>Read me.</p>"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
LENGTH = b"Content-Length: 15\r\n\r\n"
ZEROS = bytes(30_000_000)


class Case(NamedTuple):
    """A server's answer to the page's request; ``expected`` is an error's name or "= text"."""

    name: str
    script: Script
    expected: str


def packed(body: bytes, coding: str) -> bytes:
    """An answer that names its coding."""
    return answer(body, f"Content-Encoding: {coding}")


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


def _chunks() -> Iterator[Case]:
    good = b"f\r\n" + PAGE + b"\r\n0\r\n\r\n"
    yield Case("chunks", CHUNKED + good, f"= {TEXT}")
    yield Case("an extension", CHUNKED + b"f;a=b\r\n" + PAGE + b"\r\n0\r\n\r\n", f"= {TEXT}")
    yield Case("a trailer", CHUNKED + b"f\r\n" + PAGE + b"\r\n0\r\nA: b\r\n\r\n", f"= {TEXT}")
    for name, raw in {
        "size": b"zz\r\n" + PAGE,
        "negative size": b"-f\r\n" + PAGE + b"\r\n0\r\n\r\n",
        "size of a prefix": b"0xf\r\n" + PAGE + b"\r\n0\r\n\r\n",
        "size beyond numbers": b"f" * 40 + b"\r\n" + PAGE,
        "no size": b"\r\n" + PAGE + b"\r\n0\r\n\r\n",
        "too short a size": b"3\r\n" + PAGE + b"\r\n0\r\n\r\n",
    }.items():
        yield Case(f"chunks: {name}", CHUNKED + raw, "cut_off|bad_answer")
    for name, raw in {
        "no end": b"f\r\n" + PAGE + b"\r\n",
        "no last line": b"f\r\n" + PAGE + b"\r\n0\r\n",
        "cut": b"ff\r\n" + PAGE,
    }.items():
        yield Case(f"chunks: {name}", CHUNKED + raw, "cut_off")
    flood = endless(CHUNKED + b"f;", b"x" * 60_000)
    yield Case("an extension without end", flood, "page_too_large|bad_answer|cut_off")
    flood = endless(CHUNKED, b"1;" + b"e" * 50_000 + b"\r\nx\r\n")
    yield Case("a byte a chunk, its extension large", flood, "page_too_large|bad_answer|cut_off")
    flood = endless(CHUNKED + b"f\r\n" + PAGE + b"\r\n0\r\n", b"T: " + b"t" * 5_000 + b"\r\n")
    yield Case("trailers without end", flood, "page_too_large|bad_answer|cut_off")
    flood = endless(CHUNKED + b"f\r\n" + PAGE + b"\r\n0\r\nT: ", b"t" * 50_000)
    yield Case("a trailer without end", flood, "page_too_large|bad_answer|cut_off")
    slow = endless(CHUNKED, b"1\r\nx\r\n", 0.05)
    yield Case("a byte at a time", slow, "too_slow")
    both = HEAD + b"Transfer-Encoding: chunked, identity\r\n\r\n" + good
    yield Case("chunks within something", both, "bad_answer|cut_off|not_text")
    odd = HEAD + b"Transfer-Encoding: gzip\r\n\r\n" + gzip.compress(PAGE)
    yield Case("packed for the transfer", odd, "bad_answer|not_text|cut_off")


def _codings() -> Iterator[Case]:
    whole = {
        "gzip": gzip.compress(PAGE),
        "x-gzip": gzip.compress(PAGE),
        "deflate": zlib.compress(PAGE),
        "br": brotli.compress(PAGE),
        "zstd": zstd.compress(PAGE),
        "GZIP": gzip.compress(PAGE),
        "identity": PAGE,
        "": PAGE,
    }
    for coding, body in whole.items():
        yield Case(f"coding {coding!r}", packed(body, coding), f"= {TEXT}")
    for coding in ("gzip", "deflate", "br", "zstd"):
        cut = packed(whole[coding][:-5], coding)
        yield Case(f"{coding} cut", cut, "cut_off|bad_packing")
        yield Case(f"{coding} that is none", packed(PAGE, coding), "bad_packing|cut_off")
        yield Case(f"{coding} of nothing", packed(b"", coding), "empty_page")
        middle = bytearray(gzip.compress(bytes(range(256)) * 9) if coding == "gzip" else b"")
        middle = middle or bytearray(whole[coding])
        middle[len(middle) // 2] ^= 0xFF
        broken = packed(bytes(middle), coding)
        yield Case(f"{coding} broken", broken, "bad_packing|cut_off|not_text|= *")
    raw = zlib.compressobj(wbits=-15)
    bare = raw.compress(PAGE) + raw.flush()
    yield Case("deflate without its wrapping", packed(bare, "deflate"), f"= {TEXT}")
    yield Case("gzip and more", packed(whole["gzip"] + b"more", "gzip"), f"= {TEXT}")
    yield Case("gzip of two members", packed(whole["gzip"] * 2, "gzip"), f"= {TEXT * 2}")
    yield Case("gzip of many members", packed(gzip.compress(b"") * 5_000, "gzip"), "bad_packing")
    yield Case("zstd of two frames", packed(whole["zstd"] * 2, "zstd"), f"= {TEXT * 2}")
    frames = zstd.compress(b"") * 5_000
    yield Case("zstd of many frames", packed(frames, "zstd"), "bad_packing")
    window = zstd.compress(b"x" * 100, options={zstd.CompressionParameter.window_log: 27})
    yield Case("zstd of a large window", packed(window, "zstd"), "= *|bad_packing")
    for coding in (
        "compress",
        "bogus",
        "gzip, gzip",
        "gzip, br",
        "identity, gzip",
        "br,br,br",
        "*",
    ):
        yield Case(f"coding {coding}", packed(whole["gzip"], coding), "bad_packing")
    twice = answer(whole["gzip"], "Content-Encoding: gzip", "Content-Encoding: gzip")
    yield Case("two codings", twice, "bad_packing")
    yield Case("gzip that is not said", answer(whole["gzip"]), "not_text|= *")
    yield Case("a bomb of gzip", packed(gzip.compress(ZEROS), "gzip"), "page_too_large|too_dense")
    yield Case(
        "a bomb of deflate", packed(zlib.compress(ZEROS), "deflate"), "page_too_large|too_dense"
    )
    yield Case("a bomb of br", packed(brotli.compress(ZEROS), "br"), "page_too_large|too_dense")
    yield Case("a bomb of zstd", packed(zstd.compress(ZEROS), "zstd"), "page_too_large|too_dense")
    small = packed(gzip.compress(b" " * 5_000_000), "gzip")
    yield Case("a bomb below the limit", small, "too_dense")
    honest = packed(gzip.compress(b"<p>a</p>" * 10_000), "gzip")
    yield Case("a small page packed well", honest, "= *")


def _heads() -> Iterator[Case]:
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


def _redirects() -> Iterator[Case]:
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


CASES = (
    *_statuses(),
    *_types(),
    *_charsets(),
    *_lengths(),
    *_chunks(),
    *_codings(),
    *_heads(),
    *_redirects(),
)
