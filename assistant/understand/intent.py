"""What kind of message it is, read token by token: for the corpus, or for one of the fixed lines.

A vector tells the topic of a message rather than what its writer wants: «my transcript, has it come?» lies beside «how
do I see whether my transcript has come?». So the token states are read, by a transformer layer and a few summaries.
Its weights come from :mod:`assistant.understand.train_intent` and belong to one embedding model.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import get_args

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn.functional import normalize

from assistant.embedding.encoder import ModelIdentity
from assistant.embedding.texts import NEVER, STATE_SIZE, Texts
from assistant.embedding.weights_file import load_weights
from assistant.understand.route import RouteKind

WEIGHTS_FILE = Path(__file__).with_name("intent.safetensors")
KINDS: tuple[RouteKind, ...] = get_args(RouteKind)
WIDTH = 128
HEADS = 4
DROPOUT = 0.2
# The vector has length 1; the summaries beside it are longer.
VECTOR_SCALE = 4.0


class Intent(nn.Module):
    """Token states of messages -> logits (messages, 1 + kinds): for the corpus, then :data:`KINDS`."""

    def __init__(self) -> None:
        super().__init__()
        self.narrow = nn.Linear(STATE_SIZE, WIDTH)
        self.norm = nn.LayerNorm(WIDTH)
        self.drop = nn.Dropout(DROPOUT)
        layer = nn.TransformerEncoderLayer(WIDTH, HEADS, 2 * WIDTH, DROPOUT, "gelu", batch_first=True, norm_first=True)
        self.layer = nn.TransformerEncoder(layer, 1, enable_nested_tensor=False)
        self.gates = nn.Linear(WIDTH, HEADS)
        self.judge = nn.Sequential(
            nn.Linear((HEADS + 1) * WIDTH + STATE_SIZE, 128), nn.GELU(), nn.Dropout(0.3), nn.Linear(128, 1 + len(KINDS))
        )

    def forward(self, messages: Texts) -> Tensor:
        """Logits of each message."""
        padding = ~messages.is_token
        tokens = self.layer(self.norm(self.drop(self.narrow(messages.states))), src_key_padding_mask=padding)
        shares = self.gates(tokens).masked_fill(padding[..., None], NEVER).softmax(1)
        gated = torch.einsum("mth,mtw->mhw", shares, tokens).flatten(1)
        highest = tokens.masked_fill(padding[..., None], NEVER).amax(1)
        weight = messages.is_token[..., None].float()
        vector = normalize((messages.states * weight).sum(1) / weight.sum(1), dim=-1)
        logits: Tensor = self.judge(torch.cat([gated, highest, VECTOR_SCALE * vector], -1))
        return logits

    def leads(self, states: Tensor) -> npt.NDArray[np.float32]:
        """By how much the logit of each of :data:`KINDS` beats «for the corpus» for a message with these states."""
        with torch.inference_mode():
            logits = self(Texts.of([states]))[0].numpy()
        found: npt.NDArray[np.float32] = logits[1:] - logits[0]
        return found


@lru_cache(maxsize=2)
def fitting_intent(identity: ModelIdentity, path: Path = WEIGHTS_FILE) -> Intent | None:
    """The network, if it was trained on the states of exactly this embedding model; else None."""
    intent = Intent()
    return intent.eval() if load_weights(intent, identity, path) else None
