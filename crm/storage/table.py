"""One table of the file: documents by key, still encoded, in blocks."""

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from crm.storage.blocks import SIZE, Block, Encoded, Origin, join


class Documents(Mapping[str, Encoded]):
    """A table's documents by key, in the order of the file. Those of packed blocks are unpacked when looked at.

    ``held`` has for each key the document, or the packed block that it is in.
    """

    def __init__(self, held: dict[str, Any]) -> None:
        self.held: dict[str, Encoded | Block] = held
        self._block: Block | None = None
        self._unpacked: dict[str, bytes] = {}

    def __getitem__(self, key: str) -> Encoded:
        held = self.held[key]
        return self.unpacked(held)[key] if isinstance(held, Block) else held

    def __iter__(self) -> Iterator[str]:
        return iter(self.held)

    def __len__(self) -> int:
        return len(self.held)

    def __contains__(self, key: object) -> bool:
        return key in self.held

    def unpacked(self, block: Block) -> dict[str, bytes]:
        """The documents of a packed block. The last one looked at stays at hand, for those who go through all."""
        if self._block is not block:
            self._block, self._unpacked = block, dict(block.unpacked())
        return self._unpacked

    def put_away(self) -> None:
        """Let go of the block that was looked at last."""
        self._block, self._unpacked = None, {}


Shadowed = tuple[tuple[str, Encoded], ...]
"""Documents whose key stands once more further down: TinyDB shows the last, and all are kept."""


class Unread(Protocol):
    """A table that nobody has asked for a document yet."""

    @property
    def text(self) -> memoryview | None:
        """Its bytes, from brace to brace; None where it has to be told apart at once."""

    def documents(self) -> tuple[dict[str, Encoded], Shadowed]:
        """Its documents by key, and those that are shadowed.

        Raises:
            Unreadable: when the file is damaged.
        """


class Table:
    """One table. It is divided into blocks with the first save: reading needs none.

    One that is ``unread`` is told apart into documents when it is asked for them: that can raise ``Unreadable``.
    A table that ``is_planned`` holds a place in the order and is written once it has documents.
    """

    def __init__(
        self,
        docs: dict[str, Any] | None = None,
        shadowed: Shadowed = (),
        *,
        unread: Unread | None = None,
    ) -> None:
        self.unread = unread
        self._docs = Documents(docs or {})
        self._shadowed = shadowed
        self.is_planned = False
        self.blocks: list[Block] = []
        self._is_divided = False
        self._block_of: dict[str, Block] = {}
        self._changed: dict[Block, None] = {}

    @property
    def docs(self) -> Documents:
        """Its documents."""
        self.tell_apart()
        return self._docs

    @property
    def shadowed(self) -> Shadowed:
        """Those that TinyDB does not show."""
        self.tell_apart()
        return self._shadowed

    @shadowed.setter
    def shadowed(self, entries: Shadowed) -> None:
        self.tell_apart()
        self._shadowed = entries

    def tell_apart(self) -> None:
        """Tell its bytes apart into documents, if that has not been done.

        Raises:
            Unreadable: when the file is damaged.
        """
        if self.unread is not None:
            docs, self._shadowed = self.unread.documents()
            self._docs, self.unread = Documents(dict[str, Any](docs)), None

    def put(self, key: str, raw: bytes) -> None:
        """Set a document; a new one goes to the end."""
        if self._is_divided:
            self._touch(self._block_of[key] if key in self.docs else self._with_room_for(key))
        self.docs.held[key] = raw

    def drop(self, key: str) -> None:
        """Take a document out.

        Raises:
            KeyError: where there is none.
        """
        if self._is_divided:
            block = self._block_of.pop(key)
            self._touch(block)
            block.keys.remove(key)
        del self.docs.held[key]

    def _touch(self, block: Block) -> None:
        if block.packed is not None:
            self.docs.held.update(self.docs.unpacked(block))
            self.docs.put_away()
        block.touch()
        self._changed[block] = None

    def _with_room_for(self, key: str) -> Block:
        if not self.blocks or len(self.blocks[-1].keys) >= SIZE:
            self._add_block([])
        block = self.blocks[-1]
        self._touch(block)
        block.keys.append(key)
        self._block_of[key] = block
        return block

    def _add_block(self, keys: list[str]) -> None:
        block = Block(keys)
        self.blocks.append(block)
        self._block_of.update(dict.fromkeys(keys, block))
        self._changed[block] = None

    def _divide(self) -> None:
        if not self._is_divided:
            self._is_divided = True
            keys = list(self.docs)
            for start in range(0, len(keys), SIZE):
                self._add_block(keys[start : start + SIZE])

    def join_one(self, origin: Origin) -> bool:
        """Join one block that changed, or was never joined.

        Returns:
            Whether there was one.
        """
        self._divide()
        for block in self._changed:
            if block.keys:
                origin.joined(block, join((key, self.docs[key]) for key in block.keys))
            del self._changed[block]
            return True
        return False

    def pack_one(self) -> bool:
        """Pack one joined block.

        Returns:
            Whether there was one.
        """
        for block in self.blocks:
            if block.joined is not None:
                block.pack(len(self.docs[key]) for key in block.keys)
                self.docs.held.update(dict.fromkeys(block.keys, block))
                return True
        return False
