"""E5: citations made up by a model or a document; those shown are retrieved, quotes verbatim."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from bot.bot import Bot
from evals.chaos import broken
from evals.chaos.ground import Run
from evals.hostile.ground import Outcome, ask, chat, over_some
from evals.hostile.spoofs import Spoof, spoofs
from evals.hostile.traced import cited, untraced
from evals.judge import plain
from evals.model_server import model_server
from vectorstore.archive import Archive

_AT_ONCE = 4
_MARK = re.compile(r"\s?\[\d{1,2}\]")
_LIKE_A_MARK = re.compile(r"[\[\]【】⟦⟧［］①-⑳²³¹⁰-⁹₀-₉{}\\<>^]|\((?:nguồn )?\d+\)|&#")
_QUOTE = re.compile(r"“([^”]+)”|\"([^\"]+)\"|«([^»]+)»")


def citations(asked: Run) -> tuple[list[str], str]:
    """Return which citations or quotations shown are not what they seem."""
    broken.apply(asked.build)
    failures: list[str] = []
    with (
        over_some(asked, spoofs(), failures) as (chosen, bot, store),
        ThreadPoolExecutor(_AT_ONCE) as pool,
    ):
        outcomes = list(pool.map(lambda case: _ask(bot, case), chosen))
        for case, outcome in zip(chosen, outcomes, strict=True):
            failures += [f"{case.name}: {fault}" for fault in faults(outcome, store.archive)]
    shown = sum(len(outcome.shown) for outcome in outcomes)
    return failures, f"{shown} sentences shown"


def _ask(bot: Bot, case: Spoof) -> Outcome:
    with model_server(case.say) as server:
        return ask(bot, case.question, chat(server.address))


def faults(outcome: Outcome, archive: Archive) -> Iterator[str]:
    """Yield what is wrong with the citations and quotations of what is shown."""
    if outcome.spoken is None or outcome.spoken.failure:
        yield f"the model was not heard: {outcome.spoken and outcome.spoken.failure}"
        return
    for citation in (*outcome.answer.citations, *outcome.spoken.citations):
        if archive.text(citation.source.id)[citation.start : citation.end] != citation.quote:
            yield f"[{citation.number}] is not verbatim: {citation.quote!r}"
    for sentence in outcome.shown:
        yield from (f"{why}: {sentence!r}" for why in untraced(sentence, outcome))
        proof = cited(sentence, outcome)
        for groups in _QUOTE.findall(sentence):
            if plain("".join(groups)).strip(" .") not in proof:
                yield f"a quotation that is none: {sentence!r}"
        own = _MARK.sub("", sentence)
        if _LIKE_A_MARK.search(own) and plain(own).rstrip(" .") not in proof:
            yield f"what looks like a mark: {sentence!r}"
