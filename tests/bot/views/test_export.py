"""The JSON has the promised keys and says what the digest says."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.views.digest import Look, digest_card
from bot.views.export import to_dict, to_json
from bot.views.markdown import to_markdown
from bot.views.terminal import render
from bot.words import speak
from models.types import (
    Article,
    Claim,
    Comment,
    Digest,
    Document,
    KeyPoint,
    Length,
    Note,
    Position,
    Reply,
    ReplyLabel,
    Span,
    Stance,
    StanceLabel,
    Summary,
)

SPAN = Span("c1", 0, 3, "Yes")
JSON_SPAN = {"source": "c1", "start": 0, "end": 3, "text": "Yes"}
DIGEST = Digest(
    document=Document(
        Article("Title", "Mara", "2025-05-01", "https://x.example", "Site", "en", ("One.",)),
        (Comment("c1", "Ada", "Yes \x1b[2J\u202e", None, "today"),),
    ),
    summary=Summary(None, (SPAN,)),
    claims=(Claim("k1", "Yes", SPAN), Claim("k2", "Mine")),
    stances=(Stance("c1", "k1", StanceLabel.FAVOR, 0.123456),),
    replies=(Reply("c1", "c1", ReplyLabel.AGREE, 0.5),),
    positions=(
        Position("k1", StanceLabel.FAVOR, 1, ("c1",), (KeyPoint(SPAN, ("c1",), 1),), (SPAN,)),
    ),
    notes=(Note("cut", (("characters", 1_000), ("left", 2))),),
    models={"stance": "small"},
)


def test_the_shape_is_the_promised_one() -> None:
    """Other programs read these keys."""
    assert to_dict(DIGEST) == {
        "title": "Title",
        "url": "https://x.example",
        "language": "en",
        "article": {
            "title": "Title",
            "author": "Mara",
            "published": "2025-05-01",
            "paragraphs": ["One."],
        },
        "comments": [
            {
                "id": "c1",
                "author": "Ada",
                "published": None,
                "text": "Yes \x1b[2J\u202e",
                "parent_id": None,
            }
        ],
        "summary": {"gist": None, "points": [JSON_SPAN]},
        "claims": [
            {"id": "k1", "text": "Yes", "span": JSON_SPAN},
            {"id": "k2", "text": "Mine", "span": None},
        ],
        "stances": [{"comment_id": "c1", "claim_id": "k1", "label": "favor", "confidence": 0.1235}],
        "replies": [{"comment_id": "c1", "parent_id": "c1", "label": "agree", "confidence": 0.5}],
        "positions": [
            {
                "claim_id": "k1",
                "label": "favor",
                "people": 1,
                "comment_ids": ["c1"],
                "key_points": [{"span": JSON_SPAN, "comment_ids": ["c1"], "people": 1}],
                "quotes": [JSON_SPAN],
            }
        ],
        "notes": ["The text was cut after 1,000 characters; 2 more were not read."],
        "models": {"stance": "small"},
    }


def test_json_keeps_the_text_and_writes_no_control_character() -> None:
    """Reading it back gives the text that the spans were cut from."""
    written = to_json(DIGEST)
    assert json.loads(written) == to_dict(DIGEST)
    assert not {"\x1b", "\u202e"} & set(written)


@pytest.mark.parametrize(
    "shown",
    [
        to_json,
        lambda digest: to_markdown(digest, speak(None)),
        lambda digest: render(digest, Length.FULL, 96, speak(None)).plain,
        lambda digest: str(digest_card(digest, Look("key", speak(None)))),
    ],
    ids=["json", "markdown", "terminal", "message"],
)
def test_a_note_of_another_version_is_left_out(shown: Callable[[Digest], str]) -> None:
    """A kept digest is still shown after an update that has no words for one of its notes."""
    old = replace(DIGEST, notes=(Note("of_old"), *DIGEST.notes))
    assert "1,000 characters" in shown(old) and "of_old" not in shown(old)
