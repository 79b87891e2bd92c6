"""An NLI cross-encoder as a further judge, where the settings name one: the passage must entail the claim."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.errors import ConfigurationError

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

ENTAILED = 0.5


@dataclass(frozen=True)
class Entailment:
    """A sentence-transformers cross-encoder with an «entailment» label; loaded on first use."""

    name: str

    def follows(self, claim: str, passage: str) -> bool:
        """Whether the model gives entailment at least half of the probability."""
        scores = self._model.predict([(passage, claim)], apply_softmax=True, show_progress_bar=False)
        return bool(scores[0][self._label] >= ENTAILED)

    @cached_property
    def _model(self) -> CrossEncoder:
        from sentence_transformers import CrossEncoder

        try:
            model: CrossEncoder = CrossEncoder(self.name, device="cpu")
        except Exception as error:
            raise ConfigurationError(
                f"the NLI model «{self.name}» cannot be loaded ({type(error).__name__}): check the name or the path "
                "in nli_model, or leave the setting empty"
            ) from error
        return model

    @cached_property
    def _label(self) -> int:
        named = getattr(self._model.config, "id2label", None) or {}
        labels = {int(place): str(label).lower() for place, label in named.items()}
        for place, label in labels.items():
            if label.startswith("entail"):
                return place
        raise ConfigurationError(
            f"the model «{self.name}» has no label «entailment» ({', '.join(labels.values())}): name an NLI "
            "cross-encoder in nli_model, or leave the setting empty"
        )
