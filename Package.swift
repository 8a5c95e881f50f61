// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "aftercare",
  targets: [
    .systemLibrary(name: "CUnistring"),
    .target(name: "CellGrid", dependencies: ["CUnistring"]),
    .systemLibrary(name: "CNcurses"),
    .target(name: "CTerminalGuard"),
    .target(name: "Terminal", dependencies: ["CellGrid", "CNcurses", "CTerminalGuard"]),
    .systemLibrary(name: "CVterm", path: "Tests/CVterm"),
    .target(name: "TestSupport", dependencies: ["CVterm"], path: "Tests/TestSupport"),
    .executableTarget(
      name: "terminal-probe", dependencies: ["CellGrid", "CTerminalGuard", "Terminal"], path: "Tests/TerminalProbe"),
    .testTarget(name: "TerminalTests", dependencies: ["Terminal", "CellGrid", "TestSupport", "terminal-probe"]),
  ],
  swiftLanguageModes: [.v6]
)
