import Music
import Testing

struct KeyTests {
  @Test func `the relative key has the same notes and leads back`() {
    for mode in Key.Mode.allCases {
      for tonic in 0..<12 {
        let key = Key(PitchClass(tonic), mode)
        #expect(key.relative.mode != mode)
        #expect(Set(key.relative.scale) == Set(key.scale))
        #expect(key.relative.relative == key)
      }
    }
  }
}
