import Foundation
import OSCControl
import Testing

@testable import Web

extension BrowserTests {
  /// The band in a Chromium that nobody sees, and the microphone of one.
  struct PlayingTests {
    /// Tells a page that hears the band of a note.
    private func tellNote(_ rig: WebRig) {
      rig.awaitListener()
      rig.web.tell(PlayedMessage(time: 12.25, port: "keys", bytes: [0x90, 60, 100]))
    }

    @Test func `the band is heard in the browser, until it is not wanted any more`() throws {
      let rig = try WebRig()
      let output = try SharedBrowser.run(
        rig,
        """
        def loud(browser): return browser.run("import('/page/play.js').then((play) => play.level() > 0.001)")
        with Browser() as browser:
          browser.size(360, 640)
          browser.open(page)
          browser.wait("document.getElementById('status').dataset.state === 'good'")
          print(loud(browser))
          browser.press("#play")
          browser.wait("document.getElementById('play').getAttribute('aria-pressed') === 'true'")
          browser.wait("import('/page/band.js').then((band) => band.isOpen())")
          print("now")
          end = time.monotonic() + patience
          while not loud(browser) and time.monotonic() < end: time.sleep(0.05)
          print(loud(browser))
          browser.run("navigator.requestMIDIAccess = undefined")
          browser.press("#play")
          browser.wait("document.getElementById('play').getAttribute('aria-pressed') === 'false'")
          print(loud(browser))
        """
      ) { tellNote(rig) }
      #expect(output == ["False", "now", "True", "False"])
    }

    /// There is no device here: what stands for one writes down what it is sent.
    @Test func `a MIDI device gets the band, each message at its time, and silence`() throws {
      let rig = try WebRig()
      let output = try SharedBrowser.run(
        rig,
        """
        with Browser() as browser:
          browser.before(\"\"\"
            window.sent = [];
            const device = (id, name) => [id, { id, name, send: (data, time) => sent.push([name, [...data], time]) }];
            navigator.requestMIDIAccess = async () => ({ outputs: new Map([device('a', 'Midi Through'), device('b', 'Synth')]) });\"\"\")
          browser.size(360, 640)
          browser.open(page)
          browser.wait("document.getElementById('status').dataset.state === 'good'")
          for text in ("♪", "MIDI 1"):
            browser.press("#play")
            browser.wait(f"document.getElementById('play').textContent === '{text}' && document.getElementById('play').getAttribute('aria-pressed') === 'true'")
          print(browser.run("document.getElementById('play').title"))
          browser.wait("import('/page/band.js').then((band) => band.isOpen())")
          print("now")
          browser.wait("sent.length > 0")
          print(browser.run("sent[0].slice(0, 2).join()"), browser.run("sent[0][2] <= performance.now() + 101"))
          browser.press("#play")
          browser.wait("document.getElementById('play').textContent === 'MIDI 2'")
          print(browser.run("sent.filter(([name, [, control]]) => name === 'Synth' && control === 123).length >= 16"))
          browser.press("#play")
          browser.wait("document.getElementById('play').getAttribute('aria-pressed') === 'false'")
        """
      ) { tellNote(rig) }
      #expect(output == ["Sends to Synth", "now", "Synth,144,60,100 True", "True"])
    }

    @Test func `who presses again while devices are looked for hears what that began alone`() throws
    {
      let output = try SharedBrowser.run(
        try WebRig(),
        """
        with Browser() as browser:
          browser.before(\"\"\"
            const found = { outputs: new Map([['a', { id: 'a', name: 'Synth', send() {} }]]) };
            navigator.requestMIDIAccess = () => new Promise((done) => { window.allow = () => done(found); });\"\"\")
          browser.open(page)
          browser.wait("document.getElementById('status').dataset.state === 'good'")
          for isPressed in ("true", "false", "true"):
            browser.press("#play")
            browser.wait(f"document.getElementById('play').getAttribute('aria-pressed') === '{isPressed}'")
          browser.run("allow(); new Promise((done) => setTimeout(done, 100))")
          print(browser.run("document.getElementById('play').textContent"))
        """)
      #expect(output == ["♪"])
    }

    @Test func `what sounds ends with the connection, and the next one is heard`() throws {
      let rig = try WebRig()
      var steps = [
        { tellNote(rig) }, { rig.web.dropSockets() },
      ]
      let output = try SharedBrowser.run(
        rig,
        """
        level = "import('/page/play.js').then((play) => play.level())"
        with Browser() as browser:
          browser.size(360, 640)
          browser.open(page)
          browser.wait("document.getElementById('status').dataset.state === 'good'")
          browser.press("#play")
          browser.wait("import('/page/band.js').then((band) => band.isOpen())")
          print("now")
          browser.wait(f"{level}.then((level) => level > 0.001)")
          time.sleep(2)
          print(browser.run(level) > 0.001)
          print("now")
          browser.wait(f"{level}.then((level) => level < 0.0001)")
          browser.wait("import('/page/band.js').then((band) => band.isOpen())")
          print(browser.run("document.getElementById('play').getAttribute('aria-pressed')"))
        """
      ) { steps.removeFirst()() }
      #expect(output == ["now", "True", "now", "true"])
    }

    @Test func `the synthesiser plays each note at its pitch and in its time`() throws {
      let output = try SharedBrowser.run(
        try WebRig(),
        """
        with Browser() as browser:
          browser.open(page)
          print(browser.run(\"\"\"import('/page/synth.js').then(async ({ synthesiser }) => {
            const context = new OfflineAudioContext(1, 3 * 48000, 48000);
            const synth = synthesiser(context);
            synth.play([0x91, 33, 100], 0.5, 'bass');
            synth.play([0x81, 33, 64], 1, 'bass');
            synth.play([0x99, 42, 100], 2, 'drums');
            synth.play([0x92, 60, 100], 2.5, 'keys');
            synth.play([0xb2, 123, 0], 2.6, 'keys');
            const sound = (await context.startRendering()).getChannelData(0);
            const part = (from, to) => sound.slice(from * 48000, to * 48000);
            const isHeard = (from, to) => part(from, to).some((sample) => Math.abs(sample) > 0.01);
            const bass = part(0.6, 1);
            const waves = bass.filter((sample, index) => index && bass[index - 1] < 0 && sample >= 0).length;
            return [Math.abs(waves - 22) <= 1,
              ...[[0, 0.5], [0.51, 0.6], [1.5, 2], [2, 2.1], [2.51, 2.6], [2.95, 3]].map((times) => isHeard(...times))].join();
          })\"\"\"))
        """)
      #expect(output == ["true,false,true,false,true,true,false"])
    }

    @Test func `a clock elsewhere is followed by what came fastest, in the last seconds`() throws {
      let output = try SharedBrowser.run(
        try WebRig(),
        """
        with Browser() as browser:
          browser.open(page)
          print(browser.run(\"\"\"import('/page/clock.js').then(({ follow }) => {
            const later = follow();
            return [[0, 5], [1, 6.2], [2, 6.9], [6, 11.1], [20, 26], [21, 26.4]].map((times) => later(...times).toFixed(1)).join();
          })\"\"\"))
        """)
      #expect(output == ["5.0,5.0,4.9,4.9,6.0,5.4"])
    }

    /// An oscillator stands for the microphone.
    @Test func `the microphone is played into the patch, and what is heard in it is told`() throws {
      let rig = try WebRig()
      let taker = StillTaker()
      rig.taker = taker
      _ = rig.target.board.edit([.addNode(id: "web", kind: "web_capture", values: [])])
      let output = try SharedBrowser.run(
        rig,
        """
        with Browser() as browser:
          browser.before(\"\"\"
            navigator.mediaDevices.getUserMedia = async (wanted) => {
              window.wanted = wanted;
              const context = new AudioContext();
              const tone = new OscillatorNode(context, { frequency: 440 });
              const end = context.createMediaStreamDestination();
              tone.connect(end);
              tone.start();
              return end.stream;
            };\"\"\")
          browser.size(360, 640)
          browser.open(page)
          browser.wait("document.getElementById('status').dataset.state === 'good'")
          browser.press("[data-view=listen]")
          browser.press("#microphone:not([hidden])")
          browser.wait("document.getElementById('heard').textContent === 'web listens'")
          print(browser.run("Object.values(wanted.audio).some(Boolean)"), browser.run(SMALL), browser.run(PALE))
          now()
          browser.wait("document.getElementById('heard').textContent.includes('hears')")
          print(browser.run("document.getElementById('heard').textContent"))
          browser.press("#microphone")
          browser.wait("document.getElementById('microphone').getAttribute('aria-pressed') === 'false'")
          print(browser.run("document.getElementById('microphone').textContent"))
        """
      ) {
        rig.turn(until: { taker.samples.count > 48_000 })
        rig.web.tell(
          HeardChord(
            node: "ear", harte: "A:min7", symbol: "Am7", confidence: 0.75, isSettled: true,
            frame: 96_000), taker)
      }
      #expect(
        output == ["False [] []", "now", "ear hears Am7, 75 % sure", "Play into web"])
      rig.turn(until: { taker.endCount > 0 })
      #expect(taker.endCount == 1)
      let samples = taker.samples
      let rises = samples.indices.dropFirst().filter { samples[$0 - 1] < 0 && samples[$0] >= 0 }
      let periods = zip(rises, rises.dropFirst()).map { $1 - $0 }.sorted()
      let period = try #require(periods.isEmpty ? nil : periods[periods.count / 2])
      #expect(abs(taker.rate / Double(period) - 440) < 10)
    }
  }
}
