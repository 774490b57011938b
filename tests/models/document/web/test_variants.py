"""A page names its other addresses."""

from models.document.web.variants import variants

URL = "https://gazette.example/a/bridge"


def test_the_fullest_variant_comes_first() -> None:
    """One page, then print, then AMP; neither style sheets nor the page itself."""
    html = (
        '<link rel="amphtml" href="/a/bridge/amp"><link rel=stylesheet media=print href="/p.css">'
        '<link rel=alternate media="print" href="/print/bridge"><a href="?page=all&amp;x=1">All</a>'
        f'<a class="single-page" href="{URL}">Here</a><a class="single-page" href="mailto:x">No</a>'
    )
    assert variants(html, URL) == (
        "https://gazette.example/a/bridge?page=all&x=1",
        "https://gazette.example/print/bridge",
        "https://gazette.example/a/bridge/amp",
    )


def test_many_links_are_five_at_most() -> None:
    """And they cost no more than one look at each."""
    html = "".join(f'<a href="?page=all&amp;n={n}">x</a>' for n in range(20_000))
    assert len(variants(html, URL)) == 5
