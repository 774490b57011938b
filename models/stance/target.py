"""What a classifier is asked of a claim: the one statement of it that can be disputed.

English only, by finite verbs; it reads no meaning and changes no claim that is shown.
"""

from models.stance.assertion import assertion, finite

_JOINTS = ("and", "but")
_WORDS = 30  # a longer claim is no headline; it is asked as it stands


def target(claim: str) -> str:
    """``claim``, or of two statements that share a subject the one that asserts more.

    "The town is growing and should not tear down the hall" is asked as "The town should not tear
    down the hall": people who answer such a claim dispute its demand, hardly its news.
    """
    parts = _parts(claim)
    if not parts:
        return claim
    weights = [assertion(part) for part in parts]
    best = max(weights)
    return parts[weights.index(best)] if weights.count(best) == 1 else claim


def _parts(claim: str) -> tuple[str, str] | None:
    """The two statements joined by "and" or "but" over one subject, or None."""
    words = claim.split()
    verbs = [at for at, word in enumerate(words) if finite(word)]
    joints = [
        at
        for at, word in enumerate(words[:-1])
        if word.lower() in _JOINTS and finite(words[at + 1]) and verbs and verbs[0] < at
    ]
    if len(joints) != 1 or len(words) > _WORDS or not verbs[0]:
        return None
    subject, joint = words[: verbs[0]], joints[0]
    return " ".join(words[:joint]), " ".join((*subject, *words[joint + 1 :]))
