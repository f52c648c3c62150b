"""PDFs drawn for tests: text at a place, in a font with Vietnamese letters."""

from importlib.resources import files
from io import BytesIO

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FONT = "BeVietnamPro"
STEP = 16  # from line to line
LEFT, TOP = 72, 760


class Drawn:
    """A PDF while it is drawn; places are points from the left and from the foot of the page."""

    def __init__(self, title: str = "", **options) -> None:
        font = files("fontpkg_be_vietnam_pro") / "files" / "BeVietnamPro-Regular.ttf"
        pdfmetrics.registerFont(TTFont(FONT, str(font)))
        self.file = BytesIO()
        self.canvas = Canvas(self.file, pagesize=(595, 842), **options)
        self.canvas.setTitle(title)
        self.y = TOP

    def text(self, x: float, y: float, text: str, size: float = 12) -> float:
        """Draw a text and return where it ends."""
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(x, y, text)
        return x + pdfmetrics.stringWidth(text, FONT, size)

    def lines(self, *texts: str, size: float = 12, left: float = LEFT) -> "Drawn":
        """Draw lines one under another; an empty one leaves room."""
        for text in texts:
            self.text(left, self.y, text, size)
            self.y -= STEP * size / 12
        return self

    def page(self) -> "Drawn":
        """Begin another page."""
        self.canvas.showPage()
        self.y = TOP
        return self

    def table(self, texts: list[list[str]], *, top: float | None = None, **look) -> "Drawn":
        """Draw a table; see `reportlab.platypus.Table` for its look."""
        from reportlab.platypus import Table

        look.setdefault("colWidths", 90)
        look["style"] = [("FONT", (0, 0), (-1, -1), FONT, 11), *look.get("style", ())]
        drawn = Table(texts, **look)
        _, height = drawn.wrapOn(self.canvas, 500, 800)
        bottom = (self.y + STEP if top is None else top) - height
        drawn.drawOn(self.canvas, LEFT, bottom)
        self.y = bottom - 2 * STEP
        return self

    def saved(self) -> bytes:
        """Return the file."""
        self.canvas.save()
        return self.file.getvalue()
