"""What can go wrong in the pipeline.

ModelsError
├── DocumentError      the page could not be taken apart (empty, binary, too large)
├── GroundingError     a span is not an exact slice of its source: a bug, never printed
└── WeightsError       a weights file is missing or is not the one that was shipped

Each carries one sentence for its reader and survives pickling across processes.
"""


class ModelsError(Exception):
    """Base of the family; ``str(error)`` is one sentence."""


class DocumentError(ModelsError):
    """The page could not be taken apart."""


class GroundingError(ModelsError):
    """A span is not an exact slice of its source."""


class WeightsError(ModelsError):
    """A weights file is missing or is not the one that was shipped."""
