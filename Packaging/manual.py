#!/usr/bin/env python3
"""The manual page from what the program says of itself.

    aftercare --experimental-dump-help | Packaging/manual.py 0.2.0 2026-01-31 > aftercare.1

Rules: no words of its own but the page's headings, the files and where to read on; every command, option and
example comes from the same source as --help.
"""
import json
import re
import sys


def roff(text):
    """Text that means nothing to roff."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("…", "...")
    return re.sub(r"^([.'])", r"\\&\1", text, flags=re.M)


def is_example(line):
    return re.search(r": (\S.* \| )?aftercare( |$)", line) is not None


def paragraphs(text):
    """Prose lines run together; an empty line parts them, an example stands alone."""
    for line in text.split("\n"):
        if not line.strip():
            yield ".PP"
        elif is_example(line):
            what, command = line.split(": ", 1)
            yield ".TP\n" + roff(what.strip()) + ":\n.B " + roff(command) + "\n.PP"
        else:
            yield roff(line)
    yield ".PP"


def names(argument):
    written = []
    for name in argument.get("names", []):
        dashes = "-" if name["kind"] == "short" else "--"
        written.append("\\fB" + roff(dashes + name["name"]) + "\\fR")
    written = ", ".join(sorted(written, key=len))
    value = "\\fI" + roff(argument.get("valueName", "")) + "\\fR"
    if argument["kind"] == "positional":
        return value
    return written if argument["kind"] == "flag" else written + " " + value


def shown(command):
    """The arguments to print; what every command has is printed once, and --no-x beside its --x."""
    kept = [a for a in command.get("arguments", []) if a.get("shouldDisplay", True)]
    by_name = {a.get("preferredName", {}).get("name"): a for a in kept}
    for argument in kept:
        name = argument.get("preferredName", {}).get("name", "")
        if name.startswith("no-") and name[3:] in by_name:
            by_name[name[3:]]["names"] = by_name[name[3:]].get("names", []) + argument["names"]
    return [
        a for a in kept
        if not (a.get("preferredName", {}).get("name", "").startswith("no-")
                and a["preferredName"]["name"][3:] in by_name)
    ]


def options(arguments):
    for argument in arguments:
        yield ".TP\n" + names(argument)
        values = argument.get("allValues") or []
        text = argument.get("abstract", "")
        if values and not all(str(v) in text for v in values):
            text += " One of: " + ", ".join(values) + "."
        yield roff(text or "See above.")


def command_lines(command, path, common):
    own = [a for a in shown(command) if a.get("preferredName", {}).get("name") not in common]
    usage = "\\fB" + roff(path) + "\\fR"
    if any(a["kind"] != "positional" for a in own):
        usage += " [\\fIoptions\\fR]"
    for argument in own:
        if argument["kind"] == "positional":
            dots = " ..." if argument.get("isRepeating") else ""
            name = "\\fI" + roff(argument["valueName"]) + "\\fR" + dots
            usage += " [" + name + "]" if argument.get("isOptional") else " " + name
    yield ".SS " + usage
    yield roff(command.get("abstract", ""))
    yield ".PP"
    if command.get("discussion"):
        yield from paragraphs(command["discussion"])
    yield from options(own)
    for child in command.get("subcommands", []):
        if child["commandName"] != "help":
            yield from command_lines(child, path + " " + child["commandName"], common)


def page(root, version, date):
    name = root["commandName"]
    yield f'.TH {name.upper()} 1 "{date}" "{name} {version}" "User Commands"'
    yield ".SH NAME"
    yield roff(name) + " \\- " + roff(root["abstract"].rstrip(".").lower())
    yield ".SH SYNOPSIS"
    yield f".B {name}\n[\\fIoptions\\fR] [\\fIcommand\\fR]"
    yield ".SH DESCRIPTION"
    yield from paragraphs(root.get("discussion", ""))
    yield ".SH OPTIONS"
    arguments = shown(root)
    yield from options(arguments)
    common = {a.get("preferredName", {}).get("name") for a in arguments}
    yield ".SH COMMANDS"
    for child in root.get("subcommands", []):
        if child["commandName"] != "help":
            yield from command_lines(child, name + " " + child["commandName"], common)
    yield ".SH FILES"
    for path, what in [
        ("~/.config/aftercare/settings.toml", "The settings, if you began any. XDG_CONFIG_HOME moves it."),
        ("~/.local/share/aftercare/", "What you chose to keep, and decks and words of your own. XDG_DATA_HOME moves it."),
    ]:
        yield ".TP\n.I " + roff(path) + "\n" + roff(what)
    yield ".SH SEE ALSO"
    yield ".BR age (1)\nopens sealed notes without this program."


def main():
    if len(sys.argv) != 3:
        sys.exit("manual.py: VERSION DATE, and the program's own description on standard input")
    root = json.load(sys.stdin)["command"]
    lines = "\n".join(page(root, sys.argv[1], sys.argv[2]))
    # A .PP before a heading, or after another, says nothing.
    lines = re.sub(r"(\.PP\n)+(?=\.(PP|SH|SS|TP))", "", lines)
    lines = re.sub(r"(?<=\n)(\.S[HS] [^\n]*\n)(\.PP\n)+", r"\1", lines)
    print(lines)


main()
