"""`make docs`: docs/commands.md, written from the command line's own help."""

from collections.abc import Iterator
from pathlib import Path

from typer.main import get_command

from ui.cli import app

PAGE = Path(__file__).parents[1] / "docs" / "commands.md"


def commands_page() -> str:
    """Return the page: every command with its help as `--help` prints it at 80 columns."""
    return "# Commands\n\nWritten by `make docs` from `bantin COMMAND --help`.\n" + "".join(
        _parts()
    )


def _parts() -> Iterator[str]:
    group = get_command(app)
    for name, command in sorted(getattr(group, "commands", {}).items()):
        context = command.make_context(
            f"bantin {name}", [], resilient_parsing=True, terminal_width=80, max_content_width=80
        )
        with context:
            yield f"\n## bantin {name}\n```\n{command.get_help(context).strip()}\n```\n"


if __name__ == "__main__":
    PAGE.write_text(commands_page(), "utf-8")
