"""Which way a question is answered: from figures, from sentences, or not at all."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from bot.asked import asks_average, asks_private, gives_orders
from bot.changes import changed
from bot.figures import Finding, find_figures, look_up, ordered
from bot.passages import compose
from bot.premise import contradicted
from bot.ranking import rank
from bot.reasons import explain
from bot.refusal import refuse, refuse_disputed, refuse_premise
from bot.retrieve import retrieve
from bot.summary import summarise
from bot.support import supporting
from bot.telling import tell
from bot.translation import translate
from bot.types import Answer, Question, Reason
from lexicon.indicators import indicators
from lexicon.periods import month_range
from vectorstore.archive import Archive
from vectorstore.embedding import Embedder
from vectorstore.store import Store

_LEAST_COMPARED = 2  # periods held from which on one of them is called the highest


def answer(
    question: Question,
    store: Store,
    embedder: Embedder,
    today: date | None,
    earlier: Callable[[], Answer | None],
) -> Answer:
    """Return the answer: a task's, or figures where they are held, else sentences, or a refusal.

    `today` is the newest day the bulletins know; a later period cannot have been reported on.
    `earlier` gives the answer before this question, which some tasks speak of.
    """
    archive = store.archive
    if asks_private(question.text) or gives_orders(question.text):
        return refuse(question, "off-topic")
    newest = today or date.max
    future = bool(question.periods) and all(p.start > newest for p in question.periods)
    if done := _done(question, store, earlier, future):
        return done
    if wrong := contradicted(question, archive):
        return refuse_premise(question, wrong)
    if question.task == "reason" and (explained := explain(question, archive)):
        return explained
    return _found(question, store, embedder, future)


def _done(
    question: Question, store: Store, earlier: Callable[[], Answer | None], future: bool
) -> Answer | None:
    """Return the answer to a task that looks figures and sentences up in its own way."""
    if question.task == "summary":
        return summarise(question, store.archive, earlier, future)
    if question.task == "translation":
        return translate(question, store, earlier)
    if question.task == "changes":
        return changed(question, store.archive, future)
    return None


def _found(question: Question, store: Store, embedder: Embedder, future: bool) -> Answer:
    """Return figures where they are held, else sentences, else a refusal."""
    archive = store.archive
    findings: tuple[Finding, ...] = ()
    alone = False
    averaged = _wants_average(question)  # which is told in sentences: figures are of the whole
    if question.sort == "figure" and not averaged:
        if (
            question.wants_places
            or question.wants_parts
            or (question.extreme and not question.series)
        ):
            if ranking := rank(question, archive):
                return ranking
        else:
            told, findings, alone = _from_figures(question, archive)
            if told:
                return told
    if future:
        return refuse(question, "future", archive)
    if alone:  # one of a kind is not the highest, nor is any sentence about it
        return refuse(question, "not-covered", archive)
    ranked = retrieve(question, store, embedder)
    kept = supporting(question, ranked, archive)
    if averaged:
        kept = tuple(item for item in kept if asks_average(item.text))
    if ranked and not kept:
        spoken_of = question.indicators or question.periods or question.places
        reason: Reason = "not-covered" if spoken_of else "off-topic"
        found = refuse(question, reason, archive)
    else:
        found = compose(question, kept, archive)
    return tell(question, findings) if found.refused and findings else found


def _from_figures(
    question: Question, archive: Archive
) -> tuple[Answer | None, tuple[Finding, ...], bool]:
    """Return the answer figures give, None where none, what is held, and if that is too little.

    Too little is one of a kind where the highest is asked for.
    """
    told, disputed = look_up(question, archive)
    if disputed and question.extreme:  # any of them may be the highest
        return refuse_disputed(question, disputed), (), False
    findings = ordered(told, question.extreme)
    alone = bool(question.extreme) and len(findings) < _LEAST_COMPARED
    findings = () if alone else findings
    whole = len(findings) + len(disputed) >= _asked(question)
    answer = None
    if findings and (question.series or whole) and not (disputed and question.compares):
        answer = tell(question, findings, disputed)
    elif (one := _as_one(question)) and (together := find_figures(one, archive)):
        answer = tell(one, together)
    elif (later := _later(question)) and (changes := find_figures(later, archive)):
        answer = tell(later, changes)
    elif disputed and findings:
        answer = tell(question, findings, disputed)
    elif disputed:
        answer = refuse_disputed(question, disputed)
    return answer, findings, alone


def _wants_average(question: Question) -> bool:
    """Tell whether an average month is asked for of a series that is no average by its name."""
    named = [indicators()[s.indicator].label_vi for s in question.subjects if s.indicator]
    return asks_average(question.text) and not any("bình quân" in label for label in named)


def _as_one(question: Question) -> Question | None:
    """Return a question for two months on end as one for both: "in January and February".

    None where they are compared.
    """
    if question.compares or question.series or len(question.periods) != 2:
        return None
    first, second = sorted(question.periods, key=lambda period: period.start)
    apart = second.start.month - first.end.month
    if (
        {first.kind, second.kind} != {"month"}
        or first.start.year != second.start.year
        or apart != 1
    ):
        return None
    both = month_range(first.start.year, first.start.month, second.start.month)
    return replace(question, periods=(both,))


def _later(question: Question) -> Question | None:
    """Return a comparison of two periods as the change of the later one against the earlier.

    It answers where a bulletin states the change but not both levels; None where nothing is
    compared.
    """
    if not question.compares or len(question.periods) != 2 or not question.bases:
        return None
    later = max(question.periods, key=lambda period: period.end)
    return replace(question, periods=(later,), kinds=("growth", "change"))


def _asked(question: Question) -> int:
    """Return how many findings a whole answer has."""
    periods = len(question.periods) or 1
    return len(question.subjects) * (len(question.places) or 1) * periods
