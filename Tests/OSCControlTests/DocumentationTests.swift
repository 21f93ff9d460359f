import Foundation
import Testing

@testable import OSCControl

/// The tables of addresses in docs/osc.md, beside the addresses that are declared.
final class DocumentationTests: OSCRig {
  /// Every address in the first column of a table, cut into its parts; `<id>` stands for any part.
  private static let documented: [[Substring]] = {
    let page = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../../docs/osc.md")
    let text = (try? String(contentsOf: page, encoding: .utf8)) ?? ""
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("| `/") }
    return rows.flatMap { row in
      row.dropFirst().prefix { $0 != "|" }.split(separator: "`").filter { $0.hasPrefix("/") }
        .map { $0.split(separator: "/") }
    }
  }()

  private func declared() -> [[Substring]] {
    server.survey(under: "/").map { $0.declaration.address.split(separator: "/") }
  }

  private func fits(_ documented: [Substring], _ declared: [Substring]) -> Bool {
    documented.count == declared.count
      && zip(documented, declared).allSatisfy { $0.hasPrefix("<") || $0 == $1 }
  }

  @Test func `every address that is declared is documented`() {
    for address in declared() {
      #expect(Self.documented.contains { fits($0, address) }, "/\(address.joined(separator: "/"))")
    }
  }

  @Test func `every address that is documented is declared`() {
    let declared = declared()
    for address in Self.documented {
      #expect(declared.contains { fits(address, $0) }, "/\(address.joined(separator: "/"))")
    }
  }
}
