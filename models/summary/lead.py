"""The baseline: an article's first sentences, as they come.

Knows no model; it is what every other summarizer has to beat (Nenkova 2005).
"""

from models.document.sentences import sentences
from models.summary.boilerplate import furniture, heading
from models.summary.grounding import cut
from models.types import Article, Document, Length, Span, Summary

POINTS = {Length.GIST: 0, Length.SHORT: 3, Length.FULL: 5}


class LeadSummarizer:
    """Takes the first sentences that are not headings or the page's furniture."""

    def __init__(self, language: str | None = None) -> None:
        self._language = language

    def summarize(self, article: Article, length: Length) -> Summary:
        """The first sentence as gist, the next three or five as points."""
        first = self.extract(article, 1 + POINTS[length])
        if not first:
            return Summary()
        minor = tuple(range(POINTS[Length.SHORT], len(first) - 1))
        return Summary(gist=first[0], points=first[1:], minor=minor)

    def extract(self, article: Article, count: int) -> tuple[Span, ...]:
        """The first ``count`` sentences of ``article``."""
        document = Document(article)
        found: list[Span] = []
        for number, paragraph in enumerate(article.paragraphs, start=1):
            if heading(paragraph) and len(article.paragraphs) > 1:
                continue
            for start, end in sentences(paragraph, self._language or article.language):
                if len(found) == count:
                    return tuple(found)
                if not furniture(paragraph[start:end]):
                    found.append(cut(document, f"a{number}", start, end))
        return tuple(found)
