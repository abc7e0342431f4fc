"""What a run leaves behind: the data, the list of errors, and the manifest from which it can be taken up again.

While the run lasts everything is in ``OUT.part`` (and ``ERRORS.part``); ``OUT.manifest.json`` tells how much of it
counts. They get their names when all is written. A checkpoint brings the parts to the disk first and the manifest
after them, so whatever happens, the manifest never promises more than is there.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple, TextIO

from pacnam_cli.corpus import manifest as manifests
from pacnam_cli.corpus.encoding import heading
from pacnam_cli.corpus.jobs import CorpusError, Format, Result, SinkError
from pacnam_cli.corpus.manifest import Manifest, Progress
from pacnam_cli.corpus.sinks import LineSink, Sink, StreamSink, is_regular, part_of, rename

MANIFEST = ".manifest.json"


class Wanted(NamedTuple):
    """What is to be written where. ``settings`` and ``tool`` decide the content: a resumed run needs the same."""

    path: Path
    errors: Path | None
    format: Format
    tool: str
    settings: dict[str, Any]
    inputs: list[str]
    force: bool
    resume: bool


class Output:
    """The sinks of one run and its manifest. ``progress`` is what the run before has left to go on from."""

    def __init__(self, wanted: Wanted) -> None:
        """Raises ``CorpusError`` if something is there that may not be overwritten, or nothing can be resumed."""
        self._wanted = wanted
        self._path = wanted.path.with_name(wanted.path.name + MANIFEST)
        self.complete = False
        self.errors: Sink | None = None
        self.sink: Sink | None = None
        before = self._before()
        self._manifest = before or Manifest(
            tool=wanted.tool, settings=wanted.settings, inputs=wanted.inputs, progress=Progress()
        )
        self.progress = self._manifest.progress
        if before is not None and before.stage != "running":
            self._complete()
            return
        files = self._manifest.files
        try:
            self.sink = _sink(wanted, files.get("output"))
            if wanted.errors is not None:
                self.errors = _errors(wanted.errors, files.get("errors"))
            self.secure(self.progress)
        except BaseException:
            self.close()
            raise

    def write(self, result: Result) -> None:
        """Take the result of one document."""
        assert self.sink is not None
        self.sink.write(result.payload)
        if result.error and self.errors is not None:
            self.errors.write(result.error)

    def flush(self) -> None:
        """Let others see what was written."""
        for sink in self._sinks():
            sink.flush()

    def secure(self, progress: Progress) -> None:
        """A checkpoint: whatever happens next, a later run goes on from here."""
        self._manifest.progress = progress
        named = {"output": self.sink, "errors": self.errors}
        self._manifest.files = {name: sink.secure() for name, sink in named.items() if sink is not None}
        self._save("running")

    def finish(self, progress: Progress) -> None:
        """Everything has been written: give the files their names."""
        self.secure(progress)
        self._save("finishing")
        for sink in self._sinks():
            sink.finish()
        self._save("complete")
        self.complete = True

    def close(self) -> None:
        """Release what is open, and leave the rest for a later run."""
        for sink in self._sinks():
            sink.close()

    def _sinks(self) -> list[Sink]:
        return [sink for sink in (self.sink, self.errors) if sink is not None]

    def _save(self, stage: str) -> None:
        self._manifest.stage = stage
        try:
            manifests.save(self._manifest, self._path)
        except OSError as error:
            raise SinkError(str(self._path), error) from error

    def _before(self) -> Manifest | None:
        """What the run before left, if it is to be gone on with."""
        wanted = self._wanted
        if not wanted.path.parent.is_dir():
            raise CorpusError("output_folder_missing", name=wanted.path, folder=wanted.path.parent)
        if wanted.path.is_dir():
            raise CorpusError("output_is_folder", name=wanted.path)
        before = manifests.load(self._path) if wanted.resume or not wanted.force else None
        if before is None or not wanted.resume:
            self._refuse_to_overwrite(before)
            return None
        differing = manifests.differing(wanted.settings, before.settings)
        if before.tool != wanted.tool:
            raise CorpusError("other_version", name=wanted.path, made=before.tool, tool=wanted.tool)
        if differing:
            raise CorpusError("other_options", name=wanted.path, options=", ".join(differing))
        if before.stage == "complete" and not wanted.path.exists():
            raise CorpusError("part_missing", name=wanted.path)
        return before

    def _refuse_to_overwrite(self, before: Manifest | None) -> None:
        wanted = self._wanted
        if wanted.force:
            return
        if before is not None and before.stage != "complete":
            raise CorpusError("unfinished", name=wanted.path, documents=before.progress.documents)
        for path in (wanted.path, wanted.errors, *_beside(wanted)):
            if path is not None and path.exists() and is_regular(path):
                raise CorpusError("output_exists", name=path)

    def _complete(self) -> None:
        """Do what is left to do for a run that has written everything."""
        if self._manifest.stage == "finishing":
            for path in (self._wanted.path, self._wanted.errors):
                if path is not None and (part := part_of(path)).exists():
                    _finish(self._wanted, path, part)
            self._save("complete")
        self.complete = True


class StreamOutput:
    """Results written to a stream: standard output, a device, a pipe. Nothing can be resumed."""

    def __init__(
        self, stream: TextIO, errors: Path | None, format: Format, force: bool, name: str | None = None
    ) -> None:
        """``name`` is what to call the stream if it is not standard output; it is closed in the end then."""
        if format == "parquet":
            raise CorpusError("parquet_needs_file")
        if errors is not None and errors.exists() and not force and is_regular(errors):
            raise CorpusError("output_exists", name=errors)
        self.progress = Progress()
        self.complete = False
        self._sink = StreamSink(stream, heading(format), name)
        self._errors = _errors(errors, None) if errors is not None else None

    def write(self, result: Result) -> None:
        """Take the result of one document."""
        self._sink.write(result.payload)
        if result.error and self._errors is not None:
            self._errors.write(result.error)

    def flush(self) -> None:
        """Let others see what was written."""
        self._sink.flush()
        if self._errors is not None:
            self._errors.flush()

    def secure(self, progress: Progress) -> None:
        """Nothing can be secured."""
        self.flush()

    def finish(self, progress: Progress) -> None:
        """Everything has been written."""
        self._sink.finish()
        if self._errors is not None:
            self._errors.finish()
        self.complete = True

    def close(self) -> None:
        """Release what is open."""
        with suppress(OSError):
            self._sink.close()
        if self._errors is not None:
            self._errors.close()


def _sink(wanted: Wanted, state: dict[str, Any] | None) -> Sink:
    if wanted.format == "parquet":
        from pacnam_cli.corpus.sink_parquet import ParquetSink

        return ParquetSink(wanted.path, state)
    return LineSink(wanted.path, heading(wanted.format), state)


def _errors(path: Path, state: dict[str, Any] | None) -> Sink:
    """Where failures go: a file that is whole in the end, or a device or a pipe, which takes them as they come."""
    if is_regular(path):
        return LineSink(path, b"", state)
    try:
        return StreamSink(path.open("w", encoding="utf-8", newline="\n"), b"", str(path))
    except OSError as error:
        raise SinkError(str(path), error) from error


def _beside(wanted: Wanted) -> tuple[Path, ...]:
    """What else is written under a name that follows from that of the output."""
    if wanted.format != "parquet":
        return ()
    from pacnam_cli.corpus.sink_parquet import documents_path

    return (documents_path(wanted.path),)


def _finish(wanted: Wanted, path: Path, part: Path) -> None:
    """Give its name to what a run that had written everything left under the name of a part."""
    if wanted.format == "parquet" and path == wanted.path:
        from pacnam_cli.corpus.sink_parquet import finish

        finish(path)
    else:
        rename(part, path)
