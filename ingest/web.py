"""Pages from the web: politely, one at a time, and from nowhere inside a private network."""

import time
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.robotparser import RobotFileParser

from ingest.addresses import Resolve, resolve, server_addresses
from ingest.request import Answer, Target, ask, target
from lexicon.errors import InputError

if TYPE_CHECKING:
    import httpx

NAME = "bantin"  # what a robots.txt calls this program
PAGES = ("text/html", "application/xhtml+xml")
FEEDS = (
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/xml",
    "text/xml",
)
PORTS = (80, 443)
MAX_REDIRECTS = 5
PAUSE_SECONDS = 1.0  # between two requests to one host
LONGEST_PAUSE = 30.0  # that is kept when a robots.txt asks for a longer one
_MOVED = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What was fetched: the address asked for, the one it was found at, and its content type."""

    asked: str
    address: str
    kind: str
    content: bytes


class Web:
    """Fetches pages; remembers where each host stands, its rules and when it was last asked.

    `allow_private` admits private networks and every port, for intranets and tests.
    """

    def __init__(
        self,
        *,
        allow_private: bool = False,
        resolve: Resolve = resolve,
        transport: "httpx.BaseTransport | None" = None,
    ) -> None:
        self._allow_private = allow_private
        self._resolve = resolve
        self._transport = transport
        self._numbers: dict[str, tuple[str, ...]] = {}
        self._rules: dict[str, RobotFileParser | InputError] = {}
        self._answered: dict[str, float] = {}

    def get(self, address: str, kinds: Collection[str]) -> Page:
        """Return the page of one of these kinds at an address, behind at most five redirects.

        InputError says why there is none.
        """
        at = self._target(address, file=address)
        for _ in range(MAX_REDIRECTS + 1):
            rules = self._rules_of(at, address)
            if not rules.can_fetch(NAME, at.text):
                raise InputError("robots", file=address)
            answer = self._ask(at, address, kinds, pause=_pause(rules))
            if not _leads_on(answer):
                break
            at = self._target(answer.location, file=address, base=at.text)
        if _leads_on(answer):
            raise InputError("redirects", file=address, limit=MAX_REDIRECTS)
        if answer.status != 200:
            raise InputError("page-status", file=address, status=answer.status)
        return Page(asked=address, address=at.text, kind=answer.kind, content=answer.content)

    def _target(self, text: str, *, file: str, base: str = "") -> Target:
        """Return an address in its parts; InputError when it is none that may be fetched."""
        try:
            at = target(text, base=base)
        except ValueError as error:
            raise InputError("bad-address", file=file) from error
        if at.user:
            raise InputError("credentials", file=f"{at.scheme}://{at.host}")  # without the password
        if at.scheme not in ("http", "https"):
            raise InputError("not-http", file=file)
        if not at.host:
            raise InputError("bad-address", file=file)
        if at.port not in PORTS and not self._allow_private:
            raise InputError("odd-port", file=file, port=at.port)
        return at

    def _rules_of(self, at: Target, file: str) -> RobotFileParser:
        """Return what a site's robots.txt says; InputError for a site that cannot say it."""
        known = self._rules.get(at.site)
        if known is None:
            try:
                known = self._read_rules(at, file)
            except InputError as error:  # its other pages need not wait for it again
                known = error
            self._rules[at.site] = known
        if isinstance(known, InputError):
            raise InputError(known.key, **(known.values | {"file": file}))
        return known

    def _read_rules(self, at: Target, file: str) -> RobotFileParser:
        """Return the rules; there are none where a site has no robots.txt (RFC 9309, 2.3.1)."""
        asked = self._target("/robots.txt", file=file, base=at.text)
        for _ in range(MAX_REDIRECTS + 1):
            answer = self._ask(asked, file, (), pause=PAUSE_SECONDS)
            if not _leads_on(answer):
                break
            asked = self._target(answer.location, file=file, base=asked.text)
        if answer.status >= 500:
            raise InputError("page-status", file=file, status=answer.status)
        rules = RobotFileParser()
        rules.parse(answer.content.decode("utf-8", "replace").splitlines())
        return rules

    def _ask(self, at: Target, file: str, kinds: Collection[str], *, pause: float) -> Answer:
        """Ask a server at the addresses its name had when it was first met, after a pause."""
        if at.host not in self._numbers:
            self._numbers[at.host] = server_addresses(
                file, at.host, at.port, resolve=self._resolve, allow_private=self._allow_private
            )
        if at.host in self._answered:
            time.sleep(max(0.0, self._answered[at.host] + pause - time.monotonic()))
        try:
            return ask(
                at, self._numbers[at.host], file=file, kinds=kinds, transport=self._transport
            )
        finally:
            self._answered[at.host] = time.monotonic()


def _leads_on(answer: Answer) -> bool:
    return answer.status in _MOVED and bool(answer.location)


def _pause(rules: RobotFileParser) -> float:
    asked = rules.crawl_delay(NAME)
    return min(max(PAUSE_SECONDS, float(asked or 0)), LONGEST_PAUSE)
