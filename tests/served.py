"""A server on this computer that answers as a test wants it to."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple


class Answer(NamedTuple):
    """`status` 302 leads to `body`; `length` is what the server says the body has; it answers after `delay` seconds."""

    body: bytes = b""
    status: int = 200
    length: int | None = None
    delay: float = 0


@contextmanager
def served(answers: Mapping[str, Answer]) -> Iterator[str]:
    """The address of a server that knows these paths and no others."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer = answers.get(self.path, Answer(status=404))
            time.sleep(answer.delay)
            self.send_response(answer.status)
            if answer.status == 302:
                self.send_header("Location", answer.body.decode())
                self.send_header("Content-Length", "0")
            else:
                self.send_header("Content-Length", str(len(answer.body) if answer.length is None else answer.length))
            self.end_headers()
            if answer.status == 200:
                self.wfile.write(answer.body)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
