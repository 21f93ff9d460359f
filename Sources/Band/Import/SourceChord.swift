/// The chord that a part of a Yamaha style is written over.
struct SourceChord: Equatable {
  /// In semitones above C.
  var root = 0

  /// Yamaha's number of the chord's type, 0 for major, 33 at most.
  var type = 0

  /// The types, in the order of Wierzba and Bedesem, "Style Files: Introduction and Details" (version
  /// 2.1, 2015), chapter on CASM.
  var isMinor: Bool { (8...18).contains(type) }

  private var third: Int {
    switch type {
    case 20, 32: 5
    case 33: 2
    default: isMinor ? 3 : 4
    }
  }

  private var fifth: Int {
    switch type {
    case 7, 28, 29: 8
    case 11, 17, 18, 21: 6
    default: 7
    }
  }

  private var seventh: Int {
    switch type {
    case 10, 11, 13, 14, 19...27, 29: 10
    case 18: 9
    default: 11
    }
  }

  /// The degree, 1 to 7, of a note `interval` semitones, 0 to 11, above the root.
  func degree(of interval: Int) -> Int {
    switch interval {
    case 0: 1
    case third: 3
    case fifth: 5
    case seventh: 7
    default: [1, 2, 2, 3, 3, 4, 5, 5, 6, 6, 7, 7][interval]
    }
  }
}
