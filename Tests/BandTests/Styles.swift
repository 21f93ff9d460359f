import Band
import Foundation
import TestSupport

/// The styles that come with the program, by name.
enum Styles {
  static let names = Checkout.names(in: "styles", suffix: ".yaml")

  /// The page that tells how to write a style.
  static func manual() throws -> String {
    try Checkout.text("docs/styles.md")
  }

  static func load(_ name: String) throws -> Style {
    try StyleFile.parse(Checkout.text("styles/\(name).yaml"), name: name + ".yaml")
  }
}
