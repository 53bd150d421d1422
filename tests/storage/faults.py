"""System calls of which the n-th fails."""

import os
from collections.abc import Sequence
from typing import Any

from crm.storage.system import System

CALLS = (
    "open", "close", "read", "read_into", "write", "sync", "fstat", "stat", "take_on", "replace", "link", "unlink", "make_folder", "lock",
)  # fmt: skip


class FaultySystem(System):
    """Real system calls; when armed, the n-th of them fails once, or each from the n-th on."""

    def __init__(self, error: int) -> None:
        self.error = error
        self.fail_at = 0
        self.for_ever = False
        self.calls: list[str] = []

    def arm(self, fail_at: int, *, for_ever: bool = False) -> None:
        self.fail_at, self.for_ever, self.calls = fail_at, for_ever, []

    def heal(self) -> None:
        self.fail_at = 0

    @property
    def has_failed(self) -> bool:
        return 0 < self.fail_at <= len(self.calls)

    def turn(self, name: str) -> None:
        self.calls.append(name)
        count = len(self.calls)
        if self.fail_at and (count == self.fail_at or (self.for_ever and count > self.fail_at)):
            raise OSError(self.error, os.strerror(self.error))


def _failing(name: str) -> Any:
    def call(self: FaultySystem, *arguments: Any) -> Any:
        if name == "close":
            System.close(self, *arguments)  # a descriptor whose close fails is closed all the same
            return self.turn(name)
        self.turn(name)
        return getattr(System, name)(self, *arguments)

    return call


for _name in CALLS:
    setattr(FaultySystem, _name, _failing(_name))


class ShortWrites(System):
    """Takes and gives only a few bytes at a time."""

    def __init__(self, most: int) -> None:
        self.most = most

    def write(self, descriptor: int, parts: Sequence[bytes | memoryview]) -> int:
        return os.write(descriptor, bytes(parts[0])[: self.most])

    def read_into(self, descriptor: int, buffer: memoryview, offset: int) -> int:
        return super().read_into(descriptor, buffer[: self.most], offset)

    def read(self, descriptor: int, size: int) -> bytes:
        return os.read(descriptor, min(size, self.most))
