"""What the server of children loads once, on being imported: the bulletins, read.

Reading takes most of an ingest and cannot harm a store, so that children are given what was read
and spend their time, in which they are killed, on storing and indexing.
"""

from functools import cache

from evals.chaos.bulletins import COUNT, bulletin_text
from ingest import pipeline
from ingest.build import cut, read_bulletin
from ingest.read import read_document

_read, _cut = cache(read_bulletin), cache(cut)
vars(pipeline).update(read_bulletin=_read, cut=_cut)
for number in range(COUNT):
    for version in (1, 2):
        content, name = bulletin_text(number, version).encode(), f"bt{number:03}.txt"
        _cut(*_read(name, read_document(name, content)))
