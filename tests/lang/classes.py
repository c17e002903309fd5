# Classes: attributes, inheritance, descriptors, special methods.
class Point:
    """A point."""
    count = 0
    def __init__(self, x, y=0):
        self.x = x
        self.y = y
        Point.count += 1
    def __repr__(self):
        return f"Point({self.x}, {self.y})"
    def __eq__(self, other):
        if not isinstance(other, Point):
            return NotImplemented
        return (self.x, self.y) == (other.x, other.y)
    def __hash__(self):
        return hash((self.x, self.y))
    def __add__(self, other):
        if isinstance(other, Point):
            return Point(self.x + other.x, self.y + other.y)
        return NotImplemented
    def __radd__(self, other):
        return Point(self.x + other, self.y + other)
    def __mul__(self, k): return Point(self.x * k, self.y * k)
    __rmul__ = __mul__
    def __neg__(self): return Point(-self.x, -self.y)
    def __abs__(self): return (self.x ** 2 + self.y ** 2) ** 0.5
    def __bool__(self): return bool(self.x or self.y)
    def __len__(self): return 2
    def __getitem__(self, i): return (self.x, self.y)[i]
    def __iter__(self): return iter((self.x, self.y))
    def __contains__(self, v): return v in (self.x, self.y)
    def __lt__(self, other): return abs(self) < abs(other)
    def __call__(self, *a): return ("called", a)
    def __format__(self, spec): return f"<{self.x:{spec}},{self.y:{spec}}>"
    def __str__(self): return f"({self.x}, {self.y})"

p, q = Point(3, 4), Point(1)
print(p, repr(q), p + q, 10 + p, p * 2, 2 * p, -p, abs(p), bool(Point(0)), len(p))
print(p[0], list(p), 3 in p, q < p, q > p, p == Point(3, 4), p != q, p == 5, p(1), f"{p:.1f}", f"{p}", "%s" % p)
print(sorted([p, q]), {p: 1}[Point(3, 4)], Point.count, p.count, Point.__doc__, Point.__name__)
a, b = p
print(a, b, *p)
try:
    p + "x"
except TypeError as e:
    print(e)
try:
    p - q
except TypeError as e:
    print(e)
try:
    p.z
except AttributeError as e:
    print(e)
try:
    Point.zz
except AttributeError as e:
    print(e)
try:
    Point()
except TypeError as e:
    print(e)
try:
    p < 5
except TypeError as e:
    print(e)

class Base:
    def __init__(self): self.log = ["Base"]
    def hello(self): return "Base.hello"
    @property
    def value(self): return self._value
    @value.setter
    def value(self, v):
        if v < 0: raise ValueError("negative")
        self._value = v
    @value.deleter
    def value(self): del self._value
    @staticmethod
    def static(a): return a * 2
    @classmethod
    def make(cls): return cls()
    @property
    def readonly(self): return 1

class Left(Base):
    def __init__(self):
        super().__init__()
        self.log.append("Left")
    def hello(self): return "Left." + super().hello()

class Right(Base):
    def __init__(self):
        super(Right, self).__init__()
        self.log.append("Right")
    def hello(self): return "Right." + super().hello()

class Both(Left, Right):
    def __init__(self):
        super().__init__()
        self.log.append("Both")

d = Both()
print(d.log, d.hello(), [c.__name__ for c in Both.__mro__], Both.make().log, Both.static(4))
d.value = 5
print(d.value)
try:
    d.value = -1
except ValueError as e:
    print(e)
del d.value
try:
    d.value
except AttributeError as e:
    print(e)
try:
    d.readonly = 2
except AttributeError as e:
    print(e)
try:
    del d.readonly
except AttributeError as e:
    print(e)
print(isinstance(d, Base), isinstance(d, (int, Right)), issubclass(Both, Left), isinstance(5, Base), type(d) is Both)
print(type(d), Both, Base.hello.__name__, type(Base), d.__class__.__name__, Both.__bases__)

class Meta(type):
    def __new__(mcs, name, bases, ns, **kw):
        cls = super().__new__(mcs, name, bases, ns)
        cls.tag = kw.get("tag", "none")
        return cls
    def __init__(cls, name, bases, ns, **kw):
        super().__init__(name, bases, ns)
    def __call__(cls, *args):
        obj = super().__call__(*args)
        obj.made = True
        return obj
    def __len__(cls): return 42

class WithMeta(metaclass=Meta, tag="t"):
    pass
print(WithMeta.tag, WithMeta().made, len(WithMeta), type(WithMeta))

class Plugin:
    registry = []
    def __init_subclass__(cls, /, name=None, **kw):
        super().__init_subclass__(**kw)
        cls.registry.append((cls.__name__, name))
class P1(Plugin, name="one"): pass
class P2(Plugin): pass
print(Plugin.registry)

class Desc:
    def __set_name__(self, owner, name): self.name = name
    def __get__(self, obj, owner):
        if obj is None: return self
        return obj.__dict__.get(self.name, "unset")
    def __set__(self, obj, value): obj.__dict__[self.name] = value
class NonData:
    def __get__(self, obj, owner): return ("nondata", owner.__name__)
class UsesDesc:
    nd = NonData()
u = UsesDesc()
print(u.nd)
u.nd = 5
print(u.nd, UsesDesc.nd)

class Dyn:
    def __getattr__(self, name):
        if name.startswith("dyn_"): return name[4:]
        raise AttributeError(f"no {name}")
    def __setattr__(self, name, value): object.__setattr__(self, name, value * 2)
    def __delattr__(self, name):
        print("del", name)
        object.__delattr__(self, name)
y = Dyn()
y.a = 4
print(y.a, y.dyn_hello, getattr(y, "nope", "default"), hasattr(y, "zip"))
del y.a
try:
    y.a
except AttributeError as e:
    print(e)

class Slots:
    __slots__ = ("a", "b")
    def __init__(self): self.a = 1
s = Slots()
try:
    s.c = 1
except AttributeError as e:
    print(e)
try:
    s.b
except AttributeError as e:
    print(e)

class Stack(list):
    def push(self, v): self.append(v)
    def peek(self): return self[-1]
st = Stack([1, 2])
st.push(3)
print(st, st.peek(), len(st), isinstance(st, list), st + [4], st[1:], 2 in st, [v for v in st], st == [1, 2, 3])

class Count(dict):
    def __missing__(self, key): return 0
c = Count(a=1)
c["b"] += 5
print(c, c["zzz"], c.get("q"), list(c.items()))

class Celsius(float):
    def __new__(cls, v): return super().__new__(cls, v)
    @property
    def f(self): return self * 9 / 5 + 32
t = Celsius(100)
print(t, t.f, t + 1, type(t).__name__, type(t + 1).__name__, round(t, 1))

class Name(str):
    def shout(self): return self.upper() + "!"
print(Name("bob").shout(), Name("x") + "y", len(Name("abc")), f"{Name('q'):>3}")

class MyInt(int):
    def __add__(self, o): return MyInt(int(self) + int(o))
    def __repr__(self): return f"MyInt({int(self)})"
print(MyInt(3) + 4, MyInt(3) * 2, [MyInt(1)], MyInt(5) == 5, hash(MyInt(7)))

class Pair(tuple):
    def __new__(cls, a, b): return tuple.__new__(cls, (a, b))
    @property
    def first(self): return self[0]
print(Pair(1, 2), Pair(1, 2).first, Pair(1, 2) == (1, 2))

class Err(Exception):
    def __init__(self, code, msg="m"):
        super().__init__(msg)
        self.code = code
try:
    raise Err(5)
except Err as e:
    print(e, e.code, e.args, repr(e), type(e).__mro__[1])

T = type("T", (Base,), {"k": 7, "get": lambda self: self.k})
print(T().get(), T.__name__, T().hello())

class Once:
    _inst = None
    def __new__(cls):
        if cls._inst is None:
            cls._inst = super().__new__(cls)
        return cls._inst
print(Once() is Once())

class Private:
    def __init__(self): self.__secret = 1
    def get(self): return self.__secret
print(Private().get(), Private().__dict__, [n for n in vars(Private()) ])
try:
    Private().__secret
except AttributeError as e:
    print(e)

class Generic:
    def __class_getitem__(cls, item): return (cls.__name__, item)
print(Generic[int])
try:
    Base[int]
except TypeError as e:
    print(e)

class Ann:
    x: int
    y: str = "a"
print(Ann.__annotations__, Ann.y)

class Outer:
    class Inner:
        def m(self): pass
print(Outer.Inner.__qualname__, Outer.Inner.m.__qualname__, Outer.Inner)

class Ops:
    def __iadd__(self, o): print("iadd", o); return self
    def __matmul__(self, o): return "mm"
    def __rsub__(self, o): return ("rsub", o)
    def __pow__(self, o, m=None): return ("pow", o)
    def __invert__(self): return "inv"
    def __pos__(self): return "pos"
    def __floordiv__(self, o): return "fd"
    def __mod__(self, o): return "mod"
    def __lshift__(self, o): return "ls"
    def __and__(self, o): return "and"
    def __or__(self, o): return "or"
    def __xor__(self, o): return "xor"
    def __setitem__(self, k, v): print("set", k, v)
    def __delitem__(self, k): print("del", k)
    def __index__(self): return 2
o = Ops()
o += 1
print(o @ 1, 5 - o, o ** 2, ~o, +o, o // 1, o % 1, o << 1, o & 1, o | 1, o ^ 1, [1, 2, 3][o], "abc" * 2)
o[1, 2:3] = 5
del o["k"]
class Sub(Point):
    def __radd__(self, other): return "sub first"
print(Point(1) + Sub(2))
class NoEq:
    def __eq__(self, o): return True
try:
    hash(NoEq())
except TypeError as e:
    print(e)
print(NoEq() == 1, NoEq() != 1)
class Broken:
    def __init__(self): return 5
try:
    Broken()
except TypeError as e:
    print(e)
class NoArgs: pass
try:
    NoArgs(1)
except TypeError as e:
    print(e)
try:
    class X(Left, Base, Right): pass
except TypeError as e:
    print(e)
print(object.__repr__(5)[:7] if False else "ok")
import sys
print(Point.__module__, Point.m.__name__ if hasattr(Point, "m") else "no m")
def meth(self): return self.x
Point.added = meth
print(p.added())
p.own = lambda: "own"
print(p.own(), p.__dict__.keys())
setattr(p, "dyn", 9)
print(p.dyn, getattr(p, "dyn"), vars(p)["dyn"], delattr(p, "dyn"), hasattr(p, "dyn"))
m = p.__add__
print(m(q), m.__self__ is p, m.__name__, m.__func__ is Point.__add__)
