import gzip
import json

import pytest

from models.errors import DocumentError
from models.evaluation.summarization import evaluate
from models.summary.lead import LeadSummarizer

ROW = {
    "article": "Bread is dear now.\nMilk is cheap again.\nEggs are gone today.\nSalt stays put.",
    "summary": "Bread is dear now.\nMilk is cheap again.\nEggs are gone today.",
}


@pytest.mark.parametrize("name", ["set.jsonl", "set.jsonl.gz"])
def test_lead_of_a_lead_reference_scores_one(tmp_path, name):
    """Three sentences are scored against the reference, plain or packed, blank lines or not."""
    opened = gzip.open if name.endswith(".gz") else open
    with opened(tmp_path / name, "wt", encoding="utf-8") as file:
        file.write(json.dumps(ROW) + "\n\n")
    assert evaluate(tmp_path / name, LeadSummarizer()) == {
        "task": "summarization", "file": name, "n": 1,
        "rouge1": 1.0, "rouge2": 1.0, "rougeLsum": 1.0, "lead_rouge1": 1.0,
    }  # fmt: skip


def test_file_of_another_schema_is_named(tmp_path):
    """The error says which row is not one."""
    path = tmp_path / "set.jsonl"
    path.write_text('{"text": "no article"}\n')
    with pytest.raises(DocumentError, match=r"set\.jsonl, row 1"):
        evaluate(path, LeadSummarizer())
