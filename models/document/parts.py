"""What a page is taken apart into before it is a Document: headers, layouts, drafts."""

from dataclasses import dataclass, field

from models.document.dates import Found
from models.document.headers import Reading
from models.document.lines import Line, join

Text = list[Line]


@dataclass(frozen=True, slots=True)
class Header:
    """One comment's header: lines ``first`` to ``last``; ``footer`` when it follows its text."""

    first: int
    last: int
    author: str | None
    date: Found | None
    indent: int = 0
    text: str | None = None
    answers: str | None = None
    ordinal: int | None = None
    nav: frozenset[str] = frozenset()
    children: int | None = None
    byline: bool = False
    key: str = ""
    handle: str | None = None
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """A hypothesis: its name, what one well-formed comment is worth, and its headers in order."""

    name: str
    weight: float
    headers: tuple[Header, ...]
    footer: bool = False


@dataclass(slots=True)
class Draft:
    """A comment being taken apart: its header, its lines, and what the page printed after them."""

    header: Header
    body: Text
    after: Text = field(default_factory=list)
    before: Text = field(default_factory=list)
    quoted: Text = field(default_factory=list)

    @property
    def text(self) -> str:
        """The comment's words."""
        return join(self.body)


def is_date_line(reading: Reading | None) -> bool:
    """Whether a line holds a date and no name."""
    return reading is not None and reading.date is not None and reading.author is None
