"""A headless Chromium driven over its debugging pipe: what a page logs, asks for and looks like.

``Browser`` needs nothing but the program itself; ``find`` tells where it is.
"""

from __future__ import annotations

import base64
import fcntl
import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_PATIENCE = 60  # seconds for one answer; only a browser that hangs takes so long


def find() -> str | None:
    """The Chromium of this machine, or the one that ``CHROMIUM`` names."""
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, _NAMES)), None)


class Browser:
    """One browser; ``open`` gives a page of it."""

    def __init__(self, program: str) -> None:
        self._home = tempfile.mkdtemp(prefix="chromium-")
        to_browser, writing = os.pipe()
        reading, from_browser = os.pipe()
        ends = [fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in (to_browser, from_browser)]

        def wire() -> None:  # the browser reads commands from 3 and writes answers to 4
            os.dup2(ends[0], 3)
            os.dup2(ends[1], 4)

        arguments = [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
            "--disable-dev-shm-usage", "--disable-extensions", "--hide-scrollbars", "--remote-debugging-pipe",
            "--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={self._home}",
        ]  # fmt: skip
        self._process = subprocess.Popen(
            [program, *arguments],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            close_fds=False,
            preexec_fn=wire,
        )
        for end in (*ends, to_browser, from_browser):
            os.close(end)
        self._commands = os.fdopen(writing, "wb", buffering=0)
        self._answers = os.fdopen(reading, "rb")
        self._waiting = b""
        self._number = 0
        self.events: list[dict[str, Any]] = []

    def __enter__(self) -> Browser:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.kill()
        self._process.wait()
        self._commands.close()
        self._answers.close()
        shutil.rmtree(self._home, ignore_errors=True)

    def call(self, method: str, session: str | None = None, **parameters: Any) -> dict[str, Any]:
        """The answer to a command of the DevTools protocol; events that come before it are kept."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        self._commands.write(json.dumps(message).encode() + b"\0")
        answer = self.until(lambda each: each.get("id") == self._number)
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']}")
        return dict(answer["result"])

    def until(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The next message that is ``wanted``."""
        latest = time.monotonic() + _PATIENCE
        while time.monotonic() < latest:
            while b"\0" not in self._waiting:
                part = self._answers.read1(1 << 16)  # type: ignore[attr-defined]
                if not part:
                    raise RuntimeError("the browser is gone")
                self._waiting += part
            line, _, self._waiting = self._waiting.partition(b"\0")
            message: dict[str, Any] = json.loads(line)
            if "id" not in message:
                self.events.append(message)
            if wanted(message):
                return message
        raise TimeoutError("no answer from the browser")

    def open(
        self, path: Path, *, width: int = 1200, height: int = 900, dark: bool = False, touch: bool = False
    ) -> Page:
        """The file at ``path`` in a window of ``width`` by ``height`` pixels, loaded."""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        page = Page(self, session)
        for domain in ("Page", "Network", "Runtime", "Log"):
            page.call(f"{domain}.enable")
        page.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=touch)
        page.call("Emulation.setTouchEmulationEnabled", enabled=touch)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        page.call("Emulation.setEmulatedMedia", features=[scheme])
        self.events.clear()
        page.call("Page.navigate", url=path.resolve().as_uri())
        self.until(lambda each: each.get("method") == "Page.loadEventFired" and each.get("sessionId") == session)
        return page


class Page:
    """A page that is shown."""

    def __init__(self, browser: Browser, session: str) -> None:
        self._browser = browser
        self._session = session

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """The answer of this page to a command."""
        return self._browser.call(method, self._session, **parameters)

    def _of(self, *methods: str) -> list[dict[str, Any]]:
        self.evaluate("1")  # what happened before has been told by now
        mine = [each for each in self._browser.events if each.get("sessionId") == self._session]
        return [each["params"] for each in mine if each["method"] in methods]

    def complaints(self) -> list[str]:
        """What the console shows: messages, warnings, errors, whatever was refused."""
        return [
            json.dumps(each)
            for each in self._of("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded")
        ]

    def requests(self) -> list[str]:
        """The addresses the page asked for, its own first."""
        return [each["request"]["url"] for each in self._of("Network.requestWillBeSent")]

    def evaluate(self, script: str) -> Any:
        """The value of an expression in the page; the page itself may run no script, its debugger may."""
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"]["exception"].get("description"))
        return answer["result"].get("value")

    def middle(self, selector: str) -> tuple[float, float]:
        """Where the first ``selector`` is, brought into view."""
        box = self.evaluate(
            f"(() => {{ const e = document.querySelector({json.dumps(selector)});"
            " e.scrollIntoView({block: 'center'}); const r = e.getClientRects()[0];"
            " return [r.x + Math.min(r.width / 2, 8), r.y + r.height / 2]; })()"
        )
        return box[0], box[1]

    def hover(self, selector: str) -> None:
        """Move the mouse over the first ``selector``."""
        x, y = self.middle(selector)
        self.call("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)

    def click(self, selector: str) -> None:
        """Click on the first ``selector``."""
        x, y = self.middle(selector)
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def tap(self, selector: str) -> None:
        """Touch the first ``selector`` with a finger."""
        x, y = self.middle(selector)
        self.call("Input.dispatchTouchEvent", type="touchStart", touchPoints=[{"x": x, "y": y}])
        self.call("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])

    def press(self, key: str) -> None:
        """Press a key ("Tab")."""
        for kind in ("rawKeyDown", "keyUp"):
            self.call(
                "Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=9 if key == "Tab" else 13
            )

    def visible(self, selector: str) -> list[str]:
        """The ids of the elements matching ``selector`` that are shown."""
        return list(
            self.evaluate(
                f"[...document.querySelectorAll({json.dumps(selector)})]"
                ".filter(e => e.getClientRects().length).map(e => e.id)"
            )
        )

    def screenshot(self, *, whole: bool = False) -> bytes:
        """The window as PNG, or the ``whole`` page."""
        size = self.call("Page.getLayoutMetrics")["cssContentSize"]
        more = {"clip": {**size, "x": 0, "y": 0, "scale": 1}, "captureBeyondViewport": True} if whole else {}
        return base64.b64decode(self.call("Page.captureScreenshot", format="png", **more)["data"])

    def pdf(self) -> bytes:
        """The page as printed on A4."""
        answer = self.call(
            "Page.printToPDF", printBackground=False, paperWidth=8.27, paperHeight=11.69, preferCSSPageSize=True
        )
        return base64.b64decode(answer["data"])
