"""The sites that one WordPress shows, each under a path of its own: themes, links, what is closed.

Read by the script that sets them up and by the tests; which themes there are, Debian decides.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

CLASSIC = "classic"
"""The theme of this folder: lists of comments as WordPress writes them for themes of before 2014,
whose times name no zone."""


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


def open_sites(themes: Sequence[str]) -> tuple[Variant, ...]:
    """Sites whose interface gives every comment."""
    return (
        *(Variant(f"open-{theme}", theme, each=20, depth=5) for theme in themes),
        *(Variant(f"plain-{theme}", theme, pretty=False, each=20) for theme in themes),
        *(Variant(f"quiet-{theme}", theme, named=False) for theme in themes),
    )


def closed_sites(themes: Sequence[str]) -> tuple[Variant, ...]:
    """Sites where only the page itself tells, and tells all."""
    return tuple(Variant(f"closed-{theme}", theme, rest=False) for theme in themes)


def paged_sites(themes: Sequence[str]) -> tuple[Variant, ...]:
    """Sites where only the page itself tells, and shows twenty threads at once."""
    return tuple(
        Variant(f"paged-{theme}", theme, rest=False, each=20, newest=at % 2 == 0)
        for at, theme in enumerate(themes)
    )


def as_json(themes: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Every site by its name."""
    sites = (*open_sites(themes), *closed_sites(themes), *paged_sites(themes))
    return {each.name: asdict(each) for each in sites}
