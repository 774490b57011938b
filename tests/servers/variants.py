"""The sites that one WordPress shows, each under a path of its own: themes, links, what is closed.

Read by the script that sets them up and by the tests.
"""

from dataclasses import asdict, dataclass
from typing import Any

THEMES = {
    "classic": "classic",  # of this folder: lists of comments as themes before 2014 write them
    "one": "twentytwentyone",
    "two": "twentytwentytwo",  # of blocks, its comments as one block of the old kind
    "three": "twentytwentythree",  # of blocks, its comments too
}
"""Short names of the themes, in the order they came."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One site: ``each`` is the threads on a page of comments, 0 for all on one page.

    ``rest`` is False where visitors may not use the interface; ``named`` is False where pages do
    not tell its place. ``pretty`` links have words in them.
    """

    name: str
    theme: str
    pretty: bool = True
    rest: bool = True
    named: bool = True
    each: int = 0
    depth: int = 10
    newest: bool = True


OPEN = (
    *(Variant(f"open-{short}", theme, each=20, depth=5) for short, theme in THEMES.items()),
    Variant("plain", "twentytwentyone", pretty=False),
    Variant("plain-three", "twentytwentythree", pretty=False, each=20),
    Variant("quiet", "twentytwentyone", named=False),
)
"""Sites whose interface gives every comment."""

CLOSED = tuple(Variant(f"closed-{short}", theme, rest=False) for short, theme in THEMES.items())
"""Sites where only the page itself tells, and tells all."""

PAGED = tuple(
    Variant(f"paged-{short}", theme, rest=False, each=20, newest=short in ("one", "three"))
    for short, theme in THEMES.items()
)
"""Sites where only the page itself tells, and shows twenty threads at once."""


def as_json() -> dict[str, dict[str, Any]]:
    """Every variant by its name."""
    return {each.name: asdict(each) for each in (*OPEN, *CLOSED, *PAGED)}
