"""Places texts so that like meanings are near, with a text encoder; it groups nothing."""

from collections.abc import Sequence
from typing import Protocol

from models.protocols import Vectors


class TextReader(Protocol):
    """What the embedder needs of an encoder."""

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Shape (n, d), rows of unit length."""
        ...


class EncoderEmbedder:
    """An ``Embedder``: the mean of the token vectors (Reimers & Gurevych 2019)."""

    def __init__(self, reader: TextReader) -> None:
        self._reader = reader

    def embed(self, texts: Sequence[str]) -> Vectors:
        """A float32 array of shape (n, d), one row of unit length for each text, in order."""
        return self._reader.vectors(texts)
