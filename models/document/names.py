"""What looks like a commenter's name, and a name without what stands beside it.

Knows single names; who is who is decided in `calls`.
"""

import re

from models.document import chrome, dates

COUNTS = re.compile(
    r"[(\[]?(?:score|punkte|карма)\s*[:：]\s*-?\d{1,5}[^)\]]{0,30}[)\]]?"
    r"|[(\[]?[+−–-]?\d{1,3}(?:[.,]\d{1,3})?[kK]? ?(?:points?|punkte?|pts?|upvotes?|likes?"
    r"|children|child"
    r"|votes?|replies|reply|followers?|recommendations?|comments?|posts?)\b[)\]]?"
    r"|score hidden|\[?score hidden\]?",
    re.IGNORECASE,
)
_NUMBERED_USER = re.compile(r"\s*[(\[#] ?(?:#|id:? ?|uid ?)?\d{2,12} ?[)\]]?$", re.IGNORECASE)
_CROWD = re.compile(r"\b(?:and|und|et|y|та|e) \d[\d.,]* (?:others?|weitere|autres|más|інш|otros)")
_BRACKETS = re.compile(r"\s*[(\[（](?:[^()\[\]（）]{0,40})[)\]）]$")
_HANDLE = re.compile(r"(?<=\S)\s+\(?@[\w.-]+(?:@[\w.-]+)?\)?$")
_MAIL = re.compile(r"\s*<[^<>\s]{1,120}@?[^<>\s]{0,120}>$|\s*\([^()\s]+@[^()\s]+\)$")
_ANSWERS = re.compile(
    r"\s*(?:[▶►→➜➔➤➢➡⮕⇒▸›»↪↩⤷🡒>]+|\b(?:in reply to|replying to|in response to|replied to"
    r"|reply to|to"
    r"|als antwort auf|antwort auf|antwortet auf|antwortete auf|an|en réponse à|répond à"
    r"|a répondu à|à"
    r"|en respuesta a|responde a|respondió a|у відповідь на|у відповідь|відповідає|відповідь на"
    r"|返信先)"
    r"\b[:：]?)\s*(?=\S)",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s*[•·∙|»]\s*|\s+[—–-]\s+|\s{2,}")
_FLAIR = re.compile(r"\s*\[(?:[A-Z]|OP|M|S|A)\]$|\s+\[[A-Z]$")
_FUNCTION_WORDS = frozenset(
    "the is are was were be to that it a an see for and not have has had what this you we they i "
    "would could should with as but or if will do does did there their our your from by der die "
    "das "
    "ist sind und nicht ein eine zu mit auf für les des est une pas que qui pour dans los las "
    "es una no por con para що це як на та але він вона".split()
)
_PLAIN_BUTTONS = frozenset(
    "reply like share report edited delete permalink antworten melden teilen répondre "
    "signaler partager responder compartir відповісти поскаржитися поділитися 返信 返信する "
    "通報 共感した "
    "いいね quote hide edit parent link recommend flag save embed avatar".split()
)
_OFFLINE = re.compile(r"\s+is (?:offline|online)(?: now)?$| to r/\w+$", re.IGNORECASE)
_ROLE_AFTER = re.compile(
    r"(?<=\S)\s+(?:OP|MOD|TE|VIP|edited|bearbeitet|modifié|editado|Verfasser|Author|Autor|Auteur)$"
)


def name_score(name: str | None) -> float:
    """How much a text looks like a commenter's name, from 0 to 1."""
    if not name or len(name) > 60 or "://" in name or name.startswith(("“", '"', "«", "„", ">")):
        return 0.0
    core = _BRACKETS.sub("", name).strip() or name
    if sum(c.isalpha() for c in core) == 0 and len(core) < 8 and core.isascii():
        return 0.0
    if _CROWD.search(core):
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
    if re.search(r"(?<!\bProf)(?<=\w{4})\. \w|\w[!?] \w", core):  # two sentences
        score *= 0.2
    common = sum(w.lower().strip(",.'’") in _FUNCTION_WORDS for w in words)
    if len(words) >= 3 and common >= 2:
        score *= 0.35
    if ", " in core and len(words) > 4:
        score *= 0.8
    return score


_LONGEST = 200  # characters read of what may be a name
_GAP = re.compile(r" {3,}")


def clean_name(name: str) -> tuple[str, str | None]:
    """A name without badges, counters, handle and brackets, and the name it is said to answer."""
    name = _GAP.sub("   ", name[:_LONGEST].strip())
    if name.startswith(("*", "_", "`")):
        name = name.strip("*_`").strip()
    name = _OFFLINE.sub("", _FLAIR.sub("", COUNTS.sub(" ", _MAIL.sub("", name))))
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
