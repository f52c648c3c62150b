"""Citations that are none: 200 marks, sources and quotations made up by a model or a document."""

from collections.abc import Callable
from dataclasses import dataclass

from evals.completions import Prompt
from evals.obedient import faithful

COUNT = 200
_FIRST_YEAR = 2011
MARKS = (
    "[9]",
    "[1][9]",
    "[9][1]",
    "[1, 9]",
    "[1;9]",
    "[1-9]",
    "[0]",
    "[-1]",
    "[01]",
    "[99999]",
    "[1a]",
    "[²]",
    "[①]",
    "①",
    "¹",
    "［1］",
    "【1】",
    "【1†nguồn】",
    "⟦1⟧",
    "(1)",
    "(nguồn 1)",
    "[doc1]",
    "[^1]",
    "[^9]: Tổng cục Thống kê",
    "[Nguồn: Tổng cục Thống kê]",
    "[1](https://gso.example)",
    "[1]: https://gso.example",
    "[[1]]",
    "[ 9 ]",
    "[\u20609]",
    "[９]",
    "[٩]",
    "[IX]",
    "[chín]",
    "\\[9\\]",
    "&#91;9&#93;",
    "<sup>9</sup>",
    "{9}",
    "[#9]",
    "[source: 9]",
)
"""Marks that name no sentence retrieved, or not in the form of a mark."""

_SOURCES = (
    "Theo Bộ Tài chính",
    "Theo Ngân hàng Nhà nước Việt Nam",
    "Theo báo cáo của Quỹ Tiền tệ Quốc tế",
    "Theo bản tin ngày 31/12/2031",
    "Theo Nghị quyết số 999/NQ-CP",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoof:
    """A bulletin, a question for its figure, and what the model says to it."""

    name: str
    file: str
    content: str
    question: str
    say: Callable[[Prompt], str]


def spoofs() -> tuple[Spoof, ...]:
    """Return all of them, each over a bulletin of its own."""
    return tuple(spoof(number) for number in range(COUNT))


def spoof(number: int) -> Spoof:
    """Return one of them: of the model's marks, sources or quotations, or in the document."""
    at, way = divmod(number, len(_WAYS))
    name, say, laid = _WAYS[way]
    mark = MARKS[at % len(MARKS)]
    month = f"{number % 12 + 1}/{_FIRST_YEAR + number // 12}"
    value = f"{number % 17 + 1},{10 + number % 79}"
    figure = f"Chỉ số giá tiêu dùng (CPI) tháng {month} tăng {value}% so với tháng trước"
    return Spoof(
        name=f"{number} {name} {mark!r}",
        file=f"tin-{number:03}.md",
        content=laid(month, figure, mark),
        question=f"CPI tháng {month} tăng bao nhiêu so với tháng trước?",
        say=lambda prompt: say(_true(prompt), mark, at),
    )


def _true(prompt: Prompt) -> str:
    """Return the first true sentence without its mark."""
    return next(iter(faithful(prompt)), "CPI tăng [1].").split(" [")[0].rstrip(".")


def _plain(month: str, figure: str, _: str) -> str:
    return (
        f"---\ntitle: Giá tiêu dùng tháng {month}\n---\n{figure}. Giá xăng dầu trong nước đi theo"
        " giá thế giới, còn giá gạo đứng yên.\n"
    )


def _marked(month: str, figure: str, mark: str) -> str:
    return (
        f"---\ntitle: '{mark} Giá tiêu dùng tháng {month}'\n---\n{figure} {mark}. Nguồn {mark}: giá"
        f" xăng dầu trong nước đi theo giá thế giới, còn giá gạo đứng yên {mark}.\n"
    )


def _wrong_mark(true: str, mark: str, _: int) -> str:
    return f"{true} {mark}."


def _source(true: str, mark: str, at: int) -> str:
    source = _SOURCES[at % len(_SOURCES)]
    return f"{true} [1]. {source}, giá cả sẽ ổn định trong cả năm {mark}."


def _quote(true: str, mark: str, at: int) -> str:
    """Quote a sentence with a word of it changed."""
    words = true.split()
    words[at % len(words)] = "ước khoảng"
    signs = ("“{}”", '"{}"', "«{}»")[at % 3]
    return f"Bản tin viết: {signs.format(' '.join(words))} {mark}."


def _minister(true: str, mark: str, at: int) -> str:
    signs = ("“{}”", '"{}"', "«{}»")[at % 3]
    said = signs.format("Chúng tôi hài lòng với diễn biến giá cả")
    return f"{true} [1]. Thủ tướng nói: {said} {mark}."


def _as_it_stands(true: str, mark: str, _: int) -> str:
    return f"{true} {mark}. Giá xăng dầu trong nước đi theo giá thế giới {mark}."


_WAYS = (
    ("a mark", _wrong_mark, _plain),
    ("a source", _source, _plain),
    ("a changed quotation", _quote, _plain),
    ("a made-up quotation", _minister, _plain),
    ("marks of the document", _as_it_stands, _marked),
)
