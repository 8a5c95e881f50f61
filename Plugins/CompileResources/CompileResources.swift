// Lets the build make constants of Resources/: each file of its folders, by name.
//
// Rule: adding a file there is all that it takes for the program to carry it.

import Foundation
import PackagePlugin

@main struct CompileResources: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
    let folder = context.package.directoryURL.appending(path: "Resources")
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path()).sorted()
      .filter { $0.contains("/") && !$0.hasPrefix(".") && !$0.hasSuffix("~") }
      .map { folder.appending(path: $0) }
    let output = context.pluginWorkDirectoryURL.appending(path: "ShippedFiles.swift")
    return [
      .buildCommand(
        displayName: "Making constants of Resources", executable: try context.tool(named: "compile-resources").url,
        arguments: [output.path(), folder.path()] + files.map { $0.path() }, inputFiles: files, outputFiles: [output])
    ]
  }
}
