// Measures inside the process, each work at several sizes; and writes the yardstick's screens.
//
//   benchmark measures FOLDER  the measures; what they save goes to FOLDER
//   benchmark screens FOLDER   FOLDER/deck.toml and FOLDER/screens.h for Benchmarks/run
//
// Rules: run from the package's folder; medians of many turns; growth is the time's ratio to the size before it,
// over the size's: 1 is linear.

import CellGrid
import Conversation
import DeckFormat
import Glibc
import Screens
import Settings
import Terminal
import Vault

let arguments = CommandLine.arguments.dropFirst()
switch (arguments.first, arguments.count) {
case ("measures", 2): Measures(folder: arguments.last!).run()
case ("screens", 2): Yardstick().write(to: arguments.last!)
default: Files.stop("measures FOLDER, or screens FOLDER", EX_USAGE)
}
