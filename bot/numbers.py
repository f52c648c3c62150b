"""Figures in the asker's notation: "18,3%", "18.3%", "27,26 tỷ USD", "USD 27.26 billion"."""

from decimal import Decimal

from lexicon.messages import say
from lexicon.quantities import Quantity, units
from lexicon.text import Language

_SCALES: dict[Language, dict[int, str]] = {
    "vi": {3: "nghìn", 6: "triệu", 8: "trăm triệu", 9: "tỷ", 12: "nghìn tỷ", 15: "triệu tỷ"},
    "en": {3: "thousand", 6: "million", 9: "billion", 12: "trillion"},
}
_MONEY = frozenset(("USD", "VND", "EUR"))


def decimal(value: Decimal, language: Language) -> str:
    """Return a number with the language's marks and a minus sign, its decimals as printed."""
    text = f"{value:,f}".replace("-", "−")
    return text.translate(str.maketrans(",.", ".,")) if language == "vi" else text


def quantity(of: Quantity, language: Language, *, sign: bool = False) -> str:
    """Return a quantity with scale and unit; without its sign unless asked for."""
    value = of.value if sign else abs(of.value)
    exponent, shown = of.exponent, value
    if exponent and exponent not in _SCALES[language]:  # "trăm triệu" has no English word
        exponent, shown = 6, value.scaleb(of.exponent - 6)
    number = decimal(shown, language)
    if of.high is not None:
        high = of.high if sign else abs(of.high)
        number = f"{number}-{decimal(high.scaleb(of.exponent - exponent), language)}"
    if of.of is not None:
        number = f"{number}/{of.of}"
    scale = _SCALES[language].get(exponent, "")
    unit = unit_name(of.unit, language)
    if of.unit == "%":
        return f"{number}%"
    if language == "en" and of.unit in _MONEY:
        return " ".join(part for part in (of.unit, number, scale) if part)
    return " ".join(part for part in (number, scale, unit) if part)


def unit_text(of: Quantity) -> str:
    """Return scale and unit in English, as programs read them: "billion USD", "%"."""
    scale = _SCALES["en"].get(of.exponent, f"10^{of.exponent}" if of.exponent else "")
    return " ".join(part for part in (scale, of.unit) if part)


def unit_name(unit: str, language: Language) -> str:
    """Return the name of a unit as it stands behind a number."""
    entry = units().get(unit)
    if entry is None:
        return ""
    return entry.vi[0] if language == "vi" else entry.en[0]


def qualified(of: Quantity, language: Language, *, sign: bool = False) -> str:
    """Return a quantity with what makes it rough: "khoảng 2,24%", "over 8.8 million visitors"."""
    text = quantity(of, language, sign=sign)
    return f"{say(f'figure.{of.qualifier}', language)} {text}" if of.qualifier else text
