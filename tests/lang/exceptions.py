# Exceptions: flow, chaining, finally.
def flow(x):
    try:
        if x == 0: return "return"
        if x == 1: raise ValueError("v")
        if x == 2: raise KeyError("k")
        if x == 3: 1 / 0
        out = "else"
    except ValueError as e:
        out = f"ValueError {e}"
    except (KeyError, IndexError) as e:
        out = f"lookup {e!r}"
    else:
        out += "!"
    finally:
        print("finally", x)
    return out

for i in (0, 1, 2, 4):
    print(flow(i))
try:
    flow(3)
except ZeroDivisionError as e:
    print("outer", e)

def override():
    try:
        return 1
    finally:
        return 2
print(override())

def swallow():
    for i in range(3):
        try:
            1 / 0
        finally:
            if i < 2: continue
            break
    return i
print(swallow())

def nested():
    try:
        try:
            raise ValueError(1)
        except ValueError:
            raise TypeError(2)
        finally:
            print("inner finally")
    except TypeError as e:
        print(repr(e), repr(e.__context__), e.__cause__)
nested()

try:
    try:
        1 / 0
    except ZeroDivisionError as e:
        raise RuntimeError("wrapped") from e
except RuntimeError as e:
    print(repr(e.__cause__), e.__suppress_context__)

def reraise():
    try:
        int("x")
    except ValueError:
        raise
try:
    reraise()
except ValueError as e:
    print(e)

try:
    raise
except RuntimeError as e:
    print(e)

class MyErr(Exception): pass
class Sub(MyErr):
    def __str__(self): return "custom str"
try:
    raise Sub("a", 1)
except MyErr as e:
    print(e, e.args, repr(e))
try:
    raise MyErr
except MyErr as e:
    print(repr(e), str(e) == "")
try:
    raise 5
except TypeError as e:
    print(e)
try:
    raise ValueError from 5
except TypeError as e:
    print(e)
try:
    try:
        1/0
    except "x":
        pass
except TypeError as e:
    print(e)
e = 1
try:
    raise ValueError
except ValueError as e:
    pass
try:
    e
except NameError as err:
    print(err)

def deep(n):
    if n == 0: raise IndexError("deep")
    deep(n - 1)
try:
    deep(20)
except LookupError as ex:
    print(type(ex).__name__, ex)

def gen():
    try:
        yield 1
        yield 2
    finally:
        print("gen closed")
g = gen()
next(g)
g.close()
def ret_in_loop():
    for i in range(5):
        try:
            if i == 2: return i
        finally:
            print("f", i, end=" ")
print(ret_in_loop())
def while_else():
    n = 0
    while n < 3:
        n += 1
        try:
            if n == 5: break
        except: pass
    else:
        return "else"
print(while_else())
def with_finally_raise():
    try:
        try:
            1/0
        finally:
            [][0]
    except IndexError as e:
        return repr(e.__context__)
print(with_finally_raise())
try:
    assert 1 == 2, "msg"
except AssertionError as e:
    print(repr(e))
try:
    assert (1, 2) == 3
except AssertionError as e:
    print(repr(e), e.args)
try:
    {}["a"]
except KeyError as e:
    print(e, e.args, str(e), repr(e))
try:
    [1].index(5)
except ValueError as e:
    print(e)
try:
    a, b = 1
except TypeError as e:
    print(e)
try:
    a, b = [1]
except ValueError as e:
    print(e)
try:
    a, *b, c = [1]
except ValueError as e:
    print(e)
try:
    a, b = 1, 2, 3
except ValueError as e:
    print(e)
def rec(): return rec()
try:
    rec()
except RecursionError as e:
    print(e)
try:
    raise StopIteration(5)
except StopIteration as e:
    print(e.value)
def stops():
    yield 1
    raise StopIteration
try:
    list(stops())
except RuntimeError as e:
    print(e, repr(e.__cause__))
try:
    raise SystemExit(3)
except SystemExit as e:
    print(e.code)
try:
    raise Exception("a", "b")
except Exception as e:
    print(e)
try:
    try:
        raise ValueError("x")
    except ValueError as e:
        e.add_note("note")
        raise
except ValueError as e:
    print(e.__notes__)
print(issubclass(ZeroDivisionError, ArithmeticError), ValueError.__mro__)
x = [i for i in range(3)]
try:
    x[10]
except (KeyError, IndexError) as e:
    print(type(e), e)
finally:
    print("done")
def multi():
    while True:
        try:
            try:
                break
            finally:
                print("a")
        finally:
            print("b")
    return "out"
print(multi())
try:
    raise ExceptionGroup if False else OSError(2, "No such file", "f.txt")
except OSError as e:
    print(e, e.errno, e.strerror, e.filename)
