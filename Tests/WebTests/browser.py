"""A headless Chromium, driven by its DevTools protocol."""

import base64
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time

from websockets.sync.client import connect


def launch():
    """A Chromium that nobody sees, and the address at which it is driven."""
    profile = tempfile.mkdtemp()
    process = subprocess.Popen(
        ["chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run",
         "--disable-dev-shm-usage", "--disable-extensions", "--disable-background-networking",
         "--hide-scrollbars", "--remote-debugging-port=0", f"--user-data-dir={profile}",
         "about:blank"], stdin=subprocess.DEVNULL, stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL, text=True)
    for line in process.stderr:
        found = re.search(r"DevTools listening on (ws://\S+)", line)
        if found:
            threading.Thread(target=process.stderr.read, daemon=True).start()
            return process, profile, found[1]
    raise RuntimeError("Chromium does not start")


def end(process, profile):
    process.kill()
    process.wait()
    shutil.rmtree(profile, ignore_errors=True)


def serve():
    """Keeps a Chromium for several tests; it ends with whoever holds our input."""
    process, profile, address = launch()
    print(address, flush=True)
    sys.stdin.read()
    end(process, profile)


class Browser:
    """A window of its own, in the Chromium of `STRUMD_BROWSER` where there is one."""

    def __init__(self):
        self.own = None
        address = os.environ.get("STRUMD_BROWSER")
        if not address:
            *self.own, address = launch()
        self.socket = connect(address, max_size=None, open_timeout=120, ping_interval=None)
        self.count = 0
        self.session = None
        self.context = self.call("Target.createBrowserContext")["browserContextId"]
        target = self.call("Target.createTarget", url="about:blank",
                           browserContextId=self.context)["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target,
                                 flatten=True)["sessionId"]
        self.call("Page.enable")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.session = None
        self.call("Target.disposeBrowserContext", browserContextId=self.context)
        self.socket.close()
        if self.own:
            end(*self.own)

    def call(self, method, **params):
        self.count += 1
        message = {"id": self.count, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        self.socket.send(json.dumps(message))
        while True:
            answer = json.loads(self.socket.recv(timeout=180))
            if answer.get("id") == self.count:
                if "error" in answer:
                    raise RuntimeError(answer["error"])
                return answer["result"]

    def size(self, width, height, touch=False):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height,
                  deviceScaleFactor=1, mobile=touch)

    def open(self, url):
        self.call("Page.navigate", url=url)
        self.wait("document.readyState === 'complete'")

    def before(self, script):
        """Has `script` run in each page before its own."""
        self.call("Page.addScriptToEvaluateOnNewDocument", source=script)

    def run(self, script):
        answer = self.call("Runtime.evaluate", expression=script, awaitPromise=True,
                           returnByValue=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"])
        return answer["result"].get("value")

    def wait(self, condition, seconds=90):
        end = time.monotonic() + seconds
        while not self.run(f"(async () => Boolean(await ({condition})))()"):
            if time.monotonic() > end:
                raise TimeoutError(condition)
            time.sleep(0.02)

    def place(self, selector):
        """The middle of an element, once it is there, scrolled into sight."""
        self.wait(f"document.querySelector({selector!r})")
        return self.run(f"""(e => {{ e.scrollIntoView({{block: 'nearest', inline: 'nearest'}});
          const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2];
        }})(document.querySelector({selector!r}))""")

    def mouse(self, kind, x, y):
        self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", buttons=1,
                  clickCount=1)

    def press(self, selector):
        x, y = self.place(selector)
        self.mouse("mousePressed", x, y)
        self.mouse("mouseReleased", x, y)

    def drag(self, source, target, touch=False):
        """Drags from an element to another one, or to a place of the screen."""
        end = self.place(target) if isinstance(target, str) else target
        start = self.place(source)
        points = [[a + (b - a) * share for a, b in zip(start, end)] for share in (0, .3, .6, 1)]
        if touch:
            self.touch("touchStart", points[0])
            for point in points[1:]:
                self.touch("touchMove", point)
            self.touch("touchEnd")
        else:
            self.mouse("mousePressed", *points[0])
            for point in points[1:]:
                self.mouse("mouseMoved", *point)
            self.mouse("mouseReleased", *points[-1])

    def touch(self, kind, *points):
        self.call("Input.dispatchTouchEvent", type=kind,
                  touchPoints=[{"x": x, "y": y} for x, y in points])

    def key(self, key, control=False):
        code = {"Enter": 13, "Delete": 46, "Escape": 27}.get(key, ord(key[0].upper()))
        text = {"Enter": "\r"}.get(key, "")
        for kind in ("keyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key=key, modifiers=2 * control,
                      windowsVirtualKeyCode=code, text=text if kind == "keyDown" else "")

    def picture(self, path):
        data = self.call("Page.captureScreenshot", format="png")["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))


#: Text that is too pale: what it says, and its contrast.
PALE = """(() => {
  const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => channels(colour).slice(0, 3).map((c) => c / 255)
    .map((c) => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (element) => {
    for (; element; element = element.parentElement) {
      const colour = getComputedStyle(element).backgroundColor;
      if (channels(colour)[3] !== 0) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  return [...document.querySelectorAll("body *")].filter((element) => element.checkVisibility()
    && [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
    .map((element) => {
      const pair = [light(getComputedStyle(element).color), light(behind(element))].sort();
      return [element.textContent.trim(), (pair[1] + 0.05) / (pair[0] + 0.05)];
    }).filter(([, contrast]) => contrast < 7);
})()"""

#: Targets that are too small for a thumb: what they say, and their size.
SMALL = """[...document.querySelectorAll("button, input, select")].filter((e) => e.checkVisibility())
  .map((e) => [e.textContent, e.getBoundingClientRect()])
  .filter(([, r]) => r.width < 48 || r.height < 48).map(([t, r]) => [t, r.width, r.height])"""

#: What lies outside of the screen, or is cut off; pads may be scrolled where there is little room.
CUT = """[...document.querySelectorAll("#stage *, header *")].filter((e) => e.checkVisibility()
    && !(e.closest("#pads") && e.id !== "pads" && innerHeight < 400))
  .map((e) => [e.id || e.className || e.textContent, e.getBoundingClientRect()])
  .filter(([, r]) => r.width && (r.left < -1 || r.top < -1 || r.right > innerWidth + 1 || r.bottom > innerHeight + 1))
  .map(([t]) => t)"""

#: What is wider than the room that it has.
WIDE = """[...document.querySelectorAll("#time dd, #pads button")].filter((e) => e.checkVisibility()
    && (e.scrollWidth > e.clientWidth + 1
      || e.getBoundingClientRect().right > e.parentElement.getBoundingClientRect().right + 1))
  .map((e) => e.textContent)"""

#: Pads that lie behind something else.
COVERED = """[...document.querySelectorAll("#stage button, #stage input")].filter((e) => e.checkVisibility())
  .map((e) => [e, e.getBoundingClientRect()])
  .filter(([e, r]) => !e.contains(document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2)))
  .map(([e]) => e.textContent)"""

#: For `before`: counts the web sockets that a page opens, as `opened`; each knows its `number`.
COUNTED = """
  window.opened = 0;
  window.WebSocket = class extends WebSocket {
    constructor(...all) { super(...all); opened += 1; this.number = opened; }
  };
"""

#: How high the glyphs of the chord's root are, as a share of the screen.
GLYPH = """(() => {
  const root = document.querySelector("#chord .root");
  const style = getComputedStyle(root);
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  const box = pen.measureText(root.textContent);
  return (box.actualBoundingBoxAscent + box.actualBoundingBoxDescent) / innerHeight;
})()"""


if __name__ == "__main__":
    serve()
