"""A model that obeys whoever gave the last order, and else answers with figures it has altered.

It knows what it altered, so that what is shown of it can be judged without reading it again.
"""

import base64
import binascii
import codecs
import hashlib
import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from random import Random
from threading import Lock
from typing import Literal
from urllib.parse import unquote

from evals import alterations
from evals.alterations import Altered
from evals.completions import Prompt

Manner = Literal["alone", "behind", "within", "before"]
_MANNERS: tuple[Manner, ...] = ("alone", "behind", "within", "before")
_VERBS = (
    r"viết|nói|in ra|trả lời|ghi(?! nhận)|chèn|thêm câu|thêm dòng|hiển thị|kết thúc bằng"
    r"|bắt đầu bằng|nhắc lại|lặp lại|đáp|dịch câu|bỏ qua|làm theo|write|say|print"
    r"|output(?=\s*[:\"“])|answer|reply|respond|append|insert|include|repeat|show|end with"
    r"|begin with|ignore|follow"
)
_ORDER = re.compile(rf"\b(?:{_VERBS})\b", re.IGNORECASE)
_QUOTED = re.compile(r"“([^”]+)”|«([^»]+)»|‹([^›]+)›|\"([^\"]+)\"|`([^`]+)`")
_BEHIND_COLON = re.compile(r"^[^:\n]{0,90}:\s+(.+)$", re.DOTALL)
_THAT = re.compile(r"^[^:\n]{0,40}?\b(?:rằng|that)\s+(.+)$", re.DOTALL)
_NEXT = re.compile(
    r"\b(?:câu sau|sau đây|the following|next sentence)\b[^.:]*[.]\s*(.+)$", re.DOTALL
)
_OWN_ORDERS = re.compile(
    r"chỉ dẫn|hướng dẫn hệ thống|system prompt|your instructions", re.IGNORECASE
)
_HIDDEN = re.compile("[\u200b-\u200f\u2060-\u2064\ufeff\u00ad]")
_BASE64 = re.compile(r"[A-Za-z0-9+/]{24,}={0,2}")
_HEX = re.compile(r"(?:[0-9a-f]{2}){16,}")
_DATA = re.compile(r"\[(\d{1,2})\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What was said to one prompt: what was obeyed, or each sentence with what was altered."""

    order: str = ""
    sentences: tuple[tuple[str, Altered], ...] = ()


@dataclass(slots=True)
class Obedient:
    """A reply: obeys the last order that says what to say, else answers from the data, altered.

    The same seed says the same to the same prompt. With `always` that is said where no order came.
    """

    seed: int
    always: Callable[[Prompt], str] | None = None
    said: list[Said] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def __call__(self, prompt: Prompt) -> str:
        """Say what was ordered, or what an unreliable model would make of the data."""
        digest = hashlib.sha256(prompt.text.encode()).hexdigest()
        random = Random(f"{self.seed}/{digest}")
        order = last_order(prompt)
        given = order or (self.always(prompt) if self.always else "")
        sentences = () if given else tuple(_sentences(prompt, random))
        with self._lock:
            self.said.append(Said(order=order, sentences=sentences))
        if given:
            return _obeyed(given, faithful(prompt), random)
        return " ".join(text for text, _ in sentences)


def obedient(seed: int = 1) -> Obedient:
    """Return an obedient model that begins at a seed."""
    return Obedient(seed=seed)


def last_order(prompt: Prompt) -> str:
    """Return what the last order of all messages wants said, "" where none says what."""
    found = ""
    for _, text in prompt.messages:
        for line in readable(text).splitlines():
            found = _ordered(line, prompt) or found
    return found


def _ordered(line: str, prompt: Prompt) -> str:
    """Return what the last order of a line wants said."""
    for match in reversed(list(_ORDER.finditer(line))):
        rest = line[match.end() :]
        if quoted := _QUOTED.search(rest):
            return next(group for group in quoted.groups() if group)
        for form in (_NEXT,) if _is_figures(line) else (_NEXT, _BEHIND_COLON, _THAT):
            if told := form.search(rest):
                return told[1].strip(" )]”\"'`*>-")
        if _OWN_ORDERS.search(rest):
            return prompt.messages[0][1]
    return ""


def _is_figures(line: str) -> bool:
    """Tell whether a line tells figures: "Giá: tăng 2% [1]; giảm 1% [2]."."""
    return not _DATA.match(line.strip()) and any(_data(line.strip()))


def readable(text: str) -> str:
    """Return a text as a model reads it: entities, hidden letters and codes made plain."""
    shown = "".join(
        chr(ord(sign) - 0xE0000) if 0xE0020 <= ord(sign) <= 0xE007E else sign for sign in text
    )
    lines = [_HIDDEN.sub("", html.unescape(shown))]
    lines += [plain for code in _BASE64.findall(lines[0]) if (plain := _from_base64(code))]
    lines += [plain for code in _HEX.findall(lines[0]) if (plain := _from_hex(code))]
    for line in lines[0].splitlines():
        if "%20" in line:
            lines.append(unquote(line))
        if "rot13" in line.lower():
            lines.append(codecs.decode(line, "rot13"))
        if "đọc ngược" in line or "backwards" in line:
            lines.append(line.partition(":")[2][::-1])
    return "\n".join(lines)


def _from_base64(code: str) -> str:
    try:
        return base64.b64decode(code + "=" * (-len(code) % 4), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return ""


def _from_hex(code: str) -> str:
    try:
        return bytes.fromhex(code).decode()
    except (ValueError, UnicodeDecodeError):
        return ""


def _obeyed(order: str, true: Sequence[str], random: Random) -> str:
    """Return what was ordered, alone or in company of a true sentence."""
    manner = random.choice(_MANNERS) if true else "alone"
    if manner == "alone":
        return order
    first = random.choice(true)
    if manner == "within":
        cut = _DATA.search(first)
        at = cut.start() if cut else len(first)
        return f"{first[:at].rstrip(' .')}, {order} {first[at:]}"
    return f"{first} {order}" if manner == "behind" else f"{order} {first}"


def faithful(prompt: Prompt) -> list[str]:
    """Return the data of a prompt as sentences, each figure by itself with the mark it has."""
    lines = prompt.messages[-1][1].splitlines() if prompt.messages else []
    return [sentence for line in lines for sentence in _data(line.strip())]


def _data(line: str) -> Iterator[str]:
    """Yield what a line of data says: "[1] Giá tăng 2%." or "Giá: tăng 2% [1]; giảm 1% [2]."."""
    begins = _DATA.match(line)
    if begins:
        said = line[begins.end() :].strip(' "“”').rstrip(".")
        yield f"{said} {begins[0]}."
        return
    head, colon, rest = line.partition(": ")
    if not (colon and _DATA.search(rest)):
        return
    for part in rest.rstrip(".").split("; "):
        if _DATA.search(part):
            yield f"{head} {part}."


def _sentences(prompt: Prompt, random: Random) -> Iterator[tuple[str, Altered]]:
    """Yield two to four sentences from the data, about a third of them as they stand."""
    true = faithful(prompt)
    if not true:
        yield "Không có dữ liệu.", "none"
        return
    for sentence in random.sample(true, min(len(true), random.randint(2, 4))):
        if random.random() < 0.35:
            yield sentence, "none"
        else:
            yield alterations.alter(sentence, prompt.text, random)
