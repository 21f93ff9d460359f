import CLilv

/// What the host offers to one instance of a plugin, in memory that lives as long as the instance.
struct PluginFeatures: ~Copyable {
  /// The features that this host has.
  static let offered: Set<String> = fixedLengths.union([
    Vocabulary.urid + "map", Vocabulary.urid + "unmap", Vocabulary.options + "options",
    Vocabulary.bufferSize + "boundedBlockLength",
    Vocabulary.worker + "schedule", Vocabulary.log + "log", Vocabulary.state + "makePath",
    Vocabulary.state + "mapPath",
    Vocabulary.state + "freePath", Vocabulary.state + "loadDefaultState",
    Vocabulary.state + "threadSafeRestore",
    Vocabulary.core + "isLive", Vocabulary.core + "hardRTCapable",
    Vocabulary.core + "inPlaceBroken",
    Vocabulary.bufferSize + "coarseBlockLength",
    "http://lv2plug.in/ns/ext/port-props#supportsStrictBounds",
  ])

  /// What is offered to plugins that are run with blocks of one length.
  static var fixedLengths: Set<String> {
    [Vocabulary.bufferSize + "fixedBlockLength", Vocabulary.bufferSize + "powerOf2BlockLength"]
  }

  /// The null-terminated list that LV2 wants.
  let list: UnsafePointer<UnsafePointer<LV2_Feature>?>
  private var pieces: [UnsafeMutableRawPointer] = []

  /// Lists the features for an instance whose worker is reached by `worker`, with blocks of
  /// `lengths`.
  init(sampleRate: Double, lengths: PluginBlockLengths, worker: LV2_Worker_Schedule) {
    var pieces: [UnsafeMutableRawPointer] = []
    func keep<Value>(_ values: [Value]) -> UnsafeMutablePointer<Value> {
      let memory = UnsafeMutablePointer<Value>.allocate(capacity: values.count)
      for (index, value) in values.enumerated() { (memory + index).initialize(to: value) }
      pieces.append(UnsafeMutableRawPointer(memory))
      return memory
    }
    func feature(_ uri: String, _ memory: UnsafeMutableRawPointer?) -> UnsafePointer<LV2_Feature> {
      let text = keep(Array(uri.utf8CString))
      return UnsafePointer(keep([LV2_Feature(URI: UnsafePointer(text), data: memory)]))
    }
    let rate = keep([Float(sampleRate)])
    let fixed = lengths.isFixed ? Self.fixedLengths.sorted() : []
    let lengths = keep([lengths.minimum, lengths.maximum, lengths.usual].map(Int32.init))
    let sequence = keep([Int32(AtomBuffer.usualSize)])
    func option(
      _ key: String, _ type: String, _ value: UnsafeMutableRawPointer?
    ) -> LV2_Options_Option {
      LV2_Options_Option(
        context: LV2_OPTIONS_INSTANCE, subject: 0, key: URIDMap.number(key), size: 4,
        type: URIDMap.number(type), value: value)
    }
    let options = keep([
      option(Vocabulary.bufferSize + "minBlockLength", Vocabulary.atom + "Int", lengths),
      option(Vocabulary.bufferSize + "maxBlockLength", Vocabulary.atom + "Int", lengths + 1),
      option(Vocabulary.bufferSize + "nominalBlockLength", Vocabulary.atom + "Int", lengths + 2),
      option(Vocabulary.bufferSize + "sequenceSize", Vocabulary.atom + "Int", sequence),
      option(Self.sampleRateKey, Vocabulary.atom + "Float", rate),
      LV2_Options_Option(
        context: LV2_OPTIONS_INSTANCE, subject: 0, key: 0, size: 0, type: 0, value: nil),
    ])
    let log = keep([LV2_Log_Log()])
    plugin_fill_log(log, URIDMap.number(Vocabulary.log + "Trace"))
    let fixedFeatures: [UnsafePointer<LV2_Feature>?] = fixed.map { feature($0, nil) }
    let features: [UnsafePointer<LV2_Feature>?] =
      fixedFeatures + [
        feature(Vocabulary.urid + "map", keep([URIDMap.map])),
        feature(Vocabulary.urid + "unmap", keep([URIDMap.unmap])),
        feature(Vocabulary.options + "options", options),
        feature(Vocabulary.bufferSize + "boundedBlockLength", nil),
        feature(Vocabulary.worker + "schedule", keep([worker])),
        feature(Vocabulary.log + "log", log),
        feature(Vocabulary.state + "loadDefaultState", nil),
        feature(Vocabulary.state + "threadSafeRestore", nil),
        nil,
      ]
    list = UnsafePointer(keep(features))
    self.pieces = pieces
  }

  deinit { for piece in pieces { piece.deallocate() } }

  private static var sampleRateKey: String { "http://lv2plug.in/ns/ext/parameters#sampleRate" }
}
