//! Formulas: LaTeX as lessons write it into MathML, which browsers show and screen readers read without
//! any program in the page.

use super::safe::{Cleaner, MATHML, escape};
use math_core::{LatexToMathML, MathCoreConfig, MathDisplay};

/// Commands that lessons take for granted because MathJax, or the notebook's own settings, have them.
const MACROS: &[(&str, &str)] = &[
    ("R", r"\mathbb{R}"),
    ("N", r"\mathbb{N}"),
    ("Z", r"\mathbb{Z}"),
    ("E", r"\mathbb{E}"),
    ("bm", r"\boldsymbol{#1}"),
    ("argmin", r"\operatorname*{arg\,min}"),
    ("argmax", r"\operatorname*{arg\,max}"),
    ("nonumber", ""),
];

/// What turns formulas into MathML.
pub(super) struct Formulas {
    converter: Option<LatexToMathML>,
}

impl Formulas {
    pub(super) fn new() -> Formulas {
        let make = |macros: &[(&str, &str)]| {
            let macros = macros.iter().map(|&(name, meaning)| (name.to_owned(), meaning.to_owned())).collect();
            LatexToMathML::new(MathCoreConfig { macros, annotation: true, ..MathCoreConfig::default() }).ok()
        };
        Formulas { converter: make(MACROS).or_else(|| make(&[])) }
    }

    /// A formula on a line of its own or among words. One that cannot be read is shown as it was written.
    pub(super) fn html(&self, latex: &str, on_its_own: bool) -> String {
        let latex = latex.trim();
        let display = if on_its_own { MathDisplay::Block } else { MathDisplay::Inline };
        let converted = self.converter.as_ref().and_then(|all| all.convert_with_local_state(latex, display).ok());
        let mathml = match converted {
            Some(converted) => {
                let mut out = String::new();
                let mut cleaner = Cleaner::new(&MATHML);
                cleaner.write(&converted.mathml, 0, &|_| None, &mut out);
                cleaner.finish(&mut out);
                out
            }
            None => {
                let mark = if on_its_own { "$$" } else { "$" };
                format!("<code class=\"formula\">{mark}{}{mark}</code>", escape(latex))
            }
        };
        if on_its_own {
            // Wide formulas scroll, also by keyboard.
            format!("<span class=\"display\" tabindex=\"0\" role=\"group\" aria-label=\"formula\">{mathml}</span>")
        } else {
            mathml
        }
    }
}

/// Markdown in which environments that stand alone are formulas, as MathJax takes them in notebooks.
pub(super) fn with_environments(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut fence: Option<&str> = None;
    let mut open: Option<String> = None;
    let mut in_formula = false;
    for line in markdown.split_inclusive('\n') {
        let trimmed = line.trim();
        let mark = ["```", "~~~"].into_iter().find(|mark| trimmed.starts_with(mark));
        if open.is_none() {
            match (fence, mark) {
                (None, Some(mark)) => fence = Some(mark),
                (Some(inside), Some(mark)) if inside == mark => fence = None,
                _ => {}
            }
            let begins = trimmed.strip_prefix("\\begin{").and_then(|rest| rest.split_once('}')).map(|(name, _)| name);
            if let Some(name) = begins.filter(|name| fence.is_none() && !in_formula && is_display(name)) {
                out.push_str("$$");
                open = Some(format!("\\end{{{name}}}"));
            }
        }
        if fence.is_none() && line.matches("$$").count() % 2 == 1 {
            in_formula = !in_formula;
        }
        match open.as_ref().and_then(|end| line.find(end.as_str()).map(|at| at + end.len())) {
            Some(end) => {
                out.push_str(&line[..end]);
                out.push_str("$$");
                out.push_str(&line[end..]);
                open = None;
            }
            // An empty line would end the paragraph, and with it the formula.
            None if open.is_some() && trimmed.is_empty() => {}
            None => out.push_str(line),
        }
    }
    if open.is_some() {
        out.push_str("$$");
    }
    out
}

fn is_display(name: &str) -> bool {
    ["equation", "align", "gather", "multline", "eqnarray", "split", "aligned", "gathered", "alignat"]
        .contains(&name.trim_end_matches('*'))
}
