"""Decides the sides of all comments on one claim together, over the reply tree.

Exact sum-product on a forest (Pearl 1988; Kschischang, Frey & Loeliger 2001): each comment has its
own evidence, each reply ties it to what it answers. It reads no text.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from models.types import Claim, Comment, ReplyScores, Scores, Stance, StanceLabel

Table = npt.NDArray[np.float64]

LABELS = (StanceLabel.FAVOR, StanceLabel.AGAINST, StanceLabel.NEUTRAL)
STRENGTH = 0.6
_SIDES = np.array([[1.0, -1.0, 0.0], [-1.0, 1.0, 0.0], [0.0, 0.0, 0.0]])
_FLOOR = 1e-6


def decide(
    comments: Sequence[Comment],
    claim: Claim,
    scores: Mapping[str, Scores],
    replies: Mapping[str, ReplyScores],
    threshold: float,
    strength: float = STRENGTH,
) -> list[Stance]:
    """One ``Stance`` a comment, in order; UNCLEAR where the best side is under ``threshold``.

    ``replies`` holds, by the answering comment's id, how it meets its parent: to disagree with an
    opponent of the claim speaks for it, to agree with a critic speaks against it. A comment without
    ``scores`` has no evidence of its own and gets what its neighbours say. ``strength``, from 0 to
    below 1, is how far a certain reply binds the two sides.
    """
    at = {comment.id: index for index, comment in enumerate(comments)}
    parents = [_parent(comment, at, replies) for comment in comments]
    unary = np.array([_evidence(scores.get(comment.id)) for comment in comments]).reshape(-1, 3)
    ties = [_tie(replies.get(comment.id), strength) for comment in comments]
    beliefs = marginals(unary, parents, ties)
    return [
        _stance(comment.id, claim.id, belief, threshold)
        for comment, belief in zip(comments, beliefs.tolist(), strict=True)
    ]


def marginals(unary: Table, parents: Sequence[int | None], ties: Sequence[Table]) -> Table:
    """The exact marginals of a forest, shape (n, 3), rows summing to 1.

    ``ties[i]`` is the potential of (parent's side, own side) and is read only where ``parents[i]``
    is not None. Two passes in tree order, no recursion: a chain of 10,000 is as good as a star.
    """
    order = _outward(parents)
    upward = np.ones_like(unary)  # what a comment tells its parent
    below = unary.copy()  # its own evidence times what its replies tell
    for index, parent in reversed(order):
        if parent is not None:
            upward[index] = _normal(ties[index] @ below[index])
            below[parent] = _normal(below[parent] * upward[index])
    beliefs = np.empty_like(unary)
    for index, parent in order:
        told = np.ones(3)
        if parent is not None:
            told = _normal((beliefs[parent] / upward[index]) @ ties[index])
        beliefs[index] = _normal(below[index] * told)
    return beliefs


def _outward(parents: Sequence[int | None]) -> list[tuple[int, int | None]]:
    """(index, parent), every parent before its replies; a cycle is cut where it is first met."""
    replies: list[list[int]] = [[] for _ in parents]
    for index, parent in enumerate(parents):
        if parent is not None:
            replies[parent].append(index)
    order: list[tuple[int, int | None]] = []
    seen = [False] * len(parents)
    roots = [index for index, parent in enumerate(parents) if parent is None]
    for root in (*roots, *range(len(parents))):  # after the roots, only cycles are unseen
        waiting: list[tuple[int, int | None]] = [(root, None)]
        while waiting:
            index, parent = waiting.pop()
            if not seen[index]:
                seen[index] = True
                order.append((index, parent))
                waiting.extend((reply, index) for reply in replies[index])
    return order


def _parent(
    comment: Comment, at: Mapping[str, int], replies: Mapping[str, ReplyScores]
) -> int | None:
    """The index of the comment answered, where it is known how."""
    if comment.parent_id is None or comment.id not in replies:
        return None
    return at.get(comment.parent_id)


def _evidence(scores: Scores | None) -> tuple[float, float, float]:
    if scores is None:
        return (1 / 3, 1 / 3, 1 / 3)
    return (max(scores.favor, _FLOOR), max(scores.against, _FLOOR), max(scores.neutral, _FLOOR))


def _tie(reply: ReplyScores | None, strength: float) -> Table:
    """Above 1 for the pair of sides that the reply speaks for, below 1 for the other."""
    lean = reply.agree - reply.disagree if reply is not None else 0.0
    return np.asarray(1.0 + strength * lean * _SIDES)


def _normal(row: Table) -> Table:
    return np.asarray(row / row.sum())


def _stance(comment_id: str, claim_id: str, belief: Sequence[float], threshold: float) -> Stance:
    confidence = max(belief)
    torn = confidence - sorted(belief)[-2] < _FLOOR
    label = LABELS[belief.index(confidence)]
    if torn or confidence < threshold:
        label = StanceLabel.UNCLEAR
    return Stance(comment_id, claim_id, label, confidence)
