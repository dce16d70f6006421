"""A certificate for this computer's own address, made on this computer: Excel loads task panes over HTTPS only."""

import ipaddress
import os
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

LOOPBACK = ("localhost", "127.0.0.1", "::1")
VALID_DAYS = 397
"""Browsers trust no certificate for longer than 398 days (CA/Browser Forum, Apple)."""
_RENEWED_BEFORE = timedelta(days=14)


class Certificate(NamedTuple):
    """The files: what the server shows, its secret key, and what the computer must be told to trust."""

    shown: Path
    key: Path
    trusted: Path


def own_certificate(folder: Path, now: datetime) -> Certificate:
    """The certificate in the folder; a fresh one if there is none or it is about to expire.

    The key that has signed it is never written anywhere, so that whoever trusts it trusts nothing but this.
    """
    found = Certificate(folder / "server.crt", folder / "server.key", folder / "trust-me.crt")
    if not _is_good(found, now):
        _make(found, now)
    return found


def _is_good(found: Certificate, now: datetime) -> bool:
    with suppress(OSError, ValueError):
        shown = x509.load_pem_x509_certificate(found.shown.read_bytes())
        there = found.key.is_file() and found.trusted.is_file()
        return there and shown.not_valid_after_utc > now + _RENEWED_BEFORE
    return False


def _make(place: Certificate, now: datetime) -> None:
    place.key.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    ours, server = _party("Liaison Planner on this computer"), _party(LOOPBACK[0])
    root, shown = _signed(ours, ours, now, _of_root()), _signed(server, ours, now, _of_server())
    _write_secret(place.key, server.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    place.trusted.write_bytes(root.public_bytes(Encoding.PEM))
    place.shown.write_bytes(shown.public_bytes(Encoding.PEM) + root.public_bytes(Encoding.PEM))


Extensions = Sequence[tuple[x509.ExtensionType, bool]]


class _Party(NamedTuple):
    """A name and the key that proves it."""

    name: x509.Name
    key: ec.EllipticCurvePrivateKey


def _party(name: str) -> _Party:
    return _Party(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]), ec.generate_private_key(ec.SECP256R1()))


def _signed(subject: _Party, issuer: _Party, now: datetime, extensions: Extensions) -> x509.Certificate:
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject.name)
        .issuer_name(issuer.name)
        .public_key(subject.key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + timedelta(days=VALID_DAYS))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(subject.key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key()), critical=False)
    )
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical=critical)
    return builder.sign(issuer.key, hashes.SHA256())


def _of_root() -> Extensions:
    return [(x509.BasicConstraints(ca=True, path_length=0), True), (_usage(signs=True), True)]


def _of_server() -> Extensions:
    addresses: list[x509.GeneralName] = [x509.DNSName(LOOPBACK[0])]
    addresses += [x509.IPAddress(ipaddress.ip_address(each)) for each in LOOPBACK[1:]]
    return [
        (x509.BasicConstraints(ca=False, path_length=None), True),
        (_usage(signs=False), True),
        (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), False),
        (x509.SubjectAlternativeName(addresses), False),
    ]


def _usage(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs,
        key_cert_sign=signs,
        crl_sign=signs,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _write_secret(path: Path, content: bytes) -> None:
    """Nobody else on this computer can read it, not even for a moment."""
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)


def utc_now() -> datetime:
    """The time that certificates are counted in."""
    return datetime.now(UTC)
