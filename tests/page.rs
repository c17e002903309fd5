//! Pages: text stays text whatever it says, formulas are MathML, headings, names and colours are such that
//! everybody can read them.

use crate::cells::Scratch;
use numcell::cells::{CellKind, Form, Lesson, LessonCell, Picture, Saved, Text};
use numcell::export::recorded_page;
use std::collections::HashSet;
use std::process::Command;

/// The page of one cell of Markdown.
fn prose(markdown: &str) -> String {
    let lesson = Lesson::of_cells(Form::Cell, vec![LessonCell::new(CellKind::Markdown, markdown.to_owned())]);
    recorded_page(&lesson, "Lesson")
}

/// What stands in a page's main part, after its heading.
fn body(page: &str) -> &str {
    let main = page.split("<main id=\"lesson\">\n").nth(1).expect("a main part");
    main.split("</main>").next().expect("its end")
}

/// The tags of a page, as they were written.
fn tags(page: &str) -> Vec<&str> {
    let after = page.split("</style>").nth(1).expect("a style");
    after.split('<').skip(1).map(|rest| rest.split('>').next().expect("a tag")).collect()
}

/// The attributes of a tag. All values are quoted, and no value holds a quote.
fn attributes(tag: &str) -> Vec<(&str, &str)> {
    let parts: Vec<&str> = tag.split('"').collect();
    parts
        .chunks_exact(2)
        .map(|pair| (pair[0].trim_end_matches('=').rsplit(' ').next().unwrap_or(""), pair[1]))
        .collect()
}

/// What a browser would act on in a page, or None.
fn active(page: &str) -> Option<String> {
    const ELEMENTS: [&str; 25] = [
        "script", "style", "iframe", "object", "embed", "svg", "link", "meta", "base", "form", "input", "button",
        "textarea", "select", "template", "noscript", "video", "audio", "source", "applet", "frame", "title", "html",
        "body", "marquee",
    ];
    const ATTRIBUTES: [&str; 27] = [
        "accent",
        "align",
        "alt",
        "aria-hidden",
        "aria-label",
        "class",
        "colspan",
        "columnalign",
        "display",
        "displaystyle",
        "encoding",
        "height",
        "href",
        "id",
        "lang",
        "lspace",
        "mathvariant",
        "open",
        "rel",
        "role",
        "rspace",
        "scope",
        "scriptlevel",
        "src",
        "start",
        "tabindex",
        "title",
    ];
    const MATHML: [&str; 17] = [
        "columnspan",
        "depth",
        "fence",
        "form",
        "largeop",
        "linethickness",
        "mathcolor",
        "maxsize",
        "minsize",
        "movablelimits",
        "rowspan",
        "separator",
        "stretchy",
        "style",
        "symmetric",
        "voffset",
        "width",
    ];
    for tag in tags(page) {
        let name = tag.trim_start_matches('/').split([' ', '>']).next().unwrap_or("");
        let closing = ["body", "html"].contains(&name);
        if ELEMENTS.contains(&name) && !closing {
            return Some(format!("<{tag}>"));
        }
        for (attribute, value) in attributes(tag) {
            let known = ATTRIBUTES.contains(&attribute) || MATHML.contains(&attribute);
            let fine = match attribute {
                "href" => {
                    let lower = value.to_ascii_lowercase();
                    let scheme =
                        lower.split(['/', '?', '#']).next().unwrap_or("").split_once(':').map(|(scheme, _)| scheme);
                    scheme.is_none_or(|scheme| ["http", "https", "mailto"].contains(&scheme))
                }
                "src" => value.starts_with("data:image/"),
                "style" => !value.contains(['(', '@', '\\', '<']),
                _ => true,
            };
            if !known || !fine {
                return Some(format!("{attribute}={value} in <{tag}>"));
            }
        }
    }
    None
}

/// Attacks on pages made of other people's text, one a line; `\n` stands for a line feed.
const ATTACKS: &str = include_str!("page/attacks.txt");

#[test]
fn attacks_stay_text() {
    let mut through = Vec::new();
    let mut count = 0;
    for attack in ATTACKS.lines().filter(|line| !line.is_empty() && !line.starts_with("## ")) {
        let attack = attack.replace("\\n", "\n").replace("\\t", "\t").replace("\\0", "\0");
        let mut code = LessonCell::new(CellKind::Code, attack.clone());
        code.title.clone_from(&attack);
        code.number = Some(1);
        code.saved = vec![
            Saved::Stdout(attack.clone()),
            Saved::Stderr(attack.clone()),
            Saved::Warning(attack.clone()),
            Saved::Result(attack.clone()),
            Saved::Error(attack.clone()),
            Saved::Picture(Picture { media_type: attack.clone(), data: attack.clone() }, attack.clone()),
            Saved::Picture(Picture { media_type: "image/svg+xml".to_owned(), data: attack.clone() }, String::new()),
        ];
        let in_markdown = |text: String| LessonCell::new(CellKind::Markdown, text);
        let cells = vec![
            in_markdown(attack.clone()),
            in_markdown(format!("# {attack}")),
            in_markdown(format!("- a\n- {attack}\n\n> {attack}\n\n| a |\n|---|\n| {attack} |")),
            in_markdown(format!("[{attack}](https://example.org \"{attack}\") ![{attack}](x.png)")),
            in_markdown(format!("```{attack}\n{attack}\n```\n\n`{attack}`\n\n    {attack}")),
            in_markdown(format!("$${attack}$$\n\n${attack}$\n\n$$\\text{{{attack}}}$$")),
            in_markdown(format!("text[^a]\n\n[^a]: {attack}\n\n[r]: {attack}\n\n[r]")),
            LessonCell::new(CellKind::Raw, attack.clone()),
            code,
        ];
        count += cells.len();
        let page = recorded_page(&Lesson::of_cells(Form::Notebook, cells), &attack);
        if let Some(problem) = active(&page) {
            through.push(format!("{attack:?}: {problem}"));
        }
        assert!(page.trim_end().ends_with("</main>\n</body>\n</html>"), "{attack:?} changes the end of the page");
    }
    assert_eq!(through, Vec::<String>::new());
    assert!(count > 700, "{count} cells");
}

#[test]
fn an_authors_own_html_lays_out_words() {
    for (markdown, html) in [
        ("a <b>b</b> c", "<p>a <b>b</b> c</p>\n"),
        ("H<sub>2</sub>O<br>x &amp; y &copy;", "<p>H<sub>2</sub>O<br>x &amp; y ©</p>\n"),
        ("<center>x</center>", "<div class=\"centred\">x</div>"),
        ("<b>never closed", "<p><b>never closed</b></p>\n"),
        ("</main></body>x", "x"),
        (
            "<a href=\"https://a.b/?x=1&amp;y=2\">x</a>",
            "<p><a rel=\"noopener noreferrer\" href=\"https://a.b/?x=1&amp;y=2\">x</a></p>\n",
        ),
        ("<font color=red>x</font>", "<p>x</p>\n"),
        ("1 <!-- hidden --> 2 < 3 <4", "<p>1  2 &lt; 3 &lt;4</p>\n"),
    ] {
        let page = prose(&format!("# T\n\n{markdown}"));
        let shown = body(&page).split_once("</h1>\n").expect("a heading").1;
        assert_eq!(shown.trim_end(), html.trim_end(), "{markdown}");
    }
}

#[test]
fn formulas_become_mathml() {
    let page = prose("# T\n\n$$\\sigma(x) = \\frac{1}{1 + e^{-x}}$$ and $x_1 < 2$, 5\\$ and \\$6");
    assert_eq!(page.matches("<math").count(), 2);
    assert!(page.contains("<mfrac><mn>1</mn>") && page.contains("display=\"block\""));
    assert!(page.contains("5$ and $6"));
    let environment = "# T\n\n\\begin{align}\na &= b \\\\\n\nc &= d\n\\end{align}\n\n```\n\\begin{align}\n```";
    assert_eq!(prose(environment).matches("<math").count(), 1);
    // What is no formula is shown as it was written.
    assert!(prose("# T\n\n$\\nosuch{1}$").contains("<code class=\"formula\">$\\nosuch{1}$</code>"));
}

#[test]
fn pages_have_one_name_and_no_gaps_between_headings() {
    let markdown = |text: &str| LessonCell::new(CellKind::Markdown, text.to_owned());
    let mut code = LessonCell::new(CellKind::Code, "1".to_owned());
    code.title = "A title".to_owned();
    let cells =
        vec![markdown("# One"), markdown("#### Deep"), code.clone(), markdown("# One"), markdown("### Three"), code];
    let page = recorded_page(&Lesson::of_cells(Form::Cell, cells), "file");
    assert_eq!(levels(&page), [1, 2, 3, 2, 3, 4]);
    check_page(&page);
    // A lesson that starts without a heading is named after its file.
    assert!(body(&prose("words")).starts_with("<h1 id=\"s-lesson\">Lesson</h1>"));
}

fn levels(page: &str) -> Vec<usize> {
    let of = |tag: &str| match tag.as_bytes() {
        [b'h', level @ b'1'..=b'6', b' ', ..] => Some(usize::from(level - b'0')),
        _ => None,
    };
    tags(page).into_iter().filter_map(of).collect()
}

/// What every page must have for everybody to read it.
fn check_page(page: &str) {
    let levels = levels(page);
    assert_eq!(levels.iter().filter(|&&level| level == 1).count(), 1, "one heading of level 1");
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "no level is left out: {levels:?}");
    let mut ids = HashSet::new();
    let mut links = Vec::new();
    for tag in tags(page) {
        let attributes = attributes(tag);
        let value = |name: &str| attributes.iter().find(|(own, _)| *own == name).map(|(_, value)| *value);
        if let Some(id) = value("id") {
            assert!(ids.insert(id), "{id} is there twice");
        }
        links.extend(value("href").and_then(|link| link.strip_prefix('#')));
        if tag.starts_with("img") {
            assert!(value("alt").is_some(), "<{tag}> has no words");
        }
        if tag.starts_with("pre ") {
            assert!(value("tabindex") == Some("0") && value("aria-label").is_some(), "<{tag}> has no name");
        }
    }
    assert!(links.iter().all(|link| ids.contains(link)), "every link within the page leads somewhere");
    assert!(
        page.contains("<html lang=\"en\">") && page.contains("name=\"viewport\"") && page.contains("<nav aria-label=")
    );
    let policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
    assert!(page.contains(policy));
    assert_eq!(active(page), None);
}

/// How light a colour is to the eye. *Source*: WCAG 2.2, relative luminance.
fn luminance(colour: &str) -> f64 {
    let part = |at: usize| {
        let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).expect("hexadecimal digits")) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
}

#[test]
fn colours_are_far_enough_from_their_ground() {
    let style = include_str!("../src/export/page.css");
    let mut themes = 0;
    for theme in style.split(":root {").skip(1) {
        let theme = theme.split('}').next().expect("its end");
        let colour = |name: &str| {
            let found = theme.split(&format!("--{name}: ")).nth(1).unwrap_or_else(|| panic!("no {name}"));
            luminance(found.split(';').next().expect("a colour"))
        };
        let pairs = [
            ("page", &["text", "faint", "link", "in", "out"][..]),
            ("code", &["text", "keyword", "builtin", "number", "string", "comment", "decorator", "operator"]),
            ("warning", &["warning-text"]),
            ("error", &["error-text"]),
        ];
        for (ground, texts) in pairs {
            for text in texts {
                let (a, b) = (colour(ground), colour(text));
                let ratio = (a.max(b) + 0.05) / (a.min(b) + 0.05);
                // Level AA asks for 4.5.
                assert!(ratio >= 4.5, "{text} on {ground}: {ratio:.2}");
            }
        }
        themes += 1;
    }
    assert_eq!(themes, 3, "light, dark, print");
}

fn numcell(arguments: &[&str], scratch: &Scratch) -> (String, Option<i32>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_numcell"));
    let done = command.args(arguments).current_dir(scratch.path()).output().expect("numcell runs");
    (String::from_utf8(done.stderr).expect("UTF-8"), done.status.code())
}

const LESSON: &str = "\
# %% [markdown]
# # A lesson
#
# ![dot](dot.png) ![far](https://example.org/far.png) ![out](../../etc/passwd)

# %% Fresh
print(2)
6 * 7
#> 1
#> 41

# %%
import matplotlib.pyplot as plt
plt.plot([1, 2])
plt.title('A </title> line')
plt.show()

# %%
1 / 0

# %%
'never'
";

#[test]
fn a_lesson_is_run_and_shown() {
    let scratch = Scratch::new("page");
    scratch.file("lesson.cell", LESSON);
    scratch.file("dot.png", b"\x89PNG\r\n\x1a\n0000000");
    let said = "cell 3: ZeroDivisionError: division by zero\n".to_owned();
    assert_eq!(numcell(&["export", "lesson.cell"], &scratch), (said, Some(1)));
    let page = std::fs::read_to_string(scratch.path().join("lesson.html")).expect("a page");
    check_page(&page);
    assert!(page.contains(">2</pre>") && page.contains("Out[1]:") && page.contains(">42</pre>"));
    assert!(page.contains("<img src=\"data:image/png;base64,iVBORw0KGgowMDAwMDAw\" alt=\"dot\">"));
    assert!(page.contains("[picture: far]</a>") && page.contains("[picture: out]"));
    assert!(page.contains("<img class=\"drawing\" src=\"data:image/svg+xml;base64,"));
    assert!(page.contains("ZeroDivisionError: division by zero</pre>") && !page.contains(">&#39;never&#39;</pre>"));

    assert_eq!(numcell(&["export", "--no-run", "lesson.cell", "-o", "old.html"], &scratch), (String::new(), Some(0)));
    let page = std::fs::read_to_string(scratch.path().join("old.html")).expect("a page");
    assert!(page.contains(">1\n41</pre>") && !page.contains("ZeroDivisionError"));

    assert_eq!(numcell(&["export", "--no-run", "lesson.cell", "-o", "old.md"], &scratch).1, Some(0));
    let text = std::fs::read_to_string(scratch.path().join("old.md")).expect("Markdown");
    assert!(text.contains("**Fresh**\n\n```python\nprint(2)\n6 * 7\n```\n\n```text\n1\n41\n```\n"));
}

#[test]
fn the_examples_make_good_pages() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    for entry in std::fs::read_dir(folder).expect("the examples") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|extension| extension == "cell") {
            let text = Text::new(&std::fs::read_to_string(&path).expect("a lesson"));
            let lesson = Lesson::parse(&text, Form::Cell, "lesson").expect("a lesson");
            check_page(&recorded_page(&lesson, "lesson"));
        }
    }
}
