"""A saved HTML page as the lines a person would copy from it in a browser.

It knows which elements break a line and which show nothing; no article and no comments. Every
character is read once: the standard library's parser takes minutes for a page made to be slow.
"""

import re
from html import unescape

_TAG = re.compile(
    r"""<(?P<close>/?)(?P<name>[a-zA-Z][^\s/>]*+)"""
    r"""(?P<attributes>(?:[^>"']++|"[^"]*+"|'[^']*+')*+)"""
)
_HIDDEN = re.compile(r"\shidden(?=[\s=/]|$)", re.IGNORECASE)
_QUOTED = re.compile(r"""=\s*+(?:"[^"]*+"|'[^']*+')""")  # class="hidden sm:block" is no such word
_NO_DISPLAY = re.compile(
    r"""\sstyle\s*+=\s*+["']?[^"'>]{0,200}?display\s*+:\s*+none""", re.IGNORECASE
)
_LONG_NUMBER = re.compile(r"&#x?[0-9a-fA-F]{8,}+;?", re.IGNORECASE)  # no character has one
_RAW = frozenset("script style title textarea iframe noembed noframes xmp".split())
_UNSEEN = frozenset("template svg math select noscript nav object audio video canvas".split())
_VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()
)  # elements without an end tag
_PARAGRAPHS = frozenset(
    "p h1 h2 h3 h4 h5 h6 ul ol blockquote pre table article section hr dl figure form".split()
)
_LINES = frozenset(
    "br div li tr dt dd address main aside footer header summary details fieldset legend"
    " figcaption caption body".split()
)
_CELLS = frozenset(("td", "th"))
_LISTS = frozenset(("ul", "ol"))
_DEEPEST = 24  # levels of lists that are still indented
_ENDS = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in _RAW}


def lines(markup: str) -> str:
    """The text that ``markup`` shows, block elements on lines of their own.

    Lists inside lists are indented, four columns a level.
    """
    sheet = _Sheet()
    at = 0
    while (start := markup.find("<", at)) >= 0:
        sheet.write(markup[at:start])
        at = _step(markup, start, sheet)
    sheet.write(markup[at:])
    return sheet.text()


def _step(markup: str, start: int, sheet: "_Sheet") -> int:
    """Reads what begins with the ``<`` at ``start``; gives where it ends."""
    if markup.startswith("<!--", start):
        return _after(markup, "-->", start + 2)
    if markup.startswith(("<!", "<?"), start):
        return _after(markup, ">", start)
    tag = _TAG.match(markup, start)
    if tag is None:
        sheet.write("<")
        return start + 1
    name = tag["name"].lower()
    end = _after(markup, ">", tag.end())  # beyond an unclosed quotation mark, if there is one
    if name in _RAW and not tag["close"]:
        closing = _ENDS[name].search(markup, end)
        sheet.open("br" if name == "xmp" else "wbr", False)
        return _after(markup, ">", closing.end()) if closing else len(markup)
    if tag["close"]:
        sheet.close(name)
    else:
        sheet.open(name, _is_hidden(tag["attributes"]))
    return end


def _is_hidden(attributes: str) -> bool:
    if _NO_DISPLAY.search(attributes):
        return True
    return _HIDDEN.search(_QUOTED.sub("=x", attributes)) is not None


def _after(markup: str, mark: str, start: int) -> int:
    """Just after the next ``mark``, or the end of the page."""
    at = markup.find(mark, start)
    return len(markup) if at < 0 else at + len(mark)


class _Sheet:
    """The lines written so far and the one being written."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._run: list[str] = []
        self._lists = 0
        self._as_is = 0  # open <pre> elements
        self._unseen = ""  # the element that hides what is inside it
        self._inside = 0  # elements of that name that are open

    def write(self, text: str) -> None:
        if self._unseen or not text:
            return
        shown = unescape(_LONG_NUMBER.sub("\ufffd", text))
        if not self._as_is:
            self._run.append(shown)
            return
        first, *others = shown.split("\n")
        self._run.append(first)
        for line in others:
            self._break()
            self._run.append(line)

    def open(self, name: str, hidden: bool) -> None:
        if self._unseen:
            self._inside += name == self._unseen
            return
        if (hidden or name in _UNSEEN) and name not in _VOID:
            self._unseen, self._inside = name, 1
        elif name in _LISTS:
            self._break(blank=True)
            self._lists += 1
        elif name == "li":
            self._break(blank=True)
        else:
            self._as_is += name == "pre"
            self._mark(name)

    def close(self, name: str) -> None:
        if self._unseen:
            self._inside -= name == self._unseen
            if not self._inside:
                self._unseen = ""
            return
        self._mark(name)
        if name in _LISTS:
            self._lists = max(self._lists - 1, 0)
        elif name == "pre":
            self._as_is = max(self._as_is - 1, 0)

    def text(self) -> str:
        self._break()
        return "\n".join(self._lines)

    def _mark(self, name: str) -> None:
        if name in _PARAGRAPHS:
            self._break(blank=True)
        elif name in _LINES:
            self._break()
        elif name in _CELLS:
            self._run.append(" ")

    def _break(self, *, blank: bool = False) -> None:
        """Ends the line; ``blank`` keeps an empty one under it."""
        words = "".join(self._run).split()
        self._run.clear()
        if words:
            depth = min(max(self._lists - 1, 0), _DEEPEST)
            self._lines.append("    " * depth + " ".join(words))
        if blank and self._lines and self._lines[-1]:
            self._lines.append("")
