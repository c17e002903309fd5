# Scopes: what a name means where.
x = "global"

def reads():
    return x

def shadows():
    x = "local"
    return x

def declares():
    global x
    x = "changed"

print(reads(), shadows(), x)
declares()
print(x)

def outer():
    a = 1
    def middle():
        def inner():
            nonlocal a
            a += 10
            return a
        return inner
    f = middle()
    print(f(), f(), a)
    return f

g = outer()
print(g(), g())

def cells():
    functions = []
    for i in range(3):
        def f():
            return i
        functions.append(f)
    return [f() for f in functions]

print(cells())
print([f() for f in [lambda i=i: i for i in range(3)]])
print([f() for f in [lambda: i for i in range(3)]])

def unbound():
    try:
        print(y)
    except UnboundLocalError as e:
        print(type(e).__name__, e)
    y = 1
    del y
    try:
        y
    except NameError as e:
        print(type(e).__name__, e)

unbound()

def free():
    def inner():
        return later
    try:
        inner()
    except NameError as e:
        print(type(e).__name__, e)
    later = 5
    return inner()

print(free())

class C:
    x = "class"
    y = x + "!"
    def method(self):
        return x
    z = [x for _ in range(2)]
    w = [v for v in x]

print(C.x, C.y, C().method(), C.z, C.w[:2])

def function_in_class():
    n = 3
    class D:
        m = n + 1
        def get(self):
            return n
    return D

print(function_in_class().m, function_in_class()().get())

if (n := 10) > 5:
    print(n)
print([last := v for v in range(4)], last)

def walrus():
    total = 0
    values = [total := total + v for v in range(5)]
    return total, values

print(walrus())

def maybe(flag):
    if flag:
        value = 1
    try:
        return value
    except UnboundLocalError as e:
        return str(e)

print(maybe(True), maybe(False))

for k in range(3):
    pass
print(k)

def loop_unbound():
    for q in []:
        pass
    try:
        return q
    except UnboundLocalError as e:
        return str(e)

print(loop_unbound())

try:
    undefined_thing
except NameError as e:
    print(e)

def gen():
    captured = 1
    yield lambda: captured
    captured = 2
    yield lambda: captured

a, b = gen()
print(a(), b())

def many():
    a0=a1=a2=a3=a4=a5=a6=a7=a8=a9=1
    def inner(): return a0+a9
    return inner()
print(many())

def swap():
    a, b, c = 1, 2, 3
    a, b, c = c, a, b
    return a, b, c
print(swap())

def use_before(a):
    a = a and a + 1
    b = a or "none"
    c = a if a else b
    return a, b, c
print(use_before(0), use_before(4))
del x
try:
    x
except NameError as e:
    print(e)
def global_del():
    global zz
    zz = 1
    del zz
    try:
        zz
    except NameError as e:
        print(e)
global_del()
