/// Why bytes are no OSC packet.
package enum OSCError: Error, Equatable, CustomStringConvertible {
  case tooLarge(byteCount: Int)
  case notAligned(byteCount: Int)
  case tooDeep
  case elementSize(Int32)
  case address
  case typeTags
  case unknownTag(UInt8)
  case arguments
  case tooManyArguments(Int)
  case tooManyMessages

  package var description: String {
    switch self {
    case .tooLarge(let count):
      "packet of \(count) bytes; at most \(PacketBounds.packetSize) are taken"
    case .notAligned(let count):
      "packet of \(count) bytes; an OSC packet is a multiple of 4 bytes and not empty"
    case .tooDeep: "bundles nested deeper than \(PacketBounds.depth)"
    case .elementSize(let size): "a bundle element claims \(size) bytes, which do not fit"
    case .address:
      "the address must begin with '/', be printable ASCII of at most "
        + "\(PacketBounds.addressSize) bytes, and end with a zero byte"
    case .typeTags: "the type tags must begin with ',' and end with a zero byte"
    case .unknownTag(let tag):
      "unknown type tag '\(Character(UnicodeScalar(tag)))'; known are i f s b h d t S c m T F N I"
    case .arguments: "the arguments do not fill the message as its type tags say"
    case .tooManyArguments(let count):
      "\(count) arguments; at most \(PacketBounds.argumentCount) are taken"
    case .tooManyMessages:
      "a bundle of more than \(PacketBounds.messageCount) messages and bundles; send several"
    }
  }
}
