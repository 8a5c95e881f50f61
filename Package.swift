// swift-tools-version: 6.0
import PackageDescription

let package = Package(
  name: "aftercare",
  products: [
    .executable(name: "aftercare", targets: ["aftercare"]),
    // For the fuzzers, a package of their own.
    .library(name: "Rooms", targets: ["Conversation", "DeckFormat", "CellGrid", "Vault"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
  ],
  targets: [
    .systemLibrary(name: "CNcurses"),
    .systemLibrary(name: "CSodium"),
    .systemLibrary(name: "CUnistring"),
    .target(name: "CTerminalGuard"),
    .target(name: "CTerminals", exclude: ["terminals.ti"]),
    .target(
      name: "COneFile",
      cSettings: [.define("AFTERCARE_ONE_FILE", .when(platforms: [.linux], configuration: .release))]),
    .target(name: "CToml"),
    // What comes with the program is read when it is built.
    .target(name: "Shipped", plugins: ["CompileResources"]),
    .plugin(name: "CompileResources", capability: .buildTool(), dependencies: ["compile-resources"]),
    .executableTarget(
      name: "compile-resources", path: "Packaging/CompileResources",
      cSettings: [
        .headerSearchPath("../../Sources/COneFile/include"), .define("AFTERCARE_ONE_FILE", .when(platforms: [.linux])),
      ],
      cxxSettings: [.headerSearchPath("../../Sources/CToml/include")]),
    .target(name: "Conversation"),
    .target(name: "TomlFile", dependencies: ["CToml"]),
    .target(name: "DeckFormat", dependencies: ["Conversation", "TomlFile"]),
    .target(name: "Settings", dependencies: ["TomlFile"]),
    .target(name: "CellGrid", dependencies: ["CUnistring"]),
    .target(name: "Screens", dependencies: ["Conversation", "CellGrid", "Settings"]),
    .target(name: "Vault", dependencies: ["Conversation", "CSodium", "CUnistring"]),
    .target(
      name: "Terminal", dependencies: ["CellGrid", "CNcurses", "CTerminalGuard", "CTerminals"],
      // ncurses has its knowledge of terminals in a library of its own there.
      linkerSettings: [.linkedLibrary("tinfo", .when(platforms: [.linux]))]),
    .target(
      name: "App",
      dependencies: [
        "Conversation", "TomlFile", "DeckFormat", "Settings", "CellGrid", "Screens", "Vault", "Terminal", "Shipped",
      ]),
    .executableTarget(
      name: "aftercare",
      dependencies: ["App", "COneFile", .product(name: "ArgumentParser", package: "swift-argument-parser")],
      // The release is one file for every Linux: README's first command links it fully static. No symbols are left in
      // it.
      linkerSettings: [
        .unsafeFlags(["-Xlinker", "-s"], .when(platforms: [.linux], configuration: .release)),
      ]),

    // Measures inside the process; not shipped. Benchmarks/run builds and runs it.
    .executableTarget(
      name: "benchmark", dependencies: ["Conversation", "DeckFormat", "Settings", "CellGrid", "Screens", "Vault", "Terminal"],
      path: "Benchmarks/InProcess"),

    // Tests: a folder a module; TestSupport reads real screens through libvterm.
    .systemLibrary(name: "CVterm", path: "Tests/CVterm"),
    .target(name: "TestSupport", dependencies: ["CVterm"], path: "Tests/TestSupport"),
    .executableTarget(
      name: "terminal-probe", dependencies: ["CellGrid", "CTerminalGuard", "Terminal"], path: "Tests/TerminalProbe"),
    // Whole evenings, for tests of their shape and to be read: Tests/evenings prints them.
    .target(name: "Evening", dependencies: ["Conversation"], path: "Tests/Evening"),
    .executableTarget(
      name: "evenings", dependencies: ["Evening", "Conversation", "DeckFormat", "Screens", "Settings"], path: "Tests/Evenings"),
    .testTarget(name: "ConversationTests", dependencies: ["Conversation"]),
    .testTarget(name: "TomlFileTests", dependencies: ["TomlFile"]),
    .testTarget(name: "DeckFormatTests", dependencies: ["DeckFormat", "Conversation", "TomlFile"]),
    .testTarget(name: "CellGridTests", dependencies: ["CellGrid"]),
    .testTarget(name: "VaultTests", dependencies: ["Vault"]),
    .testTarget(
      name: "AppTests",
      dependencies: [
        "App", "Conversation", "DeckFormat", "Settings", "Shipped", "TomlFile", "Vault", "TestSupport", "aftercare",
      ]),
    .testTarget(name: "TerminalTests", dependencies: ["Terminal", "CellGrid", "TestSupport", "terminal-probe"]),
    .testTarget(name: "VaultEndToEndTests", dependencies: ["aftercare", "TestSupport", "Vault"]),
    .testTarget(
      name: "ScreensTests", dependencies: ["Screens", "Conversation", "CellGrid", "Settings", "DeckFormat", "Evening"],
      exclude: ["Snapshots"]),
    .testTarget(name: "SettingsTests", dependencies: ["Settings", "TomlFile", "DeckFormat"]),
    .testTarget(name: "ArchitectureTests"),
    .testTarget(name: "EndToEndTests", dependencies: ["aftercare", "TestSupport"]),
    .testTarget(
      name: "LongerTests",
      dependencies: ["aftercare", "TestSupport", "App", "Conversation", "DeckFormat", "Settings", "CellGrid", "Screens", "Terminal"]),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)

// A member can be used only where its own module is imported: what a library imports does not leak into our files.
for target in package.targets where target.type == .regular || target.type == .executable {
  target.swiftSettings = [.enableUpcomingFeature("MemberImportVisibility")]
}
