"""The commands' page is what the commands say of themselves."""

from ui.reference import PAGE, commands_page


def test_the_page_of_commands_is_fresh():
    """A changed help text without `make docs` fails here."""
    assert PAGE.read_text("utf-8") == commands_page()
