extension Doctor {
  private static let jackServers: Set = ["jackd", "jackdbus"]

  /// The JACK server that strumd can join, and whether it may.
  var server: Finding {
    let subject = "JACK server"
    if let jack = processes.first(where: { Self.jackServers.contains($0.name) }) {
      return judge(jack, subject)
    }
    guard let pipewire = processes.first(where: { $0.name == "pipewire" }) else {
      return .ok(subject, "none runs; strumd starts a jackd of its own")
    }
    guard replacesJack else {
      return .advice(
        subject, "PipeWire runs, but programs that use JACK do not find it",
        "sudo apt install pipewire-jack && "
          + "sudo cp /usr/share/doc/pipewire/examples/ld.so.conf.d/pipewire-jack-*.conf "
          + "/etc/ld.so.conf.d/ && sudo ldconfig")
    }
    return judge(pipewire, subject)
  }

  /// All clients of a server must be one user's.
  private func judge(_ server: MachineProcess, _ subject: String) -> Finding {
    let owner = machine.userName(server.user)
    guard let player, player.user != server.user else {
      return .ok(subject, "\(server.name) runs as \(owner), and so does strumd")
    }
    let text = "\(server.name) runs as \(owner), strumd as \(user): they cannot meet"
    return .wrong(
      subject, text,
      daemon?.isService == true
        ? Self.dropIn("user", "User=\(owner)") : "sudo -u \(owner) strumd run")
  }

  /// Whether PipeWire's library stands in for JACK's.
  private var replacesJack: Bool {
    machine.names(in: "/etc/ld.so.conf.d").contains { $0.hasPrefix("pipewire-jack") }
  }

  /// The sound card, and whether strumd may use it.
  var sound: Finding {
    let subject = "sound card"
    // What plays sound has a line here, "00-00: …"; a keyboard is a card, too, and has none.
    let sounding = Set(machine.lines("/proc/asound/pcm").compactMap { Int($0.prefix(2)) })
    let card = machine.lines("/proc/asound/cards").first { line in
      guard line.contains("["), let number = line.split(separator: " ").first else { return false }
      return Int(number).map(sounding.contains) == true
    }
    guard let first = card?.split(separator: "- ").last else {
      return .advice(
        subject, "none is there; strumd plays without being heard",
        "lsusb && sudo modprobe snd-usb-audio"
      )
    }
    guard let player, player.user != 0, let audio = machine.group("audio"),
      !player.groups.contains(audio)
    else { return .ok(subject, String(first)) }
    return .wrong(
      subject, "\(user) is not in the group audio, which the card belongs to",
      "sudo usermod -aG audio \(user)  # then log in again")
  }

  /// Whether the kernel has a sequencer, which MIDI that does not come by JACK goes through.
  var sequencer: Finding {
    let subject = "ALSA sequencer"
    if machine.names(in: "/dev/snd").contains("seq") { return .ok(subject, "there") }
    return .advice(
      subject, "none is loaded: the ports that a patch names by 'alsa' are not heard",
      "sudo modprobe snd-seq && echo snd-seq | sudo tee /etc/modules-load.d/strumd.conf")
  }
}
