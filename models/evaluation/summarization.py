"""Scores a summarizer's three sentences against reference summaries, with the lead beside it.

Reads the project's JSON Lines (``article``, ``summary``, optional ``title``); knows no model.
"""

import gzip
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

from models.errors import DocumentError
from models.summary.lead import LeadSummarizer
from models.types import Article, Span

_SENTENCES = 3
_METRICS = ("rouge1", "rouge2", "rougeLsum")


class Extractor(Protocol):
    """What is measured: a summarizer that can be asked for a number of sentences."""

    def extract(self, article: Article, count: int) -> tuple[Span, ...]:
        """``count`` spans of ``article`` in reading order."""
        ...


def evaluate(path: Path, summarizer: Extractor) -> dict[str, Any]:
    """``{task, file, n, rouge1, rouge2, rougeLsum, lead_rouge1}``, mean F from 0 to 1.

    ``path`` is .jsonl or .jsonl.gz. ROUGE (Lin 2004) with stemming over three sentences a
    line each, against ``summary`` alone. Raises DocumentError on a file of another schema.
    """
    from rouge_score.rouge_scorer import RougeScorer

    scorer = RougeScorer(list(_METRICS), use_stemmer=True)
    totals = dict.fromkeys((*_METRICS, "lead_rouge1"), 0.0)
    lead, count = LeadSummarizer(), 0
    for article, reference in _rows(path):
        ours = scorer.score(reference, _join(summarizer.extract(article, _SENTENCES)))
        base = scorer.score(reference, _join(lead.extract(article, _SENTENCES)))
        for metric in _METRICS:
            totals[metric] += ours[metric].fmeasure
        totals["lead_rouge1"] += base["rouge1"].fmeasure
        count += 1
    means = {metric: round(total / max(1, count), 4) for metric, total in totals.items()}
    return {"task": "summarization", "file": path.name, "n": count, **means}


def _rows(path: Path) -> Iterator[tuple[Article, str]]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                row = json.loads(line)
                paragraphs = tuple(p.strip() for p in row["article"].split("\n") if p.strip())
                summary = row["summary"]
            except (ValueError, KeyError, AttributeError) as error:
                raise DocumentError(f"{path.name}:{number} is not a summarization row") from error
            yield Article(title=row.get("title"), paragraphs=paragraphs), summary


def _join(spans: Sequence[Span]) -> str:
    return "\n".join(span.text for span in spans)
