"""The nouns of answering: what was asked, what proves it, what is said."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from lexicon.bases import Base
from lexicon.claims import Claim, ClaimKind
from lexicon.periods import Period
from lexicon.subjects import Measure, Subject
from lexicon.text import Language
from vectorstore.types import Figure, Source

Reason = Literal["not-covered", "future", "disputed", "false-premise", "off-topic", "empty-store"]
Direction = Literal["", "up", "down"]
Extreme = Literal["", "highest", "lowest"]
Parts = Literal["", "country", "product", "branch", "group", "good"]
Sort = Literal["figure", "person", "decision", "tally", "prose"]
Mode = Literal["figures", "passages", "model"]
Task = Literal["", "summary", "changes", "reason", "translation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One earlier question of a conversation with the answer it got."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question and what it was understood to ask.

    `searched` is what retrieval reads: the text, with diacritics put back where it had none. It may
    want a figure, a list of places, or a target, which is set for a year in the course of it.
    `subjects` are what its figures would measure, with the words that the catalogue does not know;
    `kinds` those of figures it asks for (none: any), `compared` the periods it names a base by,
    `claims` figures it takes for granted. A `sort` other than "figure" wants a sentence.
    A `task` is set where no single figure or sentence is asked for.
    """

    text: str
    searched: str
    language: Language
    plain: bool
    indicators: tuple[str, ...]
    periods: tuple[Period, ...]
    bases: tuple[Base, ...]
    places: tuple[str, ...]
    wants_figure: bool
    wants_places: bool
    wants_plan: bool
    subjects: tuple[Subject, ...] = ()
    unknown: tuple[str, ...] = ()  # phrases that no catalogue knows
    kinds: tuple[ClaimKind, ...] = ()
    measure: Measure = ""
    exact_unit: bool = False
    wants_amount: bool = False  # not how it changed: "là bao nhiêu", "how much money"
    unit: str = ""  # the unit a level is asked for in
    extreme: Extreme = ""
    top: int = 0  # how many of the first are asked for, 0 for all that are told
    wants_parts: Parts = ""
    direction: Direction = ""
    series: bool = False
    by_quarter: bool = False
    compares: bool = False
    compared: tuple[Period, ...] = ()
    claims: tuple[Claim, ...] = ()
    presumes: Direction = ""  # which way a question why takes it that its series went
    sort: Sort = "figure"
    task: Task = ""

    @property
    def told_in(self) -> Language:
        """The language of the answer's figures: of a translation English, whoever asks."""
        return "en" if self.task == "translation" else self.language


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A sentence that proves an answer: `text_of_bulletin[start:end] == quote`."""

    number: int
    source: Source
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A figure an answer prints, with the number of the citation that proves it."""

    figure: Figure
    citation: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A question the store can answer, offered instead."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is said, with its proof, or a refusal with its reason and what is nearest."""

    question: Question
    text: str
    mode: Mode
    citations: tuple[Citation, ...]
    reason: Reason | None = None
    suggestions: tuple[Suggestion, ...] = ()
    elapsed_ms: float = 0.0
    figures: tuple[Shown, ...] = ()
    lines: tuple[str, ...] = ()  # the figures as a reader sees them, each with its citation

    @property
    def refused(self) -> bool:
        """Whether nothing was answered."""
        return self.reason is not None

    @property
    def states(self) -> bool:
        """Whether it says what bulletins state: an answer, or a refusal that shows it."""
        return self.reason in (None, "disputed", "false-premise")


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """What the store holds, in a line: how many bulletins and the newest period and day."""

    bulletins: int
    newest_period: Period | None
    newest_day: date | None
