import Foundation
import TestSupport
import Testing

@testable import Daemon

/// A script plays into a running strumd, and hears its band, over web sockets.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct LiveSoundTests {
  private let stage: LiveStage

  init() async throws { stage = try await LiveStage() }

  private static let patch = """
    tempo: 120
    clock: internal
    nodes:
      - id: phone
        kind: web_capture
        limit: 10
      - id: ear
        kind: chord
      - id: voices
        kind: chords_to_midi
      - id: synth
        kind: midi_out
    wires:
      - phone -> ear -> voices -> synth
    """

  /// Four seconds of a chord each, in equal temperament, with a few partials.
  private static let script = """
    import json, sys, time, threading
    import numpy as np
    from websockets.sync.client import connect
    base, rate = sys.argv[1], 44100
    def chord(*keys):
      t = np.arange(4 * rate) / rate
      tones = sum(np.sin(2 * np.pi * 440 * 2 ** ((k - 69) / 12) * n * t) / n ** 1.5 for k in keys for n in range(1, 6))
      return 0.08 * np.exp(-t) * tones
    sound = np.concatenate([chord(48, 55, 60, 64, 67), chord(45, 52, 57, 60, 64), chord(43, 50, 55, 59, 62)])
    heard, notes = [], []
    with connect(base + "ws/midi") as music, connect(base + "ws") as socket:
      def listen():
        try:
          for text in music:
            for event in json.loads(text)["events"]: notes.append(event)
        except Exception: pass
      threading.Thread(target=listen, daemon=True).start()
      socket.send(json.dumps({"rate": rate, "format": "f32le", "channels": 1}))
      print(json.loads(socket.recv())["node"])
      def take():
        try:
          while True:
            said = json.loads(socket.recv(timeout=0.001))
            if said["type"] == "chord": heard.append(said)
            else: state.update(said)
        except TimeoutError: pass
      state, start, chunk = {}, time.monotonic(), rate // 50
      for index in range(0, len(sound), chunk):
        socket.send(sound[index:index + chunk].astype("<f4").tobytes())
        take()
        time.sleep(max(0, start + index / rate - time.monotonic()))
      end = time.monotonic() + 120
      while time.monotonic() < end and not (heard and heard[-1]["time"] > 12): take(); time.sleep(0.05)
      time.sleep(0.2)
    def at(second):
      known = [h for h in heard if h["time"] <= second]
      return known[-1]["chord"] if known else "none"
    print(" ".join(at(second) for second in (3.5, 7.5, 11.5)))
    print(all(0 <= h["confidence"] <= 1 and 0 <= h["time"] < 16 for h in heard), state["overrun"])
    ons = [n for n in notes if n["data"][0] & 0xF0 == 0x90 and n["data"][2] > 0]
    print(len(ons) >= 9, {n["port"] for n in ons}, all(a["time"] <= b["time"] for a, b in zip(ons, ons[1:])))
    """

  /// Where `strumd` has its web sockets.
  private func sockets(of strumd: LiveProcess) throws -> String {
    "ws" + (try stage.page(of: strumd)).dropFirst(4)
  }

  @Test func `chords are recognised in what a script plays, and the answer is heard`() async throws
  {
    try await stage.startServer()
    let strumd = try await stage.startStrumd(Self.patch)
    let output = try stage.run([Checkout.python, "-c", Self.script, try sockets(of: strumd)])
    let lines = output.split(separator: "\n").map(String.init)
    #expect(lines.first == "phone", "\(output)")
    #expect(lines.dropFirst().first == "C:maj A:min G:maj", "\(output)")
    #expect(lines.dropFirst(2) == ["True 0", "True {'synth'} True"], "\(output)")
  }

  /// Plays a chord into the page, as if by the microphone, and waits for what comes of it.
  private static let visitor = """
    import sys
    sys.path.insert(0, sys.argv[2])
    from browser import Browser
    with Browser() as browser:
      browser.before(\"\"\"
        navigator.mediaDevices.getUserMedia = async () => {
          const context = new AudioContext();
          const end = context.createMediaStreamDestination();
          for (const key of [48, 55, 60, 64, 67]) for (let part = 1; part < 6; part += 1) {
            const tone = new OscillatorNode(context, { frequency: part * 440 * 2 ** ((key - 69) / 12) });
            tone.connect(new GainNode(context, { gain: 0.06 / part ** 1.5 })).connect(end);
            tone.start();
          }
          return end.stream;
        };\"\"\")
      browser.size(360, 640)
      browser.open(sys.argv[1])
      browser.wait("document.getElementById('status').dataset.state !== 'lost'")
      browser.press("#play")
      browser.press("[data-view=listen]")
      browser.press("#microphone:not([hidden])")
      browser.wait("document.getElementById('heard').textContent.startsWith('ear hears C,')")
      browser.wait("document.getElementById('chord').dataset.symbol === 'C'")
      browser.wait("import('/page/play.js').then((play) => play.level() > 0.001)")
      print("heard")
    """

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/chromium")))
  func `a browser plays into the patch, and the band is heard in it`() async throws {
    try await stage.startServer()
    let strumd = try await stage.startStrumd(Self.patch)
    let folder = Checkout.path("Tests/WebTests")
    let output = try stage.run(
      [Checkout.python, "-c", Self.visitor, try stage.page(of: strumd), folder])
    #expect(output.contains("heard"), "\(output)")
  }

  /// Prints what the band plays.
  private static let listener = """
    import json, sys
    from websockets.sync.client import connect
    with connect(sys.argv[1] + "ws/midi") as music:
      print("listens", flush=True)
      for text in music:
        for event in json.loads(text)["events"]: print(event["port"], *event["data"], flush=True)
    """

  @Test(arguments: ["server", "patch"])
  func `a note is ended for who hears it by web, also where its port goes`(
    with lost: String
  ) async throws {
    try await stage.startServer()
    let strumd = try await stage.startStrumd(LiveStage.soundAndNotes)
    let peer = try await stage.startPeer()
    let listener = try stage.start(
      [Checkout.python, "-c", Self.listener, try sockets(of: strumd)])
    try await eventually("a listener") { listener.output.contains("listens") }
    try await peer.hold(60, to: [[1, 60]])
    try await eventually("the note") { listener.output.contains("synth 145 60") }
    if lost == "server" {
      try await stage.killServer()
    } else {
      try stage.write(LiveStage.sound)
      strumd.send(SIGHUP)
    }
    try await eventually("its end") { listener.output.contains("synth 129 60") }
  }
}
