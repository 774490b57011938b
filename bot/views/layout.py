"""Lines of styled text for a terminal: wrapping, hanging indents, bars; it knows no digest.

Lines carry no trailing spaces and outside text is never read as markup.
"""

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

MAX_WIDTH = 96
MIN_WIDTH = 20
_EIGHTHS = " ▏▎▍▌▋▊▉█"


class Page:
    """A growing column of lines, ``width`` cells wide."""

    def __init__(self, width: int) -> None:
        self.width = max(MIN_WIDTH, min(width, MAX_WIDTH))
        self.lines: list[Text] = []
        self._measure = Console(width=self.width, color_system=None)

    def add(self, *parts: str | tuple[str, str], indent: int = 0, mark: str = "") -> None:
        """One paragraph of plain or (text, style) parts, ``mark`` hanging before its first line."""
        room = max(self.width - indent - cell_len(mark), MIN_WIDTH // 2)
        text = Text.assemble(*parts, overflow="fold")
        for number, line in enumerate(text.wrap(self._measure, room)):
            line.rstrip()
            lead = mark if number == 0 else " " * cell_len(mark)
            self.lines.append(Text(" " * indent + lead) + line)

    def heading(self, title: str) -> None:
        """A section's title, a rule drawn to the right edge, space before it."""
        self.gap()
        rule = "─" * max(self.width - cell_len(title) - 1, 0)
        self.lines.append(Text.assemble((title, "bold"), " ", (rule, "dim")))

    def gap(self) -> None:
        """One empty line, never two."""
        if self.lines and self.lines[-1].plain:
            self.lines.append(Text())

    def text(self) -> Text:
        """Everything as one text."""
        return Text("\n").join(self.lines)


def bar(part: int, whole: int, cells: int) -> str:
    """``part`` of ``whole`` as blocks on ``cells`` cells; a part that is not zero always shows."""
    if not part or not whole:
        return " " * cells
    eighths = max(round(part * cells * 8 / whole), 2)
    full, rest = divmod(min(eighths, cells * 8), 8)
    return ("█" * full + (_EIGHTHS[rest] if rest else "")).ljust(cells)
