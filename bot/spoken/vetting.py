"""A model's text, sentence by sentence: shown, told as the archive tells it, or dropped."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from bot.figures import compared_with
from bot.spoken import beside, marks
from bot.spoken.evidence import Evidence
from bot.spoken.support import goes_the_other_way, judges, supporting
from bot.spoken.tracing import Traced, trace
from bot.telling import Numbering, figure_words, subject_name
from bot.types import Citation, Question, Shown
from lexicon.bases import find_bases
from lexicon.claims import Claim
from lexicon.indicators import find_indicators
from lexicon.messages import say
from lexicon.periods import Period, PeriodMention, find_periods
from lexicon.places import VIETNAM, find_places
from lexicon.reading import read_claims
from lexicon.sentences import Span, sentences
from lexicon.subjects import lineage
from lexicon.text import fold, language_of, matching

Outcome = Literal["kept", "rendered", "dropped"]
Why = Literal[
    "", "markup", "address", "language", "number", "unsupported", "direction", "repeated", "empty"
]
_WORDS_OF_A_LANGUAGE = 4  # fewer do not tell which language they are
_ENDS_CLAUSE = re.compile(r"(?:^|[,;:.!?…–—]\s+|[(“\"]\s*)$")
_COUNTED = re.compile(r"[^\W_]+ [^\W_]+")  # a number in words and what it counts
_BEGINS_CLAUSE = re.compile(r"\s*(?:$|[.,;:!?…–—)”\"](?!\d))")


@dataclass(frozen=True, slots=True, kw_only=True)
class Vetted:
    """What became of one sentence: its text as shown ("" when dropped), and why."""

    text: str
    outcome: Outcome
    why: Why = ""
    citations: tuple[int, ...] = ()


def _dropped(why: Why) -> Vetted:
    return Vetted(text="", outcome="dropped", why=why)


class Vetter:
    """Checks the sentences of one text in order; what was shown is what the next go on from."""

    def __init__(self, question: Question, evidence: Evidence, today: date | None) -> None:
        self._question = question
        self._language = question.language
        self._evidence = evidence
        self._anchor = _anchor(question, evidence, today)
        self._shown = ""
        self._rendered: set[str] = set()
        self._told: set[str] = set()  # the figures shown, in the archive's words
        self._known = _periods_of(question, evidence)
        self._quotes = [matching(c.quote) for c in evidence.citations]

    def vet(self, sentence: str) -> Vetted:
        """Return what is shown of a sentence, with the citations that prove it."""
        said, named = marks.without_marks(marks.plain(sentence))
        said = marks.in_notation(said, self._language)
        vetted = self._vet(said, named)
        if vetted.outcome != "dropped":
            if matching(vetted.text) in self._rendered:
                return _dropped("repeated")
            self._rendered.add(matching(vetted.text))
            self._shown += f"{marks.without_marks(vetted.text)[0]}\n"
        return vetted

    def _vet(self, said: str, named: Sequence[int]) -> Vetted:
        if why := self._unfit(said):
            return _dropped(why)
        claims, offset = self._claims(said)
        traced = [trace(claim, self._evidence.figures) for claim in claims]
        if not self._accounted(said, claims, offset):
            return self._verbatim(said, traced) or _dropped("number")
        if claims:
            return self._with_figures(said, claims, offset, traced)
        return self._without_figures(said, named)

    def _unfit(self, said: str) -> Why:
        """Return why a sentence is not even looked into, "" when it is."""
        if not any(sign.isalpha() for sign in said):
            return "empty"
        if marks.is_markup(said):
            return "markup"
        if marks.foreign_address(said, [c.source.url for c in self._evidence.citations]):
            return "address"
        words = said
        for start, end, _ in reversed(list(marks.quotes(said))):
            words = words[:start] + words[end:]
        other = len(words.split()) >= _WORDS_OF_A_LANGUAGE and language_of(words) != self._language
        return "language" if other or not marks.is_latin(said) else ""

    def _with_honest_quotes(self, said: str) -> str:
        """Return a sentence whose quotations are verbatim; others are labelled as paraphrase."""
        for start, end, inside in reversed(list(marks.quotes(said))):
            if not any(matching(inside).strip(" .") in quote for quote in self._quotes):
                label = say("spoken.paraphrase", self._language)
                said = f"{said[:start]}{inside} ({label}){said[end:]}"
        return said

    def _claims(self, said: str) -> tuple[tuple[Claim, ...], int]:
        """Return the figures a reader of all that is shown finds in a sentence, and its offset."""
        text = self._shown + said
        offset = len(self._shown)
        claims = [claim for claim in self._read(text) if claim.start >= offset]
        alone = {claim.start: claim.base for claim in self._read(said)}
        # A base is said beside its figure, or a reader may take it for another one; a month alone
        # ("so với tháng 9") is one by the period that was told before.
        return tuple(
            claim if base == "period" else replace(claim, base=base)
            for claim in claims
            for base in (alone.get(claim.start - offset, "unclear"),)
        ), offset

    def _read(self, text: str) -> tuple[Claim, ...]:
        return read_claims(text, sentences(text), anchor=self._anchor, language=self._language)

    def _accounted(self, said: str, claims: Sequence[Claim], offset: int) -> bool:
        """Tell whether each number is part of a figure, a period known, a base or a name."""
        spans = [(claim.start - offset, claim.end - offset) for claim in claims]
        bases = [(base.start, base.end) for base in find_bases(said, self._language)]
        years = {period.end.year for claim in claims if (period := compared_with(claim))}
        for mention in self._periods(said):
            known = any(
                mention.period.same_days(k) or mention.period.nearly(k) for k in self._known
            )
            of_base = any(a <= mention.start and mention.end <= b for a, b in bases)
            if not known and not (of_base and mention.period.end.year in years):
                return False  # "cùng kỳ năm 2023" is what a figure of 2024 is measured against
            spans.append((mention.start, mention.end))
        spans += bases
        spans += [(m.start, m.end) for m in find_indicators(said, self._language)]
        return all(
            any(start <= number.start and number.end <= end for start, end in spans)
            or self._counted(said, number)
            for number in marks.numbers(said, self._language)
        )

    def _counted(self, said: str, number: Span) -> bool:
        """Tell whether a number in words stands in a cited sentence, before the same word."""
        counted = _COUNTED.match(matching(said), number.start)
        if counted is None or any(sign.isdigit() for sign in counted[0]):
            return False
        return any(re.search(rf"\b{re.escape(counted[0])}\b", quote) for quote in self._quotes)

    def _verbatim(self, said: str, traced: Sequence[Traced] = ()) -> Vetted | None:
        """Return a sentence that stands word for word in a cited one, None when it does not.

        It begins a clause or with a name, and ends a clause: less may lose what a figure is of, as
        may an "if" or a "not" before it. It is shown as the bulletin spells it; where a reader
        would take a figure of it for another, its figures are told in the archive's words.
        """
        form = fold(said).strip(' .…“”"')
        if len(form.split()) < _WORDS_OF_A_LANGUAGE:
            return None
        read = {of.trace for of in traced}
        for citation in self._evidence.citations:
            quote = citation.quote
            for found in re.finditer(rf"(?<!\w){re.escape(form)}(?=\W|$)", fold(quote)):
                start, end = found.span()
                begins = quote[start].isupper() or _ENDS_CLAUSE.search(quote[:start])
                if not begins or not _BEGINS_CLAUSE.match(quote[end:]):
                    continue
                if beside.turns(quote[:start], "vi"):
                    continue
                whole = len(form) >= len(quote.strip(' .…“”"'))
                held = (
                    []
                    if read <= {"whole", "open" if whole else ""}
                    else self._held(citation, found)
                )
                if held:
                    return self._told_as_archived(held)
                words = quote[start].upper() + quote[start + 1 : end]
                return self._kept(words, [citation.number])
        return None

    def _held(self, citation: Citation, found: re.Match[str]) -> list[Shown]:
        """Return the figures an answer can print of a stretch of a cited sentence."""
        return [
            shown
            for shown in self._evidence.figures
            if shown.citation == citation.number
            and shown.figure.claim.complete
            and found.start() <= shown.figure.claim.start - citation.start < found.end()
        ]

    def _with_figures(
        self, said: str, claims: Sequence[Claim], offset: int, traced: Sequence[Traced]
    ) -> Vetted:
        found = [of.found for of in traced if of.found]
        kept = self._verbatim(said, traced)
        if not kept and all(of.trace == "whole" for of in traced):
            more = self._says_more(said, claims, offset, found)
            kept = None if more else self._kept(said, _citations(found))
        if kept and kept.outcome == "kept":
            self._told |= {self._words(shown) for shown in found}
        told = kept or self._told_as_archived(found)
        if told.outcome == "dropped" and len(found) != len(traced):
            return _dropped("number")
        return told

    def _told_as_archived(self, found: Sequence[Shown]) -> Vetted:
        """Return the figures not yet told in the archive's own words, each with its citation."""
        words = {self._words(shown): shown.citation for shown in found}
        fresh = {of: citation for of, citation in words.items() if of not in self._told}
        self._told |= words.keys()
        if not fresh:
            return _dropped("repeated")
        return Vetted(
            text="\n".join(f"{of} [{citation}]." for of, citation in fresh.items()),
            outcome="rendered",
            citations=tuple(dict.fromkeys(fresh.values())),
        )

    def _says_more(
        self, said: str, claims: Sequence[Claim], offset: int, found: Sequence[Shown]
    ) -> bool:
        """Tell whether a sentence with true figures says something else beside them."""
        series = {id for shown in found for id in lineage(shown.figure.claim.subject.indicator)}
        series |= {shown.figure.claim.subject.part for shown in found}
        mentions = find_indicators(said, self._language)
        if any(mention.id not in series for mention in mentions):
            return True
        spans = [(claim.start - offset, claim.end - offset) for claim in claims]
        if beside.asks_or_assents(said) or self._moves_more(said, found, spans):
            return True
        spans += [(mention.start, mention.end) for mention in mentions]
        spans += [(period.start, period.end) for period in self._periods(said)]
        spans += [(base.start, base.end) for base in find_bases(said, self._language)]
        homes = {VIETNAM, *(shown.figure.claim.place for shown in found)}
        spans += [(m.start, m.end) for m in find_places(said, self._language) if m.id in homes]
        quotes = {c.number: f"{c.source.title}. {c.quote}" for c in self._evidence.citations}
        cited = ". ".join(dict.fromkeys(quotes[shown.citation] for shown in found))
        if beside.turns(said, self._language) or beside.invents_cause(said, cited, self._language):
            return True
        told = ". ".join([cited, *(self._named(shown) for shown in found)])
        return judges(said, self._language, told) or bool(
            beside.strange_words(said, self._language, spans, told)
        )

    def _moves_more(
        self, said: str, found: Sequence[Shown], spans: Sequence[tuple[int, int]]
    ) -> bool:
        """Tell whether a sentence has something rise or fall beside the changes it measures.

        In a clause of its own it may have the series of its figures do what all their changes do.
        """
        series = {shown.figure.claim.subject.indicator for shown in found}
        cited = {shown.citation for shown in found}
        ways = {
            "up" if shown.figure.claim.quantity.value > 0 else "down"
            for shown in self._evidence.figures
            if shown.citation in cited
            and shown.figure.claim.kind in ("growth", "change")
            and shown.figure.claim.subject.indicator in series
        }
        for start, end in beside.clauses(said):
            clause = said[start:end]
            moved = beside.moves_of(clause, self._language)
            measured = sum(start <= at < end for at, _ in spans)
            if measured or not moved:
                if len(moved) > max(measured, 1):
                    return True
            elif ways != set(moved) or find_bases(clause, self._language) or self._periods(clause):
                return True
        return False

    def _periods(self, said: str) -> tuple[PeriodMention, ...]:
        return tuple(find_periods(said, anchor=self._anchor, language=self._language))

    def _words(self, shown: Shown) -> str:
        words = figure_words(shown.figure, self._language, Numbering())
        return marks.without_marks(words)[0]

    def _named(self, shown: Shown) -> str:
        claim = shown.figure.claim
        return subject_name(claim.subject, claim.place, self._language)

    def _without_figures(self, said: str, named: Sequence[int]) -> Vetted:
        if beside.asks_or_assents(said):
            return _dropped("unsupported")
        if goes_the_other_way(said, self._question, self._anchor, self._evidence):
            return _dropped("direction")
        number = supporting(said, self._question, self._evidence.citations, named)
        return _dropped("unsupported") if number is None else self._kept(said, [number])

    def _kept(self, said: str, citations: Sequence[int]) -> Vetted:
        said = self._with_honest_quotes(said)
        numbers = tuple(dict.fromkeys(citations))
        proof = " ".join(f"[{number}]" for number in numbers)
        return Vetted(text=f"{said.rstrip('.!?…,; ')} {proof}.", outcome="kept", citations=numbers)


def _citations(figures: Sequence[Shown]) -> list[int]:
    return [shown.citation for shown in figures]


def _periods_of(question: Question, evidence: Evidence) -> tuple[Period, ...]:
    """Return the periods a text may speak of: asked for, or of a figure or bulletin cited."""
    figures = [shown.figure.claim for shown in evidence.figures]
    named = [claim.period for claim in figures] + [compared_with(claim) for claim in figures]
    named += [citation.source.period for citation in evidence.citations]
    written = [
        mention.period
        for citation in evidence.citations
        for mention in find_periods(citation.quote, anchor=citation.source.published)
    ]
    return tuple({*question.periods, *written, *(period for period in named if period)})


def _anchor(question: Question, evidence: Evidence, today: date | None) -> date | None:
    """Return the day a year left out is told by: the end of what the answer is about."""
    periods = question.periods or tuple(
        shown.figure.claim.period for shown in evidence.figures[:1] if shown.figure.claim.period
    )
    return max((period.end for period in periods), default=today)
