import Foundation
import Graph
import OSCControl
import Testing

@testable import Web

extension BrowserTests {
  /// How the page keeps in touch with strumd, in a Chromium that nobody sees.
  struct ConnectionTests {
    /// How fast that goes is said, and not judged: a busy machine runs tests.
    @Test func `the page shows as one file, loads none from elsewhere, stays awake and comes back`()
      throws
    {
      let rig = try WebRig()
      let output = try SharedBrowser.run(
        rig,
        """
        with Browser() as browser:
          browser.before(\"\"\"
            window.awake = [];
            navigator.wakeLock.request = async (kind) => { awake.push(kind); return {}; };\"\"\")
          browser.size(360, 640)
          browser.open(page)
          browser.wait("document.getElementById('status').dataset.state === 'good'")
          print(browser.run("awake[0]"))
          print(browser.run("performance.getEntriesByType('resource').filter(({ name }) => !name.startsWith(location.origin)).length"))
          print(browser.run("performance.getEntriesByType('resource').filter(({ renderBlockingStatus }) => renderBlockingStatus === 'blocking').length"))
          paint = "performance.getEntriesByName('first-contentful-paint')[0]"
          browser.wait(paint)
          seen = browser.run(f"Math.round({paint}.startTime)")
          browser.run("window.lost = 0; new MutationObserver(() => { if (document.getElementById('status').dataset.state === 'lost') lost = performance.now(); }).observe(document.getElementById('status'), {attributes: true})")
          print("now")
          browser.wait("window.lost > 0")
          browser.wait("document.getElementById('status').dataset.state === 'good'")
          print(f"first paint after {seen} ms, back after", browser.run("Math.round(performance.now() - lost)"), "ms")
        """
      ) { rig.web.dropSockets() }
      print(output.last ?? "")
      #expect(output.dropLast() == ["screen", "0", "0", "now"])
      #expect(output.last?.hasPrefix("first paint after") == true)
    }

    /// As over plain HTTP from another machine.
    @Test func `where the screen cannot be kept on, that is said until it was read`() throws {
      let output = try SharedBrowser.run(
        try WebRig(),
        """
        with Browser() as browser:
          browser.before("Object.defineProperty(Navigator.prototype, 'wakeLock', { value: undefined });")
          for _ in range(2):
            browser.open(page)
            browser.wait("document.getElementById('status').dataset.state === 'good'")
            print(browser.run("document.querySelector('#notice:not([hidden]) p')?.textContent.includes('screen on')"))
          browser.press("#notice button")
          browser.wait("document.getElementById('notice').hidden")
          browser.open(page)
          browser.wait("document.getElementById('status').dataset.state === 'good'")
          print(browser.run("document.getElementById('notice').hidden"))
        """)
      #expect(output == ["True", "True", "True"])
    }

    /// What a page does in six seconds from being connected on, in a browser that a script has changed: whether it
    /// took three connections at most to be so, how many more it made, and how often it said that it was lost.
    private func restlessness(_ change: String) throws -> [String] {
      try SharedBrowser.run(
        try WebRig(),
        """
        with Browser() as browser:
          browser.before(COUNTED + \"\"\"\(change)\"\"\")
          browser.open(page)
          browser.wait("document.getElementById('status').dataset.state === 'good'")
          first = browser.run("opened")
          browser.run("window.losses = 0; new MutationObserver(() => { if (document.getElementById('status').dataset.state === 'lost') losses += 1; }).observe(document.getElementById('status'), {attributes: true})")
          time.sleep(6)
          print(first <= 3, browser.run("opened") - first, browser.run("losses"))
        """)
    }

    /// In a tab that is hidden the browser calls back once a second at most.
    @Test func `a tab that is hidden stays connected`() throws {
      let slowed = "const often = setInterval; window.setInterval = (act) => often(act, 1000);"
      #expect(try restlessness(slowed) == ["True 0 0"])
    }

    /// Each message waits longer, either way, than an answer usually may take.
    @Test func `a slow network is waited for, and then not taken for a lost one`() throws {
      let delayed = """
        window.WebSocket = class extends WebSocket {
          send(data) { setTimeout(() => super.send(data), 700); }
          set onmessage(hear) { super.onmessage = (event) => setTimeout(() => hear(event), 700); }
        };
        """
      #expect(try restlessness(delayed) == ["True 0 0"])
    }

    @Test func `a connection that goes dumb is made anew`() throws {
      let output = try SharedBrowser.run(
        try WebRig(),
        """
        with Browser() as browser:
          browser.before(COUNTED + \"\"\"
            window.WebSocket = class extends WebSocket {
              send(data) { if (this.number > 1 || !window.dumb) super.send(data); }
            };\"\"\")
          browser.open(page)
          browser.wait("document.getElementById('status').dataset.state === 'good'")
          browser.run("window.dumb = true")
          browser.wait("opened > 1 && document.getElementById('status').dataset.state === 'good'")
          print("again")
        """)
      #expect(output == ["again"])
    }

    @Test func `who does not know the token is told what to do, and gets in with it`() throws {
      var options = WebOptions(port: 0, token: "0123456789abcdef")
      options.trustsLoopback = false
      let rig = try WebRig(options)
      let output = try SharedBrowser.run(
        rig,
        """
        with Browser() as browser:
          browser.size(360, 640)
          browser.open(page)
          browser.wait("document.getElementById('status').textContent.trim() === 'token?'")
          print(browser.run("document.querySelector('#notice:not([hidden]) p').textContent.includes('wants its token')"))
          browser.open("about:blank")
          browser.open(page + "#token=0123456789abcdef")
          browser.wait("document.getElementById('status').dataset.state === 'good'")
          browser.wait("document.querySelector('[data-send=\\"/tap\\"]')")
          browser.open("about:blank")
          browser.open(page)
          browser.wait("document.getElementById('status').dataset.state === 'good'")
          print(browser.run("document.getElementById('notice').hidden"))
          browser.press("#play")
          browser.wait("import('/page/band.js').then((band) => band.isOpen())")
        """)
      #expect(output == ["True", "True"])
    }

    @Test func `what is set in one tab is seen in the other`() throws {
      let rig = try WebRig()
      rig.target.parameters.append(
        ControlParameter(node: "band", declaration: .toggle("comping", default: true, "Chords.")))
      rig.target.values.append(1)
      rig.target.generation += 1
      let output = try SharedBrowser.run(
        rig,
        """
        pad = "document.querySelector('[data-toggle=\\"/node/band/comping\\"]')"
        with Browser() as one, Browser() as other:
          for browser in (one, other):
            browser.size(360, 640)
            browser.open(page)
            browser.wait(f"{pad}?.getAttribute('aria-pressed') === 'true'")
          one.press("[data-toggle='/node/band/comping']")
          other.wait(f"{pad}.getAttribute('aria-pressed') === 'false'")
          print(one.run(f"{pad}.getAttribute('aria-pressed')"))
        """)
      #expect(output == ["false"])
    }

    @Test func `what is wrong with a patch is said, and never covers PANIC`() throws {
      let rig = try WebRig()
      let words = (1...60).map { "song.yaml:\($0):3: error: unknown kind 'higpass'" }
      rig.server.publish(
        "/patch/error", [.string("song.yaml"), .string(words.joined(separator: "\n"))])
      let output = try SharedBrowser.run(
        rig,
        """
        with Browser() as browser:
          for width, height in ((360, 640), (640, 360), (1920, 1080)):
            browser.size(width, height)
            browser.open(page)
            browser.wait("!document.getElementById('notice').hidden")
            print(browser.run("document.getElementById('status').textContent.trim()"))
            print([text for text in browser.run(COVERED) if text == "PANIC"], browser.run(SMALL), browser.run(PALE))
            browser.run("document.querySelector('#notice button').focus()")
            browser.key("Enter")
            browser.wait("document.getElementById('notice').hidden")
        """)
      #expect(output == Array(repeating: ["patch error", "[] [] []"], count: 3).flatMap(\.self))
    }
  }
}
