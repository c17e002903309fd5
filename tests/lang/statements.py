# Statements and expressions of all kinds.
a = b = c = [1]
a.append(2)
print(b, c is a)
(x, y), [z, *w] = (1, 2), "hello"
print(x, y, z, w)
*start, last = range(4)
print(start, last)
first, *_ = "abc"
print(first)
d = {}
d["k"], d["l"] = 1, 2
print(d)
i, lst = 0, [5, 6]
i, lst[i] = 1, 9
print(i, lst)
n = 5
n += 2; n -= 1; n *= 3; n //= 2; n **= 2; n %= 50; n <<= 2; n >>= 1; n |= 1; n &= 0xff; n ^= 3
print(n)
f = 7.0
f /= 2
print(f)
s = "a"
s += "b"; s *= 3
print(s)
l = [1]
m = l
l += [2]
l *= 2
print(l, m is l)
t = (1,)
t += (2,)
print(t)
print(1 if [] else 2, 0 or None or "x", 1 and 2 and 3, not "", None and 1/0)
print(1 < 2 <= 2 != 3, 1 == 1.0, 3 > 2 > 1 > 5, "a" in "abc", 5 not in [1], None is None, 1 is not None)
print(7 // 2, -7 // 2, 7 % 3, -7 % 3, 7 % -3, 2 ** 10, 2 ** -1, -2 ** 2, 10 / 4, 7.5 // 2, -7.5 % 2)
print(5 & 3, 5 | 3, 5 ^ 3, ~5, 1 << 10, -1 >> 1, 0xff, 0b101, 0o17, 1_000)
print(10 ** 20, 2 ** 100 // 3 ** 20, -(2 ** 63), 2 ** 63 - 1, 9223372036854775807 + 1, -9223372036854775808 - 1, 12345678901234567890 % 97)
print(3 * 10 ** 18 * 10, (10 ** 30) / (10 ** 28), (2 ** 70) >> 68, (1 << 70) | 1, -(10 ** 20) // 7, 10**25 == 1e25)
print(1j * 1j, (1 + 2j) * (3 - 1j), abs(3 + 4j), (1 + 2j).real, (2 + 0j) ** 2, 1 / (1 + 1j))
print(True + True, True * 3, False == 0, True is True, int(True))
print("abc"[1], "abc"[-1], "abc"[::-1], "hello"[1:4], [1, 2, 3][::2], (1, 2, 3)[-2:])
print("%d %s %r %.2f %5d|%-5s|" % (1, "a", "b", 3.14159, 42, "x"), "%(k)s" % {"k": 5}, "%%")
print("a" "b" 'c', r"\n", "tab\there", """multi
line""", b"bytes", "\u00e9")
print(f"{1 + 1} {'nested'} {x!r} {3.14159:.2f} {x=} {'a':>{5}} {{}} {[1,2][0]} {d['k']}")
width, val = 10, 3.14159
print(f"{val:{width}.{3}f}|{val:<10}|{1000000:,}|{255:#x}|{0.5:%}|{5:03d}|{'s':^5}|{-5:+}")
for i in range(3):
    for j in range(3):
        if j == 1: continue
        if i == 2: break
        print(i, j, end="; ")
else:
    print("for else")
for i in range(3):
    if i == 1: break
else:
    print("not printed")
while n > 0:
    n //= 2
else:
    print("while else", n)
for a, (b, *c) in [(1, (2, 3, 4)), (5, (6,))]:
    print(a, b, c)
for d["x"] in range(2): pass
print(d)
for i, ch in enumerate("ab", 1): print(i, ch, end=" ")
for p, q in zip([1, 2], "xy"): print(p, q, end=" ")
for k, v in {"a": 1}.items(): print(k, v)
print([x for x in range(10) if x % 2 if x > 3], [[i * j for j in range(3)] for i in range(2)], [(i, j) for i in range(3) for j in range(i)])
print({k: v for k, v in zip("ab", [1, 2])}, {x % 3 for x in range(10)}, [x if x > 1 else -x for x in range(3)])
print([*range(3), *"ab"], {**{"a": 1}, "b": 2, **{"a": 3}}, {*[1, 2], 3}, (*[1], 2))
del lst[0], d["k"]
print(lst, d)
lst = list(range(10))
lst[2:5] = ["a"]
lst[::4] = [0, 0]
del lst[-2:]
print(lst)
pass
assert True
def f(): ...
print(f(), ...)
import math as mm
from math import sqrt, pi as PI
print(mm.sqrt(16), sqrt(9), round(PI, 3))
lam = lambda x, y=2, *a, **k: (x, y, a, k)
print(lam(1), lam(1, 3, 4, z=5))
print((lambda: (yield))() if False else "no")
x = 5
match x:
    case 1 | 2: print("low")
    case n if n > 4: print("big", n)
def kind(v):
    match v:
        case None: return "none"
        case True | False: return "bool"
        case int(n): return f"int {n}"
        case str() as s: return f"str {s}"
        case []: return "empty"
        case [x]: return f"one {x}"
        case [x, y, *rest]: return f"many {x} {y} {rest}"
        case {"type": "a", "v": v, **rest}: return f"map {v} {rest}"
        case {}: return "mapping"
        case _: return "other"
for v in [None, True, 5, "s", [], [1], [1, 2, 3], {"type": "a", "v": 1, "z": 2}, {"q": 1}, 1.5]:
    print(kind(v))
class P:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
def loc(p):
    match p:
        case P(0, 0): return "origin"
        case P(x, 0): return f"x={x}"
        case P(x=0, y=y): return f"y={y}"
        case P(x, y) if x == y: return "diag"
        case (1, (2 | 3) as k): return f"k={k}"
        case "a" | "b" as letter: return letter
        case -1 | 2.5: return "num"
    return "none"
print([loc(v) for v in [P(0, 0), P(1, 0), P(0, 2), P(3, 3), P(1, 2), (1, 3), "b", -1, 2.5, 9]])
class CM:
    def __init__(self, name, swallow=False): self.name, self.swallow = name, swallow
    def __enter__(self): print("enter", self.name); return self
    def __exit__(self, t, v, tb):
        print("exit", self.name, t.__name__ if t else None, v)
        return self.swallow
with CM("a") as a, CM("b"):
    print("body", a.name)
with CM("s", True):
    raise ValueError("x")
def early():
    with CM("r"):
        return "returned"
print(early())
for i in range(2):
    with CM(i):
        if i == 0: continue
        break
try:
    with CM("n"):
        1 / 0
except ZeroDivisionError:
    print("propagated")
try:
    with 5: pass
except TypeError as e:
    print(e)
print(type(1), type("a"), type(None), type([]), type(print), type(lambda: 0), type(type), type(...), type(NotImplemented))
print(__name__)
print(eval("1 + 2"), eval("x * 2", {"x": 21}))
exec("newvar = 5\nprint(newvar)")
print(newvar)
ns = {}
exec("def foo(): return 42", ns)
print(ns["foo"]())
def lo():
    aa, bb = 1, 2
    return locals()
print(lo())
print([1, 2] < [1, 3], (1, 2) == (1, 2), "a" < "b", [1] == [1.0], {1: 2} == {1: 2})
big = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, x, 32]
print(len(big), big[31], sum(big))
bt = (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, x, 32)
print(len(bt), bt[31])
bd = {"a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f": 6, "g": 7, "h": 8, "i": 9, "j": 10, "k": 11, "l": 12, "m": 13, "n": x}
print(len(bd), bd["n"])
x: int = 3
y: "undefined_annotation"
print(x, __annotations__)
print(1, 2, sep="", end="!\n")
if True: print("one line")
class Empty: pass
print(Empty().__class__.__name__)
def doc():
    """Doc string."""
print(doc.__doc__)
g = {"f": lambda: 7}
print(g["f"](), [lambda: 8][0]())
print((1).bit_length(), 5 .real, 1.5.is_integer())
print("ok" if not None else "no", 1 if 0 else 2 if 0 else 3)
a = [1, 2, 3]
a[0], a[-1] = a[-1], a[0]
print(a, a[0:2], a[slice(1, None)])
print(*a, sep=", ")
print(((1, 2), [3, {4: (5,)}]), ())
print("é".encode(), len("日本"), "日本"[1], ord("é"))
