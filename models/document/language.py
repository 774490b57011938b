"""Names the language of a text, or says that it cannot tell.

Knows nothing of which languages the shipped models cover; that is the weights' card's business.
"""

from functools import cache
from typing import Any

_SAMPLE = 4_000  # code points read; the detector's certainty does not grow beyond this
_PARTS = 4  # the sample is drawn from this many places, so that boilerplate on top cannot decide
_LETTERS = 12  # with fewer letters any answer is a guess
_CERTAIN = 0.6


def detect(text: str) -> str | None:
    """ISO 639-1 code of the language of ``text``; None when it is too short or mixed to tell.

    Reads at most 4,000 code points, so its time does not depend on the length of ``text``.
    Method: naive Bayes over byte n-grams (Lui and Baldwin 2012, "langid.py").
    """
    sample = _sample(text)
    if sum(character.isalpha() for character in sample) < _LETTERS:
        return None
    code, certainty = _identifier().classify(sample)
    # Some of its classes ("pcm", "zxx") have no two-letter code.
    return str(code) if certainty >= _CERTAIN and len(code) == 2 else None


def _sample(text: str) -> str:
    if len(text) <= _SAMPLE:
        return text
    part = _SAMPLE // _PARTS
    step = (len(text) - part) // (_PARTS - 1)
    return "\n".join(text[i * step : i * step + part] for i in range(_PARTS))


@cache
def _identifier() -> Any:
    # Loaded on first use: the model file takes a moment to unpack.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
