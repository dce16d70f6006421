"""The certificate is good for this computer's own address, and nobody can make another one with it."""

import stat
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from liaison_planner.server.certificate import VALID_DAYS, Certificate, own_certificate

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def chain(made: Certificate) -> tuple[x509.Certificate, x509.Certificate]:
    shown, _ = x509.load_pem_x509_certificates(made.shown.read_bytes())
    return shown, x509.load_pem_x509_certificate(made.trusted.read_bytes())


@pytest.mark.parametrize("days", [0, VALID_DAYS - 1])
def test_who_trusts_it_trusts_localhost(days: int, tmp_path: Path) -> None:
    shown, trusted = chain(own_certificate(tmp_path, NOW))
    policy = PolicyBuilder().store(Store([trusted])).time(NOW + timedelta(days=days))
    assert policy.build_server_verifier(x509.DNSName("localhost")).verify(shown, []) == [shown, trusted]


def test_who_trusts_it_trusts_no_other_name(tmp_path: Path) -> None:
    shown, trusted = chain(own_certificate(tmp_path, NOW))
    verifier = PolicyBuilder().store(Store([trusted])).time(NOW).build_server_verifier(x509.DNSName("example.org"))
    with pytest.raises(VerificationError):
        verifier.verify(shown, [])


def test_the_key_that_signed_it_is_nowhere_and_the_other_one_is_the_users_alone(tmp_path: Path) -> None:
    made = own_certificate(tmp_path, NOW)
    assert [path for path in tmp_path.rglob("*") if b"PRIVATE KEY" in path.read_bytes()] == [made.key]
    if sys.platform != "win32":
        assert stat.S_IMODE(made.key.stat().st_mode) == 0o600


def test_it_is_kept_and_made_anew_before_it_expires(tmp_path: Path) -> None:
    first = own_certificate(tmp_path, NOW).shown.read_bytes()
    assert own_certificate(tmp_path, NOW + timedelta(days=VALID_DAYS - 30)).shown.read_bytes() == first
    later = NOW + timedelta(days=VALID_DAYS - 5)
    shown, _ = chain(own_certificate(tmp_path, later))
    assert shown.not_valid_after_utc > later + timedelta(days=300)


@pytest.mark.parametrize("name", ["server.key", "server.crt", "trust-me.crt"])
def test_what_is_lost_is_made_anew(name: str, tmp_path: Path) -> None:
    own_certificate(tmp_path, NOW)
    (tmp_path / name).unlink()
    shown, trusted = chain(own_certificate(tmp_path, NOW))
    shown.verify_directly_issued_by(trusted)
