import pytest

from models.summary.boilerplate import furniture, heading


@pytest.mark.parametrize(
    "line",
    [
        *("By Anna Schmidt", "Von Anna Schmidt", "Photo: Getty Images", "© 2024 The Paper"),
        *(
            "Subscribe to our newsletter for more.",
            "Read more about bread here.",
            "12:30, 4.5.2024",
        ),
        *("We use cookies to improve your visit.", "5 min read", "Lesen Sie auch: Zehn Tipps"),
        *(
            "Читайте також: десять порад",
            "続きを読む",
            "https://example.org/a/b",
            "> quoted line",
            "* * *",
        ),
    ],
)
def test_furniture_of_a_page_is_known(line):
    """Bylines, captions, calls to subscribe and links are not the article's."""
    assert furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "By Monday the county had removed the crossing again.",
        "Bread is dear and nobody knows why.",
        "The regulator told twelve papers that their cookies break the law, that readers must be"
        " asked first, and that every one of them has until the end of the year to change that.",
    ],
)
def test_sentences_of_the_article_are_not_furniture(line):
    """A sentence that opens on "By" or mentions cookies at length stays."""
    assert not furniture(line)


@pytest.mark.parametrize("line", ["What Now?", "BREAD AND WATER", "# Bread", "The rules"])
def test_heading_is_short_and_unfinished(line):
    """A paragraph without an end mark, or a short question, is a heading."""
    assert heading(line)
    assert not heading("Bread is dear.")
