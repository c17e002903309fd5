//! What the editor asks while a cell is typed: how a word could go on, the parameters of the call at
//! the cursor, the page of a name. `place` reads the text, `known` finds values; nothing of the
//! program runs.

mod known;
mod page;
mod parameters;
mod place;

use super::core::Vm;
use crate::session::{Candidate, CandidateKind, Completions};
use crate::text::{ErrorClass, Name, names};
use crate::value::{NativeFunction, Owner, Run, Value, members};
use known::{Known, class_attribute};
use place::{Place, Typed};
use std::collections::BTreeMap;

/// Python's reserved words.
const KEYWORDS: &[&str] = &[
    "False", "None", "True", "and", "as", "assert", "break", "class", "continue", "def", "del", "elif", "else",
    "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or",
    "pass", "raise", "return", "try", "while", "with", "yield",
];

/// Names and what they stand for, sorted.
type Found = BTreeMap<String, CandidateKind>;

impl Vm<'_> {
    /// How the word before the cursor could go on.
    pub(super) fn complete(&mut self, text: &str) -> Completions {
        let typed = Typed::new(text);
        let place = typed.place();
        let start = if let Place::Key(_) = place { typed.key_start() } else { typed.start };
        let word = &text[start..];
        let mut candidates = Vec::new();
        if place == Place::Name {
            candidates = self.keyword_arguments(&typed, word);
        }
        let found = match &place {
            Place::Nothing => Found::new(),
            Place::Name => self.names_in_scope(),
            Place::Attribute(path) => self.known(path).map(|known| self.attributes(&known)).unwrap_or_default(),
            Place::Key(path) => self.known(path).map(|known| keys(&known, text, start)).unwrap_or_default(),
            Place::Module(parent) => modules(parent),
            Place::Member(module) => self.module_members(module),
        };
        let hides = |name: &str| name.starts_with('_') && !word.starts_with('_');
        let fits = |name: &str| name.starts_with(word) && (matches!(place, Place::Key(_)) || !hides(name));
        let rest = found.into_iter().filter(|(name, _)| fits(name));
        candidates.extend(rest.map(|(text, kind)| Candidate { text, kind, detail: String::new() }));
        Completions { start, candidates }
    }

    /// The parameters of the call that the cursor stands in.
    pub(super) fn signature_hint(&mut self, text: &str) -> Option<String> {
        let call = Typed::new(text).call()?;
        let known = self.known(&call.function)?;
        self.signature_of(&known)
    }

    /// `axis=` and the like, where an argument starts.
    fn keyword_arguments(&mut self, typed: &Typed<'_>, word: &str) -> Vec<Candidate> {
        let Some(call) = typed.call().filter(|call| call.at_argument) else { return Vec::new() };
        let Some(known) = self.known(&call.function) else { return Vec::new() };
        let mut parameters = self.keyword_names(&known);
        parameters.retain(|name| name.starts_with(word) && !call.given.contains(name));
        let candidate =
            |name| Candidate { text: format!("{name}="), kind: CandidateKind::KeywordArgument, detail: String::new() };
        parameters.into_iter().map(candidate).collect()
    }

    fn names_in_scope(&mut self) -> Found {
        let mut found = Found::new();
        let mut add = |name: &str, kind| {
            found.entry(name.to_owned()).or_insert(kind);
        };
        let slots: Vec<(Name, u16)> = self.core.main.slots.borrow().iter().map(|(name, slot)| (*name, *slot)).collect();
        for (name, slot) in slots {
            let value = &self.core.globals[slot as usize];
            if !value.is_undef() {
                add(name.as_str(), kind_of(value));
            }
        }
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
            Known::Value(value) | Known::Instance(value) => value.clone(),
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

/// The keys of a dict that are strings, with the closing quote and bracket where they are not there yet.
fn keys(known: &Known, text: &str, start: usize) -> Found {
    let Known::Value(Value::Dict(dict)) = known else { return Found::new() };
    let quote = &text[start - 1..start];
    let dict = dict.map.borrow();
    let plain = dict.iter().filter_map(|(key, _)| key.as_str()).filter(|key| !key.contains(['\\', '\n', '\'', '"']));
    plain.map(|key| (format!("{key}{quote}]"), CandidateKind::DictKey)).collect()
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
