"""A sheet's values as its number formats show them, in Vietnamese notation."""

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

_NO_TEXT = re.compile(r"\[[^\]]*\]|_.|\*.")  # colours and conditions, blanks, fillings
_LITERAL = re.compile(r'"([^"]*)"|\\(.)')
_DIGITS = re.compile(r"[#0?][#0?,. ]*[#0?,]*")
_GENERAL_DIGITS = 10  # what a cell shows; the rest is the binary fraction's
_ERRORS = ("#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!")


def shown(value: object, number_format: str = "General") -> str:
    """Return the text a reader sees: 1.234,5 or 7,1% or 31/5/2024; "" for an error or nothing."""
    if value is None or value in _ERRORS:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number(value, number_format)
    if isinstance(value, date):
        return _day(value, number_format)
    if isinstance(value, time):
        return f"{value.hour}:{value.minute:02}"
    if isinstance(value, timedelta):
        return str(value)
    return str(value)


def _day(value: date, number_format: str) -> str:
    """Return a day, or the month or year alone where the format shows no more."""
    parts = _LITERAL.sub("", _NO_TEXT.sub("", number_format)).lower()
    if "y" in parts and "d" not in parts:
        return f"{value.month}/{value.year}" if "m" in parts else str(value.year)
    day = f"{value.day}/{value.month}/{value.year}"
    if isinstance(value, datetime) and "h" in parts:
        return f"{day} {value.hour}:{value.minute:02}"
    return day


def _number(value: int | float, number_format: str) -> str:
    if value != value or value in (float("inf"), float("-inf")):
        return ""
    section = _NO_TEXT.sub("", number_format.split(";")[0])
    literals: list[str] = []

    def kept(match: re.Match[str]) -> str:
        literals.append(match[1] if match[1] is not None else match[2])
        return "\x00"

    section = _LITERAL.sub(kept, section)
    digits = _DIGITS.search(section)
    if digits is None or re.search(r"[eE][+-]", section):
        return _plain(Decimal(repr(value)))
    number = Decimal(repr(value))
    if "%" in section:
        number *= 100
    pattern = digits[0].rstrip(" ")
    scaled = len(pattern) - len(pattern.rstrip(","))
    text = _in_digits(number.scaleb(-3 * scaled), pattern.rstrip(","))
    before, behind = section[: digits.start()], section[digits.start() + len(pattern) :]
    words = iter(literals)
    written = re.sub("\x00", lambda _: next(words), f"{before}\x01{behind}")
    return written.replace("\x01", text).strip()


def _plain(number: Decimal) -> str:
    """Return a number of the format General."""
    rounded = Decimal(f"{number:.{_GENERAL_DIGITS}g}")
    return f"{rounded.normalize():f}".replace(".", ",")


def _in_digits(number: Decimal, pattern: str) -> str:
    """Return a number with the decimals and groups of a pattern such as #,##0.0."""
    whole, _, decimals = pattern.partition(".")
    number = number.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    text = f"{number:,f}" if "," in whole else f"{number:f}"
    optional = len(decimals) - len(decimals.rstrip("#?"))
    while optional and text.endswith("0"):
        text, optional = text[:-1], optional - 1
    return text.rstrip(".").translate({ord(","): ".", ord("."): ","})
