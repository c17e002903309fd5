//! `%find`: functions by what they do, from the words of their pages.

use crate::session::Found;
use crate::value::{NativeFunction, Owner, Run, members};

/// More pages than this are no answer.
const MOST_FOUND: usize = 12;

/// Words that mean the same in a question and on a page.
const ALIKE: &[&[&str]] = &[
    &["total", "sum", "add"],
    &["running", "cumulative", "cum"],
    &["average", "mean"],
    &["largest", "maximum", "max", "biggest", "greatest", "highest"],
    &["smallest", "minimum", "min", "lowest", "least"],
    &["flip", "reverse", "reversed", "mirror"],
    &["deviation", "std", "spread"],
    &["distinct", "unique", "duplicate", "different"],
    &["remove", "delete", "drop"],
    &["join", "concatenate", "stack", "append", "glue", "combine", "put together"],
    &["cut", "split", "divide"],
    &["product", "multiply", "times"],
    &["matrix", "matrices", "two-dimensional"],
    &["inverse", "invert"],
    &["repeat", "tile", "copies"],
    &["position", "index", "indices", "where", "place"],
    &["round", "nearest"],
    &["count", "number", "many"],
    &["missing", "nan"],
    &["equal", "same", "compare", "close"],
    &["random", "sample", "choice", "draw"],
    &["order", "sort", "sorted", "rank"],
    &["convert", "cast", "astype", "type"],
    &["length", "size", "len"],
    &["evenly", "spaced", "range", "linspace", "arange"],
    &["solve", "equation", "system"],
    &["power", "exponent", "square"],
    &["limit", "clip", "bound"],
    &["swap", "transpose", "exchange"],
    &["difference", "diff", "subtract", "gap"],
];

/// Words that say nothing.
const EMPTY: &[&str] = &[
    "a", "an", "and", "array", "arrays", "by", "can", "do", "for", "from", "get", "how", "i", "in", "into", "is", "it",
    "make", "of", "on", "one", "the", "to", "values", "with",
];

/// The pages that fit a question best, the best first.
pub(in crate::run) fn search(question: &str) -> Vec<Found> {
    let words: Vec<String> = question
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|word| !word.is_empty() && !EMPTY.contains(word))
        .map(stem)
        .collect();
    if words.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(usize, &'static NativeFunction)> = Vec::new();
    for function in members(None) {
        let is_page = !matches!(function.row.run, Run::Property(..)) && !function.name.as_str().starts_with('_');
        // A method of arrays that is a function too has one page.
        let is_alias = function.row.method && matches!(function.owner, Owner::Class(_));
        if is_page && !is_alias && !function.row.summary.is_empty() {
            let score = score(function, &words);
            if score > 0 {
                found.push((score, function));
            }
        }
    }
    found.sort_by_key(|(score, function)| {
        let is_method = matches!(function.owner, Owner::Class(_));
        (std::cmp::Reverse(*score), is_method, function.row.name.len(), function.row.name)
    });
    found.dedup_by_key(|(_, function)| function.row.name);
    let best = found.first().map_or(0, |(score, _)| *score);
    found.retain(|(score, _)| 2 * score > best);
    found.truncate(MOST_FOUND);
    let page = |(_, function): (usize, &'static NativeFunction)| Found {
        name: function.row.name.strip_suffix(".__new__").unwrap_or(function.row.name).to_owned(),
        summary: function.row.summary.to_owned(),
    };
    found.into_iter().map(page).collect()
}

/// A word without the ending that says how many or when.
fn stem(word: &str) -> String {
    let short = ["ing", "ed", "es", "s"].iter().find_map(|end| word.strip_suffix(end).filter(|rest| rest.len() >= 3));
    short.unwrap_or(word).to_owned()
}

/// How well a page fits: a word counts most in the name, then in the summary, then in the details, and
/// a page on which a word is missing is as good as half.
fn score(function: &NativeFunction, words: &[String]) -> usize {
    let row = function.row;
    let (name, summary, details) =
        (function.name.as_str().to_lowercase(), row.summary.to_lowercase(), row.details.to_lowercase());
    let mut score = 0;
    let mut missing = 0;
    for word in words {
        let mut best = worth(word, &name, &summary, &details);
        for group in ALIKE.iter().filter(|group| group.iter().any(|alike| stem(alike) == *word)) {
            let alike = group.iter().map(|alike| worth(&stem(alike), &name, &summary, &details));
            // What was asked for counts a little more than what means the same.
            best = best.max(alike.max().unwrap_or(0).saturating_sub(1));
        }
        missing += usize::from(best == 0);
        score += best;
    }
    if missing == words.len() {
        return 0;
    }
    let is_numpy = matches!(function.owner, Owner::Module(module) if module.as_str() == "numpy");
    (2 * score + usize::from(is_numpy)) >> missing.min(8)
}

fn worth(word: &str, name: &str, summary: &str, details: &str) -> usize {
    let starts = |text: &str| text.split(|c: char| !c.is_alphanumeric()).any(|part| part.starts_with(word));
    if name == word {
        9
    } else if starts(summary) {
        if name.contains(word) { 8 } else { 6 }
    } else if name.contains(word) {
        5
    } else if starts(details) {
        2
    } else {
        0
    }
}
