//! Families that NumPy itself has in Python: programs of ours in NumPy's own language, a file a family,
//! and their rows.

use crate::python::source;
use crate::text::{Name, R};
use crate::value::{Builtin, Interp, ROW, Run, Value};

/// Every family's rows.
pub(super) const LISTS: &[&[Builtin]] = &[
    ITERATION,
    CLASSES,
    MATRIX,
    SERIES,
    MEMORY,
    FILES,
    STRINGS,
    CHARS,
    RECORDS,
    modules::TESTING,
    modules::TYPING,
    archive::ROWS,
    REQUIRE,
    modules::VERSION,
    ma::ROWS,
];

/// A row whose value a program defines.
macro_rules! program {
    ($file:literal, $name:literal, $own:literal, $summary:literal, $example:literal) => {
        Builtin {
            name: $name,
            summary: $summary,
            example: $example,
            run: Run::Property(
                |cx, _| {
                    source::member(cx, concat!("numpy._library.", $file), include_str!(concat!($file, ".py")), $own)
                },
                None,
            ),
            ..ROW
        }
    };
}

mod archive;
mod ma;
mod modules;

static ITERATION: &[Builtin] = &[
    program!(
        "nditer",
        "np.nditer",
        "nditer",
        "Iterate over arrays together, in the order of their memory.",
        ">>> [int(x) for x in np.nditer(np.array([[1, 2], [3, 4]]).T)]\n[1, 2, 3, 4]\n"
    ),
    program!(
        "nditer",
        "np.nested_iters",
        "nested_iters",
        "Iterators for nested loops, each over some of the axes.",
        ">>> a = np.arange(6).reshape(2, 3)\n>>> i, j = np.nested_iters(a, [[1], [0]])\n>>> for x in i:\n...     print([int(y) for y in j])\n[0, 3]\n[1, 4]\n[2, 5]\n"
    ),
    program!(
        "nditer",
        "np.ndenumerate",
        "ndenumerate",
        "Pairs of index and element.",
        ">>> for index, x in np.ndenumerate(np.array([[1, 2], [3, 4]])):\n...     print(index, x)\n(0, 0) 1\n(0, 1) 2\n(1, 0) 3\n(1, 1) 4\n"
    ),
    program!(
        "nditer",
        "np.ndindex",
        "ndindex",
        "The indices of an array of a shape, last axis fastest.",
        ">>> [index for index in np.ndindex(2, 2)]\n[(0, 0), (0, 1), (1, 0), (1, 1)]\n"
    ),
    program!(
        "nditer",
        "np.broadcast",
        "broadcast",
        "Arrays stretched to one shape, walked through together.",
        ">>> b = np.broadcast(np.array([[1], [2]]), np.array([3, 4]))\n>>> b.shape, b.size, b.nd\n((2, 2), 4, 2)\n"
    ),
];

static CLASSES: &[Builtin] = &[program!(
    "mixins",
    "np.lib.mixins.NDArrayOperatorsMixin",
    "NDArrayOperatorsMixin",
    "A base class that gives all operators to a class with `__array_ufunc__`.",
    ""
)];

static MATRIX: &[Builtin] = &[
    program!(
        "matrix",
        "np.matrix",
        "matrix",
        "An array that stays two-dimensional, with `*` as the matrix product.",
        ">>> np.matrix('1 2; 3 4') * np.matrix([[1], [1]])\nmatrix([[3],\n        [7]])\n"
    ),
    program!(
        "matrix",
        "np.asmatrix",
        "asmatrix",
        "The input as a matrix, without a copy if it is an array.",
        ">>> np.asmatrix([1, 2])\nmatrix([[1, 2]])\n"
    ),
    program!(
        "matrix",
        "np.bmat",
        "bmat",
        "A matrix put together from blocks.",
        ">>> a = np.matrix([[1]])\n>>> np.bmat([[a, a]])\nmatrix([[1, 1]])\n"
    ),
];

static SERIES: &[Builtin] = &[
    program!(
        "kaiser",
        "np.i0",
        "i0",
        "The modified Bessel function of the first kind and order 0.",
        ">>> np.i0([0., 1.])\narray([1.        , 1.26606588])\n"
    ),
    program!(
        "kaiser",
        "np.kaiser",
        "kaiser",
        "Kaiser's window of M points; the larger `beta`, the narrower it is.",
        ">>> np.kaiser(3, 0)\narray([1., 1., 1.])\n"
    ),
    program!(
        "einsum_path",
        "np.einsum_path",
        "einsum_path",
        "The order in which to contract the operands of an einsum, and what it costs.",
        ">>> a, b, c = np.ones((2, 2)), np.ones((2, 5)), np.ones((5, 2))\n>>> np.einsum_path('ij,jk,kl->il', a, b, c)[0]\n['einsum_path', (1, 2), (0, 1)]\n"
    ),
];

static MEMORY: &[Builtin] = &[
    program!(
        "pad",
        "np.pad",
        "pad",
        "An array with more elements around it.",
        ">>> np.pad([1, 2], 1)\narray([0, 1, 2, 0])\n"
    ),
    program!(
        "memory",
        "np.frombuffer",
        "frombuffer",
        "The bytes of a buffer as a read-only array.",
        ">>> np.frombuffer(b'\\x01\\x02', dtype=np.uint8)\narray([1, 2], dtype=uint8)\n"
    ),
    program!(
        "memory",
        "np.fromstring",
        "fromstring",
        "The numbers of a text as an array.",
        ">>> np.fromstring('1, 2', sep=',')\narray([1., 2.])\n"
    ),
    program!("memory", "np.fromfile", "fromfile", "The numbers of a file as an array.", ""),
    program!(
        "memory",
        "np.packbits",
        "packbits",
        "Truth values as bits of bytes.",
        ">>> np.packbits([1, 0, 1])\narray([160], dtype=uint8)\n"
    ),
    program!(
        "memory",
        "np.unpackbits",
        "unpackbits",
        "The bits of bytes.",
        ">>> np.unpackbits(np.array([5], dtype=np.uint8))\narray([0, 0, 0, 0, 0, 1, 0, 1], dtype=uint8)\n"
    ),
    program!(
        "memory",
        "np.lib.stride_tricks.sliding_window_view",
        "sliding_window_view",
        "All windows of a shape into an array, as a read-only view.",
        ">>> np.lib.stride_tricks.sliding_window_view(np.arange(4), 2)\narray([[0, 1],\n       [1, 2],\n       [2, 3]])\n"
    ),
];

static FILES: &[Builtin] = &[
    program!(
        "text",
        "np.loadtxt",
        "loadtxt",
        "The numbers of a text file with rows of equal length.",
        ">>> np.loadtxt(['1 2', '3 4'])\narray([[1., 2.],\n       [3., 4.]])\n"
    ),
    program!("text", "np.savetxt", "savetxt", "Write an array to a text file.", ""),
    program!(
        "text",
        "np.genfromtxt",
        "genfromtxt",
        "The values of a text file, some of which may be missing.",
        ">>> np.genfromtxt(['1,2', '3,'], delimiter=',')\narray([[ 1.,  2.],\n       [ 3., nan]])\n"
    ),
    program!("npy", "np.save", "save", "Write an array to a .npy file.", ""),
    program!("npy", "np.load", "load", "Read a .npy or .npz file.", ""),
    program!("npy", "np.savez", "savez", "Write several arrays to a .npz file.", ""),
    program!("npy", "np.savez_compressed", "savez_compressed", "Write several arrays to a compressed .npz file.", ""),
    program!("npy", "np.lib.npyio.NpzFile", "NpzFile", "The arrays of an .npz file.", ""),
];

static STRINGS: &[Builtin] = &[
    program!("strings", "np.strings.add", "add", "`add` of every text.", ""),
    program!("strings", "np.strings.multiply", "multiply", "`multiply` of every text.", ""),
    program!("strings", "np.strings.mod", "mod", "`mod` of every text.", ""),
    program!("strings", "np.strings.str_len", "str_len", "`str_len` of every text.", ""),
    program!("strings", "np.strings.capitalize", "capitalize", "`capitalize` of every text.", ""),
    program!("strings", "np.strings.lower", "lower", "`lower` of every text.", ""),
    program!("strings", "np.strings.upper", "upper", "`upper` of every text.", ""),
    program!("strings", "np.strings.swapcase", "swapcase", "`swapcase` of every text.", ""),
    program!("strings", "np.strings.title", "title", "`title` of every text.", ""),
    program!("strings", "np.strings.isalpha", "isalpha", "`isalpha` of every text.", ""),
    program!("strings", "np.strings.isalnum", "isalnum", "`isalnum` of every text.", ""),
    program!("strings", "np.strings.isdigit", "isdigit", "`isdigit` of every text.", ""),
    program!("strings", "np.strings.islower", "islower", "`islower` of every text.", ""),
    program!("strings", "np.strings.isspace", "isspace", "`isspace` of every text.", ""),
    program!("strings", "np.strings.istitle", "istitle", "`istitle` of every text.", ""),
    program!("strings", "np.strings.isupper", "isupper", "`isupper` of every text.", ""),
    program!("strings", "np.strings.isdecimal", "isdecimal", "`isdecimal` of every text.", ""),
    program!("strings", "np.strings.isnumeric", "isnumeric", "`isnumeric` of every text.", ""),
    program!("strings", "np.strings.strip", "strip", "`strip` of every text.", ""),
    program!("strings", "np.strings.lstrip", "lstrip", "`lstrip` of every text.", ""),
    program!("strings", "np.strings.rstrip", "rstrip", "`rstrip` of every text.", ""),
    program!("strings", "np.strings.center", "center", "`center` of every text.", ""),
    program!("strings", "np.strings.ljust", "ljust", "`ljust` of every text.", ""),
    program!("strings", "np.strings.rjust", "rjust", "`rjust` of every text.", ""),
    program!("strings", "np.strings.zfill", "zfill", "`zfill` of every text.", ""),
    program!("strings", "np.strings.expandtabs", "expandtabs", "`expandtabs` of every text.", ""),
    program!("strings", "np.strings.find", "find", "`find` of every text.", ""),
    program!("strings", "np.strings.rfind", "rfind", "`rfind` of every text.", ""),
    program!("strings", "np.strings.index", "index", "`index` of every text.", ""),
    program!("strings", "np.strings.rindex", "rindex", "`rindex` of every text.", ""),
    program!("strings", "np.strings.count", "count", "`count` of every text.", ""),
    program!("strings", "np.strings.startswith", "startswith", "`startswith` of every text.", ""),
    program!("strings", "np.strings.endswith", "endswith", "`endswith` of every text.", ""),
    program!("strings", "np.strings.replace", "replace", "`replace` of every text.", ""),
    program!("strings", "np.strings.partition", "partition", "`partition` of every text.", ""),
    program!("strings", "np.strings.rpartition", "rpartition", "`rpartition` of every text.", ""),
    program!("strings", "np.strings.encode", "encode", "`encode` of every text.", ""),
    program!("strings", "np.strings.decode", "decode", "`decode` of every text.", ""),
    program!("strings", "np.strings.translate", "translate", "`translate` of every text.", ""),
    program!("strings", "np.strings.equal", "equal", "`equal` of every text.", ""),
    program!("strings", "np.strings.not_equal", "not_equal", "`not_equal` of every text.", ""),
    program!("strings", "np.strings.less", "less", "`less` of every text.", ""),
    program!("strings", "np.strings.less_equal", "less_equal", "`less_equal` of every text.", ""),
    program!("strings", "np.strings.greater", "greater", "`greater` of every text.", ""),
    program!("strings", "np.strings.greater_equal", "greater_equal", "`greater_equal` of every text.", ""),
    program!("strings", "np.strings.slice", "slice", "`slice` of every text.", ""),
];

static CHARS: &[Builtin] = &[
    program!("strings", "np.char.add", "add", "`add` of every text.", ""),
    program!("strings", "np.char.multiply", "multiply", "`multiply` of every text.", ""),
    program!("strings", "np.char.mod", "mod", "`mod` of every text.", ""),
    program!("strings", "np.char.str_len", "str_len", "`str_len` of every text.", ""),
    program!("strings", "np.char.capitalize", "capitalize", "`capitalize` of every text.", ""),
    program!("strings", "np.char.lower", "lower", "`lower` of every text.", ""),
    program!("strings", "np.char.upper", "upper", "`upper` of every text.", ""),
    program!("strings", "np.char.swapcase", "swapcase", "`swapcase` of every text.", ""),
    program!("strings", "np.char.title", "title", "`title` of every text.", ""),
    program!("strings", "np.char.isalpha", "isalpha", "`isalpha` of every text.", ""),
    program!("strings", "np.char.isalnum", "isalnum", "`isalnum` of every text.", ""),
    program!("strings", "np.char.isdigit", "isdigit", "`isdigit` of every text.", ""),
    program!("strings", "np.char.islower", "islower", "`islower` of every text.", ""),
    program!("strings", "np.char.isspace", "isspace", "`isspace` of every text.", ""),
    program!("strings", "np.char.istitle", "istitle", "`istitle` of every text.", ""),
    program!("strings", "np.char.isupper", "isupper", "`isupper` of every text.", ""),
    program!("strings", "np.char.isdecimal", "isdecimal", "`isdecimal` of every text.", ""),
    program!("strings", "np.char.isnumeric", "isnumeric", "`isnumeric` of every text.", ""),
    program!("strings", "np.char.strip", "strip", "`strip` of every text.", ""),
    program!("strings", "np.char.lstrip", "lstrip", "`lstrip` of every text.", ""),
    program!("strings", "np.char.rstrip", "rstrip", "`rstrip` of every text.", ""),
    program!("strings", "np.char.center", "center", "`center` of every text.", ""),
    program!("strings", "np.char.ljust", "ljust", "`ljust` of every text.", ""),
    program!("strings", "np.char.rjust", "rjust", "`rjust` of every text.", ""),
    program!("strings", "np.char.zfill", "zfill", "`zfill` of every text.", ""),
    program!("strings", "np.char.expandtabs", "expandtabs", "`expandtabs` of every text.", ""),
    program!("strings", "np.char.find", "find", "`find` of every text.", ""),
    program!("strings", "np.char.rfind", "rfind", "`rfind` of every text.", ""),
    program!("strings", "np.char.index", "index", "`index` of every text.", ""),
    program!("strings", "np.char.rindex", "rindex", "`rindex` of every text.", ""),
    program!("strings", "np.char.count", "count", "`count` of every text.", ""),
    program!("strings", "np.char.startswith", "startswith", "`startswith` of every text.", ""),
    program!("strings", "np.char.endswith", "endswith", "`endswith` of every text.", ""),
    program!("strings", "np.char.replace", "replace", "`replace` of every text.", ""),
    program!("strings", "np.char.partition", "_char_partition", "`partition` of every text.", ""),
    program!("strings", "np.char.rpartition", "_char_rpartition", "`rpartition` of every text.", ""),
    program!("strings", "np.char.encode", "encode", "`encode` of every text.", ""),
    program!("strings", "np.char.decode", "decode", "`decode` of every text.", ""),
    program!("strings", "np.char.translate", "translate", "`translate` of every text.", ""),
    program!("chararray", "np.char.equal", "equal", "`equal` of every text, white space at the ends apart.", ""),
    program!(
        "chararray",
        "np.char.not_equal",
        "not_equal",
        "`not_equal` of every text, white space at the ends apart.",
        ""
    ),
    program!("chararray", "np.char.less", "less", "`less` of every text, white space at the ends apart.", ""),
    program!(
        "chararray",
        "np.char.less_equal",
        "less_equal",
        "`less_equal` of every text, white space at the ends apart.",
        ""
    ),
    program!("chararray", "np.char.greater", "greater", "`greater` of every text, white space at the ends apart.", ""),
    program!(
        "chararray",
        "np.char.greater_equal",
        "greater_equal",
        "`greater_equal` of every text, white space at the ends apart.",
        ""
    ),
    program!("strings", "np.char.split", "split", "`split` of every text.", ""),
    program!("strings", "np.char.rsplit", "rsplit", "`rsplit` of every text.", ""),
    program!("strings", "np.char.splitlines", "splitlines", "`splitlines` of every text.", ""),
    program!("strings", "np.char.join", "join", "`join` of every text.", ""),
    program!(
        "chararray",
        "np.char.chararray",
        "chararray",
        "An array of text with the methods of str; white space at the ends of elements does not count.",
        ">>> np.char.chararray((2,), itemsize=3, unicode=True, buffer='ab')\nchararray(['ab', 'ab'], dtype='<U3')\n"
    ),
    program!(
        "chararray",
        "np.char.array",
        "array",
        "A chararray from texts.",
        ">>> np.char.array(['hello', 'world']).upper()\nchararray(['HELLO', 'WORLD'], dtype='<U5')\n"
    ),
    program!(
        "chararray",
        "np.char.asarray",
        "asarray",
        "The input as a chararray, without a copy where that can be.",
        ">>> np.char.asarray(['ab', 'c']) + '!'\nchararray(['ab!', 'c!'], dtype='<U3')\n"
    ),
    program!(
        "chararray",
        "np.char.compare_chararrays",
        "compare_chararrays",
        "Compares texts by a sign such as '<', with or without white space at the ends.",
        ">>> np.char.compare_chararrays(['a', 'b '], ['a', 'b'], '==', True)\narray([ True,  True])\n"
    ),
];

/// `a.tofile(…)`
pub(super) fn tofile(cx: &mut dyn Interp, args: &[Value], kwargs: &[(Name, Value)]) -> R<Value> {
    let function = source::member(cx, "numpy._library.memory", include_str!("memory.py"), "_tofile")?;
    cx.call(&function, args, kwargs)
}

static RECORDS: &[Builtin] = &[
    program!("records", "np.recarray", "recarray", "A structured array whose fields are attributes, too.", ""),
    program!("records", "np.record", "record", "One element of a record array.", ""),
    program!("records", "np.rec.recarray", "recarray", "A structured array whose fields are attributes, too.", ""),
    program!("records", "np.rec.record", "record", "One element of a record array.", ""),
    program!(
        "records",
        "np.rec.array",
        "array",
        "A record array from rows, columns or a structured array.",
        ">>> np.rec.array([(1, 2.0), (3, 4.0)], names='a,b').b\narray([2., 4.])\n"
    ),
    program!(
        "records",
        "np.rec.fromarrays",
        "fromarrays",
        "A record array from columns.",
        ">>> np.rec.fromarrays([[1, 2], [3, 4]], names='a,b').a\narray([1, 2])\n"
    ),
    program!(
        "records",
        "np.rec.fromrecords",
        "fromrecords",
        "A record array from rows.",
        ">>> np.rec.fromrecords([(1, 'x'), (2, 'y')], names='a,b')[1].b\nnp.str_('y')\n"
    ),
    program!("records", "np.rec.fromstring", "fromstring", "A record array from bytes.", ""),
    program!(
        "recfunctions",
        "np.lib.recfunctions.repack_fields",
        "repack_fields",
        "A structured array or dtype without gaps.",
        ""
    ),
    program!(
        "recfunctions",
        "np.lib.recfunctions.get_names",
        "get_names",
        "The names of the fields, nested ones as pairs.",
        ""
    ),
    program!("recfunctions", "np.lib.recfunctions.get_names_flat", "get_names_flat", "The names of all fields.", ""),
    program!(
        "recfunctions",
        "np.lib.recfunctions.structured_to_unstructured",
        "structured_to_unstructured",
        "The fields as the last axis of a plain array.",
        ""
    ),
    program!(
        "recfunctions",
        "np.lib.recfunctions.unstructured_to_structured",
        "unstructured_to_structured",
        "The last axis as fields.",
        ""
    ),
    program!(
        "recfunctions",
        "np.lib.recfunctions.require_fields",
        "require_fields",
        "The array with the fields of a dtype.",
        ""
    ),
    program!(
        "recfunctions",
        "np.lib.recfunctions.assign_fields_by_name",
        "assign_fields_by_name",
        "Copy fields by their names.",
        ""
    ),
    program!(
        "recfunctions",
        "np.lib.recfunctions.apply_along_fields",
        "apply_along_fields",
        "A function of the fields as a reduction.",
        ""
    ),
    program!("recfunctions", "np.lib.recfunctions.drop_fields", "drop_fields", "The array without some fields.", ""),
    program!(
        "recfunctions",
        "np.lib.recfunctions.rename_fields",
        "rename_fields",
        "The array with other names of fields.",
        ""
    ),
    program!("recfunctions", "np.lib.recfunctions.append_fields", "append_fields", "The array with more fields.", ""),
    program!(
        "recfunctions",
        "np.lib.recfunctions.rec_append_fields",
        "rec_append_fields",
        "The array with more fields, as a record array.",
        ""
    ),
    program!(
        "recfunctions",
        "np.lib.recfunctions.rec_drop_fields",
        "rec_drop_fields",
        "The array without some fields, as a record array.",
        ""
    ),
    program!("recfunctions", "np.lib.recfunctions.merge_arrays", "merge_arrays", "Arrays side by side as fields.", ""),
];

static REQUIRE: &[Builtin] = &[program!(
    "require",
    "np.require",
    "require",
    "The input as an array with some properties.",
    ">>> np.require([1, 2], float)\narray([1., 2.])\n"
)];

/// `np.vectorize` with a signature, by the name of a function of its program.
pub(super) fn by_signature(cx: &mut dyn Interp, name: &str, args: &[Value]) -> R<Value> {
    let function = source::member(cx, "numpy._library.vectorize", include_str!("vectorize.py"), name)?;
    cx.call(&function, args, &[])
}

/// `np.geomspace` and `np.logspace` of arrays.
pub(super) fn space(cx: &mut dyn Interp, name: &str, args: &[Value]) -> R<Value> {
    let function = source::member(cx, "numpy._library.spaces", include_str!("spaces.py"), name)?;
    cx.call(&function, args, &[])
}
