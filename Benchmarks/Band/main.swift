import Band
import Glibc
import Music

/// Measures what composing costs in processor time, over all styles; prints tab-separated lines of
/// name, value and unit.
///
///     BandBenchmark [FOLDER]

/// The calling thread's processor time in nanoseconds.
func spent() -> Int64 {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
}

/// The text of a file.
func text(of path: String) -> String {
  guard let file = fopen(path, "r") else { return "" }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var block = [UInt8](repeating: 0, count: 4096)
  while case let count = fread(&block, 1, block.count, file), count > 0 { bytes += block[..<count] }
  return String(decoding: bytes, as: UTF8.self)
}

func names(in folder: String) -> [String] {
  var names: [String] = []
  guard let handle = opendir(folder) else { return [] }
  defer { closedir(handle) }
  while let entry = readdir(handle) {
    let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    if name.hasSuffix(".yaml") { names.append(name) }
  }
  return names.sorted()
}

/// The chord of a bar: eight bars that come round, each time with another fifth.
func chord(ofBar bar: Int) -> Chord {
  let roots = [0, 9, 5, 7, 0, 2 + bar / 16 % 3, 5, 7]
  let quality: ChordQuality = bar % 8 == 1 || bar % 8 == 5 ? .minor7 : .major
  return Chord(PitchClass(roots[bar % 8]), quality)
}

/// Has a band play `barCount` bars; returns the time that each took, in milliseconds.
func rehearse(_ style: Style, barCount: Int) -> [Double] {
  var composer = Composer(style: style, seed: 1)
  composer.countedIn(at: 0)
  var bars: [Double] = []
  for bar in 0..<barCount {
    let begin = spent()
    for tick in 0..<96 {
      let beat = Double(bar * 4) + Double(tick) / 24
      if tick == 0 { composer.hear(downbeat: beat, beatsPerBar: 4) }
      if tick % 12 == 1 { composer.hear(onset: 0.5, at: beat) }
      if tick == 8 { composer.hear(chord(ofBar: bar), at: Double(bar * 4), isSettled: false) }
      if tick == 19 { composer.hear(chord(ofBar: bar), at: Double(bar * 4), isSettled: true) }
      composer.advance(to: beat, tempo: 120) { _ in }
    }
    bars.append(Double(spent() - begin) / 1e6)
  }
  return bars
}

let folder = CommandLine.arguments.dropFirst().first ?? "styles"
var bars: [Double] = []
for name in names(in: folder) {
  do throws(any Error) {
    let style = try StyleFile.parse(text(of: folder + "/" + name), name: name)
    bars += rehearse(style, barCount: 128)
  } catch {
    print("BandBenchmark: \(error)")
    exit(1)
  }
}
guard !bars.isEmpty else {
  print("BandBenchmark: \(folder) holds no styles")
  exit(1)
}
bars.sort()
let total = bars.reduce(0, +)
print("composing\t\(100 * total / (Double(bars.count) * 2000))\t%")
print("bar p50\t\(bars[bars.count / 2])\tms")
print("bar p99\t\(bars[bars.count * 99 / 100])\tms")
