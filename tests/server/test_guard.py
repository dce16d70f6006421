"""The guard alone: what is behind it may do what it likes, the answer is a sentence."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import httpx
import pytest

from liaison_planner.addin.journal import journal_path
from liaison_planner.server.guard import App, Guard, Message, Receive, Rules, Scope, Send, names_of


def ask(app: App, path: str = "/taskpane", host: str = "localhost:8765") -> httpx.Response:
    async def asked() -> httpx.Response:
        guarded = Guard(app, Rules(names_of(("localhost",), 8765), 1000))
        async with httpx.AsyncClient(transport=httpx.ASGITransport(guarded), base_url=f"https://{host}") as client:
            return await client.get(path)

    return asyncio.run(asked())


def answering(status: int, *, then: Exception | None = None) -> App:
    async def app(_: Scope, __: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": status, "headers": []})
        await send({"type": "http.response.body", "body": b"Ann Example, 12 Elm Street"})
        if then:
            raise then

    return app


async def breaking(_: Scope, __: Receive, ___: Send) -> None:
    raise ValueError("Ann Example, 12 Elm Street")


@pytest.mark.parametrize(
    "app", [breaking, answering(500), answering(500, then=ValueError("Ann Example"))], ids=["raised", "told", "both"]
)
def test_what_breaks_behind_it_is_told_in_our_own_words_and_noted_without_anybodys(
    app: App, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    answer = ask(app)
    assert answer.status_code == 500
    assert answer.text.startswith("The server made a mistake. Your workbook is as it was.")
    if journal_path().exists():
        assert "Ann" not in journal_path().read_text(encoding="utf-8")


def test_what_goes_well_is_handed_on() -> None:
    assert ask(answering(200)).text == "Ann Example, 12 Elm Street"


@pytest.mark.parametrize("host", ["example.org", "localhost", "localhost:8766", "localhost.example.org:8765"])
def test_under_another_name_nobody_is_at_home(host: str) -> None:
    assert ask(answering(200), host=host).status_code == 421


def test_on_the_port_of_https_browsers_leave_it_out() -> None:
    assert names_of(("Planner.example.org",), 443) == {"planner.example.org", "planner.example.org:443"}


def test_sockets_are_closed() -> None:
    said: list[Message] = []

    async def hear(message: Message) -> None:
        said.append(message)

    async def never() -> Message:
        raise AssertionError

    hears: Callable[[Message], Awaitable[None]] = hear
    asyncio.run(Guard(breaking, Rules(frozenset(), 1))({"type": "websocket"}, never, hears))
    assert said == [{"type": "websocket.close"}]
