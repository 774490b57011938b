"""Scores a summarizer's three sentences against reference summaries, with the lead beside it.

Reads the project's JSON Lines (``article``, ``summary``, optional ``title``); knows no model.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

from models.errors import DocumentError
from models.evaluation.rows import read_rows
from models.protocols import Summarizer
from models.summary.lead import LeadSummarizer
from models.types import Article, Span

_SENTENCES = 3
_METRICS = ("rouge1", "rouge2", "rougeLsum")


class Extractor(Summarizer, Protocol):
    """What is measured: a summarizer that can also be asked for a number of sentences."""

    def extract(self, article: Article, count: int) -> tuple[Span, ...]:
        """``count`` spans of ``article`` in reading order."""
        ...


def evaluate(path: Path, summarizer: Extractor) -> dict[str, Any]:
    """``{task, file, n, rouge1, rouge2, rougeLsum, lead_rouge1}``, mean F from 0 to 1.

    ``path`` is .jsonl or .jsonl.gz. ROUGE (Lin 2004) with stemming over three sentences a
    line each, against ``summary`` alone. Raises DocumentError on a row of another schema,
    ValueError on a line that is no JSON object.
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
    for number, row in enumerate(read_rows(path), start=1):
        try:
            paragraphs = tuple(p.strip() for p in row["article"].split("\n") if p.strip())
            summary = row["summary"]
        except (KeyError, AttributeError) as error:
            raise DocumentError(f"{path.name}, row {number}: no article and summary") from error
        yield Article(title=row.get("title"), paragraphs=paragraphs), summary


def _join(spans: Sequence[Span]) -> str:
    return "\n".join(span.text for span in spans)
