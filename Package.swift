// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "aftercare",
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
  ],
  targets: [
    .target(name: "Conversation"),
    .target(name: "TomlFile", dependencies: ["TOMLKit"]),
    .target(name: "DeckFormat", dependencies: ["Conversation", "TomlFile"]),
    .target(name: "Settings", dependencies: ["TomlFile"]),
    .systemLibrary(name: "CUnistring"),
    .target(name: "CellGrid", dependencies: ["CUnistring"]),
    .target(name: "Screens", dependencies: ["Conversation", "CellGrid", "Settings"]),
  ],
  swiftLanguageModes: [.v6]
)
