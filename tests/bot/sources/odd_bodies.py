"""Bodies that are framed or packed wrongly, or too well."""

import gzip
import zlib
from collections.abc import Iterator

import brotli
from backports import zstd

from tests.bot.sources.hostile_server import answer, endless
from tests.bot.sources.misbehaviour import CHUNKED, HEAD, PAGE, TEXT, Case

ZEROS = bytes(30_000_000)


def packed(body: bytes, coding: str) -> bytes:
    """An answer that names its coding."""
    return answer(body, f"Content-Encoding: {coding}")


def chunks() -> Iterator[Case]:
    """Chunked bodies."""
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


def codings() -> Iterator[Case]:
    """Packed bodies."""
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
