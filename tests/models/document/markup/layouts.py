"""Comment sections in the markup of blogs, forums and newspapers: the same three comments in each.

``LAYOUTS`` and ``THREADS`` map a name to HTML; ``SAID`` is what every one of them says.
"""

# ruff: noqa: E501 - a line of markup reads better whole

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Said:
    """One comment; ``parent`` is the place of the one it answers."""

    author: str
    when: str
    text: str
    parent: int | None = None

    @property
    def day(self) -> str:
        """The date as an English page writes it."""
        return (
            f"March {int(self.when[8:10])}, 2021 at {int(self.when[11:13])}:{self.when[14:16]} am"
        )


SAID = (
    Said("Ann Lee", "2021-03-05T09:10:00+00:00", "The report calls the repair urgent."),
    Said(
        "Jürgen Maier", "2021-03-06T10:20:00+00:00", "I walked there yesterday.\nNobody worked.", 0
    ),
    Said("hal9000", "2021-03-07T11:30:00+00:00", "We pay for this and get nothing!"),
)
PARENTS = [c.parent for c in SAID]
ARTICLE = (
    "The old bridge over the harbour will be closed from October, the council decided on Tuesday.",
    "Engineers found cracks in two of the main pillars during an inspection in the month of May.",
    "Shopkeepers on the northern side fear that customers stay away while the detour is nine miles.",
    "“We were promised a ferry,” said Martha Quill, who has run a bakery by the quay for ten years.",
    "The mayor answered that the state would pay for half of the work if the other half was found.",
)
_FORM = (
    '<div id="respond" class="comment-respond"><h3>Leave a Reply</h3><form><p class="comment-notes">'
    "Your email address will not be published.</p><textarea></textarea></form></div>"
)


def page(comments: str, body: str | None = None, head: str = "") -> str:
    """A news page around a comment section, with what usually stands there."""
    article = body or "".join(f"<p>{p}</p>" for p in ARTICLE)
    return (
        f'<!doctype html><html lang="en"><head><title>Bridge to close | Town Gazette</title>{head}'
        '</head><body><div class="cookie-banner"><p>We use cookies. Accept all.</p></div><header>'
        '<nav><ul><li><a href="/">Home</a></li><li><a href="/n">News</a></li></ul></nav></header>'
        '<main><article><h1 class="entry-title">Bridge to close</h1><p class="byline">By '
        f'<a rel="author" href="/a">Jane Doe</a></p><div class="entry-content">{article}</div>'
        f"</article>{comments}</main><aside><h2>Recent Comments</h2><ul id=recentcomments>"
        "<li class=recentcomments><span class=comment-author-link>Zed</span> on <a>Snow</a></li>"
        "</ul></aside><footer><p>© 2021 Town Gazette. All rights reserved.</p></footer></body></html>"
    )


def _paragraphs(said: Said) -> str:
    return "".join(f"<p>{p}</p>" for p in said.text.split("\n"))


def _nested(one: Callable[[Said, int, str], str], start: str, end: str) -> str:
    """Each comment by ``one(said, number, answers)``; answers stand in ``start`` and ``end``."""

    def write(place: int) -> str:
        inner = [write(p) for p, c in enumerate(SAID) if c.parent == place]
        return one(SAID[place], place + 101, start + "".join(inner) + end if inner else "")

    return "".join(write(place) for place, said in enumerate(SAID) if said.parent is None)


def wordpress() -> str:
    """A classic theme; a pingback and a comment that waits are there as well."""

    def one(c: Said, n: int, inner: str) -> str:
        return (
            f'<li id="comment-{n}" class="comment byuser comment-author-ann depth-1"><article '
            f'id="div-comment-{n}" class="comment-body"><footer class="comment-meta"><div '
            f'class="comment-author vcard"><b class="fn"><a rel="external" class="url">{c.author}'
            '</a></b> <span class="says">says:</span></div><div class="comment-metadata">'
            f'<a href="#comment-{n}"><time datetime="{c.when}">{c.day}</time></a></div></footer>'
            f'<div class="comment-content">{_paragraphs(c)}</div><div class="reply">'
            f'<a class="comment-reply-link">Reply</a></div></article>{inner}</li>'
        )

    ping = '<li id="comment-7" class="pingback"><div class="comment-body">Pingback: <a>A blog</a></div>'
    held = (
        '<li id="comment-8" class="comment"><article class="comment-body"><b class="fn">Eve</b>'
        '<em class="comment-awaiting-moderation">Your comment is awaiting moderation.</em>'
        '<time datetime="2021-03-08">x</time><div class="comment-content"><p>Held.</p></div></article>'
    )
    listed = _nested(one, '<ol class="children">', "</ol>")
    return (
        '<div id="comments" class="comments-area"><h2>3 thoughts on “Bridge to close”</h2>'
        f'<ol class="comment-list">{listed}{ping}</li>{held}</li></ol>{_FORM}</div>'
    )


def wordpress_blocks() -> str:
    """A block theme."""

    def one(c: Said, n: int, inner: str) -> str:
        return (
            f'<li id="comment-{n}" class="comment even"><div class="wp-block-columns"><div '
            f'class="wp-block-comment-author-name"><a>{c.author}</a></div><div '
            f'class="wp-block-comment-date"><time datetime="{c.when}"><a>{c.day}</a></time></div>'
            f'<div class="wp-block-comment-content">{_paragraphs(c)}</div><div '
            f'class="wp-block-comment-reply-link"><a>Reply</a></div></div>{inner}</li>'
        )

    listed = _nested(one, "<ol>", "</ol>")
    return (
        '<div class="wp-block-comments"><h2 class="wp-block-comments-title">3 responses</h2>'
        f'<ol class="wp-block-comment-template">{listed}</ol>{_FORM}</div>'
    )


def blogger() -> str:
    """Answers stand beside the comment, inside the same list item."""

    def one(c: Said, n: int, inner: str) -> str:
        return (
            f'<li class="comment" id="c{n}"><div class="comment-block"><div class="comment-header">'
            f'<cite class="user"><a>{c.author}</a></cite><span class="datetime secondary-text"><a>'
            f'{c.day}</a></span></div><p class="comment-content">{c.text.replace(chr(10), "<br>")}'
            '</p><span class="comment-actions"><a class="comment-reply">Reply</a></span></div>'
            f'<div class="comment-replies">{inner}</div></li>'
        )

    listed = _nested(one, '<div class="comment-thread inline-thread"><ol>', "</ol></div>")
    return (
        f'<section class="comments" id="comments"><h4>3 comments:</h4><ol>{listed}</ol></section>'
    )


def drupal() -> str:
    """Answers stand in a box after the comment."""

    def one(c: Said, n: int, inner: str) -> str:
        return (
            f'<article id="comment-{n}" class="comment js-comment"><footer class="comment__meta">'
            f'<p class="comment__author"><span>{c.author} <span>(not verified)</span></span></p>'
            f'<p class="comment__time">{c.day}</p></footer><div class="comment__content"><h3>'
            f'<a href="/comment/{n}#comment-{n}">A subject</a></h3><div class="field">'
            f"{_paragraphs(c)}</div></div></article>{inner}"
        )

    listed = _nested(one, '<div class="indented">', "</div>")
    return f'<section class="comments-wrapper"><h2>Comments</h2>{listed}</section>'


def disqus() -> str:
    """What a saved page holds of it."""

    def one(c: Said, n: int, inner: str) -> str:
        return (
            f'<li class="post" id="post-{n}"><div class="post-content"><header><span '
            f'class="post-byline"><span class="author"><a>{c.author}</a></span></span><span '
            f'class="post-meta"><a class="time-ago" title="{c.day}">2 years ago</a></span></header>'
            f'<div class="post-body-inner"><div class="post-message">{_paragraphs(c)}</div></div>'
            '<footer><menu><li class="reply"><a>Reply</a></li><li>Share ›</li></menu></footer></div>'
            f'<ul class="children">{inner}</ul></li>'
        )

    return f'<div id="disqus_thread"><ul id="post-list">{_nested(one, "", "")}</ul></div>'


def microdata() -> str:
    """Only schema.org's attributes say what is what."""

    def one(c: Said, n: int, inner: str) -> str:
        return (
            f'<div class="row" data-id="{n}" itemprop="comment" itemscope '
            'itemtype="https://schema.org/Comment"><strong itemprop="author" itemscope><span '
            f'itemprop="name">{c.author}</span></strong><meta itemprop="dateCreated" '
            f'content="{c.when}"><div itemprop="text">{_paragraphs(c)}</div>{inner}</div>'
        )

    return f'<div class="box"><h3>3 opinions</h3>{_nested(one, "", "")}</div>'


def by_number() -> str:
    """A flat list whose items name their parent."""
    rows = "".join(
        f'<div class="c-comment" data-comment-id="{n}" data-parent-id="'
        f'{"" if c.parent is None else c.parent + 101}"><span class="c-comment__name">{c.author}'
        f'</span><time datetime="{c.when}">long ago</time><div class="c-comment__text">'
        f"{_paragraphs(c)}</div><button>Reply</button></div>"
        for n, c in enumerate(SAID, 101)
    )
    return f'<div class="comments-list">{rows}</div>'


def by_margin() -> str:
    """A flat list whose answers are pushed to the right."""
    rows = "".join(
        f'<div class="comment-row" style="margin-left: {0 if c.parent is None else 30}px"><b>'
        f"{c.author}</b> <i>{c.day}</i><br>{c.text.replace(chr(10), '<br>')}</div>"
        for c in SAID
    )
    return f'<a name="comments"></a><h3>Comments</h3><div class="commentsblock">{rows}</div>'


def meaningless() -> str:
    """Class names that say nothing, under a heading."""

    def one(c: Said, n: int, inner: str) -> str:
        return (
            f'<div class="ab q{n}"><div class="ml"><a href="/@x"><img alt="{c.author}"></a><p '
            f'class="be"><a href="/@x">{c.author}</a></p><p class="bf"><span>{c.day.split(" at")[0]}</span></p>'
            f'</div><div class="mv">{_paragraphs(c)}</div>{inner}</div>'
        )

    return f'<div class="kz"><h2>Responses (3)</h2>{_nested(one, "<div>", "</div>")}</div>'


LAYOUTS: dict[str, str] = {
    layout.__name__: layout()
    for layout in (
        wordpress, wordpress_blocks, blogger, drupal, disqus, microdata, by_number, by_margin,
        meaningless,
    )
}  # fmt: skip

OPENING = Said("Martha", "2021-03-04T08:00:00+00:00", "\n".join(ARTICLE[:3]))
POSTS: Sequence[Said] = (OPENING, *SAID)


def phpbb() -> str:
    """The name stands twice, beside a rank and a date of joining."""
    return '<html><head><title>The bridge</title></head><body id="phpbb"><h2>The bridge</h2>' + "".join(
        f'<div id="p{n}" class="post bg2"><div class="inner"><dl class="postprofile"><dt>'
        f'<a class="username">{c.author}</a></dt><dd>Posts: 12</dd><dd>Joined: Mon Jan 02, 2006 '
        f'1:00 pm</dd></dl><div class="postbody"><div id="post_content{n}"><h3><a href="#p{n}">Re: '
        f'The bridge</a></h3><p class="author">by <strong><a class="username">{c.author}</a></strong>'
        f' » <time datetime="{c.when}">{c.day}</time></p><div class="content">'
        f'{c.text.replace(chr(10), "<br><br>")}</div><div class="signature">Mind the gap</div></div>'
        '</div><div class="back2top"><a>Top</a></div></div></div>'
        for n, c in enumerate(POSTS)
    )  # fmt: skip


def xenforo() -> str:
    """The author is an attribute as well."""
    return '<html id="XF"><head><title>The bridge</title></head><body><h1>The bridge</h1>' + "".join(
        f'<article class="message message--post" data-author="{c.author}" id="js-post-{n}"><div '
        f'class="message-cell--user"><h4 class="message-name"><a class="username">{c.author}</a></h4>'
        '<h5 class="userTitle">Member</h5><dl><dt>Joined</dt><dd>Jan 3, 2010</dd></dl></div>'
        f'<header class="message-attribution"><time datetime="{c.when}">x</time></header><div '
        'class="message-content"><article class="message-body"><div class="bbWrapper">'
        f'{c.text.replace(chr(10), "<br>")}</div></article></div></article>'
        for n, c in enumerate(POSTS)
    )  # fmt: skip


THREADS: dict[str, str] = {thread.__name__: thread() for thread in (phpbb, xenforo)}
