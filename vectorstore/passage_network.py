"""The packaged model as an OpenVINO network, for embedding many passages at once.

OpenVINO computes in bfloat16 where the processor has instructions for it and in float32 elsewhere;
docs/decisions/0002-embedding.md has the figures it was chosen by.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from vectorstore.packaged_model import Array, PackagedWeights
from vectorstore.types import Vectors

_BATCH = 8
_LENGTH_STEP = 16  # token counts are padded to a multiple, so that few shapes are compiled
_EPSILON = 1e-12


class PassageNetwork:
    """The loaded network and tokenizer."""

    def __init__(self, weights: PackagedWeights) -> None:
        import openvino

        self._weights = weights
        self._tokenizer = weights.tokenizer()
        hidden = weights.shape.hidden
        self._positions = weights.matrix("emb.pos", hidden) + weights.matrix("emb.type", hidden)[0]
        # Unpinned threads leave a core that another process is busy on: 8 ms a question, not 13.
        settings = {"PERFORMANCE_HINT": "LATENCY", "ENABLE_CPU_PINNING": False}
        self._network = openvino.Core().compile_model(_build(weights), "CPU", settings)

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors of the texts as they stand (prefix included), float32, one a row."""
        ids = [encoding.ids for encoding in self._tokenizer.encode_batch(list(texts))]
        vectors = np.empty((len(ids), self._weights.shape.hidden), np.float32)
        order = sorted(range(len(ids)), key=lambda i: -len(ids[i]))
        for at in range(0, len(order), _BATCH):
            batch = order[at : at + _BATCH]
            vectors[batch] = self._embed_batch([ids[i] for i in batch])
        return vectors

    def _embed_batch(self, ids: list[list[int]]) -> Array:
        longest = max(map(len, ids))
        length = min(-(-longest // _LENGTH_STEP) * _LENGTH_STEP, self._weights.shape.positions)
        padded = np.ones((len(ids), length), np.int64)
        mask = np.zeros((len(ids), length), np.float32)
        for row, tokens in enumerate(ids):
            padded[row, : len(tokens)] = tokens
            mask[row, : len(tokens)] = 1
        embeddings = self._weights.word_vectors(padded) + self._positions[:length]
        bias = ((mask - 1) * 1e4)[:, None, None, :]
        hidden: Array = self._network([embeddings, bias])[0]
        summed = (hidden * mask[..., None]).sum(axis=1)
        unit: Array = summed / np.linalg.norm(summed, axis=1, keepdims=True)
        return unit


def _build(weights: PackagedWeights) -> Any:
    """Return the encoder from summed input embeddings to hidden states, as an OpenVINO model."""
    from openvino import Model, opset13

    ops: Any = opset13  # its functions are made at import and carry no types
    shape = weights.shape
    head = shape.hidden // shape.heads
    embeddings = ops.parameter([-1, -1, shape.hidden], np.float32)
    bias = ops.parameter([-1, 1, 1, -1], np.float32)

    def linear(x: Any, name: str, columns: int) -> Any:
        product = ops.matmul(x, ops.constant(weights.matrix(f"{name}.w", columns)), False, True)
        return ops.add(product, ops.constant(weights.tensor(f"{name}.b")))

    def normalised(x: Any, name: str) -> Any:
        scaled = ops.mvn(x, ops.constant([-1]), True, _EPSILON, "inside_sqrt")
        weighted = ops.multiply(scaled, ops.constant(weights.tensor(f"{name}.w")))
        return ops.add(weighted, ops.constant(weights.tensor(f"{name}.b")))

    def heads(x: Any) -> Any:
        split = ops.reshape(x, ops.constant([0, 0, shape.heads, head]), True)
        return ops.transpose(split, ops.constant([0, 2, 1, 3]))

    x = normalised(embeddings, "emb.ln")
    for layer in range(shape.layers):
        query, key, value = (heads(linear(x, f"l{layer}.{n}", shape.hidden)) for n in "qkv")
        context = ops.scaled_dot_product_attention(query, key, value, bias)
        joined = ops.reshape(
            ops.transpose(context, ops.constant([0, 2, 1, 3])),
            ops.constant([0, 0, shape.hidden]),
            True,
        )
        x = normalised(ops.add(x, linear(joined, f"l{layer}.ao", shape.hidden)), f"l{layer}.aln")
        inner = ops.gelu(linear(x, f"l{layer}.fi", shape.hidden), "erf")
        x = normalised(ops.add(x, linear(inner, f"l{layer}.fo", shape.inner)), f"l{layer}.oln")
    return Model([x], [embeddings, bias], "multilingual-e5-small")
