import Testing

@testable import Platform

@Suite struct FingerprintTests {
  /// The test vectors of draft-eastlake-fnv, section 6.
  @Test(arguments: [
    ("", "cbf29ce484222325"), ("a", "af63dc4c8601ec8c"), ("foobar", "85944171f73967e8"),
  ])
  func `the fingerprint is FNV-1a`(text: String, wanted: String) {
    #expect(Fingerprint(text.utf8).text == wanted)
  }
}
