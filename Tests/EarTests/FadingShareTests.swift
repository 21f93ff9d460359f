import Testing

@testable import Ear

struct FadingShareTests {
  @Test func `counts by amount`() {
    var share = FadingShare(kept: 1)
    share.hear(3, isPart: true)
    share.hear(1, isPart: false)
    #expect(share.reaches(0.75))
    #expect(!share.reaches(0.76))
  }

  @Test func `counts the newest most`() {
    var share = FadingShare(kept: 0.5)
    for _ in 0..<20 { share.hear(1, isPart: true) }
    for _ in 0..<2 { share.hear(1, isPart: false) }
    #expect(share.reaches(0.24))
    #expect(!share.reaches(0.26))
  }
}
