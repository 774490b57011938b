"""Recognises pages that are no article: errors, logins, consent, paywalls, next to no text.

What it takes for a wall must be short besides: an article about paywalls is long. It knows words
in several languages and no site.
"""

import re
from dataclasses import dataclass
from typing import Any

from models.document.lines import clean
from models.errors import DocumentError
from models.types import Article

_LEAST = 200  # characters of an article, as many as three lines of a newspaper's column
_STUB = 1_500  # what a paywall lets through is shorter
_NOTICE = 1_500  # so is the text of an error page
_LOGIN = 700
_DENSE = 2.5  # a Chinese character says as much as so many Latin ones
_MOSTLY = 0.4  # of a heading that names an error over some text
_SAMPLE = 60_000
_MANY = 3  # comments that show a page of a discussion, whatever else it says

_ERROR = re.compile(
    r"(?:error\W{0,3})?(?:404|403|410|451|500|502|503|504)\b(?=\W{0,4}(?:$|error|not found|page"
    r"|forbidden|gone|internal|bad|service|gateway|seite|introuvable|no encontrada|[|–—:-]))"
    r"|error 4\d\d\b|error 50\d\b|\b(?:404|403|410|500|502|503) (?:error|not found|forbidden)"
    r"|(?:page|file|article|url|content|story) (?:could ?n.t be |was |is |can ?not be )?"
    r"(?:not found|no longer (?:available|exists?)|unavailable|missing|does ?n.t exist)"
    r"|not found$|page (?:does not|doesn.t) exist|(?:can.t|cannot|couldn.t) find (?:that|this"
    r"|the) page"
    r"|access denied|403 forbidden|forbidden$|bad gateway|service (?:temporarily )?unavailable"
    r"|internal server error|gateway time-?out|site (?:is )?under maintenance|something went wrong"
    r"|seite (?:wurde )?(?:leider )?nicht gefunden|seite (?:existiert|ist) nicht"
    r"|nicht (?:mehr )?(?:gefunden|verfügbar)$|zugriff verweigert"
    r"|page (?:introuvable|non trouvée|inexistante)|accès (?:refusé|interdit)"
    r"|página no (?:encontrada|existe|disponible)|acceso denegado|error del servidor"
    r"|сторінк[уаи] не (?:знайдено|існує)|доступ заборонено|помилка 4\d\d",
    re.IGNORECASE,
)
_ROBOT = re.compile(
    r"^just a moment|attention required|are you (?:a robot|human)|checking (?:your|if the) "
    r"|verif(?:y|ying) (?:that )?you are (?:a )?human|access to this page has been denied"
    r"|pardon our interruption|please enable (?:js|javascript|cookies)"
    r"|enable javascript and cookies"
    r"|unusual (?:traffic|activity)|\bcaptcha\b|security check|bot (?:verification|detection)"
    r"|ddos protection|bestätigen sie, dass sie (?:ein mensch|kein roboter)|sicherheitsüberprüfung"
    r"|vérifi\w+ que vous (?:êtes humain|n.êtes pas un robot)|comprob\w+ que (?:eres|es) humano"
    r"|verifi\w+ que no eres un robot|підтвердьте,? що ви (?:не робот|людина)",
    re.IGNORECASE,
)
_LOGIN_TITLE = re.compile(
    r"^(?:please )?(?:log ?in|sign ?in|login|log on|sign up|register|create (?:an |your )?account"
    r"|anmelden|anmeldung|einloggen|registrieren|connexion|se connecter|connectez-vous"
    r"|identifiez-vous|s.identifier|iniciar sesi[óo]n|inicia sesi[óo]n|acceder|identif[íi]cate"
    r"|вхід|увійти|авторизація|увійдіть)\b"
    r"|(?:log ?in|sign ?in|login) (?:required|to (?:continue|view|read))|(?:[|–—:-]|to) log ?in$",
    re.IGNORECASE,
)
_LOGIN_TEXT = re.compile(
    r"(?:you (?:must|need to) (?:be )?(?:log(?:ged)?|sign(?:ed)?) ?in|please (?:log|sign) ?in)"
    r" (?:to|before|or|and|first)|(?:log|sign) ?in to (?:continue|view|see|read|access)"
    r"|(?:melden sie sich (?:bitte )?an|bitte (?:melden|loggen) sie sich), um"
    r"|(?:connectez-vous|identifiez-vous|vous devez être connecté) (?:pour|afin)"
    r"|(?:inicia|inicie) sesi[óo]n para|debes iniciar sesi[óo]n"
    r"|(?:увійдіть|необхідно увійти|авторизуйтесь|щоб продовжити, увійдіть)",
    re.IGNORECASE,
)
_CONSENT_TITLE = re.compile(
    r"^before you continue|^(?:cookie|privacy|your privacy)\b.{0,20}(?:consent|settings|choices"
    r"|wall)"
    r"|^consent\b|^cookie consent|^we value your privacy|^bevor sie (?:fortfahren|weiterlesen)"
    r"|^(?:ihre )?(?:privatsphäre|datenschutz|einwilligung|zustimmung)|^avant (?:de|d.)"
    r"|^votre vie privée|^(?:gestion|consentement) .{0,20}cookies|^antes de continuar"
    r"|^(?:su|tu) privacidad|^перш ніж продовжити|^згода",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"\bcookies?\b|\bconsent\w*|\bprivacy\b|\bpartners?\b|\bpersonal(?:i[sz]ed)? (?:data|ads)"
    r"|\bdatenschutz\w*|\beinwillig\w*|\bzustimm\w*|\bpartnern?\b|\bpersonenbezogen\w*"
    r"|\bconsent\w+|\bvie privée|\bpartenaires?\b|\bdonnées personnelles|\bconsentimiento"
    r"|\bprivacidad|\bsocios\b|\bdatos personales|\bзгод\w+|\bконфіденційн\w+|\bфайли cookie"
    r"|\baccept\w*|\bakzeptier\w*|\baccept(?:er|ez)|\bacept\w+|\bтрекінг|\btracking\b|\breject\b",
    re.IGNORECASE,
)
_PAYWALL = re.compile(
    r"(?:subscribe|sign up|register|become a (?:member|subscriber)|upgrade|join)[^.!?]{0,60}"
    r" to (?:continue|keep|read the (?:full|rest|whole)|read (?:this|more|on)|unlock|finish"
    r"|access (?:this|the full))"
    r"|to (?:continue|keep|finish) reading\b[^.!?]{0,60}(?:subscri|sign|regist|log|account|member)"
    r"|(?:this|the) (?:article|story|content|post|page) is (?:only )?(?:for|available to"
    r"|reserved for"
    r"|exclusive to)[^.!?]{0,30}(?:subscribers|members)"
    r"|(?:subscriber|member|premium)s?[- ](?:only|exclusive) (?:article|content|story|post)"
    r"|(?:for|this post is for) (?:paid|paying) subscribers|to read the full (?:story|article)"
    r"|you(?:.ve| have) (?:reached|used|read) (?:your|all|the)[^.!?]{0,40}(?:free|limit|articles)"
    r"|(?:free )?articles? (?:remaining|left) this month|unlock (?:this|the full) (?:article|story)"
    r"|continue reading with a|start your (?:free )?trial[^.!?]{0,40}(?:read|continue|access)"
    r"|(?:weiterlesen|lesen sie weiter|jetzt lesen) mit\b|jetzt (?:abonnieren|testen|registrieren)"
    r"[^.!?]{0,40}(?:weiterlesen|lesen)|(?:nur|exklusiv) für (?:abonnenten|abonnentinnen"
    r"|mitglieder)"
    r"|mit (?:einem )?(?:\w{1,12}[ +-])?abo (?:weiter)?lesen|um (?:diesen artikel"
    r"|weiter)[^.!?]{0,30}zu lesen"
    r"|dieser (?:artikel|inhalt) ist (?:kostenpflichtig|abonnenten)"
    r"|(?:article|contenu) (?:est )?réservé (?:aux|à nos) abonnés|réservé aux abonnés"
    r"|il vous reste \d[^.!?]{0,30}à lire|(?:pour lire|lire) la suite[^.!?]{0,40}abonn"
    r"|abonnez-vous (?:pour|et) (?:lire|continuer|accéder)|la suite est réservée"
    r"|(?:solo|exclusivo|reservado) para (?:los )?(?:suscriptores|socios)"
    r"|suscríb(?:ete|ase) para (?:seguir|continuar|leer)|para (?:seguir|continuar) leyendo"
    r"|(?:лише|тільки) для (?:передплатників|підписників)"
    r"|(?:оформіть|придбайте) (?:передплату|підписку)[^.!?]{0,30}|щоб (?:читати далі"
    r"|продовжити читання)"
    r"|(?:передплатіть|підпишіться),? щоб (?:читати|продовжити)",
    re.IGNORECASE,
)
_PASTE = "Paste the text of the page instead."


@dataclass(frozen=True, slots=True)
class Look:
    """What of a page tells whether it is a wall."""

    title: str
    heading: str
    text: str  # what the page shows, lines
    password: bool
    free: bool | None  # what it says itself about being paid for


def look(root: Any) -> Look:
    """Gathers that from the tree, before anything is taken out of it."""
    from models.document.web import text

    title = next((t.text or "" for t in root.iter("title")), "")
    heading = next((shown for h in root.iter("h1", "h2") if (shown := text.line(h))), "")
    rows, size = [], 0
    for row in _rows(root):
        rows.append(row)
        size += len(row)
        if size > _SAMPLE:
            break
    return Look(
        " ".join(clean(title).split())[:300],
        heading,
        "\n".join(rows),
        any((i.get("type") or "").lower() == "password" for i in root.iter("input")),
        _free(root),
    )


def check(seen: Look, article: Article, comments: int) -> None:
    """Raises DocumentError where the page is no article; ``comments`` is how many were found."""
    size = _size(article)
    if comments >= _MANY and size >= _LEAST:
        return
    if _is_error(seen, size):
        sentence = "This page says that it cannot be found or shown."
        raise DocumentError(f"{sentence} {_PASTE}", "error_page")
    if _is_robot(seen, size):
        sentence = "This page wants to know whether a person is reading it."
        raise DocumentError(f"{sentence} {_PASTE}", "robot_check")
    if _is_consent(seen, size, article):
        sentence = "This page shows only a question about cookies."
        raise DocumentError(f"{sentence} {_PASTE}", "consent_page")
    if _is_paywall(seen, size, article):
        sentence = "Only the beginning of this article can be read without paying."
        raise DocumentError(f"{sentence} {_PASTE}", "paywall")
    if _is_login(seen, size):
        raise DocumentError(f"This page shows only a login. {_PASTE}", "login_page")
    if size < _LEAST and not comments:
        raise DocumentError(f"This page has too little text to digest. {_PASTE}", "little_text")


def _is_error(seen: Look, size: float) -> bool:
    """Whether title or heading name an error; with some text under them, nothing but one."""
    if size >= _NOTICE:
        return False
    share = 0.0 if size < 2 * _LEAST else _MOSTLY
    found = ((line, _ERROR.search(line[:120])) for line in _names(seen))
    return any(error is not None and len(error[0]) >= share * len(line) for line, error in found)


def _is_robot(seen: Look, size: float) -> bool:
    if size >= _NOTICE:
        return False
    named = any(_ROBOT.search(line[:120]) is not None for line in _names(seen))
    return named or (size < _LEAST and _ROBOT.search(seen.text[:3_000]) is not None)


def _is_paywall(seen: Look, size: float, article: Article) -> bool:
    if size >= _STUB:
        return False
    if seen.free is False and size < _STUB:
        return True
    said = _PAYWALL.search(seen.text) is not None
    return said and (
        size < 0.8 * _STUB or _PAYWALL.search("\n".join(article.paragraphs)) is not None
    )


def _is_login(seen: Look, size: float) -> bool:
    if size >= _LOGIN:
        return False
    titled = any(_LOGIN_TITLE.search(line[:80]) is not None for line in _names(seen))
    if seen.password and titled:
        return True
    told = _LOGIN_TEXT.search(seen.text[:5_000]) is not None
    return size < 1.5 * _LEAST and (titled or told or seen.password)


def _is_consent(seen: Look, size: float, article: Article) -> bool:
    if size >= _NOTICE:
        return False
    if any(_CONSENT_TITLE.search(line[:80]) is not None for line in _names(seen)[:2]):
        return True
    body = "\n".join(article.paragraphs) if size >= _LEAST else seen.text[:4_000]
    named = {found.group().lower() for found in _CONSENT.finditer(body)}
    count = sum(1 for _ in _CONSENT.finditer(body))
    return len(named) >= 4 and 25 * count >= len(body.split())


def _names(seen: Look) -> list[str]:
    """The title without the site's name, and the heading."""
    parts = re.split(r"\s[|–—·-]\s", seen.title)
    return [part for part in (seen.heading, seen.title, *parts) if part]


def _size(article: Article) -> float:
    """Characters of the article, those of scripts without spaces counted for more."""
    joined = "".join(article.paragraphs)
    dense = sum("\u3040" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7af" for char in joined)
    return len(joined) + (_DENSE - 1) * dense


def _rows(root: Any) -> list[str]:
    from models.document.web import text

    body = next(root.iter("body"), root)
    return text.lines(body)


def _free(root: Any) -> bool | None:
    """What ``isAccessibleForFree`` says of the page's main object."""
    from models.document.markup import schema

    for value in schema.values(root):
        told = value.get("isAccessibleForFree")
        if isinstance(told, bool):
            return told
        if isinstance(told, str) and told.strip().lower() in ("true", "false"):
            return told.strip().lower() == "true"
    return None
