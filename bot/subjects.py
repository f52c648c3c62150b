"""What the figures a question asks for would measure."""

from collections.abc import Iterator, Sequence
from functools import cache

from bot.asking import MEASURED
from bot.colloquial import find_colloquial
from bot.narrowing import Unknown
from lexicon.indicators import find_indicators, indicators
from lexicon.phrases import Mention
from lexicon.subjects import Subject, family, is_branch, joined, lineage, under_head
from lexicon.text import Language, fold, matching, tokens


def named_indicators(text: str, language: Language, *, plain: bool = False) -> tuple[Mention, ...]:
    """Return the indicators a question names, as bulletins do or as only questions do.

    Of a `plain` one, whose diacritics were put back, also what only the bare letters name; where
    both name something the longer stays, and of two as long the one with diacritics.
    """
    found = list(find_indicators(text, language))
    if plain:
        for bare in find_indicators(fold(text), plain=True):
            found = _longer(found, (bare,))
    whole = any(not is_branch(mention.id) for mention in found)
    for asked in find_colloquial(text, language, plain=plain):
        crossed = [m for m in found if _cross(m, asked)]
        if crossed or not whole:
            found = _longer(found, asked)
    return tuple(sorted(found))


def _longer(found: list[Mention], other: Sequence[Mention]) -> list[Mention]:
    """Return the mentions with another wording's in place of the shorter ones it crosses.

    Of a wording with gaps the part that stands inside a longer mention gives way: "nhập … hàng"
    to "hàng điện tử".
    """
    kept = [part for part in other if not any(_covers(m, part) for m in found)]
    length = sum(m.end - m.start for m in kept)
    if 2 * length < sum(m.end - m.start for m in other):
        return found
    if length < sum(m.end - m.start for m in found if _cross(m, kept)):
        return found  # two names that meet in it say more: "giá trị tăng thêm" and a branch
    return [m for m in found if not _cross(m, kept)] + kept


def _covers(mention: Mention, part: Mention) -> bool:
    """Tell whether a mention crosses a part of a wording that is no longer than it."""
    return _cross(mention, (part,)) and mention.end - mention.start >= part.end - part.start


def _cross(mention: Mention, others: Sequence[Mention]) -> bool:
    return any(mention.start < m.end and m.start < mention.end for m in others)


def read_subjects(
    text: str,
    mentions: Sequence[Mention],
    unknown: Unknown,
    *,
    plain: bool = False,
) -> tuple[Subject, ...]:
    """Return what the figures asked for would measure, one subject an indicator named.

    Words that narrow them go with each: only figures that have them too will do.
    """
    if not mentions:
        return ()
    words = unknown.narrowing
    ids = list(dict.fromkeys(mention.id for mention in mentions))
    wholes = {ancestor for id in ids for ancestor in lineage(id)[1:]}
    ids = [id for id in ids if id not in wholes]
    ids, words = _turned(ids, words, text, plain)
    if all(family(id) == "cpi" for id in ids):  # an index of prices: "nhóm hàng nào tăng giá"
        words = tuple(word for word in words if word != "giá")
    words = tuple(word for word in words if not _is_said_by(word, ids))
    ids, words = _completed(ids, words, unknown.phrases)
    branches = [id for id in ids if is_branch(id)]
    others = [id for id in ids if not is_branch(id)]
    if branches and len(others) == 1:
        found = [joined(others[0], branch) for branch in branches]
    else:
        found = [Subject(indicator=id) for id in ids]
    return tuple(
        Subject(indicator=subject.indicator, part=subject.part, words=words) for subject in found
    )


def _is_said_by(word: str, ids: Sequence[str]) -> bool:
    """Tell whether a word is one of those the series' own names are made of, and no measure."""
    return (
        bool(ids)
        and not MEASURED.find(word)
        and all(set(tokens(word)) <= _vocabulary(id) for id in ids)
    )


@cache
def _vocabulary(id: str) -> frozenset[str]:
    entry = indicators()[id]
    said = (*entry.vi, *entry.en, entry.label_en)
    return frozenset(part for wording in said for part in tokens(wording)) - {"capita"}


def _completed(
    ids: list[str], words: tuple[str, ...], phrases: Sequence[str]
) -> tuple[list[str], tuple[str, ...]]:
    """Return the entries that a whole and what else a question says name together.

    "Gạo 5 tháng xuất được bao nhiêu" is about rice exports.
    """
    if len(ids) != 1:
        return ids, words
    for run in (run for phrase in phrases for run in _runs(phrase.split())):
        if id := under_head(run, ids[0]):
            rest = tuple(word for word in words if word not in run.split())
            return (ids if id in lineage(ids[0]) else [id]), rest
    return ids, words


def _runs(words: Sequence[str]) -> Iterator[str]:
    """Yield the words that follow each other, the longest runs first."""
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            yield " ".join(words[start : start + length])


def _turned(
    ids: list[str], words: tuple[str, ...], text: str, plain: bool
) -> tuple[list[str], tuple[str, ...]]:
    """Return the series that other words of a question turn the named ones into.

    "Foreign investment actually disbursed" is the realised one; the words then narrow no more.
    """
    form = f" {' '.join(tokens(fold(text) if plain else text))} "
    found = []
    for id in ids:
        turned = indicators()[id].turned
        said = {
            target: [w for w in wordings if f" {fold(w) if plain else matching(w)} " in form]
            for target, wordings in turned.items()
        }
        target = next((target for target, wordings in said.items() if wordings), id)
        used = {part for wordings in said.values() for w in wordings for part in tokens(w)}
        words = tuple(word for word in words if word not in used)
        found.append(target)
    return found, words
