"""What a written Vietnamese syllable looks like: onset, rhyme and tone."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

_ONSETS = frozenset(
    ["", *"b c ch d đ g gh gi h k kh l m n ng ngh nh ph qu r s t th tr v x".split()]
)
_OPEN = (
    "a e ê i o ô ơ u ư y ai ay ây ao au âu eo êu ia iu oi ôi ơi oa oe ua ưa ui ưi uy uê uơ ưu iêu "
    "yêu oai oay oao oeo uôi ươi ươu uây uya uyu"
).split()
_NASAL = (
    "am an ang anh ăm ăn ăng âm ân âng em en eng êm ên ênh im in inh iêm iên iêng yêm yên yêng ynh "
    "om on ong oong ôm ôn ông ơm ơn um un ung ưng oam oan oang oanh oăm oăn oăng oen uân uâng "
    "uênh uôm uôn uông uyn uynh uyên ươm ươn ương"
).split()
_STOPPED = (  # these bear the tones sắc and nặng alone
    "ac ach ap at ăc ăk ăp ăt âc âp ât ec ep et êch êp êt ich ip it iêc iêp iêt yêt ych yt oc ooc "
    "op ot ôc ôp ôt ơp ơt uc up ut ưc ưt oac oach oap oat oăc oăt oet uât uêch uôc uôt uych uyt "
    "uyp uyêt ươc ươp ươt"
).split()
_SHARP, _HEAVY = "\u0301", "\u0323"
_TONES = ("", "\u0300", "\u0309", "\u0303", _SHARP, _HEAVY)
_VOWELS = re.compile("[aăâeêioôơuưy]+")
_SPELLED_OTHERWISE = re.compile("c[eêiy]|n?g[eê]|ngi|n?gh[^eêi]")  # k, gh and ngh; g and ng
_LONGEST = 7  # letters: nghiêng


def _places(rhyme: str) -> tuple[int, ...]:
    """Return where a rhyme may bear its tone: hoà and hòa are both written."""
    vowels = _VOWELS.match(rhyme)
    assert vowels
    marked = [at for at, letter in enumerate(vowels[0]) if letter in "ăâêôơư"]
    if marked:
        return (marked[-1],)
    if len(vowels[0]) == 1:
        return (0,)
    if len(vowels[0]) == 3 or vowels.end() < len(rhyme):
        return (1,)
    return (0, 1) if rhyme in ("oa", "oe", "uy") else (0,)


def _toned(rhyme: str, tone: str) -> Iterator[str]:
    for place in _places(rhyme):
        yield unicodedata.normalize("NFC", rhyme[: place + 1] + tone + rhyme[place + 1 :])


@cache
def _rhymes() -> dict[str, str]:
    """Return every rhyme as it is written with a tone -> the rhyme without."""
    return {
        written: rhyme
        for rhymes, tones in ((_OPEN + _NASAL, _TONES), (_STOPPED, (_SHARP, _HEAVY)))
        for rhyme in rhymes
        for tone in tones
        for written in _toned(rhyme, tone)
    }


@lru_cache(maxsize=8192)
def is_syllable(word: str) -> bool:
    """Tell whether a word in small letters and NFC is spelled as Vietnamese syllables are.

    Stopped syllables without a tone ("tet") are not; unusual ones ("ngoam") are.
    """
    if len(word) > _LONGEST:
        return False
    rhymes = _rhymes()
    return any(
        word[:length] in _ONSETS
        and (rhyme := rhymes.get(word[length:])) is not None
        and not _SPELLED_OTHERWISE.match(word[:length] + rhyme)
        for length in range(min(4, len(word)))
    )
