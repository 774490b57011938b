"""Which links may be followed, and which addresses dialled on the way.

It reads the link as it was written, before anything takes it apart, and asks nobody.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from ipaddress import IPv6Address
from urllib.parse import quote, urljoin

import idna

from bot.errors import SourceError
from bot.sources import networks

PORTS = {"http": 80, "https": 443}
ALLOWED_PORTS = frozenset((80, 443, 8080, 8443))
MAX_CHARACTERS = 2_048
MAX_ANSWERS = 64
"""Addresses of one name; more are no honest answer."""

Pair = tuple[str, int]
"""An address and a port."""

_LINK = re.compile(r"(https?)://([^/?#]*)([^#]*)", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.\-]{0,30}:", re.IGNORECASE)
_PORT = re.compile(r"[1-9][0-9]{0,4}", re.ASCII)
_LABEL = re.compile(r"[a-z0-9_\-]{1,63}", re.ASCII)
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*", re.ASCII)
_QUAD = re.compile(r"(?:0|[1-9][0-9]{0,2})(?:\.(?:0|[1-9][0-9]{0,2})){3}", re.ASCII)
_BRACKETED = re.compile(r"\[([0-9a-f:.]{2,45})\](?::([^:]*))?", re.ASCII | re.IGNORECASE)
_REFUSED_SUFFIXES = frozenset(
    "internal local lan home corp arpa onion invalid test localhost localdomain".split()
)
_REFUSED_CATEGORIES = frozenset(("Cc", "Cf", "Cs", "Zs", "Zl", "Zp"))
"""Unicode's controls, formats, halves of surrogates, spaces and line ends."""
_KEPT = "!#$%&'()*+,-./:;=?@[]_~"
"""What stays as it is in a path and a query; a percent sign may begin an escape."""


@dataclass(frozen=True, slots=True)
class Target:
    """A link that may be followed: ``host`` is ASCII without a trailing dot or brackets."""

    scheme: str
    host: str
    port: int
    path: str
    literal: bool = False

    @property
    def origin(self) -> str:
        """Scheme, host and, where it is not the scheme's own, port."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if PORTS[self.scheme] == self.port else f":{self.port}"
        return f"{self.scheme}://{host}{port}"

    @property
    def url(self) -> str:
        """The link as it is asked for, in ASCII and without a fragment."""
        return self.origin + self.path

    def at(self, path: str) -> "Target":
        """Another path of the same origin."""
        return Target(self.scheme, self.host, self.port, path, self.literal)


class Guard:
    """The rules, and the pairs of address and port that are exempt from them."""

    def __init__(self, exempt: Iterable[Pair] = ()) -> None:
        self._exempt = frozenset((networks.canonical(host) or host, port) for host, port in exempt)
        self._ports = ALLOWED_PORTS | {port for _, port in self._exempt}

    def allows(self, address: str, port: int) -> bool:
        """Whether this address may be dialled at this port."""
        if (networks.canonical(address), port) in self._exempt:
            return True
        return port in ALLOWED_PORTS and networks.is_public(address)

    def target(self, link: str) -> Target:
        """Where ``link`` leads; raises SourceError where it may not be followed there."""
        _check_characters(link)
        found = _LINK.match(link)
        if found is None:
            raise _no_link(link)
        scheme = found[1].lower()
        host, port, literal = _authority(found[2])
        target = Target(scheme, host, port or PORTS[scheme], _path(found[3]), literal)
        if target.port not in self._ports:
            raise SourceError("link_port", ports=_shown_ports())
        if literal:
            self.admit(target, (host,))
        return target

    def redirected(self, target: Target, location: str) -> Target:
        """Where a redirect of ``target`` leads; raises SourceError as ``target`` does."""
        _check_characters(location)
        if _SCHEME.match(location):
            return self.target(location)
        try:
            joined = urljoin(target.url, location)
        except ValueError as error:
            raise SourceError("link_malformed") from error
        return self.target(joined)

    def admit(self, target: Target, answers: Sequence[str]) -> tuple[str, ...]:
        """The addresses to dial for ``target``: all of them, or none where one is refused.

        Raises SourceError: no such name, or an address that may not be dialled.
        """
        if not answers:
            raise SourceError("no_such_host")
        if len(answers) > MAX_ANSWERS:
            raise SourceError("private_address")
        for address in answers:
            if not self.allows(address, target.port):
                known = networks.is_public(address)
                raise SourceError("link_port", ports=_shown_ports()) if known else _private()
        return tuple(dict.fromkeys(str(networks.canonical(address)) for address in answers))


def _private() -> SourceError:
    return SourceError("private_address")


def _shown_ports() -> str:
    return ", ".join(map(str, sorted(ALLOWED_PORTS)))


def _check_characters(link: str) -> None:
    if len(link) > MAX_CHARACTERS:
        raise SourceError("link_too_long", limit=MAX_CHARACTERS)
    if not link:
        raise SourceError("not_a_link")
    if "\\" in link or not _REFUSED_CATEGORIES.isdisjoint(map(unicodedata.category, link)):
        raise SourceError("link_characters")


def _no_link(link: str) -> SourceError:
    scheme = _SCHEME.match(link)
    if scheme is None:
        return SourceError("not_a_link")
    if scheme[0].lower() in ("http:", "https:"):
        return SourceError("link_malformed")
    return SourceError("link_scheme")


def _authority(text: str) -> tuple[str, int | None, bool]:
    """Host, port and whether the host is an address, of what stands between ``//`` and ``/``."""
    if "@" in text:
        raise SourceError("link_credentials")
    if text.startswith("["):
        found = _BRACKETED.fullmatch(text)
        if found is None:
            raise SourceError("link_malformed")
        return _ipv6(found[1]), _port(found[2] or ""), True
    host, _, port = text.partition(":")
    host, literal = _host(host)
    return host, _port(port), literal


def _port(text: str) -> int | None:
    if not text:
        return None
    if not _PORT.fullmatch(text):
        raise SourceError("link_malformed")
    return int(text)


def _ipv6(text: str) -> str:
    try:
        return str(IPv6Address(text))
    except ValueError as error:
        raise SourceError("link_malformed") from error


def _host(raw: str) -> tuple[str, bool]:
    """The host in ASCII and whether it is an IPv4 address.

    Numbers are addresses to the system's resolver in many spellings; one of them is let through.
    """
    if _QUAD.fullmatch(raw) and all(int(part) < 256 for part in raw.split(".")):
        return raw, True
    name = raw.lower() if raw.isascii() else _ascii(raw)
    labels = name.removesuffix(".").split(".")
    if not all(map(_LABEL.fullmatch, labels)) or len(name) > 254:
        raise SourceError("link_malformed")
    if _NUMBER.fullmatch(labels[-1]):
        raise SourceError("link_number")
    if len(labels) == 1 or labels[-1] in _REFUSED_SUFFIXES:
        raise SourceError("link_host")
    return ".".join(labels), False


def _ascii(raw: str) -> str:
    """An international name as the name system knows it (UTS 46)."""
    try:
        mapped = idna.uts46_remap(raw, std3_rules=False, transitional=False)
        return ".".join(
            label if label.isascii() else idna.alabel(label).decode("ascii")
            for label in mapped.split(".")
        ).lower()
    except UnicodeError as error:
        raise SourceError("link_malformed") from error


def _path(rest: str) -> str:
    """Path and query in ASCII, always with a path."""
    quoted = quote(rest, safe=_KEPT)
    return quoted if quoted.startswith("/") else f"/{quoted}"
