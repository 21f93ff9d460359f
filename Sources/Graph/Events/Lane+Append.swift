extension Lane<MIDIEvent> {
  /// The places that only what ends a note may take, so that a flood cannot leave one hanging.
  package static var reserve: Int { 128 }

  /// Inserts `event` at its place by offset, after those of the same offset.
  ///
  /// Anything that ends nothing is dropped and counted once only the reserve is left.
  @_noLocks
  package func append(_ event: MIDIEvent) {
    let room = header.pointee.capacity - (event.isRelease ? 0 : Self.reserve)
    guard header.pointee.count < room else {
      header.pointee.dropped += 1
      return
    }
    var index = header.pointee.count
    while index > 0, elements[index - 1].offset > event.offset {
      elements[index] = elements[index - 1]
      index -= 1
    }
    elements[index] = event
    header.pointee.count += 1
  }

  /// Inserts all events of `other`.
  @_noLocks
  package func merge(_ other: Lane<MIDIEvent>) {
    for index in 0..<other.header.pointee.count { append(other.elements[index]) }
  }
}

extension Lane<Event> {
  /// Inserts `event` at its place by offset, or counts it as dropped where the lane is full.
  @_noLocks
  package func append(_ event: Event) {
    guard header.pointee.count < header.pointee.capacity else {
      header.pointee.dropped += 1
      return
    }
    var index = header.pointee.count
    while index > 0, elements[index - 1].offset > event.offset {
      elements[index] = elements[index - 1]
      index -= 1
    }
    elements[index] = event
    header.pointee.count += 1
  }

  /// Inserts all events of `other`.
  @_noLocks
  package func merge(_ other: Lane<Event>) {
    for index in 0..<other.header.pointee.count { append(other.elements[index]) }
  }
}
