"""Stands before xlwings Server: lets through what Excel sends, answers everything else with a sentence, logs no words of anybody."""

import re
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any

from pydantic import ValidationError

from liaison_planner.actions.table import entries
from liaison_planner.addin.journal import note
from liaison_planner.server.payload import Sent, SentCall, SentWorkbook, as_sent, in_words

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

SCRIPTS, FUNCTIONS_CALL = "/xlwings/custom-scripts-call/", "/xlwings/custom-functions-call"
_PUBLIC = {"/xlwings/custom-functions-meta.json", "/xlwings/custom-functions-code.js", "/xlwings/custom-functions-meta"}
"""What Excel on the web reads from a page of Microsoft's; nobody's data."""
_READ = {"/", "/favicon.ico", "/manifest", "/manifest.xml", "/manifest/download", "/taskpane", "/taskpane.html"}
_READ |= _PUBLIC | {
    "/xlwings/custom-functions-code",
    "/xlwings/custom-scripts-meta",
    "/xlwings/custom-scripts-meta.json",
}

_STATIC = re.compile(r"/static(/(?!\.)[\w.@-]+)+", re.ASCII)
"""No name may begin with a dot: xlwings Server 1.20 would follow `..` out of the folder."""


@dataclass(frozen=True)
class Rules:
    """Under which names the server may be asked (against pages that pretend to be it), and how much may be sent."""

    names: frozenset[str]
    most_bytes: int


class RefusedError(Exception):
    """What was asked is not answered; the text says why."""

    def __init__(self, status: HTTPStatus, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


class Guard:
    """An ASGI application around another one."""

    def __init__(self, app: App, rules: Rules) -> None:
        self._app, self._rules = app, rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)
        else:
            await send({"type": "websocket.close"})

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        answered = _Answered(send)
        try:
            self._admit(scope)
            model = _model(scope)
            if model is not None:
                body = _checked(model, await self._body(scope, receive))
                scope, receive = _measured(scope, body), _again(body, receive)
            await self._app(scope, receive, _opened(scope, answered))
        except RefusedError as refusal:
            await _tell(send, refusal.status, str(refusal))
        except Exception as fault:  # noqa: BLE001 - a mistake of ours is told in a sentence and noted for us
            note(scope["path"].rpartition("/")[2][:40], fault, datetime.now())  # noqa: DTZ005 - local time is meant
            answered.broken = True
        if answered.broken and not answered.begun:
            await _tell(send, HTTPStatus.INTERNAL_SERVER_ERROR, _MISTAKE)

    def _admit(self, scope: Scope) -> None:
        """RefusedError for a stranger."""
        head = dict(scope["headers"])
        host = head.get(b"host", b"").decode("latin-1").casefold()
        if host not in self._rules.names:
            raise RefusedError(HTTPStatus.MISDIRECTED_REQUEST, "This server does not go by that name.")
        origin = head.get(b"origin", b"").decode("latin-1").casefold()
        if scope["method"] == "POST" and origin not in ("", f"https://{host}"):
            raise RefusedError(HTTPStatus.FORBIDDEN, "Only the task pane of this server may ask that.")

    async def _body(self, scope: Scope, receive: Receive) -> bytes:
        """Everything that was sent; RefusedError as soon as it is too much."""
        told = dict(scope["headers"]).get(b"content-length", b"0")
        if told.isdigit() and int(told) > self._rules.most_bytes:
            raise self._too_large()
        pieces, size, more = list[bytes](), 0, True
        while more:
            message = await receive()
            if message["type"] != "http.request":
                raise RefusedError(HTTPStatus.BAD_REQUEST, "The request broke off.")
            pieces.append(message.get("body", b""))
            size, more = size + len(pieces[-1]), bool(message.get("more_body"))
            if size > self._rules.most_bytes:
                raise self._too_large()
        return b"".join(pieces)

    def _too_large(self) -> RefusedError:
        limit = f"{self._rules.most_bytes / 1_000_000:g} MB"
        sentence = (
            f"The planner's sheets of this workbook hold more than the {limit} that this server takes. Your workbook is as it was. "
            "Move what you added to them onto sheets of your own, which are not sent."
        )
        return RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, sentence)


_MISTAKE = (
    "The server made a mistake. Your workbook is as it was. Whoever runs the server finds the place in its log file."
)


class _Answered:
    """Hands an answer on, but for one that only says that something broke: that is said in our own words."""

    def __init__(self, send: Send) -> None:
        self._send, self.begun, self.broken = send, False, False

    async def __call__(self, message: Message) -> None:
        self.broken = self.broken or message.get("status") == HTTPStatus.INTERNAL_SERVER_ERROR
        if not self.broken:
            self.begun = True
            await self._send(message)


def _model(scope: Scope) -> type[Sent] | None:
    """What must be sent to this path, None if nothing; RefusedError for what there is not."""
    path, method = scope["path"], scope["method"]
    if method in ("GET", "HEAD") and (path in _READ or _STATIC.fullmatch(path)):
        return None
    if method == "POST" and path == FUNCTIONS_CALL:
        return SentCall
    if method == "POST" and path.startswith(SCRIPTS) and path.removeprefix(SCRIPTS) in entries():
        return SentWorkbook
    raise RefusedError(HTTPStatus.NOT_FOUND, "There is nothing here.")


def _checked(model: type[Sent], body: bytes) -> bytes:
    """The body as the model describes it, and nothing else of it."""
    try:
        return as_sent(model, body)
    except ValidationError as fault:
        sentence = f"What Excel sent cannot be read: {in_words(fault)}. Your workbook is as it was."
        raise RefusedError(HTTPStatus.UNPROCESSABLE_ENTITY, sentence) from None


def _measured(scope: Scope, body: bytes) -> Scope:
    kept = [(name, value) for name, value in scope["headers"] if name not in _OF_BODY]
    return {
        **scope,
        "headers": [*kept, (b"content-length", str(len(body)).encode()), (b"content-type", b"application/json")],
    }


_OF_BODY = frozenset((b"content-length", b"content-type", b"transfer-encoding", b"content-encoding"))


def _again(body: bytes, receive: Receive) -> Receive:
    """Hands the body over once, then whatever follows."""
    left = [body]

    async def again() -> Message:
        return {"type": "http.request", "body": left.pop(), "more_body": False} if left else await receive()

    return again


def _opened(scope: Scope, send: Send) -> Send:
    """Lets Excel on the web read what it needs of ours from its own page.

    And browsers are not told to use HTTPS for everything under this name: on a computer of its own that would shut
    other people's programs on the same name out.
    """
    more = [(b"access-control-allow-origin", b"*")] if scope["path"] in _PUBLIC else []

    async def opened(message: Message) -> None:
        if message["type"] == "http.response.start":
            kept = [(name, value) for name, value in message["headers"] if name != b"strict-transport-security"]
            message = {**message, "headers": [*kept, *more]}
        await send(message)

    return opened


async def _tell(send: Send, status: HTTPStatus, sentence: str) -> None:
    body = sentence.encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": int(status), "headers": headers})
    await send({"type": "http.response.body", "body": body})


def names_of(hosts: Iterable[str], port: int) -> frozenset[str]:
    """The hosts as a browser writes them, with the port unless it is that of HTTPS."""
    return frozenset(
        host.casefold() + suffix for host in hosts for suffix in ({f":{port}"} | ({""} if port == 443 else set()))
    )
