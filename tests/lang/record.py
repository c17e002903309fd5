"""Records what CPython does with the programs beside this file: `python3 tests/lang/record.py [NAME...]`.

A program is a file, or a part of one that starts with `# %% title`. Each runs by itself. Recorded are
its standard output and, after a line `--- stderr`, its standard error.
"""
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent


def parts(text):
    if not text.startswith("# %%"):
        return [("", text)]
    pieces = re.split(r"^# %% (.*)\n", text, flags=re.M)
    return list(zip(pieces[1::2], pieces[2::2]))


def record(path):
    out = []
    for title, program in parts(path.read_text()):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / path.name
            file.write_text(program)
            done = subprocess.run([sys.executable, "-I", path.name], cwd=folder, capture_output=True, text=True)
            if title:
                out.append(f"# %% {title}\n")
            out.append(done.stdout)
            if done.stderr:
                folder = str(pathlib.Path(folder).resolve())
                out.append("--- stderr\n" + done.stderr.replace(folder + "/", ""))
    path.with_suffix(".out").write_text("".join(out))


for path in sorted(HERE.glob("*.py")):
    if path.name != "record.py" and (not sys.argv[1:] or path.stem in sys.argv[1:]):
        record(path)
