//! Expressions: their value into a register.

use super::Compiler;
use super::constant::{constant, constant_index, float_literal, small_int};
use super::unit::Place;
use crate::syntax::ast::{BinOp, BoolOp, CmpOp, Expr, ExprKind, FPart, UnaryOp};
use crate::text::{Name, Span, names};
use crate::value::Value;
use crate::value::code::{Ins, NO_REGISTER, PartFormat, flag};

/// Displays of more elements are built piece by piece.
const MOST_AT_ONCE: usize = 24;

/// A register that holds a value to be used at once.
#[derive(Clone, Copy)]
pub(super) struct Operand {
    pub(super) register: u8,
    /// Whether nobody reads the register after this use.
    pub(super) temporary: bool,
}

impl Operand {
    /// The flags that let an operator take its operands.
    pub(super) fn flags(a: Operand, b: Operand) -> u8 {
        (if a.temporary { flag::TAKE_A } else { 0 }) | (if b.temporary { flag::TAKE_B } else { 0 })
    }
}

impl<'a> Compiler<'a> {
    /// The value in some register: a variable's own, or a new temporary.
    pub(super) fn operand(&mut self, expr: &'a Expr) -> Operand {
        if let ExprKind::Name(name) = &expr.kind {
            let name = self.mangled(*name);
            if let Place::Register(register) = self.place(name)
                && !self.may_change_midway()
            {
                self.check_bound(register, name, expr.span);
                return Operand { register, temporary: false };
            }
        }
        Operand { register: self.temporary(expr), temporary: true }
    }

    /// The value in a new temporary.
    pub(super) fn temporary(&mut self, expr: &'a Expr) -> u8 {
        let register = self.unit().register();
        self.expr(expr, register);
        register
    }

    /// The values in neighbouring temporaries; gives the first.
    pub(super) fn row<'e>(&mut self, exprs: impl IntoIterator<Item = &'e Expr>) -> u8
    where
        'a: 'e,
        'e: 'a,
    {
        let first = self.unit().mark() as u8;
        for expr in exprs {
            self.temporary(expr);
        }
        first
    }

    pub(super) fn load_constant(&mut self, value: Value, d: u8, span: Span) {
        let ins = match value {
            Value::Int(x) if i32::try_from(x).is_ok() => Ins::LoadI { d, i: x as i32 },
            value => Ins::LoadK { d, k: self.unit().constant(value) },
        };
        self.unit().emit(ins, span);
    }

    /// Evaluates an expression into a register, which is written once, at the end: until then, and
    /// if there is an exception, it keeps its value.
    pub(super) fn expr(&mut self, expr: &'a Expr, d: u8) {
        let span = expr.span;
        if let Some(value) = constant(expr) {
            return self.load_constant(value, d, span);
        }
        let mark = self.unit().mark();
        let start = self.unit().here();
        match &expr.kind {
            ExprKind::Name(name) => self.load_name(*name, d, span),
            ExprKind::Tuple(items) => self.tuple(items, d, span),
            ExprKind::List(items) => self.list(items, d, span),
            ExprKind::Set(items) => self.set(items, d, span),
            ExprKind::Dict(pairs) => self.dict(pairs, d, span),
            ExprKind::Unary { op, operand } => self.unary(*op, operand, d, span),
            ExprKind::Binary { op, left, right } => self.binary(*op, left, right, d, span),
            ExprKind::BoolOp { op, values } => self.bool_op(*op, values, d, span),
            ExprKind::Compare { left, rest } => self.compare(left, rest, d, span),
            ExprKind::IfElse { test, body, orelse } => self.if_else(test, body, orelse, d, span),
            ExprKind::Lambda { params, body } => self.lambda(params, body, d, span),
            ExprKind::Call { function, args } => self.call(function, args, d, span),
            ExprKind::Attribute { value, name, name_span } => {
                self.attribute(value, *name, d, self.attribute_place(span, *name_span))
            }
            ExprKind::Subscript { value, index } => self.subscript(value, index, d, span),
            ExprKind::Slice { start, stop, step } => self.slice([start, stop, step], d, span),
            ExprKind::FString(parts) => self.fstring(parts, d, span),
            ExprKind::ListComp { element, clauses } => self.list_comprehension(element, clauses, d, span),
            ExprKind::SetComp { element, clauses } => self.set_comprehension(element, clauses, d, span),
            ExprKind::DictComp { key, value, clauses } => self.dict_comprehension(key, value, clauses, d, span),
            ExprKind::GeneratorExp { element, clauses } => self.generator_expression(element, clauses, d, span),
            ExprKind::Walrus { name, value } => {
                let a = self.operand(value).register;
                self.store_name(*name, a, span);
                if a != d {
                    self.unit().emit(Ins::Move { d, a }, span);
                }
                // It may be in a part that is skipped: what follows must not rely on it.
                let name = self.mangled(*name);
                if let Place::Register(register) = self.place(name) {
                    self.unit().assigned.remove(register);
                }
                self.unit().fence = self.unit().here();
            }
            ExprKind::Yield(value) => {
                let a = match value {
                    Some(value) => self.operand(value).register,
                    None => {
                        let a = self.unit().register();
                        self.load_constant(Value::None, a, span);
                        a
                    }
                };
                self.unit().emit(Ins::Yield { d, a }, span);
            }
            ExprKind::YieldFrom(value) => self.yield_from(value, d, span),
            // The parser lets a starred expression stand only where its surroundings handle it.
            ExprKind::Starred(inner) => self.expr(inner, d),
            // Constants were dealt with above.
            _ => {}
        }
        if matches!(
            expr.kind,
            ExprKind::Unary { .. } | ExprKind::Binary { .. } | ExprKind::Compare { .. } | ExprKind::Call { .. }
        ) {
            self.unit().note_tree(start);
        }
        self.unit().release(mark);
    }

    fn yield_from(&mut self, value: &'a Expr, d: u8, span: Span) {
        let it = self.unit().registers(2);
        self.expr(value, it);
        self.unit().emit(Ins::GetIter { d: it, a: it }, span);
        self.load_constant(Value::None, it + 1, span);
        self.unit().emit(Ins::YieldFrom { d, it }, span);
    }

    // ---- displays ----

    fn tuple(&mut self, items: &'a [Expr], d: u8, span: Span) {
        if items.len() <= MOST_AT_ONCE && !items.iter().any(is_starred) {
            let a = self.row(items);
            self.unit().emit(Ins::MakeTuple { d, a, n: items.len() as u8 }, span);
            return;
        }
        let list = self.unit().register();
        self.list(items, list, span);
        self.unit().emit(Ins::ListToTuple { d: list }, span);
        self.unit().emit(Ins::Move { d, a: list }, span);
    }

    pub(super) fn list(&mut self, items: &'a [Expr], d: u8, span: Span) {
        let starred = items.iter().any(is_starred);
        let constants = if items.len() > 2 && !starred { items.iter().map(constant).collect() } else { None };
        if let Some(values) = constants {
            let values: Vec<Value> = values;
            let list = self.unit().registers(2);
            self.unit().emit(Ins::MakeList { d: list, a: list, n: 0 }, span);
            self.load_constant(Value::tuple(values), list + 1, span);
            self.unit().emit(Ins::ListExtend { a: list, v: list + 1 }, span);
            self.unit().emit(Ins::Take { d, a: list }, span);
            return;
        }
        if items.len() <= MOST_AT_ONCE && !starred {
            let a = self.row(items);
            self.unit().emit(Ins::MakeList { d, a, n: items.len() as u8 }, span);
            return;
        }
        let list = self.unit().register();
        self.unit().emit(Ins::MakeList { d: list, a: list, n: 0 }, span);
        for item in items {
            self.add_item(item, list, |a, v| Ins::ListAppend { a, v }, |a, v| Ins::ListExtend { a, v }, span);
        }
        self.unit().emit(Ins::Take { d, a: list }, span);
    }

    /// Adds one item of a display, which may be `*iterable`.
    fn add_item(&mut self, item: &'a Expr, to: u8, one: fn(u8, u8) -> Ins, all: fn(u8, u8) -> Ins, span: Span) {
        let mark = self.unit().mark();
        match &item.kind {
            ExprKind::Starred(inner) => {
                let v = self.operand(inner).register;
                self.unit().emit(all(to, v), span);
            }
            _ => {
                let v = self.operand(item).register;
                self.unit().emit(one(to, v), span);
            }
        }
        self.unit().release(mark);
    }

    fn set(&mut self, items: &'a [Expr], d: u8, span: Span) {
        if items.len() <= MOST_AT_ONCE && !items.iter().any(is_starred) {
            let a = self.row(items);
            self.unit().emit(Ins::MakeSet { d, a, n: items.len() as u8 }, span);
            return;
        }
        let set = self.unit().register();
        self.unit().emit(Ins::MakeSet { d: set, a: set, n: 0 }, span);
        for item in items {
            self.add_item(item, set, |a, v| Ins::SetAdd { a, v }, |a, v| Ins::SetUpdate { a, v }, span);
        }
        self.unit().emit(Ins::Take { d, a: set }, span);
    }

    fn dict(&mut self, pairs: &'a [(Option<Expr>, Expr)], d: u8, span: Span) {
        if pairs.len() <= MOST_AT_ONCE / 2 && pairs.iter().all(|(key, _)| key.is_some()) {
            let a = self.unit().mark() as u8;
            for (key, value) in pairs {
                if let Some(key) = key {
                    self.temporary(key);
                }
                self.temporary(value);
            }
            self.unit().emit(Ins::MakeDict { d, a, n: pairs.len() as u8 }, span);
            return;
        }
        let dict = self.unit().register();
        self.unit().emit(Ins::MakeDict { d: dict, a: dict, n: 0 }, span);
        for (key, value) in pairs {
            let mark = self.unit().mark();
            match key {
                Some(key) => {
                    let key = self.operand(key).register;
                    let v = self.operand(value).register;
                    self.unit().emit(Ins::DictSet { a: dict, key, v }, span);
                }
                None => {
                    let v = self.operand(value).register;
                    self.unit().emit(Ins::DictMerge { a: dict, v }, span);
                }
            }
            self.unit().release(mark);
        }
        self.unit().emit(Ins::Take { d, a: dict }, span);
    }

    // ---- operators ----

    fn unary(&mut self, op: UnaryOp, operand: &'a Expr, d: u8, span: Span) {
        let x = self.operand(operand);
        let (a, f) = (x.register, if x.temporary { flag::TAKE_A } else { 0 });
        let ins = match op {
            UnaryOp::Not => Ins::Not { d, a },
            UnaryOp::Neg => Ins::Neg { d, a, f },
            op => Ins::Unary { op, d, a, f },
        };
        self.unit().emit(ins, span);
    }

    fn binary(&mut self, op: BinOp, left: &'a Expr, right: &'a Expr, d: u8, span: Span) {
        let anchor = self.operator_anchor(left.span, right.span);
        let ins = self.binary_ins(op, left, right, d);
        self.unit().emit_anchored(ins, span, anchor);
    }

    /// Evaluates the operands; gives the instruction that is left to do.
    fn binary_ins(&mut self, op: BinOp, left: &'a Expr, right: &'a Expr, d: u8) -> Ins {
        if let Some(i) = small_int(right) {
            let a = self.operand(left);
            let f = Operand::flags(a, Operand { register: 0, temporary: false });
            if let Some(ins) = register_int(op, d, a.register, f, i) {
                return ins;
            }
            let b = self.operand(right);
            return register_register(op, d, a.register, b.register, f | flag::TAKE_B);
        }
        if let Some(i) = small_int(left)
            && has_int_left(op)
        {
            let b = self.operand(right);
            let f = if b.temporary { flag::TAKE_B } else { 0 };
            return int_register(op, d, b.register, f, i);
        }
        if let Some(k) = float_literal(right).and_then(|value| self.short_constant(value))
            && has_constants(op)
        {
            let a = self.operand(left);
            let f = if a.temporary { flag::TAKE_A } else { 0 };
            return register_constant(op, d, a.register, f, k);
        }
        if let Some(k) = float_literal(left).and_then(|value| self.short_constant(value))
            && has_constants(op)
        {
            let b = self.operand(right);
            let f = if b.temporary { flag::TAKE_B } else { 0 };
            return constant_register(op, d, b.register, f, k);
        }
        let a = self.operand(left);
        let b = self.operand(right);
        register_register(op, d, a.register, b.register, Operand::flags(a, b))
    }

    fn short_constant(&mut self, value: Value) -> Option<u16> {
        u16::try_from(self.unit().constant(value)).ok()
    }

    /// `a op= value` where `a` is a register, the result going to `d`.
    pub(super) fn augmented(&mut self, op: BinOp, a: u8, value: &'a Expr, d: u8, take: bool, span: Span) {
        let f = flag::IN_PLACE | if take { flag::TAKE_A } else { 0 };
        let small = small_int(value).and_then(|i| register_int(op, d, a, f, i));
        let ins = match small {
            Some(ins) => ins,
            None => match float_literal(value).filter(|_| has_constants(op)).and_then(|k| self.short_constant(k)) {
                Some(k) => register_constant(op, d, a, f, k),
                None => {
                    let b = self.operand(value);
                    register_register(op, d, a, b.register, f | if b.temporary { flag::TAKE_B } else { 0 })
                }
            },
        };
        self.unit().emit(ins, span);
    }

    fn bool_op(&mut self, op: BoolOp, values: &'a [Expr], d: u8, span: Span) {
        // The register is written on the way: a variable must not see that.
        let target = if self.unit().is_variable(d) { self.unit().register() } else { d };
        let mut ends = Vec::new();
        for (position, value) in values.iter().enumerate() {
            self.expr(value, target);
            if position + 1 < values.len() {
                let ins = match op {
                    BoolOp::And => Ins::Jf { a: target, to: 0 },
                    BoolOp::Or => Ins::Jt { a: target, to: 0 },
                };
                ends.push(self.unit().jump(ins, value.span));
            }
        }
        ends.into_iter().for_each(|jump| self.unit().land(jump));
        if target != d {
            self.unit().emit(Ins::Take { d, a: target }, span);
        }
    }

    fn compare(&mut self, left: &'a Expr, rest: &'a [(CmpOp, Expr)], d: u8, span: Span) {
        self.check_identity(left, rest, span);
        if let [(op, right)] = rest {
            let a = self.operand(left);
            let small = small_int(right).and_then(|i| compare_int(*op, d, a.register, i));
            let ins = match small {
                Some(ins) => ins,
                None => {
                    let b = self.operand(right);
                    compare_registers(*op, d, a.register, b.register, Operand::flags(a, b))
                }
            };
            self.unit().emit(ins, span);
            return;
        }
        let target = if self.unit().is_variable(d) { self.unit().register() } else { d };
        let mut ends = Vec::new();
        let mut a = self.operand(left).register;
        for (position, (op, right)) in rest.iter().enumerate() {
            let b = self.operand(right).register;
            self.unit().emit(compare_registers(*op, target, a, b, 0), span);
            if position + 1 < rest.len() {
                ends.push(self.unit().jump(Ins::Jf { a: target, to: 0 }, span));
            }
            a = b;
        }
        ends.into_iter().for_each(|jump| self.unit().land(jump));
        if target != d {
            self.unit().emit(Ins::Take { d, a: target }, span);
        }
    }

    fn if_else(&mut self, test: &'a Expr, body: &'a Expr, orelse: &'a Expr, d: u8, span: Span) {
        let mut to_else = Vec::new();
        self.condition(test, false, &mut to_else);
        self.expr(body, d);
        let end = self.unit().jump(Ins::Jmp { to: 0 }, span);
        to_else.into_iter().for_each(|jump| self.unit().land(jump));
        self.expr(orelse, d);
        self.unit().land(end);
    }

    // ---- attributes and subscripts ----

    fn attribute(&mut self, value: &'a Expr, name: Name, d: u8, span: Span) {
        let a = self.operand(value).register;
        let name = self.mangled(name);
        let (name, cache) = (self.unit().name_index(name), self.unit().cache());
        self.unit().emit(Ins::GetAttr { d, a, name, cache }, span);
    }

    fn subscript(&mut self, value: &'a Expr, index: &'a Expr, d: u8, span: Span) {
        self.check_subscript(value, index, span);
        let anchor = self.subscript_anchor(value.span, span);
        let global = match &value.kind {
            ExprKind::Name(name) => {
                let name = self.mangled(*name);
                matches!(self.place(name), Place::Global).then_some(name)
            }
            _ => None,
        };
        let pair = plain_pair(index);
        let ins = if let Some(name) = global
            && let Some((i, j)) = pair
        {
            let g = self.slot(name, value.span);
            let (i, j) = (self.operand(i).register, self.operand(j).register);
            Ins::Idx2GRR { d, i, j, g }
        } else if let Some((i, j)) = pair {
            let a = self.operand(value).register;
            let (i, j) = (self.operand(i).register, self.operand(j).register);
            Ins::Idx2RRR { d, a, i, j }
        } else if let Some(name) = global
            && matches!(index.kind, ExprKind::Name(_) | ExprKind::Binary { .. })
        {
            let b = self.operand(index).register;
            Ins::IdxGR { d, b, g: self.slot(name, value.span) }
        } else {
            let a = self.operand(value);
            let take = if a.temporary { flag::TAKE_A } else { 0 };
            match small_int(index) {
                Some(i) => Ins::IdxRI { d, a: a.register, f: take, i },
                None => {
                    let b = self.index(index);
                    Ins::IdxRR { d, a: a.register, b, f: take }
                }
            }
        };
        self.unit().emit_anchored(ins, span, anchor);
    }

    /// What stands between brackets, in a register.
    pub(super) fn index(&mut self, index: &'a Expr) -> u8 {
        match constant_index(index) {
            Some(value) => {
                let d = self.unit().register();
                self.load_constant(value, d, index.span);
                d
            }
            None => self.operand(index).register,
        }
    }

    fn slice(&mut self, bounds: [&'a Option<Box<Expr>>; 3], d: u8, span: Span) {
        let a = self.unit().mark() as u8;
        for bound in bounds {
            match bound {
                Some(expr) => {
                    self.temporary(expr);
                }
                None => {
                    let register = self.unit().register();
                    self.load_constant(Value::None, register, span);
                }
            }
        }
        self.unit().emit(Ins::MakeSlice { d, a }, span);
    }

    // ---- text ----

    fn fstring(&mut self, parts: &'a [FPart], d: u8, span: Span) {
        match parts {
            [] => return self.load_constant(Value::str(""), d, span),
            [FPart::Field { value, debug: None, conversion, spec }] if part_format(&parts[0]).is_none() => {
                return self.field(value, *conversion, spec, d, span);
            }
            _ => {}
        }
        if self.joined(parts, d, span) {
            return;
        }
        let a = self.unit().mark() as u8;
        let mut n = 0;
        for part in parts {
            match part {
                FPart::Text(text) => {
                    let register = self.unit().register();
                    self.load_constant(Value::str(&**text), register, span);
                    n += 1;
                }
                FPart::Field { value, debug, conversion, spec } => {
                    if let Some(debug) = debug {
                        let register = self.unit().register();
                        self.load_constant(Value::str(&**debug), register, span);
                        n += 1;
                    }
                    let register = self.unit().register();
                    self.field(value, *conversion, spec, register, span);
                    n += 1;
                }
            }
            if n >= MOST_AT_ONCE {
                self.unit().emit(Ins::Concat { d: a, a, n: n as u8 }, span);
                self.unit().release(u16::from(a) + 1);
                n = 1;
            }
        }
        self.unit().emit(Ins::Concat { d, a, n: n as u8 }, span);
    }

    /// An f-string of few parts: numbers wait in their registers until the whole is written.
    fn joined(&mut self, parts: &'a [FPart], d: u8, span: Span) -> bool {
        let mut formats = Vec::new();
        for part in parts {
            if let FPart::Field { debug: Some(_), .. } = part {
                formats.push(PartFormat::new(""));
            }
            formats.push(part_format(part).unwrap_or_else(|| PartFormat::new("")));
        }
        let k = self.unit().formats.len();
        let fits = formats.len() < MOST_AT_ONCE && k + formats.len() <= u16::MAX as usize;
        if !fits || !parts.iter().any(|part| part_format(part).is_some()) {
            return false;
        }
        self.unit().formats.append(&mut formats);
        let a = self.unit().mark() as u8;
        let mut n = 0;
        for part in parts {
            match part {
                FPart::Text(text) => {
                    let register = self.unit().register();
                    self.load_constant(Value::str(&**text), register, span);
                }
                FPart::Field { value, debug, conversion, spec } => {
                    if let Some(debug) = debug {
                        let register = self.unit().register();
                        self.load_constant(Value::str(&**debug), register, span);
                        n += 1;
                    }
                    let register = self.unit().register();
                    if part_format(part).is_some() {
                        let mark = self.unit().mark();
                        let a = self.operand(value).register;
                        self.unit().emit(Ins::FormatPart { d: register, a, k: (k + n) as u16 }, span);
                        self.unit().release(mark);
                    } else {
                        self.field(value, *conversion, spec, register, span);
                    }
                }
            }
            n += 1;
        }
        self.unit().emit(Ins::Join { d, a, n: n as u8, k: k as u16 }, span);
        true
    }

    fn field(&mut self, value: &'a Expr, conversion: Option<char>, spec: &'a [FPart], d: u8, span: Span) {
        let mark = self.unit().mark();
        let a = self.operand(value).register;
        let conv = conversion.map_or(0, |conversion| conversion as u8);
        let ins = match spec {
            [] => Ins::Format { d, a, spec: NO_REGISTER, conv },
            [FPart::Text(text)] => match self.short_constant(Value::str(&**text)) {
                Some(k) => Ins::FormatK { d, a, conv, k },
                None => {
                    let spec = self.unit().register();
                    self.load_constant(Value::str(&**text), spec, span);
                    Ins::Format { d, a, spec, conv }
                }
            },
            parts => {
                let spec = self.unit().register();
                self.fstring(parts, spec, span);
                Ins::Format { d, a, spec, conv }
            }
        };
        self.unit().emit(ins, span);
        self.unit().release(mark);
    }

    // ---- what tracebacks mark ----

    /// The brackets of a subscript with what they hold.
    pub(super) fn subscript_anchor(&self, value: Span, whole: Span) -> Option<Span> {
        let from = value.end as usize;
        let gap = self.source.text.as_bytes().get(from..whole.end as usize)?;
        let at = from + gap.iter().position(|byte| *byte == b'[')?;
        Some(Span::new(at, whole.end as usize))
    }

    /// Where an attribute that stands on a later line than its object's start is said to be: at its
    /// name. `whole` is the attribute, or the call of it.
    pub(super) fn attribute_place(&self, whole: Span, name: Span) -> Span {
        let line = |byte: u32| self.source.position(byte).0;
        let breaks = self.source.text.as_bytes()[whole.start as usize..name.end as usize].contains(&b'\n');
        if !breaks {
            return whole;
        }
        Span { start: name.start, end: if line(whole.end) == line(name.end) { name.end } else { whole.end } }
    }

    /// The operator between two operands, found as CPython finds it: the first thing after the left
    /// one that is neither space nor `)`, with its second character if it has one.
    fn operator_anchor(&self, left: Span, right: Span) -> Option<Span> {
        let bytes = self.source.text.as_bytes();
        let (from, to) = (left.end as usize, right.start as usize);
        let gap = bytes.get(from..to)?;
        let space = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\x0c');
        let at = from + gap.iter().position(|byte| !space(byte) && *byte != b')')?;
        let two = at + 1 < to && !space(&bytes[at + 1]);
        Some(Span::new(at, at + 1 + usize::from(two)))
    }
}

fn is_starred(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Starred(_))
}

/// The two parts of an index `i, j` that are no slices: an element of a matrix.
pub(super) fn plain_pair(index: &Expr) -> Option<(&Expr, &Expr)> {
    match &index.kind {
        ExprKind::Tuple(items) => match items.as_slice() {
            [i, j] if is_plain_index(i) && is_plain_index(j) => Some((i, j)),
            _ => None,
        },
        _ => None,
    }
}

fn is_plain_index(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Int(_)
        | ExprKind::Name(_)
        | ExprKind::Binary { .. }
        | ExprKind::Attribute { .. }
        | ExprKind::Call { .. } => true,
        ExprKind::Unary { operand, .. } => matches!(operand.kind, ExprKind::Int(_)),
        ExprKind::Subscript { value, index } => is_plain_index(value) && is_plain_index(index),
        _ => false,
    }
}

fn register_register(op: BinOp, d: u8, a: u8, b: u8, f: u8) -> Ins {
    match op {
        BinOp::Add => Ins::AddRR { d, a, b, f },
        BinOp::Sub => Ins::SubRR { d, a, b, f },
        BinOp::Mul => Ins::MulRR { d, a, b, f },
        BinOp::Div => Ins::DivRR { d, a, b, f },
        BinOp::FloorDiv => Ins::FloorDivRR { d, a, b, f },
        BinOp::Mod => Ins::ModRR { d, a, b, f },
        op => Ins::Bin { op, d, a, b, f },
    }
}

fn register_int(op: BinOp, d: u8, a: u8, f: u8, i: i32) -> Option<Ins> {
    Some(match op {
        BinOp::Add => Ins::AddRI { d, a, f, i },
        BinOp::Sub => Ins::SubRI { d, a, f, i },
        BinOp::Mul => Ins::MulRI { d, a, f, i },
        BinOp::Div => Ins::DivRI { d, a, f, i },
        BinOp::FloorDiv => Ins::FloorDivRI { d, a, f, i },
        BinOp::Mod => Ins::ModRI { d, a, f, i },
        _ => return None,
    })
}

fn has_int_left(op: BinOp) -> bool {
    use BinOp::{Add, Div, FloorDiv, Mod, Mul, Sub};
    matches!(op, Add | Sub | Mul | Div | FloorDiv | Mod)
}

fn int_register(op: BinOp, d: u8, b: u8, f: u8, i: i32) -> Ins {
    match op {
        BinOp::Add => Ins::AddIR { d, b, f, i },
        BinOp::Sub => Ins::SubIR { d, b, f, i },
        BinOp::Mul => Ins::MulIR { d, b, f, i },
        BinOp::Div => Ins::DivIR { d, b, f, i },
        BinOp::FloorDiv => Ins::FloorDivIR { d, b, f, i },
        _ => Ins::ModIR { d, b, f, i },
    }
}

fn has_constants(op: BinOp) -> bool {
    matches!(op, BinOp::Add | BinOp::Sub | BinOp::Mul | BinOp::Div)
}

fn register_constant(op: BinOp, d: u8, a: u8, f: u8, k: u16) -> Ins {
    match op {
        BinOp::Add => Ins::AddRK { d, a, f, k },
        BinOp::Sub => Ins::SubRK { d, a, f, k },
        BinOp::Mul => Ins::MulRK { d, a, f, k },
        _ => Ins::DivRK { d, a, f, k },
    }
}

fn constant_register(op: BinOp, d: u8, b: u8, f: u8, k: u16) -> Ins {
    match op {
        BinOp::Add => Ins::AddKR { d, b, f, k },
        BinOp::Sub => Ins::SubKR { d, b, f, k },
        BinOp::Mul => Ins::MulKR { d, b, f, k },
        _ => Ins::DivKR { d, b, f, k },
    }
}

pub(super) fn compare_registers(op: CmpOp, d: u8, a: u8, b: u8, f: u8) -> Ins {
    match op {
        CmpOp::Lt => Ins::LtRR { d, a, b, f },
        CmpOp::Le => Ins::LeRR { d, a, b, f },
        CmpOp::Gt => Ins::GtRR { d, a, b, f },
        CmpOp::Ge => Ins::GeRR { d, a, b, f },
        CmpOp::Eq => Ins::EqRR { d, a, b, f },
        CmpOp::Ne => Ins::NeRR { d, a, b, f },
        op => Ins::Cmp { op, d, a, b, f },
    }
}

fn compare_int(op: CmpOp, d: u8, a: u8, i: i32) -> Option<Ins> {
    let f = 0;
    Some(match op {
        CmpOp::Lt => Ins::LtRI { d, a, f, i },
        CmpOp::Le => Ins::LeRI { d, a, f, i },
        CmpOp::Gt => Ins::GtRI { d, a, f, i },
        CmpOp::Ge => Ins::GeRI { d, a, f, i },
        CmpOp::Eq => Ins::EqRI { d, a, f, i },
        CmpOp::Ne => Ins::NeRI { d, a, f, i },
        _ => return None,
    })
}

/// Whether a call is `super()`.
pub(super) fn is_plain_super(function: &Expr, no_args: bool) -> bool {
    no_args && matches!(&function.kind, ExprKind::Name(name) if *name == names::SUPER)
}

/// The specification of an f-string's part, if it is a common one for numbers.
fn part_format(part: &FPart) -> Option<PartFormat> {
    let FPart::Field { conversion: None, spec, .. } = part else { return None };
    let format = match &spec[..] {
        [] => PartFormat::new(""),
        [FPart::Text(text)] => PartFormat::new(text),
        _ => return None,
    };
    format.short.is_some().then_some(format)
}
