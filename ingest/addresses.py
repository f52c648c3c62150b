"""Where a server may stand: the numeric addresses of a host name, each checked."""

import ipaddress
import re
import socket
from collections.abc import Callable, Sequence

from lexicon.errors import InputError

Resolve = Callable[[str, int], Sequence[str]]
"""Called with a host name and a port; returns numeric addresses, OSError when there are none."""

_UNICAST = ipaddress.ip_network("2000::/3")  # RFC 4291: all that is given out of IPv6
_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: an IPv4 address in the last 32 bits
# Global by their number, but servers of the cloud a machine stands in: Oracle's and Azure's.
_CLOUDS = (ipaddress.ip_network("192.0.0.0/24"), ipaddress.ip_network("168.63.129.16/32"))


def resolve(host: str, port: int) -> tuple[str, ...]:
    """Return the numeric addresses of a host name, in the order the system would try them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(address[0]) for *_, address in found))


def is_public(number: str) -> bool:
    """Tell whether a numeric address is one of the public internet, also inside an IPv6 one."""
    try:
        address = ipaddress.ip_address(number)
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        inside = address.ipv4_mapped or address.sixtofour
        if address in _NAT64:
            inside = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inside is None:
            return address in _UNICAST and address.is_global
        address = inside
    if any(address in cloud for cloud in _CLOUDS):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def server_addresses(
    file: str, host: str, port: int, *, resolve: Resolve = resolve, allow_private: bool = False
) -> tuple[str, ...]:
    """Return the numeric addresses of a host, looked up once.

    InputError, which names the address `file` that was asked for, when there are none or one of
    them is not public, unless `allow_private`.
    """
    if _is_odd_number(host):
        raise InputError("bad-address", file=file)
    try:
        numbers = tuple(resolve(host, port))
    except (OSError, UnicodeError) as error:
        raise InputError("no-host", file=file, host=host) from error
    if not numbers:
        raise InputError("no-host", file=file, host=host)
    if not allow_private:
        for number in numbers:
            if not is_public(number):
                raise InputError("private-address", file=file, found=number)
    return numbers


def _is_odd_number(host: str) -> bool:
    """Tell whether a host is a number in another form than the usual: 2130706433, 0x7f.1, 127.1."""
    last = host.rstrip(".").rsplit(".", 1)[-1].lower()
    if ":" in host or not re.fullmatch(r"\d+|0x[0-9a-f]*", last):
        return False
    try:
        ipaddress.IPv4Address(host)
    except ValueError:
        return True
    return False
