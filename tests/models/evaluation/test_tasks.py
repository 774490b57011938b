import gzip
import json

import pytest

from models.evaluation import keypoint, reply, stance, thread
from models.evaluation.rows import read_rows
from models.load import Parts
from models.types import ReplyScores, Scores

FAVOR, AGAINST, NEUTRAL = Scores(0.8, 0.1, 0.1), Scores(0.1, 0.8, 0.1), Scores(0.2, 0.1, 0.7)


class FromTable:
    """Every part at once, answering from a dict of pairs; the default for the rest."""

    def __init__(self, answers, default):
        self.answers, self.default = answers, default

    def classify(self, pairs):
        """The answer of each pair."""
        return [self.answers.get(pair, self.default) for pair in pairs]

    match = classify


def parts(answers, default=None):
    """Parts that all answer from one table."""
    table = FromTable(answers, default)
    return Parts(table, table, table, table, {}, threshold=0.5)


def written(folder, rows, name="x.jsonl"):
    """The path of a file with these rows."""
    path = folder / name
    text = "".join(json.dumps(row) + "\n" for row in rows)
    if name.endswith(".gz"):
        path.write_bytes(gzip.compress(text.encode()))
    else:
        path.write_text(text, encoding="utf-8")
    return path


def stance_rows(*labels):
    """One row a label, on the same topic."""
    return [{"topic": "t", "text": str(n), "label": x} for n, x in enumerate(labels)]


def test_stance_never_predicts_a_label_the_file_does_not_use(tmp_path):
    """A file of two labels is answered with two: the next best side counts."""
    path = written(tmp_path, stance_rows("favor", "against"))
    found = stance.evaluate(path, parts({("t", "0"): NEUTRAL, ("t", "1"): AGAINST}))
    assert found["accuracy"] == found["macro_f1"] == found["mean_f1"] == 1.0


def test_stance_splits_zero_and_few_shot(tmp_path):
    """Each share is measured by itself, and absent where no row is marked."""
    rows = stance_rows("favor", "against", "favor", "against")
    marked = [row | {"zero_shot": n < 2} for n, row in enumerate(rows)]
    answers = {("t", "0"): FAVOR, ("t", "1"): AGAINST}
    found = stance.evaluate(written(tmp_path, marked), parts(answers, AGAINST))
    assert found["macro_f1_zero_shot"] == 1.0 and found["macro_f1_few_shot"] == pytest.approx(1 / 3)
    plain = stance.evaluate(written(tmp_path, rows), parts(answers, AGAINST))
    assert not any("shot" in name for name in plain)


def test_stance_shows_the_post_that_is_answered(tmp_path):
    """The last post of the context goes with the text."""
    rows = [{"topic": "t", "text": "no", "label": "favor", "context": ["first", "last"]}]
    found = stance.evaluate(
        written(tmp_path, rows), parts({("t", "no | in reply to: last"): FAVOR}, AGAINST)
    )
    assert found["accuracy"] == 1.0


def test_reply_is_measured_on_gzipped_files(tmp_path):
    """Packed and plain files are read alike."""
    rows = [{"parent": "p", "reply": "r", "label": "agree"}]
    path = written(tmp_path, rows, "r.jsonl.gz")
    found = reply.evaluate(path, parts({}, ReplyScores(0.5, 0.3, 0.2)))
    assert found["n"] == 1 and found["macro_f1"] == 1.0 and found["file"] == "r.jsonl.gz"


def keypoint_rows(matches):
    """Two key points each for as many arguments as there are pairs of matches."""
    return [
        {"topic": "t", "stance": "favor", "argument": f"a{n}", "key_point": f"k{m}", "match": match}
        for n, pair in enumerate(matches)
        for m, match in enumerate(pair)
    ]


def test_keypoint_keeps_the_best_pair_and_the_better_half(tmp_path):
    """Four arguments leave two pairs; one of them right and first: 1 times one half."""
    rows = keypoint_rows([(1, 0), (0, 1), (1, 0), (1, 0)])
    scores = {("a0", "k0"): 0.9, ("a1", "k0"): 0.8, ("a2", "k0"): 0.3, ("a3", "k0"): 0.2}
    found = keypoint.evaluate(written(tmp_path, rows), parts(scores, 0.1))
    assert found["map_strict"] == found["map_relaxed"] == 0.5


def test_undecided_pairs_are_wrong_when_strict_and_right_when_relaxed(tmp_path):
    """The two readings of a missing label."""
    rows = keypoint_rows([(None, 0), (None, 0)])
    found = keypoint.evaluate(written(tmp_path, rows), parts({("a0", "k0"): 0.9}, 0.1))
    assert (found["map_strict"], found["map_relaxed"]) == (0.0, 1.0)


def threads(*golds):
    """One thread of two claims, a comment for each gold claim."""
    comments = [
        {"id": f"c{n}", "text": f"x{n}", "parent": None, "claim": gold}
        for n, gold in enumerate(golds)
    ]
    return [{"claims": ["yes", "no"], "comments": comments}]


def test_thread_side_is_the_claim_favored_more(tmp_path):
    """Against both, but less against the own one, is still the right side."""
    answers = {("yes", "x0"): Scores(0.3, 0.6, 0.1), ("no", "x0"): AGAINST}
    found = thread.evaluate(written(tmp_path, threads("yes")), parts(answers))
    assert found["accuracy"] == 1.0 and found["same_polarity"] == 1.0


def test_thread_abstention_is_no_side(tmp_path):
    """UNCLEAR on one claim is not the same side on both, and is counted as undecided."""
    answers = {("yes", "x0"): Scores(0.3, 0.45, 0.25), ("no", "x0"): AGAINST}
    found = thread.evaluate(written(tmp_path, threads("yes")), parts(answers))
    assert (found["same_polarity"], found["same_polarity_forced"]) == (0.0, 1.0)
    assert found["decided"] == 0.5


def test_thread_without_two_claims_is_not_measured(tmp_path):
    """Files of other threads give no figures, no error."""
    rows = [{"comments": [{"id": "c1", "text": "x", "parent": None}]}]
    assert thread.evaluate(written(tmp_path, rows), parts({}))["n"] == 0


@pytest.mark.parametrize("line", ["{", "[1]"])
def test_broken_line_is_named(tmp_path, line):
    """A line that is no object is reported with its number."""
    path = tmp_path / "bad.jsonl"
    path.write_text(f'{{"a": 1}}\n{line}\n', encoding="utf-8")
    with pytest.raises(ValueError, match="line 2"):
        read_rows(path)
