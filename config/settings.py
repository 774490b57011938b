"""What an operator may set, read from the environment: sizes, time, threads, threshold.

Every name carries the prefix ``HUSTINGS_``, for example ``HUSTINGS_TIME_LIMIT_S=30``.
"""

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """The limits of one digest; a larger input is cut and the digest says so."""

    model_config = SettingsConfigDict(env_prefix="HUSTINGS_", frozen=True)

    max_bytes: int = Field(default=32_000_000, ge=1, description="a larger source is refused")
    max_characters: int = Field(default=3_000_000, ge=1, description="the page is cut after these")
    max_pairs: int = Field(
        default=2_000, ge=0, description="pairs of claim and comment read for a side"
    )
    time_limit_s: float = Field(
        default=40.0, gt=0, description="steps that can stop do so in time to end about here"
    )
    threads: int | None = Field(default=None, ge=1, description="CPU threads; None is all of them")
    threshold: float | None = Field(
        default=None, ge=0, le=1, description="a side less sure is unclear; None is the model's own"
    )
