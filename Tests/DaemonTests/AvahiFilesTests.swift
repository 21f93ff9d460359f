import Foundation
import FoundationXML
import TestSupport
import Testing

@testable import Daemon

/// What the network is told of strumd by Avahi, whose daemon takes no file that is not of the form of its DTD
/// (avahi-service.dtd).
@Suite struct AvahiFilesTests {
  /// Collects the elements of a file, each as its path and text, and the protocols of its services.
  private final class Elements: NSObject, XMLParserDelegate {
    var found: [(path: String, text: String)] = []
    var protocols: [String?] = []
    private var path: [String] = []
    private var text = ""

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      path.append(name)
      text = ""
      if name == "service" { protocols.append(attributes["protocol"]) }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

    func parser(
      _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
    ) {
      found.append((path.joined(separator: "/"), text))
      path.removeLast()
    }
  }

  private func elements(_ file: String) throws -> Elements {
    let parser = XMLParser(data: Data(try Checkout.text(file).utf8))
    let elements = Elements()
    parser.delegate = elements
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
    return elements
  }

  @Test(
    arguments: [
      ("systemd/strumd.avahi", ["_oscjson._tcp", "_http._tcp"], "9441"),
      ("systemd/strumd-osc.avahi", ["_osc._udp"], "9440"),
    ])
  func `each names the services at the port that strumd has where nobody says another`(
    file: String, types: [String], port: String
  ) throws {
    let elements = try elements(file)
    let service = [
      "service-group/service/type", "service-group/service/port", "service-group/service",
    ]
    #expect(
      elements.found.map(\.path)
        == ["service-group/name"] + types.flatMap { _ in service } + ["service-group"])
    #expect(elements.found.filter { $0.path.hasSuffix("/type") }.map(\.text) == types)
    #expect(elements.found.filter { $0.path.hasSuffix("/port") }.allSatisfy { $0.text == port })
    let options = try RunOptions(["--patch", "rig.yaml"])
    #expect(["\(options.oscPort)", "\(options.web.port ?? 0)"].contains(port))
  }

  @Test(arguments: ["systemd/strumd.avahi", "systemd/strumd-osc.avahi"])
  func `no IPv6 address is named, at which nobody would answer`(_ file: String) throws {
    #expect(try elements(file).protocols.allSatisfy { $0 == "ipv4" })
  }
}
