private import CJack
private import Glibc
private import NoteFile
private import Platform

/// `strumd-panic`: ends the notes that a strumd left sounding, however it ended.
///
/// systemd runs it after every end of the service; it does nothing where nothing sounds.
enum Panic {
  /// Milliseconds until we give up, beside what the cycles take in which it is done.
  private static let patience = 450

  /// How many cycles that may be; ``Outbox`` needs seven where each takes all there is for it.
  private static let cycles = 12

  /// Ends what sounds; returns 0 also where there is nothing to do.
  static func main() -> Int32 {
    do throws(NoteFileError) {
      return end(try open(NoteFilePath.find()))
    } catch {
      // No file, no notes.
      if case .refused(_, let reason) = error, reason.code == ENOENT { return 0 }
      say("\(error)")
      return 1
    }
  }

  /// Opens the note file; a process that was killed may hold it for some milliseconds more.
  private static func open(_ path: String) throws(NoteFileError) -> NoteFile {
    for _ in 0..<50 {
      do throws(NoteFileError) {
        return try NoteFile.open(path: path, creates: false)
      } catch {
        guard case .inUse = error else { throw error }
        usleep(2000)
      }
    }
    return try NoteFile.open(path: path, creates: false)
  }

  private static func end(_ notes: borrowing NoteFile) -> Int32 {
    let slots = notes.slots.filter { !$0.sounding.isEmpty }
    guard !slots.isEmpty else { return 0 }
    let server = notes.server
    jack_set_error_function(ignore)
    jack_set_info_function(ignore)
    var status = JackStatus(rawValue: 0)
    let name = server.isEmpty ? nil : server
    guard let client = jack_client_open_on("strumd-panic", name, &status) else {
      say("no JACK server runs; strumd will end its notes when it is back")
      return 1
    }
    defer { jack_client_close(client) }
    guard send(slots, client) else {
      say("the JACK server does not take the ends of notes")
      return 1
    }
    for slot in slots { slot.clear() }
    return 0
  }

  /// Sends what ends the notes of all slots, and waits until it is out.
  private static func send(_ slots: [NoteSlot], _ client: OpaquePointer) -> Bool {
    let outbox = UnsafeMutablePointer<Outbox>.allocate(capacity: 1)
    outbox.initialize(to: Outbox(capacity: slots.count))
    defer {
      jack_deactivate(client)
      outbox.deinitialize(count: 1)
      outbox.deallocate()
    }
    var ports: [(OpaquePointer, NoteSlot)] = []
    for (index, slot) in slots.enumerated() {
      let flags = UInt(JackPortIsOutput.rawValue)
      guard
        let port = jack_port_register(
          client, "out_\(index + 1)", JACK_DEFAULT_MIDI_TYPE, flags, 0)
      else { return false }
      outbox.pointee.add(port, slot.endings)
      ports.append((port, slot))
    }
    guard jack_set_process_callback(client, process, outbox) == 0, jack_activate(client) == 0
    else { return false }
    for (port, slot) in ports {
      for destination in slot.destinations {
        jack_connect(client, jack_port_name(port), destination)
      }
    }
    outbox.pointee.release()
    let rate = max(1, Int(jack_get_sample_rate(client)))
    let period = 1000 * Int(jack_get_buffer_size(client)) / rate
    for _ in 0..<patience + cycles * period {
      if outbox.pointee.isEmpty { return true }
      usleep(1000)
    }
    return false
  }

  private static func say(_ text: String) {
    var bytes = Array("strumd-panic: \(text)\n".utf8)
    bytes.withUnsafeMutableBytes { _ = write(2, $0.baseAddress, $0.count) }
  }
}

/// JACK's audio thread calls this, so it is a function: a closure could belong to an actor.
private func process(_ frameCount: jack_nframes_t, _ context: UnsafeMutableRawPointer?) -> Int32 {
  context?.assumingMemoryBound(to: Outbox.self).pointee.run(frameCount)
  return 0
}

/// Takes what libjack would print: whether there is a server is no news.
private func ignore(_ text: UnsafePointer<CChar>?) {}
