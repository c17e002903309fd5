//! Where elementwise arithmetic makes a tree: instructions that run one after the other and do nothing
//! but load variables and constants, take views, and compute. On large arrays the machine may compute
//! such a stretch as a whole, from any of its operations on. The code itself is the same.

use super::unit::Unit;
use crate::syntax::ast::BinOp;
use crate::value::code::{FusedTree, Ins};

/// Methods of modules that compute element by element.
const ELEMENTWISE: &[&str] = &[
    "abs",
    "absolute",
    "add",
    "arccos",
    "arcsin",
    "arctan",
    "arctan2",
    "cbrt",
    "ceil",
    "cos",
    "cosh",
    "divide",
    "exp",
    "exp2",
    "expm1",
    "fabs",
    "floor",
    "hypot",
    "isfinite",
    "isinf",
    "isnan",
    "log",
    "log10",
    "log1p",
    "log2",
    "maximum",
    "minimum",
    "multiply",
    "negative",
    "power",
    "reciprocal",
    "rint",
    "sign",
    "sin",
    "sinh",
    "sqrt",
    "square",
    "subtract",
    "tan",
    "tanh",
];

/// What an instruction does for a tree.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Brings a value into a register.
    Load,
    /// Computes element by element.
    Operation,
    /// Sums up; may only come last.
    Sum,
}

impl Unit<'_> {
    /// Takes note of the tree that ends here, if one does, in the code of an expression that begins at
    /// `start`.
    pub(super) fn note_tree(&mut self, start: usize) {
        let start = start.max(self.fence);
        let end = self.here();
        let (mut at, mut operations) = (end, 0);
        while at > start {
            if let Some(tree) = self.trees.last()
                && tree.to as usize == at
                && at < end
            {
                if self.part(at - 1).is_some_and(|(part, _)| part == Part::Sum) {
                    break;
                }
                at = tree.from as usize;
                operations += 2;
                self.trees.pop();
                continue;
            }
            let Some((part, d)) = self.part(at - 1) else { break };
            let last = at == end;
            if (part == Part::Sum && !last) || (part == Part::Load && last) || (!last && self.is_variable(d)) {
                break;
            }
            operations += usize::from(part != Part::Load);
            at -= 1;
        }
        if operations >= 2 {
            self.trees.push(FusedTree::new(at, end));
        }
    }

    /// What an instruction does and where its result goes; None if it is no part of a tree.
    fn part(&self, at: usize) -> Option<(Part, u8)> {
        Some(match self.ins[at] {
            Ins::Move { d, .. }
            | Ins::Take { d, .. }
            | Ins::LoadK { d, .. }
            | Ins::LoadI { d, .. }
            | Ins::GetG { d, .. }
            | Ins::GetVar { d, .. }
            | Ins::IdxRR { d, .. }
            | Ins::IdxRI { d, .. }
            | Ins::IdxGR { d, .. }
            | Ins::Idx2RRR { d, .. }
            | Ins::Idx2GRR { d, .. }
            | Ins::MakeSlice { d, .. }
            | Ins::MakeTuple { d, .. } => (Part::Load, d),
            Ins::CheckBound { .. } => (Part::Load, u8::MAX),
            Ins::AddRR { d, .. }
            | Ins::AddRI { d, .. }
            | Ins::AddIR { d, .. }
            | Ins::AddRK { d, .. }
            | Ins::AddKR { d, .. }
            | Ins::SubRR { d, .. }
            | Ins::SubRI { d, .. }
            | Ins::SubIR { d, .. }
            | Ins::SubRK { d, .. }
            | Ins::SubKR { d, .. }
            | Ins::MulRR { d, .. }
            | Ins::MulRI { d, .. }
            | Ins::MulIR { d, .. }
            | Ins::MulRK { d, .. }
            | Ins::MulKR { d, .. }
            | Ins::DivRR { d, .. }
            | Ins::DivRI { d, .. }
            | Ins::DivIR { d, .. }
            | Ins::DivRK { d, .. }
            | Ins::DivKR { d, .. }
            | Ins::Neg { d, .. }
            | Ins::LtRR { d, .. }
            | Ins::LeRR { d, .. }
            | Ins::GtRR { d, .. }
            | Ins::GeRR { d, .. }
            | Ins::EqRR { d, .. }
            | Ins::NeRR { d, .. }
            | Ins::LtRI { d, .. }
            | Ins::LeRI { d, .. }
            | Ins::GtRI { d, .. }
            | Ins::GeRI { d, .. }
            | Ins::EqRI { d, .. }
            | Ins::NeRI { d, .. } => (Part::Operation, d),
            Ins::Bin { op: BinOp::Pow | BinOp::BitAnd | BinOp::BitOr | BinOp::BitXor, d, .. } => (Part::Operation, d),
            Ins::CallM { d, n, name, .. } => match self.names[name as usize].as_str() {
                "sum" | "mean" if n <= 2 => (Part::Sum, d),
                name if (2..=3).contains(&n) && ELEMENTWISE.contains(&name) => (Part::Operation, d),
                _ => return None,
            },
            _ => return None,
        })
    }
}
