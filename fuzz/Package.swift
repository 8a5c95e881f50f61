// swift-tools-version: 6.1
import PackageDescription

// Random input for the rooms that read what others wrote. Not shipped; `fuzz/run` builds and runs it.
let package = Package(
  name: "fuzz",
  dependencies: [.package(name: "aftercare", path: "..")],
  targets: [.executableTarget(name: "fuzz", dependencies: [.product(name: "Rooms", package: "aftercare")])],
  swiftLanguageModes: [.v6]
)
