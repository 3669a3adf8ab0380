"""SSH keys from a seed."""

from __future__ import annotations

from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_ssh_public_key

from cyder.contracts.keys import keypair
from cyder.model.seed import Seed


def test_a_key_is_the_same_for_the_same_seed_and_owner() -> None:
    assert keypair(Seed(b"town"), "root@desk") == keypair(Seed(b"town"), "root@desk")


def test_owners_and_teams_have_keys_of_their_own() -> None:
    keys = {keypair(Seed(seed), owner).public.split()[1] for seed in (b"a", b"b") for owner in ("root@a", "root@b")}
    assert len(keys) == 4


def test_both_parts_belong_together_and_the_public_one_names_its_owner() -> None:
    pair = keypair(Seed(b"town"), "root@desk")
    assert load_pem_private_key(pair.private.encode(), None).public_key() == load_ssh_public_key(pair.public.encode())
    assert pair.public.endswith(" root@desk")
