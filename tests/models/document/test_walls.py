"""Pages that are no article are refused, and articles about such pages are not."""

# ruff: noqa: E501 - a line of markup reads better whole

import pytest

from models.document.web import page as web
from models.errors import DocumentError
from models.types import Page
from tests.models.document.markup.layouts import ARTICLE

SHORT = "".join(f"<p>{p}</p>" for p in ARTICLE[:2])
LONG = "".join(f"<p>{p}</p>" for p in (*ARTICLE, *(p.replace("bridge", "tunnel") for p in ARTICLE)))
UNPAID = '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script>'
PASSWORD = "<form><input type=text><input type=password></form>"
WALLS = [
    ("error_page", "404 Not Found | Gazette", "<h1>Page not found</h1><p>It may have been moved.</p>"),
    ("error_page", "Seite nicht gefunden", "<h1>Leider</h1><p>Diese Seite gibt es nicht mehr.</p>"),
    ("error_page", "Erreur 404", "<h1>Page introuvable</h1><p>Revenez à l’accueil du site.</p>"),
    ("error_page", "Página no encontrada", "<p>La página que buscas no existe.</p>"),
    ("error_page", "404", "<h1>Сторінку не знайдено</h1><p>Спробуйте пошук.</p>"),
    ("error_page", "Access Denied", "<h1>Access Denied</h1><p>You have no permission.</p>"),
    ("error_page", "Page not found", f"<h1>We can’t find that page</h1>{SHORT}"),
    ("robot_check", "Just a moment...", "<p>Verifying you are human.</p>"),
    ("robot_check", "gazette.example", "<p>Please enable JS and disable any ad blocker</p>"),
    ("login_page", "Log in - Gazette", f"<h1>Log in</h1>{PASSWORD}<p>Forgot your password?</p>"),
    ("login_page", "Anmelden", f"<p>Melden Sie sich bitte an, um das Thema zu lesen.</p>{PASSWORD}"),
    ("login_page", "Connexion", f"<h2>Connectez-vous pour continuer</h2>{PASSWORD}"),
    ("login_page", "Forum", "<p>You must be logged in to view this forum. Please register.</p>"),
    ("consent_page", "Before you continue", "<p>We use cookies and data to keep up our services.</p>"),
    ("consent_page", "Zeitung", "<p>Mit Ihrer Zustimmung verarbeiten wir und unsere Partner "
     "personenbezogene Daten. Die Einwilligung widerrufen Sie im Datenschutz. Wir nutzen Cookies.</p>"),
    ("paywall", "Bridge to close", f"{SHORT}<div><p>Subscribe to continue reading</p></div>"),
    ("paywall", "Bridge to close", SHORT + UNPAID),
    ("paywall", "Brücke", f"{SHORT}<p>Dieser Artikel ist nur für Abonnenten.</p>"),
    ("paywall", "Le pont", f"{SHORT}<p>Il vous reste 78 % de cet article à lire.</p>"),
    ("paywall", "El puente", f"{SHORT}<p>Suscríbete para seguir leyendo.</p>"),
    ("paywall", "Міст", f"{SHORT}<p>Оформіть передплату, щоб читати далі.</p>"),
    ("little_text", "Photo", "<h1>Photo of the day</h1><p>A duck.</p>"),
]  # fmt: skip
ARTICLES = {
    "short": ("Bridge to close", SHORT + f"<p>{ARTICLE[2]}</p>"),
    "about an error": ("404 Not Found: a short history of an error", LONG),
    "about logins": ("Why we log in everywhere", LONG + PASSWORD),
    "with a call to subscribe": ("Bridge to close", f"{LONG * 2}<p>Subscribe to continue reading us.</p>"),
    "marked as paid, but whole": ("Bridge to close", LONG.replace("</p>", " And so on.</p>") * 2 + UNPAID),
    "with a login beside it": ("Bridge to close", f"{LONG}<aside>Log in to continue.{PASSWORD}</aside>"),
    "with a cookie banner": ("Bridge to close", "<div class=banner><p>We use cookies. Our partners "
     f"process personal data with your consent. Accept all. Reject. Privacy.</p></div>{LONG}"),
    "about cookies": ("How cookies work", "".join(f"<p>{p} Websites ask for consent to cookies since "
     "the law of 2018, and partners read what you accept, so a lawyer says.</p>" for p in ARTICLE) * 2),
}  # fmt: skip


def page(title: str, body: str) -> Page:
    """A page of that title."""
    html = (
        f"<html><head><title>{title}</title></head><body><nav><a>Home</a> <a>Log in</a> "
        f"<a>Subscribe</a></nav><main><article>{body}</article></main>"
        "<footer>© 2021 The Gazette. Privacy policy. Cookie settings.</footer></body></html>"
    )
    return Page(html, "text/html", "https://gazette.example/a")


@pytest.mark.parametrize(("name", "title", "body"), WALLS)
def test_a_wall_is_named(name: str, title: str, body: str) -> None:
    """In five languages, with the advice to paste."""
    with pytest.raises(DocumentError, match=r"(?i)paste|no text") as refused:
        web.read(page(title, body))
    assert refused.value.name == name


@pytest.mark.parametrize("name", ARTICLES)
def test_an_article_is_no_wall(name: str) -> None:
    """Whatever it is about, and whatever stands beside it."""
    assert len(web.read(page(*ARTICLES[name])).article.paragraphs) >= 3
