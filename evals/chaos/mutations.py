"""Seeded harm to the bytes of a file, whatever kind it is of."""

from collections.abc import Callable, Sequence
from random import Random

Mutation = Callable[[bytes, Random], bytes]
_LONGEST = (10_000,) * 15 + (200_000,)  # bytes that a block is repeated to
_MOST_FLIPPED = 40
_TOKENS = (
    *("\x00", "\ufeff", "\u202e", "\u0301" * 500, "\ud800", "\udfff", "\U0010ffff", "\x1a"),
    *("9" * 5_000, "1.234,", "%" * 300, "-" * 3_000, "| " * 800, "(" * 2_000, "," * 5_000),
    *("---\n", "```\n", "# " * 500, "<br>" * 300, "&#0;", "&#xD800;", "&amp;" * 300, "]]>"),
    *("<![CDATA[", "<!--", "<table>" * 200, "<td colspan=99999 rowspan=99999>", "</html>"),
    *(
        "<div>" * 3_000,
        "\n" * 3_000,
        "\r",
        "\t" * 3_000,
        '"' * 301,
        "=1/0",
        "#REF!",
        "\f",
        "ß" * 99,
    ),
    *("tháng 13/2024 ", "ngày 31/2/2024 ", "quý V/0000 ", "từ 5% xuống ", "lần lượt là " * 200),
    *("stream\n", "endobj\n", "/Length -1 ", "/Count 2147483647 ", "1 0 R ", "PK\x03\x04"),
)


def flipped(content: bytes, random: Random) -> bytes:
    """Return the content with some bits turned over."""
    changed = bytearray(content)
    for _ in range(random.randint(1, _MOST_FLIPPED)):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def overwritten(content: bytes, random: Random) -> bytes:
    """Return the content with a stretch of any bytes in it."""
    at, end = _stretch(content, random, 200)
    return content[:at] + random.randbytes(end - at) + content[end:]


def cut_off(content: bytes, random: Random) -> bytes:
    """Return the beginning of the content."""
    return content[: random.randrange(1, len(content))]


def cut_out(content: bytes, random: Random) -> bytes:
    """Return the content without a stretch of it."""
    at, end = _stretch(content, random, len(content) // 2)
    return content[:at] + content[end:]


def repeated(content: bytes, random: Random) -> bytes:
    """Return the content with a stretch of it many times over."""
    at, end = _stretch(content, random, 2_000)
    most = random.choice(_LONGEST) // (end - at)
    times = random.randint(2, max(2, min(2_000, most)))
    return content[:at] + content[at:end] * times + content[end:]


def swapped(content: bytes, random: Random) -> bytes:
    """Return the content with two neighbouring stretches in the other order."""
    a, b, c = sorted(random.randrange(len(content) + 1) for _ in range(3))
    return content[:a] + content[b:c] + content[a:b] + content[c:]


def with_token(content: bytes, random: Random) -> bytes:
    """Return the content with something in it that readers stumble over."""
    at = random.randrange(len(content) + 1)
    token = random.choice(_TOKENS).encode("utf-8", "surrogatepass")
    return content[:at] + token * random.choice((1,) * 15 + (20,)) + content[at:]


def with_letters(content: bytes, random: Random) -> bytes:
    """Return the content with letters and signs of any script in it."""
    at = random.randrange(len(content) + 1)
    letters = (chr(random.randrange(0x110000)) for _ in range(random.randint(1, 300)))
    return content[:at] + "".join(letters).encode("utf-8", "surrogatepass") + content[at:]


def with_numbers(content: bytes, random: Random) -> bytes:
    """Return the content with some of its digits others."""
    changed = bytearray(content)
    digits = [at for at, byte in enumerate(content) if 0x30 <= byte <= 0x39]
    for at in random.sample(digits, min(len(digits), random.randint(1, 60))):
        changed[at] = random.choice(b"0123456789-")
    return bytes(changed)


ANY: tuple[Mutation, ...] = (
    flipped,
    overwritten,
    cut_off,
    cut_out,
    repeated,
    swapped,
    with_token,
    with_letters,
    with_numbers,
)


def mutated(content: bytes, random: Random, mutations: Sequence[Mutation] = ANY) -> bytes:
    """Return the content after one to three of the mutations."""
    for _ in range(random.choice((1, 1, 2, 3))):
        content = random.choice(mutations)(content, random) or content
    return content


def spliced(content: bytes, other: bytes, random: Random) -> bytes:
    """Return the beginning of one file with the end of another."""
    return content[: random.randrange(len(content))] + other[random.randrange(len(other)) :]


def _stretch(content: bytes, random: Random, longest: int) -> tuple[int, int]:
    at = random.randrange(len(content))
    return at, min(len(content), at + random.randint(1, max(1, longest)))
