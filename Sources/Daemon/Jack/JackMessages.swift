private import CJack
import Synchronization

/// What libjack has to say, which it would print by itself.
enum JackMessages {
  /// Whether libjack's complaints are expected, because we look for a server that may not be there.
  static let areExpected = Atomic(false)

  /// Takes libjack's messages over.
  static func take() {
    jack_set_error_function(jackComplained)
    jack_set_info_function(jackInformed)
  }
}

private func jackComplained(_ text: UnsafePointer<CChar>?) {
  guard let text, !JackMessages.areExpected.load(ordering: .relaxed) else { return }
  Log.info("libjack: " + String(cString: text))
}

private func jackInformed(_ text: UnsafePointer<CChar>?) {}
