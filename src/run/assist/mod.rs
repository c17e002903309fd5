//! What the editor asks while a cell is typed: how a word could go on, the parameters of the call at
//! the cursor, the page of a name. `place` reads the text, `known` finds values; nothing of the
//! program runs.

mod known;
mod page;
mod parameters;
mod place;
mod search;
mod words;

use super::core::Vm;
use crate::array::DType;
use crate::session::{Candidate, CandidateKind, Completions, SignatureHint};
use crate::text::{ErrorClass, Name, names, nearest};
use crate::value::{NativeFunction, Owner, Run, Value, members};
pub(in crate::run) use search::search;

use known::{Known, class_attribute};
use parameters::{parameter_at, split_signature};
use place::{Call, Place, Typed};
use std::collections::BTreeMap;
use words::words_for;

/// Python's reserved words.
const KEYWORDS: &[&str] = &[
    "False", "None", "True", "and", "as", "assert", "break", "class", "continue", "def", "del", "elif", "else",
    "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or",
    "pass", "raise", "return", "try", "while", "with", "yield",
];

/// Names and what they stand for, sorted.
type Found = BTreeMap<String, CandidateKind>;

/// A line is looked at with so much text before it, in bytes: what is asked for at each key must take no
/// longer for a long cell.
const MOST_TEXT: usize = 20_000;

/// The end of a text, from the start of a line on.
fn tail(text: &str) -> &str {
    let Some(mut from) = text.len().checked_sub(MOST_TEXT) else { return text };
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let text = &text[from..];
    text.find('\n').map_or(text, |newline| &text[newline + 1..])
}

impl Vm<'_> {
    /// How the word before the cursor could go on.
    pub(super) fn complete(&mut self, text: &str) -> Completions {
        let skipped = text.len() - tail(text).len();
        let text = tail(text);
        let typed = Typed::new(text);
        let place = typed.place();
        let in_string = matches!(place, Place::Key(_) | Place::Argument(_));
        let start = if in_string { typed.key_start() } else { typed.start };
        let word = &text[start..];
        let mut first = Vec::new();
        if place == Place::Name
            && let Some(call) = typed.call().filter(|call| call.at_value)
        {
            first = self.arguments(&call);
        }
        let found = match &place {
            Place::Nothing => Found::new(),
            Place::Name if word.is_empty() && !text.trim().is_empty() => self.own_names(!first.is_empty()),
            Place::Name => self.names_in_scope(),
            Place::Attribute(path) => self.known(path).map(|known| self.attributes(&known)).unwrap_or_default(),
            Place::Key(path) => self.known(path).map(|known| keys(&known, text, start)).unwrap_or_default(),
            Place::Argument(call) => quoted_end(self.argument_words(call), &text[start - 1..start]),
            Place::Subscript(path) => {
                first = self.known(path).map(|known| quoted_keys(&known)).unwrap_or_default();
                if first.is_empty() || !word.is_empty() { self.names_in_scope() } else { Found::new() }
            }
            Place::Module(parent) => modules(parent),
            Place::Member(module) => self.module_members(module),
        };
        // What a call takes goes first, and hides a name of the same letters.
        let hides = |name: &str| name.starts_with('_') && !word.starts_with('_');
        let taken = |name: &str| first.iter().any(|candidate| candidate.text.strip_suffix('=') == Some(name));
        let all: Vec<Candidate> = found
            .into_iter()
            .filter(|(name, _)| in_string || !hides(name) && !taken(name))
            .map(|(text, kind)| Candidate { text, kind, detail: String::new() })
            .collect();
        let all: Vec<Candidate> = first.into_iter().chain(all).collect();
        Completions { start: skipped + start, candidates: fitting(all, word) }
    }

    /// The parameters of the call that the cursor stands in.
    pub(super) fn signature_hint(&mut self, text: &str) -> Option<SignatureHint> {
        let call = Typed::new(tail(text)).call()?;
        let known = self.known(&call.function)?;
        let signature = self.signature_of(&known)?;
        let parameters = split_signature(&signature);
        let current = parameter_at(&parameters, call.position, call.keyword.as_deref());
        let summary = self.summary_of(&known);
        Some(SignatureHint { parameters, current, summary })
    }

    /// `axis=` and the like where an argument starts, and the strings that it can be.
    fn arguments(&mut self, call: &Call) -> Vec<Candidate> {
        let Some(known) = self.known(&call.function) else { return Vec::new() };
        let mut found = Vec::new();
        if call.keyword.is_some() {
            let words = self.argument_words(call).iter().map(|word| format!("'{word}'"));
            found.extend(words.map(|word| candidate(word, CandidateKind::Value)));
        }
        if call.at_argument {
            let mut names = self.keyword_names(&known);
            names.retain(|name| !call.given.contains(name));
            found.extend(names.into_iter().map(|name| candidate(format!("{name}="), CandidateKind::KeywordArgument)));
        }
        found
    }

    /// The strings that the argument at the cursor can be.
    fn argument_words(&mut self, call: &Call) -> &'static [&'static str] {
        let Some(known) = self.known(&call.function) else { return &[] };
        let parameter = match &call.keyword {
            Some(name) => Some(name.clone()),
            None => self.positional_names(&known).into_iter().nth(call.position),
        };
        match (self.called_name(&known), parameter) {
            (Some(function), Some(parameter)) => words_for(function.as_str(), &parameter),
            _ => &[],
        }
    }

    /// Where nothing is typed yet, the program's own names are enough; all names if it has none and
    /// nothing else is offered.
    fn own_names(&mut self, is_enough: bool) -> Found {
        let mut own = self.variables();
        own.retain(|name, _| !name.starts_with('_') && !matches!(name.as_str(), "In" | "Out"));
        if is_enough || !own.is_empty() { own } else { self.names_in_scope() }
    }

    /// The names of the main module.
    fn variables(&mut self) -> Found {
        let slots = self.core.main.slots.borrow();
        let values = slots.iter().map(|(name, slot)| (name, &self.core.globals[*slot as usize]));
        values
            .filter(|(_, value)| !value.is_undef())
            .map(|(name, value)| (name.as_str().to_owned(), kind_of(value)))
            .collect()
    }

    fn names_in_scope(&mut self) -> Found {
        let mut found = self.variables();
        let mut add = |name: &str, kind| {
            found.entry(name.to_owned()).or_insert(kind);
        };
        KEYWORDS.iter().for_each(|word| add(word, CandidateKind::Keyword));
        for function in members(Some(Owner::Module(Name::new("builtins")))) {
            add(function.name.as_str(), kind_of_row(function));
        }
        super::attribute::builtin_class_names().for_each(|name| add(name, CandidateKind::Class));
        for class in ErrorClass::ALL.iter().filter(|class| class.module() == "builtins") {
            add(class.name(), CandidateKind::Class);
        }
        if self.core.prelude {
            add("np", CandidateKind::Module);
            add("math", CandidateKind::Module);
            for function in members(Some(Owner::Module(names::NUMPY))) {
                add(function.name.as_str(), kind_of_row(function));
            }
        }
        found
    }

    fn attributes(&mut self, known: &Known) -> Found {
        let value = match known {
            Known::Value(value) | Known::Instance(value) | Known::Bound(value) => value.clone(),
            Known::Object(class) => Value::Type(*class),
        };
        let mut found: Found = self
            .attribute_names(&value)
            .into_iter()
            .map(|name| {
                let kind = kind_of_attribute(&value, &name);
                (name, kind)
            })
            .collect();
        if let Value::Module(module) = &value {
            found.extend(modules(module.name.as_str()));
        }
        found
    }

    fn module_members(&mut self, module: &str) -> Found {
        let mut found = modules(module);
        if let Some(name) = Name::existing(module).filter(|_| super::import::is_module(module)) {
            let value = Value::Module(self.core.module(name));
            found.extend(self.attributes(&Known::Value(value)));
        }
        found
    }
}

/// The modules right inside one, or all outermost ones.
fn modules(parent: &str) -> Found {
    let mut found = Found::new();
    for function in members(None) {
        let Owner::Module(module) = function.owner else { continue };
        let inside = if parent.is_empty() {
            Some(module.as_str())
        } else {
            module.as_str().strip_prefix(parent).and_then(|rest| rest.strip_prefix('.'))
        };
        let name = inside.and_then(|inside| inside.split('.').next()).filter(|name| !name.is_empty());
        // What starts with `_` is where NumPy keeps its classes, not for import.
        if let Some(name) = name.filter(|name| !name.starts_with('_') && !name.starts_with("class:")) {
            found.insert(name.to_owned(), CandidateKind::Module);
        }
    }
    found
}

/// The keys of a dict and the fields of a structured array, with the closing quote and bracket.
fn keys(known: &Known, text: &str, start: usize) -> Found {
    let quote = &text[start - 1..start];
    let plain = key_names(known).into_iter().filter(|key| !key.contains(['\\', '\n']) && !key.contains(quote));
    plain.map(|key| (format!("{key}{quote}]"), CandidateKind::DictKey)).collect()
}

/// The keys of a dict and the fields of a structured array as they are written.
fn quoted_keys(known: &Known) -> Vec<Candidate> {
    let mut keys: Vec<String> = key_names(known).iter().map(|key| crate::print::repr_str(key)).collect();
    if let Known::Value(Value::Dict(dict)) = known {
        let dict = dict.map.borrow();
        let numbers = dict.iter().filter_map(|(key, _)| if let Value::Int(key) = key { Some(key) } else { None });
        keys.extend(numbers.map(ToString::to_string).take(MOST_KEYS));
    }
    keys.into_iter().map(|key| candidate(format!("{key}]"), CandidateKind::DictKey)).collect()
}

/// More keys than this are no help.
const MOST_KEYS: usize = 1000;

fn key_names(known: &Known) -> Vec<String> {
    match known {
        Known::Value(Value::Dict(dict)) => {
            let dict = dict.map.borrow();
            dict.iter().filter_map(|(key, _)| key.as_str().map(str::to_owned)).take(MOST_KEYS).collect()
        }
        Known::Value(Value::Array(array)) => match array.dtype() {
            DType::Struct(fields) => fields.fields.iter().map(|field| field.name.to_owned()).collect(),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// Words with the quote that ends them.
fn quoted_end(words: &[&str], quote: &str) -> Found {
    words.iter().map(|word| (format!("{word}{quote}"), CandidateKind::Value)).collect()
}

fn candidate(text: String, kind: CandidateKind) -> Candidate {
    Candidate { text, kind, detail: String::new() }
}

/// The candidates that a word could become: those that start with it; without any those that do in other
/// letter cases; without any the nearest, for a word that was mistyped.
fn fitting(candidates: Vec<Candidate>, word: &str) -> Vec<Candidate> {
    let starts = |candidate: &&Candidate| candidate.text.starts_with(word);
    let folded = word.to_lowercase();
    let starts_folded = |candidate: &&Candidate| candidate.text.to_lowercase().starts_with(&folded);
    let mut found: Vec<Candidate> = candidates.iter().filter(starts).cloned().collect();
    if found.is_empty() {
        found = candidates.iter().filter(starts_folded).cloned().collect();
    }
    if found.is_empty() {
        let names = candidates.iter().map(|candidate| candidate.text.trim_end_matches(['=', '\'', '"', ']']));
        let near = nearest(word, names);
        found = near.into_iter().map(|at| candidates[at].clone()).collect();
    }
    found
}

fn kind_of(value: &Value) -> CandidateKind {
    match value {
        Value::Function(_) | Value::Builtin(_) | Value::Method(_) => CandidateKind::Function,
        Value::Type(_) | Value::Class(_) => CandidateKind::Class,
        Value::Module(_) => CandidateKind::Module,
        _ => CandidateKind::Variable,
    }
}

fn kind_of_row(function: &NativeFunction) -> CandidateKind {
    match function.row.run {
        Run::Function(_) | Run::Raw(_) => CandidateKind::Function,
        Run::Class(_) | Run::Construct(_) => CandidateKind::Class,
        Run::Property(..) | Run::Constant(_) => CandidateKind::Variable,
    }
}

fn kind_of_attribute(value: &Value, name: &str) -> CandidateKind {
    let Some(name) = Name::existing(name) else { return CandidateKind::Attribute };
    let of_class = |class: &Value| match class_attribute(class, name) {
        Some(Value::Function(_) | Value::Builtin(_)) => CandidateKind::Method,
        _ => CandidateKind::Attribute,
    };
    let of_type = |class| match super::attribute::class_member(class, name).map(kind_of_row) {
        Some(CandidateKind::Function) => CandidateKind::Method,
        _ => CandidateKind::Attribute,
    };
    match value {
        Value::Module(module) => {
            let row = crate::value::find_member(Owner::Module(module.name), name);
            row.map_or(CandidateKind::Variable, kind_of_row)
        }
        Value::Instance(instance) => of_class(&Value::Class(instance.class.clone())),
        Value::Class(_) => of_class(value),
        Value::Type(class) => of_type(*class),
        other => match other.class() {
            Value::Type(class) => of_type(class),
            _ => CandidateKind::Attribute,
        },
    }
}
