"""The markup of one comment as the text it shows; linear, and made for many short pieces.

Knows nothing of threads. Paragraphs are parted by a blank line, quoted lines start with ``> ``.
"""

import re
from html import unescape

from models.document import lines

_TAG = re.compile(r"""<(/?)([a-zA-Z][^\s/>]*+)((?:[^>"']++|"[^"]*+"|'[^']*+')*+)""")
_HIDDEN = re.compile(
    r"""\shidden(?=[\s=/]|$)|\saria-hidden\s*+=\s*+["']?true|\sstyle\s*+=\s*+["']?[^"'>]{0,200}?"""
    r"""(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d]*[1-9]))""",
    re.IGNORECASE,
)
_CLASS = re.compile(r"""\sclass\s*+=\s*+(?:"([^"]{0,300})|'([^']{0,300})|([^\s"'>]{1,300}))""")
_ALT = re.compile(r"""\salt\s*+=\s*+(?:"([^"<>]{0,40})"|'([^'<>]{0,40})')""")
_LONG_NUMBER = re.compile(r"&#x?[0-9a-fA-F]{8,}+;?", re.IGNORECASE)  # no character has one
_UNCLEAN = re.compile(
    "[^\t\n -~\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0600\u0620-\u115e\u1e00-\u1fff"
    "\u2010-\u2027\u2030-\u205e\u2070-\ud7ff\uf900-\ufdcf]"
)  # only to look closer at what has others than these; ``lines.clean`` decides
_SURROGATE = re.compile("[\ud800-\udfff]")
_NAME_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_MARKUP = re.compile(
    r"</?(?:p|br|a|b|i|em|strong|blockquote|div|span|ul|li|code|pre)(?:\s[^<>]{0,500})?/?>"
)
_UNSEEN = frozenset(
    "script style title textarea iframe noembed noframes template svg math select noscript object"
    " audio video canvas button form".split()
)
_UNSEEN_CLASSES = frozenset(
    ("invisible", "screen-reader-text", "sr-only", "visually-hidden", "quote-inline", "onebox")
)
_RAW = frozenset("script style title textarea iframe noembed noframes".split())
_ENDS = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in _RAW}
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_PARAGRAPHS = frozenset(
    "p h1 h2 h3 h4 h5 h6 ul ol dl table blockquote pre figure section article hr".split()
)
_LINES = frozenset("br div li tr dt dd header footer aside summary details address".split())
_TOLD = _PARAGRAPHS | _LINES | {"td", "th"}  # the elements that part words
LONGEST_NAME = 200  # characters


def text_of(markup: str) -> str:
    """What a reader sees of ``markup``: paragraphs, lines, the words of links, no hidden text."""
    if "<" not in markup:
        shown = unescape(_LONG_NUMBER.sub("\ufffd", markup)) if "&" in markup else markup
        return " ".join(_clean(shown).split())
    sheet = _Sheet()
    at = 0
    while (start := markup.find("<", at)) >= 0:
        sheet.write(markup[at:start])
        at = _step(markup, start, sheet)
    sheet.write(markup[at:])
    return sheet.text()


def plain(text: str) -> str:
    """Text that was written without markup: cleaned, its lines kept, at most one of them blank."""
    kept: list[str] = []
    for raw in _clean(text).split("\n"):
        line = " ".join(raw.split())
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).strip()


def either(text: str) -> str:
    """Text of a place that says nothing of markup: read as HTML where common tags stand in it."""
    if _MARKUP.search(text):
        return text_of(text)
    return plain(unescape(_LONG_NUMBER.sub("\ufffd", text)) if "&" in text else text)


def name_of(value: object) -> str | None:
    """A person's name on one line, without tags, entities and invisible characters; or None."""
    if not isinstance(value, str):
        return None
    name = value[: 20 * LONGEST_NAME]
    if "<" in name or "&" in name:
        bare = _NAME_TAG.sub("", name)
        name = _NAME_TAG.sub("", unescape(_LONG_NUMBER.sub("", bare)))
    return " ".join(_clean(name).split())[:LONGEST_NAME].strip() or None


def paragraphs_of(markup: str) -> tuple[str, ...]:
    """The paragraphs that ``markup`` shows, each on one line."""
    return blocks(text_of(markup))


def blocks(text: str) -> tuple[str, ...]:
    """The paragraphs of text whose blank lines part them."""
    return tuple(" ".join(part.split()) for part in text.split("\n\n") if part.strip())


def _clean(text: str) -> str:
    if (text.isascii() and text.isprintable()) or _UNCLEAN.search(text) is None:
        return text
    return lines.clean(_SURROGATE.sub("\ufffd", text))


def _step(markup: str, start: int, sheet: "_Sheet") -> int:
    """Reads what begins with the ``<`` at ``start``; gives where it ends."""
    tag = _TAG.match(markup, start)
    if tag is None:
        if markup.startswith("<!--", start):
            return _after(markup, "-->", start + 2)
        if markup.startswith(("<!", "<?"), start):
            return _after(markup, ">", start)
        sheet.write("<")
        return start + 1
    closing, name, inside = tag.groups()
    name = name.lower()
    end = _after(markup, ">", tag.end())  # beyond an unclosed quotation mark, if there is one
    if closing:
        sheet.close(name)
    elif name in _RAW:
        last = _ENDS[name].search(markup, end)
        return _after(markup, ">", last.end()) if last else len(markup)
    else:
        sheet.open(name, inside)
    return end


def _after(markup: str, mark: str, start: int) -> int:
    at = markup.find(mark, start)
    return len(markup) if at < 0 else at + len(mark)


def _classes(attributes: str) -> set[str]:
    found = _CLASS.search(attributes)
    return set((found[1] or found[2] or found[3] or "").lower().split()) if found else set()


class _Sheet:
    """The lines written so far and the one being written."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._run: list[str] = []
        self._quoted = 0
        self._asides = 0
        self._as_is = 0  # open <pre> elements
        self._unseen = ""  # the element that hides what is inside it
        self._inside = 0  # elements of that name that are open

    def write(self, text: str) -> None:
        if self._unseen or not text:
            return
        shown = unescape(_LONG_NUMBER.sub("\ufffd", text)) if "&" in text else text
        if not self._as_is:
            self._run.append(shown)
            return
        first, *others = shown.split("\n")
        self._run.append(first)
        for line in others:
            self._break()
            self._run.append(line)

    def open(self, name: str, attributes: str) -> None:
        if self._unseen:
            self._inside += name == self._unseen
            return
        classes = _classes(attributes) if "class" in attributes else set()
        if name == "img":
            self._picture(attributes, classes)
        elif name not in _VOID and self._hides(name, attributes, classes):
            self._unseen, self._inside = name, 1
        elif name in _TOLD:
            self._mark(name)
            self._quoted += name == "blockquote"
            self._asides += name == "aside"
            self._as_is += name == "pre"

    def close(self, name: str) -> None:
        if self._unseen:
            self._inside -= name == self._unseen
            if not self._inside:
                self._unseen = ""
            return
        if name not in _TOLD:
            return
        self._mark(name)
        if name == "blockquote":
            self._quoted = max(self._quoted - 1, 0)
        elif name == "aside":
            self._asides = max(self._asides - 1, 0)
        elif name == "pre":
            self._as_is = max(self._as_is - 1, 0)

    def text(self) -> str:
        self._break()
        return _clean("\n".join(self._lines)).strip()

    def _hides(self, name: str, attributes: str, classes: set[str]) -> bool:
        if name in _UNSEEN or classes & _UNSEEN_CLASSES:
            return True
        if self._asides and "title" in classes:  # "Ann:" above a quotation in a forum
            return True
        return bool(attributes) and _HIDDEN.search(attributes) is not None

    def _picture(self, attributes: str, classes: set[str]) -> None:
        """Only pictures that stand for a character are words."""
        if classes & {"emoji", "wp-smiley", "emojione", "smiley"}:
            alt = _ALT.search(attributes)
            self.write((alt[1] or alt[2] or "") if alt else "")

    def _mark(self, name: str) -> None:
        if name in _PARAGRAPHS:
            self._break(blank=True)
        elif name in _LINES:
            self._break()
        elif name in ("td", "th"):
            self._run.append(" ")

    def _break(self, *, blank: bool = False) -> None:
        """Ends the line; ``blank`` keeps an empty one under it."""
        if self._run:
            words = " ".join("".join(self._run).split())
            self._run.clear()
            if words:
                self._lines.append("> " + words if self._quoted else words)
        if blank and self._lines and self._lines[-1]:
            self._lines.append("")
