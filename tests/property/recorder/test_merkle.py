"""The tree against the recursive definition, and proofs that prove one thing only."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from recorder.integrity.merkle import (
    Frontier,
    consistency_proof,
    inclusion_proof,
    is_consistent,
    leaf_hash,
    root_from_inclusion,
    root_of,
)

LEAVES = [leaf_hash(str(number).encode()) for number in range(70)]
SIZES = st.integers(1, len(LEAVES))


def naive_root(leaves):
    """MTH of RFC 9162, 2.1.1, word by word."""
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    halves = naive_root(leaves[:split]) + naive_root(leaves[split:])
    return hashlib.sha256(b"\x01" + halves).digest()


@given(SIZES)
def test_a_tree_that_grew_leaf_by_leaf_has_the_defined_root(size):
    grown = Frontier()
    for leaf in LEAVES[:size]:
        grown.append(leaf)

    assert grown.root() == naive_root(LEAVES[:size]) == root_of(LEAVES[:size])


@given(SIZES, st.data())
def test_each_leaf_is_proved_at_its_own_place_only(size, data):
    index = data.draw(st.integers(0, size - 1))
    other = data.draw(st.integers(0, size - 1))
    proof = inclusion_proof(LEAVES[:size], index)
    proved = root_from_inclusion(LEAVES[other], index, size, proof) == naive_root(LEAVES[:size])

    assert proved is (other == index)


@given(SIZES, st.data())
def test_a_proof_of_the_wrong_length_proves_nothing(size, data):
    index = data.draw(st.integers(0, size - 1))
    proof = [*inclusion_proof(LEAVES[:size], index), LEAVES[0]]

    assert root_from_inclusion(LEAVES[index], index, size, proof) is None


@given(SIZES, st.data())
def test_a_longer_log_is_consistent_with_its_beginning_and_with_nothing_else(size, data):
    old_size = data.draw(st.integers(1, size))
    altered = data.draw(st.integers(0, old_size - 1))
    forged = [*LEAVES[:old_size]]
    forged[altered] = leaf_hash(b"forged")
    proof = consistency_proof(LEAVES[:size], old_size)

    def holds(old_root):
        root = naive_root(LEAVES[:size])
        return is_consistent(
            old_size=old_size, old_root=old_root, size=size, root=root, proof=proof
        )

    assert holds(naive_root(LEAVES[:old_size]))
    assert not holds(naive_root(forged))
