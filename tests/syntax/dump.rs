//! Writes trees as `record.py` writes CPython's: nested parentheses, `(Kind start-end parts)`.

use numcell::syntax::ast::*;
use numcell::text::{Name, Span};
use std::fmt::Write as _;

/// The statements of a module.
pub fn tree(module: &Module) -> String {
    let mut dump = Dump { out: String::new(), places: true };
    dump.list(&module.body, Dump::stmt);
    dump.out
}

struct Dump {
    out: String,
    /// Off inside f-strings, where CPython's places are not to be relied on.
    places: bool,
}

impl Dump {
    fn node(&mut self, kind: &str, span: Span, parts: impl FnOnce(&mut Dump)) {
        self.out.push('(');
        self.out.push_str(kind);
        if self.places {
            write!(self.out, " {}-{}", span.start, span.end).unwrap();
        }
        parts(self);
        self.out.push(')');
    }

    fn space(&mut self) -> &mut Dump {
        self.out.push(' ');
        self
    }

    fn word(&mut self, word: impl std::fmt::Display) {
        write!(self.out, " {word}").unwrap();
    }

    fn list<T>(&mut self, items: &[T], write: impl Fn(&mut Dump, &T)) {
        self.out.push('[');
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                self.out.push(' ');
            }
            write(self, item);
        }
        self.out.push(']');
    }

    fn block(&mut self, body: &[Stmt]) {
        self.space().list(body, Dump::stmt);
    }

    fn exprs(&mut self, exprs: &[Expr]) {
        self.space().list(exprs, Dump::expr);
    }

    fn part(&mut self, expr: &Expr) {
        self.space().expr(expr);
    }

    fn maybe(&mut self, expr: Option<&Expr>) {
        match expr {
            Some(expr) => self.part(expr),
            None => self.word('_'),
        }
    }

    fn name(&mut self, name: Option<Name>) {
        match name {
            Some(name) => self.word(name),
            None => self.word('_'),
        }
    }

    fn stmt(&mut self, stmt: &Stmt) {
        use StmtKind as S;
        let span = stmt.span;
        match &stmt.kind {
            S::Expr(value) => self.node("Expr", span, |d| d.part(value)),
            S::Assign { targets, value } => self.node("Assign", span, |d| {
                d.exprs(targets);
                d.part(value);
            }),
            S::AugAssign { target, op, value } => self.node("AugAssign", span, |d| {
                d.part(target);
                d.word(format!("{op:?}"));
                d.part(value);
            }),
            S::AnnAssign { target, annotation, value, simple } => self.node("AnnAssign", span, |d| {
                d.part(target);
                d.part(annotation);
                d.maybe(value.as_ref());
                d.word(u8::from(*simple));
            }),
            S::If { test, body, orelse } => self.node("If", span, |d| {
                d.part(test);
                d.block(body);
                d.block(orelse);
            }),
            S::While { test, body, orelse } => self.node("While", span, |d| {
                d.part(test);
                d.block(body);
                d.block(orelse);
            }),
            S::For { target, iter, body, orelse } => self.node("For", span, |d| {
                d.part(target);
                d.part(iter);
                d.block(body);
                d.block(orelse);
            }),
            S::Def(function) => self.node("Def", span, |d| {
                d.word(function.name);
                d.exprs(&function.decorators);
                d.space().params(&function.params);
                d.maybe(function.returns.as_ref());
                d.block(&function.body);
            }),
            S::Class(class) => self.node("Class", span, |d| {
                d.word(class.name);
                d.exprs(&class.decorators);
                d.space().args(&class.bases);
                d.block(&class.body);
            }),
            S::Return(value) => self.node("Return", span, |d| d.maybe(value.as_ref())),
            S::Delete(targets) => self.node("Delete", span, |d| d.exprs(targets)),
            S::Raise { exception, cause } => self.node("Raise", span, |d| {
                d.maybe(exception.as_ref());
                d.maybe(cause.as_ref());
            }),
            S::Try { body, handlers, orelse, finally } => self.node("Try", span, |d| {
                d.block(body);
                d.space().list(handlers, |d, handler| {
                    d.node("Handler", handler.span, |d| {
                        d.maybe(handler.class.as_ref());
                        d.name(handler.name);
                        d.block(&handler.body);
                    });
                });
                d.block(orelse);
                d.block(finally);
            }),
            S::With { items, body } => self.node("With", span, |d| {
                d.space().list(items, |d, item| {
                    d.expr(&item.context);
                    d.maybe(item.target.as_ref());
                });
                d.block(body);
            }),
            S::Match { subject, cases } => self.node("Match", span, |d| {
                d.part(subject);
                d.space().list(cases, |d, case| {
                    d.pattern(&case.pattern);
                    d.maybe(case.guard.as_ref());
                    d.block(&case.body);
                });
            }),
            S::Assert { test, message } => self.node("Assert", span, |d| {
                d.part(test);
                d.maybe(message.as_ref());
            }),
            S::Import(names) => self.node("Import", span, |d| d.space().list(names, Dump::alias)),
            S::ImportFrom { module, level, names } => self.node("ImportFrom", span, |d| {
                d.name((!module.as_str().is_empty()).then_some(*module));
                d.word(level);
                d.space().list(names, Dump::alias);
            }),
            S::Global(names) => self.node("Global", span, |d| names.iter().for_each(|name| d.word(name))),
            S::Nonlocal(names) => self.node("Nonlocal", span, |d| names.iter().for_each(|name| d.word(name))),
            S::Pass => self.node("Pass", span, |_| {}),
            S::Break => self.node("Break", span, |_| {}),
            S::Continue => self.node("Continue", span, |_| {}),
        }
    }

    fn alias(&mut self, (name, alias, span): &(Name, Option<Name>, Span)) {
        self.node(name.as_str(), *span, |d| d.name(*alias));
    }

    fn expr(&mut self, expr: &Expr) {
        use ExprKind as E;
        let span = expr.span;
        match &expr.kind {
            E::None => self.node("None", span, |_| {}),
            E::True => self.node("True", span, |_| {}),
            E::False => self.node("False", span, |_| {}),
            E::Ellipsis => self.node("Ellipsis", span, |_| {}),
            E::Int(value) => self.node("Int", span, |d| d.word(value)),
            E::BigInt(value) => self.node("Int", span, |d| d.word(value)),
            E::Float(value) => self.node("Float", span, |d| d.word(format!("{:016x}", value.to_bits()))),
            E::Imaginary(value) => self.node("Imaginary", span, |d| d.word(format!("{:016x}", value.to_bits()))),
            E::Str(text) => self.node("Str", span, |d| d.word(hex(text.as_bytes()))),
            E::Bytes(bytes) => self.node("Bytes", span, |d| d.word(hex(bytes))),
            E::FString(pieces) => self.node("FString", span, |d| {
                d.places = false;
                d.space().fields(pieces);
                d.places = true;
            }),
            E::Name(name) => self.node("Name", span, |d| d.word(name)),
            E::Tuple(items) => self.node("Tuple", span, |d| d.exprs(items)),
            E::List(items) => self.node("List", span, |d| d.exprs(items)),
            E::Set(items) => self.node("Set", span, |d| d.exprs(items)),
            E::Dict(entries) => self.node("Dict", span, |d| {
                for (key, value) in entries {
                    d.maybe(key.as_ref());
                    d.part(value);
                }
            }),
            E::Unary { op, operand } => self.node(&format!("{op:?}"), span, |d| d.part(operand)),
            E::Binary { op, left, right } => self.node(&format!("{op:?}"), span, |d| {
                d.part(left);
                d.part(right);
            }),
            E::BoolOp { op, values } => self.node(&format!("{op:?}"), span, |d| d.exprs(values)),
            E::Compare { left, rest } => self.node("Compare", span, |d| {
                d.part(left);
                for (op, right) in rest {
                    d.word(format!("{op:?}"));
                    d.part(right);
                }
            }),
            E::IfElse { test, body, orelse } => self.node("IfElse", span, |d| {
                d.part(test);
                d.part(body);
                d.part(orelse);
            }),
            E::Lambda { params, body } => self.node("Lambda", span, |d| {
                d.space().params(params);
                d.part(body);
            }),
            E::Call { function, args } => self.node("Call", span, |d| {
                d.part(function);
                d.space().args(args);
            }),
            E::Attribute { value, name, .. } => self.node("Attribute", span, |d| {
                d.part(value);
                d.word(name);
            }),
            E::Subscript { value, index } => self.node("Subscript", span, |d| {
                d.part(value);
                d.part(index);
            }),
            E::Slice { start, stop, step } => self.node("Slice", span, |d| {
                d.maybe(start.as_deref());
                d.maybe(stop.as_deref());
                d.maybe(step.as_deref());
            }),
            E::Starred(value) => self.node("Starred", span, |d| d.part(value)),
            E::ListComp { element, clauses } => self.node("ListComp", span, |d| d.comprehension(&[element], clauses)),
            E::SetComp { element, clauses } => self.node("SetComp", span, |d| d.comprehension(&[element], clauses)),
            E::GeneratorExp { element, clauses } => {
                self.node("GeneratorExp", span, |d| d.comprehension(&[element], clauses));
            }
            E::DictComp { key, value, clauses } => {
                self.node("DictComp", span, |d| d.comprehension(&[key, value], clauses));
            }
            E::Walrus { name, value } => self.node("Walrus", span, |d| {
                d.word(name);
                d.part(value);
            }),
            E::Yield(value) => self.node("Yield", span, |d| d.maybe(value.as_deref())),
            E::YieldFrom(value) => self.node("YieldFrom", span, |d| d.part(value)),
        }
    }

    fn comprehension(&mut self, elements: &[&Expr], clauses: &[Comprehension]) {
        elements.iter().for_each(|element| self.part(element));
        for clause in clauses {
            self.word("for");
            self.part(&clause.target);
            self.part(&clause.iter);
            self.exprs(&clause.conditions);
        }
    }

    /// Arguments by position first, then those by keyword, as CPython keeps them.
    fn args(&mut self, args: &[Arg]) {
        let (named, positional): (Vec<&Arg>, Vec<&Arg>) =
            args.iter().partition(|arg| matches!(arg, Arg::Keyword(..) | Arg::DoubleStar(_)));
        let all: Vec<&Arg> = positional.into_iter().chain(named).collect();
        self.list(&all, |d, arg| {
            let value = match arg {
                Arg::Positional(value) => value,
                Arg::Star(value) => {
                    d.out.push('*');
                    value
                }
                Arg::Keyword(name, value) => {
                    write!(d.out, "{name}=").unwrap();
                    value
                }
                Arg::DoubleStar(value) => {
                    d.out.push_str("**");
                    value
                }
            };
            d.expr(value);
        });
    }

    fn params(&mut self, params: &Params) {
        let mut first = true;
        self.out.push('<');
        let mut separate = |d: &mut Dump| {
            if !std::mem::take(&mut first) {
                d.out.push(' ');
            }
        };
        for (at, param) in params.positional.iter().enumerate() {
            separate(self);
            self.param(param);
            if at + 1 == params.positional_only {
                self.out.push_str(" /");
            }
        }
        if params.star.is_some() || !params.keyword_only.is_empty() {
            separate(self);
            self.out.push('*');
            params.star.iter().for_each(|param| self.param(param));
        }
        for param in &params.keyword_only {
            separate(self);
            self.param(param);
        }
        if let Some(param) = &params.double_star {
            separate(self);
            self.out.push_str("**");
            self.param(param);
        }
        self.out.push('>');
    }

    fn param(&mut self, param: &Param) {
        write!(self.out, "{}", param.name).unwrap();
        if let Some(annotation) = &param.annotation {
            self.out.push(':');
            self.expr(annotation);
        }
        if let Some(default) = &param.default {
            self.out.push('=');
            self.expr(default);
        }
    }

    /// Text and fields; the `x=` of a field that shows itself is text.
    fn fields(&mut self, pieces: &[FPart]) {
        let mut text = String::new();
        let mut shown: Vec<String> = Vec::new();
        for piece in pieces {
            match piece {
                FPart::Text(part) => text.push_str(part),
                FPart::Field { value, debug, conversion, spec } => {
                    text.push_str(debug.as_deref().unwrap_or(""));
                    if !text.is_empty() {
                        shown.push(hex(std::mem::take(&mut text).as_bytes()));
                    }
                    let mut inner = Dump { out: String::new(), places: false };
                    inner.out.push('{');
                    inner.expr(value);
                    inner.word(conversion.unwrap_or('_'));
                    inner.space().fields(spec);
                    inner.out.push('}');
                    shown.push(inner.out);
                }
            }
        }
        if !text.is_empty() {
            shown.push(hex(text.as_bytes()));
        }
        write!(self.out, "[{}]", shown.join(" ")).unwrap();
    }

    fn pattern(&mut self, pattern: &Pattern) {
        let start = self.out.len();
        self.out.push('(');
        match pattern {
            Pattern::Value(value) => {
                self.out.push_str("Value");
                self.part(value);
            }
            Pattern::Singleton(value) => {
                let name = match value.kind {
                    ExprKind::None => "None",
                    ExprKind::True => "True",
                    _ => "False",
                };
                write!(self.out, "Singleton {name}").unwrap();
            }
            Pattern::Capture { pattern, name } => {
                self.out.push_str("As ");
                match pattern {
                    Some(pattern) => self.pattern(pattern),
                    None => self.out.push('_'),
                }
                self.name(*name);
            }
            Pattern::Or(patterns) => {
                self.out.push_str("Either ");
                self.list(patterns, Dump::pattern);
            }
            Pattern::Sequence(patterns) => {
                self.out.push_str("Sequence ");
                self.list(patterns, Dump::pattern);
            }
            Pattern::Star(name) => {
                self.out.push_str("Star");
                self.name(*name);
            }
            Pattern::Mapping { keys, patterns, rest } => {
                self.out.push_str("Mapping");
                self.exprs(keys);
                self.space().list(patterns, Dump::pattern);
                self.name(*rest);
            }
            Pattern::Class { class, positional, keywords } => {
                self.out.push_str("ClassPattern");
                self.part(class);
                self.space().list(positional, Dump::pattern);
                self.space().list(keywords, |d, (name, pattern)| {
                    write!(d.out, "{name}=").unwrap();
                    d.pattern(pattern);
                });
            }
        }
        debug_assert!(self.out.len() > start);
        self.out.push(')');
    }
}

fn hex(bytes: &[u8]) -> String {
    if bytes.is_empty() { "_".into() } else { bytes.iter().map(|byte| format!("{byte:02x}")).collect() }
}
