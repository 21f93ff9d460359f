import Foundation
import Graph
import TestSupport
import Testing

@Suite struct FileStampTests {
  /// Dates a file `seconds` and `nanoseconds` after 1970.
  private func date(_ path: String, _ seconds: Int, _ nanoseconds: Int = 0) {
    let time = timespec(tv_sec: seconds, tv_nsec: nanoseconds)
    #expect(utimensat(AT_FDCWD, path, [time, time], 0) == 0)
  }

  /// A disk may keep a date that is nearer.
  @Test(arguments: [0, 1_800_000_000, 10_000_000_000, -10_000_000_000])
  func `a file is the same until its date changes, whatever its date is`(seconds: Int) throws {
    let folder = try ScratchFolder()
    let path = try folder.write("x", to: "file")
    date(path, seconds)
    let stamp = FileStamp(path)
    #expect(stamp.isCurrent)
    date(path, 1_000_000_000)
    let next = FileStamp(path)
    #expect(!stamp.isCurrent && next.isCurrent)
    date(path, 1_000_000_000, 1)
    #expect(!next.isCurrent)
  }
}
