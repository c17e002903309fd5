//! What CPython's compiler asks of the patterns of a `case`: names bound once, alternatives that bind
//! the same names, nothing behind a pattern that always matches.

use super::{Lowering, Pair, Rule, span, trimmed_end};
use crate::syntax::ast::{Expr, ExprKind, UnaryOp};
use crate::text::Span;

/// A walk through the patterns of one `case`, in the compiler's order.
struct Survey<'l, 'i> {
    lowering: &'l Lowering<'l>,
    /// The names bound so far.
    bound: Vec<&'i str>,
    /// The pattern looked at last: the compiler reports its place.
    last: Span,
}

impl Lowering<'_> {
    /// Looks at a `case`. Only the last one, or one with a guard, may match everything.
    pub(super) fn survey_case(&self, block: &Pair, is_last: bool) {
        let Some(head) = block.clone().into_inner().next() else { return };
        let parts: Vec<Pair> = head.into_inner().collect();
        let guarded = parts.iter().any(|part| part.as_rule() == Rule::guard);
        let comma = parts.iter().any(|part| part.as_rule() == Rule::comma);
        let patterns: Vec<Pair> = parts.into_iter().filter(is_pattern).collect();
        let (Some(first), Some(last)) = (patterns.first(), patterns.last()) else { return };
        let last = place(first).to(place(last));
        let mut survey = Survey { lowering: self, bound: Vec::new(), last };
        survey.open(patterns, comma, guarded || is_last, last);
    }
}

fn is_pattern(pair: &Pair) -> bool {
    matches!(pair.as_rule(), Rule::pattern | Rule::pattern_star)
}

fn place(pair: &Pair) -> Span {
    Span::new(pair.start(), trimmed_end(pair))
}

impl<'i> Survey<'_, 'i> {
    fn refuse(&self, message: String) {
        self.lowering.refuse_later(self.last, message);
    }

    /// One pattern, or a sequence without brackets.
    fn open(&mut self, mut patterns: Vec<Pair<'i>>, comma: bool, irrefutable: bool, whole: Span) {
        if patterns.len() == 1 && !comma {
            if let Some(only) = patterns.pop() {
                self.pattern(only, irrefutable);
            }
        } else {
            self.sequence(patterns, whole);
        }
    }

    fn sequence(&mut self, patterns: Vec<Pair<'i>>, whole: Span) {
        self.last = whole;
        let stars = patterns.iter().filter(|pattern| pattern.as_rule() == Rule::pattern_star).count();
        if stars > 1 {
            self.refuse("multiple starred names in sequence pattern".into());
        }
        patterns.into_iter().for_each(|pattern| self.pattern(pattern, true));
    }

    fn pattern(&mut self, pair: Pair<'i>, irrefutable: bool) {
        self.last = place(&pair);
        if pair.as_rule() == Rule::pattern_star {
            return pair.into_inner().filter(|part| part.as_rule() == Rule::name).for_each(|name| self.bind(&name));
        }
        let (aliases, choices): (Vec<Pair>, Vec<Pair>) =
            pair.into_inner().partition(|part| part.as_rule() == Rule::alias);
        if choices.len() > 1 {
            self.alternatives(choices, irrefutable);
        } else {
            choices.into_iter().for_each(|choice| self.closed(choice, irrefutable));
        }
        for name in aliases.into_iter().flat_map(Pair::into_inner).filter(|part| part.as_rule() == Rule::name) {
            self.bind(&name);
        }
    }

    fn alternatives(&mut self, choices: Vec<Pair<'i>>, irrefutable: bool) {
        let before = std::mem::take(&mut self.bound);
        let mut first: Option<Vec<&str>> = None;
        let count = choices.len();
        for (at, choice) in choices.into_iter().enumerate() {
            self.bound.clear();
            self.last = place(&choice);
            self.closed(choice, irrefutable && at + 1 == count);
            let mut names = self.bound.clone();
            names.sort_unstable();
            match &first {
                Some(first) if *first != names => self.refuse("alternative patterns bind different names".into()),
                Some(_) => {}
                None => first = Some(names),
            }
        }
        self.bound = before;
        for name in first.unwrap_or_default() {
            self.bind_text(name);
        }
    }

    fn closed(&mut self, pair: Pair<'i>, irrefutable: bool) {
        match pair.as_rule() {
            Rule::pattern_name => self.name(pair, irrefutable),
            Rule::pattern_group => {
                let whole = span(&pair);
                let parts: Vec<Pair> = pair.into_inner().collect();
                let comma = parts.iter().any(|part| part.as_rule() == Rule::comma);
                self.open(parts.into_iter().filter(is_pattern).collect(), comma, irrefutable, whole);
            }
            Rule::pattern_list => {
                let whole = span(&pair);
                self.sequence(pair.into_inner().filter(is_pattern).collect(), whole);
            }
            Rule::pattern_map => self.mapping(pair),
            _ => self.last = place(&pair),
        }
    }

    fn name(&mut self, pair: Pair<'i>, irrefutable: bool) {
        self.last = place(&pair);
        let parts: Vec<Pair> = pair.into_inner().collect();
        if let [name] = &parts[..] {
            let text = name.as_str();
            if !irrefutable {
                let what = if text == "_" { "wildcard".into() } else { format!("name capture '{text}'") };
                self.refuse(format!("{what} makes remaining patterns unreachable"));
            }
            return self.bind(name);
        }
        for class in parts.into_iter().filter(|part| part.as_rule() == Rule::class_pattern) {
            self.class(class);
        }
    }

    fn class(&mut self, pair: Pair<'i>) {
        let arguments = pair.into_inner().filter(|part| part.as_rule() == Rule::pattern_argument);
        let mut named: Vec<&str> = Vec::new();
        let mut patterns = Vec::new();
        for argument in arguments {
            let mut name = None;
            for part in argument.into_inner() {
                match part.as_rule() {
                    Rule::name => name = Some(part.as_str()),
                    Rule::pattern => {
                        if let Some(name) = name {
                            if named.contains(&name) {
                                self.last = place(&part);
                                self.refuse(format!("attribute name repeated in class pattern: {name}"));
                            }
                            named.push(name);
                        }
                        patterns.push(part);
                    }
                    _ => {}
                }
            }
        }
        patterns.into_iter().for_each(|pattern| self.pattern(pattern, true));
    }

    fn mapping(&mut self, pair: Pair<'i>) {
        self.last = span(&pair);
        let mut keys: Vec<(Key, String)> = Vec::new();
        let mut patterns = Vec::new();
        let mut rest = None;
        for entry in pair.into_inner().filter(|part| part.as_rule() == Rule::pattern_entry) {
            let mut parts = entry.into_inner();
            let Some(first) = parts.next() else { continue };
            if first.as_rule() == Rule::stars {
                rest = parts.find(|part| part.as_rule() == Rule::name);
                continue;
            }
            if let Some((key, shown)) = self.lowering.pattern_key(first).as_ref().and_then(key) {
                if keys.iter().any(|(other, _)| *other == key) {
                    self.refuse(format!("mapping pattern checks duplicate key ({shown})"));
                }
                keys.push((key, shown));
            }
            patterns.extend(parts.filter(is_pattern));
        }
        patterns.into_iter().for_each(|pattern| self.pattern(pattern, true));
        if let Some(name) = rest {
            self.bind(&name);
        }
    }

    fn bind(&mut self, name: &Pair<'i>) {
        if name.as_str() != "_" {
            self.bind_text(name.as_str());
        }
    }

    fn bind_text(&mut self, name: &'i str) {
        if name == "__debug__" {
            self.refuse("cannot assign to __debug__".into());
        } else if self.bound.contains(&name) {
            self.refuse(format!("multiple assignments to name '{name}' in pattern"));
        }
        self.bound.push(name);
    }
}

/// A constant key, such that equal keys are equal in Python.
#[derive(PartialEq)]
enum Key {
    Number(f64, f64),
    Big(String),
    Str(String),
    Bytes(Vec<u8>),
    None,
}

/// A constant key and its repr; nothing for dotted names, which are compared when the program runs.
fn key(expr: &Expr) -> Option<(Key, String)> {
    Some(match &expr.kind {
        ExprKind::None => (Key::None, "None".into()),
        ExprKind::True => (Key::Number(1.0, 0.0), "True".into()),
        ExprKind::False => (Key::Number(0.0, 0.0), "False".into()),
        ExprKind::Int(value) if value.unsigned_abs() < 1 << 53 => (Key::Number(*value as f64, 0.0), value.to_string()),
        ExprKind::Int(value) => (Key::Big(value.to_string()), value.to_string()),
        ExprKind::BigInt(value) => (Key::Big(value.to_string()), value.to_string()),
        ExprKind::Float(value) => (Key::Number(*value, 0.0), format!("{value:?}")),
        ExprKind::Imaginary(value) => (Key::Number(0.0, *value), format!("{value}j")),
        ExprKind::Str(text) => (Key::Str(text.to_string()), format!("'{text}'")),
        ExprKind::Bytes(bytes) => (Key::Bytes(bytes.to_vec()), format!("b'{}'", bytes.escape_ascii())),
        ExprKind::Unary { op: UnaryOp::Neg, operand } => match key(operand)? {
            (Key::Number(real, imaginary), shown) => (Key::Number(-real, -imaginary), format!("-{shown}")),
            (Key::Big(digits), shown) => (Key::Big(format!("-{digits}")), format!("-{shown}")),
            _ => return None,
        },
        _ => return None,
    })
}
