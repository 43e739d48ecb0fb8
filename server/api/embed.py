# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes a file's bytes as a C array, for what the server always has with it.

    embed.py FILE NAME OUT
"""
import pathlib
import sys

data = pathlib.Path(sys.argv[1]).read_bytes()
lines = [", ".join(f"{byte:3}" for byte in data[at:at + 16])
         for at in range(0, len(data), 16)]
pathlib.Path(sys.argv[3]).write_text(
    f"static const unsigned char {sys.argv[2]}[] = {{\n"
    + ",\n".join(lines) + "\n};\n")
