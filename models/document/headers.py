"""Reads one line as a comment header: who, when, after which words; or says that it is none.

Knows single lines only; which of them are headers of this document is decided in `layouts`.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from models.document import chrome, dates, words
from models.document.dates import Found
from models.document.marks import FRONT, MARKDOWN, strip_front
from models.document.names import COUNTS, clean_name, name_score

_SAID = (
    r"says?|said|wrote|writes|writing|posted|commented|comments|replied|replies|answered|answers"
    r"|asks"
    r"|asked|thinks|schrieb|schreibt|sagt|sagte|meint|meinte|kommentierte?|antwortete?|fragt"
    r"|a écrit|a dit|écrit|dit|a commenté|commente|a répondu|répond|dice|dijo|escribió|escribe"
    r"|ha dicho|ha escrito|comentó|comenta|respondió|responde|opina|каже|сказав|сказала|пише"
    r"|написав"
    r"|написала|говорить|відповів|відповіла|коментує"
)
_JOIN = r"on|at|am|um|le|el|la|den|der|the|в|о|у|from|via|kl|vom|from|в"
_TAIL = re.compile(
    rf"(?:(?:^|(?<=[\s•·|,)\]—–-]))(?P<said>{_SAID})|(?P<ja>より|のコメント)"
    rf"|(?<=\s)(?:{_JOIN})|[\s:：,;|•·∙⋅–—@(\[（»›/~…-]+|\s_+|\.{{3}})$",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"(?:re: .{0,120}\) )?(?P<by>posted by|authored by|points by|via|post by|submitted by"
    r"|comment by|comment from|written by|sent by|rédigé par|escrito por|geschrieben von"
    r"|published by|reply by|by|gepostet von|verfasst von|geschrieben von|kommentar von"
    r"|beitrag von|von"
    r"|publié par|posté par|écrit par|commentaire de|message de|rédigé par|par|publicado por"
    r"|enviado por"
    r"|escrito por|comentario de|por|коментар від|написав|додав|автор|від|投稿者|名前|author|autor"
    r"|auteur"
    r"|from|user|name|nutzer|avatar(?: of| for)?|profile picture(?: of| for)?)(?:\s*[:：]\s*|\s+)",
    re.IGNORECASE,
)
_NAV = re.compile(r"\b(?:root|parent|prev|next)\b")
_LABEL = re.compile(
    r"(?:join(?:ed)?(?: date)?|registered|member since|posts?|location|last (?:seen|online"
    r"|edited)|ip|beiträge"
    r"|registriert|dabei seit|inscrit|messages|mensajes|registrado|з нами|повідомлень"
    r"|登録日)\b ?[:：]\s?|(?:joined|join date|ip)\s",
    re.IGNORECASE,
)
_CHILDREN = re.compile(r"\((\d{1,4}) child(?:ren)?\)")
_EDITED = re.compile(
    r"[(\[]?\*?\b(?:last )?(?:edited|bearbeitet|modifié|editado|редаговано|編集済み)\b.{0,60}",
    re.IGNORECASE,
)
_REST = re.compile(
    r"\b(?:IP|ID)[:： ].{0,40}|#\d{1,7}\b|\bvia .{1,30}$|\bfrom (?:mobile|web|iphone|android)\b"
    r"|\bpublished\b|\bupdated\b|\bposted\b|\bveröffentlicht\b|\bpublié\b|\bpublicado\b"
    r"|\bопубліковано\b"
    r"|\bdate\b|\bsent\b|\bdatum\b|\bgesendet\b|投稿(?:日時?)?|\bUhr\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one line says as a header; ``author`` or ``date`` may be missing, not both.

    ``lead`` is what stands between name and date, in a normal form: lines of one layout share it.
    """

    author: str | None
    date: Found | None
    lead: str = ""
    text: str | None = None
    answers: str | None = None
    nav: frozenset[str] = frozenset()
    children: int | None = None
    ordinal: int | None = None
    said: bool = False
    byline: bool = False


_BEFORE_DATE = frozenset(
    "on am le el at posted published written submitted geschrieben verfasst publié"
    " publicado".split()
)
_GLUED = re.compile(
    r"(?P<date>\d{1,3} ?(?:[smhdwyj]|min|std|sem|wk|mo|日|週))\.?\d*\s*(?P<words>\D{2,60})$"
)


def read(line: str) -> Reading | None:
    """The header that ``line`` (without outer space) can be read as, or None."""
    if not line or line[0] == ">" or _LABEL.match(line):
        return None
    reading = _read(line[: FRONT + 1])
    if len(line) <= FRONT or reading is None:
        return reading
    if reading.text is None:  # so long a line is a header only with the comment on it
        return None
    return replace(reading, text=reading.text + line[FRONT:])


@lru_cache(maxsize=1024)  # a line is asked about several times in a row
def _read(line: str) -> Reading | None:
    bare = MARKDOWN.sub(r"\1", line[:FRONT]).strip()
    ordinal, bare = strip_front(bare)
    glued = _GLUED.match(bare)
    if glued and chrome.is_button(glued["words"]):
        shown = dates.find(glued["date"])
        lead = "" if glued["words"].strip(" ()[]").lower() in chrome.badges() else "buttons"
        return Reading(None, shown[0], lead, ordinal=ordinal) if shown else None
    found = [f for f in dates.find(bare) if f.start <= 90]
    edited = _EDITED.search(bare)
    if edited and len(found) > 1:
        found = [f for f in found if f.start < edited.start()] or found
    if not found:
        return _undated(bare, ordinal)
    date = max(found, key=lambda f: (f.strength, -f.start))
    return _dated(bare, date, ordinal)


def _trim_tail(left: str) -> tuple[str, list[str], bool]:
    lead: list[str] = []
    said = False
    for _ in range(6):
        match = _TAIL.search(left)
        if match is None or match.end() == match.start():
            break
        said = said or bool(match["said"] or match["ja"])
        lead.append(match.group().strip().lower())
        left = left[: match.start()].rstrip()
    return left, [word for word in reversed(lead) if word], said


def _trim_head(left: str) -> tuple[str, str]:
    match = _HEAD.match(left)
    if match and left[match.end() :].strip():
        return left[match.end() :].strip(), match["by"].lower()
    return left, ""


def _dated(bare: str, date: Found, ordinal: int | None) -> Reading | None:
    if "↑" in bare[: date.start]:  # the head of a quotation
        return None
    left, right = bare[: date.start], _LINKS.sub("", bare[date.end :])
    cell = _CELL.match(right)
    nav = frozenset(_NAV.findall(right)) if "|" in right or "[" in right else frozenset[str]()
    children = _CHILDREN.search(right)
    left, lead, said = _trim_tail(left.rstrip())
    if left.lower() in _BEFORE_DATE:
        left = ""
    left, by = _trim_head(COUNTS.sub(" ", left).strip())
    left = _REST.sub(" ", left).strip(" |_•·:,") if not said else left
    rest, text, said_after = _after(right) if cell is None else ("", cell["text"], False)
    said = said or said_after
    shape = f"{by} {''.join(lead)[:12]} {'says' if said_after else ''}".strip()
    plain = left.strip().lower() not in words.ROLES
    if left.strip() and chrome.is_button(left) and not said and not by and plain:
        return Reading(None, date, "buttons", None, None, nav, None, ordinal)
    if left.strip():
        author, answers = clean_name(left)
        if author.lower() in _LABELS:
            return None
        if rest and not chrome.is_button(rest) and text is None:
            if len(rest) > 60:
                return None
            shape += " +"
        if text is not None:
            shape += " :"
        number = int(children[1]) if children else None
        return Reading(
            author or None, date, shape, text, answers, nav, number, ordinal, said, bool(by)
        )
    return _date_first(date, rest, text, right, ordinal, shape, nav)


def _after(right: str) -> tuple[str, str | None, bool]:
    """What follows the date: (rest, comment text on the same line, whether "says:" was there)."""
    stripped = right.lstrip(" )]）」|•·,;–—-_.*")
    closed = right.lstrip().startswith(("]", "):", ")", "）"))
    said = re.match(rf"(?:{_SAID})\b", stripped, re.IGNORECASE)
    if said:
        stripped = stripped[said.end() :]
    colon = re.match(r"\s*(?::|：|\.\.\.|…|>)\s*", stripped)
    if colon and (closed or said or stripped[:1] in ":：>"):
        text = stripped[colon.end() :].strip()
        return "", text or None, bool(said)
    rest = _EDITED.sub("", COUNTS.sub(" ", stripped))
    rest = _REST.sub(" ", rest).strip(" |•·()[]:,;–—-_»›*…")
    return rest, None, bool(said)


_CHAT = re.compile(r"\]?\s*<\s?[@+%&~]?(?P<name>[^<>]{1,40})>\s+(?P<text>\S.*)$")
_SIGNED = re.compile(r"(?:^|\s)(?:by|von|par|por|від) (?P<name>\S.{0,60})$", re.IGNORECASE)
_LINKS = re.compile(
    r"\s*\[(?:link|permalink|reply)\]|\s*\((?:\d{1,4} )?responses?\)", re.IGNORECASE
)
_CELL = re.compile(r"\s{3,}(?P<text>\S+(?: \S+){2,})$")


def _date_first(
    date: Found, rest: str, text: str | None, right: str, ordinal: int | None, shape: str,
    nav: frozenset[str],
) -> Reading | None:  # fmt: skip
    if text is not None:  # "14:05: something" is no header
        return None
    chat = _CHAT.match(right)
    if chat:
        return Reading(
            chat["name"].strip(), date, "first <", chat["text"], None, nav, None, ordinal
        )
    signed = _SIGNED.search(right.strip(" .|"))
    if signed:
        rest = signed["name"]
        shape = f"{shape} by".strip()
    if not rest or chrome.is_button(rest) or chrome.is_counter(rest):
        closing = len(rest.split()) > 1 and chrome.is_button(rest)
        lead = "buttons" if closing else shape
        return Reading(None, date, lead, None, None, nav, None, ordinal)
    name, colon, _ = rest.partition(": ") if ": " in rest else (rest.rstrip(":"), "", "")
    name, between, said = _trim_tail(name.strip(" -–—|•·*"))
    name, by = _trim_head(name)
    if name_score(name) < 0.5:
        return None
    author, answers = clean_name(name)
    mark = "".join(c for c in right[:3] if c in "])-–—:•|,")
    key = f"first {mark} {by}{''.join(between)}{':' if colon else ''}"
    inline = right[right.find(": ") + 2 :].strip() if colon else ""
    return Reading(
        author or None, date, key, inline or None, answers, nav, None, ordinal, said, bool(by)
    )


def _undated(bare: str, ordinal: int | None) -> Reading | None:
    if len(bare) > 90:
        return None
    left, lead, said = _trim_tail(bare)
    left, by = _trim_head(left)
    if not said and not (by and len(bare) < 60):
        return None
    if not lead and not by:
        return None
    author, answers = clean_name(left)
    if name_score(author) < (0.2 if said else 0.3):
        return None
    ends = bare.rstrip().endswith((":", "：", "…", "...", "より"))
    if said and not ends and not by:
        return None
    shape = f"{by} {''.join(lead)[:12]}".strip()
    return Reading(
        author, None, shape, None, answers, frozenset(), None, ordinal, said and ends, bool(by)
    )


_NAMED = re.compile(r"(?:\*\*)?([^:：*]{1,40}?)(?:\*\*)?\s*(?::|：)(?:\*\*)?\s+(\S.*)$")


def named(line: str) -> tuple[str, str] | None:
    """``Name: text`` on one line, as (name, text), or None."""
    _, bare = strip_front(line[:400] if len(line) > 400 else line)
    match = _NAMED.match(bare)
    if match is None or name_score(match[1]) < 0.6 or match[1].lower() in _LABELS:
        return None
    offset = line.find(bare)
    return match[1].strip(), line[offset + match.start(2) :]


_LABELS = frozenset(
    "note update updated edit ps p.s tl;dr tldr example source sources warning disclaimer "
    "question answer re fwd subject from to date cc http https quote photo image video "
    "related read more correction conclusion summary result results ingredients method serves "
    "tip tips pros cons advantage verdict rating price where when who what why how contact "
    "tel phone email address hours spoiler fact myth hinweis quelle update anmerkung fazit "
    "betreff von an datum objet de à date remarque exemple asunto para fecha nota fuente "
    "ejemplo тема від кому дата джерело примітка".split()
) | {
    "q",
    "a",
    "q.",
    "posted by",
    "joined",
    "join date",
    "message-id",
    "in-reply-to",
    "reply-to",
    "references",
    "list-id",
    "posts",
    "prep time",
    "cook time",
    "total time",
    "servings",
    "yield",
    "préparation",
    "cuisson",
    "portionen",
    "zutaten",
    "raciones",
    "a.",
    "interview",
    "frage",
    "antwort",
    "question",
    "réponse",
    "pregunta",
    "respuesta",
}
_ANSWERED = re.compile(
    r"\[?(?:replying to|in reply to|in response to|replied to|reply to|antwort (?:auf|an)"
    r"|als antwort auf"
    r"|antwortet auf|en réponse à|réponse à|en respuesta a|respuesta a|respondiendo a"
    r"|у відповідь(?: на)?"
    r"|відповідь на|відповідає|返信先)\b ?[:：]? ?(?:#\d{1,6} ?)?(?:(?:von|by|de"
    r"|від) )?@?(?P<name>.{0,60}?)(?:さん|様)?\]?$",
    re.IGNORECASE,
)


def answered(line: str) -> str | None:
    """The name in a line such as "Replying to @Ann"; empty when the line ends before the name."""
    match = _ANSWERED.match(line) if len(line) < 120 else None
    if match is None:
        return None
    name = match["name"].strip()
    return clean_name(name.rpartition(" by ")[2])[0] if " by " in name else name
