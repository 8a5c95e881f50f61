// The table that the longer test command ends with.
//
// Rules: one line for each thing that was tried, said only after it was tried; `Tests/longer` gathers the lines.

/// Tells one line of the table.
/// - Parameters:
///   - what: what was tried.
///   - count: how often.
///   - survived: what was true of all of them.
public func report(_ what: String, _ count: Int, _ survived: String) { print("table: \(what) | \(count) | \(survived)") }
