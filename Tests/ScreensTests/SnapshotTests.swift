// Every place as it is drawn, at three sizes, beside the pictures in Snapshots/.

import CellGrid
import Conversation
import Foundation
import Screens
import Testing

let sizes = [Size(columns: 80, rows: 24), Size(columns: 120, rows: 40), Size(columns: 40, rows: 12)]

@Suite struct SnapshotTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Snapshots")
  private static let isRecording = ProcessInfo.processInfo.environment["AFTERCARE_RECORD"] == "1"

  @Test(arguments: Place.all)
  func looksAsRecorded(place: Place) throws {
    let drawn = sizes.map { size in
      "\(place.name) at \(size.columns)×\(size.rows)\n"
        + render(place.session, TestDeck.english, size: size).snapshot
    }.joined(separator: "\n\n") + "\n"
    let file = Self.folder.appending(path: "\(place.name).txt")
    let recorded = try? String(contentsOf: file, encoding: .utf8)
    guard recorded != drawn else { return }
    if Self.isRecording {
      try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
      try drawn.write(to: file, atomically: true, encoding: .utf8)
      Issue.record("recorded \(file.path()); look at it, then run the tests again without AFTERCARE_RECORD")
    } else {
      Issue.record(
        """
        \(recorded == nil ? "there is no snapshot of" : "the snapshot differs from") the screen “\(place.name)”:
        \(drawn)
        if it is as it should be: AFTERCARE_RECORD=1 swift test --filter ScreensTests.SnapshotTests
        """)
    }
  }

  @Test func everySnapshotHasAPlace() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path())
    #expect(Set(files) == Set(Place.all.map { $0.name + ".txt" }))
  }

  @Test func everyStepAndLayerHasAPlace() {
    let steps = Set(Place.all.filter { $0.session.layer == nil }.map { name(of: $0.session.step) })
    #expect(steps.count == 24, "\(steps.sorted())")
    let layers = Set(Place.all.compactMap { $0.session.layer }.map(name(of:)))
    #expect(layers.count == 17 + 4 + 12 + 6 + 1, "\(layers.sorted())")
  }
}
