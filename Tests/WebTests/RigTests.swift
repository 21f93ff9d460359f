import Foundation
import OSCControl
import Testing

@testable import Web

extension BrowserTests {
  /// The rig view in a Chromium that nobody sees, worked by mouse, finger and keyboard.
  struct RigTests {
    private let rig: WebRig

    init() throws {
      rig = try WebRig()
      rig.server.publish("/patch/load", [.string("/rigs/trio.yaml")])
      rig.server.publish("/level/guitar/out", [.float(-12.3)])
      rig.server.publish("/level/clean/out", [.float(-0.2)])
      rig.server.publish(
        "/ledger/node/clean",
        [0.83, 0.5, 3, 0.8, 2].map { .float($0) } + [.float(0.01), .long(700), .int(0)])
    }

    /// Runs a script with the rig view open; `wires` says how many there are.
    private func run(_ script: String, now event: () -> Void = {}) throws -> [String] {
      let head = """
        def wires(browser, count): browser.wait(f"document.querySelectorAll('.wire').length === {count}")
        number = port
        def port(side, name): return f"[data-key='{side} {name}']"
        def text(browser, selector): return browser.run(f"document.querySelector({selector!r}).textContent")
        def show(browser, width=1600, height=900):
          browser.size(width, height)
          browser.open(page)
          browser.wait("document.getElementById('status').dataset.state === 'good'")
          browser.press("[data-view=rig]")
          wires(browser, 4)

        """
      return try SharedBrowser.run(rig, head + script, now: event)
    }

    private var edits: [[ControlEdit]] { rig.target.board.edits }

    @Test func `the graph is drawn with levels on its wires and costs on its nodes`() throws {
      let output = try run(
        """
        with Browser() as browser:
          show(browser)
          print(browser.run("[...document.querySelectorAll('.node b')].map((b) => b.textContent).sort().join()"))
          lefts = browser.run("['guitar', 'clean', 'ear', 'band', 'bass'].map((id) => document.querySelector(`[data-node=${id}]`).getBoundingClientRect().x)")
          print(lefts == sorted(set(lefts)))
          browser.wait("document.querySelector('.wire.hot')")
          print(text(browser, "[data-wire='guitar.out -> clean.in'] text"), browser.run("document.querySelector('.wire.hot').dataset.wire"))
          browser.wait("document.querySelector('[data-node=clean] .cost').textContent !== ''")
          print(text(browser, "[data-node=clean] .cost"))
          print(browser.run("document.querySelectorAll('[data-node=band] .port').length"), text(browser, "[data-key='more band']"))
          browser.press("[data-key='more band']")
          browser.wait("document.querySelectorAll('[data-node=band] .port').length === 8")
          print(browser.run(\"\"\"[...document.querySelectorAll('.wire')].map((wire) => {
            const [from, to] = wire.dataset.wire.split(' -> ').map((name, index) =>
              document.querySelector(`[data-key="${index ? 'in' : 'out'} ${name}"]`).getBoundingClientRect());
            const line = wire.querySelector('.line');
            const sheet = document.getElementById('sheet').getBoundingClientRect();
            const [first, last] = [line.getPointAtLength(0), line.getPointAtLength(line.getTotalLength())];
            return Math.max(Math.abs(first.x + sheet.x - from.right), Math.abs(first.y + sheet.y - from.y - 24),
              Math.abs(last.x + sheet.x - to.left), Math.abs(last.y + sheet.y - to.y - 24)) < 4;
          }).join()\"\"\"))
        """)
      #expect(
        output == [
          "band,bass,clean,ear,guitar", "True", "-12 dB clean.out -> ear.in", "830 ns",
          "6 2 more", "true,true,true,true",
        ])
      #expect(rig.target.commands.contains(.watchLevels(seconds: 5)))
    }

    @Test func `wires are dragged from port to port, to another one, and away`() throws {
      let output = try run(
        """
        with Browser() as browser:
          show(browser)
          browser.drag(port("out", "band.drums"), port("in", "bass.in"))
          wires(browser, 5)
          browser.drag(port("in", "bass.in"), [300, 840])
          wires(browser, 4)
          browser.drag(port("in", "ear.in"), port("in", "clean.in"))
          browser.wait("document.querySelector(\\"[data-wire='clean.out -> clean.in']\\")")
          browser.key("z", control=True)
          browser.wait("document.querySelector(\\"[data-wire='clean.out -> ear.in']\\")")
          browser.press("#undo")
          wires(browser, 5)
          print("done")
        """)
      #expect(output == ["done"])
      #expect(
        edits == [
          [.addWire("band.drums -> bass.in")], [.removeWire("band.drums -> bass.in")],
          [.removeWire("clean.out -> ear.in"), .addWire("clean.out -> clean.in")],
        ])
    }

    @Test func `wires are drawn with a finger, and by keyboard alone`() throws {
      let output = try run(
        """
        with Browser() as browser:
          browser.call("Emulation.setTouchEmulationEnabled", enabled=True)
          show(browser)
          browser.drag(port("out", "band.drums"), port("in", "bass.in"), touch=True)
          wires(browser, 5)
          browser.drag(port("in", "bass.in"), [300, 840], touch=True)
          wires(browser, 4)
          browser.run("document.querySelector(\\"[data-key='out band.drums']\\").focus()")
          browser.key("Enter")
          browser.wait("document.querySelector('.port[aria-pressed]')")
          browser.run("document.querySelector(\\"[data-key='in bass.in']\\").focus()")
          browser.key("Enter")
          wires(browser, 5)
          browser.run("document.querySelector(\\"[data-wire='band.bass -> bass.in']\\").focus()")
          browser.key("Delete")
          wires(browser, 4)
          browser.run("document.querySelector(\\"[data-key='node band']\\").focus()")
          browser.key("Delete")
          wires(browser, 2)
          print(browser.run("document.querySelectorAll('.node').length"))
        """)
      #expect(output == ["4"])
      #expect(
        edits.flatMap(\.self) == [
          .addWire("band.drums -> bass.in"), .removeWire("band.drums -> bass.in"),
          .addWire("band.drums -> bass.in"), .removeWire("band.bass -> bass.in"),
          .removeNode(id: "band"),
        ])
    }

    @Test func `what is refused is said where it happened`() throws {
      let output = try run(
        """
        with Browser() as browser:
          show(browser)
          browser.drag(port("out", "clean.out"), port("in", "band.chord"))
          browser.wait("document.querySelector('#sheet .flaw')")
          print(text(browser, "#sheet .flaw"))
          print(browser.run(\"\"\"(() => {
            const [flaw, port] = ['#sheet .flaw', "[data-key='in band.chord']"].map((s) => document.querySelector(s).getBoundingClientRect());
            return Math.hypot(flaw.x + 140 - port.x, flaw.y - port.y) < 120;
          })()\"\"\"))
          browser.press("#undo")
          browser.wait("document.querySelector('#rig-note .flaw')")
          print(text(browser, "#rig-note"))
        """)
      #expect(
        output == ["clean.out -> band.chord: these do not fit", "True", "nothing was changed"])
      #expect(edits.isEmpty)
    }

    @Test func `a loop is refused, and may come a block late instead`() throws {
      let output = try run(
        """
        with Browser() as browser:
          show(browser)
          browser.press("[data-key='more band']")
          browser.drag(port("out", "band.bass"), port("in", "band.control"))
          browser.press("#sheet .flaw button")
          wires(browser, 5)
          print(browser.run("document.querySelectorAll('#sheet .flaw').length"))
        """)
      #expect(output == ["0"])
      #expect(edits == [[.addWire("band.bass -> band.control feedback")]])
    }

    @Test func `a wire whose end is dragged into a loop may come a block late, too`() throws {
      let output = try run(
        """
        with Browser() as browser:
          show(browser)
          browser.press("[data-key='more band']")
          browser.drag(port("in", "bass.in"), port("in", "band.control"))
          browser.press("#sheet .flaw button")
          browser.wait("document.querySelector(\\"[data-wire='band.bass -> band.control']\\")")
          print(browser.run("document.querySelectorAll('#sheet .flaw').length"))
        """)
      #expect(output == ["0"])
      #expect(
        edits == [
          [.removeWire("band.bass -> bass.in"), .addWire("band.bass -> band.control feedback")]
        ])
    }

    @Test func `each parameter has the widget of its declaration`() throws {
      let wanted = [63245, 25, 100, 100]
      var values: [Int] { rig.target.values.map { Int($0 * 100) } }
      let output = try run(
        """
        with Browser() as browser:
          show(browser)
          browser.press("[data-key='node clean']")
          browser.wait("document.querySelectorAll('#panel > .field').length === 2")
          print(browser.run("[...document.querySelectorAll('#panel > .field')].map((f) => [f.querySelector('span').textContent, f.querySelector('input').type, f.querySelector('input').dataset.scale, f.querySelector('output').textContent].join()).join(' ')"))
          browser.run("(i => { i.value = 0.5; i.dispatchEvent(new Event('input')); })(document.querySelector('#panel input'))")
          print(text(browser, "#panel output"))
          with connect(f"ws://127.0.0.1:{number}/") as other: other.send(osc("/node/clean/gain", 0.25))
          browser.wait("document.querySelectorAll('#panel output')[1].textContent === '0.25'")
          browser.press("[data-key='node band']")
          browser.wait("document.querySelector('#panel select')")
          print(browser.run("[...document.querySelectorAll('#panel option')].map((o) => o.textContent).join()"), text(browser, "#panel dd"))
          browser.run("(s => { s.value = 'bossa'; s.dispatchEvent(new Event('change')); })(document.querySelector('#panel select'))")
          browser.press("#panel input[type=checkbox]")
          browser.wait("document.querySelector('#panel input').checked")
          now()
        """
      ) { rig.turn(until: { values == wanted }) }
      #expect(
        output == [
          "frequency,range,logarithmic,70 Hz gain,range,linear,0.5", "632 Hz", "rock,bossa rock",
          "now",
        ])
      #expect(values == wanted)
    }

    @Test func `nodes are added and removed, and the patch is saved over its file`() throws {
      let output = try run(
        """
        with Browser() as browser:
          show(browser)
          browser.press("#add")
          browser.press("[data-kind=chord]")
          browser.wait("document.querySelector('#panel form input').value === 'chord'")
          browser.run("document.querySelector('#panel form input').value = 'ear'")
          browser.press("#panel form button")
          browser.wait("!document.querySelector('#panel .flaw').hidden")
          print(text(browser, "#panel .flaw"))
          browser.run("document.querySelector('#panel form input').value = 'ear_2'")
          browser.press("#panel form button")
          browser.press("[data-key='node ear_2']")
          browser.press("#panel .remove")
          browser.wait("!document.querySelector('[data-node=ear_2]')")
          browser.press("#save")
          browser.wait("document.querySelector('#panel form button')")
          print(text(browser, "#panel form button"))
          browser.press("#panel form button")
          browser.wait("document.querySelector('#panel h2').textContent === 'Saved'")
          print(text(browser, "#panel p"))
        """)
      #expect(
        output == ["'ear' is there already", "Replace trio.yaml", "trio.yaml is written"])
      #expect(
        edits == [[.addNode(id: "ear_2", kind: "chord", values: [])], [.removeNode(id: "ear_2")]])
      #expect(rig.target.board.saved.map(\.path) == ["trio.yaml"])
      #expect(rig.target.board.saved.map(\.replaces) == [true])
    }

    @Test func `a phone shows all of the graph at once, and what is pressed there`() throws {
      let output = try run(
        """
        inside = \"\"\"((selector) => {
          const view = document.getElementById('board').getBoundingClientRect();
          return [...document.querySelectorAll(selector)].map((node) => node.getBoundingClientRect()).every((box) =>
            box.left >= view.left - 1 && box.right <= view.right + 1 && box.top >= view.top - 1 && box.bottom <= view.bottom + 1);
        })\"\"\"
        with Browser() as browser:
          show(browser, 360, 640)
          browser.wait("!document.getElementById('whole').hidden")
          print(browser.run(inside + "('.node')"))
          browser.press("#whole")
          browser.wait("document.querySelector('#board.whole')")
          print(browser.run(inside + "('.node')"))
          print(browser.run(\"\"\"[...document.querySelectorAll('.node b')].every((b) =>
            parseFloat(getComputedStyle(b).fontSize) * b.getBoundingClientRect().width / b.offsetWidth > 11)\"\"\"))
          print(browser.run(\"\"\"[...document.querySelectorAll('.node')].every((node) => {
            const name = node.querySelector('b');
            name.textContent = 'loudspeakers';
            const [box, text] = [node.getBoundingClientRect(), document.createRange()];
            text.selectNodeContents(name);
            return [...text.getClientRects()].every((line) =>
              line.left > box.left - 1 && line.right < box.right + 1 && line.top > box.top - 2 && line.bottom < box.bottom + 2);
          })\"\"\"))
          x, y, width, height = browser.run("(box => [box.x, box.y, box.width, box.height])(document.querySelector('[data-node=bass]').getBoundingClientRect())")
          for kind in ("mousePressed", "mouseReleased"): browser.mouse(kind, x + width / 2, y + height / 2)
          browser.wait("!document.querySelector('#board.whole')")
          print(browser.run(inside + "('[data-node=bass] .title')"), browser.run("document.getElementById('panel').hidden"))
          browser.size(1920, 1080)
          browser.wait("document.getElementById('whole').hidden")
          print(browser.run(inside + "('.node')"))
        """)
      #expect(output == ["False", "True", "True", "True", "True True", "True"])
    }

    @Test(arguments: ["360, 640", "1920, 1080"])
    func `the rig can be read, and pressed with a thumb`(size: String) throws {
      let output = try run(
        """
        with Browser() as browser:
          show(browser, \(size))
          for panel in ("[data-key='node band']", "#add", "#save", "[data-key='out band.bass']"):
            browser.press(panel)
            browser.wait("!document.getElementById('panel').hidden")
            browser.run("new Promise((done) => setTimeout(done, 300))")
            print(browser.run(SMALL), browser.run("document.documentElement.scrollWidth <= innerWidth"))
            for theme in ("dark", "sun"):
              browser.run(f"document.documentElement.dataset.theme = '{theme}'")
              print(browser.run(PALE))
        """)
      #expect(output == Array(repeating: ["[] True", "[]", "[]"], count: 4).flatMap(\.self))
    }
  }
}
