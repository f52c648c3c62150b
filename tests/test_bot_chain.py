"""The bot as LangChain parts."""

import json

import pytest
from langchain_core.runnables import RunnableLambda

from bot.chain import BulletinBot, BulletinRetriever

QUESTION = "IIP tháng 2/2024 giảm bao nhiêu so với tháng trước?"


def test_the_retriever_returns_documents_that_can_be_cited(bot, store):
    """Each document is an exact slice of the bulletin its metadata names."""
    documents = BulletinRetriever(bot=bot, k=2).invoke(QUESTION)
    assert documents[0].metadata["file"] == "iip-02.md"
    assert len({document.id for document in documents}) == len(documents) <= 2
    for document in documents:
        text = store.archive.text(document.metadata["id"])
        span = slice(document.metadata["start"], document.metadata["end"])
        assert text[span] == document.page_content


def test_the_runnable_carries_the_whole_answer(bot):
    """The message's text is the answer's, and the contract's JSON comes with it."""
    message = BulletinBot(bot).invoke(QUESTION)
    answer = message.additional_kwargs["answer"]
    assert message.content == answer["text"]
    assert answer["citations"][0]["file"] == "iip-02.md"
    json.dumps(answer)


@pytest.mark.parametrize(
    "asked", [QUESTION, "How did industrial production change in January 2024?"]
)
def test_streaming_adds_up_to_the_answer(bot, asked):
    """The lines streamed are the text; the last brings the whole answer."""
    runnable = BulletinBot(bot)
    pieces = list(runnable.stream(asked))
    assert "".join(piece.content for piece in pieces) == runnable.invoke(asked).content
    assert "answer" in pieces[-1].additional_kwargs


def test_a_conversation_is_passed_along(bot):
    """A follow-up is understood by the turns given with it, and the parts chain as any others."""
    chain = RunnableLambda(lambda text: {
        "question": text, "history": [{"question": "IIP tháng 1/2024?", "answer": "18,3%"}],
    }) | BulletinBot(bot)  # fmt: skip
    answer = chain.invoke("Còn tháng 2 thì sao?").additional_kwargs["answer"]
    assert answer["citations"][0]["file"] == "iip-02.md"
