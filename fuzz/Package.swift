// swift-tools-version: 6.0
import PackageDescription

// Random input for the rooms that read what others wrote, and random conversations. Not shipped; `fuzz/run` and
// `fuzz/walks` build and run them.
let rooms = Target.Dependency.product(name: "Rooms", package: "aftercare")
let package = Package(
  name: "fuzz",
  dependencies: [.package(name: "aftercare", path: "..")],
  targets: [
    .executableTarget(name: "fuzz", dependencies: [rooms]),
    .executableTarget(name: "walks", dependencies: [rooms]),
  ],
  swiftLanguageModes: [.v6]
)
