"""``subsequent-author-substitute``: repeated authors in a bibliography."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from soilbib.csl.content import AUTHORS, PLAIN, Content, Node, text_of, walk

if TYPE_CHECKING:
    from collections.abc import Iterator


class Authors(NamedTuple):
    """Who opens an entry: the names that print, or the text that stands in for them.

    The names are whole, not as printed: two persons may share an initial. They are inverted, because a particle
    that stays with the family name makes another name of it."""

    names: tuple[str, ...]


NOBODY = Authors(())


def authors_of(content: Content) -> Authors:
    """The names that the entry opens with; nobody where anything but its number comes before them."""
    names = next((leaf for leaf in _openings(content) if leaf), "")
    if isinstance(names, str):
        return NOBODY
    if names.mark == "substitute":
        return Authors((text_of(names),))
    lists = [node for node in walk(names) if node.mark == "name-list"]
    return Authors(tuple(name.inverted.rstrip(",") for node in lists for name in node.value[1]))


def _openings(content: Content) -> Iterator[Content]:
    """The texts of an entry and its lists of names in their order, without its number."""
    if isinstance(content, str) or content.mark in AUTHORS:
        yield content
    elif content.mark != "citation-number":
        for child in content.children:
            yield from _openings(child)


def substitute(content: Content, previous: Authors, text: str, rule: str) -> Content:
    """The entry with what it shares with the previous one's authors replaced."""
    authors = authors_of(content)
    if not authors.names or not previous.names:
        return content
    if rule in ("complete-all", "complete-each"):
        if authors != previous:
            return content
        return _Replacement(text, rule, len(authors.names)).apply(content)
    shared = 0
    for mine, theirs in zip(authors.names, previous.names, strict=False):
        if mine != theirs:
            break
        shared += 1
    if rule == "partial-first":
        shared = min(shared, 1)
    return _Replacement(text, rule, shared).apply(content) if shared else content


class _Replacement:
    """Replaces the first names of a tree, or all of them at once."""

    def __init__(self, text: str, rule: str, count: int) -> None:
        self.text = text
        self.whole = rule == "complete-all"
        self.left = count
        self.done = False

    def apply(self, content: Content) -> Content:
        """The content with the stand-in for the first names in it, or for what was substituted for them."""
        if isinstance(content, str) or self.done:
            return content
        if content.mark in AUTHORS:
            self.done = True
            return self.stand_in(content) if content.mark == "substitute" else self.rebuild(content)
        children = tuple(self.apply(child) for child in content.children)
        return Node(children, content.formatting, content.mark, content.value)

    def stand_in(self, content: Content) -> Node:
        """The text that stands in for names replaced; in its formatting only where all of it is replaced as one."""
        if isinstance(content, str) or not self.whole:
            return Node((self.text,), PLAIN)  # no name with a formatting of its own
        if len(content.children) != 1 or isinstance(content.children[0], str):
            return Node((self.text,), content.formatting)
        return Node((self.stand_in(content.children[0]),), content.formatting, content.mark, content.value)

    def rebuild(self, node: Node) -> Node:
        """The names node with its lists replaced."""
        children: list[Content] = []
        for child in node.children:
            if isinstance(child, str):
                children.append(child)
            elif child.mark == "name-list":
                children.append(self.name_list(child))
            else:
                children.append(self.rebuild(child))
        return Node(tuple(children), node.formatting, node.mark, node.value)

    def name_list(self, node: Node) -> Node:
        """One list: a single substitute, or one for each shared name."""
        if self.whole:
            shown, self.text = self.text, ""
            return Node((shown,), node.formatting, node.mark, node.value)
        names = {id(name) for name in node.value[0]}
        return self.each(node, names)

    def each(self, node: Node, names: set[int]) -> Node:
        """Replace single names while any are left to replace."""
        children: list[Content] = []
        for child in node.children:
            if id(child) in names and self.left:
                self.left -= 1
                children.append(self.text)
            elif isinstance(child, Node) and id(child) not in names and child.children:
                children.append(self.each(child, names))
            else:
                children.append(child)
        return Node(tuple(children), node.formatting, node.mark, node.value)
