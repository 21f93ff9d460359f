import CLilv
private import Glibc
private import Synchronization

/// Small numbers for long addresses, the same for all plugins; plugins ask for them on any thread
/// but the audio thread.
package enum URIDMap {
  private struct Table {
    var numbers: [String: UInt32] = [:]

    /// C strings that are never freed: plugins keep pointers to them.
    var texts: [UnsafePointer<CChar>] = []
  }

  private static let table = Mutex(Table())

  /// The number of `uri`, 1 or more.
  package static func number(_ uri: String) -> UInt32 {
    table.withLock { table in
      if let number = table.numbers[uri] { return number }
      guard let copy = strdup(uri) else { return 0 }
      table.texts.append(UnsafePointer(copy))
      let number = UInt32(table.texts.count)
      table.numbers[uri] = number
      return number
    }
  }

  /// The address whose number is `number`, which lives as long as the process; `nil` for none.
  static func text(_ number: UInt32) -> UnsafePointer<CChar>? {
    table.withLock { table in
      number > 0 && Int(number) <= table.texts.count ? table.texts[Int(number) - 1] : nil
    }
  }

  static var map: LV2_URID_Map { LV2_URID_Map(handle: nil, map: mapURI) }
  static var unmap: LV2_URID_Unmap { LV2_URID_Unmap(handle: nil, unmap: unmapURI) }
}

private func mapURI(_ handle: UnsafeMutableRawPointer?, _ uri: UnsafePointer<CChar>?) -> UInt32 {
  uri.map { URIDMap.number(String(cString: $0)) } ?? 0
}

private func unmapURI(
  _ handle: UnsafeMutableRawPointer?, _ number: UInt32
) -> UnsafePointer<CChar>? { URIDMap.text(number) }
