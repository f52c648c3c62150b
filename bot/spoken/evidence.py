"""What a model is given to speak of: the sentences cited, those behind them, and their figures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.asked import gives_orders
from bot.types import Answer, Citation, Shown
from lexicon.grids import is_row
from lexicon.sentences import paragraphs, sentences
from vectorstore.archive import Archive
from vectorstore.types import Figure

_WITH_CONTEXT = 3  # of the citations, those whose following sentences are given too
_FOLLOWING = 2  # sentences behind a cited one; they tell why, and of what it is made
_LONGEST = 500  # characters of a sentence that is given as context


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The sentences that may be cited, the answer's before their context, and their figures."""

    citations: tuple[Citation, ...]
    figures: tuple[Shown, ...]


def evidence_of(answer: Answer, archive: Archive) -> Evidence:
    """Return what a text about an answer may rest on."""
    citations = list(answer.citations)
    held = {(c.source.id, c.start) for c in citations}
    for citation in answer.citations[:_WITH_CONTEXT]:
        for following in _following(citation, archive.text(citation.source.id)):
            if (following.source.id, following.start) not in held:
                held.add((following.source.id, following.start))
                citations.append(replace(following, number=len(citations) + 1))
    return Evidence(citations=tuple(citations), figures=tuple(_figures(citations, archive)))


def _following(citation: Citation, text: str) -> Iterator[Citation]:
    """Yield the sentences of the same paragraph that stand right behind a citation."""
    around = next((p for p in paragraphs(text) if p.start <= citation.start < p.end), None)
    if around is None or is_row(citation.quote):
        return
    behind = [span for span in sentences(text, around) if span.start >= citation.end]
    for start, end in behind[:_FOLLOWING]:
        if end - start <= _LONGEST and not gives_orders(text[start:end]):
            yield replace(citation, quote=text[start:end], start=start, end=end)


def _figures(citations: Sequence[Citation], archive: Archive) -> Iterator[Shown]:
    """Yield every figure the cited sentences state, each with its citation."""
    held: dict[str, tuple[Figure, ...]] = {}
    for citation in citations:
        bulletin = citation.source.id
        if bulletin not in held:
            held[bulletin] = archive.figures_in(bulletin)
        for figure in held[bulletin]:
            if citation.start <= figure.claim.start < citation.end:
                yield Shown(figure=figure, citation=citation.number)
