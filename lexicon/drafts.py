"""Figures half read, and what a sentence and a text have said so far."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from lexicon.claims import ClaimBase, ClaimKind
from lexicon.clauses import Event, Piece
from lexicon.periods import Period
from lexicon.quantities import Quantity
from lexicon.subjects import NOTHING, Subject
from lexicon.wording import Status, Verb

LONGER = frozenset(("quarter", "year-to-date", "half", "year"))  # kinds of periods, than a month
# "9 nhóm hàng tăng giá": how many parts did something, which is no new subject.
COUNTED_PARTS = frozenset(("groups", "localities", "countries", "ministries"))


@dataclass(slots=True)
class Head:
    """What the sentences so far speak of; a list takes from it what it leaves out."""

    anchor: date | None = None
    subject: Subject = NOTHING
    known: Subject = NOTHING  # the last whole series that was resolved
    known_base: ClaimBase = ""
    known_period: Period | None = None
    listed: bool = False  # the sentence begins as a list under the one before
    period: Period | None = None
    list_period: Period | None = None  # that of the last whole figure, for the list under it
    base: ClaimBase = ""
    bases: tuple[ClaimBase, ...] = ()  # in order, where it has several
    verb: Verb = ""
    status: Status = ""  # of its first figure, for the list under it
    last_base: ClaimBase = ""  # of the last change told
    announced: bool = False  # the sentence before named its subject and told no figure of it
    last: Subject = NOTHING  # the one thing the sentence before was about: "nhóm này"
    place: str = ""  # that of its subject, for the list under it
    spoken_place: str = ""  # what the paragraph speaks of
    home: str = ""  # the place of the whole text
    national: bool = False  # a text about one place has gone over to the country
    topic: str = ""  # the indicator of the title
    fresh: bool = False  # a paragraph has begun
    doubtful: bool = False  # it names no period, and the one before had another than the text
    main: Period | None = None
    monthly: dict[Subject, Decimal] = field(default_factory=dict)  # changes from the month before
    averaged: bool = False  # what names no period is told as an average over several months
    written: list[Period] = field(default_factory=list)  # those the text has named, in order


@dataclass(slots=True)
class Draft:
    """A claim half read; offsets are within the sentence."""

    start: int
    end: int
    quantity: Quantity
    verb: Verb = ""
    kind: ClaimKind = ""
    subject: Subject = NOTHING
    period: Period | None = None
    period_written: bool = False
    base: ClaimBase = ""
    compared: Period | None = None
    place: str = ""
    status: Status = ""
    doubtful: bool = False  # its paragraph names no period and may go on with either
    item: int = 0  # which semicolon item it stands in
    bare: bool = False  # joined to the one before by "and" alone
    based: bool = False  # its own clause names its base
    ahead: ClaimBase = ""  # the base named before its clause
    whole: str = ""  # the family of the series spoken of before it
    named: bool = False  # its own clause names what is measured
    left_out: bool = False  # something is said not to be in it: "không kể dầu thô"
    turned: str = ""  # the series it was named by, whose part is measured in its unit
    misfit: bool = False  # its unit is none of its indicator's


@dataclass(slots=True)
class State:
    """What the sentence has said so far; `scope` is the whole its branches are parts of."""

    head: Head
    scope: Subject = NOTHING
    subject: Subject = NOTHING
    has_subject: bool = False
    opening: Subject = NOTHING  # what a sentence without figures begins with
    front: list[Event] = field(default_factory=list)  # "Đối với mặt hàng tôm, xuất khẩu …"
    opens: bool = False  # the sentence begins with an indicator
    pending: list[Piece] = field(default_factory=list)
    joined: list[Piece] = field(default_factory=list)  # what stood before the last figure
    period: Period | None = None
    period_written: bool = False
    base: ClaimBase = ""
    compared: Period | None = None
    place: str = ""
    status: Status = ""  # of what a piece ahead announces: "theo kế hoạch năm 2024, …"
    outdone: bool = False  # its figures are of a plan that what was told before has exceeded
    doubtful: bool = False
    causal: bool = False  # what follows only says why: "do ngành khai khoáng giảm"
    period_before: Period | None = None  # that of the list, to which its items return
    first_place: str = ""  # what the sentence begins with
    zone_start: int = 0  # the words in front of the figure being read
    zone_end: int = 0
    item: int = 0
    drafts: list[Draft] = field(default_factory=list)
