"""What a site's robots.txt says to this bot (RFC 9309), read in linear time.

It knows the text of the file; who fetches it and what a missing one means is not known here.
"""

from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

AGENT = "hustings"
"""The name that a site calls this bot by."""

_MOST_RULES = 20_000


@dataclass(frozen=True, slots=True)
class Rule:
    """A path that may or may not be asked for: its parts between ``*``, and whether it ends."""

    allow: bool
    parts: tuple[bytes, ...]
    anchored: bool
    length: int

    def matches(self, path: bytes) -> bool:
        """Whether ``path`` begins as the rule says, or is it where the rule is anchored."""
        first, *others = self.parts
        if not path.startswith(first):
            return False
        at, last = len(first), others.pop() if others and self.anchored else None
        for part in others:
            found = path.find(part, at)
            if found < 0:
                return False
            at = found + len(part)
        if last is not None:
            return len(path) - len(last) >= at and path.endswith(last)
        return not self.anchored or at == len(path)


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one site for this bot."""

    rules: tuple[Rule, ...] = ()

    def allow(self, path: str) -> bool:
        """Whether ``path`` (with its query) may be asked for; the longest rule decides."""
        asked = _plain(path)
        found = [(rule.length, rule.allow) for rule in self.rules if rule.matches(asked)]
        return max(found)[1] if found else True


def read(text: str) -> Robots:
    """The rules for this bot where it is named, else those for every bot."""
    own: list[Rule] = []
    common: list[Rule] = []
    named = False
    agents: set[str] = set()
    in_rules = False
    for line in text.removeprefix("\ufeff").splitlines():
        name, separator, value = line.partition("#")[0].partition(":")
        name, value = name.strip().lower(), value.strip()
        if not separator:
            continue
        if name == "user-agent":
            agents = {_agent(value)} if in_rules else agents | {_agent(value)}
            in_rules = False
            named = named or AGENT in agents
        elif name in ("allow", "disallow"):
            in_rules = True
            for group, rules in ((AGENT, own), ("*", common)):
                if value and group in agents and len(rules) < _MOST_RULES:
                    rules.append(_rule(name == "allow", value))
    return Robots(tuple(own if named else common))


def _agent(value: str) -> str:
    return value.lower().partition("/")[0].partition(" ")[0]


def _rule(allow: bool, value: str) -> Rule:
    anchored = value.endswith("$")
    pattern = value.removesuffix("$")
    if not pattern.startswith(("/", "*")):
        pattern = f"/{pattern}"
    first, *others = map(_plain, pattern.split("*"))
    kept = tuple(part for part in others[:-1] if part) + tuple(others[-1:])
    return Rule(allow, (first, *kept), anchored, len(pattern))


def _plain(path: str) -> bytes:
    """Without escapes, so that ``/%7Ea`` and ``/~a`` are one path."""
    return unquote_to_bytes(path)
