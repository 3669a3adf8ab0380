"""SSH keys from a seed, so that the machines of one organisation know each other from the first second."""

from __future__ import annotations

from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from cyder.model.seed import Seed


@dataclass(frozen=True)
class KeyPair:
    """An Ed25519 key: the private part as PEM (PKCS 8, which OpenSSH reads), the public one as a line of OpenSSH's."""

    private: str
    public: str


def keypair(seed: Seed, owner: str) -> KeyPair:
    """Return the key that belongs to an owner, such as `root@desk`; the same for the same seed and owner."""
    key = Ed25519PrivateKey.from_private_bytes(seed.raw(f"ssh/{owner}"))
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    public = key.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode()
    return KeyPair(private, f"{public} {owner}")
