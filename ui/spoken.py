"""One question on the command line: the bulletins' answer at once, then a model's text on it."""

from collections import deque
from collections.abc import Callable, Iterator
from typing import Any

from bot.bot import Bot
from bot.contract import answer_json, answer_text, source_line
from bot.spoken.contract import ending, spoken_json
from bot.spoken.speak import Spoken
from bot.types import Answer
from lexicon.errors import LanguageModelError
from lexicon.messages import say
from ui.model import COMMAND_LINE, Model


def told(bot: Bot, question: str, model: Model | None, write: Callable[[str], None]) -> None:
    """Write an answer, then each sentence of a model's text as soon as it was checked."""
    answer = bot.ask(question)
    write(answer_text(answer))
    language, shown = answer.question.language, 0
    spoken = None
    for spoken in _spoken(bot, answer, model):
        if spoken.shown and not shown:
            write("\n" + say("spoken.heading", language, model=spoken.model))
        for sentence in spoken.shown[shown:]:
            write(sentence)
        shown = len(spoken.shown)
    for citation in spoken.citations if spoken else ():
        write(source_line(citation, language))
    if spoken and spoken.failure:
        write(spoken.failure.say(language))
    elif spoken:
        write(ending(spoken, language))


def as_json(bot: Bot, question: str, model: Model | None) -> dict[str, Any]:
    """Return an answer as `--json` writes it, with the model's text under "spoken" (null: none)."""
    answer = bot.ask(question)
    language = answer.question.language
    spoken = next(iter(deque(_spoken(bot, answer, model), maxlen=1)), None)
    return answer_json(answer, id=None) | {"spoken": spoken and spoken_json(spoken, language)}


def _spoken(bot: Bot, answer: Answer, model: Model | None) -> Iterator[Spoken]:
    if model is not None:
        speaker = model.for_user(COMMAND_LINE)
        yield from bot.speak(answer, speaker, tokens=model.settings.prompt_tokens)


def connection(model: Model) -> LanguageModelError | None:
    """Return what is wrong with a model's connection, None when it answers."""
    try:
        for piece in model.for_user(COMMAND_LINE).stream([("user", "OK?")]):
            if piece:
                return None
    except LanguageModelError as error:
        return error
    return None
