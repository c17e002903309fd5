//! Letter case, and what kind of characters a text has.

use super::own;
use crate::print::unicode::{decimal_value, is_printable, is_space};
use crate::python::args::POSITIONAL;
use crate::python::types::unicode;
use crate::text::R;
use crate::value::{Builtin, Interp, Run, Value};

pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "str.upper",
        signature: "(self)",
        summary: "The text in upper case.",
        example: ">>> 'abc'.upper()\n'ABC'\n",
        see_also: &["str.lower", "str.title"],
        run: Run::Function(|_, args| Ok(Value::str(own(&args[0], "upper")?.to_uppercase()))),
        ..POSITIONAL
    },
    Builtin {
        name: "str.lower",
        signature: "(self)",
        summary: "The text in lower case.",
        example: ">>> 'ABC'.lower()\n'abc'\n",
        see_also: &["str.upper", "str.casefold"],
        run: Run::Function(|_, args| Ok(Value::str(own(&args[0], "lower")?.to_lowercase()))),
        ..POSITIONAL
    },
    Builtin {
        name: "str.casefold",
        signature: "(self)",
        summary: "The text without differences of case, for comparing.",
        example: ">>> 'Straße'.casefold()\n'strasse'\n",
        see_also: &["str.lower"],
        run: Run::Function(casefold),
        ..POSITIONAL
    },
    Builtin {
        name: "str.title",
        signature: "(self)",
        summary: "The text with each word's first letter in upper case and the rest in lower.",
        example: ">>> 'hello world'.title()\n'Hello World'\n",
        see_also: &["str.capitalize"],
        run: Run::Function(title),
        ..POSITIONAL
    },
    Builtin {
        name: "str.capitalize",
        signature: "(self)",
        summary: "The text with its first character in upper case and the rest in lower.",
        example: ">>> 'hELLO'.capitalize()\n'Hello'\n",
        see_also: &["str.title"],
        run: Run::Function(capitalize),
        ..POSITIONAL
    },
    Builtin {
        name: "str.swapcase",
        signature: "(self)",
        summary: "The text with upper and lower case exchanged.",
        example: ">>> 'aBc'.swapcase()\n'AbC'\n",
        run: Run::Function(swapcase),
        ..POSITIONAL
    },
    Builtin {
        name: "str.isalpha",
        signature: "(self)",
        summary: "Whether there are characters and all are letters.",
        example: ">>> 'abc'.isalpha(), 'a1'.isalpha()\n(True, False)\n",
        run: Run::Function(|_, args| all(&args[0], "isalpha", unicode::is_alpha)),
        ..POSITIONAL
    },
    Builtin {
        name: "str.isalnum",
        signature: "(self)",
        summary: "Whether there are characters and all are letters or numerals.",
        example: ">>> 'a1'.isalnum(), 'a 1'.isalnum()\n(True, False)\n",
        run: Run::Function(|_, args| {
            all(&args[0], "isalnum", |c| unicode::is_alpha(c) || unicode::is_numeric(c) || decimal_value(c).is_some())
        }),
        ..POSITIONAL
    },
    Builtin {
        name: "str.isdecimal",
        signature: "(self)",
        summary: "Whether there are characters and all are decimal digits.",
        example: ">>> '42'.isdecimal(), '²'.isdecimal()\n(True, False)\n",
        see_also: &["str.isdigit"],
        run: Run::Function(|_, args| all(&args[0], "isdecimal", |c| decimal_value(c).is_some())),
        ..POSITIONAL
    },
    Builtin {
        name: "str.isdigit",
        signature: "(self)",
        summary: "Whether there are characters and all are digits, superscripts included.",
        example: ">>> '42'.isdigit(), '4.2'.isdigit(), '²'.isdigit()\n(True, False, True)\n",
        see_also: &["str.isdecimal", "str.isnumeric"],
        run: Run::Function(|_, args| all(&args[0], "isdigit", unicode::is_digit)),
        ..POSITIONAL
    },
    Builtin {
        name: "str.isnumeric",
        signature: "(self)",
        summary: "Whether there are characters and all stand for numbers.",
        example: ">>> '42'.isnumeric(), '½'.isnumeric()\n(True, True)\n",
        see_also: &["str.isdigit"],
        run: Run::Function(|_, args| all(&args[0], "isnumeric", unicode::is_numeric)),
        ..POSITIONAL
    },
    Builtin {
        name: "str.isspace",
        signature: "(self)",
        summary: "Whether there are characters and all are white space.",
        example: ">>> ' \\t'.isspace(), ''.isspace()\n(True, False)\n",
        run: Run::Function(|_, args| all(&args[0], "isspace", is_space)),
        ..POSITIONAL
    },
    Builtin {
        name: "str.isprintable",
        signature: "(self)",
        summary: "Whether `repr` shows every character as it is.",
        example: ">>> 'a b'.isprintable(), 'a\\n'.isprintable()\n(True, False)\n",
        run: Run::Function(|_, args| Ok(Value::bool(own(&args[0], "isprintable")?.chars().all(is_printable)))),
        ..POSITIONAL
    },
    Builtin {
        name: "str.isascii",
        signature: "(self)",
        summary: "Whether every character is in ASCII.",
        example: ">>> 'abc'.isascii(), 'é'.isascii()\n(True, False)\n",
        run: Run::Function(|_, args| Ok(Value::bool(own(&args[0], "isascii")?.is_ascii()))),
        ..POSITIONAL
    },
    Builtin {
        name: "str.isupper",
        signature: "(self)",
        summary: "Whether there are letters with case and all are in upper case.",
        example: ">>> 'ABC 1'.isupper(), 'Abc'.isupper()\n(True, False)\n",
        run: Run::Function(|_, args| {
            let text = own(&args[0], "isupper")?;
            let other = text.chars().any(|c| c.is_lowercase() || is_titlecase(c));
            Ok(Value::bool(!other && text.chars().any(char::is_uppercase)))
        }),
        ..POSITIONAL
    },
    Builtin {
        name: "str.islower",
        signature: "(self)",
        summary: "Whether there are letters with case and all are in lower case.",
        example: ">>> 'abc 1'.islower(), 'Abc'.islower()\n(True, False)\n",
        run: Run::Function(|_, args| {
            let text = own(&args[0], "islower")?;
            let other = text.chars().any(|c| c.is_uppercase() || is_titlecase(c));
            Ok(Value::bool(!other && text.chars().any(char::is_lowercase)))
        }),
        ..POSITIONAL
    },
    Builtin {
        name: "str.istitle",
        signature: "(self)",
        summary: "Whether every word begins in upper case and goes on in lower.",
        example: ">>> 'Hello World'.istitle(), 'Hello world'.istitle()\n(True, False)\n",
        run: Run::Function(istitle),
        ..POSITIONAL
    },
    Builtin {
        name: "str.isidentifier",
        signature: "(self)",
        summary: "Whether the text could be a name in a program.",
        example: ">>> 'x1'.isidentifier(), '1x'.isidentifier()\n(True, False)\n",
        run: Run::Function(|_, args| Ok(Value::bool(is_identifier(own(&args[0], "isidentifier")?)))),
        ..POSITIONAL
    },
];

fn all(value: &Value, method: &str, fits: impl Fn(char) -> bool) -> R<Value> {
    let text = own(value, method)?;
    Ok(Value::bool(!text.is_empty() && text.chars().all(fits)))
}

fn casefold(_: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let text = own(&args[0], "casefold")?;
    if text.is_ascii() {
        return Ok(Value::str(text.to_ascii_lowercase()));
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // The one letter whose upper case has another lower case that is not its folding.
            'ı' => out.push(c),
            _ => out.extend(c.to_uppercase().flat_map(char::to_lowercase)),
        }
    }
    Ok(Value::str(out))
}

/// Appends a character as the first of a word.
fn push_title(out: &mut String, c: char) {
    match c {
        'Ǆ'..='ǆ' => out.push('ǅ'),
        'Ǉ'..='ǉ' => out.push('ǈ'),
        'Ǌ'..='ǌ' => out.push('ǋ'),
        'Ǳ'..='ǳ' => out.push('ǲ'),
        // Georgian letters have no title case of their own.
        'ა'..='ჿ' => out.push(c),
        _ => {
            let mut upper = c.to_uppercase();
            let first = upper.next();
            // A letter whose upper case is several keeps only the first of them so.
            let rest = upper.flat_map(char::to_lowercase);
            out.extend(first);
            out.extend(rest);
        }
    }
}

fn is_titlecase(c: char) -> bool {
    matches!(c, 'ǅ' | 'ǈ' | 'ǋ' | 'ǲ')
        || matches!(u32::from(c), 0x1f88..=0x1f8f | 0x1f98..=0x1f9f | 0x1fa8..=0x1faf | 0x1fbc | 0x1fcc | 0x1ffc)
}

fn is_cased(c: char) -> bool {
    c.is_lowercase() || c.is_uppercase() || is_titlecase(c)
}

/// The lower case of the character at a byte: a sigma at a word's end has a form of its own.
fn push_lower(out: &mut String, text: &str, at: usize, c: char) {
    if c != 'Σ' {
        out.extend(c.to_lowercase());
        return;
    }
    let ignorable = |c: &char| unicode::is_case_ignorable(*c);
    let before = text[..at].chars().rev().find(|c| !ignorable(c)).is_some_and(is_cased);
    let after = text[at + c.len_utf8()..].chars().find(|c| !ignorable(c)).is_some_and(is_cased);
    out.push(if before && !after { 'ς' } else { 'σ' });
}

fn title(_: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let text = own(&args[0], "title")?;
    let mut out = String::with_capacity(text.len());
    let mut inside = false;
    for (at, c) in text.char_indices() {
        if inside {
            push_lower(&mut out, text, at, c);
        } else {
            push_title(&mut out, c);
        }
        inside = is_cased(c);
    }
    Ok(Value::str(out))
}

fn capitalize(_: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let text = own(&args[0], "capitalize")?;
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        if at == 0 {
            push_title(&mut out, c);
        } else {
            push_lower(&mut out, text, at, c);
        }
    }
    Ok(Value::str(out))
}

fn swapcase(_: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let text = own(&args[0], "swapcase")?;
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        if c.is_uppercase() {
            push_lower(&mut out, text, at, c);
        } else if c.is_lowercase() {
            out.extend(c.to_uppercase());
        } else {
            out.push(c);
        }
    }
    Ok(Value::str(out))
}

fn istitle(_: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let (mut found, mut inside) = (false, false);
    for c in own(&args[0], "istitle")?.chars() {
        if c.is_uppercase() || is_titlecase(c) {
            if inside {
                return Ok(Value::bool(false));
            }
            (found, inside) = (true, true);
        } else if c.is_lowercase() {
            if !inside {
                return Ok(Value::bool(false));
            }
            found = true;
        } else {
            inside = false;
        }
    }
    Ok(Value::bool(found))
}

/// Whether a text has the form of a name.
pub(in crate::python) fn is_identifier(text: &str) -> bool {
    let mut chars = text.chars();
    let start = |c: char| c == '_' || unicode_ident::is_xid_start(c);
    chars.next().is_some_and(start) && chars.all(unicode_ident::is_xid_continue)
}
