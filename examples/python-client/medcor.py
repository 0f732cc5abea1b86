"""A small client of the MedCor API, over the standard library of Python 3.9 or newer."""

from __future__ import annotations

import http.client
import json
import random
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections.abc import Iterator
from email.message import Message
from typing import Any

# What may pass by itself. A POST is repeated too: its Idempotency-Key makes it happen once.
TRANSIENT = {408, 429, 500, 502, 503, 504}
LONGEST_WAIT_S = 60


class MedCorError(Exception):
    """An answer of the API that is no success: branch on `code`, show `message`, and name `request_id` to support."""

    def __init__(self, status: int, error: dict[str, Any], retry_after: float | None = None) -> None:
        self.status = status
        self.code: str = error.get("code", f"HTTP_{status}")
        self.message: str = error.get("message", "The answer is not one of the API's.")
        self.details: dict[str, list[str]] = error.get("details", {})
        self.request_id: str | None = error.get("request_id")
        self.retry_after = retry_after
        super().__init__(f"{self.code}: {self.message}")


class NoAnswer(Exception):
    """Nothing came back, at no attempt."""


class NoRedirects(urllib.request.HTTPRedirectHandler):
    """The API redirects nobody, and urllib would take the token along to wherever it is sent."""

    def redirect_request(self, *_: Any) -> None:
        return None


class MedCor:
    def __init__(self, base_url: str, token: str | None = None, attempts: int = 4, timeout: float = 30) -> None:
        self.base_url = base_url.rstrip("/")
        # An access token, or an API key.
        self.token = token
        self.attempts = attempts
        self.timeout = timeout
        self._opener = urllib.request.build_opener(NoRedirects)

    def login(self, email: str, password: str) -> dict[str, Any]:
        answer = self.post("/api/auth/login/", {"email": email, "password": password})
        self.token = answer["tokens"]["access"]
        return answer["user"]

    def get(self, path: str, **query: Any) -> Any:
        return self._get(path, query)[0]

    def rows(self, path: str, **query: Any) -> Iterator[dict[str, Any]]:
        """Every row of a list, page by page as they are asked for. By cursor: none is left out that others follow."""
        while True:
            page, headers = self._get(path, query)
            yield from page["results"]
            if "X-Next-Cursor" not in headers:
                return
            query["cursor"] = headers["X-Next-Cursor"]

    def post(self, path: str, body: dict[str, Any], idempotency_key: str | None = None) -> Any:
        return self._call("POST", path, body, {"Idempotency-Key": idempotency_key or str(uuid.uuid4())})[0]

    def _get(self, path: str, query: dict[str, Any]) -> tuple[Any, Message]:
        # Python's True is the API's true.
        words = {name: str(value).lower() if isinstance(value, bool) else value for name, value in query.items()}
        return self._call("GET", f"{path}?{urllib.parse.urlencode(words)}" if words else path)

    def _call(
        self, method: str, path: str, body: dict[str, Any] | None = None, headers: dict[str, str] | None = None
    ) -> tuple[Any, Message]:
        """Makes a call, and makes it again while that may help: with the same key, so that it happens once."""
        for attempt in range(1, self.attempts + 1):
            try:
                return self._send(method, path, body, headers or {})
            except MedCorError as error:
                # "Under way" is what a repeated POST hears whose first attempt has not ended.
                may_pass = error.status in TRANSIENT or error.code == "IDEMPOTENCY_CONFLICT"
                wait = self._pause(attempt) if error.retry_after is None else error.retry_after
                if not may_pass or attempt == self.attempts or wait > LONGEST_WAIT_S:
                    raise
                reason = error.code
            except (urllib.error.URLError, http.client.HTTPException, OSError) as error:
                if attempt == self.attempts:
                    raise NoAnswer(f"No answer from {self.base_url}: {error}") from error
                wait = self._pause(attempt)
                reason = "No answer"
            print(f"{method} {path.partition('?')[0]}: {reason}, again in {wait:.1f} s", file=sys.stderr)
            time.sleep(wait)

    def _send(
        self, method: str, path: str, body: dict[str, Any] | None, headers: dict[str, str]
    ) -> tuple[Any, Message]:
        """Answers the body, and the headers, whose names are found in any case."""
        headers = {"Accept": "application/json", **headers}
        data = None
        if body is not None:
            data = json.dumps(body).encode()
            headers["Content-Type"] = "application/json"
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        request = urllib.request.Request(self.base_url + path, data, headers, method=method)
        try:
            with self._opener.open(request, timeout=self.timeout) as response:
                status, text, answered = response.status, response.read(), response.headers
        except urllib.error.HTTPError as refusal:
            with refusal:
                raise MedCorError(
                    refusal.code, _error_of(refusal.read()), _seconds(refusal.headers.get("Retry-After"))
                ) from None
        try:
            return (json.loads(text) if text else None), answered
        except ValueError:
            raise MedCorError(status, {}) from None

    @staticmethod
    def _pause(attempt: int) -> float:
        """Longer each time, and by chance, so that many who were cut off do not come back at once."""
        return 0.5 * 2 ** (attempt - 1) * random.uniform(0.5, 1)


def _error_of(text: bytes) -> dict[str, Any]:
    """The API's error, or nothing, where something in between has answered in its place."""
    try:
        return json.loads(text)["error"]
    except (ValueError, KeyError, TypeError):
        return {}


def _seconds(retry_after: str | None) -> float | None:
    return float(retry_after) if retry_after and retry_after.isdigit() else None
