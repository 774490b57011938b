"""Reads the sides of comments and the replies among them, in chunks, as far as time allows.

It chooses who is read first; what a text means is the classifiers' business.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from models.positions.voices import voices
from models.protocols import ReplyClassifier, StanceClassifier
from models.stance.target import target
from models.types import Claim, Comment, Reply, ReplyLabel, ReplyScores, Scores

CHUNK = 32
"""Pairs between two looks at the clock, and between two reports: under a second on one core."""

REPLY_THRESHOLD = 0.5
"""A reply less sure than this is unclear."""

Report = Callable[[int, int], None]


def people_first(comments: Sequence[Comment], limit: int) -> list[Comment]:
    """At most ``limit`` comments in page order: everybody's first, then second ones, and so on.

    People are the voices of ``models.positions.voices``: a person's tenth comment, or the tenth
    copy of one, tells less than another's first.
    """
    voice = voices(comments)
    written: Counter[str] = Counter()
    turns = []
    for index, comment in enumerate(comments):
        turns.append((written[voice[comment.id]], index))
        written[voice[comment.id]] += 1
    return [comments[index] for index in sorted(index for _, index in sorted(turns)[:limit])]


def read_sides(
    classifier: StanceClassifier,
    claim: Claim,
    comments: Sequence[Comment],
    stop: Callable[[], bool],
    report: Report,
) -> dict[str, Scores]:
    """Scores by comment id; comments that ``stop`` left no time for are missing."""
    asked = target(claim.text)
    scores: dict[str, Scores] = {}
    for chunk in _chunks(comments, stop, report):
        answers = classifier.classify([(asked, comment.text) for comment in chunk])
        scores |= zip((comment.id for comment in chunk), answers, strict=True)
    return scores


def read_replies(
    classifier: ReplyClassifier,
    comments: Sequence[Comment],
    texts: dict[str, str],
    stop: Callable[[], bool],
    report: Report,
) -> dict[str, ReplyScores]:
    """Scores by the answering comment's id; ``texts`` holds what may be answered, by id."""
    replies = [comment for comment in comments if comment.parent_id in texts]
    scores: dict[str, ReplyScores] = {}
    for chunk in _chunks(replies, stop, report):
        pairs = [(texts[comment.parent_id or ""], comment.text) for comment in chunk]
        scores |= zip((comment.id for comment in chunk), classifier.classify(pairs), strict=True)
    return scores


def name_reply(comment: Comment, scores: ReplyScores | None) -> Reply:
    """Who answers whom, UNCLEAR without scores or where no label is likely enough."""
    assert comment.parent_id is not None
    if scores is None:
        return Reply(comment.id, comment.parent_id, ReplyLabel.UNCLEAR, 0.0)
    ranked = [
        (scores.agree, ReplyLabel.AGREE),
        (scores.disagree, ReplyLabel.DISAGREE),
        (scores.neutral, ReplyLabel.NEUTRAL),
    ]
    confidence, label = max(ranked)
    if confidence < REPLY_THRESHOLD:
        label = ReplyLabel.UNCLEAR
    return Reply(comment.id, comment.parent_id, label, confidence, scores)


def _chunks(
    comments: Sequence[Comment], stop: Callable[[], bool], report: Report
) -> Iterator[Sequence[Comment]]:
    for start in range(0, len(comments), CHUNK):
        if stop():
            return
        report(start, len(comments))
        yield comments[start : start + CHUNK]
