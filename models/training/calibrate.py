"""Fits a temperature and a shift for each group of outputs on development sets.

It changes no weight: it only makes the probabilities mean what they say (Guo et al. 2017).
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from models.engine.calibration import Calibration, Scale
from models.engine.encoder import Array, Source, open_classifier, open_embedder
from models.evaluation.rows import Row, read_rows
from models.evaluation.stance import stance_text
from models.positions.embedder import EncoderEmbedder
from models.positions.matching import EncoderMatcher
from models.stance.classifier import EncoderStance
from models.stance.replies import EncoderReplies

STANCE = ("vast", "arc", "semeval2016", "perspectrum", "ibm_claims", "ibm_argq30k", "iam", "mtcsd")
REPLY = ("subreddit_agreement", "rumoureval2019")
FORUM = ("subreddit_agreement",)  # tweets on rumours are nine in ten neutral, comments are not
MATCH = ("argkp2021",)
_MOST = 400
_STANCE_LABELS = ("favor", "against", "neutral")
_REPLY_LABELS = ("agree", "disagree", "neutral")


def calibrate(weights: Path, embedder: Path, data: Path, threshold: float) -> Calibration:
    """The scales for the classifier in ``weights`` beside ``embedder``, from dev sets of ``data``.

    At most 400 evenly spread rows of each set count, so that no set outweighs the others.
    """
    encoder = open_classifier(Source(str(weights)))
    stance = EncoderStance(encoder, mirror=10**9)
    replies = EncoderReplies(encoder)
    matcher = EncoderMatcher(encoder, None, EncoderEmbedder(open_embedder(Source(str(embedder)))))
    sides, side_gold = [], []
    for name in STANCE:
        rows = _rows(data, "stance", name)
        scores = stance.classify([(row["topic"], stance_text(row)) for row in rows])
        sides += [(x.favor, x.against, x.neutral) for x in scores]
        side_gold += [_STANCE_LABELS.index(row["label"]) for row in rows]
    answers, answer_gold = [], []
    for name in FORUM:
        rows = _rows(data, "reply", name)
        found = replies.classify([(row["parent"], row["reply"]) for row in rows])
        answers += [(x.agree, x.disagree, x.neutral) for x in found]
        answer_gold += [_REPLY_LABELS.index(row["label"]) for row in rows]
    matched, match_gold = [], []
    for name in MATCH:
        rows = [row for row in _rows(data, "keypoint", name) if row["match"] is not None]
        outputs = matcher.outputs([(row["argument"], row["key_point"]) for row in rows])
        matched += [(float(x), 0.0) for x in outputs]
        match_gold += [1 - int(row["match"]) for row in rows]
    match = fit(np.array(matched, dtype=np.float32), match_gold)
    return Calibration(
        stance=fit(np.log(np.array(sides, dtype=np.float32)), side_gold),
        reply=fit(np.log(np.array(answers, dtype=np.float32)), answer_gold),
        match=Scale(match.temperature, (round(match.shift[0] - match.shift[1], 4),)),
        threshold=threshold,
    )


def fit(logits: Array, gold: Sequence[int]) -> Scale:
    """The scale under which ``gold`` is likeliest; ``logits`` has shape (n, classes)."""
    import torch

    given, right = torch.from_numpy(logits), torch.tensor(gold)
    log_temperature = torch.zeros(1, requires_grad=True)
    shift = torch.zeros(logits.shape[1], requires_grad=True)
    optimizer = torch.optim.LBFGS([log_temperature, shift], max_iter=100)

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        scaled = given / log_temperature.exp() + shift
        loss = torch.nn.functional.cross_entropy(scaled, right)
        loss.backward()  # type: ignore[no-untyped-call]  # untyped in torch's stubs
        return loss

    optimizer.step(closure)  # type: ignore[no-untyped-call]  # untyped in torch's stubs
    centred = (shift - shift.mean()).detach().tolist()
    temperature = round(float(log_temperature.detach().exp()), 4)
    return Scale(temperature, tuple(round(float(x), 4) for x in centred))


def _rows(data: Path, task: str, name: str) -> list[Row]:
    rows = read_rows(data / task / f"{name}.dev.jsonl.gz")
    return rows[:: max(1, -(-len(rows) // _MOST))]
