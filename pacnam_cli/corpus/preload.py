"""Imported by the process that workers are forked from: they start with the models in place, in shared memory."""

from __future__ import annotations

import gc
from contextlib import suppress

from pacnam_cli.corpus.working import warm

with suppress(Exception):  # a worker that cannot load them says so itself
    warm()
    gc.collect()
    gc.freeze()
