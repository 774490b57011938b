"""How one reader is shown a digest: length, words, and what they may do with it."""

from dataclasses import dataclass

from bot.words import Words
from models.types import Length


@dataclass(frozen=True, slots=True)
class Look:
    """What a message about the digest ``key`` depends on besides the digest.

    ``chart`` is the name of the attached picture. ``shareable`` shows the Share button, and
    ``shared`` tells that it was used. ``shared_by`` is who shared this very message; ``asked_by``
    is the id of who asked, where the message itself does not show it.
    """

    key: str
    say: Words
    length: Length = Length.SHORT
    mask: bool = False
    chart: str | None = None
    private: bool = False
    shareable: bool = False
    shared: bool = False
    shared_by: str | None = None
    asked_by: int | None = None
