//! A unit: the code of one frame while it is being made. Hands out registers, collects instructions
//! with their places, and knows which variables surely have a value at this point.

use super::scope::ScopeId;
use crate::syntax::ast::Stmt;
use crate::text::{Name, Span};
use crate::value::Value;
use crate::value::code::{CodeKind, ExceptionRange, FusedTree, InlineCall, Ins, PartFormat, Template};
use rustc_hash::FxHashMap;

/// Registers beyond this are never variables, so that expressions have room.
pub(super) const MOST_LOCALS: usize = 150;
/// The highest register; 255 means "none".
const LAST_REGISTER: u8 = 250;

/// Where a variable is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Register(u8),
    /// A shared variable; `free` if it belongs to an enclosing function.
    Shared {
        register: u8,
        free: bool,
    },
    /// An element of the list of variables that found no register.
    Wide(u16),
    Global,
    /// A name of a class body.
    ClassName,
}

/// The variables of a scope whose code runs in this unit's frame.
pub(super) struct Active {
    pub(super) scope: ScopeId,
    pub(super) places: FxHashMap<Name, Place>,
}

/// Which registers surely hold a value here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Assigned {
    bits: [u64; 4],
}

impl Assigned {
    pub(super) const NOTHING: Assigned = Assigned { bits: [0; 4] };
    /// After a jump away: nothing is read here, so everything may be assumed.
    pub(super) const UNREACHABLE: Assigned = Assigned { bits: [u64::MAX; 4] };

    pub(super) fn has(self, register: u8) -> bool {
        self.bits[register as usize / 64] >> (register % 64) & 1 != 0
    }

    pub(super) fn insert(&mut self, register: u8) {
        self.bits[register as usize / 64] |= 1 << (register % 64);
    }

    pub(super) fn remove(&mut self, register: u8) {
        self.bits[register as usize / 64] &= !(1 << (register % 64));
    }

    /// Where two ways meet.
    pub(super) fn meet(self, other: Assigned) -> Assigned {
        Assigned { bits: std::array::from_fn(|word| self.bits[word] & other.bits[word]) }
    }
}

/// A jump whose target is not known yet.
#[derive(Clone, Copy)]
#[must_use]
pub(super) struct Jump(pub(super) usize);

/// What surrounds a statement and has a say when it is left.
#[allow(dead_code)]
pub(super) enum Block<'a> {
    Loop {
        /// Jumps behind the loop, and what is assigned there.
        breaks: Vec<(Jump, Assigned)>,
        continues: Vec<(Jump, Assigned)>,
        /// The registers of a `for` loop's iterator.
        iterator: Option<u8>,
    },
    /// A region with an exception range of its own.
    Range(Region),
    Finally {
        body: &'a [Stmt],
    },
    /// Inside a handler, whose exception is in a register; the name it is bound to goes away.
    Handler {
        register: u8,
        name: Option<Name>,
    },
    With {
        register: u8,
    },
    /// A comprehension whose registers need no care.
    Inline,
}

/// A stretch of code whose exceptions go to a handler, with gaps for code that leaves it.
#[derive(Default)]
pub(super) struct Region {
    pub(super) from: usize,
    pub(super) segments: Vec<(usize, usize)>,
}

/// The code of one frame in the making.
pub(super) struct Unit<'a> {
    pub(super) kind: CodeKind,
    pub(super) name: Name,
    pub(super) qualname: String,
    pub(super) actives: Vec<Active>,
    /// Shared variables of enclosing functions.
    pub(super) free: FxHashMap<Name, u8>,
    pub(super) ins: Vec<Ins>,
    pub(super) spans: Vec<Span>,
    pub(super) anchors: Vec<(u32, Span)>,
    /// The places of the attributes in method calls.
    pub(super) methods: Vec<(u32, Span)>,
    pub(super) consts: Vec<Value>,
    /// Specifications of f-strings' parts.
    pub(super) formats: Vec<PartFormat>,
    small_consts: FxHashMap<ConstKey, u32>,
    pub(super) names: Vec<Name>,
    name_places: FxHashMap<Name, u16>,
    pub(super) keywords: Vec<Box<[Name]>>,
    pub(super) templates: Vec<Template>,
    pub(super) ranges: Vec<ExceptionRange>,
    pub(super) inlined: Vec<InlineCall>,
    /// Trees of elementwise operations, in order.
    pub(super) trees: Vec<FusedTree>,
    /// No tree begins before this instruction.
    pub(super) fence: usize,
    pub(super) caches: usize,
    pub(super) blocks: Vec<Block<'a>>,
    pub(super) assigned: Assigned,
    /// Variables read where they might have no value: cleared on entry.
    pub(super) doubtful: Assigned,
    /// The register of the list of variables that found no register.
    pub(super) wide: Option<u8>,
    pub(super) first_capture: u8,
    /// The lowest register that no variable lives in.
    pub(super) first_temporary: u8,
    top: u16,
    highest: u16,
    /// An expression needed more registers than there are.
    pub(super) too_deep: bool,
    pub(super) span: Span,
}

#[derive(PartialEq, Eq, Hash)]
enum ConstKey {
    None,
    Bool(bool),
    Int(i64),
    Float(u64),
    Str(Box<str>),
}

impl<'a> Unit<'a> {
    pub(super) fn new(kind: CodeKind, name: Name, qualname: String, span: Span) -> Unit<'a> {
        Unit {
            kind,
            name,
            qualname,
            actives: Vec::new(),
            free: FxHashMap::default(),
            ins: Vec::new(),
            spans: Vec::new(),
            anchors: Vec::new(),
            methods: Vec::new(),
            consts: Vec::new(),
            formats: Vec::new(),
            small_consts: FxHashMap::default(),
            names: Vec::new(),
            name_places: FxHashMap::default(),
            keywords: Vec::new(),
            templates: Vec::new(),
            ranges: Vec::new(),
            inlined: Vec::new(),
            trees: Vec::new(),
            fence: 0,
            caches: 0,
            blocks: Vec::new(),
            assigned: Assigned::NOTHING,
            doubtful: Assigned::NOTHING,
            wide: None,
            first_capture: 0,
            first_temporary: 0,
            top: 0,
            highest: 0,
            too_deep: false,
            span,
        }
    }

    // ---- registers ----

    /// The next free register, held until [`Unit::release`].
    pub(super) fn register(&mut self) -> u8 {
        self.registers(1)
    }

    /// The first of `n` neighbouring registers.
    pub(super) fn registers(&mut self, n: usize) -> u8 {
        let first = self.top;
        self.top += n as u16;
        self.highest = self.highest.max(self.top);
        if self.top > u16::from(LAST_REGISTER) {
            // The code made from here on is thrown away with an error.
            self.too_deep = true;
            self.top = u16::from(LAST_REGISTER);
            return LAST_REGISTER.saturating_sub(n.min(200) as u8);
        }
        first as u8
    }

    /// Where the registers in use end.
    pub(super) fn mark(&self) -> u16 {
        self.top
    }

    /// Gives back all registers handed out since the mark.
    pub(super) fn release(&mut self, mark: u16) {
        self.top = mark;
    }

    /// How many registers the unit uses.
    pub(super) fn highest(&self) -> u16 {
        self.highest
    }

    /// Whether a register is a variable's, not a temporary.
    pub(super) fn is_variable(&self, register: u8) -> bool {
        register < self.first_temporary
    }

    // ---- instructions ----

    pub(super) fn here(&self) -> usize {
        self.ins.len()
    }

    pub(super) fn emit(&mut self, ins: Ins, span: Span) -> usize {
        self.ins.push(ins);
        self.spans.push(span);
        self.ins.len() - 1
    }

    pub(super) fn emit_anchored(&mut self, ins: Ins, span: Span, anchor: Option<Span>) -> usize {
        if let Some(anchor) = anchor {
            self.anchors.push((self.ins.len() as u32, anchor));
        }
        self.emit(ins, span)
    }

    pub(super) fn jump(&mut self, ins: Ins, span: Span) -> Jump {
        Jump(self.emit(ins, span))
    }

    /// Lets a jump end here.
    pub(super) fn land(&mut self, jump: Jump) {
        let here = self.here();
        self.aim(jump, here);
    }

    pub(super) fn aim(&mut self, jump: Jump, target: usize) {
        set_target(&mut self.ins[jump.0], target as u32);
    }

    // ---- tables ----

    pub(super) fn constant(&mut self, value: Value) -> u32 {
        let key = match &value {
            Value::None => Some(ConstKey::None),
            Value::Bool(x) => Some(ConstKey::Bool(x.get())),
            Value::Int(x) => Some(ConstKey::Int(*x)),
            Value::Float(x) => Some(ConstKey::Float(x.get().to_bits())),
            Value::Str(text) => Some(ConstKey::Str((&***text).into())),
            _ => None,
        };
        if let Some(&at) = key.as_ref().and_then(|key| self.small_consts.get(key)) {
            return at;
        }
        let at = self.consts.len() as u32;
        self.consts.push(value);
        if let Some(key) = key {
            self.small_consts.insert(key, at);
        }
        at
    }

    pub(super) fn name_index(&mut self, name: Name) -> u16 {
        if let Some(&at) = self.name_places.get(&name) {
            return at;
        }
        let at = self.names.len() as u16;
        self.too_deep |= self.names.len() > usize::from(u16::MAX);
        self.names.push(name);
        self.name_places.insert(name, at);
        at
    }

    pub(super) fn cache(&mut self) -> u16 {
        self.caches += 1;
        (self.caches - 1) as u16
    }

    pub(super) fn keyword_list(&mut self, names: Vec<Name>) -> u16 {
        self.keywords.push(names.into());
        (self.keywords.len() - 1) as u16
    }

    // ---- exception ranges ----

    /// Starts a stretch of code whose exceptions will go to one place.
    pub(super) fn open_region(&mut self) {
        let from = self.here();
        self.blocks.push(Block::Range(Region { from, segments: Vec::new() }));
    }

    /// Ends it; gives its parts.
    pub(super) fn close_region(&mut self) -> Vec<(usize, usize)> {
        let here = self.here();
        match self.blocks.pop() {
            Some(Block::Range(mut region)) => {
                region.segments.push((region.from, here));
                region.segments
            }
            _ => Vec::new(),
        }
    }

    /// Sends the exceptions of a region to `target`. Inner regions are finished before outer ones, so
    /// the table has them first.
    pub(super) fn handle(&mut self, segments: &[(usize, usize)], target: usize, register: u8) {
        for &(from, to) in segments {
            if from < to {
                let (from, to, target) = (from as u32, to as u32, target as u32);
                self.ranges.push(ExceptionRange { from, to, target, register });
            }
        }
    }
}

/// Sets where a jump goes.
fn set_target(ins: &mut Ins, target: u32) {
    match ins {
        Ins::Jmp { to }
        | Ins::Loop { to }
        | Ins::Jf { to, .. }
        | Ins::Jt { to, .. }
        | Ins::JNotNone { to, .. }
        | Ins::JNone { to, .. }
        | Ins::JfLtRR { to, .. }
        | Ins::JfLeRR { to, .. }
        | Ins::JfGtRR { to, .. }
        | Ins::JfGeRR { to, .. }
        | Ins::JfEqRR { to, .. }
        | Ins::JfNeRR { to, .. }
        | Ins::JtLtRR { to, .. }
        | Ins::JtLeRR { to, .. }
        | Ins::JtGtRR { to, .. }
        | Ins::JtGeRR { to, .. }
        | Ins::JtEqRR { to, .. }
        | Ins::JtNeRR { to, .. }
        | Ins::JfLtRI { to, .. }
        | Ins::JfLeRI { to, .. }
        | Ins::JfGtRI { to, .. }
        | Ins::JfGeRI { to, .. }
        | Ins::JfEqRI { to, .. }
        | Ins::JfNeRI { to, .. }
        | Ins::JModEq { to, .. }
        | Ins::JModNe { to, .. }
        | Ins::JtLtRI { to, .. }
        | Ins::JtLeRI { to, .. }
        | Ins::JtGtRI { to, .. }
        | Ins::JtGeRI { to, .. }
        | Ins::JtEqRI { to, .. }
        | Ins::JtNeRI { to, .. }
        | Ins::ForPrep { to, .. }
        | Ins::ForIter { to, .. }
        | Ins::Append { to, .. }
        | Ins::JfMatch { to, .. } => *to = target,
        other => debug_assert!(false, "{other:?} is no jump"),
    }
}
