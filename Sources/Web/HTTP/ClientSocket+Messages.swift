import NIOCore
private import NIOWebSocket
private import OSCControl

/// What the messages of a web socket mean, by its role.
extension ClientSocket {
  /// Hands over a binary message: OSC, or sound.
  func take(_ context: ChannelHandlerContext, _ data: ByteBuffer) {
    switch role {
    case .query: leave(.packet(Array(data.readableBytesView), from: peer))
    case .sound:
      guard let format else {
        refuse(context, SoundProblem("say first how the sound is written"))
        return
      }
      guard let samples = format.samples(data) else {
        refuse(context, SoundProblem("a message must hold whole frames"))
        return
      }
      leave(.sound(samples, rate: format.rate, from: peer.connection))
    case .music: end(context, .protocolError)
    }
  }

  /// Does what a text says: it shows a token, asks something of OSCQuery, or says how sound is written.
  func obey(_ context: ChannelHandlerContext, _ text: String) {
    let command = QueryCommand(text)
    if let command, command.command == "TOKEN" {
      right = services.door.right(of: address, token: command.data)
      if isTrusted, let number { services.clients[number]?.trust() }
    }
    guard isTrusted else {
      end(context, .policyViolation)
      return
    }
    guard command?.command != "TOKEN" else { return }
    switch role {
    case .sound(let node): begin(context, text, node: node)
    case .query:
      if let command { leave(.command(command, from: peer)) } else { end(context, .protocolError) }
    case .music: end(context, .protocolError)
    }
  }

  private func begin(_ context: ChannelHandlerContext, _ text: String, node: String?) {
    do throws(SoundProblem) {
      let isFirst = format == nil
      format = try SoundFormat(text)
      if isFirst { services.gate.leave(.soundBegins(peer.connection, node: node)) }
    } catch {
      refuse(context, error)
    }
  }

  /// Says what is wrong with the sound, and hangs up.
  private func refuse(_ context: ChannelHandlerContext, _ problem: SoundProblem) {
    let text = context.channel.allocator.buffer(string: SoundText.error(problem))
    write(context, .text, text)
    end(context, .init(codeNumber: 1007))
  }

  private func leave(_ item: GateItem) {
    waiting += item.weight
    services.gate.leave(item)
  }
}
