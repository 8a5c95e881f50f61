// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "aftercare",
  products: [.executable(name: "aftercare", targets: ["aftercare"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
  ],
  targets: [
    .target(name: "Conversation"),
    .target(name: "TomlFile", dependencies: ["TOMLKit"]),
    .executableTarget(
      name: "aftercare",
      dependencies: [
        "Conversation", "TomlFile",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
  ],
  swiftLanguageModes: [.v6]
)
