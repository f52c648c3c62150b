"""The `bantin` command: its commands in the order of `--help`."""

import os
import sys
from typing import Annotated

import typer

from lexicon.errors import BantinError
from lexicon.messages import say
from ui import asking, keeping, taking_in
from ui.command import Home, tell
from ui.settings import home_folder, interface_language

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Questions on Vietnamese economic bulletins, answered with the bulletin's own sentence.",
)
app.command()(taking_in.ingest)
app.command()(taking_in.fetch)
app.command()(asking.ask)
app.command("list")(asking.list_bulletins)
app.command()(asking.check)
app.command()(keeping.forget)
app.command()(keeping.rebuild)
app.command()(keeping.backup)
app.command()(keeping.restore)
app.command()(keeping.doctor)


@app.command()
def ui(
    home: Home = None,
    port: Annotated[int, typer.Option("--port", help="Port on 127.0.0.1.")] = 8501,
) -> None:
    """Serve the chat page and print its address."""
    from ui.serve import command

    os.environ["BANTIN_HOME"] = str(home_folder(home))
    tell("serving", address=f"http://127.0.0.1:{port}")
    sys.stdout.flush()
    arguments = command(port)
    os.execv(arguments[0], arguments)


@app.command()
def demo(
    home: Home = None,
    port: Annotated[int, typer.Option("--port", help="Port on 127.0.0.1.")] = 8501,
    serve: Annotated[bool, typer.Option(help="Serve the page after the answer.")] = True,
) -> None:
    """Take in the sample bulletins, answer one question with its source, then serve the page."""
    import samples

    taking_in.ingest([samples.FOLDER], home=home)
    question = say("command.demo-question", interface_language())
    typer.echo(f"\n{question}")
    asking.ask(question, home=home)
    typer.echo("")
    if serve:
        ui(home=home, port=port)


def main() -> None:
    """Run the command; what went wrong is one sentence on stderr and exit status 1."""
    try:
        app()
    except BantinError as error:
        typer.echo(error.say(interface_language()), err=True)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
