"""A whole digest as a Markdown file; outside text in it is text to any reader of CommonMark."""

import re
from collections.abc import Iterator, Sequence

from bot.views.outline import Answer, Entry, Outline, Quote, Side, Topic, mark, outline
from bot.words import Words
from models.types import Digest

# Escaped wherever they stand, the backslash first.
_LIVE = "\\`*_{}[]<>#|~$^=&@"
# Live in GitHub's dialect only: addresses without brackets.
_ADDRESS = re.compile(r"(www(?=\.)|(?=://))", re.IGNORECASE)
# At the start of a line these begin a list, a rule or a heading.
_START = re.compile(r"([-+]|\d{1,9}(?=[.)]))([.)]?)")


def to_markdown(digest: Digest, say: Words) -> str:
    """The digest with every position, key point, quotation and comment; linear in its length."""
    return "\n".join(_lines(outline(digest, say), say)) + "\n"


def escaped(line: str) -> str:
    """One line of outside text with nothing in it that Markdown would read as its own."""
    text = line.strip()
    for live in _LIVE:
        text = text.replace(live, f"\\{live}")  # quicker than one pattern where marks are rare
    text = _ADDRESS.sub(r"\1\\", text)
    return _START.sub(_escaped_start, text, count=1) if _START.match(text) else text


def _escaped_start(found: re.Match[str]) -> str:
    return f"\\{found[0]}" if found[1] in "+-" else f"{found[1]}\\{found[2]}"


def _lines(whole: Outline, say: Words) -> Iterator[str]:
    yield f"# {escaped(whole.title)}"
    yield ""
    if whole.byline:
        yield from (escaped(whole.byline), "")
    if whole.url:
        yield from (f"[{say('export.open')}](<{whole.url}>)", "")
    if whole.gist:
        yield from _section(say("export.gist"), [_quoted(whole.gist, say)])
    if whole.points:
        points = [f"- {_linked(point, say)}" for point in whole.points]
        yield from _section(say("export.points"), points)
    for topic in whole.topics:
        yield from _topic(topic, say)
    if whole.answers:
        answers = [_answer(answer, say) for answer in whole.answers]
        yield from _section(say("export.replies"), answers)
    if whole.entries:
        yield from _section(say("export.comments"), [])
        for entry in whole.entries:
            yield from _entry(entry, say)
    if whole.paragraphs:
        yield from _section(say("export.article"), [])
        for number, paragraph in enumerate(whole.paragraphs, 1):
            yield from (f'<a id="a{number}"></a>¶{number} {escaped(paragraph)}', "")
    notes = [*whole.notes, *([say("export.models", models=whole.models)] if whole.models else [])]
    if notes:
        yield from _section(say("export.notes"), [f"- {escaped(note)}" for note in notes])


def _section(title: str, lines: Sequence[str]) -> Iterator[str]:
    yield from (f"## {title}", "", *lines, *([""] if lines else []))


def _topic(topic: Topic, say: Words) -> Iterator[str]:
    yield from _section(topic.name, [_quoted(topic.quote, say)])
    if topic.bars:
        yield from (*(f"- {bar.word}: {bar.counted}" for bar in topic.bars), "")
    for side in topic.sides:
        yield from _side(side, say)


def _side(side: Side, say: Words) -> Iterator[str]:
    yield from (f"### {side.word} — {side.people}", "")
    for point in side.points:
        yield f"- {escaped(point.quote.text)} ({point.people}: {_marks(point.comment_ids, say)})"
    if side.points:
        yield ""
    for quote in side.quotes:
        yield from (_quoted(quote, say), "")
    if side.comment_ids:
        yield from (_marks(side.comment_ids, say), "")


def _entry(entry: Entry, say: Words) -> Iterator[str]:
    """One comment under a heading of its own that quotations lead to."""
    yield f'### <a id="{entry.id}"></a>{mark(entry.id, say)} {escaped(entry.author)}'.rstrip()
    yield ""
    facts = [escaped(entry.date)] if entry.date else []
    if entry.parent_id:
        facts.append(say("export.answers", mark=_mark(entry.parent_id, say)))
    facts += [f"{name}: {word}" for name, word in entry.sides]
    if facts:
        yield from (" · ".join(facts), "")
    for line in entry.lines:
        yield from (f"> {escaped(line)}", ">")
    yield ""


def _answer(answer: Answer, say: Words) -> str:
    who = f"{_mark(answer.comment_id, say)} {escaped(answer.author)}".rstrip()
    whom = f"{_mark(answer.parent_id, say)} {escaped(answer.parent)}".rstrip()
    return f"- {who} → {whom}: {answer.word}"


def _quoted(quote: Quote, say: Words) -> str:
    return f"> {_linked(quote, say)}"


def _linked(quote: Quote, say: Words) -> str:
    """The words, then who wrote them and a link to where they stand."""
    if not quote.anchor:
        return escaped(quote.text)
    named = f"{_mark(quote.anchor, say)} {escaped(quote.author)}".rstrip()
    return f"{escaped(quote.text)} — {named}"


def _marks(comment_ids: Sequence[str], say: Words) -> str:
    return " ".join(_mark(comment_id, say) for comment_id in comment_ids)


def _mark(anchor: str, say: Words) -> str:
    """A link to a comment or a paragraph; its label is the bot's own."""
    shown = mark(anchor, say)
    return shown if anchor == "title" else f"[{shown}](#{anchor})"
