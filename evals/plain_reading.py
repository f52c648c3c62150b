"""How the plain recipe reads a file: pypdf and BeautifulSoup, their text as it comes."""

from pathlib import Path

CHUNK_CHARACTERS = 1000
OVERLAP_CHARACTERS = 200


def plain_text(file: Path) -> str:
    """Return what a file says: a PDF page by page, of a web page all its text."""
    if file.suffix == ".pdf":
        from pypdf import PdfReader

        return "\n\n".join(page.extract_text() for page in PdfReader(file).pages)
    if file.suffix in (".html", ".htm"):
        from bs4 import BeautifulSoup

        return BeautifulSoup(file.read_bytes(), "lxml").get_text("\n")
    return file.read_text("utf-8", errors="replace")


def passages(text: str) -> list[str]:
    """Return a text in overlapping passages."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(
        chunk_size=CHUNK_CHARACTERS, chunk_overlap=OVERLAP_CHARACTERS
    )
    return splitter.split_text(text)
