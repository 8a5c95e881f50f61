#!/usr/bin/env python3
"""A list, in the form of SPDX 2.3, of the parts that the program is linked from.

    Packaging/parts.py VERSION PROGRAM > aftercare.spdx.json

Rules: versions are those of the packages that this machine builds with; SOURCE_DATE_EPOCH dates the list. A part that
is added to the program gets its line here, and its copyright in debian/copyright.
"""
import datetime
import hashlib
import json
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SWIFT = "Apache-2.0 WITH Swift-exception"
GCC = "GPL-3.0-or-later WITH GCC-exception-3.1"
# The part, its licence, and the package of Debian that it comes from.
LIBRARIES = [
    ("ncurses", "X11-distribute-modifications-variant AND BSD-3-Clause", "libncurses-dev"),
    ("libsodium", "ISC AND BSD-2-Clause", "libsodium-dev"),
    ("libunistring", "LGPL-3.0-or-later OR GPL-2.0-or-later", "libunistring-dev"),
    ("tomlplusplus", "MIT", "libtomlplusplus-dev"),
    ("glibc", "LGPL-2.1-or-later", "libc6-dev"),
]


def said(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def debian(package):
    return said("dpkg-query", "-W", "-f=${Version}", package)


def gcc():
    version = said("gcc", "-dumpversion").strip()
    return debian(f"libstdc++-{version}-dev")


def parts(version, program):
    with open(program, "rb") as data:
        digest = hashlib.sha256(data.read()).hexdigest()
    yield "aftercare", version, "Apache-2.0", digest
    swift = re.search(r"Swift version (\S+)", said("swift", "--version"))[1]
    yield "swift-runtime", swift, SWIFT + " AND Apache-2.0 WITH LLVM-exception AND Unicode-3.0", None
    with open(ROOT + "/Package.swift", encoding="utf-8") as manifest:
        parser = re.search(r'swift-argument-parser", exact: "([^"]+)"', manifest.read())[1]
    yield "swift-argument-parser", parser, SWIFT, None
    yield "libstdc++", gcc(), GCC, None
    yield "libgcc", gcc(), GCC, None
    for name, licence, package in LIBRARIES:
        yield name, debian(package), licence, None


def entry(name, version, licence, digest):
    made = {
        "SPDXID": "SPDXRef-" + re.sub(r"[^A-Za-z0-9.]", "-", name), "name": name, "versionInfo": version,
        "licenseDeclared": licence, "licenseConcluded": licence, "downloadLocation": "NOASSERTION",
        "copyrightText": "NOASSERTION", "filesAnalyzed": False,
    }
    if digest:
        made["checksums"] = [{"algorithm": "SHA256", "checksumValue": digest}]
    return made


def main():
    version, program = sys.argv[1:]
    packages = [entry(*part) for part in parts(version, program)]
    moment = datetime.datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), datetime.timezone.utc)
    links = [("DESCRIBES", "SPDXRef-DOCUMENT", packages[0])]
    links += [("STATIC_LINK", packages[0]["SPDXID"], package) for package in packages[1:]]
    json.dump({
        "spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT", "name": "aftercare-" + version,
        "documentNamespace": "https://spdx.invalid/aftercare/" + packages[0]["checksums"][0]["checksumValue"],
        "creationInfo": {"created": moment.strftime("%Y-%m-%dT%H:%M:%SZ"), "creators": ["Tool: Packaging/parts.py"]},
        "packages": packages,
        "relationships": [
            {"relationshipType": kind, "spdxElementId": start, "relatedSpdxElement": end["SPDXID"]}
            for kind, start, end in links
        ],
    }, sys.stdout, indent=2)
    print()


main()
