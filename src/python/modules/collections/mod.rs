//! `collections`: containers beyond list, dict and tuple.

mod counter;
mod deque;
mod dicts;

use crate::python::args::POSITIONAL;
use crate::python::modules::source;
use crate::value::{Builtin, Run, types};

/// The parts that are written in Python.
const SOURCE: &str = include_str!("collections.py");

/// The rows of the module.
pub(super) fn lists() -> [&'static [Builtin]; 4] {
    [ROWS, counter::ROWS, deque::ROWS, dicts::ROWS]
}

/// A row whose value a program defines.
macro_rules! program {
    // Macros because rows are static.
    ($name:literal, $summary:literal, $example:literal) => {
        Builtin {
            name: concat!("collections.", $name),
            summary: $summary,
            example: $example,
            run: Run::Property(|cx, _| source::member(cx, "collections", SOURCE, $name), None),
            ..POSITIONAL
        }
    };
}

/// A row that makes a class a member of a module.
macro_rules! class {
    ($name:literal, $class:ident) => {
        Builtin { name: concat!("collections.", $name), run: Run::Class(types::$class), ..POSITIONAL }
    };
}

/// What subclasses of an abstract class get: methods that they need not define, and those they must.
macro_rules! mixin {
    ($name:literal) => {
        Builtin {
            name: concat!("collections.abc.", $name),
            run: Run::Property(|cx, _| source::member(cx, "collections.abc", include_str!("abc.py"), $name), None),
            ..POSITIONAL
        }
    };
}

static ROWS: &[Builtin] = &[
    class!("deque", DEQUE),
    class!("Counter", COUNTER),
    class!("OrderedDict", ORDERED_DICT),
    class!("defaultdict", DEFAULTDICT),
    program!(
        "namedtuple",
        "A class of tuples whose items have names.",
        ">>> from collections import namedtuple\n>>> Point = namedtuple('Point', 'x y')\n>>> p = Point(1, y=2)\n>>> p, p.x, p._replace(x=5)\n(Point(x=1, y=2), 1, Point(x=5, y=2))\n"
    ),
    program!(
        "ChainMap",
        "Several dicts seen as one: the first that has a key answers.",
        ">>> from collections import ChainMap\n>>> c = ChainMap({'a': 1}, {'a': 2, 'b': 3})\n>>> c['a'], c['b']\n(1, 3)\n"
    ),
    program!("UserDict", "A dict in an object's `data`, to derive classes from.", ""),
    program!("UserList", "A list in an object's `data`, to derive classes from.", ""),
    program!("UserString", "A str in an object's `data`, to derive classes from.", ""),
    class!("abc.Iterable", ABC_ITERABLE),
    class!("abc.Iterator", ABC_ITERATOR),
    class!("abc.Generator", ABC_GENERATOR),
    class!("abc.Reversible", ABC_REVERSIBLE),
    class!("abc.Sized", ABC_SIZED),
    class!("abc.Container", ABC_CONTAINER),
    class!("abc.Collection", ABC_COLLECTION),
    class!("abc.Callable", ABC_CALLABLE),
    class!("abc.Hashable", ABC_HASHABLE),
    class!("abc.Sequence", ABC_SEQUENCE),
    class!("abc.MutableSequence", ABC_MUTABLE_SEQUENCE),
    class!("abc.Mapping", ABC_MAPPING),
    class!("abc.MutableMapping", ABC_MUTABLE_MAPPING),
    class!("abc.Set", ABC_SET),
    class!("abc.MutableSet", ABC_MUTABLE_SET),
    mixin!("_IterableMixin"),
    mixin!("_IteratorMixin"),
    mixin!("_SizedMixin"),
    mixin!("_ContainerMixin"),
    mixin!("_CollectionMixin"),
    mixin!("_CallableMixin"),
    mixin!("_HashableMixin"),
    mixin!("_ReversibleMixin"),
    mixin!("_GeneratorMixin"),
    mixin!("_SequenceMixin"),
    mixin!("_MutableSequenceMixin"),
    mixin!("_MappingMixin"),
    mixin!("_MutableMappingMixin"),
    mixin!("_SetMixin"),
    mixin!("_MutableSetMixin"),
];
