"""Measures sides in threads with two opposite claims: who holds which, who is said to refuse both.

A model that takes an angry tone for "against" refuses both claims; ``same_polarity`` shows it.
"""

from pathlib import Path
from typing import Any

from models.evaluation.metrics import accuracy
from models.evaluation.rows import Row, read_rows
from models.load import Parts
from models.stance.decide import decide
from models.types import Claim, Comment, ReplyScores, Scores, StanceLabel

_SIDES = frozenset((StanceLabel.FAVOR, StanceLabel.AGAINST))


def evaluate(path: Path, parts: Parts) -> dict[str, Any]:
    """One line of figures over the comments that have a gold ``claim``.

    ``accuracy``: the claim a comment favors more is its own. ``same_polarity``: the share labelled
    favor on both claims or against on both, as the product labels them; ``same_polarity_forced``
    is the same without UNCLEAR, and ``decided`` the share of labels that are not UNCLEAR.
    """
    gold: list[str] = []
    predicted: list[str] = []
    same = forced = decided = 0
    for thread in read_rows(path):
        if len(thread.get("claims") or ()) != 2:
            continue
        comments = [_comment(row) for row in thread["comments"]]
        scores = [_scores(comments, claim, parts) for claim in thread["claims"]]
        replies = _replies(comments, parts)
        free, firm = (
            [_labels(comments, given, replies, threshold) for given in scores]
            for threshold in (0.0, parts.threshold)
        )
        for at, row in enumerate(thread["comments"]):
            if row.get("claim") not in thread["claims"]:
                continue
            gold.append(row["claim"])
            lean = [given[row["id"]].favor - given[row["id"]].against for given in scores]
            predicted.append(thread["claims"][0 if lean[0] >= lean[1] else 1])
            same += _alike(firm[0][at], firm[1][at])
            forced += _alike(free[0][at], free[1][at])
            decided += sum(side[at] is not StanceLabel.UNCLEAR for side in firm)
    count = max(1, len(gold))
    return {
        "task": "thread",
        "file": path.name,
        "n": len(gold),
        "accuracy": accuracy(gold, predicted),
        "same_polarity": same / count,
        "same_polarity_forced": forced / count,
        "decided": decided / (2 * count),
    }


def _comment(row: Row) -> Comment:
    return Comment(
        id=row["id"], author=row.get("author"), text=row["text"], parent_id=row["parent"]
    )


def _scores(comments: list[Comment], claim: str, parts: Parts) -> dict[str, Scores]:
    found = parts.stance.classify([(claim, comment.text) for comment in comments])
    return {comment.id: score for comment, score in zip(comments, found, strict=True)}


def _replies(comments: list[Comment], parts: Parts) -> dict[str, ReplyScores]:
    texts = {comment.id: comment.text for comment in comments}
    answers = [x for x in comments if x.parent_id in texts]
    found = parts.replies.classify([(texts[x.parent_id or ""], x.text) for x in answers])
    return {comment.id: score for comment, score in zip(answers, found, strict=True)}


def _labels(
    comments: list[Comment],
    scores: dict[str, Scores],
    replies: dict[str, ReplyScores],
    threshold: float,
) -> list[StanceLabel]:
    decided = decide(comments, Claim("k1", ""), scores, replies, threshold)
    return [stance.label for stance in decided]


def _alike(first: StanceLabel, second: StanceLabel) -> bool:
    return first is second and first in _SIDES
