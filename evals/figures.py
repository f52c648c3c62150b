"""Figures read against those labelled by hand: precision and recall, and the misses by field."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from evals.table import Row
from ingest import split
from ingest.build import read_bulletin
from ingest.figures import read_figures
from ingest.read import read_bytes, read_document
from lexicon.claims import Claim
from lexicon.indicators import indicators
from lexicon.quantities import find_quantities
from lexicon.subjects import joined

_OTHER = "other"  # what a label says of something the catalogue does not list
_SAME_KIND = {"count": "level", "index": "level", "share": "level"}  # the unit tells them apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What became of one label or one figure read: the fields in which they differ."""

    file: str
    start: int
    wrong: tuple[str, ...]
    read: bool
    labelled: bool
    listed: bool  # whether the catalogue has what is measured


def load_gold(path: Path) -> tuple[dict[str, Any], ...]:
    """Return the labelled stretches: file, offsets and the figures between them."""
    return tuple(json.loads(line) for line in path.read_text("utf-8").splitlines())


def judge_file(stretch: Mapping[str, Any], folder: Path) -> Iterator[Verdict]:
    """Yield a verdict for each figure labelled or read in a stretch of a bulletin."""
    path = folder / stretch["file"]
    bulletin, anchor = read_bulletin(path.name, read_document(path.name, read_bytes(path)))
    if bulletin.source.id != stretch["id"]:
        raise ValueError(f"{path.name!r} is read differently from when it was labelled")
    spans = [span for part in split.split(bulletin.text) for span in part]
    claims = read_figures(bulletin.text, spans, bulletin.source, anchor)
    labels = {label["start"]: label for label in stretch["figures"]}
    inside = [c for c in claims if stretch["start"] <= c.start < stretch["end"]]
    met = {at: _likest(label, inside) for at, label in labels.items()}
    overlapping = [c for c in inside if any(c.start <= at < c.end for at in labels)]
    for at, label in labels.items():
        claim = met[at]
        wrong = differing(claim, label) if claim else ("missing",)
        listed = _OTHER not in label["indicator"] and label["period"] is not None
        yield Verdict(
            file=path.name,
            start=at,
            wrong=wrong,
            read=bool(claim and claim.complete),
            labelled=True,
            listed=listed and label["base"] != "unclear",
        )
    for claim in inside:
        if claim.complete and claim not in overlapping:
            yield Verdict(
                file=path.name,
                start=claim.start,
                wrong=("no figure",),
                read=True,
                labelled=False,
                listed=False,
            )


def _likest(label: Mapping[str, Any], claims: Sequence[Claim]) -> Claim | None:
    """Return the claim of a label's number that differs least: "A và B cùng tăng" states two."""
    found = [c for c in claims if c.start <= label["start"] < c.end]
    return min(found, key=lambda claim: len(differing(claim, label)), default=None)


def differing(claim: Claim, label: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the fields in which a figure read differs from its label."""
    pairs = {
        "value": (claim.quantity.value, Decimal(label["value"])),
        "unit": (_unit_of(claim, label), _unit(label)),
        "kind": (_kind(claim.kind), _kind(label["kind"])),
        "indicator": (_ids(claim), _wanted_ids(label, claim)),
        "period": (_days(claim, label), _wanted_days(label)),
        "base": (_base(claim.base, claim.period), _base(label["base"], claim.period)),
        "place": (claim.place, label["place"]),
    }
    return tuple(name for name, (found, wanted) in pairs.items() if found != wanted)


def _kind(kind: str) -> str:
    return _SAME_KIND.get(kind, kind)


def _base(base: str, period: Any) -> str:
    """Return a base by the label's names; in January December is the month before."""
    if base == "month-before" and period and period.kind == "month" and period.start.month == 1:
        return "december"
    return {"period": _OTHER, "period-before": _OTHER}.get(base, base)


def _unit(label: Mapping[str, Any]) -> tuple[str, int]:
    wording = label["unit"]
    if wording.startswith("/"):
        return "", 0
    found = find_quantities(f"1 {wording}")
    quantity = found[0].quantity if found else None
    return (quantity.unit, quantity.exponent) if quantity else ("", 0)


def _unit_of(claim: Claim, label: Mapping[str, Any]) -> tuple[str, int]:
    """Return a figure's unit; of one labelled "nghìn" alone only how many zeros that is.

    Passengers are written "lượt khách", as visitors are.
    """
    if not _unit(label)[0] and claim.kind == "count":
        return "", claim.quantity.exponent
    unit = "visits" if claim.quantity.unit == "passengers" else claim.quantity.unit
    return ("", 0) if claim.quantity.of else (unit, claim.quantity.exponent)


def _ids(claim: Claim) -> frozenset[str]:
    subject = claim.subject
    return (
        frozenset(id for id in (subject.indicator, subject.part) if id)
        if subject.resolved
        else frozenset((_OTHER,))
    )


def _wanted_ids(label: Mapping[str, Any], claim: Claim) -> frozenset[str]:
    """Return the ids of a label; where two things share a number, the one the claim is for."""
    ids = label["indicator"]
    if _OTHER in ids:
        return frozenset((_OTHER,))
    alone = claim.subject.indicator in ids and not claim.subject.part
    if len(ids) == 2 and alone and indicators()[ids[0]].parent == indicators()[ids[1]].parent:
        return frozenset((claim.subject.indicator,))
    if len(ids) == 2:
        subject = joined(*ids)
        return frozenset(id for id in (subject.indicator, subject.part) if id)
    return frozenset(ids)


def _days(claim: Claim, label: Mapping[str, Any]) -> tuple[date, date] | None:
    """Return first and last day; of a running total "as of" a day those the label gives."""
    if claim.period is None:
        return None
    wanted = _wanted_days(label)
    if claim.period.kind == "as-of" and wanted and wanted[1] == claim.period.end:
        return (
            wanted
            if wanted[0] == claim.period.end.replace(month=1, day=1)
            else (wanted[1], wanted[1])
        )
    return claim.period.start, claim.period.end


def _wanted_days(label: Mapping[str, Any]) -> tuple[date, date] | None:
    if label["period"] is None:
        return None
    return date.fromisoformat(label["period"][0]), date.fromisoformat(label["period"][1])


def rows(verdicts: Sequence[Verdict]) -> tuple[Row, ...]:
    """Return precision over the figures answers are made of and recall over the labels."""
    read = [v for v in verdicts if v.read]
    listed = [v for v in verdicts if v.labelled and v.listed]
    return (
        Row(
            label="figures",
            questions=sum(v.labelled for v in verdicts),
            values={
                "precision": sum(not v.wrong for v in read) / (len(read) or 1),
                "recall": sum(not v.wrong and v.read for v in listed) / (len(listed) or 1),
            },
        ),
    )


def misses(verdicts: Sequence[Verdict]) -> str:
    """Return the misses by field, for a reader."""
    wrong = Counter(field for v in verdicts if v.read for field in v.wrong)
    unread = Counter(field for v in verdicts if v.listed and not v.read for field in v.wrong)
    return f"wrong in figures read: {dict(wrong)}\nnot read: {dict(unread)}"
