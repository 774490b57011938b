"""A failure that crossed the pipe becomes the error it was: the pipeline's own, or a JobError.

It knows the families that a task can raise; any other is a JobError by its name.
"""

from bot.errors import JobError
from bot.jobs.wire import Failed
from models.errors import DocumentError, GroundingError, ModelsError, WeightsError

_FAMILIES: dict[str, type[ModelsError]] = {
    family.__name__: family for family in (DocumentError, GroundingError, WeightsError)
}


def error(failed: Failed) -> JobError | ModelsError:
    """The error that ``failed`` tells of."""
    family = _FAMILIES.get(failed.family)
    if family is None:
        return JobError(failed.name)
    return family(failed.sentence, failed.name, **dict(failed.values))
