"""Cosines of one unit vector to many, and how near a vector is to a set of them."""

from __future__ import annotations

from typing import Final

import numpy as np
import torch

from assistant.embedding.encoder import Vectors

# How many of the nearest tell how near a set is: one alone may be chance.
NEAREST: Final = 3


def cosines(vectors: Vectors, vector: Vectors) -> Vectors:
    """The cosine of ``vector`` (size,) to every row of ``vectors`` (rows, size), all of unit length.

    Through torch: numpy would wake the threads of a second library, whose idle spinning then slows the embedding
    model down, on two cores to a third of its speed.
    """
    found: Vectors = torch.mv(torch.from_numpy(vectors), torch.from_numpy(vector)).numpy()
    return found


def nearness(similarities: Vectors) -> float:
    """The mean of the highest few; -1 where there are none."""
    count = min(NEAREST, len(similarities))
    return float(np.partition(similarities, -count)[-count:].mean()) if count else -1.0
