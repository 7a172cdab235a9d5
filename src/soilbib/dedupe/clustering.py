"""Cluster: groups of records held together by matches, never across a "different"."""

from __future__ import annotations

from collections.abc import Iterable


def cluster(
    size: int, matches: Iterable[tuple[int, int]], different: Iterable[tuple[int, int]], apart: int = 0
) -> list[int]:
    """The cluster of every position, named by its smallest member.

    Matches are taken in the order given (the surest first); one that would bring together two records
    that are known to be different is left out, so that a doubtful record cannot chain two works.
    No two of the positions below ``apart`` ever come together.
    """
    parent = list(range(size))
    members: dict[int, list[int]] = {}
    enemies: dict[int, set[int]] = {}
    for a, b in different:
        enemies.setdefault(a, set()).add(b)
        enemies.setdefault(b, set()).add(a)
    for a, b in matches:
        left, right = _find(parent, a), _find(parent, b)
        if left == right or max(left, right) < apart:
            continue
        if right < apart or (left >= apart and len(members.get(left, ())) < len(members.get(right, ()))):
            left, right = right, left  # a position below `apart` stays the root of its cluster
        if any(_find(parent, enemy) == left for enemy in enemies.get(right, ())):
            continue
        parent[right] = left
        members.setdefault(left, [left]).extend(members.pop(right, [right]))
        if right in enemies:
            enemies.setdefault(left, set()).update(enemies.pop(right))
    smallest = {root: min(group) for root, group in members.items()}
    return [smallest.get(root, root) for root in (_find(parent, position) for position in range(size))]


def _find(parent: list[int], position: int) -> int:
    while parent[position] != position:
        parent[position] = parent[parent[position]]
        position = parent[position]
    return position
