/// What a channel of a Yamaha style is for, as its CASM chunk says.
///
/// Layout of the chunk: Wierzba & Bede, "Style Files: Introduction and Details", chapter on CASM. `Ctab`
/// (SFF1) and `Ctb2` (SFF2) share their first twenty bytes, which is all that is needed here: how an
/// arranger would transpose a part (NTR, NTT) matters only to one that keeps its notes, and a style of
/// ours keeps degrees.
struct ChannelRole: Equatable {
  /// The part it is played by, from 0: 8 and 9 drums, 10 bass, 11 and 12 chords, 13 pad, 14 and 15
  /// phrases.
  var destination: Int

  /// The chord it is written over: its root in semitones above C, and its type, 0 for major.
  var root: Int
  var chordType: Int

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
          let bytes = Array(part.content.prefix(20))
          guard bytes.count == 20 else { continue }
          let role = ChannelRole(
            destination: Int(bytes[9] & 15), root: Int(bytes[18]) % 12,
            chordType: Int(bytes[19]))
          for section in sections { roles[section, default: [:]][Int(bytes[0] & 15)] = role }
        default: break
        }
      }
    }
    return roles
  }
}
