//! `string`, `textwrap`, `json`, `pprint`.

use super::program;
use crate::value::Builtin;

/// The rows of these modules.
pub(super) fn lists() -> Vec<&'static [Builtin]> {
    vec![STRING, TEXTWRAP, JSON, DECODER, PPRINT]
}

static STRING: &[Builtin] = program! { "string", "string.py";
    "ascii_letters": "The letters of ASCII.", "";
    "ascii_lowercase": "The small letters of ASCII.",
        ">>> import string\n>>> string.ascii_lowercase\n'abcdefghijklmnopqrstuvwxyz'\n";
    "ascii_uppercase": "The capital letters of ASCII.", "";
    "digits": "The digits from 0 to 9.", "";
    "hexdigits": "The digits of hexadecimal numbers.", "";
    "octdigits": "The digits of octal numbers.", "";
    "punctuation": "The marks of ASCII.", "";
    "whitespace": "The white space of ASCII.", "";
    "printable": "All that ASCII can print.", "";
    "capwords": "A text with all words capitalized.",
        ">>> import string\n>>> string.capwords('hello big  world')\n'Hello Big World'\n";
    "Template": "A text with `$names` to fill in.",
        ">>> from string import Template\n>>> Template('$who owes ${amount}').substitute(who='Ann', amount=5)\n'Ann owes 5'\n";
    "Formatter": "What `str.format` does, to derive classes from.", "";
};

static TEXTWRAP: &[Builtin] = program! { "textwrap", "textwrap.py";
    "wrap": "A text as a list of lines of at most a width.",
        ">>> import textwrap\n>>> textwrap.wrap('the quick brown fox', 10)\n['the quick', 'brown fox']\n";
    "fill": "A text in lines of at most a width.", "";
    "shorten": "A text cut to a width.",
        ">>> import textwrap\n>>> textwrap.shorten('Hello  world of text', 14)\n'Hello [...]'\n";
    "dedent": "A text without the white space that all its lines start with.",
        ">>> import textwrap\n>>> textwrap.dedent('  a\\n    b')\n'a\\n  b'\n";
    "indent": "A text with a prefix before its lines.",
        ">>> import textwrap\n>>> textwrap.indent('a\\nb', '> ')\n'> a\\n> b'\n";
    "TextWrapper": "The settings of wrapping.", "";
};

static JSON: &[Builtin] = program! { "json", "json.py";
    "dumps": "Data as JSON text.",
        ">>> import json\n>>> json.dumps({'a': [1, 2.5, None], 'b': True})\n'{\"a\": [1, 2.5, null], \"b\": true}'\n";
    "dump": "Writes data as JSON to a file.", "";
    "loads": "The data that a JSON text stands for.",
        ">>> import json\n>>> json.loads('{\"x\": [1, 2.0, \"three\"]}')\n{'x': [1, 2.0, 'three']}\n";
    "load": "The data that a file of JSON stands for.", "";
    "JSONEncoder": "Makes JSON of data, to derive classes from.", "";
    "JSONDecoder": "Makes data of JSON, to derive classes from.", "";
    "JSONDecodeError": "What wrong JSON raises.", "";
};

static DECODER: &[Builtin] = &[Builtin {
    name: "json.decoder.JSONDecodeError",
    summary: "What wrong JSON raises.",
    run: crate::value::Run::Property(
        |cx, _| crate::python::modules::source::member(cx, "json", include_str!("json.py"), "JSONDecodeError"),
        None,
    ),
    ..crate::python::args::POSITIONAL
}];

static PPRINT: &[Builtin] = program! { "pprint", "pprint.py";
    "pprint": "Prints data in lines of at most a width.",
        ">>> from pprint import pprint\n>>> pprint({'b': 1, 'a': [1, 2]})\n{'a': [1, 2], 'b': 1}\n";
    "pp": "Prints data as `pprint` does, dicts in their own order.", "";
    "pformat": "What `pprint` prints, as text.", "";
    "PrettyPrinter": "The settings of printing.", "";
    "isreadable": "Whether `eval` could read the repr of a value.", "";
    "isrecursive": "Whether a value holds itself.", "";
    "saferepr": "The repr of a value, with `<Recursion …>` where it holds itself.", "";
};
