/// A number that tells texts apart, for names of files; nothing is safe by it.
///
/// FNV-1a of 64 bits: Fowler, Noll, Vo & Eastlake, "The FNV Non-Cryptographic Hash Algorithm"
/// (draft-eastlake-fnv).
package struct Fingerprint {
  /// In hexadecimal digits.
  package let text: String

  package init(_ bytes: some Sequence<UInt8>) {
    let sum = bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    text = String(sum, radix: 16)
  }
}
