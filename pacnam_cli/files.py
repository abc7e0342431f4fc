"""Files as they come to the disk: whole or not at all, and as accessible as what they replace."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

_DESCRIPTOR = re.compile(r"/(?:dev|proc/self)/fd/(\d{1,9})")
_STANDARD = {"/dev/stdin": 0, "/dev/stdout": 1, "/dev/stderr": 2}
_STEM = 100  # characters of a name that its temporary one shows


class Growing:
    """A file while it is written: ``stream``. It gets its name by ``put``."""

    def __init__(self, stream: TextIO, path: Path, temporary: Path | None) -> None:
        self.stream = stream
        self._path = path
        self._temporary = temporary

    def put(self, *, replacing: bool) -> None:
        """Give it its name. Raises ``FileExistsError`` if something else is called so and is not to be replaced."""
        self.stream.flush()
        descriptor = self.stream.fileno()
        take_access(self._path, descriptor)
        os.fsync(descriptor)
        temporary = self._named(descriptor)
        if replacing:
            temporary.replace(self._path)
            return
        try:
            os.link(temporary, self._path)
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links
            if os.path.lexists(self._path):
                raise FileExistsError from None
            temporary.replace(self._path)

    def discard(self) -> None:
        """Remove the name it was written under, if it has one."""
        if self._temporary is not None:
            with suppress(OSError):
                self._temporary.unlink()

    def _named(self, descriptor: int) -> Path:
        """The file under a name beside the place it is meant for."""
        if self._temporary is None:
            import secrets

            self._temporary = self._path.with_name(f".{self._path.name[:_STEM]}.{secrets.token_hex(4)}.tmp")
            try:
                _link(descriptor, self._temporary)
            except OSError:  # no /proc, or no right to link
                _copy(descriptor, self._temporary)
                with self._temporary.open("rb") as copied:
                    take_access(self._path, copied.fileno())
                    os.fsync(copied.fileno())
        return self._temporary


@contextmanager
def growing(path: Path) -> Iterator[Growing]:
    """A file that is to be called ``path``; unless ``put`` gives it that name, nothing is left of it.

    Where the system allows it, the file has no name at all until then, so that not even a killed process leaves one.
    """
    temporary: Path | None = None
    descriptor = _unnamed(path.parent)
    if descriptor is None:
        import tempfile

        descriptor, name = tempfile.mkstemp(prefix=f".{path.name[:_STEM]}.", suffix=".tmp", dir=path.parent)
        temporary = Path(name)
    stream = os.fdopen(descriptor, "w", encoding="utf-8", errors="replace", newline="\n")
    file = Growing(stream, path, temporary)
    try:
        yield file
    finally:
        with suppress(OSError):  # what is still to be written is not wanted: ``put`` has written all
            stream.close()
        file.discard()


def descriptor_of(path: Path) -> int | None:
    """The descriptor of this process that ``path`` names, as ``/dev/fd/63`` or ``/dev/stdout`` does; else None."""
    name = os.path.normpath(path)
    match = _DESCRIPTOR.fullmatch(name)
    return int(match[1]) if match else _STANDARD.get(name)


def take_access(path: Path, descriptor: int) -> None:
    """Give a new file the owner, group, permissions and access lists of ``path``; what a new file has if it is none.

    Who may not give files away keeps them; the bits that lend the owner's rights are then left out.
    """
    try:
        before = path.stat()
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        _chmod(descriptor, 0o666 & ~mask)
        return
    mode = stat.S_IMODE(before.st_mode)
    if not _chown(descriptor, before.st_uid, before.st_gid):
        mode &= ~(stat.S_ISUID | stat.S_ISGID)
    _chmod(descriptor, mode)
    if hasattr(os, "listxattr"):
        with suppress(OSError):
            for name in os.listxattr(path):
                with suppress(OSError):
                    os.setxattr(descriptor, name, os.getxattr(path, name))


def _chown(descriptor: int, owner: int, group: int) -> bool:
    """Whether the file now belongs to ``owner`` and ``group``; if not, it may still have the group."""
    if not hasattr(os, "fchown"):
        return True
    made = os.fstat(descriptor)
    if (made.st_uid, made.st_gid) == (owner, group):
        return True
    for wanted in ((owner, group), (-1, group)):
        with suppress(OSError):
            os.fchown(descriptor, *wanted)
            return wanted[0] == owner
    return False


def _chmod(descriptor: int, mode: int) -> None:
    if hasattr(os, "fchmod"):
        os.fchmod(descriptor, mode)


def _unnamed(folder: Path) -> int | None:
    """A new file in ``folder`` that has no name; None where the system or its disk has no such thing."""
    if not hasattr(os, "O_TMPFILE"):
        return None
    try:
        return os.open(folder, os.O_TMPFILE | os.O_RDWR, 0o600)
    except OSError:
        return None


def _link(descriptor: int, path: Path) -> None:
    """Name the open file. Only with ``src_dir_fd`` is the link followed that /proc shows for it."""
    os.link(f"/proc/self/fd/{descriptor}", path, src_dir_fd=descriptor, follow_symlinks=True)


def _copy(descriptor: int, path: Path) -> None:
    import shutil

    with os.fdopen(os.dup(descriptor), "rb") as written, path.open("xb") as copy:
        written.seek(0)
        shutil.copyfileobj(written, copy)
