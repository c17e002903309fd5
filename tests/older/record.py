"""Writes older.jsonl beside this file: values as NumPy prints them today, as before 2.0 and as before 1.14.

    python record.py        (NumPy 2.4)
"""

import json
import os

import numpy as np

rng = np.random.default_rng(5)
f = np.float64
values = [
    f(0.1) + f(0.2), f(3.0), np.float32(0.1), np.int64(7), np.bool_(True), np.str_("a'b)"), np.bytes_(b"x"),
    np.complex128(1 + 2j), np.complex128(2j), np.complex64(-0.5 + 3j),
    np.datetime64("2020-01-02"), np.timedelta64(3, "D"), type(np.bool_(True)),
    [f(1.5), f(-2)], (np.int64(1), "np.int64(1)"), {"a": f(1) / 3, "b": [np.bool_(False)]},
    [f(x) for x in range(30)],
    np.array([1.0, 2.0, 3.0]), np.array([0.1, 1 / 3]), np.array([-1.0, 2.5]), np.array([True, False]),
    np.array([1e-10, 1.0]), np.array([1e10, 1.5e-7, 1]), np.arange(2000), np.arange(2000.0) / 7,
    np.arange(12).reshape(3, 4), np.arange(12.0).reshape(3, 4) / 3, np.array(2.5), np.array([]),
    np.array([1 + 2j, 0.5 - 1j]), np.array(["a", "bb"]), np.array([1, 2], dtype=np.int8),
    np.array([np.nan, 1, np.inf]), np.array([1, None], dtype=object),
    np.array([(1, 2.0)], dtype=[("a", int), ("b", float)]),
    rng.standard_normal(30), rng.standard_normal((4, 7)) * 1e5, rng.random((3, 3)), rng.random(5) * 1e-6,
    rng.integers(0, 100, (10, 12)), rng.standard_normal((40, 40)),
]
path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "older.jsonl")
with open(path, "w") as out:
    for value in values:
        for show in repr, str:
            row = {}
            for name, legacy in ("now", False), ("2", "1.25"), ("1.14", "1.13"):
                np.set_printoptions(legacy=legacy)
                row[name] = show(value)
            np.set_printoptions(legacy=False)
            out.write(json.dumps(row) + "\n")
