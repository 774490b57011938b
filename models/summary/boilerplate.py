"""Tells the furniture of a page (bylines, captions, "read more", headings) from what it says.

Works line by line on wording and shape; it knows nothing of the page's markup.
"""

import re

from models.document.wording import finished, size

_SHORT = 25  # words; longer sentences may mention a newsletter without being one
_FURNITURE = re.compile(
    r"\b(?:subscri(?:be|ption)|newsletter|sign(?:ed)? (?:up|in) (?:for|to)|log ?in|cookies?"
    r"|advertis\w+|sponsored|click here|read (?:more|next|also)|see also"
    r"|related (?:stories|articles|posts)"
    r"|share (?:this|on|via)|follow (?:us|me)|min(?:ute)?s? read|all rights reserved|terms of"
    r"|privacy policy|photo(?:graph)?s? (?:by|credit|courtesy)|image (?:credit|source|courtesy)"
    r"|getty images|file photo|scroll down|watch (?:the )?video|listen to this|last updated"
    r"|updated (?:at|on)|posted (?:by|on|in)|filed under|leave a (?:comment|reply)|comments? \d"
    r"|abonn\w+|anmelden|werbung|anzeige|lesen sie (?:auch|mehr)|mehr zum thema|foto:|bild:"
    r"|inscri\w+-vous|publicité|lire aussi|à lire|crédit photo|suscr\w+|publicidad|lee también"
    r"|leer más|підпи\w+ся|підписуйтесь|реклама|читайте також|фото:)",
    re.IGNORECASE,
)
_FURNITURE_JA = ("広告", "続きを読む", "関連記事", "購読", "会員登録", "写真：", "メルマガ")
_LABEL = re.compile(
    r"(?:©|\(c\)|copyright\b|photo\b|image\b|source:|credit:|tags?:|topics?:|caption:"
    r"|advertisement|editor['’]s note|updated?:|correction:"
    r"|this (?:article|story|post) (?:was|is|has|originally|first|appeared)"
    r"|文＝|文：)",
    re.IGNORECASE,
)
# "By Anna Lee and Jo Brandt, staff writers": no small word but these, and no full stop.
_BYLINE = re.compile(
    r"(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or|Автор:?|Текст:)"
    r"(?: (?:[A-ZÀ-ÞА-ЯҐЄІЇ][\w.'’-]*|and|und|et|y|і|та|de|van|von|der|in|for"
    r"|staff|writers?),?){1,9}$"
)
_STAMP = re.compile(r"[\s\d:/.,|·•+\-–—]*(?:\w{2,9}[.,]? ?)?[\d\s:/.,|apmAPM\-–—]{4,}(?:\w{2,5})?$")
_LINK = re.compile(r"https?://\S+|www\.\S+")


def furniture(text: str) -> bool:
    """Whether ``text``, a sentence or a line, is the page's own and not the article's."""
    text = text.strip()
    if not any(character.isalpha() for character in text) or _LABEL.match(text):
        return True
    if _BYLINE.match(text) and not text.endswith("."):
        return True
    if text.startswith(">") or len(_LINK.sub("", text)) < len(text) // 2:
        return True
    if len(text) <= 60 and _STAMP.match(text):
        return True
    if size(text) > _SHORT:
        return False
    return bool(_FURNITURE.search(text)) or any(word in text for word in _FURNITURE_JA)


def heading(paragraph: str) -> bool:
    """Whether a whole paragraph is a heading, caption or menu: short and without an end mark."""
    text = paragraph.strip()
    if text.startswith("#") or (text.isupper() and size(text) < _SHORT):
        return True
    if text[-1:] in "?？:" and size(text) <= 12:
        return True
    return not finished(text) and size(text) <= 14
