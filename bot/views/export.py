"""A digest as JSON: the shape other programs read, with every span beside its source."""

import json
from typing import Any

from bot.views.escape import escape_json
from bot.views.outline import noted
from bot.words import speak
from models.types import Claim, Comment, Digest, KeyPoint, Position, Reply, Span, Stance

Json = dict[str, Any]


def to_json(digest: Digest) -> str:
    """One JSON object as text, indented, with no control character in it."""
    return escape_json(json.dumps(to_dict(digest), ensure_ascii=False, indent=2))


def to_dict(digest: Digest) -> Json:
    """The object of ``to_json``: strings, numbers, lists and None only."""
    say, article, summary = speak(None), digest.document.article, digest.summary
    return {
        "title": article.title,
        "url": article.url,
        "language": article.language,
        "article": {
            "title": article.title,
            "author": article.author,
            "published": article.published,
            "paragraphs": list(article.paragraphs),
        },
        "comments": [_comment(comment) for comment in digest.document.comments],
        "summary": {
            "gist": _span(summary.gist) if summary.gist else None,
            "points": [_span(point) for point in summary.points],
        },
        "claims": [_claim(claim) for claim in digest.claims],
        "stances": [_stance(stance) for stance in digest.stances],
        "replies": [_reply(reply) for reply in digest.replies],
        "positions": [_position(position) for position in digest.positions],
        "notes": list(noted(digest, say)),
        "models": dict(digest.models),
    }


def _comment(comment: Comment) -> Json:
    return {
        "id": comment.id,
        "author": comment.author,
        "published": comment.published,
        "text": comment.text,
        "parent_id": comment.parent_id,
    }


def _span(span: Span) -> Json:
    return {"source": span.source, "start": span.start, "end": span.end, "text": span.text}


def _claim(claim: Claim) -> Json:
    return {
        "id": claim.id,
        "text": claim.text,
        "span": _span(claim.span) if claim.span else None,
    }


def _stance(stance: Stance) -> Json:
    return {
        "comment_id": stance.comment_id,
        "claim_id": stance.claim_id,
        "label": stance.label.value,
        "confidence": round(stance.confidence, 4),
    }


def _reply(reply: Reply) -> Json:
    return {
        "comment_id": reply.comment_id,
        "parent_id": reply.parent_id,
        "label": reply.label.value,
        "confidence": round(reply.confidence, 4),
    }


def _position(position: Position) -> Json:
    return {
        "claim_id": position.claim_id,
        "label": position.label.value,
        "people": position.people,
        "comment_ids": list(position.comment_ids),
        "key_points": [_key_point(point) for point in position.key_points],
        "quotes": [_span(quote) for quote in position.quotes],
    }


def _key_point(point: KeyPoint) -> Json:
    return {
        "span": _span(point.span),
        "comment_ids": list(point.comment_ids),
        "people": point.people,
    }
