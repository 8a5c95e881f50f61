#!/usr/bin/env python3
"""The newest entry of a CHANGELOG.md as the lines of a Debian changelog.

    Packaging/changes.py CHANGELOG.md
"""
import re
import sys
import textwrap

entry = re.split(r"^## .*$", open(sys.argv[1], encoding="utf-8").read(), flags=re.M)[1]
for change in re.split(r"^- ", entry, flags=re.M)[1:]:
    print(textwrap.fill(" ".join(change.split()), 78, initial_indent="  * ", subsequent_indent="    "))
