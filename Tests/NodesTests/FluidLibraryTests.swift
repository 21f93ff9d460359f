import Testing

@testable import Nodes

@Suite struct FluidLibraryTests {
  @Test func `a library that is not installed is told from one that is`() {
    #expect(FluidLibrary.load("libfluidsynth-missing.so.3") == nil)
    #expect(FluidLibrary.load("libc.so.6") == nil)
    #expect(FluidLibrary.shared != nil)
  }
}
