"""Writes the opposite of a claim, so that a label can be checked against its mirror image.

English only, by the first auxiliary verb of the main clause; it reads no meaning.
"""

_MODALS = ("should", "must")
_AUXILIARIES = ("can", "could", "will", "would", "is", "are", "was", "were", "does", "do", "did")
_SUBORDINATE = frozenset(
    ("who", "that", "which", "if", "when", "because", "whose", "where", "while", "than", "as")
)
_CONTRACTED = {
    **{f"{verb}n't": verb for verb in (*_MODALS, *_AUXILIARIES)},
    "can't": "can",
    "won't": "will",
    "cannot": "can",
}
_QUESTIONS = ("should we ", "should you ")
_SENTENCE_WORDS = 5


def opposite(claim: str) -> str:
    """A claim that whoever holds ``claim`` denies: negated, or opposition to a mere topic."""
    negated = negate(claim)
    if negated is not None:
        return negated
    if len(claim.split()) >= _SENTENCE_WORDS:
        return deny(claim)
    return f"opposition to {claim}"


def deny(claim: str) -> str:
    """``claim`` as the content of a denial."""
    return f"It is not true that {claim}"


def negate(claim: str) -> str | None:
    """``claim`` with ``not`` put after its main auxiliary or taken away; None without one."""
    lowered = claim.lower()
    for question in _QUESTIONS:
        if lowered.startswith(question):
            return f"We should not {claim[len(question) :].rstrip('? ')}"
    words = claim.replace("’", "'").split()
    at = _auxiliary(words)
    if at is None:
        return None
    positive = _CONTRACTED.get(words[at].lower())
    if positive is not None:
        return " ".join((*words[:at], positive, *words[at + 1 :]))
    if words[at + 1 : at + 2] and words[at + 1].lower() == "not":
        return " ".join((*words[: at + 1], *words[at + 2 :]))
    return " ".join((*words[: at + 1], "not", *words[at + 1 :]))


def _auxiliary(words: list[str]) -> int | None:
    """Where the main auxiliary stands: a modal of duty first, never inside a subordinate clause."""
    lowered = [word.lower() for word in words]
    for group in (_MODALS, _AUXILIARIES):
        for at, word in enumerate(lowered):
            if at and _CONTRACTED.get(word, word) in group:
                return at
            if word in _SUBORDINATE and group is _AUXILIARIES:
                break
    return None
