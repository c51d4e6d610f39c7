"""What every shape of ours has in common."""

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A value: never changed, and refusing every key it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")
