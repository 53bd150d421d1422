"""The system calls that the store makes, behind one small object, so that a test can let the n-th of them fail."""

import contextlib
import errno
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class System:
    """The real ones, with the differences between platforms settled here."""

    def open(self, path: str, flags: int, mode: int = 0o600) -> int:
        return os.open(path, flags | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0), mode)

    def close(self, descriptor: int) -> None:
        os.close(descriptor)

    def read(self, descriptor: int, size: int) -> bytes:
        return os.read(descriptor, size)

    def read_into(self, descriptor: int, buffer: memoryview, offset: int) -> int:
        """Read from a place in a file, as much as the system gives at once.

        Returns:
            The number of bytes read: 0 at the end of the file.
        """
        if sys.platform == "win32":
            os.lseek(descriptor, offset, os.SEEK_SET)
            data = os.read(descriptor, len(buffer))
            buffer[: len(data)] = data
            return len(data)
        return os.preadv(descriptor, [buffer], offset)

    def write(self, descriptor: int, parts: Sequence[bytes | memoryview]) -> int:
        """Write as much as the system takes at once.

        Returns:
            The number of bytes written, which may be fewer than there are.
        """
        if sys.platform == "win32":
            return os.write(descriptor, parts[0])
        return os.writev(descriptor, parts)

    def sync(self, descriptor: int) -> None:
        if sys.platform == "darwin":
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)  # fsync alone leaves it in the drive's cache there
        else:
            os.fsync(descriptor)

    def sync_folder(self, path: str) -> None:
        """Make a rename inside a folder durable."""
        if sys.platform == "win32":
            return
        descriptor = self.open(path, os.O_RDONLY)
        try:
            self.sync(descriptor)
        finally:
            self.close(descriptor)

    def fstat(self, descriptor: int) -> os.stat_result:
        return os.fstat(descriptor)

    def stat(self, path: str) -> os.stat_result:
        return Path(path).stat()

    def take_on(self, descriptor: int, mode: int, like: os.stat_result | None) -> None:
        """Give a new file the permission bits, and as far as allowed the owner, of the one it replaces."""
        if sys.platform == "win32":
            return
        mine = os.fstat(descriptor)
        if like is not None and (like.st_uid, like.st_gid) != (mine.st_uid, mine.st_gid):
            with contextlib.suppress(PermissionError):
                os.fchown(descriptor, like.st_uid, like.st_gid)
        os.fchmod(descriptor, mode)

    def replace(self, source: str, target: str) -> None:
        if sys.platform == "win32":
            for _ in range(20):  # a virus scanner or a reader holds the target for a moment
                with contextlib.suppress(PermissionError):
                    Path(source).replace(target)
                    return
                time.sleep(0.05)
        Path(source).replace(target)

    def link(self, source: str, target: str) -> None:
        os.link(source, target)

    def unlink(self, path: str) -> None:
        Path(path).unlink()

    def make_folder(self, path: str, mode: int = 0o777) -> None:
        Path(path).mkdir(mode, parents=True, exist_ok=True)

    def may_write(self, path: str) -> bool:
        return os.access(path, os.W_OK)

    def lock(self, descriptor: int) -> bool:
        """Try to lock a file, without waiting. The kernel frees it when this program ends, however it ends."""
        try:
            if sys.platform == "win32":
                msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            else:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in (errno.EACCES, errno.EAGAIN, errno.EDEADLK):
                return False
            raise
        return True


SYSTEM = System()
