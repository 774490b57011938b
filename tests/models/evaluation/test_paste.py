import json
from pathlib import Path
from typing import Any

import pytest

from models.errors import DocumentError
from models.evaluation.paste import evaluate, score
from models.types import Article, Comment, Document


def gold(
    *comments: dict[str, Any], body: str = "One. Two.", family: str = "says"
) -> dict[str, Any]:
    """The split of one paste; what a comment leaves out is filled in."""
    filled = [
        {"author": "Ann", "date": None, "date_iso": None, "parent_index": None} | c
        for c in comments
    ]
    return {"id": "x", "family": family, "body": body, "comments": filled}


def found(*comments: Comment, body: tuple[str, ...] = ("One. Two.",)) -> Document:
    """What a fake splitter answers."""
    return Document(Article(paragraphs=body), comments)


def comment(number: int, text: str, author: str | None = "Ann", **more: Any) -> Comment:
    """A predicted comment."""
    return Comment(id=f"c{number}", author=author, text=text, **more)


@pytest.fixture
def row(tmp_path: Path) -> Any:
    """Scores one prediction against one gold split."""

    def scored(wanted: dict[str, Any], document: Document) -> dict[str, Any]:
        (tmp_path / "x.json").write_text(json.dumps(wanted), encoding="utf-8")
        (tmp_path / "x.txt").write_text("paste", encoding="utf-8")
        return score(tmp_path / "x.json", lambda text: document)[0]

    return scored


def test_perfect_split_scores_one(row: Any) -> None:
    """A split equal to the gold has every metric at one."""
    wanted = gold({"text": "Yes."}, {"text": "No.", "parent_index": 0, "date_iso": "2024-02-05"})
    exact = found(comment(1, "Yes."), comment(2, "No.", parent_id="c1", published="2024-02-05"))
    scored = row(wanted, exact)
    assert {
        scored[m] for m in ("boundary", "boundary_exact", "author", "date", "link", "body")
    } == {1}


def test_article_alone_has_no_authors_to_score(row: Any) -> None:
    """Without gold comments an empty list is right and author and date are undefined."""
    scored = row(gold(), found())
    assert (scored["boundary"], scored["link"], scored["author"]) == (1.0, 1.0, None)


def test_invented_comment_costs_boundary(row: Any) -> None:
    """A comment read into an article alone makes its boundary zero."""
    assert row(gold(), found(comment(1, "One.")))["boundary"] == 0.0


def test_left_over_button_is_near_but_not_exact(row: Any) -> None:
    """A button kept in a long comment still matches it, and is seen by the exact figure."""
    text = "one two three four five six"
    scored = row(gold({"text": text}), found(comment(1, f"{text} Reply")))
    assert (scored["boundary"], scored["boundary_exact"]) == (1.0, 0.0)


def test_comments_match_in_order(row: Any) -> None:
    """Two comments in the wrong order match only once."""
    scored = row(gold({"text": "A."}, {"text": "B."}), found(comment(1, "B."), comment(2, "A.")))
    assert scored["boundary"] == 0.5


def test_text_with_its_quotation_is_accepted(row: Any) -> None:
    """Any text of text_alt counts as the gold text."""
    wanted = gold({"text": "Indeed.", "text_alt": ["> A long quotation.\n\nIndeed."]})
    assert row(wanted, found(comment(1, "> A long quotation.\n\nIndeed.")))["boundary_exact"] == 1.0


def test_signs_of_scripts_without_spaces_are_compared(row: Any) -> None:
    """Japanese text matches by its signs, not as one word."""
    scored = row(
        gold({"text": "本当にお疲れさまでした"}), found(comment(1, "本当にお疲れさまでした。"))
    )
    assert scored["boundary"] == 1.0


@pytest.mark.parametrize(
    ("parent_ok", "parent_id", "expected"),
    [
        ([0], None, 0.0),
        ([0], "c1", 1.0),
        ([None, 0], None, 1.0),
        ([None, 0], "c1", 1.0),
        ([None, 0], "c2", 0.0),
        ([None], "c1", 0.0),
    ],
)
def test_links_honour_every_accepted_parent(
    row: Any, parent_ok: list[int | None], parent_id: str | None, expected: float
) -> None:
    """An edge is right when its parent is accepted; none is right when null is accepted."""
    wanted = gold(
        {"text": "A."},
        {"text": "B."},
        {"text": "C.", "parent_index": parent_ok[-1], "parent_ok": parent_ok},
    )
    split = found(comment(1, "A."), comment(2, "B."), comment(3, "C.", parent_id=parent_id))
    assert row(wanted, split)["link"] == expected


def test_figures_are_means_over_layouts(tmp_path: Path) -> None:
    """Three documents of one layout weigh as much as one of another."""
    golds = [gold({"text": "A."}, family=family) for family in ("says", "says", "says", "mail")]
    lines = [json.dumps({"text": g["family"], **g}) for g in golds]
    (tmp_path / "x.jsonl").write_text("\n".join(lines), encoding="utf-8")
    figures = evaluate(
        tmp_path / "x.jsonl", lambda text: found(comment(1, "A.")) if text == "mail" else found()
    )
    assert (figures["n"], figures["boundary"]) == (4, 0.5)


def test_what_no_paste_defines_is_left_out(tmp_path: Path) -> None:
    """Without a comment in the gold there are no authors to find."""
    (tmp_path / "x.jsonl").write_text(json.dumps({"text": "", **gold()}), encoding="utf-8")
    figures = evaluate(tmp_path / "x.jsonl", lambda _: found())
    assert (figures["file"], "author" in figures, "link" in figures) == ("x.jsonl", False, True)


def test_folder_without_pastes_is_an_error(tmp_path: Path) -> None:
    """Nothing to score is said, not scored."""
    with pytest.raises(DocumentError):
        evaluate(tmp_path)
