"""A whole digest as one HTML file that runs nothing and asks nothing of the network."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from bot.views.outline import mark, outline
from bot.words import Words
from models.types import Digest

if TYPE_CHECKING:
    from jinja2 import Template

_FOLDER = Path(__file__).parent


def to_html(digest: Digest, say: Words) -> str:
    """The digest with every position, key point, quotation and comment; linear in its length."""
    return _template().render(whole=outline(digest, say), say=say, mark=mark)


@cache
def _template() -> "Template":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    room = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return room.get_template("digest.html")
