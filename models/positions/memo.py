"""Remembers vectors for the length of one digest, so that no sentence is embedded twice.

Knows nothing of the embedder behind it.
"""

from collections.abc import Sequence

import numpy as np

from models.protocols import Embedder, Vectors


class RememberingEmbedder:
    """An Embedder in front of another one; make one for each document and let it go after."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._known: dict[str, Vectors] = {}

    def embed(self, texts: Sequence[str]) -> Vectors:
        """As the embedder behind; each distinct text is sent once."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new or not texts:
            vectors = self._embedder.embed(new)
            if not texts:
                return vectors
            self._known.update(zip(new, vectors, strict=True))
        return np.stack([self._known[text] for text in texts])
