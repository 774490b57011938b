"""Who stands where as a picture, and the same facts in words for those who do not see it.

People are counted, not comments. No outside text is drawn: claims are named by the bot's words.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.views.outline import claim_names, people
from bot.words import Words
from models.types import Digest, StanceLabel

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.backends.backend_agg import RendererAgg

MAX_DESCRIPTION = 1_024
"""Characters of an attachment's description, Discord's limit."""

# Pixels. Discord shows a picture about 550 wide on a desk and 350 on a phone.
_WIDTH, _MARGIN = 900, 36
_TITLE, _TEXT, _LEGEND, _COUNT = 34, 30, 27, 28
_HEAD, _NAME, _BAR, _ROW, _BETWEEN = 92, 46, 62, 42, 34
_SWATCH, _GAP, _NARROWEST, _LINE = 24, 22, 8, 3

# Sky blue and orange of Okabe and Ito (2008), told apart in every colour blindness; the two sides
# that are no side are grey, one of them hatched, so that the picture also works without colour.
_GROUND, _INK, _MUTED, _DARK = "#1e2127", "#f5f6f8", "#c3c8d0", "#14161a"
_COLOURS = {
    StanceLabel.FAVOR: "#56b4e9",
    StanceLabel.AGAINST: "#e69f00",
    StanceLabel.NEUTRAL: "#b9bec7",
    StanceLabel.UNCLEAR: "#59606b",
}


@dataclass(frozen=True, slots=True)
class _Bar:
    name: str
    counts: Mapping[StanceLabel, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def draw(digest: Digest, say: Words) -> bytes | None:
    """A PNG with one stacked bar a claim, the same bytes for the same digest and language.

    None where there is nobody to draw.
    """
    bars = tuple(_bars(digest, say))
    return _Picture(bars, say).png() if bars else None


def describe(digest: Digest, say: Words) -> str:
    """What the picture shows, in at most 1024 characters; empty where there is no picture."""
    bars = tuple(_bars(digest, say))
    if not bars:
        return ""
    sentences = [say("chart.described")]
    for number, bar in enumerate(bars):
        counted = ", ".join(_counted(label, count, say) for label, count in _shown(bar))
        sentence = f"{bar.name}, {say('people', count=bar.total)}: {counted}."
        rest = say("chart.more", count=len(bars) - number)
        if len(" ".join((*sentences, sentence, rest))) > MAX_DESCRIPTION:
            return " ".join((*sentences, rest))
        sentences.append(sentence)
    return " ".join(sentences)


def _bars(digest: Digest, say: Words) -> Iterator[_Bar]:
    for claim, name in zip(digest.claims, claim_names(digest.claims, say), strict=True):
        own = [position for position in digest.positions if position.claim_id == claim.id]
        bar = _Bar(name, people(own))
        if bar.total:
            yield bar


def _shown(bar: _Bar) -> Iterator[tuple[StanceLabel, int]]:
    """The sides with people, and for and against always."""
    for label, count in bar.counts.items():
        if count or label in (StanceLabel.FAVOR, StanceLabel.AGAINST):
            yield label, count


def _counted(label: StanceLabel, count: int, say: Words) -> str:
    return f"{say(f'chart.{label}')} {say.number(count)}"


class _Picture:
    """One drawing in pixels from the upper left corner, as tall as its words need."""

    def __init__(self, bars: Sequence[_Bar], say: Words) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        self._bars, self._say = bars, say
        # At 72 dots an inch one point of type is one pixel.
        self._figure = Figure(figsize=(_WIDTH / 72, 1), dpi=72, facecolor=_GROUND)
        self._renderer: RendererAgg = FigureCanvasAgg(self._figure).get_renderer()  # type: ignore[no-untyped-call]
        self._axes: Axes = self._figure.add_axes((0, 0, 1, 1))
        self._axes.set_axis_off()

    def png(self) -> bytes:
        """The finished picture, opaque, without a date or a program's name in it."""
        y = float(_HEAD)
        self._write(_MARGIN, _HEAD / 2 + 4, self._say("chart.title"), _TITLE, weight="bold")
        for bar in self._bars:
            y = self._add(bar, y) + _BETWEEN
        self._axes.set_xlim(0, _WIDTH)
        self._axes.set_ylim(y, 0)
        self._figure.set_size_inches(_WIDTH / 72, y / 72)
        file = io.BytesIO()
        self._figure.savefig(file, format="png", metadata={"Software": None})
        return file.getvalue()

    def _add(self, bar: _Bar, y: float) -> float:
        """One claim: its name, its bar, its sides with their counts; returns where it ends."""
        self._write(_MARGIN, y + _NAME / 2, bar.name, _TEXT, weight="bold")
        total = self._say("people", count=bar.total)
        self._write(_WIDTH - _MARGIN, y + _NAME / 2, total, _TEXT, color=_MUTED, align="right")
        y += _NAME
        left = float(_MARGIN)
        for label, width in _widths(bar.counts, bar.total):
            self._box(left, y, width - _LINE, _BAR, label)
            self._count_inside(label, bar.counts[label], left, y, width)
            left += width
        return self._add_legend(bar, y + _BAR + 12)

    def _count_inside(
        self, label: StanceLabel, count: int, left: float, y: float, width: float
    ) -> None:
        text = self._say.number(count)
        if self._measure(text, _COUNT, "bold") + 12 <= width:
            color = _INK if label is StanceLabel.UNCLEAR else _DARK
            middle = (left + (width - _LINE) / 2, y + _BAR / 2)
            ground = _COLOURS[label] if label is StanceLabel.UNCLEAR else None
            self._write(
                *middle, text, _COUNT, weight="bold", color=color, align="center", ground=ground
            )

    def _add_legend(self, bar: _Bar, y: float) -> float:
        """The sides in one row, or in more where the words are long; returns where it ends."""
        left = float(_MARGIN)
        for label, count in _shown(bar):
            text = _counted(label, count, self._say)
            width = _SWATCH + 12 + self._measure(text, _LEGEND, "normal")
            if left > _MARGIN and left + width > _WIDTH - _MARGIN:
                left, y = float(_MARGIN), y + _ROW
            self._box(left, y + (_ROW - _SWATCH) / 2, _SWATCH, _SWATCH, label)
            self._write(left + _SWATCH + 12, y + _ROW / 2, text, _LEGEND)
            left += width + _GAP
        return y + _ROW

    def _box(self, x: float, y: float, width: float, height: float, label: StanceLabel) -> None:
        from matplotlib.patches import Rectangle

        hatched = label is StanceLabel.UNCLEAR
        self._axes.add_patch(
            Rectangle(
                (x, y),
                width,
                height,
                facecolor=_COLOURS[label],
                edgecolor=_MUTED if hatched else _COLOURS[label],
                hatch="//" if hatched else None,
                linewidth=0,
            )
        )

    def _write(
        self,
        x: float,
        y: float,
        text: str,
        size: int,
        *,
        weight: str = "normal",
        color: str = _INK,
        align: str = "left",
        ground: str | None = None,
    ) -> None:
        box = {"facecolor": ground, "edgecolor": "none", "pad": 5} if ground else None
        self._axes.text(
            x,
            y,
            text,
            fontsize=size,
            family="DejaVu Sans",
            weight=weight,
            color=color,
            ha=align,
            va="center",
            bbox=box,
            parse_math=False,
        )

    def _measure(self, text: str, size: int, weight: str) -> float:
        from matplotlib.font_manager import FontProperties

        font = FontProperties(family="DejaVu Sans", size=size, weight=weight)
        return float(self._renderer.get_text_width_height_descent(text, font, False)[0])  # type: ignore[no-untyped-call]


def _widths(counts: Mapping[StanceLabel, int], total: int) -> Iterator[tuple[StanceLabel, float]]:
    """Each side's share of the bar in pixels; one person of ten thousand can still be seen."""
    room = _WIDTH - 2 * _MARGIN + _LINE  # the last side ends without a line
    shares = {
        label: max(count / total * room, _NARROWEST) for label, count in counts.items() if count
    }
    scale = room / sum(shares.values())
    yield from ((label, share * scale) for label, share in shares.items())
