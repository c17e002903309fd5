#!/usr/bin/env python3
"""Converts lessons to notebooks with numcell and hands them to Jupyter's own validator.

    python tests/convert/validate.py NUMCELL FILE.cell...
    python tests/convert/validate.py --record NOTEBOOK.ipynb   # writes validated.json beside it

Needs the package nbformat. Ends with 1 if a notebook is refused, if Jupyter would write it with other
bytes, or if the way back to the .cell file is not the same file."""

import json
import pathlib
import subprocess
import sys
import tempfile

import nbformat


def problems(path):
    """What Jupyter has against a notebook, in lines."""
    text = path.read_text(encoding="utf-8")
    notebook = nbformat.reads(text, as_version=nbformat.NO_CONVERT)
    try:
        nbformat.validate(notebook)
    except nbformat.ValidationError as error:
        return [f"not valid: {error}"]
    # nbformat leaves the line feed at the end to whoever writes the file.
    return [] if nbformat.writes(notebook).rstrip("\n") == text.rstrip("\n") else ["Jupyter would lay it out otherwise"]


def fnv1a(data):
    """A digest that the tests compute in three lines: FNV-1a, 64 bits."""
    digest = 0xCBF29CE484222325
    for byte in data:
        digest = (digest ^ byte) * 0x100000001B3 % 2**64
    return digest


def record(path):
    """Keeps what the validator says of a notebook, with the notebook's digest, for the tests."""
    result = {
        "nbformat": nbformat.__version__,
        "problems": problems(path),
        "fnv1a": f"{fnv1a(path.read_bytes()):016x}",
    }
    (path.parent / "validated.json").write_text(json.dumps(result, indent=1) + "\n")


def main(arguments):
    if arguments[:1] == ["--record"]:
        return record(pathlib.Path(arguments[1]))
    numcell, *files = arguments
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        for name in map(pathlib.Path, files):
            notebook, back = pathlib.Path(folder, "x.ipynb"), pathlib.Path(folder, "x.cell")
            subprocess.run([numcell, "convert", name, notebook], check=True, stdout=subprocess.DEVNULL)
            subprocess.run([numcell, "convert", notebook, back], check=True, stdout=subprocess.DEVNULL)
            found = problems(notebook)
            if back.read_bytes() != name.read_bytes():
                found.append("the way back gives another file")
            for problem in found:
                print(f"{name}: {problem}")
            failed = failed or bool(found)
    print(f"{len(files)} lessons", "with problems" if failed else "are accepted by nbformat", nbformat.__version__)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
