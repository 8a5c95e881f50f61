// The fuzzers' command: `fuzz NAME SECONDS SEED FOLDER` runs one; `fuzz NAME FILE` repeats a finding.
//
// Rules: the input is in a mapped file before it is tried, so that it outlives any crash; an input that takes
// longer than ten seconds is a finding too. `fuzz/run` watches, and keeps what was found.

import Glibc

/// A file that shares its bytes with memory: how many runs there were, the input's length, and the input.
struct Blackbox {
  private let memory: UnsafeMutableRawBufferPointer

  init(_ path: String) {
    let size = 1 << 16
    let file = open(path, O_RDWR | O_CREAT | O_TRUNC, 0o600)
    guard file >= 0, ftruncate(file, off_t(size)) == 0,
      let start = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0), start != MAP_FAILED
    else { fail("cannot write \(path)") }
    memory = UnsafeMutableRawBufferPointer(start: start, count: size)
  }

  func note(_ input: [UInt8], run: Int) {
    memory.storeBytes(of: UInt64(run), as: UInt64.self)
    memory.storeBytes(of: UInt64(input.count), toByteOffset: 8, as: UInt64.self)
    UnsafeMutableRawBufferPointer(rebasing: memory[16...]).copyBytes(from: input)
  }
}

func fail(_ why: String) -> Never {
  let line = "fuzz: \(why)\n"
  write(STDERR_FILENO, line, line.utf8.count)
  exit(64)
}

func bytes(of path: String) -> [UInt8] {
  guard let file = fopen(path, "r") else { fail("cannot read \(path)") }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = fread(&buffer, 1, buffer.count, file)
    if count == 0 { return bytes }
    bytes += buffer[..<count]
  }
}

func files(in folder: String) -> [[UInt8]] {
  guard let listing = opendir(folder) else { fail("cannot read \(folder)") }
  defer { closedir(listing) }
  var names: [String] = []
  while let entry = readdir(listing) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) { String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self)) }
    if !name.hasPrefix(".") { names.append(name) }
  }
  return names.sorted().map { bytes(of: folder + "/" + $0) }
}

func seconds() -> Double {
  var now = timespec()
  clock_gettime(CLOCK_MONOTONIC, &now)
  return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
}

/// Runs one fuzzer; ends the process at the first finding with 1.
func run(_ fuzzer: Fuzzer, for time: Double, seed: UInt64, corpus: String, blackbox: Blackbox) {
  let seeds = files(in: corpus)
  var mutator = Mutator(seeds, most: fuzzer.most, seed: seed)
  let end = seconds() + time
  var count = 0
  while count < seeds.count || seconds() < end {
    let input = count < seeds.count ? seeds[count] : mutator.next()
    count += 1
    blackbox.note(input, run: count)
    alarm(10)
    if let problem = fuzzer.problem(input) {
      print(problem)
      exit(1)
    }
  }
  // The search for leaks at the end takes its time, which is not the last input's.
  alarm(0)
}

let arguments = Array(CommandLine.arguments.dropFirst())
guard let fuzzer = Fuzzer.all.first(where: { $0.name == arguments.first }) else {
  fail("NAME is one of \(Fuzzer.all.map(\.name).joined(separator: ", "))")
}
if arguments.count == 2 {
  let problem = fuzzer.problem(bytes(of: arguments[1]))
  print(problem ?? "nothing wrong")
  exit(problem == nil ? 0 : 1)
}
guard arguments.count == 5, let time = Double(arguments[1]), let seed = UInt64(arguments[2]) else {
  fail("NAME SECONDS SEED CORPUS BLACKBOX, or NAME FILE")
}
run(fuzzer, for: time, seed: seed, corpus: arguments[3], blackbox: Blackbox(arguments[4]))
