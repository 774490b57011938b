"""The posts and comments that the real servers are filled with, and what a reader must find.

Read by the scripts that fill the servers and by the tests that read them back.
"""

from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Berlin")
"""The time zone of the site; its summer and winter differ."""

_BEGIN = datetime(2025, 3, 29, 9, 0)  # the night after it clocks change
_PARAGRAPHS = (
    "The town council voted on Thursday to close the old harbour road to cars from the first of "
    "May, after a debate that lasted until midnight and filled every seat of the gallery.",
    "Supporters said that the road has seen eleven accidents in two years, that the school lies "
    "on it, and that the ferry company has long asked for a safer way for people on foot.",
    "Shopkeepers answered that half of their customers come by car. The owner of the bakery told "
    "the council that she had counted them for a week and had written every one of them down.",
    "The council promised a free bus every ten minutes and forty new places to park behind the "
    "station. It will look at the figures again in autumn, and the closure ends by itself after "
    "a year unless a majority votes to keep it.",
    "Engineers measured the noise at four houses along the road before the vote. It exceeded the "
    "limit for the night at three of them, mostly because of lorries on their way to the ferry.",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One comment: what is stored, and what must be read of it.

    ``minute`` counts from the first comment of all; ``state`` is WordPress's word for what
    happened to it, "1" for approved. ``reads`` is the text as lines, where it is not ``text``;
    ``markdown`` is what is typed where HTML is not understood.
    """

    key: int
    author: str
    text: str
    parent: int = 0
    minute: int = 0
    kind: str = "comment"
    state: str = "1"
    reads: tuple[str, ...] = ()
    markdown: str = ""

    @property
    def seen(self) -> bool:
        """Whether readers of the site see it as a comment."""
        return self.kind == "comment" and self.state == "1"

    @property
    def lines(self) -> tuple[str, ...]:
        """Its text as it must be read."""
        return self.reads or (self.text,)

    @property
    def local(self) -> datetime:
        """When it was written, on the site's clock."""
        return _BEGIN + timedelta(minutes=self.minute)

    @property
    def moment(self) -> datetime:
        """When it was written."""
        return self.local.replace(tzinfo=ZONE).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Thread:
    """One post with its comments."""

    key: int
    slug: str
    title: str
    rows: tuple[Row, ...]
    paragraphs: tuple[str, ...] = _PARAGRAPHS

    @property
    def seen(self) -> tuple[Row, ...]:
        """The comments that readers see."""
        return tuple(row for row in self.rows if row.seen)

    def parent(self, row: Row, depth: int | None = None) -> Row | None:
        """What ``row`` answers; as a page shows it that nests no deeper than ``depth``.

        Such a page lists all that lies deeper as answers to the last comment but one.
        """
        by_key = {each.key: each for each in self.rows}
        above: list[Row] = []
        while row.parent:
            row = by_key[row.parent]
            above.append(row)
        if depth is not None and len(above) >= depth:
            return above[len(above) - depth + 1]
        return above[0] if above else None


def _mixed() -> tuple[Row, ...]:
    """Everything that stands between comments, and text in every form a commenter may use."""
    return (
        Row(1001, "Anna Weber", "At last, the road was never safe for children.", 0, 0),
        Row(1002, "Bram", "Safe or not, my shop lives from those who drive.", 1001, 4),
        Row(
            1003,
            "Chiara Rossi",
            "<blockquote>my shop lives from those who drive</blockquote>\n\n"
            "So does mine, and I still want it <strong>closed</strong>.",
            1002,
            9,
            reads=(
                "> my shop lives from those who drive",
                "So does mine, and I still want it closed.",
            ),
            markdown="> my shop lives from those who drive\n\n"
            "So does mine, and I still want it **closed**.",
        ),
        Row(1004, "Cheap Pills", "Buy cheap pills here today.", 0, 12, state="spam"),
        Row(1005, "Waiting One", "This one waits for the moderator.", 0, 14, state="0"),
        Row(1006, "Dora", "This answers one that waits.", 1005, 15, state="0"),
        Row(1007, "Another Blog", "[...] as the council decided [...]", 0, 18, kind="pingback"),
        Row(1008, "Track Back", "A trackback from elsewhere.", 0, 19, kind="trackback"),
        Row(1009, "Thrown Away", "This went into the bin.", 1001, 20, state="trash"),
        Row(
            1010,
            "Émile Übergrün",
            "First line\nsecond line\n\nNew paragraph with a "
            '<a href="https://example.org/figures">link to the figures</a> &amp; an emoji 🚲.',
            0,
            25,
            reads=(
                "First line",
                "second line",
                "New paragraph with a link to the figures & an emoji 🚲.",
            ),
            markdown="First line\nsecond line\n\nNew paragraph with a "
            "[link to the figures](https://example.org/figures) & an emoji 🚲.",
        ),
        Row(1011, "Bram", "Who pays for the bus?", 0, 31),
        Row(1012, "Anna Weber", "The ferry company does.", 1011, 33),
        Row(1013, "Олена", "Дорогу треба закрити для вантажівок.", 1011, 35),
        Row(1014, "Anonymous", "Who pays for the bus?", 0, 41),
        Row(
            1015,
            "Finn",
            "Use <code>if (a &lt; b)</code> &lt;b&gt;carefully&lt;/b&gt;.",
            1013,
            44,
            reads=("Use if (a < b) <b>carefully</b>.",),
            markdown="Use `if (a < b)` <b>carefully</b>.",
        ),
    )


def _deep() -> tuple[Row, ...]:
    """Each answers the one before it, deeper than themes nest."""
    return tuple(
        Row(
            2001 + at,
            f"Speaker {at + 1}",
            f"Answer number {at + 1} goes one step further than the last one did.",
            2000 + at if at else 0,
            100 + 7 * at,
        )
        for at in range(24)
    )


def _many() -> tuple[Row, ...]:
    """More than the interface gives at once, before and after clocks change.

    None falls into the hour that is skipped, nor, in UTC, into that of the same name: WordPress's
    interface tells the latter as the hour after.
    """
    topics = "buses lorries parking noise shops children ferries".split()
    rows = []
    for at in range(240):
        above = 3001 + at - 1 if at % 3 == 2 else 0
        text = f"Remark {at + 1} is about {topics[at % 7]} and was written by hand."
        rows.append(
            Row(3001 + at, f"Reader {at % 97}", text, above, 200 + 11 * at + 240 * (at > 74))
        )
    return tuple(rows)


THREADS = (
    Thread(101, "harbour-road", "Council closes the harbour road", _mixed()),
    Thread(102, "long-quarrel", "A long quarrel about the ferry", _deep()),
    Thread(103, "many-remarks", "Many remarks about the station", _many()),
    Thread(104, "nobody-said", "Nobody said anything about this", ()),
)


def as_json() -> list[dict[str, Any]]:
    """Everything that a script in another language stores."""
    return [
        {
            **asdict(thread),
            "rows": [{**asdict(row), "local": f"{row.local:%F %T}"} for row in thread.rows],
        }
        for thread in THREADS
    ]
