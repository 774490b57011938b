"""A pasted page taken apart."""

import textwrap

import pytest

from models.document.paste import parse
from models.errors import DocumentError
from models.types import Document

ARTICLE = """\
The ferry will take cash again, and only cash
By Corinne Halloway
May 8, 2023

The island ferry has taken only cards since 2021. From Monday it will take only coins and notes.

The skipper says that the reader stops working half way across, when the fare is due.
"""


def page(comments: str) -> Document:
    """The article above with comments under it."""
    return parse(ARTICLE + "\n" + textwrap.dedent(comments))


def authors(document: Document) -> list[str | None]:
    """Who wrote the comments, in order."""
    return [c.author for c in document.comments]


def parents(document: Document) -> list[str | None]:
    """Whom they answer, in order."""
    return [c.parent_id for c in document.comments]


def test_an_article_without_comments_stays_an_article() -> None:
    """Title, byline, date and paragraphs are known; there are no comments."""
    article = parse(ARTICLE).article
    assert (article.title, article.author, article.published, len(article.paragraphs)) == (
        "The ferry will take cash again, and only cash", "Corinne Halloway", "2023-05-08", 2,
    )  # fmt: skip


def test_nested_numbers_give_the_tree() -> None:
    """Deeper indentation answers the last shallower comment."""
    document = page("""
          1. Ann

            May 8, 2023 at 7:16 am

            Good.

            Reply

              1. Ben

                May 8, 2023 at 7:50 am

                Bad.

                Reply

          2. Cleo

            May 8, 2023 at 9:20 am

            Neither.

            Reply
        """)
    assert (authors(document), parents(document)) == (["Ann", "Ben", "Cleo"], [None, "c1", None])


def test_a_name_called_beats_equal_nesting() -> None:
    """Of two answers under one comment, "@Name" tells that the second answers the first."""
    post = "{0}{1}\n\n{0}May {2}, 2023 at 7:16 am\n\n{0}{3}\n\n{0}Reply\n\n"
    text = post.format("", "1. Ann", 3, "Yes.") + post.format("    ", "1. Ben", 4, "No.")
    text += post.format("    ", "2. Cleo", 5, "@Ben why not?")
    assert parents(parse(f"{ARTICLE}\n3 Comments\n\n{text}")) == [None, "c1", "c2"]


def test_a_published_line_is_the_date() -> None:
    """The line is no paragraph, but what it says is kept."""
    page_text = ARTICLE.replace("May 8, 2023", "Published 8 May 2025 at 07:15")
    assert parse(page_text).article.published == "2025-05-08T07:15"


def test_a_location_between_name_and_date_is_not_the_author() -> None:
    """The first line of a header block names the commenter."""
    document = page("""
        Comments 2

        spine_and_tape
        Portland, OR
        Feb 5, 2024

        I have mended paperbacks that were lent 200 times.

        Reply
        82 Recommend

        Gunhild
        Brno
        Feb 5, 2024

        I wait.

        Reply
        3 Recommend
        """)
    assert [(c.author, c.text) for c in document.comments] == [
        ("spine_and_tape", "I have mended paperbacks that were lent 200 times."),
        ("Gunhild", "I wait."),
    ]


def test_a_name_that_follows_the_text_is_a_footer() -> None:
    """A "Posted by" under each comment is told from one over it by where the text stands."""
    document = page("""
        Comments

        What kind of pie matters.

        Posted by: Walt | September 23, 2008 at 08:13 AM

        All deficits are pie.

        Posted by: Nan | September 23, 2008 at 08:44 AM

        The comments to this entry are closed.
        """)
    assert [(c.author, c.text) for c in document.comments] == [
        ("Walt", "What kind of pie matters."),
        ("Nan", "All deficits are pie."),
    ]


@pytest.mark.parametrize(
    ("opening", "parent"),
    [
        ("@Ann Lee no.", "c1"),
        ("Ann, no.", "c1"),
        ("Mr Leeson, no.", None),
        ("Well then, Mr Forrestov, no.", "c2"),
        ("You forget the winter, Ben.", "c2"),
        ("> They took my last coin\n\nNo.", "c1"),
        ("Nobody asked me.", None),
    ],
)
def test_who_is_answered_is_read_from_the_words(opening: str, parent: str | None) -> None:
    """A name called at the start or end, or words quoted, point to a comment; else nobody."""
    comments = [
        ("Ann Lee", "They took my last coin on that boat."),
        ("Ben Forrest", "Fine."),
        ("Cleo", opening),
    ]
    text = "".join(f"{name} says:\nMay {i + 2}, 2023 at 7:16 am\n\n{said}\n\nReply\n\n"
                   for i, (name, said) in enumerate(comments))  # fmt: skip
    assert parents(page("3 Comments\n\n" + text))[2] == parent


def test_two_speakers_are_an_interview() -> None:
    """Question and answer lines of an article are no comments."""
    talk = "\n\n".join(f"{who}: Sentence number {i} of this talk, said at length, as in print."
                       for i in range(4) for who in ("Brandt", "Keizer"))  # fmt: skip
    assert parse(ARTICLE + "\n" + talk).comments == ()


def test_a_moderator_with_two_guests_is_an_interview() -> None:
    """Somebody who has a third of the turns and mostly asks is no commenter."""
    turns = [
        ("Moderator", "Why the backs of paintings?"),
        ("Keizer", "Because they hold the fronts."),
    ]
    turns += [
        ("Moderator", "And the fronts?"),
        ("Brandt", "Others do those, and they do them well."),
    ]
    talk = "\n\n".join(f"{who}: {said}" for who, said in turns * 2)
    assert parse(f"{ARTICLE}\n{talk}").comments == ()


def test_the_first_post_of_a_thread_is_the_article() -> None:
    """Where a title is followed by posts, the others comment on the first."""
    document = parse(
        "Should the wiki be read-only?\n\nmarta\nMar '23\n\nLock it, I say.\n\n2 Likes\n\n"
        "bjorn\nMar '23\n\nNo.\n\n1 Like\n\nines\nMar '23\n\nYes.\n\n1 Like\n"
    )
    assert (document.article.author, authors(document)) == ("marta", ["bjorn", "ines"])


def test_a_mail_thread_drops_what_was_quoted() -> None:
    """The quoted lines tell whom a mail answers; they are not its words."""
    head = (
        "From: {0} <{0}@example.org>\nDate: Mon, 21 Oct 2024 07:3{1}:00 +0100\nSubject: Re: sea\n"
    )
    quote = "On Mon, 21 Oct 2024 at 07:30, Ann <ann@example.org> wrote:\n> The sea wall stands.\n"
    first = f"\n{head.format('Ann', 0)}\nThe sea wall stands until spring.\n\n"
    document = page(f"{first}{head.format('Ben', 5)}\n{quote}\nSays who?\n")
    assert (document.comments[1].text, document.comments[1].parent_id) == ("Says who?", "c1")


def test_newest_first_still_answers_the_earlier_comment() -> None:
    """In a page that lists the newest first, the one answered stands below."""
    posts = [("Cleo", 5, "@Ann no."), ("Ben", 4, "Hm."), ("Ann", 3, "Yes.")]
    text = "".join(
        f"{name} says:\nMay {day}, 2023 at 7:16 am\n\n{said}\n\nReply\n\n"
        for name, day, said in posts
    )
    assert parents(page("3 Comments\n\n" + text)) == ["c3", None, None]


def test_blocks_under_a_heading_are_comments_of_nobody_known() -> None:
    """The plain fallback: no header is recognised, yet nothing said is lost."""
    said = "I never paid by card in my life.\n\nThey will lose the tourists this way.\n"
    assert authors(page(f"Comments\n\n{said}")) == [None, None]


@pytest.mark.parametrize("text", ["", " \n\t\n", "\u200b\u200b\n"])
def test_a_page_without_text_is_refused(text: str) -> None:
    """Empty, blank and invisible pages are an error in a sentence."""
    with pytest.raises(DocumentError, match="no text"):
        parse(text)


def test_a_page_of_loose_words_is_kept_whole() -> None:
    """The plain fallback: what is neither article nor comment is still the text that was pasted."""
    assert parse("one two\n\nthree four\n").article.paragraphs == ("one two", "three four")


def test_invisible_characters_and_line_endings_change_nothing() -> None:
    """Zero-width characters, no-break spaces and CRLF are not part of what was said."""
    clean = (
        "\n2 Comments\n\nAnn says:\nMay 3, 2023 at 7:16 am\n\nGood boat.\n\nReply\n\n"
        "Ben says:\nMay 3, 2023 at 7:18 am\n\nBad boat.\n\nReply\n"
    )
    noisy = clean.replace("Ann says", "\u200bAnn\u00a0says").replace("boat.", "\u200bboat.\u202f")
    assert parse((ARTICLE + noisy).replace("\n", "\r\n")).comments == page(clean).comments
