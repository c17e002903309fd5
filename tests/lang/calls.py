# Calls: binding of arguments and the errors of wrong ones.
def show(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except TypeError as e:
        print("TypeError:", e)

def f(a, b=2, *args, c, d=4, **kw):
    return a, b, args, c, d, kw

show(f, 1, c=3)
show(f, 1, 2, 3, 4, c=5, e=6)
show(f)
show(f, c=1)
show(f, 1)
show(f, 1, a=2, c=3)

def g(a, b, /, c, *, d):
    return a, b, c, d

show(g, 1, 2, 3, d=4)
show(g, 1, 2, c=3, d=4)
show(g, 1, b=2, c=3, d=4)
show(g, 1, 2, 3)
show(g, 1, 2, 3, 4)
show(g, 1, 2, 3, 4, d=5)
show(g, 1)
show(g)
show(g, 1, 2, 3, d=4, e=5)

def h(): return "h"
show(h, 1)
show(h, 1, 2)
show(h, x=1)

def one(a): return a
show(one)
show(one, 1, 2)
show(one, b=1)
def three(a, b, c): return a
show(three)
show(three, 1)
show(three, 1, 2)
def opt(a, b=1): return a
show(opt)
show(opt, 1, 2, 3)
def kwonly(*, a, b, c=1): return a, b, c
show(kwonly)
show(kwonly, a=1)
show(kwonly, 1)
show(kwonly, 1, a=1)
show(kwonly, b=1, a=2)

class A:
    def m(self, x): return x
    @classmethod
    def c(cls, x): return cls.__name__, x
    @staticmethod
    def s(x): return x
    def __call__(self, *a): return a

show(A().m)
show(A().m, 1)
show(A().m, 1, 2)
show(A.m, A(), 5)
show(A.c, 1)
show(A().c)
show(A.s, 1)
show(A().s, 1, 2)
show(A(), 1, 2)

print((lambda *a, **k: (a, k))(1, *[2, 3], x=4, **{"y": 5}))
print((lambda a, b=lambda: 7: (a, b()))(1))

try:
    f(*5)
except TypeError as e:
    print(e)
try:
    f(**5)
except TypeError as e:
    print(e)
try:
    f(1, **{1: 2})
except TypeError as e:
    print(e)
try:
    one(a=1, **{"a": 2})
except TypeError as e:
    print(e)
try:
    print(*[1, 2], sep="-", *[3])
except TypeError as e:
    print(e)

def default(a, items=[]):
    items.append(a)
    return items
print(default(1), default(2))

def rec(n):
    return 1 if n == 0 else n * rec(n - 1)
print(rec(30))

def annotated(a: int, b: "str" = "x", *args: float, c: list = None, **kw: dict) -> bool:
    "Doc of annotated."
    return True
print(annotated.__annotations__)
print(annotated.__doc__, annotated.__name__, annotated.__defaults__, annotated.__kwdefaults__)
print(annotated.__code__.co_varnames, annotated.__code__.co_argcount)

def deco(f):
    def wrapper(*args, **kwargs):
        print("calling", f.__name__)
        return f(*args, **kwargs)
    return wrapper

def times(n):
    def deco(f):
        def wrapper(*a):
            return [f(*a) for _ in range(n)]
        return wrapper
    return deco

@deco
@times(2)
def square(x):
    return x * x
print(square(3))

try:
    5()
except TypeError as e:
    print(e)
try:
    None()
except TypeError as e:
    print(e)
try:
    "abc"(1)
except TypeError as e:
    print(e)
print(max(3, 5), max([1, 2], key=lambda v: -v), sorted("bca", reverse=True))
def many(a1,a2,a3,a4,a5,a6,a7,a8,a9,a10,a11,a12): return a1 + a12
print(many(*range(12)))
print(len([*range(500)]), max(*range(300)))
def collect(*args): return len(args)
print(collect(*range(1000)), collect(1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,49,50,51,52,53,54,55,56,57,58,59,60,61,62,63,64,65,66,67,68,69,70))
f.attr = 5
print(f.attr, f.__dict__)
print(f.__qualname__, A.m.__qualname__, (lambda: 0).__qualname__, deco(f).__qualname__)
