//! Calls: of functions, of methods without making them objects first, of `super()`.

use super::Compiler;
use super::expr::is_plain_super;
use super::unit::Place;
use crate::syntax::ast::{Arg, Expr, ExprKind};
use crate::text::{Name, Span, names};
use crate::value::Value;
use crate::value::code::{CodeKind, Ins, NO_REGISTER};

/// Calls with more arguments collect them in a list.
const MOST_ARGUMENTS: usize = 60;

impl<'a> Compiler<'a> {
    pub(super) fn call(&mut self, function: &'a Expr, args: &'a [Arg], d: u8, span: Span) {
        self.check_callee(function, span);
        let spread = args.len() > MOST_ARGUMENTS
            || args.iter().any(|arg| matches!(arg, Arg::Star(_) | Arg::DoubleStar(_)))
            || has_keyword_before_positional(args);
        if spread {
            return self.spread_call(function, args, d, span);
        }
        if is_plain_super(function, args.is_empty()) && self.class_variable().is_some() {
            return self.plain_super(d, span);
        }
        match &function.kind {
            ExprKind::Attribute { value, name, name_span } => {
                let attribute = self.attribute_place(function.span, *name_span);
                let place = self.attribute_place(span, *name_span);
                self.method_call(value, *name, args, d, [place, attribute]);
            }
            ExprKind::Name(name) => {
                let name = self.mangled(*name);
                if matches!(self.place(name), Place::Global) && self.is_known(name) && !has_keywords(args) {
                    let g = self.slot(name, function.span);
                    let a = self.unit().mark() as u8;
                    self.arguments(args);
                    self.unit().emit(Ins::CallG { d, a, n: args.len() as u8, g }, span);
                } else {
                    self.general_call(function, args, d, span);
                }
            }
            _ => self.general_call(function, args, d, span),
        }
    }

    /// Whether a global variable surely has a value when code made now runs. If not, it is looked up
    /// before the arguments are evaluated, for the sake of which error comes first.
    fn is_known(&mut self, name: Name) -> bool {
        self.module_names.contains(&name) || self.globals.is_known(name)
    }

    fn general_call(&mut self, function: &'a Expr, args: &'a [Arg], d: u8, span: Span) {
        let f = self.operand(function).register;
        let a = self.unit().mark() as u8;
        let keywords = self.arguments(args);
        let n = args.len() as u8;
        let ins = match keywords {
            Some(kw) => Ins::CallKw { d, f, a, n, kw },
            None => Ins::Call { d, f, a, n },
        };
        self.unit().emit(ins, span);
    }

    /// `places`: of the call, and of the attribute alone, for when there is no such method.
    fn method_call(&mut self, value: &'a Expr, name: Name, args: &'a [Arg], d: u8, places: [Span; 2]) {
        let a = self.temporary(value);
        let keywords = self.arguments(args);
        let name = self.mangled(name);
        let name = self.unit().name_index(name);
        let n = args.len() as u8 + 1;
        let ins = match keywords {
            Some(kw) => Ins::CallMKw { d, a, n, name, kw },
            None => Ins::CallM { d, a, n, name, cache: self.unit().cache() },
        };
        self.emit_method(ins, places);
    }

    /// `list.append(value)` as a statement: the commonest method call of all. Gives false if the
    /// expression is not of this form.
    pub(super) fn append_statement(&mut self, expr: &'a Expr) -> bool {
        let ExprKind::Call { function, args } = &expr.kind else { return false };
        let ExprKind::Attribute { value, name, name_span } = &function.kind else { return false };
        let [Arg::Positional(item)] = args.as_slice() else { return false };
        if *name != names::APPEND || !matches!(value.kind, ExprKind::Name(_)) {
            return false;
        }
        let list = self.operand(value).register;
        let v = self.operand(item).register;
        let done = self.unit().jump(Ins::Append { a: list, v, to: 0 }, expr.span);
        let a = self.unit().registers(2);
        let (name, cache) = (self.unit().name_index(*name), self.unit().cache());
        self.unit().emit(Ins::Move { d: a, a: list }, expr.span);
        self.unit().emit(Ins::Move { d: a + 1, a: v }, expr.span);
        let attribute = self.attribute_place(function.span, *name_span);
        let place = self.attribute_place(expr.span, *name_span);
        self.emit_method(Ins::CallM { d: a, a, n: 2, name, cache }, [place, attribute]);
        self.unit().land(done);
        true
    }

    fn emit_method(&mut self, ins: Ins, [place, attribute]: [Span; 2]) {
        let at = self.unit().emit(ins, place) as u32;
        self.unit().methods.push((at, attribute));
    }

    /// Evaluates arguments into the next registers; gives the list of keyword names if there are any.
    fn arguments(&mut self, args: &'a [Arg]) -> Option<u16> {
        let mut keywords = Vec::new();
        for arg in args {
            match arg {
                Arg::Positional(value) => {
                    self.temporary(value);
                }
                Arg::Keyword(name, value) => {
                    self.temporary(value);
                    let name = self.mangled(*name);
                    keywords.push(name);
                }
                Arg::Star(_) | Arg::DoubleStar(_) => {}
            }
        }
        (!keywords.is_empty()).then(|| self.unit().keyword_list(keywords))
    }

    /// A call with `*args` or `**kwargs`: arguments go into a list and a dict first.
    fn spread_call(&mut self, function: &'a Expr, args: &'a [Arg], d: u8, span: Span) {
        let f = self.temporary(function);
        let list = self.argument_list(args, f, span);
        let kwargs = self.argument_dict(args, f, span);
        self.unit().emit(Ins::CallEx { d, f, args: list, kwargs }, span);
    }

    /// Positional arguments as a list in a new register. `f` is the function, for error messages.
    pub(super) fn argument_list(&mut self, args: &'a [Arg], f: u8, span: Span) -> u8 {
        let list = self.unit().register();
        self.unit().emit(Ins::MakeList { d: list, a: list, n: 0 }, span);
        for arg in args {
            let mark = self.unit().mark();
            match arg {
                Arg::Positional(value) => {
                    let v = self.operand(value).register;
                    self.unit().emit(Ins::ListAppend { a: list, v }, value.span);
                }
                Arg::Star(value) => {
                    let v = self.operand(value).register;
                    self.unit().emit(Ins::ListExtendCall { a: list, v, f }, span);
                }
                Arg::Keyword(..) | Arg::DoubleStar(_) => {}
            }
            self.unit().release(mark);
        }
        list
    }

    /// Keyword arguments as a dict in a new register, or no register without any.
    pub(super) fn argument_dict(&mut self, args: &'a [Arg], f: u8, span: Span) -> u8 {
        if !args.iter().any(|arg| matches!(arg, Arg::Keyword(..) | Arg::DoubleStar(_))) {
            return NO_REGISTER;
        }
        let dict = self.unit().register();
        self.unit().emit(Ins::MakeDict { d: dict, a: dict, n: 0 }, span);
        for arg in args {
            let mark = self.unit().mark();
            match arg {
                Arg::Keyword(name, value) => {
                    let key = self.unit().register();
                    let name = self.mangled(*name);
                    self.load_constant(Value::str(name.as_str()), key, value.span);
                    let v = self.operand(value).register;
                    // A name may have come with `**` before: the same check as there.
                    self.unit().emit(Ins::DictSetCall { a: dict, key, v, f }, span);
                }
                Arg::DoubleStar(value) => {
                    let v = self.operand(value).register;
                    self.unit().emit(Ins::DictMergeCall { a: dict, v, f }, span);
                }
                Arg::Positional(_) | Arg::Star(_) => {}
            }
            self.unit().release(mark);
        }
        dict
    }

    /// The register of the hidden variable `__class__`, inside a method.
    fn class_variable(&mut self) -> Option<u8> {
        if !matches!(self.unit().kind, CodeKind::Function | CodeKind::Generator) {
            return None;
        }
        match self.place(names::CLASS) {
            Place::Shared { register, .. } => Some(register),
            _ => None,
        }
    }

    fn plain_super(&mut self, d: u8, span: Span) {
        if let Some(class) = self.class_variable() {
            self.unit().emit(Ins::GetSuper { d, class }, span);
        }
    }
}

fn has_keywords(args: &[Arg]) -> bool {
    args.iter().any(|arg| matches!(arg, Arg::Keyword(..)))
}

/// `f(a=1, *rest)` is the only way to this, but a list of arguments must not rely on it.
fn has_keyword_before_positional(args: &[Arg]) -> bool {
    let first_keyword = args.iter().position(|arg| matches!(arg, Arg::Keyword(..)));
    first_keyword.is_some_and(|at| args[at..].iter().any(|arg| matches!(arg, Arg::Positional(_))))
}
