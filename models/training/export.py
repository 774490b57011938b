"""Writes trained weights as they ship: half precision, tokenizer, calibration, card, checksums."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from models.engine.calibration import FILE, Calibration
from models.load import CHECKSUMS, digest


def export(
    model: Any, tokenizer: Any, folder: Path, card: str, calibration: Calibration | None = None
) -> None:
    """Fills ``folder`` with what ``from_pretrained`` reads; turns ``model`` itself to float16."""
    import torch

    folder.mkdir(parents=True, exist_ok=True)
    model.to(torch.float16).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    for path in folder.glob("*.safetensors"):
        path.chmod(0o644)  # safetensors writes for the owner alone; an installed package is shared
    (folder / "card.md").write_text(card, encoding="utf-8")
    if calibration is not None:
        written = json.dumps(asdict(calibration), indent=2)
        (folder / FILE).write_text(written + "\n", encoding="utf-8")
    sign(folder)


def sign(folder: Path) -> None:
    """Writes ``checksums.txt``, in the format of ``sha256sum``, over all other files."""
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.name != CHECKSUMS)
    lines = (f"{digest(path)}  {path.name}\n" for path in files)
    (folder / CHECKSUMS).write_text("".join(lines), encoding="utf-8")
