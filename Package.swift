// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "aftercare",
  targets: [
    .systemLibrary(name: "CUnistring"),
    .target(name: "CellGrid", dependencies: ["CUnistring"]),
    .testTarget(name: "CellGridTests", dependencies: ["CellGrid"]),
  ],
  swiftLanguageModes: [.v6]
)
