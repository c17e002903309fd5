//! Which loop runs: the first that all inputs can be cast to safely, where Python's own numbers are
//! weak (NEP 50). Only numeric dtypes; what times, text and objects do is decided above.

use super::{Loop, Rule, Ufunc};
use crate::array::{Casting, DType, Kind, can_cast};
use smallvec::SmallVec;

/// Whether an operand is one of Python's own numbers, which take the other operands' dtype.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Weak {
    No,
    Int,
    Float,
    Complex,
}

/// What is known of an operand when loops are chosen.
#[derive(Clone, Copy, Debug)]
pub struct Operand {
    /// Its dtype; for a weak one, that of an array made from it.
    pub dtype: DType,
    /// Whether it is weak.
    pub weak: Weak,
}

/// Why no loop was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is none for these dtypes.
    NoLoop,
    /// A TypeError with these words, for bool.
    Words(&'static str),
}

/// The dtype that the operands have in common: NumPy's `result_type` of numeric dtypes.
pub fn common_dtype(operands: &[Operand]) -> Option<DType> {
    let mut strong: Option<DType> = None;
    let mut weak = Weak::No;
    for operand in operands {
        if operand.weak == Weak::No {
            strong = Some(match strong {
                Some(have) => have.promote_numeric(operand.dtype)?,
                None => operand.dtype.native(),
            });
        } else {
            weak = weak.max(operand.weak);
        }
    }
    let own = match weak {
        Weak::No => return strong,
        Weak::Int => DType::I64,
        Weak::Float => DType::F64,
        Weak::Complex => DType::C128,
    };
    let Some(strong) = strong else { return Some(own) };
    Some(match (weak, strong.kind()) {
        (Weak::Int, Kind::Bool) => own,
        (Weak::Float, kind) if kind < Kind::Float => own,
        (Weak::Complex, kind) if kind < Kind::Float => own,
        (Weak::Complex, Kind::Float) => {
            if strong == DType::F64 {
                DType::C128
            } else {
                DType::C64
            }
        }
        _ => strong,
    })
}

/// The loop for operands of these dtypes.
pub fn resolve(ufunc: &'static Ufunc, operands: &[Operand]) -> Result<&'static Loop, Refusal> {
    let common = common_dtype(operands).ok_or(Refusal::NoLoop)?;
    match ufunc.rule {
        Rule::Divide if common.is_integer() || common == DType::Bool => {
            return ufunc.loop_for(DType::F64).ok_or(Refusal::NoLoop);
        }
        Rule::Compare if common == DType::F64 => {
            if let Some(exact) = exact_comparison(ufunc, operands) {
                return Ok(exact);
            }
        }
        Rule::NotBool(words) if operands.iter().all(|operand| operand.dtype == DType::Bool) => {
            return Err(Refusal::Words(words));
        }
        _ => {}
    }
    if let Some(found) = ufunc.loop_for(common) {
        return Ok(found);
    }
    // A weak operand of a higher kind than all others counts as what the operands have in common.
    let strongest =
        operands.iter().filter(|operand| operand.weak == Weak::No).map(|operand| operand.dtype.kind()).max();
    let fits = |operand: &Operand, wanted: DType| match operand.weak {
        Weak::No => can_cast(operand.dtype.native(), wanted, Casting::Safe),
        weak => {
            let kind = match weak {
                Weak::Int => Kind::Unsigned,
                Weak::Float => Kind::Float,
                _ => Kind::Complex,
            };
            let own = match strongest {
                Some(strongest) if strongest >= kind => None,
                Some(_) => Some(common),
                // Numbers among themselves are what arrays of them would be.
                None => Some(operand.dtype),
            };
            wanted.kind() >= kind && own.is_none_or(|own| can_cast(own, wanted, Casting::Safe))
        }
    };
    let mut loops = ufunc.loops.iter();
    loops
        .find(|candidate| operands.iter().zip(candidate.types).all(|(operand, &wanted)| fits(operand, wanted)))
        .ok_or(Refusal::NoLoop)
}

/// int64 with uint64: float64 is what they have in common, and it cannot tell large ones apart.
fn exact_comparison(ufunc: &'static Ufunc, operands: &[Operand]) -> Option<&'static Loop> {
    let kinds: SmallVec<[Kind; 2]> = operands.iter().map(|operand| operand.dtype.kind()).collect();
    let wanted = match kinds.as_slice() {
        [Kind::Signed, Kind::Unsigned] => [DType::I64, DType::U64],
        [Kind::Unsigned, Kind::Signed] => [DType::U64, DType::I64],
        _ => return None,
    };
    ufunc.loops.iter().find(|candidate| candidate.types[..2] == wanted)
}
