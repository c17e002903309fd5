//! The parser against CPython 3.11: trees and messages recorded by `syntax/record.py`, and what no
//! recording shows: that nothing is slow, deep or odd enough to hurt it.

#[path = "syntax/dump.rs"]
mod dump;

use numcell::syntax::{Completeness, TokenKind, completeness, parse, parse_expression, parse_parameters, tokens};
use numcell::text::{Error, Source};
use std::time::{Duration, Instant};

/// Resolves `\n`, `\t`, `\\`, `\xXX` and `\uXXXX` in a recorded source.
fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let width = match rest.as_bytes().first() {
            Some(b'x') => 3,
            Some(b'u') => 5,
            _ => 1,
        };
        let code = rest.get(1..width).and_then(|digits| u32::from_str_radix(digits, 16).ok()).and_then(char::from_u32);
        match (rest.as_bytes().first(), code) {
            (Some(b'n'), _) => out.push('\n'),
            (Some(b't'), _) => out.push('\t'),
            (Some(b'\\'), _) => out.push('\\'),
            (Some(b'x' | b'u'), Some(character)) => {
                out.push(character);
                rest = &rest[width..];
                continue;
            }
            _ => {
                out.push('\\');
                continue;
            }
        }
        rest = &rest[1..];
    }
    out + rest
}

/// Class, place and message as `record.py` writes them.
fn shown(error: &Error) -> String {
    let frame = &error.trace[0];
    let (line, column) = frame.source.position(frame.span.start);
    let message = error.message.replace('\\', "\\\\").replace('\n', "\\n");
    format!("{}\t{line}:{}\t{message}", error.class.name(), column + 1)
}

fn parsed(source: &str) -> Result<String, String> {
    parse(&Source::new("F", source)).map(|module| dump::tree(&module)).map_err(|error| shown(&error))
}

/// Runs a check on every line of a recorded file and reports all that differ.
fn each_line(file: &str, check: impl Fn(&str, &str) -> Result<(), String>) {
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in file.lines().filter(|line| !line.is_empty()) {
        let (source, recorded) = line.split_once('\t').expect("a source and what CPython says of it");
        count += 1;
        if let Err(got) = check(&unescape(source), recorded) {
            wrong.push(format!("{source}\n  Python:  {recorded}\n  numcell: {got}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {count} differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn trees_and_places_are_cpythons() {
    each_line(include_str!("syntax/trees.txt"), |source, recorded| match parsed(source) {
        Ok(tree) if tree == recorded => Ok(()),
        Ok(tree) => Err(tree),
        Err(error) => Err(error),
    });
}

#[test]
fn mistakes_are_reported_in_cpythons_words() {
    each_line(include_str!("syntax/errors.txt"), |source, recorded| {
        let got = parsed(source).err().unwrap_or_else(|| "ok".into());
        // CPython gives a null byte no place.
        let same = got == recorded || recorded.contains("\tNone:None\t") && got.ends_with("contain null bytes");
        if same { Ok(()) } else { Err(got) }
    });
}

#[test]
fn what_numcell_lacks_is_said() {
    for (source, message) in [
        ("async def f(): pass", "numcell does not support async yet"),
        ("x = await y", "numcell does not support async yet"),
        ("[x async for x in y]", "numcell does not support async yet"),
        ("try: x\nexcept* A: y", "numcell does not support 'except*' yet"),
        ("'\\N{DASH}'", "numcell does not support \\N{…} escapes yet"),
        ("'\\ud800'", "numcell does not support lone surrogates in strings yet"),
    ] {
        let error = parse(&Source::new("F", source)).expect_err(source);
        assert_eq!((error.class.name(), error.message.as_str()), ("SyntaxError", message), "{source}");
    }
}

/// CPython shows no caret for these; numcell puts it at the start of the line.
#[test]
fn carets_where_cpython_has_none() {
    for (source, expected) in [
        ("@x", "SyntaxError\t1:3\tinvalid syntax"),
        ("class A:\n    @dec\nx = 1", "IndentationError\t3:1\tunexpected unindent"),
        ("if x:\n    if y:\na", "IndentationError\t3:1\texpected an indented block after 'if' statement on line 2"),
        ("f(__debug__=1)", "SyntaxError\t1:3\tcannot assign to __debug__"),
    ] {
        assert_eq!(parsed(source), Err(expected.to_string()), "{source}");
    }
}

#[test]
fn mistakes_in_f_strings_show_the_field_alone() {
    let error = parse(&Source::new("Cell", "x = 1\ny = f'{a b}'")).expect_err("a missing comma");
    let frame = &error.trace[0];
    assert_eq!((frame.source.title.as_str(), frame.source.text.as_str()), ("Cell", "(a b)"));
    assert_eq!((frame.span.start, frame.span.end), (1, 4));
}

#[test]
fn carets_mark_what_cpython_marks() {
    for (source, marked) in [
        ("print(1 2)", "1 2"),
        ("print 'a' + b", "print 'a' + b"),
        ("if x = 1: pass", "x = 1"),
        ("x + 1 = 2", "x + 1"),
        ("f(x for x in y, 1)", "x for x in y"),
        ("x = (a if b)", "a if b"),
        ("x = 5 +", ""),
        ("x = yield", "yield"),
        ("s = 'abc", "'"),
        ("(a, b", "("),
    ] {
        let error = parse(&Source::new("F", source)).expect_err(source);
        let span = error.trace[0].span;
        assert_eq!(&source[span.start as usize..span.end as usize], marked, "{source}");
    }
}

#[test]
fn a_text_is_complete_incomplete_or_wrong() {
    let more = |indent| Completeness::Incomplete { indent };
    for (text, expected) in [
        ("", Completeness::Complete),
        ("x = 1", Completeness::Complete),
        ("# only a comment", Completeness::Complete),
        ("x =", Completeness::Invalid),
        ("x = (1,", more(0)),
        ("f(", more(4)),
        ("x = {\n    'a': [", more(8)),
        ("f(1,\n  2,", more(2)),
        ("f(1 2", Completeness::Invalid),
        ("(1))", Completeness::Invalid),
        ("for i in x:", more(4)),
        ("for i in x:\n    print(i)", more(4)),
        ("for i in x:\n    print(i)\n", Completeness::Complete),
        ("for i in x:\n    print(i)\n    ", Completeness::Complete),
        ("for i in x: print(i)", Completeness::Complete),
        ("def f():\n    return 1", more(0)),
        ("def f():\n    if x:\n        pass", more(4)),
        ("class A:\n    def f(self):", more(8)),
        ("if x:\n    y\nelse:", more(4)),
        ("try:\n    x", more(4)),
        ("try:\n    x\n", more(0)),
        ("@cache", more(0)),
        ("match x:", more(4)),
        ("match x:\n    case 1:", more(8)),
        ("lambda x:", Completeness::Invalid),
        ("x = 1 + \\", more(0)),
        ("'''text", more(0)),
        ("'text", Completeness::Invalid),
        ("  x = 1", Completeness::Invalid),
        ("if x:\n    y\n  z", Completeness::Invalid),
        ("return 1", Completeness::Complete),
    ] {
        assert_eq!(completeness(text), expected, "{text:?}");
    }
}

#[test]
fn texts_are_cut_into_coloured_pieces() {
    let pieces = |text: &str| -> Vec<(String, TokenKind)> {
        let cut = tokens(text);
        cut.into_iter().map(|(span, kind)| (text[span.start as usize..span.end as usize].to_string(), kind)).collect()
    };
    let piece = |text: &str, kind| (text.to_string(), kind);
    use TokenKind::{Builtin, Comment, Decorator, Keyword, Name, Number, Operator};
    assert_eq!(
        pieces("if len(x) > 1.5:  # why\n"),
        [
            piece("if", Keyword),
            piece("len", Builtin),
            piece("(", Operator),
            piece("x", Name),
            piece(")", Operator),
            piece(">", Operator),
            piece("1.5", Number),
            piece(":", Operator),
            piece("# why", Comment),
        ]
    );
    assert_eq!(pieces("@np.vectorize")[..2], [piece("@", Decorator), piece("np", Decorator)]);
    assert_eq!(pieces("a.sum")[2], piece("sum", Name));
    assert_eq!(pieces("match x:")[0], piece("match", Keyword));
    assert_eq!(pieces("match = 1")[0], piece("match", Name));
    assert_eq!(pieces("x = 'open")[2], piece("'open", TokenKind::String));
    assert_eq!(
        pieces("f'{x}' \"\"\"a\nb"),
        [piece("f'{x}'", TokenKind::String), piece("\"\"\"a\nb", TokenKind::String)]
    );
    assert_eq!(pieces("# a\n# b"), [piece("# a", Comment), piece("# b", Comment)]);
    assert_eq!(pieces("x = 1  # c").last(), Some(&piece("# c", Comment)));
    assert_eq!(pieces("é ? $"), [piece("é", Name), piece("?", Operator), piece("$", Operator)]);
}

#[test]
fn signatures_of_builtins_are_parameters() {
    let params = parse_parameters("(a, /, axis=None, *, dtype=None, out=None)").unwrap();
    let names = |params: &[numcell::syntax::ast::Param]| -> Vec<&str> {
        params.iter().map(|param| param.name.as_str()).collect()
    };
    assert_eq!(names(&params.positional), ["a", "axis"]);
    assert_eq!(params.positional_only, 1);
    assert_eq!(names(&params.keyword_only), ["dtype", "out"]);
    assert!(params.positional[1].default.is_some() && params.star.is_none());
    let bare = parse_parameters("*args, **kwargs").unwrap();
    assert_eq!(bare.star.unwrap().name.as_str(), "args");
    assert_eq!(bare.double_star.unwrap().name.as_str(), "kwargs");
    assert!(parse_parameters("()").unwrap().positional.is_empty());
    assert!(parse_parameters("").unwrap().positional.is_empty());
    assert!(parse_parameters("(a, a b)").is_err());
    assert!(parse_parameters("(a=1, b)").is_err());
}

#[test]
fn expressions_stand_alone() {
    let expression = |text: &str| parse_expression(&Source::new("F", text)).map_err(|error| shown(&error));
    assert!(expression("  a + b\n").is_ok());
    assert!(expression("(1,\n 2)").is_ok());
    assert_eq!(expression("x = 1").unwrap_err(), "SyntaxError\t1:3\tinvalid syntax");
    assert_eq!(expression("f(1 2)").unwrap_err(), "SyntaxError\t1:3\tinvalid syntax. Perhaps you forgot a comma?");
    assert!(expression("").is_err());
    assert!(expression("pass").is_err());
}

#[test]
fn a_semicolon_at_the_end_is_noticed() {
    for (text, expected) in [("x", false), ("x;", true), ("x;  # c\n", true), ("x; y", false), ("if x: y;", true)] {
        assert_eq!(parse(&Source::new("F", text)).unwrap().ends_in_semicolon, expected, "{text}");
    }
}

/// Parses and drops a text; the message if it is refused.
fn outcome(text: &str) -> Result<(), String> {
    parse(&Source::new("F", text)).map(drop).map_err(|error| error.message)
}

/// A pattern around itself.
fn nested(open: &str, middle: &str, close: &str, depth: usize) -> String {
    open.repeat(depth) + middle + &close.repeat(depth)
}

#[test]
fn nesting_costs_no_more_than_its_length() {
    let started = Instant::now();
    for (open, close) in [
        ("(", ")"),
        ("[", "]"),
        ("{1:", "}"),
        ("f(", ")"),
        ("f(a=", ")"),
        ("a[", "]"),
        ("a[:", "]"),
        ("(1 if ", " else 2)"),
        ("[a for b in ", "]"),
        ("(lambda: ", ")"),
        ("(yield ", ")"),
        ("{**", "}"),
        ("f(*", ")"),
    ] {
        let source = format!("def g():\n    x = {}\n", nested(open, "{}", close, 198));
        assert_eq!(outcome(&source), Ok(()), "{open}");
        assert!(outcome(&format!("x = {}", nested(open, "1", "", 200))).is_err(), "unclosed {open}");
        assert!(outcome(&format!("x = {}", nested(open, "1 2", close, 199))).is_err(), "a mistake within {open}");
    }
    assert_eq!(outcome(&format!("match x:\n case {}: pass", nested("[", "a", "]", 199))), Ok(()));
    assert_eq!(outcome(&format!("match x:\n case {}: pass", nested("(", "a", ")", 199))), Ok(()));
    let blocks: String = (0..99).map(|depth| format!("{}if x:\n", " ".repeat(depth))).collect();
    assert_eq!(outcome(&(blocks + &" ".repeat(99) + "pass\n")), Ok(()));
    // Unoptimised this takes a second; a grammar that parses twice what it nests would take years.
    assert!(started.elapsed() < Duration::from_secs(60), "{:?}", started.elapsed());
}

#[test]
fn python_limits_nesting() {
    assert_eq!(outcome(&nested("(", "1", ")", 201)), Err("too many nested parentheses".into()));
    let blocks: String = (0..101).map(|depth| format!("{}if x:\n", " ".repeat(depth))).collect();
    assert_eq!(outcome(&(blocks + &" ".repeat(101) + "pass\n")), Err("too many levels of indentation".into()));
    let too_deep = Err("maximum recursion depth exceeded during compilation".into());
    for (long, short) in [
        ("1 + ".repeat(50_000), "1 + ".repeat(2_500)),
        ("-".repeat(50_000), "-".repeat(2_500)),
        ("not ".repeat(20_000), "not ".repeat(2_500)),
        ("2 ** ".repeat(20_000), "2 ** ".repeat(2_500)),
        ("lambda: ".repeat(5_000), "lambda: ".repeat(2_500)),
        ("a if b else ".repeat(5_000), "a if b else ".repeat(2_500)),
    ] {
        assert_eq!(outcome(&format!("x = {long}1")), too_deep, "{}…", &long[..10]);
        assert_eq!(outcome(&format!("x = {short}1")), Ok(()), "{}…", &short[..10]);
    }
    assert_eq!(outcome(&format!("x = a{}", ".b(1)".repeat(20_000))), too_deep);
    assert_eq!(outcome(&format!("x = a{}", ".b(1)".repeat(1_000))), Ok(()));
    assert_eq!(outcome(&format!("if x: pass\n{}", "elif x: pass\n".repeat(5_000))), too_deep);
    // What does not nest has no limit.
    for text in [
        format!("x = {}b", "a and ".repeat(20_000)),
        format!("x = {}b", "a < ".repeat(20_000)),
        format!("x = ({})", "a,".repeat(20_000)),
        format!("{}b", "a = ".repeat(20_000)),
        format!("x = {}", "'a' ".repeat(20_000)),
        "a;".repeat(20_000),
        format!("x{}", "\n".repeat(100_000)),
        format!("x = f'{}'", "{y} ".repeat(5_000)),
    ] {
        assert_eq!(outcome(&text), Ok(()), "{}…", &text[..10]);
    }
}

#[test]
fn a_megabyte_on_one_line_is_no_trouble() {
    for text in [
        format!("x = '{}'", "a".repeat(1_000_000)),
        format!("{} = 1", "a".repeat(1_000_000)),
        format!("x ={}1", " ".repeat(1_000_000)),
        format!("x = 0x{}", "f".repeat(1_000_000)),
        format!("# {}", "a".repeat(1_000_000)),
    ] {
        assert_eq!(outcome(&text), Ok(()));
    }
    let digits = outcome(&format!("x = {}", "1".repeat(1_000_000))).unwrap_err();
    assert!(digits.starts_with("Exceeds the limit (4300 digits) for integer string conversion"), "{digits}");
    assert_eq!(outcome(&"(".repeat(1_000_000)), Err("too many nested parentheses".into()));
    assert!(outcome(&"a ".repeat(500_000)).is_err());
    // Looking for the words of a mistake is no slower than parsing.
    let comma = Err("invalid syntax. Perhaps you forgot a comma?".to_string());
    for (text, expected) in [
        (format!("x = [{}3 4]", "1, ".repeat(100_000)), comma.clone()),
        (format!("x = ({}1 2)", "lambda: ".repeat(2_000)), comma.clone()),
        (format!("x = {}1, 2 3{}", "f(a, ".repeat(199), ")".repeat(199)), comma),
        (format!("{}y z", "x = 1\n".repeat(50_000)), Err("invalid syntax".into())),
        (format!("{}y z", "x = ".repeat(50_000)), Err("invalid syntax".into())),
        (format!("f({}2)", "a=1, ".repeat(50_000)), Err("positional argument follows keyword argument".into())),
    ] {
        assert_eq!(outcome(&text), expected, "{}…", &text[..20]);
    }
    let print = outcome(&"print ".repeat(50_000)).unwrap_err();
    assert_eq!(print, "Missing parentheses in call to 'print'. Did you mean print(...)?");
}

/// A small generator of numbers, so that a failure can be had again.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

/// Everything the front end asks of a text; none of it may panic.
fn survives(text: &str) {
    let _ = parse(&Source::new("F", text));
    let _ = parse_expression(&Source::new("F", text));
    let _ = parse_parameters(text);
    let _ = completeness(text);
    for (span, _) in tokens(text) {
        assert!(text.get(span.start as usize..span.end as usize).is_some(), "{text:?}");
    }
}

#[test]
fn random_bytes_do_no_harm() {
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    for _ in 0..3_000 {
        let length = numbers.below(60);
        let bytes: Vec<u8> = (0..length).map(|_| numbers.below(256) as u8).collect();
        survives(&String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn damaged_programs_do_no_harm() {
    let whole: Vec<&str> = include_str!("syntax/trees.txt")
        .lines()
        .chain(include_str!("syntax/errors.txt").lines())
        .filter_map(|line| line.split('\t').next())
        .collect();
    let pieces = [
        "(", ")", "[", "]", "{", "}", ":", ",", "=", "'", "\"", "\"\"\"", "f'{", "\n", "\n  ", "\t", "\\", "#",
        "lambda ", " if ", " else ", " for ", " in ", "not ", "*", "**", "0", "1e", "0x", "é", "\u{0}", "\r\n", "\r",
        "\u{c}", ":=", "@", "match ", "case ", "async ", "print ",
    ];
    let mut numbers = Numbers(42);
    for _ in 0..6_000 {
        let mut text = unescape(whole[numbers.below(whole.len())]);
        for _ in 0..=numbers.below(3) {
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let at = places[numbers.below(places.len())];
            match numbers.below(3) {
                0 => text.insert_str(at, pieces[numbers.below(pieces.len())]),
                1 => text.truncate(at),
                _ => text = text[at..].to_string() + &text[..at],
            }
        }
        survives(&text);
    }
}

#[test]
fn long_texts_are_parsed_in_pieces() {
    let block = "@decorated\n# and more\n@twice\ndef f(x):\n    return x\nif f:\n    pass\nelif g:\n    pass\n\nelse:\n    pass\n\
                 s = '''\nx = 1\n'''\ny = [\n1,\n2]\ntry:\n    é = 1\nexcept E:\n    pass\nfinally:\n    pass\nlast(1)\n";
    let text = block.repeat(3000);
    let module = parse(&Source::new("cell", text.as_str())).expect("no mistake");
    assert_eq!(module.body.len(), 6 * 3000);
    for statements in module.body.chunks(6) {
        let span = statements[5].span;
        assert_eq!(&text[span.start as usize..span.end as usize], "last(1)");
    }
    let wrong = block.repeat(3000) + "y = = 2\n";
    let Err(mistake) = parse(&Source::new("cell", wrong.as_str())) else { panic!("a mistake") };
    assert_eq!(mistake.trace[0].span.start as usize, wrong.len() - "= 2\n".len());
}
