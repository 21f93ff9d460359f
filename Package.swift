// swift-tools-version: 6.2

import PackageDescription

/// `REALTIME_SANITIZER=1 swift test` aborts any test whose audio-thread code could block.
let sanitizesRealtime = Context.environment["REALTIME_SANITIZER"] == "1"

let linkerSettings: [LinkerSetting] =
  sanitizesRealtime ? [.unsafeFlags(["-Xclang-linker", "-fsanitize=realtime"])] : []

let swiftSettings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableExperimentalFeature("Lifetimes"),
  .treatAllWarnings(as: .error),
]

/// What listens and what composes is optimised in debug builds, too: nothing of it runs on the
/// audio thread, and a debug build of the ear's network, some fifty times slower, would not keep up
/// with a live player.
let optimised: Set = ["Ear", "Band", "Melody", "Progressions", "Weights"]

let optimisation: [SwiftSetting] = [
  .unsafeFlags(["-O"], .when(configuration: .debug))
]

func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(
    name: name, dependencies: dependencies,
    swiftSettings: optimised.contains(name) ? swiftSettings + optimisation : swiftSettings,
    linkerSettings: name == "Realtime" ? linkerSettings : [])
}

func program(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(name: name, dependencies: dependencies, swiftSettings: swiftSettings)
}

/// `data` names files and folders that the tests use where they lie.
func tests(
  of name: String, _ dependencies: [Target.Dependency] = [], data: [String] = []
) -> Target {
  .testTarget(
    name: name + "Tests",
    dependencies: [.init(stringLiteral: name), "TestSupport"] + dependencies,
    exclude: data, swiftSettings: swiftSettings)
}

func system(_ name: String, _ pkgConfig: String, _ package: String) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([package])])
}

let package = Package(
  name: "strumd",
  products: [
    .executable(name: "strumd", targets: ["Daemon"]),
    .executable(name: "strumctl", targets: ["Ctl"]),
    .executable(name: "strumd-panic", targets: ["Panic"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
  ],
  targets: [
    .systemLibrary(name: "CRealtime"),
    .systemLibrary(name: "CLinux"),
    system("CJack", "jack", "libjack-jackd2-dev"),
    system("CLo", "liblo", "liblo-dev"),
    system("CFFTW", "fftw3f", "libfftw3-dev"),
    system("CALSA", "alsa", "libasound2-dev"),
    system("CYAML", "yaml-0.1", "libyaml-dev"),
    system("CSndfile", "sndfile", "libsndfile1-dev"),
    system("CSamplerate", "samplerate", "libsamplerate0-dev"),
    system("CZlib", "zlib", "zlib1g-dev"),
    // Headers only: the library is loaded when a synth is made.
    .systemLibrary(name: "CFluidSynth", providers: [.apt(["libfluidsynth-dev"])]),
    system("CLilv", "lilv-0", "liblilv-dev"),

    // Ableton Link is headers of C++ only; this is the little of it that we use, as C.
    .target(
      name: "CLink", cxxSettings: [.define("LINK_PLATFORM_LINUX", to: "1")],
      linkerSettings: [.linkedLibrary("stdc++")]),

    library("Platform", ["CLinux"]),
    library("Music"),
    library("YAML", ["CYAML"]),
    library("Weights"),
    library("Ear", ["Music", "Weights", "CFFTW", "CRealtime"]),
    library("Progressions", ["Weights"]),
    library("Melody", ["Weights"]),
    library("Chart", ["Music", "YAML", "CZlib"]),
    library("Band", ["Chart", "Melody", "Music", "YAML", "Progressions"]),
    library("Sound", ["Platform", "CSndfile", "CSamplerate"]),
    library("Realtime", ["CRealtime"]),
    library("Graph", ["Realtime", "CRealtime"]),
    library("LV2", ["Platform", "Realtime", "CLilv", "CFFTW"]),
    library(
      "Nodes",
      [
        "Graph", "Music", "Ear", "Band", "Chart", "Melody", "Progressions", "Weights", "LV2",
        "Platform", "Realtime", "Sound", "YAML", "CLink", "CRealtime", "CFluidSynth",
      ]),
    library("NoteFile", ["Platform"]),
    library("PatchFile", ["Graph", "Platform", "YAML"]),
    library("OSCControl", ["Graph", "Platform", "CLo"]),
    .executableTarget(name: "EmbedFiles", swiftSettings: swiftSettings),
    .plugin(name: "EmbedPage", capability: .buildTool(), dependencies: ["EmbedFiles"]),
    .target(
      name: "Web",
      dependencies: [
        "OSCControl", "Platform", "YAML",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOWebSocket", package: "swift-nio"),
      ],
      exclude: ["Page/Files"], swiftSettings: swiftSettings, plugins: ["EmbedPage"]),
    program(
      "Daemon",
      [
        "Graph", "Nodes", "Music", "Ear", "Band", "Chart", "PatchFile", "YAML", "OSCControl",
        "CJack", "CALSA", "CLo", "CRealtime", "CLinux", "NoteFile", "LV2", "Platform", "Realtime",
        "Sound", "Web",
      ]),
    program(
      "Ctl",
      [
        "Band", "Chart", "Graph", "Nodes", "PatchFile", "Platform", "YAML", "OSCControl", "LV2",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(
      name: "EngineBenchmark",
      dependencies: ["Graph", "Nodes", "OSCControl", "LV2", "CLo", "CRealtime"],
      path: "Benchmarks/Engine", swiftSettings: swiftSettings),
    .executableTarget(
      name: "BandBenchmark", dependencies: ["Band", "Music"], path: "Benchmarks/Band",
      swiftSettings: swiftSettings),
    program("Panic", ["CJack", "NoteFile", "Platform"]),
    .executableTarget(
      name: "ChordFeatures", dependencies: ["Ear"], path: "training/Features",
      swiftSettings: swiftSettings),

    .executableTarget(
      name: "LinkPeer", dependencies: ["CLink"], path: "Tests/LinkPeer",
      swiftSettings: swiftSettings),

    .target(name: "TestSupport", path: "Tests/Support", swiftSettings: swiftSettings),
    .target(
      name: "ControlSupport", dependencies: ["Graph", "OSCControl"], path: "Tests/ControlSupport",
      swiftSettings: swiftSettings),
    tests(of: "Platform"),
    tests(of: "Sound", ["Platform"]),
    tests(of: "Weights"),
    tests(of: "Music"),
    tests(of: "YAML"),
    tests(of: "Ear", ["Music", "Weights", "CFFTW"], data: ["Fixtures", "Network"]),
    tests(of: "Progressions", ["Weights"], data: ["Network"]),
    tests(of: "Melody", ["Weights"], data: ["Network"]),
    tests(of: "Chart", ["Music", "YAML"]),
    tests(of: "Band", ["Chart", "Melody", "Music", "Progressions", "YAML"]),
    tests(of: "Realtime"),
    tests(of: "Graph", ["CRealtime"]),
    tests(of: "LV2"),
    tests(of: "NoteFile"),
    tests(
      of: "Nodes", ["Graph", "LV2", "PatchFile", "Sound", "YAML", "CRealtime"]),
    tests(of: "PatchFile", ["Graph", "Nodes", "YAML"], data: ["Bad", "Good"]),
    tests(of: "OSCControl", ["ControlSupport", "Graph"]),
    tests(
      of: "Web",
      [
        "ControlSupport", "Graph", "OSCControl", "YAML",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOEmbedded", package: "swift-nio"),
      ], data: ["browser.py"]),
    tests(
      of: "Daemon",
      [
        "CALSA", "CJack", "Chart", "Graph", "Music", "Ear", "Nodes", "NoteFile",
        "OSCControl", "PatchFile", "Platform", "Sound",
      ],
      data: ["alsa_peer.py", "click_peer.py", "live_peer.py", "nsm_server.py"]),
    tests(
      of: "Ctl",
      [
        "Band", "ControlSupport", "Graph", "Nodes", "OSCControl", "Platform", "YAML",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], data: ["Shells"]),
  ], cxxLanguageStandard: .cxx17)

/// `FUZZ=1` adds the program that `make fuzz` runs; what its code covers guides libFuzzer.
let fuzzes = Context.environment["FUZZ"] == "1"

if fuzzes {
  for target in package.targets where target.type == .regular {
    target.swiftSettings = (target.swiftSettings ?? []) + [.unsafeFlags(["-sanitize=fuzzer"])]
  }
  package.targets.append(
    .executableTarget(
      name: "Fuzz",
      dependencies: [
        "Band", "Chart", "Graph", "Nodes", "OSCControl", "PatchFile", "Sound", "Web", "YAML",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOEmbedded", package: "swift-nio"),
      ],
      path: "Fuzz", exclude: ["Corpus"],
      swiftSettings: swiftSettings
        + [.unsafeFlags(["-sanitize=fuzzer"])],
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer"])]))
}

/// `ONLY="Realtime Graph"` leaves the tests of these targets and what they need, beside what `FUZZ` adds: a
/// sanitizer's build is spared the rest, some of which ThreadSanitizer could not instrument ("Invalid
/// bitcast", swiftlang/swift#86265).
if let only = Context.environment["ONLY"] {
  let targets = Dictionary(uniqueKeysWithValues: package.targets.map { ($0.name, $0) })
  var needed: Set<String> = []
  var found = only.split(separator: " ").map { "\($0)Tests" } + (fuzzes ? ["Fuzz"] : [])
  while let name = found.popLast() {
    guard let target = targets[name], needed.insert(name).inserted else { continue }
    for case .byNameItem(let name, _) in target.dependencies { found.append(name) }
    for case .plugin(let name, _) in target.plugins ?? [] { found.append(name) }
  }
  package.targets.removeAll { !needed.contains($0.name) }
  package.products = []
}

if fuzzes { package.products.append(.executable(name: "Fuzz", targets: ["Fuzz"])) }
