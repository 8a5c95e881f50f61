// What libFuzzer calls: it draws the inputs, led by the code that each of them reaches, and watches what they do.
//
// Rules: FUZZER in the environment names the fuzzer. What must be true and is not is printed and ends the process, so
// that libFuzzer keeps the input; so do a crash, a report of the address sanitiser and more than the time it was given.
// The two functions are those of libFuzzer's interface (LLVM's documentation, "libFuzzer", "Fuzz Target").

import Glibc

/// Set once, before the first input.
nonisolated(unsafe) private var chosen: Fuzzer?

/// libFuzzer's first call.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(_: UnsafeMutablePointer<Int32>, _: UnsafeMutableRawPointer) -> Int32 {
  let name = getenv("FUZZER").map { String(cString: $0) }
  chosen = Fuzzer.all.first { $0.name == name }
  guard chosen == nil else { return 0 }
  let line = "fuzz: FUZZER is one of \(Fuzzer.all.map(\.name).joined(separator: ", "))\n"
  write(STDERR_FILENO, line, line.utf8.count)
  exit(64)
}

/// libFuzzer's call for each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  if let problem = chosen?.problem(Array(UnsafeBufferPointer(start: start, count: count))) {
    print("problem: \(problem)")
    fflush(nil)
    abort()
  }
  return 0
}
