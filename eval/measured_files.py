"""Figures that are measured by hand and kept in the repository, from which README.md's tables are made."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from eval.metrics import Estimate
from eval.sheet import RunFileError

FOLDER = Path(__file__).with_name("measured")


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PeerFigures(_Frozen):
    """One system on the same questions as the others of its table."""

    system: str
    questions: int
    figures: dict[str, Estimate]


class Peers(_Frozen):
    """The assistant and its peers, on the same questions in the same run."""

    systems: tuple[PeerFigures, ...]


class Ablation(_Frozen):
    """The assistant with all its parts, and with one part less each, on the dev questions."""

    systems: tuple[PeerFigures, ...]


class MtragFigures(_Frozen):
    """R@5 and nDCG@5 over the tasks with relevant texts; AUROC of the confidence, ANSWERABLE to UNANSWERABLE."""

    recall_at_5: Estimate
    ndcg_at_5: Estimate
    abstention_auroc: Estimate


class SpeedFigure(_Frozen):
    """One line of the speed table; ``ratio`` is ``measured`` over ``reference``, both in ``unit``."""

    what: str
    measured: float
    reference: float | None
    unit: str
    wanted: str

    @property
    def ratio(self) -> float | None:
        """None where there is nothing to compare with."""
        return self.measured / self.reference if self.reference else None


class Speed(_Frozen):
    """The speed table and the machine it was measured on."""

    machine: str
    lines: tuple[SpeedFigure, ...]


_Kept = TypeVar("_Kept", bound=BaseModel)


def file_of(kind: type[BaseModel], folder: Path = FOLDER) -> Path:
    """Where figures of this kind are kept."""
    return folder / f"{kind.__name__.removesuffix('Figures').lower()}.json"


def keep(figures: BaseModel, folder: Path = FOLDER) -> Path:
    """Write figures; returns the file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = file_of(type(figures), folder)
    path.write_text(figures.model_dump_json(indent=1) + "\n", encoding="utf-8")
    return path


def kept(kind: type[_Kept], folder: Path = FOLDER) -> _Kept | None:
    """The figures of this kind, None where none are kept; raises :class:`RunFileError` for a damaged file."""
    path = file_of(kind, folder)
    if not path.is_file():
        return None
    try:
        return kind.model_validate_json(path.read_bytes())
    except ValidationError:
        raise RunFileError(f"{path} holds no such figures: measure again or restore it") from None
