"""The real worker over stand-ins for the models, told by words of the page what goes wrong."""

import os
import time
from collections.abc import Sequence
from dataclasses import replace

from bot.jobs.worker import main
from models.load import Parts
from models.types import Scores
from tests import fakes


class Obedient(fakes.WordStance):
    """Reads sides like ``WordStance``; some words have it fail, or take long."""

    def classify(self, pairs: Sequence[tuple[str, str]]) -> list[Scores]:
        """One answer a pair."""
        said = " ".join(text for _, text in pairs)
        print("a library prints", said)  # noqa: T201 - what is tested is that it does no harm
        if "recursion" in said:
            raise RecursionError(said)
        if "bug" in said:
            raise ValueError(said)
        if "slowly" in said:
            time.sleep(0.1)
        return super().classify(pairs)


def load() -> Parts:
    """The stand-ins."""
    os.write(1, b"something written to the standard output itself\n")
    return replace(fakes.parts(), stance=Obedient())


if __name__ == "__main__":
    os._exit(main(load))
