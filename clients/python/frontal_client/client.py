"""The routes of a service as methods."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any, Mapping, Optional, Sequence, Union

import requests

from .answers import Answer, Problem, SubmissionFailed, Unreachable

Picture = Union[str, Path, bytes]
"""The path of a file, or its bytes."""

PASSING = (429, 502, 503, 504)
"""Statuses of what passes: the same is sent again. Every route can be called twice with the effect of one call."""

HOLD_SECONDS = 20
LONGEST_PAUSE_SECONDS = 30.0


class Client:
    """A service at `url`, such as http://127.0.0.1:8000; `retry_for` seconds are waited through where it is away or busy."""

    def __init__(self, url: str, api_key: Optional[str] = None, retry_for: float = 30.0) -> None:
        self.url = url.rstrip("/")
        self.retry_for = retry_for
        self.session = requests.Session()
        if api_key is not None:
            self.session.headers["Authorization"] = f"Bearer {api_key}"

    def draw(
        self,
        portrait: Picture,
        label_map: Picture,
        landmarks: Any,
        options: Optional[Mapping[str, Any]] = None,
        timeout: float = 600.0,
    ) -> Answer:
        """Sends a submission and waits for its end. Raises Problem, SubmissionFailed, TimeoutError, Unreachable."""
        return self.wait_for(self.submit(portrait, label_map, landmarks, options), timeout)

    def submit(self, portrait: Picture, label_map: Picture, landmarks: Any, options: Optional[Mapping[str, Any]] = None) -> str:
        """The id of the submission: the same for the same files and options."""
        return str(self._post_form("/api/v1/frontal/crop/submit", portrait, label_map, landmarks, options)["id"])

    def validate(self, portrait: Picture, label_map: Picture, landmarks: Any, options: Optional[Mapping[str, Any]] = None) -> dict[str, Any]:
        """What the service would make of a submission. Nothing is kept."""
        return self._post_form("/api/v1/validate", portrait, label_map, landmarks, options)

    def status(self, id: str, wait: int = 0, frame: str = "upright") -> dict[str, Any]:
        """How far a submission is, held by the service for `wait` seconds unless it ends before."""
        headers = {"Prefer": f"wait={wait}"} if wait > 0 else {}
        path = f"/api/v1/frontal/crop/status/{id}"
        return self._json(self._send("GET", path, headers=headers, params={"frame": frame}, timeout=wait + 60))

    def wait_for(self, id: str, timeout: float = 600.0) -> Answer:
        """The answer of a submission once it is done. Raises SubmissionFailed, TimeoutError, Problem, Unreachable."""
        deadline = time.monotonic() + timeout
        while True:
            left = deadline - time.monotonic()
            answer = self.status(id, wait=max(0, min(HOLD_SECONDS, int(left))))
            if answer["status"] == "done":
                return Answer(answer)
            if answer["status"] != "pending":
                raise SubmissionFailed(answer)
            if time.monotonic() >= deadline:
                raise TimeoutError(f"submission {id} has not ended after {timeout:g} s")
            time.sleep(0.2)

    def artifact(self, id: str, kind: str, frame: str = "upright") -> bytes:
        """A file of a submission that is done: svg, png, portrait, geojson, topojson, coco, labelme or label-map."""
        params = {} if kind in ("svg", "png", "portrait") else {"frame": frame}
        return self._send("GET", f"/api/v1/submissions/{id}/{kind}", params=params).content

    def erase(self, id: str) -> None:
        """Erases a submission with all that nobody else uses. One that is erased already is no error."""
        try:
            self._send("DELETE", f"/api/v1/submissions/{id}")
        except Problem as problem:
            if problem.code != "gone":
                raise

    def _post_form(
        self, path: str, portrait: Picture, label_map: Picture, landmarks: Any, options: Optional[Mapping[str, Any]]
    ) -> dict[str, Any]:
        files = {"image": ("portrait", _bytes_of(portrait)), "segmentation_map": ("map", _bytes_of(label_map))}
        data = {"landmarks": json.dumps(landmarks, default=_plain)}
        if options is not None:
            data["options"] = json.dumps(options, default=_plain)
        return self._json(self._send("POST", path, files=files, data=data))

    def _send(self, method: str, path: str, timeout: float = 120.0, **arguments: Any) -> requests.Response:
        started = time.monotonic()
        pause = 0.2
        while True:
            try:
                return self._send_once(method, path, timeout, **arguments)
            except (Problem, Unreachable) as fault:
                if isinstance(fault, Problem) and fault.status not in PASSING:
                    raise
                asked = fault.retry_after if isinstance(fault, Problem) else None
                pause = min(pause * 2, 5.0) if asked is None else min(max(asked, 0.2), LONGEST_PAUSE_SECONDS)
                if time.monotonic() + pause - started > self.retry_for:
                    raise
                time.sleep(pause)

    def _send_once(self, method: str, path: str, timeout: float, **arguments: Any) -> requests.Response:
        try:
            response = self.session.request(method, self.url + path, timeout=timeout, **arguments)
        except requests.RequestException as error:
            raise Unreachable(f"no service answers at {self.url}") from error
        if response.ok:
            return response
        try:
            body = response.json()
        except ValueError:
            body = {}
        retry_after = response.headers.get("Retry-After", "")
        seconds = float(retry_after) if retry_after.isdigit() else None
        raise Problem(response.status_code, body if isinstance(body, dict) else {}, seconds)

    @staticmethod
    def _json(response: requests.Response) -> dict[str, Any]:
        try:
            answer = response.json()
        except ValueError as error:
            raise Unreachable("what answers is no Frontal service") from error
        if not isinstance(answer, dict):
            raise Unreachable("what answers is no Frontal service")
        return answer


def _bytes_of(picture: Picture) -> bytes:
    return picture if isinstance(picture, bytes) else Path(picture).read_bytes()


def _plain(value: Any) -> Union[Sequence[Any], float]:
    """Arrays and numbers of numpy, by what they have in common."""
    if hasattr(value, "tolist"):
        return value.tolist()  # type: ignore[no-any-return]
    raise TypeError(f"{type(value).__name__} cannot be sent as JSON")
