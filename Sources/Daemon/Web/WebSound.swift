private import Graph
import Nodes
import Web

/// Leads the sound of web sockets to the nodes of the patch that take it.
final class WebSound: SoundTaker {
  private struct Stream {
    let node: String
    var feed: WebFeed
  }

  private let player: PatchPlayer

  /// By the number of the web socket.
  private var streams: [UInt32: Stream] = [:]

  init(player: PatchPlayer) { self.player = player }

  func begin(_ connection: UInt32, node: String?) throws(SoundProblem) -> SoundPlace {
    end(connection)
    let taken = Set(streams.values.map(\.node))
    let places = player.engine.patch.nodes.map(\.id).filter { feed(of: $0) != nil }
    guard !places.isEmpty else {
      throw SoundProblem("the patch has no web_capture node to play into")
    }
    if let node, !places.contains(node) {
      let names = places.joined(separator: ", ")
      throw SoundProblem("there is no web_capture node '\(node)'; there is " + names)
    }
    guard let place = (node.map { [$0] } ?? places).first(where: { !taken.contains($0) }),
      let feed = feed(of: place)
    else { throw SoundProblem("somebody else plays into it") }
    feed.begin()
    streams[connection] = Stream(node: place, feed: feed)
    return SoundPlace(node: place, rate: player.engine.configuration.sampleRate)
  }

  func take(_ samples: [Float], rate: Double, from connection: UInt32) -> SoundState? {
    guard var stream = streams[connection], let feed = feed(of: stream.node) else {
      end(connection)
      return nil
    }
    if feed !== stream.feed {
      // The patch was loaded again, with another node of that name.
      stream.feed.end()
      feed.begin()
      stream.feed = feed
      streams[connection] = stream
    }
    feed.offer(samples, rate: rate)
    return SoundState(
      buffered: feed.buffered, underruns: feed.underruns, overrun: feed.overrun)
  }

  func end(_ connection: UInt32) { streams.removeValue(forKey: connection)?.feed.end() }

  func position(of frame: Int64, in connection: UInt32) -> Double? {
    streams[connection]?.feed.position(of: frame)
  }

  private func feed(of node: String) -> WebFeed? {
    player.engine.instances[node]?.job(WebFeed.self)
  }
}
