"""Bad input ends in a digest or in one line, quickly, and reaches no terminal unescaped."""

import unicodedata
from pathlib import Path

import pytest

from bot.cli import main
from tests import fakes

ARTICLE = (
    "A title for the page\n\n" + "The town should keep its market because people like it. " * 6
)
PASTES = {
    "five megabytes": ARTICLE + "The market matters to many people in this town. \n" * 100_000,
    "one huge comment": ARTICLE
    + "\n\n1 Comment\n\nAda\nMay 2, 2025 at 9:00 am\n"
    + "yes " * 125_000,
    "a huge word": ARTICLE + "\n\n1 Comment\n\nAda\nMay 2, 2025 at 9:00 am\n" + "y" * 500_000,
    "ten thousand comments": ARTICLE
    + "\n\n10000 Comments\n\n"
    + "".join(
        f"Person{n}\nMay 2, 2025 at 9:00 am\nyes, keep it, says number {n}.\nReply\n\n"
        for n in range(10_000)
    ),
    "one long chain": ARTICLE
    + "\n\n1000 Comments\n\n"
    + "".join(
        f"Person{n}\nMay 2, 2025 at 9:00 am\n@Person{n - 1} no, that is wrong, I am {n}.\nReply\n\n"
        for n in range(1_000)
    ),
    "blank lines": ARTICLE + "\n" * 100_000 + "the end",
    "only blank lines": "\n" * 100_000,
    "a million quote marks": ">" * 1_000_000,
    "deep quotes": "".join(">" * n + " text\n" for n in range(1_000)),
    "a million brackets": "[" * 1_000_000,
    "digits": "1 " * 200_000,
    "numbered lines": "".join(f"{n}. \n" for n in range(20_000)),
    "dates only": "May 2, 2025 at 9:00 am\n" * 5_000,
    "no spaces": "ab" * 500_000,
    "combining marks": "a" + "\u0301" * 100_000,
    "every control": "".join(map(chr, range(1, 32))) + ARTICLE,
    "emoji": "👩‍👧" * 50_000,
    "right to left": "\u202eevil\u202c " * 10_000,
}


@pytest.mark.parametrize("name", PASTES)
def test_every_input_ends_in_a_digest_or_one_line(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Status 0 with a digest or 1 with a line; never a traceback."""
    file = tmp_path / "paste.txt"
    file.write_text(PASTES[name], encoding="utf-8")
    code = main(["digest", str(file)], load=fakes.parts)
    printed = capsys.readouterr()
    errors = [line for line in printed.err.splitlines() if not line.endswith(" …")]
    assert (code, bool(printed.out), len(errors)) in [(0, True, 0), (1, False, 1)]


@pytest.mark.parametrize("as_json", [False, True])
def test_outside_text_cannot_command_the_terminal(
    as_json: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Escape sequences and overrides in names and texts stay text, in the view and in JSON."""
    evil = "\x1b]8;;http://evil\x07\x1b[2J\u202e[bold]red[/bold]\x9b31m\r\x7f"
    file = tmp_path / "paste.txt"
    file.write_text(
        f"A title {evil} here\n\n{ARTICLE[22:]}{evil}\n\n2 Comments\n\n"
        f"Ada {evil}\nMay 2, 2025 at 9:00 am\nyes {evil} keep it\nReply\n\n"
        f"Boris\nMay 2, 2025 at 9:05 am\nno {evil} do not\nReply\n"
    )
    main(
        ["digest", str(file), "--length", "full", *(["--json"] if as_json else [])],
        load=fakes.parts,
    )
    shown = capsys.readouterr().out
    assert "bold" in shown
    assert {char for char in shown if unicodedata.category(char) == "Cc"} == {"\n"}
    assert "\u202e" not in shown
