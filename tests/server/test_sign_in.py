"""Who signs in with a Microsoft account of the right organization is answered, and nobody else."""

import json
from collections.abc import Callable

SIGNED = """
import asyncio, json, os, time
os.environ.update(XLWINGS_LICENSE_KEY="noncommercial", XLWINGS_AUTH_PROVIDERS='["entraid"]',
                  XLWINGS_AUTH_ENTRAID_CLIENT_ID="client", XLWINGS_AUTH_ENTRAID_TENANT_ID="tenant")
import httpx
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey
from liaison_planner.server.app import Door, application
from liaison_planner.server.office import opened

app = application(Door(("localhost",), 443, 1_000_000, 60))
from xlwings_server.auth.entraid import jwks

class Office:
    async def ask(self, job):
        return [[job.name]]
    def close(self):
        pass

opened(Office())
ours, theirs = RSAKey.generate_key(2048), RSAKey.generate_key(2048)
async def keys():
    return KeySet([ours]).as_dict(private=False)
jwks.get_jwks_json = keys
right = {"ver": "2.0", "aud": "client", "iss": "https://login.microsoftonline.com/tenant/v2.0", "oid": "1", "name": "Ann"}

def token(key=ours, **changed):
    claims = {**right, "exp": int(time.time()) + 600, **changed}
    return "Bearer " + jwt.encode({"alg": "RS256", "kid": key.thumbprint()}, claims, key)

async def main():
    body = {"client": "Office.js", "version": "1", "func_name": "LIAISON_COST", "runtime": "1.4", "args": [[["id"]], [["x"]], None]}
    tokens = [token(), token(theirs), token(aud="other"), token(iss="https://login.microsoftonline.com/other/v2.0"),
              token(exp=int(time.time()) - 600), ""]
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="https://localhost") as client:
        for each in tokens:
            answer = await client.post("/xlwings/custom-functions-call", json=body, headers={"Authorization": each})
            print(json.dumps([answer.status_code, answer.json().get("result")]))

asyncio.run(main())
"""


def test_only_a_sign_in_of_the_right_organization_counts(run_python: Callable[[str], str]) -> None:
    """The right one; then one signed by somebody else, for another program, another organization, an old one, none."""
    answers = [json.loads(line) for line in run_python(SIGNED).splitlines()]
    assert answers == [[200, [["cost"]]], *[[401, None]] * 5]
