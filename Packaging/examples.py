#!/usr/bin/env python3
"""Runs every example of --help, of the README and of docs/KEEPING.md, as a person would.

    Packaging/examples.py .build/release/aftercare

Rules: an example is what follows ": aftercare" to the end of its line in the help of any command; in the pages, a line
of a block that begins with the program's name and an option or a command, or such words set as code. Each is run in a
terminal of its own, in an empty home; screens are answered with q, questions in lines with a word. It has to end with
0, those about kept notes with a code that tells that nothing is kept, and never by a signal.
"""
import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import tempfile
import time

PATIENCE = 20
# Where nothing is kept: nothing found, cannot be read, nothing opens.
NOTHING_KEPT = {0, 1, 2, 3}


def examples(command):
    for line in command.get("discussion", "").split("\n"):
        found = re.search(r": (aftercare(?: .*)?)$", line.strip())
        if found:
            yield found.group(1)
    for child in command.get("subcommands", []):
        yield from examples(child)


def page_examples(path):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    for found in re.finditer(r"^(aftercare (?:--)?[a-z].*?)(?: +#.*)?$|`(aftercare (?:--)?[a-z][^`]*)`", text, re.M):
        line = found.group(1) or found.group(2)
        # The first lines of stored files.
        if not re.fullmatch(r"aftercare (record|tombstone|identity|agreement|memory) \d+", line):
            yield line


def run(words, folder, environment):
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.execve(words[0], words, environment)
    said = b""
    in_lines = "--plain" in words or "notes" in words or "agreements" in words
    answers = [b"leave\n", b"leave\n", b"\x04"] if in_lines else [b"q", b"q"]
    end = time.monotonic() + PATIENCE
    status = None
    while status is None:
        ready, _, _ = select.select([terminal], [], [], 0.3)
        if ready:
            try:
                part = os.read(terminal, 65536)
                said += part
            except OSError:
                part = b""
            if part:
                continue
        done, raw = os.waitpid(child, os.WNOHANG)
        if done:
            status = os.waitstatus_to_exitcode(raw)
        elif time.monotonic() > end:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            status = "no end"
        elif answers:
            os.write(terminal, answers.pop(0))
    os.close(terminal)
    return status, said


def main():
    if len(sys.argv) != 2:
        sys.exit("examples.py: name the program")
    program = os.path.abspath(sys.argv[1])
    described = subprocess.run([program, "--experimental-dump-help"], check=True, capture_output=True).stdout
    project = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
    found = list(examples(json.loads(described)["command"]))
    for page in ("README.md", "docs/KEEPING.md"):
        found += page_examples(os.path.join(project, page))
    found = list(dict.fromkeys(found))
    # What comes first makes what the others use.
    found.sort(key=lambda line: 0 if " new " in line + " " else 1)
    failed = 0
    with tempfile.TemporaryDirectory() as home:
        environment = {"HOME": home, "TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"}
        for line in found:
            status, said = run([program] + line.split()[1:], home, environment)
            allowed = NOTHING_KEPT if " notes" in line or " agreements" in line else {0}
            good = status in allowed
            failed += not good
            print("ok  " if good else "FAIL", status, line)
            if not good:
                print(said.decode("utf-8", "replace")[-600:])
    print(f"{len(found) - failed} passed, {failed} failed")
    sys.exit(1 if failed or not found else 0)


main()
