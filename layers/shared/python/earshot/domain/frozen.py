"""The base of every value that crosses a JSON boundary."""

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """Immutable, tolerant of fields that a later version added, intolerant of NaN and infinity.

    Its errors repeat no input: one that escapes is written to the runtime's log.
    """

    model_config = ConfigDict(
        frozen=True, extra="ignore", allow_inf_nan=False, hide_input_in_errors=True
    )
