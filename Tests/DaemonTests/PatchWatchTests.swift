import TestSupport
import Testing

@testable import Daemon

@Suite struct PatchWatchTests: ~Copyable {
  private let folder: ScratchFolder
  private var watch = PatchWatch(isOn: true)

  init() throws { folder = try ScratchFolder() }

  /// Whether a change of `name` is told, once nothing more has come for a while.
  private mutating func tells(_ name: String, at second: Int64) throws -> Bool {
    try folder.write("nodes: []", to: name)
    let isEarly = watch.takeChange(now: second * 1_000_000_000)
    let isTold = watch.takeChange(now: second * 1_000_000_000 + 500_000_000)
    return !isEarly && isTold
  }

  @Test mutating func `files are watched by both of the names that their folder goes by`() throws {
    let files: Set = [folder.path("one.yaml"), folder.path("./other.yaml")]
    let isNew = watch.watch(files, now: 0)
    #expect(isNew)
    for (index, name) in ["one.yaml", "other.yaml"].enumerated() {
      let isTold = try tells(name, at: Int64(index))
      #expect(isTold, "\(name)")
    }
    let hasMore = watch.watch(files, now: 5_000_000_000)
    #expect(!hasMore, "all of it is watched")
  }

  @Test mutating func `a folder that is wanted by one of its names only is watched on`() throws {
    let one = folder.path("./one.yaml")
    let isNew = watch.watch([folder.path("other.yaml"), one], now: 0)
    let hasMore = watch.watch([one], now: 0)
    #expect(isNew && !hasMore)
    let isOtherTold = try tells("other.yaml", at: 1)
    let isOneTold = try tells("one.yaml", at: 2)
    #expect(!isOtherTold && isOneTold)
  }
}
