import Foundation
import Graph
import OSCControl
import Testing

@testable import Web

extension BrowserTests {
  /// The stage view in a Chromium that nobody sees.
  struct StageTests {
    /// A rig whose band obeys all that the stage knows, in the middle of a song.
    private func makeRig() throws -> WebRig {
      let rig = try WebRig()
      let switches = ["bass", "drums", "comping", "hold", "fill", "break", "ending", "intro"]
      rig.target.parameters += switches.map {
        ControlParameter(node: "band", declaration: .toggle($0, default: false, "Some switch."))
      }
      rig.target.parameters.append(
        ControlParameter(
          node: "band",
          declaration: .number("intensity", 0...100, default: 50, unit: "%", "How busy.")))
      rig.target.parameters.append(
        ControlParameter(
          node: "band",
          declaration: .choice(
            "section", ["auto", "A", "B", "C", "D"], default: 0, "The section.")))
      rig.target.values += [1, 1, 0, 0, 0, 0, 0, 0, 50, 0]
      rig.target.generation += 1
      rig.turn()
      publishSong(rig)
      return rig
    }

    private func publishSong(_ rig: WebRig) {
      rig.server.publish(
        "/chord",
        ["F#m7b5", "F#:hdim7", "F#", "hdim7"].map(OSCArgument.string) + [.float(0.9), .float(1)])
      rig.server.publish("/beat", [.int(12), .int(3), .int(4), .float(112), .float(0.9)])
      rig.server.publish("/tempo", [.float(112.4)])
      rig.server.publish(
        "/key", ["F# minor", "F#", "minor"].map(OSCArgument.string) + [.float(0.8), .float(1)])
      rig.server.publish(
        "/section",
        [.string("B"), .float(1), .float(8), .float(8), .float(0.9), .float(1)])
      rig.server.publish(
        "/suggest",
        [.float(2), .float(8), .string("B7"), .float(0.6), .string("Em"), .float(0.2), .string("")])
      rig.server.publish("/band/next", [.string("ending"), .float(3), .string("B")])
      rig.server.publish("/engine/xruns", [.int(0), .int(0)])
    }

    @Test(arguments: ["360, 640", "640, 360", "1920, 1080"])
    func `the stage can be read at three metres and pressed with a thumb`(size: String) throws {
      let output = try SharedBrowser.run(
        try makeRig(),
        """
        width, height = \(size)
        with Browser() as browser:
          browser.size(width, height)
          browser.open(page)
          browser.wait("document.getElementById('chord').dataset.symbol === 'F#m7b5'")
          browser.wait("document.querySelector('[data-slider]')")
          print(browser.run(GLYPH) >= 0.25, browser.run(SMALL), browser.run(CUT))
          print(browser.run(COVERED) if height > 400 else [], browser.run(WIDE))
          for theme in ("dark", "sun"):
            browser.run(f"document.documentElement.dataset.theme = '{theme}'")
            print(browser.run(PALE))
          print(browser.run("document.getElementById('chord').innerText.replace(/\\s/g, '')"))
          print(browser.run("['bar', 'tempo', 'key', 'section'].map((i) => document.getElementById(i).textContent).join()"))
          print(browser.run("[...document.querySelectorAll('#beats li')].map((i) => Number(i.classList.contains('now'))).join('')"))
          print(browser.run("[...document.querySelectorAll('#trail li')].map((i) => i.textContent).join()"))
          print(browser.run("document.querySelector('#part dt').textContent"))
          print(browser.run("document.getElementById('status').textContent.trim()"))
        """)
      #expect(
        output == [
          "True [] []", "[] []", "[]", "[]", "F♯m7♭5", "12.3,112,F♯ minor,B −5", "0010",
          "F♯m7♭5,B7,Em", "ending in 3", "ready",
        ])
    }

    /// Where the player is in a chart of 32 bars; in none, where the bar is 0.
    private func publishPlace(_ rig: WebRig, bar: Float, in section: String, then next: String) {
      rig.server.publish(
        "/chart", [bar, bar > 0 ? 32 : 0, bar > 0 ? 3 : 0, 0.9].map(OSCArgument.float))
      rig.server.publish(
        "/chart/section",
        [.string(section), .int(bar > 0 ? 17 : 0), .int(bar > 0 ? 8 : 0), .string(next)])
    }

    @Test(arguments: ["360, 640", "640, 360", "1920, 1080"])
    func `with a chart, one reads where in it one is and what follows`(size: String) throws {
      let rig = try makeRig()
      rig.server.publish("/band/next", [.string(""), .float(0), .string("B")])
      publishPlace(rig, bar: 18, in: "chorus", then: "bridge")
      var places = [("the last chorus of all that there are", "instrumental interlude"), ("", "")]
      let output = try SharedBrowser.run(
        rig,
        """
        width, height = \(size)
        def look():
          print(browser.run("['bar', 'section'].map((i) => document.getElementById(i).textContent).join()"))
          print(browser.run("[...document.querySelectorAll('#time dt')].filter((e) => e.checkVisibility()).map((e) => e.textContent).join()"))
        def check():
          print(browser.run(GLYPH) >= 0.25, browser.run(SMALL), browser.run(CUT), browser.run(WIDE))
          print(browser.run(COVERED) if height > 400 else [])
        with Browser() as browser:
          browser.size(width, height)
          browser.open(page)
          browser.wait("document.querySelector('.charted') && document.querySelector('[data-slider]')")
          browser.wait("document.getElementById('section').textContent.startsWith('chorus')")
          browser.wait("document.getElementById('chord').dataset.symbol === 'F#m7b5'")
          look()
          check()
          for theme in ("dark", "sun"):
            browser.run(f"document.documentElement.dataset.theme = '{theme}'")
            print(browser.run(PALE))
          print("now")
          browser.wait("document.getElementById('section').textContent.startsWith('the last')")
          check()
          print("now")
          browser.wait("!document.querySelector('.charted')")
          look()
        """
      ) {
        let (section, next) = places.removeFirst()
        publishPlace(rig, bar: section.isEmpty ? 0 : 19, in: section, then: next)
      }
      let key = size.hasSuffix("1080") ? ",key" : ""
      #expect(
        output == [
          "18.3,chorus −7", "bar of 32,bpm\(key),then bridge", "True [] [] []", "[]", "[]", "[]",
          "now",
          "True [] [] []", "[]", "now", "12.3,B −5", "bar,bpm,key,part",
        ])
    }

    @Test(arguments: ["360, 640", "640, 360", "1920, 1080"])
    func `a single string is tuned in the chord's place, until a chord sounds`(size: String) throws
    {
      let rig = try makeRig()
      rig.server.publish(
        "/chord", [.string("–"), .string("N"), .string(""), .string(""), .float(0.9), .float(1)])
      rig.server.publish(
        "/pitch", [.string("Bb2"), .float(-12.4), .float(115.7), .float(0.95), .float(1)])
      let output = try SharedBrowser.run(
        rig,
        """
        width, height = \(size)
        with Browser() as browser:
          browser.size(width, height)
          browser.open(page)
          browser.wait("!document.getElementById('tuner').hidden")
          print(browser.run("document.getElementById('tuner').innerText.replace(/\\s/g, '')"))
          print(browser.run(CUT), browser.run(COVERED) if height > 400 else [])
          for theme in ("dark", "sun"):
            browser.run(f"document.documentElement.dataset.theme = '{theme}'")
            print(browser.run(PALE))
          print(browser.run("getComputedStyle(document.getElementById('chord')).visibility"))
          print("now")
          browser.wait("document.getElementById('tuner').hidden")
          print(browser.run("getComputedStyle(document.getElementById('chord')).visibility"))
        """
      ) {
        rig.server.publish(
          "/chord",
          ["Am", "A:min", "A", "min"].map(OSCArgument.string) + [.float(0.9), .float(1)])
      }
      #expect(output == ["B♭2−12", "[] []", "[]", "[]", "hidden", "now", "visible"])
    }

    @Test func `a chord that comes again after a rest stands in the line once`() throws {
      let rig = try makeRig()
      var rest = ["–", "F#m7b5"]
      let output = try SharedBrowser.run(
        rig,
        """
        with Browser() as browser:
          browser.size(360, 640)
          browser.open(page)
          for symbol in ("F#m7b5", "–", "F#m7b5"):
            browser.wait(f"document.getElementById('chord').dataset.symbol === '{symbol}'")
            print("seen")
            print("now")
          print(browser.run("[...document.querySelectorAll('#trail .past')].map((i) => i.textContent).join()"))
        """
      ) {
        guard !rest.isEmpty else { return }
        rig.server.publish(
          "/chord",
          [rest.removeFirst(), "", "", ""].map(OSCArgument.string) + [.float(0.9), .float(1)])
      }
      #expect(output == ["seen", "now", "seen", "now", "seen", "now", "F♯m7♭5"])
    }

    @Test func `a section that is pressed is chosen, and pressed again it is left to the band`()
      throws
    {
      let rig = try makeRig()
      let output = try SharedBrowser.run(
        rig,
        """
        def pressed():
          return browser.run("[...document.querySelectorAll('.section[aria-pressed=true]')].map((e) => e.textContent).join()") or "none"
        def wait(value):
          while json.loads(get("/node/band/section?VALUE")[1])["VALUE"] != [value]: time.sleep(0.02)
        with Browser() as browser:
          browser.size(360, 640)
          browser.open(page)
          browser.wait("document.querySelector('.section')")
          print(browser.run("[...document.querySelectorAll('.section')].map((e) => e.textContent).join()"))
          print(browser.run("document.querySelector('.section.now').textContent"), pressed())
          for name in ("C", "D"):
            browser.press(f"[data-name={name}]")
            wait(name)
            print(pressed())
          browser.press("[data-name=D]")
          wait("auto")
          print(pressed())
          with connect(f"ws://127.0.0.1:{port}/") as other:
            other.send(osc("/node/band/section", "A"))
          browser.wait("document.querySelector('[data-name=A][aria-pressed=true]')")
          print("now")
          browser.wait("document.querySelector('.section.now')?.textContent === 'A'")
          print(pressed())
        """
      ) { rig.server.publish("/band/next", [.string(""), .float(0), .string("A")]) }
      #expect(output == ["A,B,C,D", "B none", "C", "D", "none", "now", "A"])
    }

    @Test func `what is pressed is done, and momentary switches come back`() throws {
      let rig = try makeRig()
      let output = try SharedBrowser.run(
        rig,
        """
        with Browser() as browser:
          browser.size(360, 640)
          browser.open(page)
          browser.wait("document.querySelector('[data-slider]')")
          browser.press("#panic")
          browser.press("[data-send='/tap']")
          browser.press("[data-toggle='/node/band/hold']")
          browser.press("[data-toggle='/node/band/bass']")
          browser.press("[data-flick='/node/band/fill']")
          with connect(f"ws://127.0.0.1:{port}/") as other:
            other.send(osc("/node/band/intensity", 75.0))
          browser.wait("Math.round(document.querySelector('[data-slider]').value) === 75")
          browser.run("new Promise((done) => setTimeout(done, 1500))")
          for name in ("hold", "bass", "fill"): print(json.loads(get(f"/node/band/{name}?VALUE")[1])["VALUE"])
        """)
      #expect(output == ["[1]", "[0]", "[0]"])
      #expect(rig.target.commands.contains(.panic))
      #expect(
        rig.target.commands.contains { command in
          if case .tap = command { true } else { false }
        })
    }
  }
}
