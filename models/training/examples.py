"""Turns the data sets into examples, claims now and then turned round: tone must not give the side.

It knows the schemas of the data folder; it knows no model.
"""

import random
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from models.evaluation.rows import Row, read_rows
from models.evaluation.stance import stance_text
from models.stance.opposite import deny, negate

LABELS = ("favor", "against", "neutral", "agree", "disagree", "reply_neutral", "match")
_SWAP = {"favor": "against", "against": "favor", "neutral": "neutral"}
_NLI = {"entailment": "favor", "contradiction": "against", "neutral": "neutral"}
_REPLY = {"agree": "agree", "disagree": "disagree", "neutral": "reply_neutral"}
_SAME_SIDE = ("support for {}", "{} is good", "in favor of {}", "We should support {}")
_OTHER_SIDE = ("opposition to {}", "against {}", "{} is bad", "We should oppose {}")
_TOPICS = ("vast", "semeval2016", "mtcsd")
_FLIP_TOPIC, _FLIP_CLAIM, _FLIP_NLI = 0.3, 0.3, 0.12


@dataclass(frozen=True, slots=True)
class Example:
    """Two texts, the output that is right for them, and its ``target``: 1, or 0 for no match."""

    first: str
    second: str
    label: str
    target: float = 1.0


Recipe = Callable[[Path, random.Random], Iterable[Example]]


def stage_one(data: Path, rng: random.Random) -> list[Example]:
    """Broad and short: inference pairs, all stance sets, weak replies, key points."""
    stance = {"vast": 0, "arc": 0, "semeval2016": 0, "perspectrum": 0, "ibm_claims": 0, "iam": 0}
    examples = [x for name in stance for x in _stance(data, name, rng)]
    examples += _sample(_stance(data, "ibm_argq30k", rng), 9000, rng)
    examples += _balanced(_stance(data, "mtcsd", rng), 1300, rng)
    examples += _balanced(_stance(data, "fnc1", rng), 600, rng)
    for name, most in (("snli_sample", 2200), ("cad_nli", 2800), ("conjnli", 700)):
        examples += _balanced(_nli(data, name, rng), most, rng)
    examples += _balanced(_nli(data, "climate_fever", rng), 1000, rng)
    examples += _nli(data, "healthver", rng)
    examples += _sides(data)
    examples += _balanced(_replies(data, "iac_weak"), 1000, rng)
    examples += _human_replies(data, rng)
    examples += _same_claim(data, "perspectrum", 3000, rng)
    examples += _same_claim(data, "ibm_argq30k", 2000, rng)
    examples += _balanced(_matches(data, "argkp2021"), 6000, rng)
    examples += _balanced(_matches(data, "perspectrum"), 3000, rng)
    return examples


def stage_two(data: Path, rng: random.Random) -> list[Example]:
    """What the product reads: comments on claims, replies labelled by people, key points."""
    examples = _sample(_stance(data, "vast", rng), 8500, rng)
    for name in ("arc", "ibm_claims", "semeval2016"):
        examples += _stance(data, name, rng)
    examples += _sides(data)
    for name, count in (("perspectrum", 6000), ("iam", 2500), ("ibm_argq30k", 6000)):
        examples += _sample(_stance(data, name, rng), count, rng)
    examples += _balanced(_stance(data, "mtcsd", rng), 500, rng)
    examples += _replies(data, "subreddit_agreement")
    examples += _balanced(_replies(data, "rumoureval2019"), 1200, rng)
    examples += _same_claim(data, "perspectrum", 1000, rng)
    examples += _balanced(_nli(data, "cad_nli", rng), 400, rng)
    examples += _balanced(_matches(data, "argkp2021"), 4500, rng)
    return examples


def stage_three(data: Path, rng: random.Random) -> list[Example]:
    """A short second look at comments and key points, at a low rate."""
    examples = _sample(_stance(data, "vast", rng), 5000, rng)
    examples += _stance(data, "arc", rng)
    examples += _stance(data, "ibm_claims", rng)
    examples += _sample(_sides(data), 1200, rng)
    examples += _sample(_stance(data, "semeval2016", rng), 1000, rng)
    examples += _sample(_replies(data, "subreddit_agreement"), 800, rng)
    examples += _balanced(_matches(data, "argkp2021"), 4300, rng)
    return examples


def stage_four(data: Path, rng: random.Random) -> list[Example]:
    """Threads in which anger stands on both sides: debates and replies by their authors' side."""
    examples = _sample(_stance(data, "vast", rng), 5000, rng)
    for name in ("arc", "ibm_claims"):
        examples += _stance(data, name, rng)
    examples += _sample(_stance(data, "semeval2016", rng), 1000, rng)
    examples += _sample(_stance(data, "ibm_argq30k", rng), 2000, rng)
    examples += _sides(data)
    examples += _sample(_camps(data, rng), 4000, rng)
    examples += _sample(_replies(data, "iac_weak"), 3000, rng)
    examples += _replies(data, "subreddit_agreement")
    examples += _balanced(_replies(data, "political_debates"), 300, rng)
    examples += _balanced(_matches(data, "argkp2021"), 2500, rng)
    return examples


def stage_five(data: Path, rng: random.Random) -> list[Example]:
    """Plain claims: every argument once, active or passive; texts that speak of something else."""
    argq = [_rephrase(x, rng) for x in _plain(data, "ibm_argq30k")]
    examples = [_flip_claim(x, rng, 0.1) for x in argq]
    for name in ("perspectrum", "iam", "ibm_claims"):
        examples += [_flip_claim(x, rng, 0.1) for x in _plain(data, name)]
    examples += _unrelated(examples, 3000, rng)
    examples += _sample(_plain(data, "vast"), 4500, rng)
    examples += _plain(data, "arc")
    examples += _sample(_sides(data), 2500, rng)
    examples += _replies(data, "subreddit_agreement")
    examples += _sample(_replies(data, "iac_weak"), 1500, rng)
    examples += _same_claim(data, "ibm_argq30k", 2000, rng)
    examples += _balanced(_matches(data, "argkp2021"), 4000, rng)
    return examples


def _load(data: Path, task: str, name: str) -> list[Row]:
    return read_rows(data / task / f"{name}.train.jsonl.gz")


def _stance(data: Path, name: str, rng: random.Random) -> list[Example]:
    flip = _flip_topic if name in _TOPICS else _flip_claim
    examples = []
    for row in _load(data, "stance", name):
        text = stance_text(row)
        example = Example(row["topic"], text, row["label"])
        flipped = flip(example, rng)
        if name == "arc" and flipped is not example:
            examples.append(example)
        examples.append(flipped)
    return examples


def _plain(data: Path, name: str) -> list[Example]:
    rows = _load(data, "stance", name)
    return [Example(row["topic"], stance_text(row), row["label"]) for row in rows]


_ACTIVE = re.compile(r"We should (?P<verb>ban|abolish|legalize|subsidize|end|adopt|abandon|limit"
                     r"|prohibit|introduce|cancel|close|stop) (?P<object>.+)$")  # fmt: skip
_PARTICIPLE = {"ban": "banned", "stop": "stopped", "abolish": "abolished"}


def _rephrase(example: Example, rng: random.Random) -> Example:
    """Now and then "We should ban X" as "X should be banned" or "Banning X is right"."""
    match = _ACTIVE.match(example.first)
    if match is None or rng.random() < 0.5:
        return example
    verb, thing = match["verb"], match["object"]
    participle = _PARTICIPLE.get(verb, f"{verb.rstrip('e')}ed")
    if rng.random() < 0.7:
        claim = f"{thing[0].upper()}{thing[1:]} should be {participle}"
    else:
        claim = f"It is right to {verb} {thing}"
    return replace(example, first=claim)


def _unrelated(examples: Sequence[Example], count: int, rng: random.Random) -> list[Example]:
    """Texts put to claims of another debate: neutral."""
    pairs = [(rng.choice(examples), rng.choice(examples)) for _ in range(count)]
    return [
        Example(one.first, other.second, "neutral")
        for one, other in pairs
        if not set(one.first.lower().split()) & set(other.first.lower().split()) - _COMMON
    ]


_COMMON = frozenset("we should not be a an the of to is are in and for it that true right".split())


def _camps(data: Path, rng: random.Random) -> list[Example]:
    """Forum debates: each post is on its author's side, whichever way the claim is turned."""
    examples = []
    for thread in _load(data, "thread", "iac"):
        target = thread["target"]
        for comment in thread["comments"]:
            if comment.get("side") not in ("pro", "anti") or len(comment["text"].split()) < 8:
                continue
            label = "favor" if comment["side"] == "pro" else "against"
            same = rng.choice(("{}", "support for {}", "in favor of {}")).format(target)
            other = rng.choice(("opposition to {}", "against {}")).format(target)
            examples.append(Example(same, comment["text"], label))
            examples.append(Example(other, comment["text"], _SWAP[label]))
    return examples


def _flip_topic(example: Example, rng: random.Random) -> Example:
    """A bare topic, now and then written as support (same label) or opposition (label swapped)."""
    if rng.random() >= _FLIP_TOPIC:
        return example
    if rng.random() < 0.4:
        return replace(example, first=rng.choice(_SAME_SIDE).format(example.first))
    flipped = rng.choice(_OTHER_SIDE).format(example.first)
    return replace(example, first=flipped, label=_SWAP[example.label])


def _flip_claim(example: Example, rng: random.Random, chance: float = _FLIP_CLAIM) -> Example:
    """A claim, now and then denied, with the label swapped."""
    if rng.random() >= chance:
        return example
    negated = negate(example.first) if rng.random() < 0.7 else None
    return replace(example, first=negated or deny(example.first), label=_SWAP[example.label])


def _nli(data: Path, name: str, rng: random.Random) -> list[Example]:
    rows = _load(data, "nli", name)
    pairs = (Example(row["hypothesis"], row["premise"], _NLI[row["label"]]) for row in rows)
    return [_flip_claim(pair, rng, _FLIP_NLI) for pair in pairs]


def _sides(data: Path) -> list[Example]:
    """Room for Debate: each comment, and its gist, for its own claim, against the opposite one."""
    examples = []
    for thread in _load(data, "thread", "rfd"):
        for comment in thread["comments"]:
            for claim in thread["claims"]:
                label = "favor" if claim == comment["claim"] else "against"
                examples.append(Example(claim, comment["text"], label))
                if comment.get("gist"):
                    examples.append(Example(claim, comment["gist"], label))
    return examples


def _replies(data: Path, name: str) -> list[Example]:
    rows = _load(data, "reply", name)
    return [Example(row["parent"], row["reply"], _REPLY[row["label"]]) for row in rows]


def _human_replies(data: Path, rng: random.Random) -> list[Example]:
    return [
        *_replies(data, "subreddit_agreement"),
        *_replies(data, "political_debates"),
        *_balanced(_replies(data, "rumoureval2019"), 1200, rng),
    ]


def _same_claim(data: Path, name: str, count: int, rng: random.Random) -> list[Example]:
    """Two texts on one claim: they agree when they take the same side, whatever their tone."""
    by_claim: dict[str, list[Row]] = {}
    for row in _load(data, "stance", name):
        by_claim.setdefault(row["topic"], []).append(row)
    claims = [rows for rows in by_claim.values() if len(rows) > 1]
    examples = []
    for _ in range(count):
        first, second = rng.sample(rng.choice(claims), 2)
        label = "agree" if first["label"] == second["label"] else "disagree"
        examples.append(Example(first["text"], second["text"], label))
    return examples


def _matches(data: Path, name: str) -> list[Example]:
    """(text, key point) pairs; undecided ones are left out."""
    rows = _load(data, "keypoint", name)
    return [
        Example(row["argument"], row["key_point"], "match", float(row["match"]))
        for row in rows
        if row["match"] is not None
    ]


def _sample(examples: Sequence[Example], count: int, rng: random.Random) -> list[Example]:
    return rng.sample(list(examples), min(count, len(examples)))


def _balanced(examples: Sequence[Example], most: int, rng: random.Random) -> list[Example]:
    """At most ``most`` examples a label (and a target)."""
    groups: dict[tuple[str, float], list[Example]] = {}
    for example in examples:
        groups.setdefault((example.label, example.target), []).append(example)
    return [x for key in sorted(groups) for x in _sample(groups[key], most, rng)]
