"""How much a sentence asserts something that can be disputed, from its wording alone.

Cues of evaluation, obligation, cause and comparison in six languages (after Levy et al. 2014,
"Context dependent claim detection", and Stab and Gurevych 2017); a sentence of another language
scores 0 and is judged by its place and by what the comments talk about.
"""

import re

_CUES = {
    "en": "should must ought need needs cannot can't won't never always only best worst better"
    " worse more less most least too because therefore leads causes means fails failed wrong right"
    " good bad bizarre absurd dangerous harmful useless unfair unjust important necessary"
    " impossible unlikely likely clearly obviously"
    " truth myth failure success mistake deserve deserves no not"
    " nothing nobody everyone all every prove proves problem threat crisis would could may might"
    " will rather than doesn't don't isn't aren't won shouldn't",
    "de": "muss müssen soll sollte sollten darf nie immer nur besser schlechter mehr weniger weil"
    " falsch richtig gut schlecht gefährlich notwendig unmöglich wichtig nicht kein keine fehler"
    " problem gefahr zu wäre würde wird unfair ungerecht",
    "fr": "doit doivent faut devrait jamais toujours seul meilleur pire plus moins parce faux vrai"
    " bon mauvais dangereux nécessaire impossible important pas aucun erreur problème danger trop"
    " serait injuste",
    "es": "debe deben debería hay nunca siempre solo mejor peor más menos porque falso verdad bueno"
    " malo peligroso necesario imposible importante no ningún error problema peligro demasiado"
    " sería injusto",
    "uk": "повинен повинна повинні має мають мусить треба потрібно слід ніколи завжди лише краще"
    " гірше більше менше тому бо неправда погано добре небезпечно необхідно неможливо важливо не"
    " немає помилка проблема загроза занадто",
}
_WORDS = {language: frozenset(words.split()) for language, words in _CUES.items()}
_JA = ("べき", "ない", "なければ", "必要", "問題", "危険", "より", "間違", "重要", "だろう")

# Verbs that make a headline a sentence; a title without any is taken for a label.
_VERBS = {
    "en": "is are was were be been has have had do does did will would can could should must may"
    " might isn't aren't doesn't don't didn't won't can't cannot makes make made gets get keeps"
    " faces face needs need wants want goes go takes take gives give says say shows show means"
    " leads causes kills saves works fails failed hurts helps threatens dominates remains remain"
    " becomes deserves owes ruins beats wins loses turns puts leaves brings breaks rules ends"
    " cut stop cuts stops hit destroys proves matters ignores misses risks costs pays",
    "de": "ist sind war hat haben wird werden muss müssen soll sollte kann können darf"
    " braucht macht",
    "fr": "est sont a ont sera doit doivent faut peut peuvent va vont fait devrait",
    "es": "es son está están ha han será debe deben puede pueden va hace hay tiene necesita",
    "uk": "є має мають буде будуть треба потрібно може можуть повинен повинна повинні не",
}
_FINITE = {language: frozenset(words.split()) for language, words in _VERBS.items()}
# A headline's verb that no list holds: "opens with", "abolishes marks", "stops buying".
_HEADLINE = re.compile(
    r"\s[^\W\d_]{2,}(?:[^siu'’]s|ed) (?:its|the|a|an|his|her|their|to|up|off|out|over|with|for|from"
    r"|in|on|at|by|after|as|into|no|not|all|more|\d+|\w+ing|\w+s)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:how|why|what|when|where|who|which|the \d+|\d+"
    r"|(?:two|three|four|five|six|seven|eight|nine|ten) \w+s"
    r"|the (?:most|best|worst|top)|review|interview|opinion|video|podcast|live|\[\w+\]|\w+ing"
    r"|wie|warum|was|comment|pourquoi|cómo|por qué|як|чому)\b",
    re.IGNORECASE,
)

_FINITE_JA = ("べき", "です", "ます", "した", "する", "ない", "だ", "いる", "ある", "れる")

_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_NARRATED = re.compile(
    r"\b(?:said|says|told|announced|reported|according to|published|was born|yesterday"
    r"|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|sagte|laut|selon|a déclaré|dijo|según"
    r"|сказа\w+)\b",
    re.IGNORECASE,
)
_PERSONAL = re.compile(r"\bI(?:['’](?:m|ve|d)| (?:am|was|had|have|did|went|got|used|saw))\b")
_DATED = re.compile(r"\b(?:1[89]|20)\d\d\b|\d{1,2}[.:]\d\d\b|\$\d|\d%")


def assertion(text: str, language: str | None = None) -> float:
    """From 0 (narrates, or cannot tell) to 1 (evaluates, demands, compares or explains).

    ``language`` is ISO 639-1; None is read as English.
    """
    known = _WORDS.get(language or "en", frozenset())
    cues = sum(word in known for word in _words(text)) + sum(cue in text for cue in _JA)
    score = min(1.0, cues / 3)
    if _NARRATED.search(text):
        score -= 0.35
    if _PERSONAL.search(text):
        score -= 0.3
    if _DATED.search(text):
        score -= 0.2
    return max(0.0, score)


def finite(word: str, language: str = "en") -> bool:
    """Whether a word is one of the common finite verbs of a language."""
    return word.lower().replace("’", "'") in _FINITE[language]


def asserts(title: str, language: str | None = None) -> bool:
    """Whether a headline is a sentence with a finite verb and not a label."""
    words = _words(title)
    known = _FINITE.get(language or "en", frozenset())
    if _LABEL.match(title):
        return False
    if len(words) >= 3 and any(word in known for word in words):
        return True
    if language in (None, "en") and len(words) >= 4 and _HEADLINE.search(title[:300]):
        return True
    return len(title) >= 8 and any(ending in title for ending in _FINITE_JA)


def _words(text: str) -> list[str]:
    return [word.lower().replace("’", "'") for word in _TOKEN.findall(text[:600])]
