"""Picks the set of sentences that covers most of an article's likely summary words.

Maximum coverage of weighted words (Gillick and Favre 2009, "A scalable global model for
summarization"), with the weight of a word the chance that a summary holds it. Language-free: it
knows letters, places and counts, no dictionary.
"""

import itertools
import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Booleans = npt.NDArray[np.bool_]

_RUN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]+|[^\W_]+")
_UNSPACED = "\u0e00"  # scripts from here on that _RUN takes apart are read by pairs
_STEM = 6  # letters kept of a word, which folds most inflections of most languages

# A logistic model of "this word is in the summary". Its seven constants were chosen on
# development articles (169 of CNN/Daily Mail; there is no training set) and rounded: scores on
# those are in-sample.
_EARLY, _COMMON, _SHARE, _LENGTH, _NAME, _NUMBER, _BIAS = 2.0, 0.9, 2.0, 0.3, 0.4, 1.0, -3.7
_SUMMARY_WORDS = 50  # the length a summary is expected to have: what makes long sentences cost
_CANDIDATES = 12  # the best single sentences; all their subsets are compared


def tokens(text: str) -> list[str]:
    """Folded words of ``text``; pairs of characters for scripts written without spaces."""
    found: list[str] = []
    for run in _RUN.findall(text):
        if run[0] >= _UNSPACED and not run[0].isascii():
            found.extend(run[i : i + 2] for i in range(max(1, len(run) - 1)))
        else:
            found.append(run.lower()[:_STEM])
    return found


def reach(sentences: int) -> float:
    """Over how many sentences the weight of an early place decays: 4 in news, more in essays."""
    return max(4.0, sentences / 6)


class Coverage:
    """The words of an article's sentences and how likely a summary is to hold each.

    ``texts`` are all n sentences in reading order; indices below are indices into them.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        words = [tokens(text) for text in texts]
        counts = Counter(word for sentence in words for word in set(sentence))
        place = {word: index for index, word in enumerate(counts)}
        self._lengths = np.array([max(1, len(sentence)) for sentence in words], dtype=np.float64)
        self._holds = np.zeros((len(words), len(place)), dtype=np.float32)
        for row, sentence in enumerate(words):
            self._holds[row, [place[word] for word in sentence]] = 1
        self._weights = _weigh(list(place), self._holds, _names(texts))

    def single(self) -> Floats:
        """Shape (n,): the expected ROUGE-1 F of each sentence alone."""
        gains: Floats = 2 * (self._holds @ self._weights) / (self._lengths + _SUMMARY_WORDS)
        return gains

    def choose(
        self,
        allowed: Sequence[int],
        bonus: Floats,
        clash: Booleans,
        count: int,
        given: int | None = None,
    ) -> list[int]:
        """At most ``count`` of ``allowed``, in reading order, ``given`` among them.

        ``bonus`` (n,) is added as a mean over the set; ``clash`` (n, n) marks pairs that repeat
        each other, of which a set never holds both.
        """
        score = self.single() + bonus
        ranked = sorted(allowed, key=lambda index: -score[index])[:_CANDIDATES]
        if given is not None:
            ranked = [given, *[index for index in ranked if index != given]]
        for size in range(min(count, len(ranked)), 0, -1):
            sets = np.array(list(itertools.combinations(ranked, size)))
            if given is not None:
                sets = sets[(sets == given).any(axis=1)]
            pairs = itertools.combinations(range(size), 2)
            clean = ~np.any([clash[sets[:, i], sets[:, j]] for i, j in pairs] or False, axis=0)
            sets = sets[np.broadcast_to(clean, len(sets))]
            if len(sets):
                return sorted(int(index) for index in sets[self._value(sets, bonus).argmax()])
        return []

    def _value(self, sets: npt.NDArray[np.int64], bonus: Floats) -> Floats:
        held = np.maximum.reduce([self._holds[sets[:, j]] for j in range(sets.shape[1])])
        expected = 2 * (held @ self._weights) / (self._lengths[sets].sum(axis=1) + _SUMMARY_WORDS)
        value: Floats = expected + bonus[sets].mean(axis=1)
        return value


def _weigh(words: list[str], holds: npt.NDArray[np.float32], names: set[str]) -> Floats:
    if not words:
        return np.zeros(0)
    seen = holds.sum(axis=0).astype(np.float64)
    logit = (
        _EARLY * np.exp(-holds.argmax(axis=0) / reach(len(holds)))
        + _COMMON * np.log(seen)
        + _SHARE * seen / len(holds)
        + _LENGTH * np.array([len(word) / _STEM for word in words])
        + _NAME * np.array([word in names for word in words])
        + _NUMBER * np.array([word.isdigit() for word in words])
        + _BIAS
    )
    weights: Floats = 1 / (1 + np.exp(-logit))
    return weights


_NAME_IN_TEXT = re.compile(r"(?<=[\w,] )[^\W\d_a-zа-я]\w+")


def _names(texts: Sequence[str]) -> set[str]:
    """Words written with a capital inside a sentence."""
    found = (_NAME_IN_TEXT.findall(text) for text in texts)
    return {word.lower()[:_STEM] for names in found for word in names if word[0].isupper()}
