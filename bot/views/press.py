"""What a button, a menu or a form says when it is used: the words in its custom id.

Nothing here knows who may press; the id is public and is checked when it comes back.
"""

from dataclasses import dataclass
from enum import StrEnum

_MARK = "h"
_MAX = 100  # characters of a custom id, Discord's limit


class Action(StrEnum):
    """Everything that can be pressed."""

    CANCEL = "cancel"
    COMMENTS = "comments"
    PAGE = "page"
    LONGER = "longer"
    SHORTER = "shorter"
    ASK = "ask"
    SHARE = "share"
    EXPORT = "export"
    WRONG = "wrong"
    SPLIT = "split"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Press:
    """An action on what ``key`` names: a digest's key, or a job's for CANCEL."""

    action: Action
    key: str = ""
    argument: str = ""

    @property
    def custom_id(self) -> str:
        """At most 100 characters, read back by ``read``."""
        text = ":".join((_MARK, self.action.value, self.key, self.argument)).rstrip(":")
        if len(text) > _MAX:
            raise ValueError(f"a custom id of {len(text)} characters")
        return text


def read(custom_id: str) -> Press | None:
    """The press that ``custom_id`` says, or None where it is not one of ours."""
    mark, _, rest = custom_id.partition(":")
    action, _, rest = rest.partition(":")
    key, _, argument = rest.partition(":")
    if mark != _MARK or action not in set(Action):
        return None
    return Press(Action(action), key, argument)
