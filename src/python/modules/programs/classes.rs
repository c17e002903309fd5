//! `dataclasses`, `enum`, `contextlib`, `abc`, `types`, `typing`.

use super::program;
use crate::value::Builtin;

/// The rows of these modules.
pub(super) fn lists() -> Vec<&'static [Builtin]> {
    vec![DATACLASSES, ENUM, CONTEXTLIB, ABC, TYPES, TYPING]
}

static DATACLASSES: &[Builtin] = program! { "dataclasses", "dataclasses.py";
    "dataclass": "Gives a class the methods that follow from its annotated attributes.",
        ">>> from dataclasses import dataclass\n>>> @dataclass\n... class Point:\n...     x: float\n...     y: float = 0.0\n>>> Point(1.5), Point(1.5) == Point(1.5, 0.0)\n(Point(x=1.5, y=0.0), True)\n";
    "field": "Says more of an attribute: its default, whether it is shown.", "";
    "fields": "The fields of a dataclass.", "";
    "asdict": "A dataclass's object as a dict.", "";
    "astuple": "A dataclass's object as a tuple.", "";
    "replace": "A dataclass's object with some fields changed.", "";
    "is_dataclass": "Whether a class or object is of a dataclass.", "";
    "make_dataclass": "A dataclass from a list of fields.", "";
    "Field": "What is known of a field.", "";
    "InitVar": "Marks an argument of `__init__` that is no field.", "";
    "KW_ONLY": "The fields after it are given by name only.", "";
    "MISSING": "Stands for no default.", "";
    "FrozenInstanceError": "What changing a frozen object raises.", "";
};

static ENUM: &[Builtin] = program! { "enum", "enum.py";
    "Enum": "The base of classes of named constants.",
        ">>> from enum import Enum\n>>> class Color(Enum):\n...     RED = 1\n...     BLUE = 2\n>>> Color.RED, Color(2), Color['RED'].value\n(<Color.RED: 1>, <Color.BLUE: 2>, 1)\n";
    "IntEnum": "An Enum whose members are ints.", "";
    "StrEnum": "An Enum whose members are strs.", "";
    "Flag": "An Enum whose members combine with `|`.",
        ">>> from enum import Flag, auto\n>>> class P(Flag):\n...     R = auto()\n...     W = auto()\n>>> P.R | P.W\n<P.R|W: 3>\n";
    "IntFlag": "A Flag whose members are ints.", "";
    "auto": "The next value.", "";
    "unique": "Refuses an Enum that has a value twice.", "";
    "EnumMeta": "The class of Enum classes.", "";
    "EnumType": "The class of Enum classes.", "";
    "member": "Makes a class attribute a member.", "";
    "nonmember": "Makes a class attribute no member.", "";
    "FlagBoundary": "What a Flag does with bits that it does not know.", "";
    "STRICT": "Unknown bits are an error.", "";
    "CONFORM": "Unknown bits are dropped.", "";
    "EJECT": "Unknown bits make an int.", "";
    "KEEP": "Unknown bits are kept.", "";
};

static CONTEXTLIB: &[Builtin] = program! { "contextlib", "contextlib.py";
    "contextmanager": "Makes a context manager of a generator function.",
        ">>> from contextlib import contextmanager\n>>> @contextmanager\n... def tag(name):\n...     print('<' + name + '>')\n...     yield\n...     print('</' + name + '>')\n>>> with tag('b'):\n...     print('text')\n<b>\ntext\n</b>\n";
    "suppress": "Goes on after a block in which one of these exceptions was raised.",
        ">>> from contextlib import suppress\n>>> with suppress(ZeroDivisionError):\n...     1 / 0\n";
    "closing": "Closes a thing after a block.", "";
    "nullcontext": "Does nothing around a block.", "";
    "redirect_stdout": "Sends what a block prints to another file.",
        ">>> import io\n>>> from contextlib import redirect_stdout\n>>> with redirect_stdout(io.StringIO()) as f:\n...     print('hidden')\n>>> f.getvalue()\n'hidden\\n'\n";
    "redirect_stderr": "Sends what a block writes to standard error to another file.", "";
    "ExitStack": "Leaves any number of contexts in reverse order.", "";
    "ContextDecorator": "The base of context managers that are decorators, too.", "";
    "AbstractContextManager": "The base of context managers.", "";
};

static ABC: &[Builtin] = program! { "abc", "abc.py";
    "ABC": "The base of abstract classes.",
        ">>> from abc import ABC, abstractmethod\n>>> class Shape(ABC):\n...     @abstractmethod\n...     def area(self): ...\n>>> issubclass(Shape, ABC)\nTrue\n";
    "ABCMeta": "The class of abstract classes.", "";
    "abstractmethod": "Marks a method that subclasses must define.", "";
    "abstractproperty": "Marks a property that subclasses must define.", "";
    "abstractclassmethod": "Marks a class method that subclasses must define.", "";
    "abstractstaticmethod": "Marks a static method that subclasses must define.", "";
};

static TYPES: &[Builtin] = program! { "types", "types.py";
    "SimpleNamespace": "An object with the attributes that it is made with.",
        ">>> from types import SimpleNamespace\n>>> p = SimpleNamespace(x=1, y=2)\n>>> p.x, p\n(1, namespace(x=1, y=2))\n";
    "FunctionType": "The class of functions.", "";
    "LambdaType": "The class of functions.", "";
    "GeneratorType": "The class of generators.", "";
    "CodeType": "The class of code objects.", "";
    "MethodType": "The class of bound methods.", "";
    "BuiltinFunctionType": "The class of built-in functions.", "";
    "BuiltinMethodType": "The class of built-in functions.", "";
    "MethodDescriptorType": "The class of built-in methods.", "";
    "ModuleType": "The class of modules.", "";
    "MappingProxyType": "A dict that cannot be written to.", "";
    "NoneType": "The class of None.", "";
    "NotImplementedType": "The class of NotImplemented.", "";
    "EllipsisType": "The class of `...`.", "";
    "GenericAlias": "The class of `list[int]`.", "";
    "UnionType": "The class of `int | str`.", "";
    "new_class": "Makes a class.", "";
};

static TYPING: &[Builtin] = program! { "typing", "typing.py";
    "Any": "Any type.", "";
    "Union": "One of several types.",
        ">>> from typing import Union, Optional\n>>> Union[int, str], Optional[int]\n(typing.Union[int, str], typing.Optional[int])\n";
    "Optional": "A type or None.", "";
    "Callable": "Functions with these arguments and this result.", "";
    "Literal": "One of these values.", "";
    "ClassVar": "An attribute of the class.", "";
    "Final": "A name that is set once.", "";
    "Annotated": "A type with notes.", "";
    "Concatenate": "Arguments before others.", "";
    "TypeGuard": "The result of a function that checks a type.", "";
    "Required": "A key that must be there.", "";
    "NotRequired": "A key that may be missing.", "";
    "Unpack": "The parts of a tuple.", "";
    "NoReturn": "The result of a function that never returns.", "";
    "Never": "No type.", "";
    "Self": "The class itself.", "";
    "LiteralString": "A str of the program's text.", "";
    "TypeAlias": "Another name of a type.", "";
    "List": "`list` with a type of items.", ">>> from typing import List\n>>> List[int]\ntyping.List[int]\n";
    "Dict": "`dict` with types of keys and values.", "";
    "Set": "`set` with a type of items.", "";
    "FrozenSet": "`frozenset` with a type of items.", "";
    "Tuple": "`tuple` with types of items.", "";
    "Type": "A class.", "";
    "Deque": "`collections.deque` with a type of items.", "";
    "DefaultDict": "`collections.defaultdict` with types.", "";
    "OrderedDict": "`collections.OrderedDict` with types.", "";
    "Counter": "`collections.Counter` with a type.", "";
    "ChainMap": "`collections.ChainMap` with types.", "";
    "Iterable": "What can be iterated over.", "";
    "Iterator": "What `next` takes.", "";
    "Generator": "What a generator function gives.", "";
    "Reversible": "What `reversed` takes.", "";
    "Container": "What `in` takes.", "";
    "Collection": "What has a length, items and `in`.", "";
    "Sequence": "What has items by number.", "";
    "MutableSequence": "A sequence that can be changed.", "";
    "Mapping": "What has values by key.", "";
    "MutableMapping": "A mapping that can be changed.", "";
    "AbstractSet": "What is like a set.", "";
    "MutableSet": "What is like a set and can be changed.", "";
    "Hashable": "What `hash` takes.", "";
    "Sized": "What `len` takes.", "";
    "TypeVar": "A name for a type.", "";
    "ParamSpec": "A name for the arguments of a function.", "";
    "TypeVarTuple": "A name for several types.", "";
    "AnyStr": "A name for str or bytes.", "";
    "Text": "`str`.", "";
    "Generic": "The base of classes with parameters.", "";
    "Protocol": "The base of classes that say what others have.", "";
    "SupportsFloat": "What `float` takes.", "";
    "SupportsInt": "What `int` takes.", "";
    "SupportsIndex": "What can be an index.", "";
    "SupportsAbs": "What `abs` takes.", "";
    "NamedTuple": "The base of classes of tuples whose items have names.",
        ">>> from typing import NamedTuple\n>>> class Point(NamedTuple):\n...     x: int\n...     y: int = 0\n>>> Point(3)\nPoint(x=3, y=0)\n";
    "TypedDict": "The base of dicts with known keys.", "";
    "NewType": "A type with a name of its own.", "";
    "ForwardRef": "A type that is named in a str.", "";
    "TYPE_CHECKING": "Whether a checker of types reads the program.", "";
    "cast": "The value itself.", "";
    "overload": "Marks one of several signatures.", "";
    "final": "Marks what is not derived from.", "";
    "no_type_check": "Marks what is not checked.", "";
    "runtime_checkable": "Lets `isinstance` ask a Protocol.", "";
    "assert_never": "Fails where a program should not come.", "";
    "assert_type": "The value itself.", "";
    "reveal_type": "Shows the type of a value.", "";
    "get_origin": "What stands before the brackets.", "";
    "get_args": "What stands in the brackets.", "";
    "get_type_hints": "The annotations of a class or function.", "";
};
