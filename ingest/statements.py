"""What each sentence of a bulletin is about, with what it inherits from the ones before it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from lexicon.indicators import find_indicators
from lexicon.periods import Period
from lexicon.places import find_places
from lexicon.references import read_references
from lexicon.sentences import Span
from vectorstore.types import Source, Statement

# A figure a reader would quote: a number with a unit behind it.
_FIGURE = re.compile(
    r"\d[\d.,]*\s?(?:%|(?:nghìn |trăm )?(?:tỷ|tỉ|triệu|nghìn|ngàn)\b|USD|đồng|VND|điểm|tấn|người"
    r"|lượt|doanh nghiệp|dự án|ha\b|con\b|chiếc|lít|kg|km|m3|kWh|địa phương|tỉnh)",
    re.IGNORECASE,
)
_ASIDE = timedelta(days=100)  # a period that ended longer before the bulletin's own is an aside
_PART_OF_HEAD = re.compile(r"(?:Trong đó|Cụ thể|Riêng|Theo đó|Ngược lại|Bên cạnh đó|Ở chiều)", re.I)


def read_statements(
    text: str, spans: Sequence[Span], source: Source, anchor: date | None
) -> tuple[Statement, ...]:
    """Return one statement a sentence.

    A sentence that names no period takes the one spoken of before it, at first the bulletin's own;
    one that names no indicator takes those of the sentence before, at first the title's.
    """
    periods: tuple[Period, ...] = (source.period,) if source.period else ()
    topic = tuple(dict.fromkeys(m.id for m in find_indicators(source.title)))
    found: list[Statement] = []
    for span in spans:
        sentence = text[span.start : span.end]
        statement = _read(sentence, span, anchor, periods)
        if statement.periods:
            current = tuple(p for p in statement.periods if _is_current(p, source.period))
            if not current:  # only an aside: the sentence still goes on about the context's
                statement = replace(statement, periods=(*statement.periods, *periods))
            periods = current or periods
        else:
            statement = replace(statement, periods=periods)
        if statement.indicators and not _PART_OF_HEAD.match(sentence):
            inherited: tuple[str, ...] = ()
            topic = statement.indicators[:1]
        else:
            inherited = tuple(id for id in topic if id not in statement.indicators)
        if not statement.places and source.place:
            statement = replace(statement, places=(source.place,))
        found.append(replace(statement, inherited_indicators=inherited))
    return tuple(found)


def _is_current(period: Period, main: Period | None) -> bool:
    """Tell whether a period can be what the following sentences go on about.

    An aside on an earlier year ("Tết Quý Mão nằm trong tháng 1/2023") is not.
    """
    return main is None or period.end >= main.end - _ASIDE or period.kind == "year"


def _read(
    sentence: str, span: Span, anchor: date | None, inherited: tuple[Period, ...]
) -> Statement:
    references = read_references(sentence, anchor, inherited=inherited)
    periods = tuple(dict.fromkeys(mention.period for mention in references.periods))
    return Statement(
        start=span.start,
        end=span.end,
        indicators=tuple(dict.fromkeys(m.id for m in find_indicators(sentence))),
        inherited_indicators=(),
        periods=periods,
        period_written=bool(periods),
        bases=references.bases,
        places=tuple(dict.fromkeys(m.id for m in find_places(sentence))),
        figures=len(_FIGURE.findall(sentence)),
    )
