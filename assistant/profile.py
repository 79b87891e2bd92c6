"""What a person may state about themselves; passed to the assistant as facts of the asker, never stored."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.understand.clean import clean

MAX_PROFILE_CHARACTERS = 1_000


class Profile(BaseModel):
    """Stated facts of the asker; every field may stay empty."""

    model_config = ConfigDict(frozen=True, extra="ignore", str_max_length=200)

    school_country: str | None = Field(None, description="Country of the medical school.")
    graduation_date: date | str | None = Field(None, description="Date or year of graduation.")
    licence: str | None = Field(None, description="Licence to practise: where, since when, restricted or not.")
    steps: str | None = Field(None, description="USMLE Steps taken, with dates and results.")
    step_2_cs: str | None = Field(None, description="Step 2 CS history: passed, failed, never taken.")
    oet_date: date | str | None = Field(None, description="Date of the OET Medicine test.")
    certificate_date: date | str | None = Field(None, description="Date of the ECFMG certificate.")
    citizenship: str | None = Field(None, description="Citizenship and U.S. visa status.")
    target_match: str | None = Field(None, description="The Match year aimed at.")


_LABELS = {
    "school_country": "medical school in",
    "graduation_date": "graduated",
    "licence": "licence",
    "steps": "USMLE Steps",
    "step_2_cs": "Step 2 CS",
    "oet_date": "OET date",
    "certificate_date": "ECFMG certificate date",
    "citizenship": "citizenship or visa",
    "target_match": "target Match",
}


def profile_text(profile: Profile | Mapping[str, Any] | str | None) -> str | None:
    """The stated facts as one line of text; None where nothing usable was stated."""
    if profile is None:
        return None
    if isinstance(profile, str):
        return clean(profile[:MAX_PROFILE_CHARACTERS]).text or None
    if not isinstance(profile, Profile):
        try:
            profile = Profile.model_validate({key: value for key, value in dict(profile).items() if value != ""})
        except ValidationError:
            return profile_text("; ".join(f"{key}: {value}" for key, value in dict(profile).items()))
    stated = profile.model_dump(exclude_none=True)
    return "; ".join(f"{_LABELS[key]}: {clean(str(value)).text}" for key, value in stated.items() if value) or None
