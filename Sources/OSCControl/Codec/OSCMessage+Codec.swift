private import CLo

extension OSCMessage {
  /// Reads one message; liblo sees the bytes only once they are proven to be well formed.
  init(decoding bytes: UnsafeRawBufferPointer) throws(OSCError) {
    let tags = try PacketBounds.check(message: bytes)
    let address = String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    guard tags != nil else {
      self.init(address, [])
      return
    }
    var result: Int32 = 0
    let start = UnsafeMutableRawPointer(mutating: bytes.baseAddress)
    guard let message = lo_message_deserialise(start, bytes.count, &result) else {
      throw .arguments
    }
    defer { lo_message_free(message) }
    self.init(address, Self.arguments(of: message))
  }

  private static func arguments(of message: lo_message) -> [OSCArgument] {
    guard let types = lo_message_get_types(message), let values = lo_message_get_argv(message)
    else { return [] }
    return (0..<Int(lo_message_get_argc(message))).map { index in
      argument(UInt8(bitPattern: types[index]), values[index])
    }
  }

  private static func argument(
    _ tag: UInt8, _ value: UnsafeMutablePointer<lo_arg>?
  ) -> OSCArgument {
    switch (UnicodeScalar(tag), value) {
    case ("T", _): .bool(true)
    case ("F", _): .bool(false)
    case ("I", _): .impulse
    case ("i", let value?): .int(raw(value))
    case ("f", let value?): .float(Float(bitPattern: raw(value)))
    case ("h", let value?): .long(raw(value))
    case ("d", let value?): .double(Double(bitPattern: raw(value)))
    case ("t", let value?): .time(time(value))
    case ("c", let value?): .character(UInt8(truncatingIfNeeded: raw(value) as UInt32))
    case ("m", let value?): .midi(UInt32(bigEndian: raw(value)))
    case ("s", let value?): .string(text(value))
    case ("S", let value?): .symbol(text(value))
    case ("b", let value?): .blob(blob(value))
    default: .null
    }
  }

  /// The argument's first bytes, which liblo has put in the machine's order but not aligned.
  private static func raw<Value: BitwiseCopyable>(_ value: UnsafeMutablePointer<lo_arg>) -> Value {
    UnsafeRawPointer(value).loadUnaligned(as: Value.self)
  }

  private static func text(_ value: UnsafeMutablePointer<lo_arg>) -> String {
    String(cString: UnsafeRawPointer(value).assumingMemoryBound(to: CChar.self))
  }

  private static func time(_ value: UnsafeMutablePointer<lo_arg>) -> OSCTime {
    let time: lo_timetag = raw(value)
    return OSCTime(seconds: time.sec, fraction: time.frac)
  }

  private static func blob(_ value: UnsafeMutablePointer<lo_arg>) -> [UInt8] {
    let size: Int32 = raw(value)
    return Array(UnsafeRawBufferPointer(start: UnsafeRawPointer(value) + 4, count: Int(size)))
  }

  /// The message's bytes.
  package var bytes: [UInt8] {
    let message = lo_message_new()
    defer { lo_message_free(message) }
    for argument in arguments { Self.add(argument, to: message) }
    let size = lo_message_length(message, address)
    return Array(unsafeUninitializedCapacity: size) { buffer, count in
      var written = 0
      lo_message_serialise(message, address, buffer.baseAddress, &written)
      count = written
    }
  }

  private static func add(_ argument: OSCArgument, to message: lo_message?) {
    switch argument {
    case .int(let value): lo_message_add_int32(message, value)
    case .float(let value): lo_message_add_float(message, value)
    case .string(let value): lo_message_add_string(message, value)
    case .blob(let value): add(value, to: message)
    case .long(let value): lo_message_add_int64(message, value)
    case .double(let value): lo_message_add_double(message, value)
    case .time(let value):
      lo_message_add_timetag(message, lo_timetag(sec: value.seconds, frac: value.fraction))
    case .symbol(let value): lo_message_add_symbol(message, value)
    case .character(let value): lo_message_add_char(message, CChar(bitPattern: value))
    case .midi(let value):
      var bytes = OSCPacket.bigEndian(value)
      lo_message_add_midi(message, &bytes)
    case .bool(true): lo_message_add_true(message)
    case .bool(false): lo_message_add_false(message)
    case .null: lo_message_add_nil(message)
    case .impulse: lo_message_add_infinitum(message)
    }
  }

  private static func add(_ bytes: [UInt8], to message: lo_message?) {
    guard !bytes.isEmpty else {
      // liblo makes no empty blob, but takes one as it lies in a message: its size, then its bytes.
      var size: Int32 = 0
      lo_message_add_blob(message, &size)
      return
    }
    let blob = bytes.withUnsafeBytes { lo_blob_new(Int32($0.count), $0.baseAddress) }
    lo_message_add_blob(message, blob)
    lo_blob_free(blob)
  }
}
