"""Thirteen bulletins written for this project: real public figures, our own sentences."""

from pathlib import Path

FOLDER = Path(__file__).parent
PROBES = FOLDER / "probes.jsonl"
