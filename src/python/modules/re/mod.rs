//! `re`: regular expressions. `parse.rs` reads them, `program.rs` compiles, `matcher.rs` matches;
//! `found.rs` has the matches, `replace.rs` templates. Written here, because patterns, captures and errors
//! of the usual crates differ from Python's.

mod class;
mod found;
mod matcher;
mod parse;
mod program;
mod replace;

use crate::python::args::{NAMED, POSITIONAL};
use crate::run::protocol::{bytes_of, to_index};
use crate::text::{ErrorClass, Name, R, err};
use crate::value::dict::Dict;
use crate::value::{Builtin, Instance, Interp, Native, Run, Type, Value, types};
use found::{Finder, Subjects};
use matcher::Ending;
use parse::{ASCII, DEBUG, DOTALL, IGNORECASE, LOCALE, MULTILINE, UNICODE, VERBOSE};
use program::Program;
use rustc_hash::FxHashMap;
use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;

/// The flags by name, in the order in which they are shown.
const FLAGS: [(&str, u32); 8] = [
    ("IGNORECASE", IGNORECASE),
    ("LOCALE", LOCALE),
    ("MULTILINE", MULTILINE),
    ("DOTALL", DOTALL),
    ("UNICODE", UNICODE),
    ("VERBOSE", VERBOSE),
    ("DEBUG", DEBUG),
    ("ASCII", ASCII),
];

/// So many compiled patterns are remembered.
const REMEMBERED: usize = 512;

/// A function of the module that compiles its pattern and calls the pattern's method.
macro_rules! shortcut {
    // Macros because rows are static.
    ($name:literal, $signature:literal, $flags:expr, $summary:literal, $example:literal, $run:expr) => {
        Builtin {
            name: concat!("re.", $name),
            signature: $signature,
            summary: $summary,
            example: $example,
            run: Run::Function(|cx, args| {
                let pattern = compiled(cx, &args[0], &args[$flags])?;
                args[0] = pattern;
                $run(cx, args)
            }),
            ..NAMED
        }
    };
}

macro_rules! flag {
    ($name:literal, $value:expr, $summary:literal) => {
        Builtin {
            name: concat!("re.", $name),
            summary: $summary,
            run: Run::Property(|cx, _| flags_value(cx, $value), None),
            ..POSITIONAL
        }
    };
}

macro_rules! method {
    ($name:literal, $signature:literal, $summary:literal, $run:expr) => {
        Builtin {
            name: concat!("Pattern.", $name),
            signature: $signature,
            summary: $summary,
            run: Run::Function($run),
            ..NAMED
        }
    };
}

/// The rows of the module.
pub(super) fn lists() -> [&'static [Builtin]; 3] {
    [ROWS, METHODS, found::ROWS]
}

static ROWS: &[Builtin] = &[
    Builtin {
        name: "re.compile",
        signature: "(pattern, flags=0)",
        summary: "A regular expression, ready for use.",
        example: ">>> import re\n>>> p = re.compile(r'(\\w+)@(\\w+)')\n>>> p.match('ann@home').groups()\n('ann', 'home')\n",
        run: Run::Function(|cx, args| compiled(cx, &args[0], &args[1])),
        ..NAMED
    },
    shortcut!(
        "match",
        "(pattern, string, flags=0)",
        2,
        "The match at the start of a string, or None.",
        ">>> import re\n>>> re.match(r'\\d+', '42 apples')\n<re.Match object; span=(0, 2), match='42'>\n",
        |cx, args: &mut [Value]| at_start(cx, args, Ending::Anywhere)
    ),
    shortcut!(
        "fullmatch",
        "(pattern, string, flags=0)",
        2,
        "The match of the whole string, or None.",
        ">>> import re\n>>> print(re.fullmatch(r'\\d+', '42 apples'))\nNone\n",
        |cx, args: &mut [Value]| at_start(cx, args, Ending::AtEnd)
    ),
    shortcut!(
        "search",
        "(pattern, string, flags=0)",
        2,
        "The first match in a string, or None.",
        ">>> import re\n>>> re.search(r'o+', 'a book').span()\n(3, 5)\n",
        first
    ),
    shortcut!(
        "findall",
        "(pattern, string, flags=0)",
        2,
        "All matches: texts, or tuples of groups if there are several.",
        ">>> import re\n>>> re.findall(r'\\d+', '3 cats, 12 dogs')\n['3', '12']\n>>> re.findall(r'(\\w)=(\\d)', 'a=1 b=2')\n[('a', '1'), ('b', '2')]\n",
        find_all
    ),
    shortcut!("finditer", "(pattern, string, flags=0)", 2, "An iterator over all matches.", "", find_iter),
    shortcut!(
        "split",
        "(pattern, string, maxsplit=0, flags=0)",
        3,
        "The parts of a string between matches.",
        ">>> import re\n>>> re.split(r'[,;]\\s*', 'a, b;c')\n['a', 'b', 'c']\n",
        split
    ),
    shortcut!(
        "sub",
        "(pattern, repl, string, count=0, flags=0)",
        4,
        "A string with its matches replaced by a template or by what a function gives.",
        ">>> import re\n>>> re.sub(r'(\\w+) (\\w+)', r'\\2 \\1', 'hello world')\n'world hello'\n>>> re.sub(r'\\d', lambda m: str(2 * int(m[0])), 'a1b2')\n'a2b4'\n",
        |cx: &mut dyn Interp, args: &mut [Value]| Ok(replace::replaced(cx, args)?.0)
    ),
    shortcut!(
        "subn",
        "(pattern, repl, string, count=0, flags=0)",
        4,
        "What `sub` gives, and how many matches were replaced.",
        "",
        |cx: &mut dyn Interp, args: &mut [Value]| {
            let (text, n) = replace::replaced(cx, args)?;
            Ok(Value::tuple([text, Value::count(n)]))
        }
    ),
    Builtin {
        name: "re.escape",
        signature: "(pattern)",
        summary: "A pattern that fits just this text.",
        example: ">>> import re\n>>> print(re.escape('1+1=2?'))\n1\\+1=2\\?\n",
        run: Run::Function(escape),
        ..NAMED
    },
    Builtin {
        name: "re.purge",
        signature: "()",
        summary: "Forgets the compiled patterns that are remembered.",
        run: Run::Function(|cx, _| {
            cx.state().extension(Remembered::default).patterns.borrow_mut().clear();
            Ok(Value::None)
        }),
        ..NAMED
    },
    Builtin {
        name: "re.error",
        summary: "What is raised for a pattern that is none.",
        run: Run::Constant(|| Value::Type(types::of_error(ErrorClass::error))),
        ..POSITIONAL
    },
    Builtin { name: "re.Pattern", summary: "Compiled patterns.", run: Run::Class(types::RE_PATTERN), ..POSITIONAL },
    Builtin { name: "re.Match", summary: "Matches.", run: Run::Class(types::RE_MATCH), ..POSITIONAL },
    Builtin {
        name: "re.RegexFlag",
        summary: "The class of the flags.",
        run: Run::Property(|cx, _| flag_class(cx), None),
        ..POSITIONAL
    },
    flag!("NOFLAG", 0, "No flag."),
    flag!("A", ASCII, "Letters, digits and white space of ASCII only."),
    flag!("ASCII", ASCII, "Letters, digits and white space of ASCII only."),
    flag!("DEBUG", DEBUG, "Shows what was compiled."),
    flag!("I", IGNORECASE, "Case does not count."),
    flag!("IGNORECASE", IGNORECASE, "Case does not count."),
    flag!("L", LOCALE, "Letters of the machine's locale."),
    flag!("LOCALE", LOCALE, "Letters of the machine's locale."),
    flag!("M", MULTILINE, "`^` and `$` fit at every line."),
    flag!("MULTILINE", MULTILINE, "`^` and `$` fit at every line."),
    flag!("S", DOTALL, "`.` fits line feeds, too."),
    flag!("DOTALL", DOTALL, "`.` fits line feeds, too."),
    flag!("U", UNICODE, "Letters of all scripts, as always for str."),
    flag!("UNICODE", UNICODE, "Letters of all scripts, as always for str."),
    flag!("X", VERBOSE, "White space and comments in the pattern do not count."),
    flag!("VERBOSE", VERBOSE, "White space and comments in the pattern do not count."),
];

static METHODS: &[Builtin] = &[
    method!(
        "match",
        "(self, string, pos=0, endpos=9223372036854775807)",
        "The match at the start, or None.",
        |cx, args| { at_start(cx, args, Ending::Anywhere) }
    ),
    method!(
        "fullmatch",
        "(self, string, pos=0, endpos=9223372036854775807)",
        "The match of the whole string, or None.",
        |cx, args| at_start(cx, args, Ending::AtEnd)
    ),
    method!("search", "(self, string, pos=0, endpos=9223372036854775807)", "The first match, or None.", first),
    method!("findall", "(self, string, pos=0, endpos=9223372036854775807)", "All matches.", find_all),
    method!(
        "finditer",
        "(self, string, pos=0, endpos=9223372036854775807)",
        "An iterator over all matches.",
        find_iter
    ),
    method!("split", "(self, string, maxsplit=0)", "The parts of a string between matches.", split),
    method!("sub", "(self, repl, string, count=0)", "A string with its matches replaced.", |cx, args| {
        Ok(replace::replaced(cx, args)?.0)
    }),
    method!("subn", "(self, repl, string, count=0)", "What `sub` gives, and how many were replaced.", |cx, args| {
        let (text, n) = replace::replaced(cx, args)?;
        Ok(Value::tuple([text, Value::count(n)]))
    }),
    Builtin {
        name: "Pattern.pattern",
        summary: "The expression as it was written.",
        run: Run::Property(|_, value| Ok(own(value)?.source.clone()), None),
        ..POSITIONAL
    },
    Builtin {
        name: "Pattern.flags",
        summary: "The flags as a number.",
        run: Run::Property(|_, value| Ok(Value::Int(own(value)?.flags.into())), None),
        ..POSITIONAL
    },
    Builtin {
        name: "Pattern.groups",
        summary: "How many groups there are.",
        run: Run::Property(|_, value| Ok(Value::count(own(value)?.groups)), None),
        ..POSITIONAL
    },
    Builtin {
        name: "Pattern.groupindex",
        summary: "The numbers of the groups that have names.",
        run: Run::Property(
            |_, value| {
                let mut dict = Dict::new();
                for (name, group) in &own(value)?.names {
                    dict.insert_str(name, Value::count(*group));
                }
                Ok(Value::dict(dict))
            },
            None,
        ),
        ..POSITIONAL
    },
    method!("__eq__", "(self, other, /)", "", |cx, args| {
        let (Some(a), Some(b)) = (args[0].as_native::<Pattern>(), args[1].as_native::<Pattern>()) else {
            return Ok(Value::NotImplemented);
        };
        Ok(Value::bool(a.flags == b.flags && cx.equal(&a.source, &b.source)?))
    }),
    method!("__hash__", "(self, /)", "", |cx, args| {
        let source = own(&args[0])?.source.clone();
        Ok(Value::Int(cx.hash(&source)?))
    }),
];

/// A compiled pattern.
pub(super) struct Pattern {
    source: Value,
    is_text: bool,
    flags: u32,
    groups: usize,
    names: Vec<(String, usize)>,
    program: Program,
}

impl Native for Pattern {
    fn class(&self) -> Type {
        types::RE_PATTERN
    }

    fn repr(&self, cx: &mut dyn Interp) -> Option<R<String>> {
        Some(cx.repr(&self.source).map(|source| {
            let source: String = source.chars().take(200).collect();
            let own = if self.is_text { self.flags & !UNICODE } else { self.flags };
            let shown: Vec<String> =
                FLAGS.iter().filter(|(_, flag)| own & flag != 0).map(|(name, _)| format!("re.{name}")).collect();
            let flags = if shown.is_empty() { String::new() } else { format!(", {}", shown.join("|")) };
            format!("re.compile({source}{flags})")
        }))
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

#[derive(Default)]
struct Remembered {
    patterns: RefCell<FxHashMap<(Vec<u32>, bool, u32), Value>>,
}

fn own(value: &Value) -> R<&Pattern> {
    match value.as_native::<Pattern>() {
        Some(pattern) => Ok(pattern),
        None => crate::python::args::wrong_receiver(value, "re.Pattern", "match"),
    }
}

/// The class of flags, from the program beside this file.
fn flag_class(cx: &mut dyn Interp) -> R<Value> {
    super::source::member(cx, "re", include_str!("re.py"), "RegexFlag")
}

/// Flags as a member of their class.
fn flags_value(cx: &mut dyn Interp, flags: u32) -> R<Value> {
    let class = flag_class(cx)?;
    cx.call(&class, &[Value::Int(flags.into())], &[])
}

/// Characters or bytes of a value, and whether it is text.
fn codes(value: &Value) -> Option<(Vec<u32>, bool)> {
    if let Some(text) = value.as_str() {
        return Some((text.chars().map(u32::from).collect(), true));
    }
    bytes_of(value).map(|bytes| (bytes.iter().map(|&byte| byte.into()).collect(), false))
}

/// The compiled form of a pattern.
///
/// *Errors*: `re.error`, TypeError, ValueError.
fn compiled(cx: &mut dyn Interp, pattern: &Value, flags: &Value) -> R<Value> {
    let flags = to_index(cx, flags)? as u32;
    if pattern.as_native::<Pattern>().is_some() {
        if flags != 0 {
            return err(ErrorClass::ValueError, "cannot process flags argument with a compiled pattern");
        }
        return Ok(pattern.clone());
    }
    let Some((codes, is_text)) = codes(pattern) else {
        return err(ErrorClass::TypeError, "first argument must be string or compiled pattern");
    };
    if flags & DEBUG != 0 {
        return Err(crate::text::Error::unsupported("the flag re.DEBUG"));
    }
    if flags & LOCALE != 0 && is_text {
        return err(ErrorClass::ValueError, "cannot use LOCALE flag with a str pattern");
    }
    if flags & UNICODE != 0 && !is_text {
        return err(ErrorClass::ValueError, "cannot use UNICODE flag with a bytes pattern");
    }
    if flags & UNICODE != 0 && flags & ASCII != 0 {
        return err(ErrorClass::ValueError, "ASCII and UNICODE flags are incompatible");
    }
    let remembered = cx.state().extension(Remembered::default);
    let key = (codes, is_text, flags);
    if let Some(found) = remembered.patterns.borrow().get(&key) {
        return Ok(found.clone());
    }
    let parsed = match parse::parse(&key.0, flags, is_text) {
        Ok(parsed) => parsed,
        Err(problem) => return Err(pattern_error(cx, problem, pattern, &key.0)),
    };
    let unicode = if is_text && parsed.flags & ASCII == 0 { UNICODE } else { 0 };
    let made = Value::native(Pattern {
        source: pattern.clone(),
        is_text,
        flags: parsed.flags | unicode,
        groups: parsed.groups,
        names: parsed.names,
        program: Program::new(&parsed.node),
    });
    let mut patterns = remembered.patterns.borrow_mut();
    if patterns.len() >= REMEMBERED {
        patterns.clear();
    }
    patterns.insert(key, made.clone());
    Ok(made)
}

/// The `re.error` of a pattern or template.
fn pattern_error(
    cx: &mut dyn Interp,
    problem: parse::Problem,
    pattern: &Value,
    codes: &[u32],
) -> Box<crate::text::Error> {
    let mut message = problem.message.clone();
    let (mut line, mut column) = (Value::None, Value::None);
    if let Some(at) = problem.position {
        let before = &codes[..at.min(codes.len())];
        let feeds = before.iter().filter(|&&c| c == '\n' as u32).count();
        let start = before.iter().rposition(|&c| c == '\n' as u32).map_or(0, |at| at + 1);
        message.push_str(&format!(" at position {at}"));
        if codes.contains(&('\n' as u32)) {
            message.push_str(&format!(" (line {}, column {})", feeds + 1, at - start + 1));
        }
        (line, column) = (Value::count(feeds + 1), Value::count(at - start + 1));
    }
    let instance = Instance::exception_of(types::of_error(ErrorClass::error), vec![Value::str(message)]);
    instance.set(Name::new("msg"), Value::str(problem.message));
    instance.set(Name::new("pattern"), pattern.clone());
    instance.set(Name::new("pos"), problem.position.map_or(Value::None, Value::count));
    instance.set(Name::new("lineno"), line);
    instance.set(Name::new("colno"), column);
    cx.error_of(&Value::Instance(Rc::new(instance)))
}

/// The bounds that `pos` and `endpos` give, if they were asked for.
fn bounds(cx: &mut dyn Interp, args: &[Value], length: usize) -> R<(usize, usize)> {
    // The functions of the module have flags in the third place, and no bounds.
    let [_, _, pos, endpos] = args else { return Ok((0, length)) };
    let mut clip = |value: &Value| -> R<usize> { Ok(to_index(cx, value)?.clamp(0, length as i64) as usize) };
    Ok((clip(pos)?, clip(endpos)?))
}

/// Everything that matching needs of the arguments `(pattern, string, pos, endpos)`.
fn finder(cx: &mut dyn Interp, args: &[Value], ending: Ending) -> R<Finder> {
    let subjects = Subjects::new(&args[0], &args[1])?;
    let (start, end) = bounds(cx, args, subjects.codes.len())?;
    Ok(Finder::new(subjects, start, end, ending))
}

fn at_start(cx: &mut dyn Interp, args: &mut [Value], ending: Ending) -> R<Value> {
    Ok(finder(cx, args, ending)?.at_start()?.unwrap_or(Value::None))
}

fn first(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    Ok(finder(cx, args, Ending::Anywhere)?.next()?.unwrap_or(Value::None))
}

fn find_iter(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    Ok(Value::iter(finder(cx, args, Ending::Anywhere)?))
}

fn find_all(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let mut finder = finder(cx, args, Ending::Anywhere)?;
    let mut all = Vec::new();
    while let Some(slots) = finder.next_slots()? {
        let subjects = &finder.subjects;
        let text = |group: usize| subjects.group(&slots, group).unwrap_or_else(|| subjects.slice(0, 0));
        all.push(match subjects.pattern()?.groups {
            0 => text(0),
            1 => text(1),
            n => Value::tuple((1..=n).map(text)),
        });
    }
    Ok(Value::list(all))
}

fn split(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let most = to_index(cx, &args[2])?;
    let subjects = Subjects::new(&args[0], &args[1])?;
    let length = subjects.codes.len();
    let mut finder = Finder::new(subjects, 0, length, Ending::Anywhere);
    let mut parts = Vec::new();
    let mut from = 0;
    let mut n = 0;
    while most >= 0 && (most == 0 || n < most) {
        let Some(slots) = finder.next_slots()? else { break };
        let subjects = &finder.subjects;
        parts.push(subjects.slice(from, slots[0]));
        for group in 1..=subjects.pattern()?.groups {
            parts.push(subjects.group(&slots, group).unwrap_or(Value::None));
        }
        from = slots[1];
        n += 1;
    }
    parts.push(finder.subjects.slice(from, length));
    Ok(Value::list(parts))
}

fn escape(_: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    const SPECIAL: &str = "()[]{}?*+-|^$\\.&~# \t\n\r\x0b\x0c";
    if let Some(text) = args[0].as_str() {
        let mut escaped = String::with_capacity(text.len());
        for c in text.chars() {
            if SPECIAL.contains(c) {
                escaped.push('\\');
            }
            escaped.push(c);
        }
        return Ok(Value::str(escaped));
    }
    match bytes_of(&args[0]) {
        Some(bytes) => {
            let mut escaped = Vec::with_capacity(bytes.len());
            for &byte in bytes.iter() {
                if SPECIAL.as_bytes().contains(&byte) {
                    escaped.push(b'\\');
                }
                escaped.push(byte);
            }
            Ok(Value::bytes(escaped))
        }
        None => {
            let message = format!("decoding to str: need a bytes-like object, {} found", args[0].type_name());
            err(ErrorClass::TypeError, message)
        }
    }
}
