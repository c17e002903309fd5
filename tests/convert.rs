//! `numcell convert`: lessons through all forms and back, with nothing lost.

use crate::cells::Scratch;
use numcell::cells::*;

fn convert(text: &str, old: Form, new: Form) -> String {
    converted(&Text::new(text), old, new, "x").map_or_else(|error| error.to_string(), |text| text.text)
}

const LESSON: &str = "\
# %% [markdown]
# # Sums
#
# Two `$` signs: $$x$$

# %% [slow] Adding up
%X%
x = np.arange(3)
x + 1
#> array([1, 2, 3])

# %%
print('a')
np.array([1.0]) / 0
#> a
#> array([inf])
#~ RuntimeWarning: divide by zero encountered in divide

# %%
1 / 0
#! ZeroDivisionError: division by zero
";

#[test]
fn a_lesson_in_markdown() {
    let text = LESSON.replace("%X%", "#@ %matplotlib inline");
    let expected = "\
# Sums

Two `$` signs: $$x$$

```python title=\"Adding up\" tags=[\"slow\"]
%matplotlib inline
x = np.arange(3)
x + 1
```

```output
array([1, 2, 3])
```

```python
print('a')
np.array([1.0]) / 0
```

```output
a
array([inf])
```

```warning
RuntimeWarning: divide by zero encountered in divide
```

```python
1 / 0
```

```error
ZeroDivisionError: division by zero
```
";
    assert_eq!(convert(&text, Form::Cell, Form::Markdown), expected);
    assert_eq!(convert(expected, Form::Markdown, Form::Cell), text);
}

#[test]
fn a_lesson_as_a_notebook() {
    let text = LESSON.replace("%X%", "#@ %matplotlib inline");
    let notebook = convert(&text, Form::Cell, Form::Notebook);
    assert_eq!(notebook, include_str!("convert/lesson.ipynb"));
    assert_eq!(convert(&notebook, Form::Notebook, Form::Cell), text);
    assert_eq!(convert(&notebook, Form::Notebook, Form::Script), text);
}

#[test]
fn what_no_python_file_holds_is_marked() {
    #[rustfmt::skip]
    let cases = [
        ("%matplotlib inline", "#@ %matplotlib inline"),
        ("for n in s:\n    %timeit f(n)", "for n in s:\n    #@ %timeit f(n)"),
        ("!ls\nx?\n?np.sum\n%%time\n", "#@ !ls\n#@ x?\n#@ ?np.sum\n#@ %%time"),
        ("%%bash\nls\n\necho", "#@ %%bash\n#@ ls\n#@\n#@ echo"),
        ("%%time\nx = 1", "#@ %%time\nx = 1"),
        ("s = '''\n%d apples\n''' % 3", "s = '''\n%d apples\n''' % 3"),
        ("x = (7\n%two)", "x = (7\n%two)"),
        ("# %% no cell\nx", "#@ # %% no cell\nx"),
        ("x\n#> no output", "x\n#@ #> no output"),
        ("#> no output\nx", "#> no output\nx"),
        ("#@ %time\n#@ words", "#@ #@ %time\n#@ words"),
        ("# %time", "# %time"),
    ];
    for (code, expected) in cases {
        let cell = serde_json::Value::from(code);
        let notebook = format!(
            "{{\"nbformat\": 4, \"cells\": [{{\"cell_type\": \"code\", \"source\": {cell}}}, {{\"cell_type\": \"raw\", \"source\": \"%%x\"}}]}}"
        );
        let text = convert(&notebook, Form::Notebook, Form::Cell);
        assert_eq!(text, format!("# %%\n{expected}\n\n# %% [raw]\n# %%x\n"), "{code}");
        for form in [Form::Notebook, Form::Markdown] {
            assert_eq!(convert(&convert(&text, Form::Cell, form), form, Form::Cell), text, "{code}");
        }
    }
}

#[test]
fn markdown_of_other_people_is_read() {
    let text = "# Head\n\n```sh\nls\n```\ntext\n```python\nx\n```\n\n\n``` output\n1\n```\nmore\n~~~py title=\"a b\"\ny\n~~~\n";
    let cells = Lesson::parse(&Text::new(text), Form::Markdown, "x.md").expect("a lesson").cells;
    let outline: Vec<_> = cells.iter().map(|cell| (cell.kind, cell.text.as_str(), cell.line)).collect();
    assert_eq!(
        outline,
        [
            (CellKind::Markdown, "# Head\n\n```sh\nls\n```\ntext", 1),
            (CellKind::Code, "x", 8),
            (CellKind::Markdown, "more", 15),
            (CellKind::Code, "y", 17),
        ]
    );
    assert_eq!(cells[1].saved, [Saved::Shown("1".to_owned())]);
    assert_eq!(cells[3].title, "a b");
}

/// A stream of numbers that is the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }
}

const MARKERS: &[&str] = &[
    "# %%",
    "# %%",
    "# %% Softmax",
    "# %%   Wide  title ",
    "# %% [slow] Training",
    "# %% [a] [b-c]",
    "# %%\tTab",
    "# %% [markdown]",
    "# %% [markdown] Notes",
    "# %% [markdown] [x] Notes",
    "# %% [md]",
    "# %% [raw]",
    "# %% [",
    "# %% a \"quoted\" `title` --> [x]",
    "# %% [t\"`>]",
];
const CODE: &[&str] = &[
    "x = 1",
    "x",
    "",
    "   ",
    "def f(x):",
    "    return x",
    "\treturn x",
    "# comment",
    "#> not recorded",
    "#>none",
    "#~",
    "# %matplotlib inline",
    "#@ %timeit x",
    "#@ # %% y",
    "#@ hello",
    "'''",
    "s = '''```python",
    "```",
    "```output",
    "é = 'ü→'",
    "x = 'a\\nb'",
    "y  ",
    "# #",
    "#",
    "<!-- #endregion -->",
    "print(x)",
    "(",
    ")",
    "#@",
    "    #@ !ls",
];
const PROSE: &[&str] = &[
    "# # Title",
    "#",
    "# text",
    "#no blank",
    "#  two",
    "text without a mark",
    "# ```python",
    "# ```",
    "# ~~~",
    "",
    "# <!-- #region -->",
    "# <!-- #endregion -->",
    "# <!-- #endregion 2 -->",
    "#> text",
    "# $x$",
    "# ```output",
    "#%% y",
    "# # %% z",
    "  ",
];
const RECORDED: &[&str] = &[
    "#> 1",
    "#> array([1, 2])",
    "#>",
    "#> ...",
    "#>   indented",
    "#> ```",
    "#~ UserWarning: a",
    "#~ RuntimeWarning: b: c",
    "#~ not a warning",
    "#~",
    "#! ValueError: x",
    "#! KeyError",
    "#! more",
    "#>  ",
    "#> é",
    "#~   two blanks",
    "",
];

fn random_file(dice: &mut Dice) -> String {
    let mut text = String::new();
    for index in 0..dice.below(7) {
        let marker = dice.of(MARKERS);
        if index > 0 || dice.below(3) > 0 {
            text.push_str(marker);
            text.push('\n');
        }
        let pool = if marker.contains("[m") || marker.contains("[raw") { PROSE } else { CODE };
        for _ in 0..dice.below(6) {
            text.push_str(dice.of(pool));
            text.push('\n');
        }
        for _ in 0..dice.below(5) {
            text.push_str(dice.of(RECORDED));
            text.push('\n');
        }
        text.push_str(&"\n".repeat(dice.below(3)));
    }
    if dice.below(5) == 0 {
        text.truncate(text.trim_end_matches('\n').len());
    }
    text
}

#[test]
fn random_files_survive_notebooks() {
    let scratch = Scratch::new("convert");
    let mut dice = Dice(7);
    for turn in 0..1000 {
        let mut text = random_file(&mut dice);
        if dice.below(5) == 0 {
            text = text.replace('\n', "\r\n");
        }
        if dice.below(5) == 0 {
            text.insert(0, '\u{feff}');
        }
        let file = read_text(&scratch.file("x.cell", &text)).expect("a file");
        let notebook = converted(&file, Form::Cell, Form::Notebook, "x.cell").expect("a notebook");
        let back = converted(&notebook, Form::Notebook, Form::Cell, "x.ipynb").expect("a lesson");
        assert_eq!(back, file, "turn {turn}: {text:?}\n{}", notebook.text);
    }
}

#[test]
fn random_files_survive_markdown() {
    let mut dice = Dice(11);
    let cells = |text: &str| -> Vec<(CellKind, String, Vec<String>, String, Vec<Recorded>)> {
        let cells = Lesson::parse(&Text::new(text), Form::Cell, "x.cell").expect("a lesson").cells;
        let parts = |cell: LessonCell| {
            let recorded = cell.recorded();
            let title: Vec<&str> = cell.title.split_whitespace().collect();
            (cell.kind, title.join(" "), cell.tags, cell.text, recorded)
        };
        cells.into_iter().map(parts).collect()
    };
    for turn in 0..1000 {
        let text = random_file(&mut dice);
        let markdown = convert(&text, Form::Cell, Form::Markdown);
        let back = convert(&markdown, Form::Markdown, Form::Cell);
        assert_eq!(cells(&back), cells(&text), "turn {turn}: {text:?}\n{markdown}");
    }
}

#[test]
fn jupyter_accepts_what_is_written() {
    // `tests/convert/validate.py --record` asked Jupyter's validator about these very bytes.
    let verdict: serde_json::Value = serde_json::from_str(include_str!("convert/validated.json")).expect("JSON");
    assert_eq!(verdict["problems"], serde_json::json!([]));
    assert_eq!(verdict["fnv1a"], format!("{:016x}", fnv1a(include_bytes!("convert/lesson.ipynb"))));
}

fn fnv1a(bytes: &[u8]) -> u64 {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, step)
}
