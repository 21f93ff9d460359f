import Testing

@testable import Graph

/// A back end that writes down what it is asked for.
private final class PortLog: PortProvider {
  var lines: [String] = []
  private var count = 0

  func open(_ name: String, _ declaration: ExternalPortDeclaration) -> UnsafeMutableRawPointer? {
    count += 1
    lines.append("open \(name) \(declaration.direction) \(declaration.medium)")
    return UnsafeMutableRawPointer(bitPattern: 64 * count)
  }

  func close(_ name: String, handle: UnsafeMutableRawPointer?) {
    lines.append("close \(name) \(UInt(bitPattern: handle) / 64)")
  }

  func rename(_ name: String, to other: String) { lines.append("rename \(name) \(other)") }

  func hear(_ sequencerPorts: [String], port: String) {
    lines.append("hear \(sequencerPorts.joined(separator: ",")) \(port)")
  }

  func want(_ connections: [String], node: String, ports: [String]) {}

  /// The names whose ledgers are lent out.
  private(set) var lent: [UnsafeMutablePointer<UInt64>: String] = [:]

  func ledger(for name: String) -> NoteLedger? {
    let ledger = NoteLedger.allocate()
    lent[ledger.words] = name
    return ledger
  }

  func release(_ ledger: NoteLedger) {
    lent[ledger.words] = nil
    ledger.deallocate()
  }

  deinit { for words in lent.keys { NoteLedger(words).deallocate() } }
}

/// Takes in messages under the name that a sink would give its sound.
private struct Intake: Node, ~Copyable {
  static let declaration = NodeDeclaration(
    kind: "intake", family: "test", doc: "Takes in messages.",
    outputs: [.midi("out", "The messages.")], settings: [.connect],
    externals: [ExternalPortDeclaration(.input, .midi)])

  init(_ context: NodeContext) throws(NodeError) {}

  @_noLocks
  mutating func process(_ cycle: borrowing Cycle) { cycle.receive(external: 0, to: 0) }
}

@Suite struct PortTests {
  private let log = PortLog()
  private let engine: Engine

  init() {
    engine = Engine(
      EngineConfiguration(
        sampleRate: 48_000, maximumFrameCount: 64, environment: Environment(isOffline: true)),
      kinds: NodeKinds([NodeKind(Sink.self), NodeKind(Intake.self)]), provider: log)
  }

  private func play(_ kind: String?) throws {
    let nodes = kind.map { [PatchNode(id: "x", kind: $0)] } ?? []
    try engine.load(makePatch(nodes + [PatchNode(id: "out", kind: "sink")], []))
    run()
  }

  private func run() {
    for _ in 0..<40 {
      cycle()
      engine.poll()
    }
  }

  private func cycle() {
    engine.executor.pointee.begin()
    engine.executor.pointee.run(64)
  }

  @Test func `a port is closed when its node is gone, and not before`() throws {
    try play("sink")
    #expect(log.lines.count == 4)
    try play(nil)
    #expect(log.lines.suffix(2).sorted() == ["close x 1", "close x_midi 2"])
  }

  @Test func `a lent ledger is given back with its port, whatever that is called by then`() throws {
    try play("sink")
    #expect(log.lent.values.sorted() == ["out_midi", "x_midi"])
    try rename("x", to: "y")
    try play(nil)
    #expect(log.lent.values.sorted() == ["out_midi"])
  }

  @Test func `a port of another sort gets its name once that is free`() throws {
    try play("sink")
    log.lines = []
    try play("intake")
    let names = log.lines.filter { !$0.contains("x_midi") }
    #expect(names == ["close x 1", "open x input midi"])
    let slot = try #require(engine.instances["x"]?.externals.first).slot
    #expect(slot.pointee.handle == UnsafeMutableRawPointer(bitPattern: 64 * 5))
  }

  @Test func `a port gets its name however many commands wait when that is free`() throws {
    try play("sink")
    try engine.load(
      makePatch([PatchNode(id: "x", kind: "intake"), PatchNode(id: "out", kind: "sink")], []))
    for _ in 0..<40 where !engine.isIdle { cycle() }
    while engine.steer(.tempo(120)) {}
    engine.poll()
    // So many commands take more than one cycle.
    for _ in 0..<10 { run() }
    let slot = try #require(engine.instances["x"]?.externals.first).slot
    #expect(slot.pointee.handle == UnsafeMutableRawPointer(bitPattern: 64 * 5))
  }

  @Test func `a port that was opened anew is not bound to what it was before`() throws {
    try play("sink")
    try engine.load(
      makePatch([PatchNode(id: "x", kind: "intake"), PatchNode(id: "out", kind: "sink")], []))
    for _ in 0..<40 where !log.lines.contains("open x input midi") {
      cycle()
      engine.poll()
    }
    // Before the audio thread has taken up the name, there is another server.
    engine.reopenPorts()
    let slot = try #require(engine.instances["x"]?.externals.first).slot
    let handle = try #require(slot.pointee.handle)
    run()
    #expect(slot.pointee.handle == handle)
  }

  private func rename(_ id: String, to name: String, without other: String? = nil) throws {
    var version = engine.version
    version.patch.nodes.removeAll { $0.id == other }
    version.patch = version.patch.renaming([id: name])
    version.noteRename(of: id, to: name)
    try engine.load(version)
    run()
  }

  @Test func `the ports of a node that gets another name are renamed`() throws {
    try play("sink")
    let slots = engine.instances["x"]?.externals.map(\.slot)
    log.lines = []
    try rename("x", to: "y")
    #expect(log.lines == ["rename x y", "rename x_midi y_midi"])
    #expect(engine.instances["y"]?.externals.map(\.slot) == slots)
    #expect(engine.instances["y"]?.externals.map(\.name) == ["y", "y_midi"])
    try play(nil)
    #expect(log.lines.suffix(2).sorted() == ["close y 1", "close y_midi 2"])
  }

  @Test func `a node whose new name has ports still is made anew`() throws {
    try play("sink")
    log.lines = []
    try rename("x", to: "out", without: "out")
    #expect(log.lines.sorted() == ["close x 1", "close x_midi 2"])
    #expect(engine.patch.nodes.map(\.id) == ["out"])
    #expect(engine.instances["out"]?.externals.map(\.name) == ["out", "out_midi"])
  }
}
