//! Code: what the compiler makes of a function body and the machine runs. The instructions are in `ins`.

mod ins;
mod tree;

pub use ins::Ins;
pub use tree::FusedTree;

use super::Value;
use super::attribute_cache::AttributeCache;
use crate::print::ShortSpec;
use crate::text::{Name, Source, Span};
use std::cell::Cell;
use std::rc::Rc;

/// What an instruction may do with its operands besides reading them.
pub mod flag {
    /// The operator may work in place: `x += y`.
    pub const IN_PLACE: u8 = 1;
    /// The first operand is a temporary that nobody reads again: it may be taken.
    pub const TAKE_A: u8 = 2;
    /// The second operand is such a temporary.
    pub const TAKE_B: u8 = 4;
}

/// "No register", where an operand is optional.
pub const NO_REGISTER: u8 = 255;

/// How a part of an f-string is formatted.
#[derive(Clone)]
pub struct PartFormat {
    /// The specification as it was written.
    pub text: Box<str>,
    /// The same if it is a common one.
    pub short: Option<ShortSpec>,
}

impl PartFormat {
    /// A specification.
    pub fn new(text: &str) -> PartFormat {
        PartFormat { text: text.into(), short: ShortSpec::parse(text) }
    }
}

/// The arity of code whose calls are never plain.
pub const NO_ARITY: u16 = u16::MAX;

/// Where an exception goes that leaves the instructions `from..to`.
#[derive(Clone, Copy, Debug)]
pub struct ExceptionRange {
    /// The first instruction covered.
    pub from: u32,
    /// One past the last.
    pub to: u32,
    /// The handler's first instruction.
    pub target: u32,
    /// The register that receives the exception.
    pub register: u8,
}

/// A stretch of instructions that stands for a call of its own in tracebacks: a comprehension's body.
#[derive(Clone, Copy, Debug)]
pub struct InlineCall {
    /// The first instruction.
    pub from: u32,
    /// One past the last.
    pub to: u32,
    /// The function's name, `<listcomp>`.
    pub function: Name,
    /// The comprehension itself: where the "call" is.
    pub span: Span,
}

/// What a function is made from, once for each time its `def` runs.
pub struct Template {
    /// Its body.
    pub code: &'static Code,
    /// How many default values positional parameters have.
    pub defaults: u8,
    /// Which keyword-only parameters (counted from the first) have one.
    pub keyword_defaults: Box<[u8]>,
    /// Registers of the enclosing frame that hold the shared variables it uses.
    pub captures: Box<[u8]>,
    /// Whether a dict of annotations follows the defaults.
    pub annotations: bool,
}

/// What kind of function a body belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum CodeKind {
    Module,
    Function,
    Generator,
    ClassBody,
}

/// A compiled body. Lives as long as the process: there is as much of it as was typed.
pub struct Code {
    /// The instructions.
    pub ins: Box<[Ins]>,
    /// The place of each.
    pub spans: Box<[Span]>,
    /// For some, the part of the place that tracebacks mark with `^`; sorted by instruction.
    pub anchors: Box<[(u32, Span)]>,
    /// For method calls, the place of the attribute alone.
    pub methods: Box<[(u32, Span)]>,
    /// Constants.
    pub consts: Box<[Value]>,
    /// Specifications of f-strings' parts.
    pub formats: Box<[PartFormat]>,
    /// Names of attributes, keywords, unbound variables.
    pub names: Box<[Name]>,
    /// Lists of keyword names of calls.
    pub keywords: Box<[Box<[Name]>]>,
    /// Functions made here.
    pub templates: Box<[Template]>,
    /// Where exceptions go, inner ranges first.
    pub ranges: Box<[ExceptionRange]>,
    /// Comprehensions, inner ones first.
    pub inlined: Box<[InlineCall]>,
    /// Trees of elementwise operations, in order.
    pub trees: Box<[FusedTree]>,
    /// Caches of attribute look-ups.
    pub caches: Box<[AttributeCache]>,
    /// How many registers it uses.
    pub registers: u16,
    /// How many arguments a call must have to need nothing but a frame; [`NO_ARITY`] if it always needs more.
    pub arity: u16,
    /// The parameters, in register order: positional, keyword-only, `*args`, `**kwargs`.
    pub parameters: Parameters,
    /// Variables that are read where they might have no value yet: cleared on entry.
    pub unset: Box<[u8]>,
    /// The register after the local variables where the shared variables of enclosing functions go.
    pub first_capture: u8,
    /// The names of those.
    pub captured: Box<[Name]>,
    /// Local variables and their registers, for `locals()`.
    pub locals: Box<[(Name, u8)]>,
    /// What it is.
    pub kind: CodeKind,
    /// The function's name: `f`, `<lambda>`, `<module>`.
    pub name: Name,
    /// With the path: `Point.__init__`, `f.<locals>.g`.
    pub qualname: Name,
    /// The docstring or None.
    pub doc: Value,
    /// The text it came from.
    pub source: Rc<Source>,
    /// The place of the whole definition.
    pub span: Span,
    /// Where its global variables are found by name.
    pub namespace: Rc<Namespace>,
}

/// The parameters of a function.
#[derive(Clone, Debug, Default)]
pub struct Parameters {
    /// Positional and then keyword-only names, then those of `*args` and `**kwargs`.
    pub names: Box<[Name]>,
    /// How many are positional.
    pub positional: u8,
    /// How many of those are positional only.
    pub positional_only: u8,
    /// How many are keyword-only.
    pub keyword_only: u8,
    /// Whether there is `*args`.
    pub star: bool,
    /// Whether there is `**kwargs`.
    pub double_star: bool,
}

impl Parameters {
    /// Whether a call is just one value for each positional parameter.
    #[inline(always)]
    pub fn is_plain(&self) -> bool {
        self.keyword_only == 0 && !self.star && !self.double_star
    }
}

impl Code {
    /// The place of an instruction and the part to mark.
    pub fn place(&self, pc: usize) -> (Span, Option<Span>) {
        let span = self.spans.get(pc).copied().unwrap_or_default();
        let anchor = self.anchors.binary_search_by_key(&(pc as u32), |(at, _)| *at).ok().map(|at| self.anchors[at].1);
        (span, anchor)
    }

    /// The place of the attribute in a method call.
    pub fn attribute_place(&self, pc: usize) -> Option<Span> {
        let at = self.methods.binary_search_by_key(&(pc as u32), |(at, _)| *at).ok()?;
        Some(self.methods[at].1)
    }
}

/// The global variables of a module by name: each is a slot of the session.
#[derive(Default)]
pub struct Namespace {
    /// Slots by name.
    pub slots: std::cell::RefCell<rustc_hash::FxHashMap<Name, u16>>,
    /// What the module is called, `__main__`.
    pub name: Cell<Option<Name>>,
}
