/// What a channel of a Yamaha style is for, as its CASM chunk says.
///
/// Layout of the chunk: Wierzba and Bedesem, "Style Files: Introduction and Details", chapter on CASM.
/// `Ctab` (SFF1) and `Ctb2` (SFF2) share their first twenty bytes; rule and table of transposition follow in
/// the one, and in the other after two bounds, once each for notes that are low, between and high, of
/// which those between count here. A `Cntt` after a `Ctab` has the table of the second format.
struct ChannelRole: Equatable {
  /// The part it is played by, from 0: 8 and 9 drums, 10 bass, 11 and 12 chords, 13 pad, 14 and 15
  /// phrases.
  var destination: Int

  /// The chord it is written over, and how an arranger would move it to others.
  var source: SourceChord
  var transposition: NoteTransposition

  private init?(_ bytes: [UInt8], isSecondFormat: Bool) {
    guard bytes.count >= 20 else { return nil }
    destination = Int(bytes[9] & 15)
    source = SourceChord(root: Int(bytes[18]) % 12, type: Int(bytes[19]))
    let place = isSecondFormat ? 28 : 20
    transposition =
      bytes.count >= place + 2
      ? NoteTransposition(
        rule: bytes[place], table: bytes[place + 1], isSecondFormat: isSecondFormat)
      : NoteTransposition()
  }

  /// Roles by section name in small letters, and by channel.
  static func roles(in casm: ArraySlice<UInt8>) -> [String: [Int: ChannelRole]] {
    var roles: [String: [Int: ChannelRole]] = [:]
    var segments = ByteReader(casm)
    while !segments.isAtEnd, let segment = try? segments.chunk() {
      guard segment.name == "CSEG" else { continue }
      var sections: [String] = []
      var parts = ByteReader(segment.content)
      while !parts.isAtEnd, let part = try? parts.chunk() {
        switch part.name {
        case "Sdec":
          sections = String(decoding: part.content.prefix(512), as: UTF8.self)
            .split(separator: ",").map { $0.lowercased() }
        case "Ctab", "Ctb2":
          let bytes = Array(part.content.prefix(40))
          guard let role = ChannelRole(bytes, isSecondFormat: part.name == "Ctb2") else { continue }
          for section in sections { roles[section, default: [:]][Int(bytes[0] & 15)] = role }
        case "Cntt":
          let bytes = Array(part.content.prefix(2))
          guard bytes.count == 2 else { continue }
          for section in sections {
            roles[section]?[Int(bytes[0] & 15)]?.transposition.set(
              table: bytes[1], isSecondFormat: true)
          }
        default: break
        }
      }
    }
    return roles
  }
}
