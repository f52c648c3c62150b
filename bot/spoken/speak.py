"""What a model makes of an answer, as it grows: checked sentences, and how the text ended."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from bot.spoken.evidence import Evidence, evidence_of
from bot.spoken.prompt import prompt_of
from bot.spoken.stream import whole_sentences
from bot.spoken.types import Speaker
from bot.spoken.vetting import Vetted, Vetter
from bot.types import Answer, Citation
from lexicon.errors import LanguageModelError
from vectorstore.archive import Archive


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A model's text so far: its sentences as checked, those it cites, and how it ended.

    `citations` go on from the answer's own. Before it is `finished` the text is still growing;
    with a `failure` it broke off and what is there stands.
    """

    model: str
    sentences: tuple[Vetted, ...] = ()
    citations: tuple[Citation, ...] = ()
    finished: bool = False
    failure: LanguageModelError | None = None

    @property
    def shown(self) -> tuple[str, ...]:
        """The sentences that may be shown, in order."""
        return tuple(vetted.text for vetted in self.sentences if vetted.text)

    @property
    def text(self) -> str:
        """What may be shown, a sentence a line."""
        return "\n".join(self.shown)

    @property
    def checked(self) -> int:
        """How many sentences were checked."""
        return len(self.sentences)

    @property
    def dropped(self) -> int:
        """How many of them were not shown."""
        return sum(vetted.outcome == "dropped" for vetted in self.sentences)

    @property
    def rendered(self) -> int:
        """How many were told in the archive's words instead."""
        return sum(vetted.outcome == "rendered" for vetted in self.sentences)


def speak(
    answer: Answer, archive: Archive, speaker: Speaker, *, today: date | None, tokens: int
) -> Iterator[Spoken]:
    """Yield a model's text about an answer each time a sentence was checked, and once it ended.

    A refusal is not spoken of: nothing is yielded and no model is asked.
    """
    if answer.refused:
        return
    asked = answer.question
    answer = replace(answer, question=replace(asked, language=asked.told_in))
    evidence = evidence_of(answer, archive)
    vetter = Vetter(answer.question, evidence, today)
    spoken = Spoken(model=speaker.name)
    pieces = speaker.stream(prompt_of(answer, evidence, tokens=tokens))
    try:
        for sentence in whole_sentences(pieces, speaker.name):
            spoken = _with(spoken, vetter.vet(sentence), evidence, answer)
            yield spoken
    except LanguageModelError as error:
        spoken = replace(spoken, failure=error)
    yield replace(spoken, finished=True)


def _with(spoken: Spoken, vetted: Vetted, evidence: Evidence, answer: Answer) -> Spoken:
    """Return a text with one more sentence and the citations it brings beside the answer's."""
    own = {citation.number for citation in answer.citations}
    cited = {number for v in (*spoken.sentences, vetted) for number in v.citations} - own
    return replace(
        spoken,
        sentences=(*spoken.sentences, vetted),
        citations=tuple(c for c in evidence.citations if c.number in cited),
    )
