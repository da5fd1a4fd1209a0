"""Posting to an address that an owner named: the only way out of this machine that is theirs to choose.

Whoever may name an address could otherwise let the server speak to its own network. So the name is looked up
once, every address behind it must be public, and the connection goes to one of just those; no redirect is
followed, the answer's body is never shown, and everything ends within five seconds however slow the other
side is. `CRM_WEBHOOK_ALLOWED_CIDRS` opens ranges at home.
"""

import ipaddress
import re
import socket
import ssl
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import BoundedSemaphore, Thread
from time import monotonic
from urllib.parse import quote, urlsplit

from django.conf import settings

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

CONNECT_SECONDS = 3.0
TOTAL_SECONDS = 5.0
DRAIN_SECONDS = 1.0
MOST_BYTES = 64 * 1024
MOST_URL = 2_000
MOST_ADDRESSES = 4
LOWEST_FREE_PORT = 1024
GLOBAL_V6 = ipaddress.IPv6Network("2000::/3")
CARRIERS = tuple(
    ipaddress.ip_network(text)
    for text in ("100.64.0.0/10", "192.88.99.0/24", "2001::/23", "2002::/16", "64:ff9b::/96")
)
"""Shared by a provider's customers, or wrapping an IPv4 address that could be any: 6to4, Teredo, NAT64."""
NAME = re.compile(r"[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?")
HEADER_NAME = re.compile(r"[A-Za-z0-9-]+")
HEADER_VALUE = re.compile(r"[\x20-\x7e]*")
STATUS = re.compile(rb"HTTP/1\.[01] ([1-5]\d\d)(?: [^\r\n]*)?\r?\n")
_lookups = BoundedSemaphore(8)


class Refused(ValueError):
    """Nothing is sent there, now or later; the words say why."""


class Unreachable(Exception):
    """Nobody answered properly in time; it may work later. The words hold nothing private."""


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart; `host` is plain ASCII, `shown` what the owner wrote."""

    is_secure: bool
    host: str
    shown: str
    port: int
    path: str

    @property
    def host_header(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == (443 if self.is_secure else 80) else f"{host}:{self.port}"


def post(
    url: str, *, body: bytes, headers: Mapping[str, str], allowed: Sequence[Network] | None = None
) -> int:
    """Send one POST and return the status of the answer (200-599), whatever it is.

    Takes 5 seconds at most, 3 of them to connect. `allowed` are ranges inside one's own network that may be
    reached, also by http; the setting's unless given. Raises Refused for an address that is not to be sent
    to, Unreachable when no proper answer comes in time, ValueError for a header that would be two.
    """
    target = read_url(url)
    request = _request(target, body, headers)
    deadline = monotonic() + TOTAL_SECONDS
    addresses = _checked(target, _ranges(allowed), monotonic() + CONNECT_SECONDS)
    with _connected(target, addresses, deadline) as connection:
        try:
            connection.settimeout(_left(deadline))
            connection.sendall(request)
            return _status(connection, deadline)
        except TimeoutError:
            raise Unreachable(f"No answer within {TOTAL_SECONDS:.0f} seconds.") from None
        except OSError:
            raise Unreachable("The connection broke before an answer came.") from None


def check_url(url: str, *, allowed: Sequence[Network] | None = None) -> None:
    """Raise Refused when nothing would be sent to this address; a name that nobody knows just now may pass."""
    target = read_url(url)
    try:
        _checked(target, _ranges(allowed), monotonic() + CONNECT_SECONDS)
    except Unreachable:
        return


def read_url(url: str) -> Target:
    """Take an address apart without asking the network. Raises Refused with a word on what is wrong."""
    if len(url) > MOST_URL or any(ord(letter) <= 32 or ord(letter) == 127 for letter in url):
        raise Refused("That is no address: it is too long, or has a blank in it.")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise Refused("That is no address. One looks like https://example.org/hook.") from None
    if parts.scheme not in ("https", "http"):
        raise Refused("Only https addresses, such as https://example.org/hook.")
    if "@" in parts.netloc:
        raise Refused("Leave out the name and password before the @.")
    is_secure = parts.scheme == "https"
    port = (443 if is_secure else 80) if port is None else port
    if port not in (80, 443) and port < LOWEST_FREE_PORT:
        raise Refused(f"Rapport sends nothing to port {port}.")
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    shown = parts.hostname or ""
    return Target(is_secure, _ascii(shown), shown, port, f"{path}?{query}" if query else path)


def _ascii(host: str) -> str:
    """A host as the network knows it: full-width digits and umlauts made plain, no dot at the end."""
    try:
        if ":" in host and "%" not in host:
            return str(ipaddress.IPv6Address(host))
        plain = host.rstrip(".").encode("idna").decode().lower().rstrip(".")
    except ValueError:
        raise Refused("That host is not written as hosts are.") from None
    if not NAME.fullmatch(plain):
        raise Refused("That host is not written as hosts are.")
    return plain


def _ranges(allowed: Sequence[Network] | None) -> Sequence[Network]:
    return settings.WEBHOOK_ALLOWED if allowed is None else allowed


def _checked(target: Target, allowed: Sequence[Network], deadline: float) -> list[Address]:
    """The addresses behind a target, every one of which may be sent to. Raises Refused or Unreachable."""
    addresses = _resolve(target, deadline)
    for address in addresses:
        is_ours = any(_plain(address) in network for network in allowed)
        if not is_ours and not is_public(address):
            raise Refused(
                f"{target.shown} is an address inside this machine or its network; Rapport sends nothing there."
            )
        if not is_ours and not target.is_secure:
            raise Refused("Only https addresses, such as https://example.org/hook.")
    return addresses[:MOST_ADDRESSES]


def is_public(address: Address) -> bool:
    """Whether an address can only be somebody else's machine on the internet."""
    plain = _plain(address)
    if plain.version == 6 and plain not in GLOBAL_V6:
        return False
    if any(plain in network for network in CARRIERS):
        return False
    return plain.is_global and not plain.is_multicast and not plain.is_reserved


def _plain(address: Address) -> Address:
    """An IPv4 address written as an IPv6 one is that IPv4 address."""
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address


def _resolve(target: Target, deadline: float) -> list[Address]:
    """Look a name up, in a thread of its own: a resolver that hangs cannot be interrupted."""
    if not _lookups.acquire(blocking=False):
        raise Unreachable("Too many names are being looked up.")
    answers: SimpleQueue[list[Address]] = SimpleQueue()

    def look_up() -> None:
        try:
            found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
            answers.put([ipaddress.ip_address(entry[4][0]) for entry in found])
        except (OSError, ValueError):
            answers.put([])
        finally:
            _lookups.release()

    Thread(target=look_up, name="look-up", daemon=True).start()
    try:
        addresses = answers.get(timeout=max(0.0, deadline - monotonic()))
    except Empty:
        raise Unreachable("The name of the host could not be looked up in time.") from None
    if not addresses:
        raise Unreachable("Nobody knows the name of that host.")
    return list(dict.fromkeys(addresses))


def _left(deadline: float) -> float:
    """Seconds until then. Raises TimeoutError when there are none."""
    left = deadline - monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _connected(target: Target, addresses: Sequence[Address], deadline: float) -> socket.socket:
    """A connection to one of these addresses and no other, encrypted where the target says so."""
    connection = _reached(addresses, target.port, min(deadline, monotonic() + CONNECT_SECONDS))
    if not target.is_secure:
        return connection
    try:
        connection.settimeout(_left(deadline))
        return ssl.create_default_context().wrap_socket(connection, server_hostname=target.host)
    except ssl.SSLCertVerificationError:
        connection.close()
        raise Unreachable("The certificate of that host does not hold.") from None
    except OSError:
        connection.close()
        raise Unreachable("No secure connection came about.") from None


def _reached(addresses: Sequence[Address], port: int, deadline: float) -> socket.socket:
    for address in addresses:
        connection = socket.socket(socket.AF_INET6 if address.version == 6 else socket.AF_INET)
        try:
            connection.settimeout(_left(deadline))
            is_there = connection.connect_ex((str(address), port)) == 0
            if is_there and ipaddress.ip_address(connection.getpeername()[0]) == address:
                return connection
        except OSError:
            connection.close()
            continue
        connection.close()
    raise Unreachable("Nobody answers at that address.")


def _request(target: Target, body: bytes, headers: Mapping[str, str]) -> bytes:
    lines = {"Host": target.host_header, "User-Agent": "Rapport", "Accept": "*/*", **headers}
    lines |= {"Content-Length": str(len(body)), "Connection": "close"}
    if not all(HEADER_NAME.fullmatch(name) and HEADER_VALUE.fullmatch(lines[name]) for name in lines):
        raise ValueError("A header is one line of plain letters.")
    head = [f"POST {target.path} HTTP/1.1", *(f"{name}: {value}" for name, value in lines.items()), "", ""]
    return "\r\n".join(head).encode("ascii") + body


def _status(connection: socket.socket, deadline: float) -> int:
    """The status of the answer; a "wait a moment" (1xx) before it is passed over."""
    answer = b""
    while len(answer) <= MOST_BYTES:
        while b"\n" in answer:
            found = STATUS.match(answer)
            if found is None:
                raise Unreachable("What answered does not speak HTTP.")
            status = int(found[1])
            if status >= 200:
                _drain(connection, min(deadline, monotonic() + DRAIN_SECONDS))
                return status
            _, ended, rest = answer.partition(b"\r\n\r\n")
            if not ended:
                break
            answer = rest
        connection.settimeout(_left(deadline))
        piece = connection.recv(4096)
        if not piece:
            raise Unreachable("The connection was closed without an answer.")
        answer += piece
    raise Unreachable("What answered does not speak HTTP.")


def _drain(connection: socket.socket, deadline: float) -> None:
    """Read a little of the rest, unseen, so that the other side can end in peace."""
    taken = 0
    try:
        while taken < MOST_BYTES:
            connection.settimeout(_left(deadline))
            piece = connection.recv(4096)
            if not piece:
                return
            taken += len(piece)
    except OSError:
        return
