"""What can go wrong in the pipeline.

ModelsError
├── DocumentError      the page could not be taken apart (empty, binary, too large)
├── GroundingError     a span is not an exact slice of its source: a bug, never printed
└── WeightsError       a weights file is missing or is not the one that was shipped

Each carries one English sentence, a name that other languages have a sentence for, and the values
that stand in it; each survives pickling across processes.
"""


class ModelsError(Exception):
    """Base of the family; ``str(error)`` is one sentence, ``name`` says the same shorter."""

    name = "unexpected"

    def __init__(self, sentence: str, name: str = "", **values: int | str) -> None:
        super().__init__(sentence)  # one argument, so that it unpickles; the rest goes by state
        if name:
            self.name = name
        self.values = values


class DocumentError(ModelsError):
    """The page could not be taken apart."""

    name = "unreadable"


class GroundingError(ModelsError):
    """A span is not an exact slice of its source."""

    name = "grounding"


class WeightsError(ModelsError):
    """A weights file is missing or is not the one that was shipped."""

    name = "weights"
