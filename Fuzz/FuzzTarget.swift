import Band
import Chart
import Graph
import Nodes
import OSCControl
import PatchFile
import YAML

@testable import Web

/// A part that reads what strangers send.
enum FuzzTarget: String, CaseIterable {
  case osc, pattern, stream, patch, style, chart, midi, web, http, binding, wave, score

  func feed(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    switch self {
    case .osc: Self.feedPacket(bytes)
    case .pattern: Self.feedPattern(text)
    case .stream: Self.feedStream(bytes)
    case .patch: _ = try? PatchDocument(bytes, name: "patch.yaml", kinds: Self.kinds)
    case .style: _ = try? StyleFile.parse(text, name: "style.yaml")
    case .chart: Self.feedChart(bytes)
    case .midi: _ = try? StyleImport(bytes, name: "style.mid")
    case .web: _ = QueryCommand(text)
    case .http: Self.feedHTTP(bytes)
    case .binding: Self.feedBinding(text)
    case .wave: Self.feedWave(bytes)
    case .score: Self.feedScore(bytes)
    }
  }

  private static let kinds = NodeKinds.linked

  /// What was read is written and read again as the same.
  private static func feedPacket(_ bytes: [UInt8]) {
    guard let packet = try? OSCPacket(bytes) else { return }
    guard let again = try? OSCPacket(packet.bytes) else {
      fatalError("\(packet) is not read again")
    }
    precondition(again.bytes == packet.bytes, "a packet is not written as it was read")
  }

  /// The first line is a pattern, the rest an address, no longer than one may be; neither may take long.
  private static func feedPattern(_ text: String) {
    let parts = text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
    guard let pattern = try? AddressPattern(String(parts[0])) else { return }
    let address = parts.count > 1 ? parts[1] : "/node/band/style"
    _ = pattern.matches(
      String(decoding: address.utf8.prefix(PacketBounds.addressSize), as: UTF8.self))
  }

  /// The stream is cut where its first byte says, and read the same in one piece.
  private static func feedStream(_ bytes: [UInt8]) {
    guard let cut = bytes.first.map({ Int($0) % bytes.count }) else { return }
    let whole = packets([bytes])
    let pieces = packets([Array(bytes[..<cut]), Array(bytes[cut...])])
    precondition(whole == pieces, "a stream is read in pieces as something else")
  }

  private static func packets(_ pieces: [[UInt8]]) -> [[UInt8]] {
    var reader = FrameReader()
    var packets: [[UInt8]] = []
    for piece in pieces {
      let isRead = piece.withUnsafeBytes { bytes in
        do throws(FrameReader.Problem) {
          try reader.read(bytes) { packets.append($0) }
          return true
        } catch {
          return false
        }
      }
      if !isRead { break }
    }
    return packets
  }

  private static func feedChart(_ bytes: [UInt8]) {
    for name in ["song.cho", "song.yaml"] {
      guard let chart = try? ChartFile.parse(bytes, name: name) else { continue }
      _ = (chart.beats, chart.yaml, chart.chordPro)
    }
  }

  private static func feedBinding(_ text: String) {
    guard let binding = try? MIDIBinding(text) else { return }
    guard let again = try? MIDIBinding(binding.description) else {
      fatalError("\(binding) is not read again")
    }
    precondition(again == binding, "a binding is not written as it was read")
  }
}
