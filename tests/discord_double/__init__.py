"""A small Discord on loopback: a gateway, the REST calls that the bot makes, files."""

from tests.discord_double.double import Double, Exchange, Shown

__all__ = ["Double", "Exchange", "Shown"]
