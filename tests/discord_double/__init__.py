"""A small Discord on loopback: a gateway, the REST calls that the bot makes, files."""

from tests.discord_double.double import Double
from tests.discord_double.seen import Exchange, Shown

__all__ = ["Double", "Exchange", "Shown"]
