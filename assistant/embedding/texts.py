"""Token states of several texts side by side, as small networks read them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn.utils.rnn import pad_sequence

# Layers of the packaged embedding model whose states are kept side by side. The last one knows the topic best, those
# below it what the single words do there: «will I» and «may I».
STATE_LAYERS = (2, 4, 6)
LAYER_SIZE = 384
STATE_SIZE = LAYER_SIZE * len(STATE_LAYERS)
# Put in the place of padding before a softmax or a maximum, so that it gets no share.
NEVER = -1e4


class Texts(NamedTuple):
    """Token states of several texts: ``states`` (texts, tokens, size), ``is_token`` (texts, tokens), false at padding."""

    states: Tensor
    is_token: Tensor

    @classmethod
    def of(cls, texts: Sequence[Tensor]) -> Texts:
        """Put texts of different length (each tokens, size) beside each other."""
        lengths = torch.tensor([len(text) for text in texts])
        states = pad_sequence(list(texts), batch_first=True)
        return cls(states, torch.arange(states.shape[1]) < lengths[:, None])

    def last_layer(self) -> Tensor:
        """Of states of several layers side by side those of the last one (texts, tokens, :data:`LAYER_SIZE`)."""
        return self.states[..., -LAYER_SIZE:]
