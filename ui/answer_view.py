"""One exchange on the page: the question, then its answer, refusal or failure, part by part."""

from functools import partial

import streamlit as st

from bot import phrasing
from bot.contract import answer_text
from bot.spoken.contract import spoken_text
from bot.telling import MAX_QUOTES
from bot.types import Answer, Citation
from lexicon.errors import BantinError
from lexicon.messages import say
from lexicon.text import Language
from ui.conversation import Conversation, failure_sentence
from ui.drawing import (
    draw_copy_button,
    draw_elements,
    draw_text,
    element,
    group,
    label,
    parts,
)
from ui.figure_view import figure_elements, told_lines
from ui.model import Model
from ui.model_view import draw_spoken
from ui.opened import Opened
from ui.source_line import draw_source_line
from ui.source_pane import draw_source_pane, pane_data

# Tasks whose answer is its sentences: those it quotes are drawn, and of some the figures in lines.
_OF_QUOTES = ("summary", "reason", "translation")
_IN_LINES = ("summary", "translation")


def draw_conversation(
    talk: Conversation, opened: Opened | None, model: Model | None, language: Language
) -> None:
    """Draw every exchange, answering what is pending, and the source pane under its answer.

    With a `model` its text stands under each answer that it wrote on.
    """
    panes = [
        _draw_exchange(talk, index, opened, model, language) for index in range(len(talk.exchanges))
    ]
    if talk.shown and opened:
        with panes[talk.shown.exchange]:
            _draw_pane(talk, opened, language)
    elif opened:
        draw_text(say("page.source-hint", language), "pane-hint")


def _draw_exchange(
    talk: Conversation,
    index: int,
    opened: Opened | None,
    model: Model | None,
    language: Language,
) -> "st.delta_generator.DeltaGenerator":
    """Draw one exchange and return the place under it for the source pane."""
    with st.container(key=f"exchange-{index}"):
        draw_text(talk.exchanges[index].question, "question", tag="h2")
        waiting = st.empty()
        if talk.exchanges[index].pending and opened:
            with waiting:
                draw_text(say("page.looking-up", language), "waiting")
            talk.settle(index, opened)
            waiting.empty()
        exchange = talk.exchanges[index]
        if exchange.failure:
            _draw_failure(talk, index, exchange.failure, language)
        elif exchange.answer:
            _draw_understood(exchange.answer)
            if exchange.answer.refused:
                _draw_refusal(talk, index, exchange.answer, language)
            else:
                _draw_answer(talk, index, exchange.answer, language)
                _draw_copy(talk, index, language, spoken=model is not None)
            if opened:
                talk.speak(index, opened, model)
            if model and not exchange.answer.refused:
                draw_spoken(talk, index, language)
        return st.container(key=f"pane-place-{index}")


def _draw_understood(answer: Answer) -> None:
    """Draw what the question was understood to name, what it inherited included."""
    spoken = answer.question.language
    if what := phrasing.understood(answer.question):
        heading = element(say("page.understood", spoken), "heading", tag="span")
        draw_elements(group([heading, " ", parts(what)], "understood", language=spoken))


def _draw_answer(talk: Conversation, index: int, answer: Answer, language: Language) -> None:
    task = answer.question.task
    if task == "summary" or not answer.figures:
        _draw_lead(answer)
    if task in _IN_LINES and answer.lines:
        draw_elements(told_lines(answer))
    elif answer.figures:
        draw_elements(figure_elements(answer))
    _draw_quotes(talk, index, answer, language)
    if answer.suggestions:
        draw_text(say("page.also", language), "note")
    _draw_suggestions(talk, index, answer)


def _draw_copy(talk: Conversation, index: int, language: Language, *, spoken: bool) -> None:
    """Draw the button that copies an answer and, called that, a model's text on it."""
    exchange = talk.exchanges[index]
    assert exchange.answer
    text = answer_text(exchange.answer)
    if spoken and exchange.spoken:
        unfinished = not (exchange.spoken.finished or talk.is_spoken(index))
        of_model = spoken_text(
            exchange.spoken, exchange.answer.question.language, unfinished=unfinished
        )
        text = f"{text}\n\n{of_model}" if of_model else text
    draw_copy_button(text, language, key=f"copy-{index}")


def _draw_quotes(talk: Conversation, index: int, answer: Answer, language: Language) -> None:
    """Draw the first sentences with their sources; of the others the sources, which open them."""
    for citation in answer.citations:
        if _is_drawn(answer, citation):
            draw_text(citation.quote, "quote", tag="blockquote", language="vi")
        draw_source_line(talk, index, citation, language)


def _is_drawn(answer: Answer, citation: Citation) -> bool:
    """Tell whether a sentence is drawn: the first few, of a task's answer those its text quotes."""
    if answer.question.task in _OF_QUOTES and not answer.refused:
        return any(
            line.startswith("“") and line.endswith(f"” [{citation.number}]")
            for line in answer.text.splitlines()
        )
    return citation.number <= MAX_QUOTES


def _draw_lead(answer: Answer) -> None:
    """Draw the line that names the bulletin, or leads an English reader to Vietnamese quotes."""
    language = answer.question.language
    if language == "en" or answer.question.task == "summary":
        draw_text(answer.text.partition("\n")[0], "lead", language=language)


def _draw_refusal(talk: Conversation, index: int, answer: Answer, language: Language) -> None:
    draw_text(answer.text, "refusal", language=answer.question.language)
    if answer.states:
        _draw_quotes(talk, index, answer, language)
    else:
        for citation in answer.citations:
            draw_source_line(talk, index, citation, language)
    if answer.suggestions:
        draw_text(say("page.nearest", language), "note")
    _draw_suggestions(talk, index, answer)
    if not answer.states and answer.reason != "off-topic":
        draw_text(say("page.how-to-add", language), "note")


def _draw_suggestions(talk: Conversation, index: int, answer: Answer) -> None:
    with st.container(key=f"suggestions-{index}", horizontal=True, gap="small"):
        for number, suggestion in enumerate(answer.suggestions):
            st.button(
                label(suggestion.text),
                key=f"suggestion-{index}-{number}",
                on_click=partial(talk.ask, suggestion.text),
            )


def _draw_failure(talk: Conversation, index: int, error: Exception, language: Language) -> None:
    draw_text(failure_sentence(error, language), "failure")
    st.button(
        say("page.again", language), key=f"again-{index}", on_click=partial(talk.ask_again, index)
    )


def _draw_pane(talk: Conversation, opened: Opened, language: Language) -> None:
    """Draw the source pane of the citation shown, or say that its bulletin is gone."""
    shown = talk.shown
    citations = talk.exchanges[shown.exchange].citations if shown else ()
    citation = next((c for c in citations if shown and c.number == shown.number), None)
    if not shown or not citation:
        return
    # A pane nobody asked for opens beside the answer only; a narrow screen leaves it closed.
    with st.container(key="pane-by-hand" if shown.by_hand else "pane-by-itself"):
        try:
            text = opened.store.archive.text(citation.source.id)
        except BantinError:
            draw_text(say("page.source-gone", language), "pane-gone")
            return
        data = pane_data(citations, citation, text, language, reveal=shown.by_hand)
        draw_source_pane(data, on_show=partial(talk.show, shown.exchange), on_close=talk.hide)
