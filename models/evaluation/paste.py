"""Scores the splitting of pastes against the split of a careful reader.

Knows the gold format (``tests/quality/pastes/README.md``), not how the splitter works. Every figure
is a mean over layouts (``family``) of the mean over their documents, from 0 to 1.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import mean
from typing import Any

from models.document.paste import parse
from models.errors import DocumentError
from models.evaluation.rows import Row, read_rows
from models.types import Comment, Document

METRICS = ("boundary", "author", "link", "body", "date", "boundary_exact")
SAME = 0.8  # token F1 from which two texts are one comment

Gold = dict[str, Any]
Pairs = dict[int, int]  # index of a gold comment -> index of the predicted one

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"))
# A word, or one sign of a script that is written without spaces.
_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\s\u3040-\u30ff\u3400-\u9fff]+")


def evaluate(path: Path, split: Callable[[str], Document] = parse) -> Row:
    """``{"task", "file", "n", boundary, author, link, body, date, boundary_exact}``.

    ``path`` is a gold ``.json`` with its ``.txt`` beside it, a folder of such pairs, or a
    ``.jsonl`` of ``{"text": paste, **gold}``. A metric that no document defines is left out
    (authors where no gold comment exists). Raises DocumentError where there is nothing to score.
    """
    rows = score(path, split)
    layouts: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        layouts[row["family"]].append(row)
    figures = {}
    for name in METRICS:
        known = [[r[name] for r in group if r[name] is not None] for group in layouts.values()]
        means = [mean(values) for values in known if values]
        if means:
            figures[name] = round(mean(means), 4)
    return {"task": "paste", "file": path.name, "n": len(rows), **figures}


def score(path: Path, split: Callable[[str], Document] = parse) -> list[Row]:
    """One row a document: its id, family, the number of comments (gold, found) and each metric."""
    rows = [_score(gold, split(text)) for text, gold in _pairs(path)]
    if not rows:
        raise DocumentError(f"{path} holds no paste with its split.")
    return rows


def _pairs(path: Path) -> Iterator[tuple[str, Gold]]:
    if path.suffix == ".jsonl":
        yield from ((gold["text"], gold) for gold in read_rows(path))
        return
    for file in sorted(path.glob("*.json")) if path.is_dir() else [path.with_suffix(".json")]:
        text = file.with_suffix(".txt").read_bytes().decode("utf-8")  # line ends are kept
        yield text, json.loads(file.read_text(encoding="utf-8"))


def _score(gold: Gold, found: Document) -> Row:
    wanted: list[Gold] = gold["comments"]
    pairs = _match(wanted, found.comments)
    exact = sum(
        _clean(found.comments[j].text) in map(_clean, _texts(wanted[i])) for i, j in pairs.items()
    )
    return {
        "id": gold.get("id"),
        "family": gold.get("family", gold.get("id")),
        "comments": len(wanted),
        "found": len(found.comments),
        "boundary": _f1(len(pairs), len(wanted), len(found.comments)),
        "boundary_exact": _f1(exact, len(wanted), len(found.comments)),
        "author": _share(wanted, pairs, lambda g, j: _same(g["author"], found.comments[j].author)),
        "date": _share(wanted, pairs, lambda g, j: g["date_iso"] == _minute(found.comments[j])),
        "link": _links(wanted, found.comments, pairs),
        "body": _overlap(_tokens(gold["body"]), _tokens("\n\n".join(found.article.paragraphs))),
    }


def _match(wanted: Sequence[Gold], found: Sequence[Comment]) -> Pairs:
    """The longest one-to-one, in-order pairing of comments with the same text."""
    left = [[_tokens(text) for text in _texts(gold)] for gold in wanted]
    right = [_tokens(comment.text) for comment in found]
    best = [[0] * (len(right) + 1) for _ in range(len(left) + 1)]
    same: set[tuple[int, int]] = set()
    for i in reversed(range(len(left))):
        for j in reversed(range(len(right))):
            best[i][j] = max(best[i + 1][j], best[i][j + 1])
            if any(_alike(text, right[j]) for text in left[i]):
                same.add((i, j))
                best[i][j] = max(best[i][j], 1 + best[i + 1][j + 1])
    pairs: Pairs = {}
    i = j = 0
    while i < len(left) and j < len(right):
        if (i, j) in same and best[i][j] == 1 + best[i + 1][j + 1]:
            pairs[i] = j
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


def _links(wanted: Sequence[Gold], found: Sequence[Comment], pairs: Pairs) -> float:
    """F1 over (child, parent) edges; any parent of ``parent_ok`` counts as the gold one."""
    number = {comment.id: j for j, comment in enumerate(found)}
    back = {j: i for i, j in pairs.items()}
    right = expected = 0
    for i, gold in enumerate(wanted):
        accepted = gold.get("parent_ok", [gold["parent_index"]])
        if i not in pairs:
            expected += None not in accepted
            continue
        parent = found[pairs[i]].parent_id
        at = None if parent is None else back.get(number.get(parent, -1), -1)
        hit = at in accepted
        right += hit and at is not None
        expected += at is not None if hit else gold["parent_index"] is not None
    return _f1(right, expected, sum(comment.parent_id is not None for comment in found))


def _share(wanted: Sequence[Gold], pairs: Pairs, same: Callable[[Gold, int], bool]) -> float | None:
    if not wanted:
        return None
    return mean(same(wanted[i], j) for i, j in pairs.items()) if pairs else 0.0


def _f1(hits: int, wanted: int, found: int) -> float:
    return 2 * hits / (wanted + found) if wanted + found else 1.0


def _overlap(one: "Counter[str]", other: "Counter[str]") -> float:
    return _f1((one & other).total(), one.total(), other.total())


def _alike(one: "Counter[str]", other: "Counter[str]") -> bool:
    sizes = one.total(), other.total()
    reachable = 2 * min(sizes) >= SAME * sum(sizes)  # cheap, and rules most pairs out
    return reachable and _overlap(one, other) >= SAME


def _texts(gold: Gold) -> list[str]:
    return [gold["text"], *gold.get("text_alt", [])]


def _clean(text: str) -> str:
    return " ".join(text.translate(_INVISIBLE).split())


def _tokens(text: str) -> "Counter[str]":
    return Counter(_TOKEN.findall(_clean(text)))


def _same(one: str | None, other: str | None) -> bool:
    return _clean(one or "") == _clean(other or "")


def _minute(comment: Comment) -> str | None:
    return comment.published[:16] if comment.published else None
