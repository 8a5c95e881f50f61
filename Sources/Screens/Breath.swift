// The breathing shape: a soft round field that grows and shrinks, and one word under it.

import CellGrid

enum Breath {
  /// The rows of the shape.
  /// - Parameters:
  ///   - size: how far the breath is in, from 0 to 1.
  ///   - word: what to do, under the shape; its place never moves.
  ///   - half: rows above and below the middle.
  static func rows(size: Double, word: String, measure: Int, half: Int) -> [Row] {
    let radius = 0.6 + (Double(half) - 0.2) * min(max(0, size), 1)
    let shape = (-half...half).map { row in line(row: Double(row), radius: radius, half: half) }
    return (shape + ["", word]).enumerated().map { place, text in
      let safe = SafeText(text)
      return Row(
        text: safe, clusters: safe.clusters.indices, role: place < shape.count ? .breath : .words, offset: place,
        indent: max(0, (measure - safe.width()) / 2))
    }
  }

  /// One row of dots, two columns apart, because a cell is about twice as high as it is wide.
  private static func line(row: Double, radius: Double, half: Int) -> String {
    let reach = 2 * half
    return (-reach...reach).map { column in
      let across = Double(column) / 2
      let inside = across * across + row * row <= radius * radius
      return inside && column % 2 == 0 ? "•" : " "
    }.joined()
  }
}
