// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "aftercare",
  targets: [
    .systemLibrary(name: "CSodium", providers: [.apt(["libsodium-dev"])]),
    .target(name: "Vault", dependencies: ["CSodium"]),
    .testTarget(name: "VaultTests", dependencies: ["Vault"]),
  ],
  swiftLanguageModes: [.v6]
)
