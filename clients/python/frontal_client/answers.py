"""What a service answers."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Optional, Union

Point = tuple[float, float]
"""(x, y) in pixels, y down."""


@dataclass(frozen=True)
class Region:
    """Everything that carries one label."""

    label: int
    name: str
    subject_side: Optional[str]
    """The person's own side: left, right, or None for what lies in the middle."""
    parts: list[dict[str, Any]]
    """Each an `outer` ring and its `holes`; rings are lists of points, the first of which is not repeated."""
    area_px: float
    centroid: Point


@dataclass(frozen=True)
class Answer:
    """A submission that is done. `raw` is the whole of it, as the service's document describes it."""

    raw: dict[str, Any]

    @property
    def id(self) -> str:
        return str(self.raw["id"])

    @property
    def svg(self) -> bytes:
        return base64.b64decode(self.raw["svg"])

    @property
    def roll_degrees(self) -> float:
        return float(self.raw["alignment"]["roll_degrees"])

    @property
    def regions(self) -> list[Region]:
        return [
            Region(
                label=one["label"],
                name=one["name"],
                subject_side=one["subject_side"],
                parts=one["parts"],
                area_px=one["area_px"],
                centroid=tuple(one["centroid"]),
            )
            for one in self.raw["regions"]
        ]

    @property
    def mask_contours(self) -> dict[int, list[Point]]:
        """The largest outer ring of each label, in the upright frame."""
        return {int(label): [tuple(point) for point in ring] for label, ring in self.raw["mask_contours"].items()}

    @property
    def warnings(self) -> list[dict[str, str]]:
        return list(self.raw["warnings"])

    def save_svg(self, path: Union[str, Path]) -> None:
        Path(path).write_bytes(self.svg)


class Problem(Exception):
    """A refusal by the service (RFC 9457). `code` is from its catalogue, such as `invalid_landmarks`."""

    def __init__(self, status: int, body: dict[str, Any], retry_after: Optional[float] = None) -> None:
        self.status = status
        self.code = str(body.get("code", "unknown"))
        self.detail = str(body.get("detail", f"HTTP status {status} without a detail"))
        self.errors: list[dict[str, str]] = list(body.get("errors") or [])
        self.retry_after = retry_after
        told = " ".join(f"{one.get('pointer', '')}: {one.get('detail', '')}" for one in self.errors)
        super().__init__(f"{told or self.detail} ({self.code})")


class SubmissionFailed(Exception):
    """A submission that ended without a result. It can be sent again."""

    def __init__(self, answer: dict[str, Any]) -> None:
        self.answer = answer
        error = answer.get("error") or {}
        self.code = str(error.get("code", answer["status"]))
        super().__init__(str(error.get("detail", f"submission {answer['id']} was {answer['status']}")))


class Unreachable(Exception):
    """Nothing answers: no connection, or one that broke."""
