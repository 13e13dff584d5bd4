"""Training the tagger: in steps of an epoch, each of which can be the last before an interruption.

The same corpus, seed, number of threads and versions of torch and numpy give the same model.
"""

from __future__ import annotations

import hashlib
import json
import math
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import nn

from kg.tagger.lexicon import WIDTH as LISTS
from kg.tagger.network import UNKNOWN
from kg.training.embeddings import character_vectors
from kg.training.examples import NO_LABEL, TAGS, Example
from kg.training.network import PADDING, Batch, Heads, Shape, Tagger
from kg.training.teacher import Cut, Teacher

_STRETCH = 400  # characters of a training example, about twice a paragraph
_RARE = 2  # a character seen so often or less is read as unknown
_WARM = 0.08  # of all batches, while the rate rises
_DECAY = 0.02
_CLIP = 1.0


@dataclass(frozen=True, slots=True)
class Recipe:
    """What decides the model, beside the examples."""

    shape: Shape | Cut
    epochs: int
    seed: int
    rate: float = 2e-3  # of learning, at its highest
    vector_rate: float = 5e-4  # the same of the given vectors
    batch: int = 12 * _STRETCH  # characters
    taught: bool = False  # by a teacher, beside the labels


@dataclass(frozen=True, slots=True)
class Encoded:
    """An example as numbers."""

    rows: npt.NDArray[np.int64]
    names: npt.NDArray[np.int64]
    words: npt.NDArray[np.int64]
    lists: npt.NDArray[np.uint8]  # packed
    taught: npt.NDArray[np.float16] | None


@dataclass(frozen=True, slots=True)
class Fitted:
    """A trained model, and what its rows and tags stand for."""

    model: Heads
    characters: list[str]
    words: list[str]


def fit(
    examples: Sequence[Example],
    recipe: Recipe,
    folder: Path,
    report: Callable[[Mapping[str, Any]], None],
    taught: Sequence[npt.NDArray[np.float16]] | None = None,
) -> Fitted:
    """Train on examples, all but the held-out ones.

    ``taught`` holds what a teacher says of each example: probabilities, (characters, TAGS).
    ``report`` gets a row an epoch, with the loss. What an interrupted run left in ``folder`` is
    taken up after its last whole epoch.
    """
    torch.manual_seed(recipe.seed)
    random.seed(recipe.seed)
    said = taught if taught is not None else [None] * len(examples)
    learnt = [pair for pair in zip(examples, said, strict=True) if pair[0].kind != "held"]
    characters = _characters([example for example, _ in learnt])
    words = sorted({tag for example, _ in learnt for tag in example.words})
    model = _built(recipe.shape, characters, len(words))
    encoded = [_encoded(example, of, characters, words) for example, of in learnt]
    steps = sum(1 for _ in _batches(encoded, recipe.batch))
    optimiser, rates = _optimiser(model, recipe, recipe.epochs * steps)
    state = folder / "state.pt"
    origin = _origin(recipe, encoded)
    first = _resume(state, origin, model, optimiser, rates)
    for epoch in range(first, recipe.epochs):
        random.seed(recipe.seed * 1000 + epoch)
        torch.manual_seed(recipe.seed * 1000 + epoch)
        loss = _epoch(model, optimiser, rates, _batches(encoded, recipe.batch))
        report({"epoch": epoch, "loss": round(loss, 4), "torch": torch.__version__})
        held = {
            "origin": origin,
            "epoch": epoch,
            "model": model.state_dict(),
            "optimiser": optimiser.state_dict(),
            "rates": rates.state_dict(),
        }
        part = state.with_suffix(".part")
        torch.save(held, part)
        part.replace(state)
    return Fitted(model, characters, words)


def _built(shape: Shape | Cut, characters: Sequence[str], words: int) -> Heads:
    if isinstance(shape, Cut):
        return Teacher(shape, characters, len(TAGS), words)
    return Tagger(shape, characters, character_vectors(), len(TAGS), words)


def _characters(examples: Sequence[Example]) -> list[str]:
    """Those with a vector, and those seen more than _RARE times; blanks and the like only so."""
    seen = Counter(character for example in examples for character in example.text)
    given = {c for c in character_vectors() if "\u4e00" <= c <= "\u9fff" or c.isascii()}
    return sorted(given | {c for c, times in seen.items() if times > _RARE})


def _encoded(
    example: Example,
    taught: npt.NDArray[np.float16] | None,
    characters: Sequence[str],
    words: Sequence[str],
) -> Encoded:
    rows = {character: row for row, character in enumerate(characters, start=UNKNOWN + 1)}
    tags = {tag: number for number, tag in enumerate(words)}
    return Encoded(
        np.array([rows.get(character, UNKNOWN) for character in example.text]),
        example.names,
        np.array([tags[tag] for tag in example.words]),
        example.lists,
        taught,
    )


def _optimiser(
    model: Heads, recipe: Recipe, steps: int
) -> tuple[torch.optim.AdamW, torch.optim.lr_scheduler.LambdaLR]:
    given = list(model.embedding.parameters())
    rest = [p for name, p in model.named_parameters() if not name.startswith("embedding.")]
    optimiser = torch.optim.AdamW(
        [
            {"params": given, "lr": recipe.vector_rate},
            {"params": rest, "lr": recipe.rate},
        ],
        weight_decay=_DECAY,
    )

    def rate(step: int) -> float:
        rising = min(1.0, step / (_WARM * steps))
        return rising * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * min(1.0, step / steps))))

    return optimiser, torch.optim.lr_scheduler.LambdaLR(optimiser, rate)


def _origin(recipe: Recipe, encoded: Iterable[Encoded]) -> str:
    """SHA-256 of the recipe and of all that is learnt from: a change of either is another run."""
    digest = hashlib.sha256(json.dumps(asdict(recipe)).encode())
    for one in encoded:
        for array in (one.rows, one.names, one.words, one.lists, one.taught):
            digest.update(b"" if array is None else array.tobytes())
    return digest.hexdigest()


def _resume(
    path: Path,
    origin: str,
    model: Heads,
    optimiser: torch.optim.AdamW,
    rates: torch.optim.lr_scheduler.LambdaLR,
) -> int:
    """The first epoch to run; 0 if nothing was left, or what was left is of another run."""
    if not path.is_file():
        return 0
    held = torch.load(path, weights_only=True)
    if held.get("origin") != origin:
        return 0
    model.load_state_dict(held["model"])
    optimiser.load_state_dict(held["optimiser"])
    rates.load_state_dict(held["rates"])
    return int(held["epoch"]) + 1


def _epoch(
    model: Heads,
    optimiser: torch.optim.AdamW,
    rates: torch.optim.lr_scheduler.LambdaLR,
    batches: Iterator[Batch],
) -> float:
    model.train()
    losses: list[float] = []
    for batch in batches:
        loss = model.loss(batch)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), _CLIP)
        optimiser.step()
        rates.step()
        losses.append(loss.item())
    return sum(losses) / len(losses)


def _batches(encoded: Sequence[Encoded], size: int) -> Iterator[Batch]:
    """Stretches of about equal length together, in random order."""
    stretches = [
        (one, start, end) for one in encoded for start, end in _cuts(len(one.rows)) if end > start
    ]
    stretches.sort(key=lambda s: s[2] - s[1] + random.random() * _STRETCH / 10)
    batches: list[list[tuple[Encoded, int, int]]] = [[]]
    for stretch in stretches:
        longest = max([e - s for _, s, e in batches[-1]] + [stretch[2] - stretch[1]])
        if batches[-1] and longest * (len(batches[-1]) + 1) > size:
            batches.append([])
        batches[-1].append(stretch)
    random.shuffle(batches)
    return map(_batch, batches)


def _cuts(length: int) -> Iterator[tuple[int, int]]:
    """Stretches of a text, from another place every time."""
    start = 0
    end = random.randrange(1, _STRETCH + 1) if length > _STRETCH else length
    while start < length:
        yield start, min(end, length)
        start, end = end, end + _STRETCH


def _batch(stretches: Sequence[tuple[Encoded, int, int]]) -> Batch:
    size = len(stretches), max(end - start for _, start, end in stretches)
    rows, names, words = (np.full(size, fill, np.int64) for fill in (PADDING, NO_LABEL, NO_LABEL))
    lists = np.zeros((*size, LISTS), np.float32)
    taught = np.zeros((*size, len(TAGS)), np.float32)
    for i, (one, start, end) in enumerate(stretches):
        long = end - start
        rows[i, :long] = one.rows[start:end]
        names[i, :long] = one.names[start:end]
        words[i, :long] = one.words[start:end]
        lists[i, :long] = np.unpackbits(one.lists[start:end], axis=1)[:, :LISTS]
        if one.taught is not None:
            taught[i, :long] = one.taught[start:end]
    return Batch(
        torch.from_numpy(rows),
        torch.from_numpy(lists),
        torch.from_numpy(names),
        torch.from_numpy(words),
        torch.from_numpy(taught) if stretches[0][0].taught is not None else None,
    )
