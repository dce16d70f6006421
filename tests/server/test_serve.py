"""The server opens only where it may, and says what to do."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from liaison_planner.actions.table import ACTIONS
from liaison_planner.server.icons import GENERAL, PAGES, icon_of
from tests.server.conftest import Running, Serve

OFFICE = "{http://schemas.microsoft.com/office/appforoffice/1.1}"
TYPES = "{http://schemas.microsoft.com/office/officeappbasictypes/1.0}"
ENTRA = {
    "XLWINGS_AUTH_PROVIDERS": '["entraid"]',
    "XLWINGS_AUTH_ENTRAID_CLIENT_ID": "11111111-2222-3333-4444-555555555555",
    "XLWINGS_AUTH_ENTRAID_TENANT_ID": "66666666-7777-8888-9999-000000000000",
}


def refused(home: Path, *options: str, **environment: str) -> str:
    """What a server says that does not open."""
    own = {**os.environ, "HOME": str(home), "USERPROFILE": str(home), **environment}
    command = [sys.executable, "-m", "liaison_planner", "serve", *options]
    done = subprocess.run(command, capture_output=True, text=True, env=own, check=False, timeout=120)
    assert (done.returncode, done.stdout) == (4, ""), done
    assert "Traceback" not in done.stderr
    return done.stderr.strip()


def test_without_a_license_key_it_says_which_licenses_there_are(tmp_path: Path) -> None:
    said = refused(tmp_path, XLWINGS_LICENSE_KEY="")
    assert "free for noncommercial use" in said
    assert "--noncommercial" in said
    assert "XLWINGS_LICENSE_KEY" in said


def test_without_the_optional_part_it_says_how_to_get_it(run_python: Callable[[str], str]) -> None:
    """What is not installed seems not to be there; the rest of the command line needs none of it."""
    code = (
        "import sys; sys.modules.update(dict.fromkeys(['uvicorn', 'fastapi', 'xlwings_server', 'cryptography']));"
        "from liaison_planner.cli.main import main; sys.stderr = sys.stdout; print(main(['serve', '--noncommercial']))"
    )
    said = run_python(code)
    assert said.startswith("The server is not installed.")
    assert 'pip install "liaison_planner[server]"' in said
    assert said.endswith("\n4")


def test_other_computers_are_not_let_in_unless_people_sign_in(tmp_path: Path) -> None:
    for host in ("0.0.0.0", "::", "192.0.2.7"):  # noqa: S104 - which is what must not happen
        assert "nobody would have to sign in" in refused(tmp_path, "--noncommercial", "--host", host)


def test_a_way_to_sign_in_that_lets_everybody_in_is_refused(tmp_path: Path) -> None:
    """xlwings Server's «custom» provider, as it ships, knows one token that everybody can read."""
    for told in ('["custom"]', '["entraid", "custom"]', "custom"):
        said = refused(tmp_path, "--noncommercial", "--host", "0.0.0.0", XLWINGS_AUTH_PROVIDERS=told)  # noqa: S104
        assert 'may be ["entraid"]' in said


def test_a_key_that_xlwings_does_not_take_is_told(tmp_path: Path) -> None:
    said = refused(tmp_path, "--port", "0", XLWINGS_LICENSE_KEY="mistyped")
    assert said.startswith("xlwings does not take the key in XLWINGS_LICENSE_KEY")
    assert "--noncommercial" in said


def test_a_setting_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    said = refused(tmp_path, "--noncommercial", "--port", "0", XLWINGS_OBJECT_CACHE_MAXSIZE="many")
    assert said.startswith("A setting of xlwings Server (XLWINGS_…) in the environment cannot be read")
    assert "object_cache_maxsize" in said


def test_half_a_sign_in_is_refused(tmp_path: Path) -> None:
    for name in ("XLWINGS_AUTH_ENTRAID_CLIENT_ID", "XLWINGS_AUTH_ENTRAID_TENANT_ID"):
        assert f"{name} must be set too" in refused(tmp_path, "--noncommercial", **{**ENTRA, name: ""})


def test_for_other_computers_a_name_and_its_certificate_are_needed(tmp_path: Path) -> None:
    said = refused(tmp_path, "--noncommercial", "--host", "0.0.0.0", **ENTRA)  # noqa: S104
    assert "--name, --certificate and --key" in said


def test_a_port_that_is_taken_is_told(server: Running, tmp_path: Path) -> None:
    port = server.address.rpartition(":")[2]
    assert f"Port {port} of «127.0.0.1» is not free" in refused(tmp_path, "--noncommercial", "--port", port)


def test_a_certificate_that_is_not_there_is_told(tmp_path: Path) -> None:
    said = refused(tmp_path, "--noncommercial", "--certificate", str(tmp_path / "none.pem"), "--key", "none")
    assert "none.pem" in said


def test_whoever_must_sign_in_gets_nothing_before(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in ENTRA.items():
        monkeypatch.setenv(name, value)
    with serve() as guarded, guarded.client() as client:
        call = {"client": "Office.js", "version": "1", "func_name": "LIAISON_COST", "runtime": "1.4"}
        body = {**call, "args": [[["id"]], [["x"]], None]}
        for headers in (
            {},
            {"Authorization": "test-token"},
            {"Authorization": "Bearer too many words"},
            {"Auth-Provider": "custom"},
        ):
            answer = client.post("/xlwings/custom-functions-call", json=body, headers=headers)
            assert answer.status_code in (400, 401), answer.text
            assert "Traceback" not in answer.text
        assert ENTRA["XLWINGS_AUTH_ENTRAID_CLIENT_ID"] in client.get("/manifest").text


def test_the_manifest_names_everything_that_the_server_has(server: Running) -> None:
    with server.client() as client:
        manifest = ET.fromstring(client.get("/manifest/download").text)  # noqa: S314 - our own server's
        addresses = {
            each.get("DefaultValue", "")
            for each in manifest.iter()
            if each.get("DefaultValue", "").startswith("https://")
        }
        assert all(address.startswith(f"{server.address}/") for address in addresses)
        assert {client.get(address).status_code for address in addresses} == {200}
    entries = [each.text for each in manifest.iter() if each.tag.endswith("FunctionName")]
    assert entries == [each.entry for each in ACTIONS]


def test_the_manifest_keeps_within_what_office_takes(server: Running) -> None:
    """https://learn.microsoft.com/javascript/api/manifest/resources: ids, short and long strings."""
    with server.client() as client:
        manifest = ET.fromstring(client.get("/manifest").text)  # noqa: S314 - our own server's
    named = {
        each.get("id", ""): each.get("DefaultValue", "")
        for each in manifest.iter()
        if each.tag.startswith(TYPES) and each.get("id")
    }
    used = {each.get("resid", "") for each in manifest.iter() if each.get("resid")}
    assert used <= set(named)
    assert max(map(len, named)) <= 32
    short = [named[each.get("id", "")] for each in manifest.iter(f"{TYPES}String")]
    assert max(map(len, short)) <= 250
    assert max(len(action.caption) for action in ACTIONS) <= 125


def test_every_action_has_an_icon_and_a_new_one_has_the_general_one() -> None:
    assert icon_of(ACTIONS[0]._replace(icon="NobodyHasDrawnThis")) == GENERAL
    for name in (*map(icon_of, ACTIONS), GENERAL):
        assert all((PAGES / f"static/images/icons/{name}-{size}.png").is_file() for size in (16, 32, 64, 80))


def test_the_steps_lead_to_what_must_be_trusted_and_added(server: Running) -> None:
    trusted = server.home / ".liaison_planner/server/trust-me.crt"
    assert trusted.is_file()
    assert server.process.stdout is not None
    told = ""
    while "Nothing is stored" not in told:
        told += server.process.stdout.readline()
    assert str(trusted) in told
    assert f"{server.address}/manifest/download" in told
