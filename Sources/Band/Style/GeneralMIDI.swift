/// The drum map of General MIDI, by the names that style files use.
package enum GeneralMIDI {
  /// The keys that the house itself asks for: in a count-in, where a phrase begins, and on the last beat.
  package static let kick: UInt8 = 36
  package static let sideStick: UInt8 = 37
  package static let crash: UInt8 = 49

  /// The key of each drum and cymbal.
  package static let drums: [String: UInt8] = [
    "kick": kick, "side stick": sideStick, "snare": 38, "clap": 39, "floor tom": 43,
    "closed hat": 42, "pedal hat": 44, "open hat": 46, "low tom": 45, "mid tom": 47,
    "high tom": 50, "crash": crash, "ride": 51, "ride bell": 53, "splash": 55, "cowbell": 56,
    "tambourine": 54, "shaker": 82, "maracas": 70, "claves": 75, "high conga": 63,
    "low conga": 64, "triangle": 81, "china": 52, "vibraslap": 58, "high bongo": 60,
    "low bongo": 61, "mute conga": 62, "high timbale": 65, "low timbale": 66, "high agogo": 67,
    "low agogo": 68, "cabasa": 69, "guiro": 73, "long guiro": 74, "high wood block": 76,
    "low wood block": 77, "mute cuica": 78, "cuica": 79, "mute triangle": 80, "jingle bell": 83,
    "castanets": 85, "mute surdo": 86, "surdo": 87,
  ]

  private static let openHat: UInt8 = 46

  /// The closed hat and the pedal's.
  private static let closedHats: Set<UInt8> = [42, 44]

  /// The crash, the china and the splash.
  private static let crashes: Set<UInt8> = [crash, 52, 55]

  /// The hat, closed and open, the ride and its bell.
  private static let ridden: Set<UInt8> = [42, openHat, 51, 53]

  /// Whether a drummer who strikes `other` cannot strike `key` at once: a hat is open or closed, and the hand that
  /// rides a cymbal or the hat is the one that goes to a crash.
  static func takesOver(from key: UInt8, by other: UInt8) -> Bool {
    (closedHats.contains(key) && other == openHat)
      || (ridden.contains(key) && crashes.contains(other))
  }
}
