"""Reads JSON Lines, plain or gzipped; knows no task."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

Row = dict[str, Any]


def read_rows(path: Path) -> list[Row]:
    """Every non-blank line of ``.jsonl`` or ``.jsonl.gz``; ``ValueError`` names a bad line."""
    return list(_rows(path))


def _rows(path: Path) -> Iterator[Row]:
    with _opened(path) as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except json.JSONDecodeError as error:
                raise ValueError(f"{path.name}, line {number}: not JSON ({error.msg})") from error
            if not isinstance(row, dict):
                raise ValueError(f"{path.name}, line {number}: not a JSON object")
            yield row


def _opened(path: Path) -> IO[str]:
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8")
    return path.open(encoding="utf-8")
