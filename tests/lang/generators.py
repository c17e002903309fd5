# Generators: laziness, send, throw, close, delegation.
def count(n):
    i = 0
    while i < n:
        got = yield i
        if got is not None:
            print("got", got)
        i += 1
    return "end"

g = count(3)
print(next(g), g.send("a"), next(g))
try:
    next(g)
except StopIteration as e:
    print("stop", e.value)
try:
    next(g)
except StopIteration as e:
    print("again", e.value)

def inner():
    try:
        x = yield 1
        print("inner got", x)
        yield 2
    except ValueError as e:
        print("inner caught", e)
        yield 99
    return "result"

def outer():
    r = yield from inner()
    print("r =", r)
    yield from [10, 20]
    yield from range(2)

print(list(outer()))
o = outer()
print(next(o), o.send("hello"))
o = outer()
next(o)
print(o.throw(ValueError("thrown")), next(o))
def tree(n):
    if n:
        yield from tree(n - 1)
        yield n
        yield from tree(n - 1)
print(list(tree(3)))
print(sum(x * x for x in range(10)), max(len(w) for w in ["a", "bbb"]), list(x + y for x in "ab" for y in "cd" if y != "c"))
e = (i for i in range(3))
print(next(e), list(e), list(e))
def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
f = fib()
print([next(f) for _ in range(10)])
for v in fib():
    if v > 50: break
print(v)
def cleanup():
    try:
        while True:
            try:
                yield
            except KeyError:
                print("key")
    finally:
        print("cleanup")
c = cleanup()
next(c)
c.throw(KeyError)
c.close()
c.close()
try:
    count(1).send(5)
except TypeError as e:
    print(e)
def recursive():
    yield next(r)
r = recursive()
try:
    next(r)
except ValueError as e:
    print(e)
def ignores():
    try:
        yield
    except GeneratorExit:
        yield 1
i = ignores()
next(i)
try:
    i.close()
except RuntimeError as e:
    print(e)
def nested_loops():
    for a in range(2):
        for b in gen2(a):
            yield a, b
def gen2(n):
    for i in range(n + 1):
        yield i
print(list(nested_loops()))
print([*gen2(2)], {*gen2(2)}, (*gen2(1),), dict((a, b) for a, b in nested_loops()))
def with_return():
    return 5
    yield
print(list(with_return()))
def chain(*its):
    for it in its:
        yield from it
print(list(chain("ab", [1, 2], (3,))))
a, b, *c = gen2(4)
print(a, b, c)
class It:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 3: raise StopIteration
        return self.n
print(list(It()), [x for x in It()], 2 in It(), sum(It()))
class GI:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i * 10
print(list(GI()), 20 in GI())
def lazily():
    print("start")
    yield 1
    print("middle")
    yield 2
for x in lazily(): print(x)
print(next(iter([]), "default"))
def accumulate():
    total = 0
    while True:
        x = yield total
        if x is None: return total
        total += x
acc = accumulate()
next(acc)
for k in range(4): acc.send(k)
try:
    acc.send(None)
except StopIteration as s:
    print(s.value)
print(type(g), g.__name__, type(x for x in []))
def handled():
    try:
        1/0
    except ZeroDivisionError:
        yield "in handler"
        try:
            raise ValueError("second")
        except ValueError as e:
            yield repr(e.__context__)
try:
    raise KeyError("outer")
except KeyError:
    print(list(handled()))
import itertools
print(list(itertools.islice(fib(), 5)))
lst = [1, 2, 3]
for q in lst:
    if q < 3 and len(lst) < 6: lst.append(q * 10)
print(lst)
d = {"a": 1, "b": 2}
try:
    for k in d: d[k + "x"] = 1
except RuntimeError as e:
    print(e)
