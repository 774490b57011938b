"""What an element's class, id and attributes say about its part in a comment section.

A vocabulary of words in several languages, no site: "comment__author-name" ends in a word for a
name, "commentlist" begins with one for comments. What a word promises is checked elsewhere.
"""

import re
from functools import lru_cache
from typing import Any


class Role:
    """What an element may be, as bits: a flag of ``enum`` costs a call for each question."""

    NONE = 0
    UNIT = 1  # one comment
    POST = 2  # one post of a thread, or one entry of a list of articles
    REGION = 4  # the section
    ANSWERS = 8  # what holds the answers to the comment before it
    AUTHOR = 16
    DATE = 32
    TEXT = 64
    HEAD = 128  # the line that names author and date
    CHROME = 256  # buttons, votes, pictures
    FORM = 512
    HELD = 1024  # waits for moderation, or was deleted
    PING = 2048  # a pingback or trackback
    ELSEWHERE = 4096  # a list of the newest comments, of related articles


_COMMENT = frozenset(
    "comment comments cmt cmnt reply replies response responses kommentar kommentare kommentarer"
    " commentaire commentaires comentario comentarios comentarios komentar komentarz komentarze"
    " comtr reactie reacties reaktion reaktionen reaction discussion feedback answer answers"
    " antwort antworten respuesta respuestas reponse reponses note talkback leserkommentar"
    " leserbrief koment komentáře coment usercomment".split()
)
_ONE = frozenset(
    "comment cmt cmnt reply response kommentar commentaire comentario komentar komentarz comtr"
    " reactie answer antwort respuesta reponse talkback leserkommentar usercomment review".split()
)
_POSTS = frozenset("post message beitrag posting postbit msg nachricht entry".split())
_BOX = frozenset(
    "article bit block body box branch card cell child container content detail details"
    " display element entry group holder inner item legacy level li main nested node object"
    " outer parent root row single table td top toplevel tr unit view wrap wrapper".split()
)
_AUTHOR = frozenset(
    "author authors name username user nick nickname poster commenter creator hnuser fn"
    " displayname screenname autor auteur nutzer usuario utilisateur pseudo who writer handle"
    " owner member person commentator verfasser by".split()
)
_DATE = frozenset(
    "date time datetime timestamp ago published datum fecha posted age when dateline postdate"
    " pubdate created reltime livetimestamp relativetime".split()
)
_TEXT = frozenset(
    "text content body message msg copy markdown md comment description txt inhalt texte contenido"
    " contents commtext usertext bbwrapper postbody postcontent cooked prose texto richtext"
    " paragraph".split()
)
_HEAD = frozenset(
    "meta info header head heading footer foot top tagline title details metadata byline submitted"
    " attribution bar".split()
)
_CHROME = frozenset(
    "action actions toolbar control controls button buttons btn vote votes voting like likes share"
    " sharing report flag permalink avatar gravatar badge badges score karma signature sig tools"
    " menu dropdown says tooltip pagination pager toggle collapse expand upvote downvote rating"
    " stars icon icons image thumb thumbnail photo counter count links link edit moderate options"
    " reactions emoji quote-button number rank flair role posts-count social tip ad ads advert"
    " rate recommend recommends postprofile userinfo usertitle postdetails usersidebar".split()
)
_FORM = frozenset("form respond textarea editor input login signin register composer".split())
_SIGNATURE = frozenset(("signature", "sig", "signaturecontainer"))
_LISTS = frozenset(
    "list section area wrapper wrap container thread threads block box module region stream feed"
    " holder zone tree items template loop main content app root widget panel tab pane".split()
)
_ANSWERS = frozenset(
    "children replies child answers subcomments nested responses antworten reponses respuestas"
    " childlist indented kids descendants".split()
)
_ELSEWHERE = frozenset(
    "recent latest newest popular related trending sidebar teaser similar recommended promo"
    " mostcommented hot".split()
)
_REGION = re.compile(
    r"(?:disqus_thread|fb-comments|dsq-content|isso-thread|remark42|commento|hyvor-talk-view"
    r"|coral(?:-thread|_talk)?.*|utterances|giscus|livefyre.*|spot-?im.*|viafoura.*|openweb.*"
    r"|fastcomments.*|cusdis.*|graphcomment|muut|intensedebate.*|idc-.*|respond"
    r"|commentlist|comment-list|comments-area|comments-?list|comments|comment-?section"
    r"|comments-?section|comments-?wrapper|comments-?container|kommentare|commentaires"
    r"|comentarios|reader-?comments|user-?comments|article-?comments|post-?comments"
    r"|leserkommentare|discussion|comment-respond|comment-?thread|comments-?thread)",
    re.IGNORECASE,
)
_PINGS = frozenset(("pingback", "trackback", "pingbacks", "trackbacks", "pings", "pinglist"))
_HELD = re.compile(
    r"awaiting|moderation|unapproved|deleted|removed|is-hidden|collapsed-?deleted|spam|pending",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"[-_\s:.]+|(?<=[a-z])(?=[A-Z])|\d+")
_STEM = re.compile(
    r"(?:i?d?c?)(?P<stem>comments?|comm|posts?|message|reply|replies|user|author|kommentare?"
    r"|commentaires?|comentarios?|response)(?P<rest>[a-z]{3,})"
)
_REST = _BOX | _AUTHOR | _DATE | _TEXT | _HEAD | _CHROME | _FORM | _LISTS
_NUMBERED = re.compile(r"\d")
_PROPERTIES = {
    "author": Role.AUTHOR,
    "creator": Role.AUTHOR,
    "name": Role.AUTHOR,
    "datepublished": Role.DATE,
    "datecreated": Role.DATE,
    "commenttime": Role.DATE,
    "uploaddate": Role.DATE,
    "text": Role.TEXT,
    "commenttext": Role.TEXT,
    "reviewbody": Role.TEXT,
    "comment": Role.UNIT,
}
_WRITTEN = frozenset(("text", "email", "password", "url", "search", "tel"))
_FIELDS = 40
_TYPES = re.compile(r"schema\.org/(?:\w*Comment|UserComments|Answer)$", re.IGNORECASE)


def role(element: Any) -> int:
    """What the element's attributes promise; NONE where they say nothing."""
    get = element.get
    found = Role.NONE
    if classes := get("class"):
        found |= _of_classes(classes[:400])
    if name := get("id"):
        found |= _of_id(name[:100])
    tag = element.tag
    if tag == "form":  # a name says what is changed in it, its fields say whether it is written in
        found &= ~Role.FORM
    if tag == "time":
        found |= Role.DATE
    elif tag == "textarea" or (tag == "form" and _asks(element)):
        found |= Role.FORM
    elif "-" in tag:
        found |= _of_classes(tag)
    if prop := get("itemprop"):
        found |= _PROPERTIES.get(prop.lower(), Role.NONE)
    if (kind := get("itemtype")) and _TYPES.search(kind[:200]):
        found |= Role.UNIT
    if get("role") == "comment":
        found |= Role.UNIT
    if get("rel") and "author" in get("rel"):
        found |= Role.AUTHOR
    return found


def _asks(form: Any) -> bool:
    """Whether somebody can write into the form; others wrap what they can change."""
    for seen, field in enumerate(form.iter("textarea", "input")):
        if field.tag == "textarea" or (field.get("type") or "text").lower() in _WRITTEN:
            return True
        if seen > _FIELDS:
            break
    return False


def words(token: str) -> list[str]:
    """The words of one class name in lower case: "commentAuthor-2" has "comment" and "author"."""
    out: list[str] = []
    for word in _SPLIT.split(token):
        glued = _STEM.fullmatch(lower := word.lower())
        if glued and (glued["rest"] in _REST or glued["rest"].rstrip("s") in _REST):
            out += (glued["stem"], glued["rest"])
        elif word:
            out.append(lower)
    return out


@lru_cache(maxsize=4096)
def _of_classes(classes: str) -> int:
    found = Role.NONE
    tokens = classes.split()[:30]
    for token in tokens:
        found |= _of_token(token)
    if found & Role.UNIT:  # "comment comment-author-admin" on the comment itself
        found &= ~(Role.AUTHOR | Role.DATE)
    return found


@lru_cache(maxsize=4096)
def _of_id(name: str) -> int:
    found = _of_token(name)
    if found & Role.UNIT and not _NUMBERED.search(name):
        found &= ~(Role.UNIT | Role.POST)
    return found & ~(Role.AUTHOR | Role.DATE | Role.TEXT | Role.CHROME)


@lru_cache(maxsize=8192)
def _of_token(token: str) -> int:
    parts = words(token)
    if not parts:
        return Role.NONE
    last, known = parts[-1], frozenset(parts)
    about = bool(known & _COMMENT)
    found = Role.NONE
    if known & _PINGS:
        found |= Role.PING
    if about and _HELD.search(token):
        found |= Role.HELD
    if known & _ELSEWHERE:
        return found | Role.ELSEWHERE
    if known & _FORM or (known & _SIGNATURE and "post" not in known):
        return found | Role.FORM
    if _REGION.fullmatch(token) or (about and (last in _LISTS or last.endswith("s"))):
        found |= Role.REGION
    nested = last in _LISTS and len(parts) > 1 and parts[-2] in _ANSWERS
    if (last in _ANSWERS and (len(parts) == 1 or about)) or (nested and about):
        found |= Role.ANSWERS
    if last in _ONE or (known & _ONE and last in _BOX):
        found |= Role.UNIT
    elif last in _POSTS or (known & _POSTS and last in _BOX):
        found |= Role.POST
    if last in _AUTHOR:
        found |= Role.AUTHOR
    elif last in _DATE:
        found |= Role.DATE
    elif last in _HEAD:
        found |= Role.HEAD
    if last in _TEXT:
        found |= Role.TEXT
    if last in _CHROME or (about and len(parts) > 1 and known & _CHROME):
        found |= Role.CHROME
    return found
