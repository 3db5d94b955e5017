"""Passwords are kept as argon2id alone."""

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.exceptions import VerifyMismatchError

from dispatch.adapters.passwords import Argon2Passwords, Cost

CHEAP = Cost(memory_kib=8, passes=1, lanes=1)


async def test_a_password_matches_its_own_form_and_no_other():
    passwords = Argon2Passwords(CHEAP)
    kept = await passwords.hash("十个字符以上的密码")
    assert await passwords.match(kept, "十个字符以上的密码")
    assert not await passwords.match(kept, "十个字符以上的密碼")
    assert kept != await passwords.hash("十个字符以上的密码")


async def test_a_damaged_form_matches_nothing_and_raises_nothing():
    passwords = Argon2Passwords(CHEAP)
    assert not await passwords.match("-", "anything")
    assert not await passwords.match("$argon2id$v=19$m=8,t=1,p=1$AAAA$", "anything")


async def test_what_is_stored_at_a_site_is_as_dear_as_design_says():
    kept = await Argon2Passwords().hash("anything at all")
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")


async def test_nobodys_form_is_tried_at_full_cost_and_matches_nothing():
    passwords = Argon2Passwords(CHEAP)
    kept, nobodys = await passwords.hash("anything"), passwords.nobodys()
    assert extract_parameters(nobodys) == extract_parameters(kept)
    with pytest.raises(VerifyMismatchError):
        PasswordHasher().verify(nobodys, "anything")
    assert not await passwords.match(nobodys, "anything")
