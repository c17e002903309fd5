# %% division in calls
def f(a, b):
    return a / b

def g(x):
    y = f(x, 0) + 1
    return y

print("start")
print(g(3))
# %% a name
counter = 1
print(countr)
# %% an attribute
x = [1, 2]
x.apend(3)
# %% a subscript
d = {"a": [1, 2]}
print(d["a"][5] + d["b"])
# %% a key
d = {"a": 1}
print(d["x"]["y"])
# %% calls in a row
def f(x):
    return x
print(f(1)(2)(3))
# %% over lines
x = (1 +
     "a" +
     2)
# %% raise
def f():
    raise ValueError("bad value")
f()
# %% from
try:
    1/0
except ZeroDivisionError as e:
    raise ValueError("x") from e
# %% during
try:
    1/0
except ZeroDivisionError as e:
    int("a")
# %% from None
try:
    1/0
except ZeroDivisionError:
    raise ValueError("x") from None
# %% recursion
def f(n):
    return f(n + 1)
f(0)
# %% a method
class Net:
    def fit(self, X):
        return self.step(X, lr=0.1)
    def step(self, X):
        return X
Net().fit(3)
# %% a comprehension
rows = [int(s) for s in ["1", "x"]]
# %% nested comprehensions
rows = [[int(s) for s in r] for r in [["1", "x"]]]
# %% a generator expression
print(sum(1/x for x in [1, 0]))
# %% a lambda
f = lambda x: x["k"]
print(f({}))
# %% assert
a = 3
assert a == 4, "a is wrong"
# %% assert alone
assert []
# %% unbound
def f():
    print(total)
    total = 1
f()
# %% class body
class A:
    x = 1
    y = x + undefined
# %% decorator
def deco(f):
    return f + 1
@deco
def g():
    pass
# %% a multi-line call
def f(a, b):
    return a + b
f(
    1,
    "x",
)
# %% in a with
class C:
    def __enter__(self):
        return self
    def __exit__(self, *a):
        return None
with C() as c:
    c.missing
# %% an own exception
class MyError(Exception):
    pass
class Other:
    class Inner(ValueError):
        def __str__(self):
            return "text"
try:
    raise MyError(1, 2)
except MyError:
    raise Other.Inner()
# %% no message
raise KeyError
# %% a key error
{}["a b"]
# %% with notes
e = ValueError("v")
e.add_note("first note")
e.add_note("second")
raise e
# %% raised again
def f():
    try:
        int("z")
    except ValueError as e:
        raise e
f()
# %% raised again, bare
def f():
    try:
        int("z")
    except ValueError:
        raise
f()
# %% finally
def f():
    try:
        return 1 / 0
    finally:
        x = 5
f()
# %% assignment to a subscript
t = (1, 2)
t[0] = 5
# %% augmented
x = "a"
x += 1
# %% augmented subscript
x = [None]
x[0] += 1
# %% unpacking
a, b = [1, 2, 3]
# %% for
for i in 5:
    pass
# %% unpacking in for
for a, b in [(1, 2), 3]:
    pass
# %% slices of a long line
values = [1, 2, 3]; total = values[0] + values[1] * values[7] - 2
# %% unary
print(-"a")
# %% comparison
print([] < 5)
# %% import
import no_such_module
# %% module attribute
import math
math.sqroot(4)
# %% attribute of a class
class A:
    colour = 1
A.color
# %% attribute of None
x = None
x.foo
# %% parentheses
a = (1)
b = ("x")
c = (a) + (b)
# %% string formatting
"%d" % "x"
# %% f-string
x = 5
f"{x:q}"
# %% star
def f(a): pass
f(*[1, 2])
# %% a syntax error
x = = 5
# %% in exec
exec("1 +")
# %% in exec, running
exec("def f():\n    1/0\nf()")
# %% a local suggestion
def f():
    number = 1
    return numbr
f()
# %% generator in a loop
def gen():
    yield 1
    raise ValueError("in gen")
for x in gen():
    print(x)
# %% through next
def gen():
    yield 1 / 0
next(gen())
# %% through sorted
sorted([1, 2], key=lambda v: v.x)
# %% repr
class R:
    def __repr__(self):
        return 1 / 0
print(R())
# %% operators of classes
class V:
    def __add__(self, other):
        raise TypeError("no way")
V() + 1
# %% property
class P:
    @property
    def x(self):
        return self.y
P().x
# %% exit
import sys
print("hi")
sys.exit("bye")
# %% global name in function
def f():
    return undefined_name
f()
# %% with and raise in exit
class E:
    def __enter__(self): return self
    def __exit__(self, *a): raise KeyError("exit")
with E():
    raise ValueError("body")
# %% wide characters
s = "日本" + 5
# %% tabs and trailing comment
def f():
	return 1 + "a"  # comment
f()
# %% statement after semicolon
x = 1; y = x / 0; z = 3
# %% conditional expression
y = 0
print(1 if y else 1 / y)
# %% boolean
y = 0
print(y == 0 and 1 / y)
# %% keyword argument
def f(x): return x
f(x=1 / 0)
# %% delete
d = {}
del d["a"]
# %% delete name
del nothing
# %% return in class
class Q:
    def __init__(self, a):
        self.a = a
Q()
# %% subscript of call
def f(): return [1]
f()[3]
# %% chained method
"abc".upper().foo()
# %% method over lines
x = "abc"
(x
 .upper()
 .nope())
# %% setattr
x = 5
x.y = 3
# %% match
match 5:
    case 5:
        1 / 0
# %% a comprehension over nothing iterable
x = [v for v in 5]
# %% a comprehension whose iterator fails
def gen():
    yield 1
    raise ValueError("g")
x = [v
     for v in gen()]
# %% second clause
x = [a for v in [1] for a in v]
# %% condition in a comprehension
x = [v for v in [1, 0] if 1 / v > 0]
# %% unpacking in a comprehension
x = {a: b for a, b in [(1, 2), (3,)]}
# %% generator expression over nothing iterable
x = (v for v in 5)
# %% with no manager
with 5 as f:
    pass
# %% with failing enter
class E:
    def __enter__(self): raise ValueError("enter")
    def __exit__(self, *a): pass
with E() as x, E():
    pass
# %% assert of many parts
x = 3
assert x > 1 and x < 2, "range"
# %% assert not
x = 3
assert not x
# %% for on one line  # comment
for i in 5: pass  # comment
# %% augmented attribute
class A: pass
a = A()
a.x += 1
# %% subscript slices
x = 5
x[1:2]
# %% subscript assignment slices
x = (1, 2)
x[0:1] = 5
# %% power and parentheses
x = (1 + 2) * ("a" - 3)
# %% operators of two characters
x = 1 // 0
# %% no space
x=1//0+3
# %% shifted
y = 2 << -1
# %% call with many arguments
print(1, 2, int("q"), 4)
# %% attribute of call over lines
class B:
    def f(self): return self
B().f(
).g(
)
# %% call over lines of missing
B = 3
B(
  1)
# %% dict display
x = {[]: 1}
# %% set display
x = {1, [2]}
# %% f-string field
name = "x"
print(f"{name + 1} and {name}")
# %% return
def f():
    return undefined + 1
f()
# %% yield from
def f():
    yield from 5
list(f())
# %% await of arguments
def f(*, a): pass
f(
  b=1)
# %% class with bad base
class C(5): pass
# %% class bases conflict
class A: pass
class C(object, A): pass
# %% decorator fails
@undefined_decorator
def f(): pass
# %% default fails
def f(a=1/0): pass
# %% annotation fails
def f(a: undefined_ann): pass
# %% lambda default
f = lambda a=1/0: a
# %% star expression
x = [*5]
# %% double star
x = {**5}
# %% print star
print(*5)
# %% nested function names
def outer():
    def inner():
        class K:
            def m(self):
                return [1/0 for _ in range(1)]
        K().m()
    inner()
outer()
# %% compare chain
print(1 < 2 < "a")
# %% not in
print(1 in 5)
# %% is in string
print(1 in "abc")
# %% global statement
def f():
    global g
    g += 1
f()
# %% nonlocal unbound
def f():
    def g():
        nonlocal x
        return x
    g()
    x = 1
f()
# %% delete attribute
class A: pass
del A().x
# %% delete slice
del (1, 2)[0:1]
# %% raise class with arguments missing
class E(Exception):
    def __init__(self, a): pass
raise E
# %% raise in except over lines
try:
    {}["k"]
except KeyError as e:
    raise RuntimeError(
        "multi"
    ) from e
# %% three in a row
try:
    try:
        1/0
    except ZeroDivisionError:
        {}["k"]
except KeyError:
    [][1]
# %% semicolons and colon
if True: x = 1; y = 1/0
# %% backslash
x = 1 + \
    "a"
# %% wide prefix
s = "日本"; y = 1 / 0
# %% tab inside
x =	1 /	0
