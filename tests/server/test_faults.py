"""Whatever is sent and whatever breaks: a sentence, no traceback, and the workbook as it was."""

import copy
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liaison_planner import services
from liaison_planner.actions.functions import FUNCTIONS
from liaison_planner.actions.table import ACTIONS
from liaison_planner.catalogue import Catalogue
from tests.addin.remote import payload
from tests.server.browser import Panes
from tests.server.conftest import Running, Serve

BookOf = Callable[[str], bytes]
CLICK, CELL = "/xlwings/custom-scripts-call/check_inputs", "/xlwings/custom-functions-call"


@pytest.fixture(scope="module")
def sound(book_of: BookOf) -> dict[str, Any]:
    """What a click sends."""
    return payload(book_of("P03"))


@pytest.fixture(scope="module")
def client(server: Running) -> Any:
    with server.client() as client:
        yield client


def is_a_sentence(answer: httpx.Response) -> bool:
    """Plain words for a person; nothing of the program's inside."""
    text = answer.text
    return text.endswith(".") and not any(mark in text for mark in ("Traceback", "Error(", ".py", "pydantic", "<html"))


def test_what_excel_sends_is_answered(client: httpx.Client, sound: dict[str, Any]) -> None:
    answer = client.post(CLICK, json=sound)
    assert answer.status_code == 200
    assert [each["args"][0] for each in answer.json()["actions"] if each["func"] == "alert"] == [
        "No problems found. Click «Regenerate plan» for the plan."
    ]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"',
        b"\xff\xfe",
        b'{"client": "Office.js"}',
        b"[" * 100_000,
        b'{"a":' * 50_000,
        b"1e999",
    ],
    ids=repr,
)
@pytest.mark.parametrize("path", [CLICK, CELL])
def test_a_malformed_body_is_refused(path: str, body: bytes, client: httpx.Client) -> None:
    answer = client.post(path, content=body)
    assert answer.status_code == 422
    assert is_a_sentence(answer)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=6,
)


MISSING = object()
OTHER = st.just(MISSING) | ANYTHING


def places(part: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where in a payload there is something, not deeper than a row of values."""
    inside = part.items() if isinstance(part, dict) else enumerate(part[:4]) if isinstance(part, list) else ()
    return [at, *(place for key, value in inside for place in places(value, (*at, key)))] if len(at) < 6 else [at]


def with_other(sent: dict[str, Any], place: tuple[Any, ...], other: Any) -> Any:
    """The payload with something else at a place, or with nothing there."""
    if not place:
        return None if other is MISSING else other
    changed = copy.deepcopy(sent)
    inner: Any = changed
    for key in place[:-1]:
        inner = inner[key]
    if other is MISSING:
        del inner[place[-1]]
    else:
        inner[place[-1]] = other
    return changed


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
@given(data=st.data())
def test_a_forged_workbook_gets_an_answer_or_a_sentence(
    data: st.DataObject, client: httpx.Client, sound: dict[str, Any]
) -> None:
    place = data.draw(st.sampled_from(places(sound)))
    forged = with_other(sound, place, data.draw(OTHER))
    answer = client.post(CLICK, content=json.dumps(forged).encode(errors="replace"))
    assert answer.status_code in (200, 422), answer.text
    if answer.status_code == 200:
        assert [each["func"] for each in answer.json()["actions"]].count("alert") == 1
    else:
        assert is_a_sentence(answer)


CELLS = st.none() | st.text(max_size=9) | st.floats() | st.sampled_from(["id", "weekly_hours", "start_date", "P01"])
BLOCKS = st.integers(1, 3).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=2)
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
@given(data=st.data())
def test_a_forged_call_of_a_cell_gets_values_or_a_sentence(data: st.DataObject, client: httpx.Client) -> None:
    call = {
        "client": "Office.js",
        "version": "0.37.8",
        "func_name": data.draw(st.sampled_from([each.name for each in FUNCTIONS])),
        "args": data.draw(st.lists(BLOCKS | ANYTHING, min_size=2, max_size=5)),
        "runtime": "1.4",
        "date_format": "m/d/yyyy",
        "culture_info_name": "en-US",
    }
    if data.draw(st.booleans()):
        call = with_other(call, data.draw(st.sampled_from(places(call))), data.draw(OTHER))
    answer = client.post(CELL, content=json.dumps(call).encode(errors="replace"))
    assert answer.status_code in (200, 422), answer.text
    assert "result" in answer.json() if answer.status_code == 200 else is_a_sentence(answer)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/xlwings/alert?prompt=x&title=x&buttons=ok&mode=info&callback="),
        ("GET", "/static/../../../etc/passwd"),
        ("GET", "/static/%2e%2e/%2e%2e/app.py"),
        ("GET", "/static/js/%2e%2e/%2e%2e/%2e%2e/app.py"),
        ("GET", "/static/..%2f..%2fapp.py"),
        ("GET", "/static/%2e%2e%5capp.py"),
        ("GET", "/static//etc/passwd"),
        ("GET", "/docs"),
        ("PUT", CLICK),
        ("POST", "/xlwings/custom-scripts-call/__init__"),
        ("POST", "/xlwings/custom-scripts-call/scripted"),
        ("POST", "/"),
        ("OPTIONS", CELL),
    ],
)
def test_there_is_nothing_else(method: str, path: str, client: httpx.Client) -> None:
    answer = client.request(method, path)
    assert answer.status_code == 404
    assert b"root:" not in answer.content
    assert b"import" not in answer.content


def test_pages_of_others_are_refused(client: httpx.Client, sound: dict[str, Any]) -> None:
    assert client.post(CLICK, json=sound, headers={"Origin": "https://example.org"}).status_code == 403
    assert client.get("/taskpane.html", headers={"Host": "example.org"}).status_code == 421


def test_what_excel_on_the_web_reads_from_its_own_page_is_open_and_nothing_else(client: httpx.Client) -> None:
    opened = "access-control-allow-origin"
    assert client.get("/xlwings/custom-functions-meta.json").headers[opened] == "*"
    for path in ("/taskpane.html", "/manifest", "/xlwings/custom-scripts-meta.json"):
        answer = client.get(path, headers={"Origin": "https://example.org"})
        assert opened not in answer.headers
        assert "strict-transport-security" not in answer.headers
        assert "default-src 'self'" in answer.headers["content-security-policy"]


def test_too_much_is_refused_with_the_limit(panes: Panes, serve: Serve, book_of: BookOf, sound: dict[str, Any]) -> None:
    with serve("--size-limit", "0.1") as small:
        with small.client() as client:
            answer = client.post(CLICK, json=sound)
            chunked = client.post(CLICK, content=iter([b" " * 60_000, b" " * 60_000]))
        assert (answer.status_code, chunked.status_code) == (413, 413)
        assert "more than the 0.1 MB that this server takes" in answer.text
        pane = panes(small.address, book_of("P03"))
        assert pane.click("Regenerate plan") == answer.text
        assert pane.is_wrong
        assert pane.unchanged()


def test_a_sheet_of_ours_that_has_grown_too_long_is_named(client: httpx.Client, sound: dict[str, Any]) -> None:
    sheet = next(at for at, each in enumerate(sound["sheets"]) if each["name"] == "Plan")
    answer = client.post(CLICK, json=with_other(sound, ("sheets", sheet, "used_range_address"), "A1:L20000"))
    assert answer.status_code == 422
    assert answer.text.startswith("What Excel sent cannot be read: «Plan» has more than 10,000 rows or 1,000 columns;")
    assert is_a_sentence(answer)


def test_two_people_at_the_same_time_each_get_their_own_answer(
    client: httpx.Client, book_of: BookOf, catalogue: Catalogue, today: date
) -> None:
    """Four clicks on two processes; the answers name who they are for."""
    people = ("P01", "P03", "P12", "P15")
    sent = [{**payload(book_of(each)), "args": [today.isoformat()]} for each in people]
    with ThreadPoolExecutor(len(people)) as together:
        answers = list(
            together.map(lambda each: client.post(CLICK.replace("check_inputs", "regenerate_plan"), json=each), sent)
        )
    for person, answer in zip(people, answers, strict=True):
        written = json.dumps([each["values"] for each in answer.json()["actions"]])
        assert [other for other in people if label_of(other, catalogue, today) in written] == [person]


def label_of(person: str, catalogue: Catalogue, today: date) -> str:
    profile = services.sample_person(person, catalogue, today).profile
    assert profile is not None
    return profile.label


def test_what_takes_too_long_is_stopped_and_the_server_goes_on(
    panes: Panes, serve: Serve, book_of: BookOf, sound: dict[str, Any]
) -> None:
    with serve("--time-limit", "0.01", "--workers", "1") as hasty:
        pane = panes(hasty.address, book_of("P03"))
        for _ in range(2):
            assert pane.click("Regenerate plan").startswith("This took longer than 0.01 seconds and was stopped.")
            assert pane.is_wrong
        assert pane.unchanged()
        with hasty.client() as client:
            assert client.get("/").json() == {"status": "ok"}


def test_a_server_that_goes_down_in_the_middle_of_a_click_leaves_the_workbook_as_it_was(
    panes: Panes, serve: Serve, book_of: BookOf
) -> None:
    with serve() as falling:
        pane = panes(falling.address, book_of("P12"))
        pane.page.get_by_role("button", name="Compare scenarios", exact=True).click()
        pane.page.wait_for_selector("main[aria-busy=true]")
        falling.process.kill()
        assert pane.answer().startswith("The planner's server does not answer. Your workbook is as it was.")
        assert pane.unchanged()
        assert pane.click("Check inputs").startswith("The planner's server does not answer.")
        assert pane.unchanged()


def test_a_click_waits_until_a_cell_that_is_being_edited_is_left(
    server: Running, panes: Panes, book_of: BookOf
) -> None:
    pane = panes(server.address, book_of("P03"))
    pane.evaluate("() => { __book.editing = true; }")
    pane.page.get_by_role("button", name="Check inputs", exact=True).click()
    pane.page.wait_for_timeout(200)
    assert pane.sent == []
    pane.evaluate("() => { __book.editing = false; }")
    assert pane.answer().startswith("No problems found.")


def test_an_excel_that_refuses_half_way_is_told_and_protects_its_sheets_again(
    server: Running, panes: Panes, book_of: BookOf
) -> None:
    pane = panes(server.address, book_of("P03"))
    before = [sheet["protected"] for sheet in pane.book()["sheets"]]
    pane.evaluate("() => { __book.full = true; }")
    assert "Ctrl+Z" in pane.click("Regenerate plan")
    assert [sheet["protected"] for sheet in pane.book()["sheets"]] == before
    assert pane.book()["calculation"] == "Automatic"


def test_nothing_of_a_person_is_left_on_the_server(
    panes: Panes, serve: Serve, book_of: BookOf, sound: dict[str, Any]
) -> None:
    with serve() as own:
        before = set(own.home.rglob("*"))
        pane = panes(own.address, book_of("P01"))
        for action in ACTIONS:
            pane.click(action.caption)
        with own.client() as client:
            client.post(CLICK, json=with_other(sound, ("sheets", 0, "values"), "Orthopedic clinic nurse"))
            client.post(CELL, json={"client": "Office.js", "func_name": "Orthopedic clinic nurse"})
        made = set(own.home.rglob("*")) - before
        assert made == set()
        own.process.terminate()
        assert own.process.stdout is not None
        assert "Orthopedic" not in own.process.stdout.read() + own.log.read_text(encoding="utf-8")
