"""Which addresses belong to the public Internet: an own list, IPv4 and IPv6.

It is written out and not taken from ``ipaddress.is_private``, whose answers change between
versions of Python. It knows single addresses only, no names and no ports.
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

_REFUSED_4 = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",  # this network (RFC 791)
            "10.0.0.0/8",  # private (RFC 1918)
            "100.64.0.0/10",  # behind a carrier's NAT (RFC 6598); a cloud's metadata is here too
            "127.0.0.0/8",  # loopback
            "168.63.129.16/32",  # the host of a virtual machine in Azure
            "169.254.0.0/16",  # link-local (RFC 3927), metadata of most clouds
            "172.16.0.0/12",  # private
            "192.0.0.0/24",  # protocol assignments (RFC 6890)
            "192.0.2.0/24",  # documentation (RFC 5737)
            "192.31.196.0/24",  # AS112 (RFC 7535)
            "192.52.193.0/24",  # AMT (RFC 7450)
            "192.88.99.0/24",  # relays of 6to4 (RFC 7526)
            "192.168.0.0/16",  # private
            "192.175.48.0/24",  # AS112 (RFC 7534)
            "198.18.0.0/15",  # benchmarks (RFC 2544)
            "198.51.100.0/24",  # documentation
            "203.0.113.0/24",  # documentation
            "224.0.0.0/4",  # multicast
            "240.0.0.0/4",  # reserved, and broadcast
        ),
    )
)
_PUBLIC_6 = IPv6Network("2000::/3")
"""All of IPv6 that is given out to be reached (RFC 4291).

Not in it, among others: unspecified, loopback, IPv4-compatible (::/96), mapped (::ffff:0:0/96) and
translated (::ffff:0:0:0/96) forms, NAT64 (64:ff9b::/96 and 64:ff9b:1::/48), discard (100::/64),
segment routing (5f00::/16), unique local (fc00::/7), link-local (fe80::/10), site-local
(fec0::/10) and multicast (ff00::/8).
"""
_REFUSED_6 = tuple(
    map(
        IPv6Network,
        (
            "2001::/23",  # protocols: Teredo (2001::/32), benchmarks, AMT, ORCHID (RFC 2928)
            "2001:db8::/32",  # documentation (RFC 3849)
            "2002::/16",  # 6to4 (RFC 3056), which holds any IPv4 address
            "2620:4f:8000::/48",  # AS112 (RFC 7534)
            "3ffe::/16",  # the 6bone, given back (RFC 3701)
            "3fff::/20",  # documentation (RFC 9637)
        ),
    )
)
_ISATAP = 0x5EFE
"""Before an IPv4 address in the lower half of an IPv6 one: a tunnel to it (RFC 5214)."""


def canonical(address: str) -> str | None:
    """The one way to write ``address``, or None where it is none or names a zone (``%eth0``)."""
    parsed = _parsed(address)
    return None if parsed is None else str(parsed)


def is_public(address: str) -> bool:
    """Whether a stranger may be sent to this address; what is no address is not public."""
    parsed = _parsed(address)
    if isinstance(parsed, IPv4Address):
        return not any(parsed in network for network in _REFUSED_4)
    if parsed is None or parsed not in _PUBLIC_6 or _is_isatap(parsed):
        return False
    return not any(parsed in network for network in _REFUSED_6)


def _parsed(address: str) -> IPv4Address | IPv6Address | None:
    if "%" in address:
        return None
    try:
        return ip_address(address)
    except ValueError:
        return None


def _is_isatap(address: IPv6Address) -> bool:
    return (int(address) >> 32) & 0xFDFF_FFFF == _ISATAP
