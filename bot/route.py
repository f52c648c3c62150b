"""Which way a question is answered: from figures, from sentences, or not at all."""

from datetime import date

from bot.asked import asks_private
from bot.figures import Finding, find_figures
from bot.passages import compose
from bot.premise import contradicted
from bot.ranking import rank_places
from bot.refusal import refuse, refuse_premise
from bot.retrieve import retrieve
from bot.support import supporting
from bot.telling import tell
from bot.types import Answer, Question, Reason
from vectorstore.embedding import Embedder
from vectorstore.store import Store


def answer(question: Question, store: Store, embedder: Embedder, today: date | None) -> Answer:
    """Return the answer: figures where they are held, else sentences, else a refusal.

    `today` is the newest day the bulletins know; a later period cannot have been reported on.
    """
    archive = store.archive
    if asks_private(question.text):
        return refuse(question, "off-topic", (), archive.periods_of)
    if wrong := contradicted(question, archive):
        return refuse_premise(question, wrong)
    findings: tuple[Finding, ...] = ()
    if question.sort == "figure":
        if question.wants_places or question.extreme:
            if ranking := rank_places(question, archive):
                return ranking
        else:
            findings = find_figures(question, archive)
            if findings and len(findings) >= _asked(question):
                return tell(question, findings)
    if today and question.periods and all(period.start > today for period in question.periods):
        return refuse(question, "future", (), archive.periods_of)
    ranked = retrieve(question, store, embedder)
    kept = supporting(question, ranked, archive)
    if ranked and not kept:
        spoken_of = question.indicators or question.periods or question.places
        reason: Reason = "not-covered" if spoken_of else "off-topic"
        found = refuse(question, reason, ranked, archive.periods_of)
    else:
        found = compose(question, kept, archive.periods_of)
    return tell(question, findings) if found.refused and findings else found


def _asked(question: Question) -> int:
    """Return how many findings a whole answer has."""
    periods = len(question.periods) or 1
    return len(question.subjects) * (len(question.places) or 1) * periods
