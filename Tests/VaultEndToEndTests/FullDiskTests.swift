// A disk with no room left: a small file system of its own, and a limit on the size of files.
//
// Rules: the real program and a real error of the system. Where no file system can be mounted, that one is skipped, and
// says so.

import Glibc
import TestSupport
import Testing

extension VaultEndToEnd {
  @Suite struct FullDiskTests {
    static let canMount =
      (try? runToEnd("/usr/bin/unshare", ["-m", "/bin/mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", "/mnt"]))?.ending
      == .exited(0)

    /// The folder of vaults is a disk of 64 KiB, seen by the program alone; what lies on it at the end is copied back.
    @Test(.enabled(if: canMount, "needs root, to mount a small file system")) func aDiskOf64KiB() throws {
      let home = try Two.home()
      let folder = home.path(".local/share/aftercare"), aside = home.makeFolder("aside")
      let script = """
        cp -a "$0/." "$1" && mount -t tmpfs -o size=64k,mode=700 tmpfs "$0" && cp -a "$1/." "$0" && "$2" --plain
        status=$?
        rm -r "$1" && cp -a "$0" "$1" && umount "$0" && rm -r "$0" && mv "$1" "$0"
        exit $status
        """
      let two = try Two(home, under: ["/usr/bin/unshare", "-m", "/bin/sh", "-c", script, folder, aside])
      try expectFull(two)
    }

    /// SIGXFSZ, which ends most programs, is a failed write like any other.
    @Test(.disabled(if: Sanitizer.isOn, "\(Sanitizer.needsFiles)")) func aLimitOnTheSizeOfFiles() throws {
      // Blocks of half a KiB.
      let two = try Two(Two.home(), under: ["/bin/sh", "-c", "ulimit -f 64; exec \"$0\" \"$@\""])
      try expectFull(two)
    }

    private func expectFull(_ two: Two) throws {
      try two.openForNote()
      try two.write("There is room for \(canary).")
      try two.say("note", "There is room for")
      for _ in 0..<20 { try two.talk.send(String(repeating: "too much ", count: 500) + "\n") }
      try two.say("", "Not saved yet.")
      try two.say("rest", "Breathe")
      try two.say("1", "Breathe")
      try two.leave(4)
      #expect(two.talk.errorText.contains("there is no room left for "), "\(two.talk.errorText)")
      #expect(two.talk.errorText.contains("\nhint: "))
      let opened = try two.home.opened()
      #expect(Set(opened.kept) == ["There is room for \(canary).", "We liked the \(canary)."], "\(opened.kept.map(\.count))")
      #expect(two.home.litter.isEmpty)
      two.home.expectSecret()
    }
  }
}
