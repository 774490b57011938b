"""A digest as bytes and back, nothing lost: how it is handed between processes and kept.

JSON through pydantic, compressed, with the version of its shape; it never pickles, so bytes from
a database or another process can be wrong but not dangerous.
"""

import json
import zlib
from typing import Literal

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError

from models.errors import ModelsError
from models.types import Digest

MAX_UNPACKED = 256_000_000
"""Bytes of JSON that are taken out of a packing: some forty times a page of 10,000 comments."""

_SHAPE = TypeAdapter(tuple[Literal[1], Digest], config=ConfigDict(ser_json_inf_nan="constants"))
_VERSION: Literal[1] = 1  # of the shape of a digest; bytes of another version are refused
_LEVEL = 6


class PackingError(ModelsError):
    """The bytes are no packed digest: damaged, of another version, or too large unpacked."""


def pack(digest: Digest) -> bytes:
    """``digest`` as bytes that ``unpack`` gives back equal to it."""
    try:
        text = _SHAPE.dump_json((_VERSION, digest))
    except PydanticSerializationError:  # half of a surrogate pair, which UTF-8 cannot write
        text = json.dumps(_SHAPE.dump_python((_VERSION, digest), mode="json")).encode()
    return zlib.compress(text, _LEVEL)


def unpack(content: bytes, limit: int = MAX_UNPACKED) -> Digest:
    """The digest in ``content``; raises PackingError, also where it has over ``limit`` bytes.

    A page of 10,000 comments takes about a tenth of a second, most of it without letting other
    threads run.
    """
    text = _inflate(content, limit)
    try:
        return _SHAPE.validate_json(text)[1]
    except ValidationError:
        return _unpack_slowly(text)


def _inflate(content: bytes, limit: int) -> bytes:
    reader = zlib.decompressobj()
    try:
        text = reader.decompress(content, limit)
    except zlib.error as error:
        raise PackingError("a stored digest is damaged") from error
    if not reader.eof:
        at_fault = "too large" if reader.unconsumed_tail else "cut off"
        raise PackingError(f"a stored digest is {at_fault}")
    return text


def _unpack_slowly(text: bytes) -> Digest:
    """Through Python's own JSON, which reads halves of surrogate pairs."""
    try:
        return _SHAPE.validate_python(json.loads(text))[1]
    except (ValueError, RecursionError) as error:  # a ValidationError is a ValueError
        raise PackingError("a stored digest is damaged or of another version") from error
