"""The client against a service that answers what it is told to: `python3 -m unittest discover -s clients/python/tests`."""

from __future__ import annotations

import base64
import json
import sys
import threading
import unittest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from frontal_client import Client, Problem, SubmissionFailed, Unreachable  # noqa: E402

DONE = {
    "id": "a",
    "status": "done",
    "svg": base64.b64encode(b"<svg/>").decode(),
    "mask_contours": {"4": [[1, 2], [3, 4]]},
    "alignment": {"roll_degrees": 22.5},
    "regions": [{"label": 4, "name": "eye", "subject_side": "right", "parts": [], "area_px": 9.5, "centroid": [2, 3]}],
    "warnings": [],
}
PENDING = {"id": "a", "status": "pending", "phase": "running", "step": "contour", "progress": 0.5}


class Handler(BaseHTTPRequestHandler):
    answers: list[tuple[int, dict[str, str], Any]] = []
    seen: list[tuple[str, str, dict[str, str], bytes]] = []

    def respond(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.seen.append((self.command, self.path, {k.lower(): v for k, v in self.headers.items()}, body))
        status, headers, answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        text = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    do_GET = do_POST = do_DELETE = respond

    def log_message(self, format: str, *args: Any) -> None:
        pass


class Array:
    """As numpy's arrays are."""

    def tolist(self) -> list[list[float]]:
        return [[1.5, 2.5], [3.5, 4.5]]


class ClientTest(unittest.TestCase):
    def setUp(self) -> None:
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        Handler.seen.clear()

    def answer(self, *answers: tuple[int, dict[str, str], Any]) -> None:
        Handler.answers = list(answers)

    def test_refusal(self) -> None:
        errors = [{"pointer": "/landmarks", "code": "invalid_landmarks", "detail": "Invalid or missing facial landmarks."}]
        self.answer((422, {}, {"code": "invalid_landmarks", "detail": "no", "errors": errors}))
        with self.assertRaises(Problem) as raised:
            Client(self.url).submit(b"p", b"m", [])
        self.assertEqual((raised.exception.status, raised.exception.code), (422, "invalid_landmarks"))
        self.assertIn("/landmarks: Invalid or missing", str(raised.exception))
        self.assertEqual(len(Handler.seen), 1)

    def test_page_of_a_proxy(self) -> None:
        self.answer((404, {}, b"<h1>no</h1>"))
        with self.assertRaises(Problem) as raised:
            Client(self.url).status("a")
        self.assertEqual(raised.exception.code, "unknown")
        self.answer((200, {}, b"<h1>hello</h1>"))
        with self.assertRaises(Unreachable):
            Client(self.url).status("a")

    def test_nobody_there(self) -> None:
        with self.assertRaises(Unreachable):
            Client("http://127.0.0.1:1", retry_for=0).status("a")

    def test_what_cannot_be_sent(self) -> None:
        with self.assertRaises(TypeError):
            Client(self.url).submit(b"p", b"m", object())

    def test_failed(self) -> None:
        self.answer((200, {}, {"id": "a", "status": "failed", "error": {"code": "NoFace", "detail": "There is no face.", "step": "decode"}}))
        with self.assertRaises(SubmissionFailed) as raised:
            Client(self.url).wait_for("a")
        self.assertEqual((raised.exception.code, str(raised.exception)), ("NoFace", "There is no face."))

    def test_timeout(self) -> None:
        self.answer((200, {}, PENDING))
        with self.assertRaises(TimeoutError):
            Client(self.url).wait_for("a", timeout=0.1)

    def test_draw(self) -> None:
        accepted = {"id": "a", "status": "pending", "links": {}}
        self.answer((503, {"Retry-After": "0"}, {"code": "busy"}), (202, {}, accepted), (200, {}, PENDING), (200, {}, DONE))
        answer = Client(self.url, api_key="secret-key").draw(b"PORTRAIT", b"MAP", Array(), {"zones": True})
        self.assertEqual((answer.svg, answer.roll_degrees), (b"<svg/>", 22.5))
        self.assertEqual(answer.mask_contours, {4: [(1, 2), (3, 4)]})
        self.assertEqual((answer.regions[0].name, answer.regions[0].centroid), ("eye", (2, 3)))
        method, path, headers, body = Handler.seen[1]
        self.assertEqual((method, path, headers["authorization"]), ("POST", "/api/v1/frontal/crop/submit", "Bearer secret-key"))
        for piece in (b"PORTRAIT", b"MAP", b"[[1.5, 2.5], [3.5, 4.5]]", b'{"zones": true}'):
            self.assertIn(piece, body)
        self.assertEqual(Handler.seen[2][2]["prefer"], "wait=20")

    def test_erase_twice(self) -> None:
        self.answer((204, {}, b""), (410, {}, {"code": "gone"}))
        Client(self.url).erase("a")
        Client(self.url).erase("a")


if __name__ == "__main__":
    unittest.main()
