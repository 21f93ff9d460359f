import Foundation
import Testing

@testable import Ctl

@Suite struct DoctorTests {
  let machine: MachineCopy

  init() throws { machine = try MachineCopy() }

  @Test func `nothing is wrong with a machine that is well`() {
    #expect(machine.complaints.isEmpty)
  }

  @Test func `limits that are too low are wrong, and are raised for the user`() throws {
    try machine.add("self", name: "strumctl", user: 1000, priority: "0", memory: "8388608")
    let complaints = machine.complaints
    #expect(complaints["real-time priority"]?.verdict == .wrong)
    #expect(complaints["locked memory"]?.text.contains("8 MiB") == true)
    #expect(complaints["locked memory"]?.remedy.contains("usermod -aG audio anna") == true)
    #expect(complaints.count == 2)
  }

  @Test func `a strumd that runs is looked at, and its service mended`() throws {
    try machine.add("200", name: "strumd", user: 1000, priority: "0")
    try machine.write("proc/200/cgroup", "0::/system.slice/strumd.service\n")
    #expect(
      machine.complaints["real-time priority"]?.remedy.contains("LimitRTPRIO=70") == true)
    try machine.add("200", name: "strumd", user: 1000, priority: "0", policy: 1)
    #expect(machine.complaints["real-time priority"] == nil)
  }

  @Test func `of several strumds the one that plays is looked at`() throws {
    try machine.add("1200", name: "strumd", user: 1000, priority: "0")
    try machine.write("proc/1200/cmdline", "/usr/bin/strumd\0render-aside\0take.wav\0")
    try machine.add("900", name: "strumd", user: 1000, policy: 1)
    try machine.write("proc/900/cmdline", "/usr/bin/strumd\0run\0--patch\0trio.yaml\0")
    #expect(machine.complaints["real-time priority"] == nil)
  }

  @Test func `a server of another user is wrong`() throws {
    try machine.add("150", name: "jackd", user: 0)
    let complaint = machine.complaints["JACK server"]
    #expect(complaint?.verdict == .wrong)
    #expect(complaint?.text == "jackd runs as root, strumd as anna: they cannot meet")
    try machine.add("150", name: "jackd", user: 1000)
    #expect(machine.complaints["JACK server"] == nil)
  }

  @Test func `PipeWire must stand in for JACK`() throws {
    try machine.add("150", name: "pipewire", user: 1000)
    #expect(machine.complaints["JACK server"]?.remedy.contains("pipewire-jack") == true)
    try machine.write("etc/ld.so.conf.d/pipewire-jack-x86_64-linux-gnu.conf", "/usr/lib\n")
    #expect(machine.complaints["JACK server"] == nil)
  }

  @Test func `a port that another program has is named with it`() throws {
    try machine.add("300", name: "supercollider", user: 1000)
    try machine.occupy("udp", "0100007F:24E0", state: "07", by: "300")
    let complaint = machine.complaints["UDP port 9440"]
    #expect(complaint?.text == "supercollider, process 300, has it")
    #expect(complaint?.remedy == "strumd run --osc-port 9450")
    try machine.add("300", name: "strumd", user: 1000)
    #expect(machine.complaints["UDP port 9440"] == nil)
  }

  @Test func `a connection to a port does not occupy it`() throws {
    try machine.occupy("tcp", "0100007F:24E1", state: "01", by: nil)
    #expect(machine.complaints.isEmpty)
    try machine.occupy("tcp", "0100007F:24E1", state: "0A", by: nil)
    #expect(machine.complaints["TCP port 9441"]?.text == "another user's program has it")
  }

  @Test func `what slows the machine down is advice`() throws {
    try machine.write("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "powersave\n")
    try machine.write("sys/kernel/mm/transparent_hugepage/enabled", "[always] madvise never\n")
    try machine.write("proc/swaps", "Filename\n/dev/sda2 partition 8000 0 -2\n")
    try machine.write("proc/sys/vm/swappiness", "60\n")
    try machine.write("proc/sys/vm/compact_unevictable_allowed", "1\n")
    let complaints = machine.complaints
    #expect(Set(complaints.keys) == ["CPU governor", "huge pages", "memory compaction", "swap"])
    #expect(complaints.values.allSatisfy { $0.verdict == .advice && !$0.remedy.isEmpty })
  }

  @Test func `a card that the user may not touch is wrong, none is advice`() throws {
    try machine.add("self", name: "strumctl", user: 1000, groups: "1000")
    #expect(machine.complaints["sound card"]?.verdict == .wrong)
    try machine.write("proc/asound/cards", "--- no soundcards ---\n")
    #expect(machine.complaints["sound card"]?.verdict == .advice)
  }

  @Test func `a keyboard is no sound card`() throws {
    let keyboard = " 0 [K49 ]: USB-Audio - Keystation 49\n     Keystation\n"
    try machine.write("proc/asound/cards", keyboard)
    try machine.write("proc/asound/pcm", "")
    #expect(machine.complaints["sound card"]?.verdict == .advice)
    let card = " 1 [USB ]: USB-Audio - Scarlett 2i2\n     Focusrite\n"
    try machine.write("proc/asound/cards", keyboard + card)
    try machine.write("proc/asound/pcm", "01-00: USB Audio : USB Audio : playback 1\n")
    #expect(machine.complaints["sound card"] == nil)
  }

  @Test func `a kernel without a sequencer is told how to load one`() throws {
    try machine.remove("dev/snd/seq")
    #expect(machine.complaints["ALSA sequencer"]?.verdict == .advice)
    #expect(machine.complaints["ALSA sequencer"]?.remedy.contains("modprobe snd-seq") == true)
  }

  @Test func `the command exits with 1 only where something is wrong`() throws {
    let well = try DaemonStub().strumctl("doctor", "--machine", machine.path, "--json")
    #expect(well.status == 0)
    let list = try JSONSerialization.jsonObject(with: Data(well.output.utf8)) as? [[String: String]]
    #expect(list?.allSatisfy { $0["verdict"] == "ok" } == true)
    try machine.add("self", name: "strumctl", user: 1000, priority: "0")
    let ill = try DaemonStub().strumctl("doctor", "--machine", machine.path)
    #expect(ill.status == 1)
    #expect(ill.output.contains("wrong   real-time priority"))
  }

  @Test func `this machine can be looked at`() throws {
    let result = try DaemonStub().strumctl("doctor")
    #expect(result.output.contains("CPU governor"))
    #expect(result.errors.isEmpty)
  }
}
