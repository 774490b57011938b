"""Names the parts of a profile and loads them: the only file that knows which weights are used."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from models.engine.calibration import Calibration, read_calibration
from models.engine.device import choose_device
from models.engine.encoder import Source, open_classifier, open_embedder
from models.errors import WeightsError
from models.positions.embedder import EncoderEmbedder
from models.positions.matching import EncoderMatcher
from models.protocols import Embedder, Matcher, ReplyClassifier, StanceClassifier
from models.stance.classifier import EncoderStance
from models.stance.replies import EncoderReplies

WEIGHTS = Path(__file__).parent / "weights"
CHECKSUMS = "checksums.txt"


@dataclass(frozen=True, slots=True)
class Parts:
    """The loaded models; ``names`` says what each is, ``threshold`` when to abstain."""

    stance: StanceClassifier
    replies: ReplyClassifier
    matcher: Matcher
    embedder: Embedder
    names: Mapping[str, str]
    threshold: float


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the parts come from; parts that name the same source share one model in memory."""

    stance: Source
    replies: Source
    matcher: Source
    embedder: Source


def embedded(weights: Path = WEIGHTS) -> Sources:
    """The weights that ship with the project, each file checked against its checksum."""
    for folder in ("crossencoder", "embedder"):
        verify(weights / folder)
    pairs = Source(str(weights / "crossencoder"))
    return Sources(pairs, pairs, pairs, Source(str(weights / "embedder")))


def load(sources: Sources | None = None) -> Parts:
    """Loads ``sources``, by default the shipped ones; raises ``WeightsError``."""
    chosen = sources or embedded()
    device = choose_device()
    pairs = {
        source: open_classifier(source, device)
        for source in dict.fromkeys((chosen.stance, chosen.replies, chosen.matcher))
    }
    stance, replies, matcher = (
        _calibration(x) for x in (chosen.stance, chosen.replies, chosen.matcher)
    )
    embedder = EncoderEmbedder(open_embedder(chosen.embedder, device))
    return Parts(
        stance=EncoderStance(pairs[chosen.stance], stance.stance),
        replies=EncoderReplies(pairs[chosen.replies], replies.reply),
        matcher=EncoderMatcher(pairs[chosen.matcher], matcher.match, embedder),
        embedder=embedder,
        names={
            part: _name(getattr(chosen, part))
            for part in ("stance", "replies", "matcher", "embedder")
        },
        threshold=stance.threshold,
    )


def verify(folder: Path) -> None:
    """Checks every file that ``checksums.txt`` lists (the format of ``sha256sum``).

    Raises ``WeightsError`` naming the first file that is missing or is not the one that shipped.
    """
    try:
        lines = (folder / CHECKSUMS).read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise WeightsError(f"the weights in {folder} have no readable {CHECKSUMS}") from error
    for line in lines:
        wanted, _, name = line.partition("  ")
        path = folder / name
        if not path.is_file():
            raise WeightsError(f"the weights file {path} is missing; reinstall the weights")
        if digest(path) != wanted:
            raise WeightsError(f"the weights file {path} is damaged; reinstall the weights")


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _calibration(source: Source) -> Calibration:
    folder = Path(source.name)
    return read_calibration(folder) if folder.is_dir() else Calibration()


def _name(source: Source) -> str:
    """A hub id with its revision; of a folder only its last name, paths are nobody's business."""
    folder = Path(source.name)
    if folder.is_dir():
        return folder.name
    return f"{source.name}@{source.revision}" if source.revision else source.name
