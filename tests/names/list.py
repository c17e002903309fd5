#!/usr/bin/env python3
"""Write NumPy's public names, a part a line, as `src/teach/numpy_names.txt` has them.

    list.py > src/teach/numpy_names.txt

Needs the NumPy that numcell follows. A module's names are those in its `__all__`, or else those that it
defines and that do not begin with an underscore; a class's are its attributes that do not.
"""
import importlib
import inspect

import numpy as np

MODULES = """numpy numpy.linalg numpy.random numpy.fft numpy.ma numpy.char numpy.strings numpy.rec numpy.emath
numpy.polynomial numpy.polynomial.polynomial numpy.polynomial.chebyshev numpy.polynomial.legendre
numpy.polynomial.hermite numpy.polynomial.hermite_e numpy.polynomial.laguerre numpy.polynomial.polyutils numpy.lib
numpy.lib.array_utils numpy.lib.format numpy.lib.introspect numpy.lib.mixins numpy.lib.npyio
numpy.lib.recfunctions numpy.lib.scimath numpy.lib.stride_tricks numpy.lib.user_array numpy.testing
numpy.exceptions numpy.dtypes numpy.typing numpy.ctypeslib numpy.version""".split()

CLASSES = """ndarray generic integer floating datetime64 dtype ufunc flatiter nditer broadcast poly1d matrix recarray
memmap char.chararray finfo iinfo vectorize errstate random.Generator random.RandomState random.SeedSequence
random.BitGenerator random.MT19937 random.PCG64 polynomial.Polynomial ma.MaskedArray lib.npyio.NpzFile""".split()


def of_module(name):
    module = importlib.import_module(name) if name != "numpy.rec" and name != "numpy.emath" else getattr(np, name[6:])
    names = getattr(module, "__all__", None)
    if names is None:
        names = [one for one, value in vars(module).items()
                 if not one.startswith("_") and not inspect.ismodule(value)
                 and getattr(value, "__module__", name) in (name, None)]
    return sorted(set(one for one in names if not one.startswith("__")))


def of_class(path):
    found = np
    for part in path.split("."):
        found = getattr(found, part)
    if path in ("finfo", "iinfo"):
        found = found(int if path == "iinfo" else float)
    return sorted(one for one in dir(found) if not one.startswith("_"))


for module in MODULES:
    print(module.replace("numpy", "np", 1) + ":", *of_module(module))
for path in CLASSES:
    print(f"np.{path} (class):", *of_class(path))
print("np.ndarray.flags (class):", *sorted(one for one in dir(np.zeros(1).flags) if not one.startswith("_")))
