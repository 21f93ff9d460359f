import OSCControl

/// Where in the set list we are, as OSC tells it.
struct SetlistReport {
  /// The number from 1, how many there are, the list's name, the patch.
  let arguments: [OSCArgument]

  init(_ setlist: Setlist) {
    arguments = [
      .int(Int32(setlist.position + 1)), .int(Int32(setlist.patches.count)), .string(setlist.name),
      .string(setlist.patches[setlist.position]),
    ]
  }
}
