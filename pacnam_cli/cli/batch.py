"""``pacnam batch``: a whole archive into one data set."""

from __future__ import annotations

import errno
import gc
import os
import re
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from pacnam_cli.cli import output
from pacnam_cli.cli.batch_progress import BatchProgress
from pacnam_cli.cli.completion import BATCH_CONTAINERS, BATCH_FORMATS
from pacnam_cli.cli.failures import DONE, FAILED, INTERRUPTED, OutputError, UsageError, complain
from pacnam_cli.cli.inputs import NameList, limits
from pacnam_cli.cli.options import Batch
from pacnam_cli.cli.terminal import Terminal
from pacnam_cli.cli.wording import say, texts
from pacnam_cli.files import descriptor_of
from pacnam_cli.reading.watch import MEGABYTES

if TYPE_CHECKING:
    from pacnam_cli.corpus.jobs import Job
    from pacnam_cli.corpus.output import Output, StreamOutput
    from pacnam_cli.corpus.runs import Engine, Rules
    from pacnam_cli.corpus.sources import Shard

_DOCUMENT = "document_"  # what the keys of messages about documents begin with
_FATAL = ("no_worker", "no_scheduler", "cluster_lost", "cluster_refused")  # no fault of the command line
_SECONDS = 60.0  # for a document, if nothing else is asked for
_UNTOLD = ("wording", "timeout", "memory", "version")  # settings that may change from one run to its continuation


def run(options: Batch, terminal: Terminal) -> int:
    """Work through the inputs; returns the exit code. Raises ``UsageError``, ``OutputError``."""
    from pacnam_cli.corpus.forking import prepare

    if options.scheduler is None:
        prepare()
    from pacnam_cli.corpus.containers import suffixes
    from pacnam_cli.corpus.jobs import CorpusError, SinkError
    from pacnam_cli.reading import formats

    gc.enable()
    known = (*(each.name for each in formats.FORMATS), *BATCH_CONTAINERS)
    names = NameList(options, terminal, suffixes(), known)
    shard, job = _shard(options.shard), _job(options)
    if options.resume and output.to_stdout(options):
        raise UsageError("resume_needs_file")
    try:
        target = _target(options, terminal, job)
        try:
            return _work(options, terminal, names, job, shard, target)
        finally:
            target.close()
    except CorpusError as error:
        if error.key in _FATAL:
            complain(terminal.stderr, say(options.language, error.key, **error.facts), debug=options.debug)
            return FAILED
        raise UsageError(error.key, **error.facts) from error
    except SinkError as error:
        raise OutputError(error.name, error.cause) from error


def _work(
    options: Batch, terminal: Terminal, names: NameList, job: Job, shard: Shard, target: Output | StreamOutput
) -> int:
    from pacnam_cli.corpus.reading_ahead import ReadAhead
    from pacnam_cli.corpus.runs import Rules, Run
    from pacnam_cli.corpus.sources import Source

    with BatchProgress(options, terminal) as progress:
        if target.complete:
            progress.was_complete(target.progress)
            return FAILED if target.progress.failed else DONE
        source = Source(names, terminal.stdin, job, carry=options.scheduler is not None)
        rules = Rules(
            ordered=not options.unordered,
            max_errors=0 if options.fail_fast else options.max_errors,
            checkpoint=options.checkpoint,
            on_result=progress.result,
            on_tick=lambda totals: progress.show(totals, source.done),
        )
        engine = _engine(options, job)
        items = ReadAhead(source.items(shard, target.progress))
        work = Run(items, engine, target, target.progress, rules)
        try:
            with _interruptible(rules, progress):
                whole = work.go()
        finally:
            items.stop()
            engine.close()
        progress.close(work.totals, target.progress, whole=whole)
    if not whole and not work.over_limit:
        return INTERRUPTED
    return FAILED if target.progress.failed else DONE


def _engine(options: Batch, job: Job) -> Engine:
    if options.scheduler is not None:
        from pacnam_cli.corpus.cluster import Cluster

        return Cluster(job, options.scheduler)
    from pacnam_cli.corpus.pool import ProcessPool

    return ProcessPool(job, options.jobs or _cores())


def _cores() -> int:
    """The cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _job(options: Batch) -> Job:
    from pacnam_cli.corpus.jobs import Job
    from pacnam_cli.corpus.versions import tool

    messages = texts()["messages"]
    wording = {
        key.removeprefix(_DOCUMENT): entry[options.language]
        for key, entry in messages.items()
        if key.startswith(_DOCUMENT)
    }
    container = options.input_format if options.input_format in BATCH_CONTAINERS else None
    most = limits(options)
    return Job(
        format=cast(Any, _format(options)),
        lang=options.language,
        wording=wording,
        limit=most.bytes,
        timeout=options.time_limit or _SECONDS,
        version=tool(),
        text_field=options.text_field,
        id_field=options.id_field,
        input_format=None if container else options.input_format,
        container=container,
        encoding=options.encoding,
        pages=most.pages,
        cells=most.cells,
        depth=most.depth,
        memory=options.memory_limit or MEGABYTES,
        raw_cells=options.raw_cells,
    )


def _format(options: Batch) -> str:
    if options.format is not None:
        if options.format.lower() not in BATCH_FORMATS:
            raise UsageError("unknown_format", format=options.format, formats=", ".join(BATCH_FORMATS))
        return options.format.lower()
    if output.to_stdout(options):
        return BATCH_FORMATS[0]
    assert options.output is not None
    return output.format_of(options.output, BATCH_FORMATS, BATCH_FORMATS[0])


def _shard(given: str | None) -> Shard:
    from pacnam_cli.corpus.sources import Shard

    if given is None:
        return Shard()
    match = re.fullmatch(r"(\d{1,9})/(\d{1,9})", given.strip())
    if match is None or not 1 <= int(match[1]) <= int(match[2]):
        raise UsageError("bad_shard", value=given)
    return Shard(int(match[1]), int(match[2]))


def _target(options: Batch, terminal: Terminal, job: Job) -> Output | StreamOutput:
    from pacnam_cli.corpus.output import Output, StreamOutput, Wanted
    from pacnam_cli.corpus.sinks import is_regular

    if output.to_stdout(options):
        return StreamOutput(terminal.stdout, options.errors, job.format, options.force)
    assert options.output is not None
    path, name = Path(os.path.realpath(options.output)), str(options.output)
    descriptor = descriptor_of(options.output)
    if path.is_symlink():  # one that leads to itself: others have been followed
        raise UsageError("output_unwritable", name=name, reason=OSError(errno.ELOOP, os.strerror(errno.ELOOP)))
    if descriptor is not None or (not is_regular(path) and not path.is_dir()):
        if options.resume:
            raise UsageError("resume_needs_file")
        try:
            stream = output.opened_stream(path if descriptor is None else descriptor)
        except OSError as error:
            raise OutputError(name, error) from error
        return StreamOutput(stream, options.errors, job.format, options.force, name=name)
    settings = {name: value for name, value in job._asdict().items() if name not in _UNTOLD}
    settings |= {"shard": options.shard, "unordered": options.unordered}
    settings["errors"] = str(options.errors) if options.errors is not None else None
    return Output(
        Wanted(
            path=path,
            errors=Path(os.path.realpath(options.errors)) if options.errors is not None else None,
            format=job.format,
            tool=job.version,
            settings=settings,
            inputs=[*(options.inputs or []), *([f"@{options.files_from}"] if options.files_from else [])],
            force=options.force,
            resume=options.resume,
        )
    )


@contextmanager
def _interruptible(rules: Rules, progress: BatchProgress) -> Iterator[None]:
    """The first Ctrl-C finishes what is in flight; a second one stops at once."""

    def stop(number: int, frame: object) -> None:
        if rules.stopping:
            raise KeyboardInterrupt
        rules.stopping = True
        progress.stopping()

    ours = threading.current_thread() is threading.main_thread()
    if not ours or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield
        return
    signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
