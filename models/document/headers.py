"""Reads one line as a comment header: who, when, after which words; or says that it is none.

Knows single lines only; which of them are headers of this document is decided in `layouts`.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from models.document import chrome, dates
from models.document.dates import Found
from models.document.lines import Line

_SAID = (
    r"says?|said|wrote|writes|writing|posted|commented|comments|replied|replies|answered|answers|asks"
    r"|asked|thinks|schrieb|schreibt|sagt|sagte|meint|meinte|kommentierte?|antwortete?|fragt"
    r"|a écrit|a dit|écrit|dit|a commenté|commente|a répondu|répond|dice|dijo|escribió|escribe"
    r"|ha dicho|ha escrito|comentó|comenta|respondió|responde|opina|каже|сказав|сказала|пише|написав"
    r"|написала|говорить|відповів|відповіла|коментує"
)
_JOIN = r"on|at|am|um|le|el|la|den|der|the|в|о|у|from|via|kl|vom|from|в"
_TAIL = re.compile(
    rf"(?:(?:^|(?<=[\s•·|,)\]—–-]))(?P<said>{_SAID})|(?P<ja>より|のコメント)"
    rf"|(?<=\s)(?:{_JOIN})|[\s:：,;|•·∙⋅–—@(\[（»›/~…-]+|\s_+|\.{{3}})$",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"(?:re: .{0,120}\) )?(?P<by>posted by|authored by|points by|via|post by|submitted by|comment by|comment from|written by|sent by|rédigé par|escrito por|geschrieben von"
    r"|published by|reply by|by|gepostet von|verfasst von|geschrieben von|kommentar von|beitrag von|von"
    r"|publié par|posté par|écrit par|commentaire de|message de|rédigé par|par|publicado por|enviado por"
    r"|escrito por|comentario de|por|коментар від|написав|додав|автор|від|投稿者|名前|author|autor|auteur"
    r"|from|user|name|nutzer|avatar(?: of| for)?|profile picture(?: of| for)?)(?:\s*[:：]\s*|\s+)",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"(?:#|№ ?|nr\. ?|no\. ?)?(\d{1,5})(?:[.):：]|(?<=#\d)|(?= ))\s*", re.IGNORECASE
)
_ORDINAL_STRICT = re.compile(r"(?:(?:#|№ ?)(\d{1,5})[.):]?|(\d{1,5})[.):：])\s+(?=\S)")
_BULLET = re.compile(r"(?:\[[–+−-]\]|[•·∙▲▼△▽⬆⬇↳└├│|>»–—*+~-]+)\s*")
_MARKDOWN = re.compile(r"(?<!\*)\*\*(?=[^*\s])([^*]{1,200})(?<=[^\s])\*\*(?!\*)|^#{1,6}\s+|`")
_COUNTS = re.compile(
    r"[(\[]?(?:score|punkte|карма)\s*[:：]\s*-?\d{1,5}[^)\]]{0,30}[)\]]?"
    r"|[(\[]?[+−–-]?\d{1,3}(?:[.,]\d{1,3})?[kK]? ?(?:points?|punkte?|pts?|upvotes?|likes?|children|child"
    r"|votes?|replies|reply|followers?|recommendations?|comments?|posts?)\b[)\]]?"
    r"|score hidden|\[?score hidden\]?",
    re.IGNORECASE,
)
_NUMBERED_USER = re.compile(r"\s*[(\[#](?:#|id:? ?|uid ?)?\d{2,12}[)\]]?$", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*[(\[（](?:[^()\[\]（）]{0,40})[)\]）]$")
_HANDLE = re.compile(r"(?<=\S)\s+\(?@[\w.-]+(?:@[\w.-]+)?\)?$")
_MAIL = re.compile(r"\s*<[^<>\s]{1,120}@?[^<>\s]{0,120}>$|\s*\([^()\s]+@[^()\s]+\)$")
_ANSWERS = re.compile(
    r"\s*(?:[▶►→➜➔➤➢➡⮕⇒▸›»↪↩⤷🡒>]+|\b(?:in reply to|replying to|in response to|replied to|reply to|to"
    r"|als antwort auf|antwort auf|antwortet auf|antwortete auf|an|en réponse à|répond à|a répondu à|à"
    r"|en respuesta a|responde a|respondió a|у відповідь на|у відповідь|відповідає|відповідь на|返信先)"
    r"\b[:：]?)\s*(?=\S)",
    re.IGNORECASE,
)
_NAV = re.compile(r"\b(?:root|parent|prev|next)\b")
_SEPARATOR = re.compile(r"\s*[•·∙|»]\s*|\s+[—–-]\s+|\s{2,}")
_FLAIR = re.compile(r"\s*\[(?:[A-Z]|OP|M|S|A)\]$|\s+\[[A-Z]$")
_LABEL = re.compile(
    r"(?:join(?:ed)?(?: date)?|registered|member since|posts?|location|last (?:seen|online|edited)|ip|beiträge"
    r"|registriert|dabei seit|inscrit|messages|mensajes|registrado|з нами|повідомлень|登録日)\b ?[:：]\s?|(?:joined|join date|ip)\s",
    re.IGNORECASE,
)
_CHILDREN = re.compile(r"\((\d{1,4}) child(?:ren)?\)")
_EDITED = re.compile(
    r"[(\[]?\*?\b(?:last )?(?:edited|bearbeitet|modifié|editado|редаговано|編集済み)\b.{0,60}",
    re.IGNORECASE,
)
_REST = re.compile(
    r"\b(?:IP|ID)[:： ].{0,40}|#\d{1,7}\b|\bvia .{1,30}$|\bfrom (?:mobile|web|iphone|android)\b"
    r"|\bpublished\b|\bupdated\b|\bposted\b|\bveröffentlicht\b|\bpublié\b|\bpublicado\b|\bопубліковано\b"
    r"|\bdate\b|\bsent\b|\bdatum\b|\bgesendet\b|投稿(?:日時?)?|\bUhr\b",
    re.IGNORECASE,
)

_FUNCTION_WORDS = frozenset(
    "the is are was were be to that it a an see for and not have has had what this you we they i would "
    "could should with as but or if will do does did there their our your from by der die das "
    "ist sind und nicht ein eine zu mit auf für les des est une pas que qui pour dans los las "
    "es una no por con para що це як на та але він вона".split()
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
    extra: str = ""


def name_score(name: str | None) -> float:
    """How much a text looks like a commenter's name, from 0 to 1."""
    if not name or len(name) > 60 or "://" in name or name.startswith(("“", '"', "«", "„", ">")):
        return 0.0
    core = _BRACKETS.sub("", name).strip() or name
    if sum(c.isalpha() for c in core) == 0 and len(core) < 8 and core.isascii():
        return 0.0
    found = dates.find(core)
    if found and found[0].start == 0 and found[0].end >= len(core) - 1:
        return 0.0
    if not any(c.isalnum() for c in core) and core.isascii():
        return 0.0
    if chrome.is_heading(core) or chrome.is_counter(core) or chrome.is_furniture(core):
        return 0.0
    words = core.split()
    if len(words) > 8 or core[-1] in ";。！？、":
        return 0.0
    if chrome.is_button(core) and core.lower() in _PLAIN_BUTTONS:
        return 0.0
    wide = sum(ord(c) > 0x2E80 for c in core)
    if wide > 16:
        return 0.2 if wide <= 24 else 0.0
    score = (0, 1, 1, 1, 0.85, 0.7, 0.45, 0.2, 0.1)[len(words)]
    if len(words) > 2 and core[-1] in ".!?…" and len(words[-1].strip(".!?…")) > 2:
        score *= 0.15
    elif core[-1] in "!?:…" or (core[-1] == "." and len(words) > 1 and len(words[-1]) > 4):
        score *= 0.4
    if re.search(r"\w{4}\. \w|\w[!?] \w", core):  # two sentences
        score *= 0.2
    common = sum(w.lower().strip(",.'’") in _FUNCTION_WORDS for w in words)
    if len(words) >= 3 and common >= 2:
        score *= 0.35
    if ", " in core and len(words) > 4:
        score *= 0.8
    return score


_BEFORE_DATE = frozenset(
    "on am le el at posted published written submitted geschrieben verfasst publié publicado".split()
)
_FRONT = 200  # characters: where a header on one line with its comment has ended
_PLAIN_BUTTONS = frozenset(
    "reply like share report edited delete permalink antworten melden teilen répondre "
    "signaler partager responder compartir відповісти поскаржитися поділитися 返信 返信する 通報 共感した "
    "いいね quote hide edit parent link recommend flag save embed avatar".split()
)


_OFFLINE = re.compile(r"\s+is (?:offline|online)(?: now)?$| to r/\w+$", re.IGNORECASE)
_ROLE_AFTER = re.compile(
    r"(?<=\S)\s+(?:OP|MOD|TE|VIP|edited|bearbeitet|modifié|editado|Verfasser|Author|Autor|Auteur)$"
)


def clean_name(name: str) -> tuple[str, str | None]:
    """A name without badges, counters, handle and brackets, and the name it is said to answer."""
    name = name.strip()
    if name.startswith(("*", "_", "`")):
        name = name.strip("*_`").strip()
    name = _OFFLINE.sub("", _FLAIR.sub("", _COUNTS.sub(" ", _MAIL.sub("", name))))
    half = len(name) // 2
    if len(name) > 4 and name[:half] == name[half + 1 :] and name[half] == " ":
        name = name[:half]  # the picture's text and the name
    answers = None
    arrow = _ANSWERS.search(name)
    if arrow and arrow.start() > 0 and name_score(name[: arrow.start()].strip()) > 0.4:
        word = arrow.group().strip().lower()
        if word not in ("to", "an", "à"):
            answers = clean_name(name[arrow.end() :])[0] or None
            name = name[: arrow.start()]
    kept = [s for s in _SEPARATOR.split(name.strip()) if s.strip(" ,;:_")]
    if answers is None and len(kept) == 2 and "  " in name and name_score(kept[1]) > 0.4:
        answers = kept[1].strip()  # the arrow between two names was a picture
    segments = [s for s in kept if s.lower().strip(" ()[]*") not in chrome.badges()] or kept[:1]
    name = segments[0].strip() if segments else ""
    for _ in range(2):
        bracket = _BRACKETS.search(name)
        if bracket and bracket.start() > 0:
            inner = bracket.group().strip(" ()[]（）").lower()
            if (
                "#" in inner
                or inner in chrome.badges()
                or chrome.is_button(inner)
                or inner.startswith("@")
            ):
                name = name[: bracket.start()].strip()
    name = _HANDLE.sub("", _NUMBERED_USER.sub("", name))
    name = re.sub(r"^/?u/(?=\w)", "", name.strip(" \t,;:：|•·–—»›").strip("-"))
    return _ROLE_AFTER.sub("", name.strip()), answers


_GLUED = re.compile(
    r"(?P<date>\d{1,3} ?(?:[smhdwyj]|min|std|sem|wk|mo|日|週))\.?\d*\s*(?P<words>\D{2,60})$"
)


@lru_cache(maxsize=8192)
def read(line: str) -> Reading | None:
    """The header that ``line`` (without outer space) can be read as, or None."""
    if not line or line[0] == ">" or _LABEL.match(line):
        return None
    reading = _read(line)
    if len(line) <= _FRONT or reading is None:
        return reading
    if reading.text is None:  # so long a line is a header only with the comment on it
        return None
    return replace(reading, text=reading.text + line[_FRONT:])


def _read(line: str) -> Reading | None:
    bare = _MARKDOWN.sub(r"\1", line[:_FRONT]).strip()
    ordinal, bare, bullet = _strip_front(bare)
    glued = _GLUED.match(bare)
    if glued and chrome.is_button(glued["words"]):
        date = dates.find(glued["date"])
        return Reading(None, date[0], "buttons", ordinal=ordinal) if date else None
    found = [f for f in dates.find(bare) if f.start <= 90]
    edited = _EDITED.search(bare)
    if edited and len(found) > 1:
        found = [f for f in found if f.start < edited.start()] or found
    if not found:
        return _undated(bare, ordinal)
    date = max(found, key=lambda f: (f.strength, -f.start))
    return _dated(bare, date, ordinal, bullet)


def _strip_front(bare: str) -> tuple[int | None, str, str]:
    ordinal, bullet = None, ""
    for _ in range(3):
        if match := _ORDINAL_STRICT.match(bare):
            if dates.find(bare) and dates.find(bare)[0].start == 0:
                break
            ordinal = int(match[1] or match[2])
            bare = bare[match.end() :]
        elif (match := _BULLET.match(bare)) and match.end() < len(bare):
            bullet = match.group().strip()
            bare = bare[match.end() :]
        else:
            break
    return ordinal, bare, bullet


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


def _dated(bare: str, date: Found, ordinal: int | None, bullet: str) -> Reading | None:
    left, right = bare[: date.start], _LINKS.sub("", bare[date.end :])
    cell = _CELL.match(right)
    nav = frozenset(_NAV.findall(right)) if "|" in right or "[" in right else frozenset[str]()
    children = _CHILDREN.search(right)
    left, lead, said = _trim_tail(left.rstrip())
    if left.lower() in _BEFORE_DATE:
        left = ""
    left, by = _trim_head(_COUNTS.sub(" ", left).strip())
    left = _REST.sub(" ", left).strip(" |_•·:,") if not said else left
    rest, text, said_after = _after(right) if cell is None else ("", cell["text"], False)
    said = said or said_after
    shape = f"{by} {''.join(lead)[:12]} {'says' if said_after else ''}".strip()
    plain = left.strip().lower() not in chrome.ROLES
    if left.strip() and chrome.is_button(left) and not said and not by and plain:
        return Reading(None, date, "buttons", None, None, nav, None, ordinal, extra=left)
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
            author or None, date, shape, text, answers, nav, number, ordinal, said, bool(by), rest
        )
    return _date_first(date, rest, text, right, ordinal, shape, nav)


def _after(right: str) -> tuple[str, str | None, bool]:
    """What follows the date: (rest, comment text on the same line, whether a "says:" stood there)."""
    stripped = right.lstrip(" )]）」|•·,;–—-_.*")
    closed = right.lstrip().startswith(("]", "):", ")", "）"))
    said = re.match(rf"(?:{_SAID})\b", stripped, re.IGNORECASE)
    if said:
        stripped = stripped[said.end() :]
    colon = re.match(r"\s*(?::|：|\.\.\.|…|>)\s*", stripped)
    if colon and (closed or said or stripped[:1] in ":：>"):
        text = stripped[colon.end() :].strip()
        return "", text or None, bool(said)
    rest = _EDITED.sub("", _COUNTS.sub(" ", stripped))
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
        return Reading(None, date, lead, None, None, nav, None, ordinal, extra=rest)
    name, colon, tail = rest.partition(": ") if ": " in rest else (rest.rstrip(":"), "", "")
    name, lead, said = _trim_tail(name.strip(" -–—|•·*"))
    name, by = _trim_head(name)
    if name_score(name) < 0.5:
        return None
    author, answers = clean_name(name)
    mark = "".join(c for c in right[:3] if c in "])-–—:•|,")
    key = f"first {mark} {by}{''.join(lead)}{':' if colon else ''}"
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
    if name_score(author) < 0.3:
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
    _, bare, _ = _strip_front(line[:400] if len(line) > 400 else line)
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
    r"\[?(?:replying to|in reply to|in response to|replied to|reply to|antwort (?:auf|an)|als antwort auf"
    r"|antwortet auf|en réponse à|réponse à|en respuesta a|respuesta a|respondiendo a|у відповідь(?: на)?"
    r"|відповідь на|відповідає|返信先)\b ?[:：]? ?(?:#\d{1,6} ?)?(?:(?:von|by|de|від) )?@?(?P<name>.{0,60}?)(?:さん|様)?\]?$",
    re.IGNORECASE,
)


def answered(line: str) -> str | None:
    """The name in a line such as "Replying to @Ann"; empty when the line ends before the name."""
    match = _ANSWERED.match(line) if len(line) < 120 else None
    return match["name"].strip() if match else None


def strip_ordinal(line: str) -> str:
    """``line`` without a leading list number, bullet and markdown marks."""
    return _strip_front(_MARKDOWN.sub(r"\1", line).strip())[1]


def ordinal_of(line: str) -> int | None:
    """The list number a line begins with, if any."""
    return _strip_front(_MARKDOWN.sub(r"\1", line).strip())[0]


def mark_of(line: str) -> str | None:
    """What marks a line as a header without a date: its heading level, boldness or list number."""
    level = len(line) - len(line.lstrip("#"))
    if 1 <= level <= 6 and line[level : level + 1] == " ":
        return "#" * level
    if line.startswith("**") and line.endswith(("**", "**:")) and len(line) > 4:
        return "**"
    return "1." if _ORDINAL_STRICT.match(line) else None


_FIELD = re.compile(
    r"(?P<from>from|von|de|від|差出人)|(?P<date>date|sent|datum|gesendet|date|envoyé|fecha|enviado|дата"
    r"|надіслано|日時)|(?P<other>to|subject|cc|an|betreff|à|objet|para|asunto|кому|тема|件名|宛先|reply-to"
    r"|message-id|in-reply-to|newsgroups|organization)",
    re.IGNORECASE,
)


_BRACKETED = re.compile(r"\S+@\S+ \(([^()]{1,60})\)$")


def mail_fields(lines: list[Line], start: int) -> tuple[str, Found | None, int] | None:
    """The sender, date and last line of a mail header block that starts at ``start``, or None."""
    name: str | None = None
    date: Found | None = None
    kinds = set()
    last = start
    for i in range(start, min(start + 8, len(lines))):
        field, colon, value = lines[i].text.strip("*").partition(":")
        kind = _FIELD.fullmatch(field.strip(" *")) if colon and len(field) <= 14 else None
        if kind is None:
            break
        last = i
        value = value.strip(" *")
        if kind["from"]:
            bracketed = _BRACKETED.match(value)
            name = (
                bracketed[1] if bracketed else clean_name(value.strip('"').replace('" <', " <"))[0]
            )
        elif kind["date"] and (found := dates.find(value)):
            date = found[0]
        kinds.add(kind.lastgroup)
    if name and len(kinds) >= 2:
        return name, date, last
    return None
