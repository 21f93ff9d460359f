import NIOCore

/// How the sound of a web socket is written: `{"rate": 48000, "format": "s16le", "channels": 1}`.
package struct SoundFormat: Equatable, Sendable {
  /// How a sample is written.
  package enum Encoding: String, CaseIterable, Sendable {
    /// Whole numbers of 16 bits, the low byte first.
    case s16le

    /// Floating point of 32 bits, full scale ±1, the low byte first.
    case f32le

    var size: Int { self == .s16le ? 2 : 4 }
  }

  /// In Hz.
  package let rate: Double
  package let encoding: Encoding
  package let channels: Int

  /// Reads what a client says before it sends sound.
  init(_ text: String) throws(SoundProblem) {
    var reader = JSONTextReader(text)
    guard text.utf8.count <= QueryCommand.limit, let fields = reader.fields(allowsNumbers: true)
    else { throw SoundProblem(#"say first {"rate": 48000, "format": "s16le", "channels": 1}"#) }
    guard let rate = fields["rate"].flatMap({ Double($0) }), 4000...192_000 ~= rate else {
      throw SoundProblem("rate must be a number from 4000 to 192000, in Hz")
    }
    guard let encoding = Encoding(rawValue: fields["format"] ?? "s16le") else {
      let names = Encoding.allCases.map(\.rawValue).joined(separator: " or ")
      throw SoundProblem("format must be " + names)
    }
    guard let channels = Int(fields["channels"] ?? "1"), 1...8 ~= channels else {
      throw SoundProblem("channels must be a number from 1 to 8")
    }
    self.rate = rate
    self.encoding = encoding
    self.channels = channels
  }

  /// The mean of the channels, or `nil` where `buffer` does not hold whole frames; what is no number
  /// becomes silence.
  func samples(_ buffer: ByteBuffer) -> [Float]? {
    var rest = buffer
    let frame = encoding.size * channels
    guard rest.readableBytes % frame == 0 else { return nil }
    let scale = 1 / Float(channels)
    var samples: [Float] = []
    samples.reserveCapacity(rest.readableBytes / frame)
    while rest.readableBytes > 0 {
      var sum: Float = 0
      for _ in 0..<channels { sum += next(&rest) }
      samples.append(sum * scale)
    }
    return samples
  }

  private func next(_ buffer: inout ByteBuffer) -> Float {
    switch encoding {
    case .s16le:
      return Float(buffer.readInteger(endianness: .little, as: Int16.self) ?? 0) / 32768
    case .f32le:
      let bits = buffer.readInteger(endianness: .little, as: UInt32.self) ?? 0
      let value = Float(bitPattern: bits)
      return value.isFinite ? min(max(value, -8), 8) : 0
    }
  }
}
