"""A bulletin's sentences in order, each with its paragraph and the figures it states."""

from dataclasses import dataclass

from lexicon.sentences import Span, sentences
from vectorstore.archive import Archive
from vectorstore.types import Figure, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of a bulletin: `text_of_bulletin[span.start:span.end] == text`."""

    source: Source
    span: Span
    text: str
    paragraph: int
    figures: tuple[Figure, ...]


def read_sentences(source: Source, archive: Archive) -> tuple[Sentence, ...]:
    """Return the sentences of one bulletin, from its first to its last."""
    text = archive.text(source.id)
    stated: dict[int, list[Figure]] = {}
    for figure in archive.figures_in(source.id):
        stated.setdefault(figure.claim.sentence.start, []).append(figure)
    return tuple(
        Sentence(
            source=source,
            span=span,
            text=text[span.start : span.end],
            paragraph=text.count("\n", 0, span.start),
            figures=tuple(stated.get(span.start, ())),
        )
        for span in sentences(text)
    )
