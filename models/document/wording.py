"""Tells from its wording whether a sentence can stand alone: no question, fragment or loose "he".

Word lists for the six languages that the project is tested in; other languages are judged by
marks and length only. It knows nothing of what surrounds the sentence.
"""

import re

_QUESTION = "?？؟"
_FINAL = ".!。！।…:"
_AFTER = "\"'”’»“‘›)]}」』】） \t\r\n\u00a0"
_BEFORE = "\"'“‘«„‚‹([{「『【（¿¡-–—*•>#_ \t\u00a0"

# A sentence that opens on one of these leans on the sentence before it.
_LEANING = {
    "en": "he she it they this that these those his her its their him them such both either neither"
    " but and or so also then however therefore thus instead still yet moreover furthermore"
    " meanwhile nor otherwise likewise similarly there here",
    "de": "er es dies diese dieser dieses das jener jene aber und oder so auch dann doch jedoch"
    " deshalb daher dennoch ihr ihre sein seine dabei damit dazu sie",
    "fr": "il elle ils elles cela ce cet cette ces ça mais et ou donc aussi alors puis cependant"
    " pourtant ainsi son sa ses leur leurs celui celle",
    "es": "él ella ello ellos ellas esto este esta estos estas eso ese esa pero y o así también"
    " entonces luego sin embargo además su sus",
    "uk": "він вона воно вони це цей ця ці той та те ті але і й або так також тоді однак проте"
    " тому його її їх їхній",
}
_WORDS = frozenset(" ".join(_LEANING.values()).split())
_KANA = ("これ", "それ", "あれ", "この", "その", "しかし", "そして", "また", "だが", "でも", "彼")
# "It is clear that …", "There is …", "This country …" stand alone well enough.
_EXPLETIVE = re.compile(
    r"(?:it(?:['’]s| is| was| will| would| has| takes| seems| may)"
    r"|there(?:['’]s| is| are| was| were)"
    r"|il (?:y a|faut|est)|es (?:ist|gibt)|so (?:far|long)|that said|both \w+ and)\b",
    re.IGNORECASE,
)
_CONNECTIVE = re.compile(
    r"(?:(?:when|if|because|while|since|as|until) (?:he|she|it|they|this|that)"
    r"|for (?:example|instance)|in (?:addition|other words|fact|contrast)|not only that"
    r"|as (?:i|we|mentioned|noted)|on the other hand|that['’]s|zum beispiel|par exemple|en effet"
    r"|por ejemplo|наприклад)\b",
    re.IGNORECASE,
)
_FIRST = re.compile(r"[^\W\d_]+")
_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_WORD = re.compile(r"\w+(?:['’\-]\w+)*")
_CASED_START = re.compile(r"[a-zа-яёіїєßäöüéèàñ]")


def size(text: str) -> int:
    """Words in ``text``; scripts written without spaces count half a word a character."""
    unspaced = len(_IDEOGRAPH.findall(text))
    return len(_WORD.findall(_IDEOGRAPH.sub(" ", text))) + (unspaced + 1) // 2


def question(text: str) -> bool:
    """Whether ``text`` ends as a question."""
    return text.rstrip(_AFTER)[-1:] in tuple(_QUESTION)


def finished(text: str) -> bool:
    """Whether ``text`` ends on a mark that ends a sentence, closing quotes aside."""
    return text.rstrip(_AFTER)[-1:] in tuple(_FINAL + _QUESTION)


def fragment(text: str) -> bool:
    """Whether ``text`` is too short, unfinished or starts mid-sentence."""
    if size(text) < 4 or not finished(text) or text.rstrip().endswith(":"):
        return True
    return bool(_CASED_START.match(text.lstrip(_BEFORE)))


def leaning(text: str) -> bool:
    """Whether ``text`` opens on a word that points back: "He", "But", "This"."""
    start = text.lstrip(_BEFORE)
    if start.startswith(_KANA) or _CONNECTIVE.match(start):
        return True
    first = _FIRST.match(start)
    if first is None or first.group().lower() not in _WORDS:
        return False
    return not _EXPLETIVE.match(start)
