"""The questions asked of a line: whether it is a button, a counter, a heading, a footer.

It knows words (`words`) and forms, no site and no layout.
"""

import re
from functools import cache, lru_cache

from models.document import words

_COUNT = r"[(\[（:]? ?\d{1,3}(?:[.,  ]?\d{3})*\+? ?[)\]）]?"
_HEADING = re.compile(
    rf"(?:[#*=_-]+ ?)?(?:view |show |all |alle |tous les |todos los |усі |die )?"
    rf"(?:{_COUNT} ?(?:件の)?)?(?:{words.COMMENT_WORDS})(?: *{_COUNT}| ?件)?(?: ?[:：*=_-]+)?",
    re.IGNORECASE,
)
_HEADING_SENTENCE = re.compile(
    r"(?:\d{1,5}|one|two|three|four|five) (?:thoughts?|responses?|comments?|replies|reply|"
    r"gedanken?|antworten|kommentare?|réflexions?|réponses?|commentaires?|pensamientos?"
    r"|respuestas?|"
    r"comentarios?|думок|думки|думка|відповідей|відповіді|коментарів|коментарі|коментар)"
    r" (?:on|to|zu|auf|sur|en|à|до|про|на|для|for)\b.{0,200}"
    r"|[«“„\"「].{1,200}[»”“\"」](?:への| への)?(?:コメント|件のフィードバック)?.{0,12}"
    r"(?:コメント|フィードバック).{0,8}"
    r"|.{0,120}(?:への|に対する)?(?:コメント|フィードバック) ?[（(]?\d{0,5}件?[)）]?"
    r"|(?:комментар|коментар)\w* ?[:(]? ?\d{0,6}\)?"
    r"|(?:what readers (?:say|think)|from the comments|reader comments?).{0,40}"
    r"|(?:sorted by|sort by|order by)\b.{0,40}",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:\d{1,4} )?[+−–-]?\d+(?:[.,]\d{1,3})*[KkMm]?\+?")
_BOILERPLATE = re.compile(
    r"\bcookies?\b.{0,200}\b(?:accept|partners?|consent|device|website|use|privacy|site"
    r"|experience|uses?)\b"
    r"|\b(?:we value your privacy|we and our \d|we use cookies|this site uses cookies|accept all)\b"
    r"|\bpartners store\b|store and(?:/or)? access information"
    r"|wir verwenden cookies|verwendet cookies|cookies und ähnliche|ihre privatsphäre"
    r"|wir und unsere \d"
    r"|nous utilisons des cookies|utilise des cookies|votre vie privée|nos \d+ partenaires"
    r"|utilizamos cookies|utiliza cookies|tu privacidad|su privacidad|nuestros \d+ socios"
    r"|використовуємо (?:файли )?cookie|файли cookie|クッキー|cookieを(?:使用|利用)"
    r"|by (?:signing up|subscribing|entering your email|clicking)|sign up (?:to|for) (?:our|the"
    r"|get)"
    r"|enter your email|your email address|get (?:the|our) .{0,60}(?:every (?:morning|week|day)"
    r"|inbox)"
    r"|delivered (?:straight )?to your inbox|to your inbox|subscribe to (?:our|the|continue)"
    r"|newsletter (?:abonnieren|bestellen)|(?:unseren?|zum|unser) newsletter|abonnieren sie"
    r"|(?:notre|la|nos) newsletters?|inscrivez-vous|abonnez-vous|nuestro boletín|nuestra newsletter"
    r"|suscríbete a|підпишіться на|підписуйтесь|розсилк[уи]|メールマガジン|ニュースレター|メルマガ"
    r"|^(?:photo|photograph|image|picture|foto|bild|crédit photo|credit|getty images|reuters|afp"
    r"|illustration)"
    r" ?(?:by|:|credit|/|©)|^(?:photo|image) credit|^© ?\d{4}|^copyright\b|all rights reserved"
    r"|^(?:read|see) (?:more|also|next)\b ?:|^(?:lesen sie auch|lire aussi|à lire aussi"
    r"|lee también|читайте також)\b"
    r"|^[←«] ?(?:previous|zurück|précédent|anterior)|^(?:previous|next) ?(?:post|article"
    r"|story)?:|(?:→|»)$"
    r"|^(?:published|updated|last updated|last modified|modified|first published)\b ?:? ?.{0,12}\d"
    r"|^(?:publié|mis à jour|modifié|veröffentlicht|aktualisiert|publicado|actualizado"
    r"|опубліковано|оновлено)\b.{0,12}\d"
    r"|^tagged(?: with)?[:：]|^\d+ comments? .{0,40} log ?in$|^(?:[^|]{1,24}\|){4,}"
    r"|^(?:via|submitted|authored) (?:by )?\S{1,30} .{0,20}\b(?:ago|\d{4})\b|\d 件の表示$|回視聴"
    r"|^thread starter|^start date|^a correction was made|^(?:correction|berichtigung"
    r"|rectificatif) ?:"
    r"|^\((?:apa|dpa|afp|reuters|red)[,)].{0,40}$|^wie finden sie den artikel|^ihre meinung zählt"
    r"|^all posts are|^sign in or register|^log in or register|^\(log in to post"
    r"|terms of (?:service|use).{0,60}privacy|privacy policy.{0,40}(?:terms|contact)|^powered by"
    r"|^after newsletter promotion|^click to (?:share|email|print)|^(?:facebook|x|twitter) \(opens"
    r"|^最終更新|^share or comment on this|^(?:labels|tags|filed under|schlagwörter|étiquettes"
    r"|etiquetas"
    r"|archivado en|теги|タグ) ?[:：]|^posted (?:by .{1,40} )?(?:at|on) \d"
    r"|^lecture \d+ min|^trackback"
    r"|commenting guidelines|comments are moderated|comments below have|netiquette"
    r"|community (?:rules|guidelines|standards)"
    r"|welcome your on-topic commentary|following comments are owned"
    r"|do you have a (?:story|tip)|follow us on|download (?:the|our) app|support (?:our"
    r"|independent) journalism"
    r"|^\d+ ?min(?:ute)?s? read$|^reading time|^lesezeit|^temps de lecture|^tiempo de lectura"
    r"|^час читання",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def _phrases(block: str) -> frozenset[str]:
    return frozenset(" ".join(p.split()).lower() for p in block.split(",")) - {""}


def _lines(block: str) -> tuple[str, ...]:
    return tuple(p.strip().lower() for line in block.strip().splitlines() for p in line.split("|"))


@cache
def _button_words() -> tuple[frozenset[str], int]:
    phrases = _phrases(words.BUTTONS) | badges()
    joined = frozenset(re.sub(r"[\W_]", "", p) for p in phrases) - {""}
    return joined, max(map(len, joined))


def is_button(line: str) -> bool:
    """Whether a line holds nothing but buttons, badges and their counters (also run together).

    ``permalinkembedsavereport``, ``Like (3) Reply Share``, ``• Reply • Share ›``.
    """
    if not line or len(line) > 120 or (line[0] == "[" and line[-1] == "]"):  # "[removed]"
        return False
    return _is_buttons(line)


@lru_cache(maxsize=1024)
def _is_buttons(line: str) -> bool:
    squashed = "".join(_LETTERS.findall(line.lower())).replace("'", "").replace("’", "")
    if not squashed:
        return False
    words, longest = _button_words()
    reach = [True] + [False] * len(squashed)
    for start in range(len(squashed)):
        if reach[start]:
            for end in range(start + 1, min(len(squashed), start + longest) + 1):
                if not reach[end] and squashed[start:end] in words:
                    reach[end] = True
    return reach[-1]


def is_counter(line: str) -> bool:
    """Whether a line is a bare number: votes, a reply count."""
    return len(line) <= 12 and _NUMBER.fullmatch(line) is not None


def is_symbol(line: str) -> bool:
    """Whether a line has no letter and no digit (``•``, ``− +``, ``____``) and is no emoji."""
    return 0 < len(line) <= 200 and all(
        not c.isalnum() and (ord(c) < 0x2600 or c in "︎️⋯〉❯✓✔➤") for c in line
    )


def is_emoji(line: str) -> bool:
    """Whether a line is nothing but emoji."""
    return (
        0 < len(line) <= 24
        and all(ord(c) >= 0x2300 or c.isspace() for c in line)
        and (any(0x1F000 <= ord(c) <= 0x1FAFF or 0x2300 <= ord(c) <= 0x27BF for c in line))
    )


_SYSTEM = re.compile(
    r"(?:messages and calls are|messages to this (?:chat|group) are|nachrichten und anrufe sind"
    r"|les messages et les appels|los mensajes y las llamadas).{0,120}"
    r"|-!- .{1,200}|.{0,80}(?:hat die gruppe|a créé le groupe|creó el grupo|ist beigetreten"
    r"|hat .{1,40} hinzugefügt|created (?:the |this )?group|joined using|changed the (?:group"
    r"|subject)|pinned a message"
    r"|started a call|changed the channel name|joined the (?:server|group)|left the group).{0,120}",
    re.IGNORECASE | re.DOTALL,
)


def is_system(text: str) -> bool:
    """Whether a chat program wrote this message, not a person."""
    return len(text) <= 240 and _SYSTEM.fullmatch(text) is not None


_SINGULAR = frozenset(  # a button, not a heading
    ("comment", "response", "kommentar", "commentaire", "comentario", "коментар", "posting")
)


def is_heading(line: str) -> bool:
    """Whether a line announces the comment section ("5 Comments", "4 thoughts on …")."""
    if not line or len(line) > 220 or line.lower() in _SINGULAR:
        return False
    if len(line) <= 60 and _HEADING.fullmatch(line.strip(" .:>›▼▾")):
        return True
    return _HEADING_SENTENCE.fullmatch(line) is not None


_FIRST_NUMBER = re.compile(r"\d{1,6}")


def heading_count(line: str) -> int:
    """How many comments a heading announces; 0 where it does not say."""
    number = _FIRST_NUMBER.search(line)
    return int(number.group()) if number else 0


@cache
def _end_words() -> tuple[str, ...]:
    return _lines(words.END)


@cache
def _furniture() -> frozenset[str]:
    return frozenset(_lines(words.FURNITURE))


def is_end(line: str) -> bool:
    """Whether a line begins what follows a comment section: a form, links, a footer."""
    if len(line) > 160:
        return False
    return line.lower().lstrip("#*-•»>【 ").startswith(_end_words()) and (
        len(line) <= 60 or is_boilerplate(line)
    )


def is_furniture(line: str) -> bool:
    """Whether a line is a navigation word, a share button or the like."""
    return line.lower().strip(" :›»▾▼→") in _furniture() or line.lower() in _furniture()


def is_boilerplate(line: str) -> bool:
    """Whether a line is a cookie notice, newsletter call, credit or copyright line."""
    return len(line) <= 600 and _BOILERPLATE.search(line) is not None


def is_role(line: str) -> bool:
    """Whether a badge can also be what somebody calls himself."""
    return line.lower() in words.ROLES


@cache
def badges() -> frozenset[str]:
    """Words that stand beside a name and are no part of it."""
    return _phrases(words.BADGES)
