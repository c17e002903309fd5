//! `np.einsum`.

use super::dot::tensordot;
use super::{into_out, numpy_with};
use crate::array::{ArrayRef, DType, Dims, Layout, shape_text};
use crate::numpy::shape::diagonal_view;
use crate::run::arguments::{dtype_arg, index_of, refuse};
use crate::run::convert::{as_array, cast, promote};
use crate::run::ufunc_call::array_or_scalar;
use crate::syntax::ast::BinOp;
use crate::text::{Error, ErrorClass, R, err};
use crate::value::{Builtin, Interp, ROW, Run, Style, Value};

/// The rows of this file.
pub(super) static ROWS: &[Builtin] = &[Builtin {
    name: "np.einsum",
    signature: "(*operands, out=None, optimize=False, dtype=None, order='K', casting='safe')",
    style: Style::C,
    summary: "Sums of products in Einstein's notation: letters name axes, repeated ones are summed.",
    example: ">>> np.einsum('ii', [[1, 2], [3, 4]])\nnp.int64(5)\n>>> np.einsum('ij,j->i', [[1, 2], [3, 4]], [1, 1])\narray([3, 7])\n",
    run: Run::Function(einsum),
    ..ROW
}];

/// One operand of an einsum with the letter of each axis.
struct Term {
    array: ArrayRef,
    labels: Vec<char>,
}

fn einsum(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [operands, out, _optimize, dtype, _order, casting] = args else { return Ok(Value::None) };
    if casting.as_str() != Some("safe") {
        refuse(casting, "einsum", "casting")?;
    }
    let operands = cx.collect(operands)?;
    let Some(first) = operands.first() else {
        return err(
            ErrorClass::ValueError,
            "must specify the einstein sum subscripts string and at least one operand, or at least one operand and its corresponding subscripts list",
        );
    };
    let (text, arrays) = match first.as_str() {
        Some(text) => (text.to_string(), operands[1..].to_vec()),
        None => subscript_lists(cx, &operands)?,
    };
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (inputs, output) = match text.split_once("->") {
        Some((inputs, output)) => (inputs.to_string(), Some(output.to_string())),
        None => (text.clone(), None),
    };
    let parts: Vec<&str> = inputs.split(',').collect();
    if parts.len() > arrays.len() {
        return err(
            ErrorClass::ValueError,
            "fewer operands provided to einstein sum function than specified in the subscripts string",
        );
    }
    if parts.len() < arrays.len() {
        return err(
            ErrorClass::ValueError,
            "more operands provided to einstein sum function than specified in the subscripts string",
        );
    }
    let wanted = dtype_arg(cx, dtype)?;
    let mut terms = Vec::new();
    let mut common: Option<DType> = None;
    for (k, (part, value)) in parts.iter().zip(&arrays).enumerate() {
        let array = as_array(cx, value)?;
        common = Some(match common {
            None => array.dtype(),
            Some(have) => promote(have, array.dtype())?,
        });
        terms.push(einsum_term(array, part, k)?);
    }
    let dtype = wanted.or(common).unwrap_or(DType::F64);
    let output = match output {
        Some(output) => mark_ellipsis(&output),
        None => {
            let all: Vec<char> = terms.iter().flat_map(|term| term.labels.iter().copied()).collect();
            let mut once: Vec<char> = all
                .iter()
                .copied()
                .filter(|c| c.is_ascii_alphabetic() && all.iter().filter(|d| *d == c).count() == 1)
                .collect();
            once.sort_unstable();
            mark_ellipsis("...").into_iter().chain(once).collect()
        }
    };
    for (k, c) in output.iter().enumerate() {
        if output[..k].contains(c) {
            return err(
                ErrorClass::ValueError,
                format!("einstein sum subscripts string includes output subscript '{c}' multiple times"),
            );
        }
        if *c != '\u{0}' && !terms.iter().any(|term| term.labels.contains(c)) {
            return err(
                ErrorClass::ValueError,
                format!(
                    "einstein sum subscripts string included output subscript '{c}' which never appeared in an input"
                ),
            );
        }
    }
    let result = contract(cx, terms, &output, dtype)?;
    into_out(cx, result, out, "keyword parameter out must be an array for einsum")
}

/// The form with a list of axis numbers after each operand.
fn subscript_lists(cx: &mut dyn Interp, operands: &[Value]) -> R<(String, Vec<Value>)> {
    let mut letters = |value: &Value| -> R<String> {
        let mut text = String::new();
        for item in cx.collect(value)? {
            match item {
                Value::Ellipsis => text.push_str("..."),
                other => {
                    let n = index_of(cx, &other)?;
                    let letter =
                        u8::try_from(n).ok().filter(|&n| n < 52).map(|n| if n < 26 { b'A' + n } else { b'a' + n - 26 });
                    match letter {
                        Some(letter) => text.push(letter as char),
                        None => return err(ErrorClass::ValueError, "subscript is not within the valid range [0, 52)"),
                    }
                }
            }
        }
        Ok(text)
    };
    let mut parts = Vec::new();
    let mut arrays = Vec::new();
    let pairs = operands.chunks_exact(2);
    let rest = pairs.remainder().first().cloned();
    for pair in pairs {
        arrays.push(pair[0].clone());
        parts.push(letters(&pair[1])?);
    }
    let mut text = parts.join(",");
    if let Some(output) = rest {
        text.push_str("->");
        text.push_str(&letters(&output)?);
    }
    Ok((text, arrays))
}

/// Labels of an operand's axes. The axes of `...` are called by digits, the last one `9`.
fn einsum_term(array: ArrayRef, part: &str, position: usize) -> R<Term> {
    let ndim = array.ndim();
    let named = part.replace("...", "").chars().count();
    if let Some(bad) = part.replace("...", "").chars().find(|c| !c.is_ascii_alphabetic()) {
        let text = if bad == '.' {
            "einstein sum subscripts string contains a '.' that is not part of an ellipsis ('...') in operand 0"
                .to_string()
        } else {
            format!("invalid subscript '{bad}' in einstein sum subscripts string, subscripts must be letters")
        };
        return err(ErrorClass::ValueError, text);
    }
    if named > ndim {
        return err(
            ErrorClass::ValueError,
            format!("einstein sum subscripts string contains too many subscripts for operand {position}"),
        );
    }
    if !part.contains("...") && named < ndim {
        return err(
            ErrorClass::ValueError,
            "operand has more dimensions than subscripts given in einstein sum, but no '...' ellipsis provided to \
             broadcast the extra dimensions.",
        );
    }
    let extra = ndim - named;
    if extra > 9 {
        return Err(Error::unsupported("more than nine broadcast axes in np.einsum"));
    }
    let filler: String = (0..extra).map(|k| (b'9' - (extra - 1 - k) as u8) as char).collect();
    Ok(Term { array, labels: part.replace("...", &filler).chars().collect() })
}

/// The output's labels, with one mark for all broadcast axes.
fn mark_ellipsis(output: &str) -> Vec<char> {
    output.replace("...", "\u{0}").chars().collect()
}

/// Multiplies the operands and sums over the labels that the output lacks.
fn contract(cx: &mut dyn Interp, mut terms: Vec<Term>, output: &[char], dtype: DType) -> R<Value> {
    let mut digits: Vec<char> =
        terms.iter().flat_map(|term| term.labels.iter().copied()).filter(|c| c.is_ascii_digit()).collect();
    digits.sort_unstable();
    digits.dedup();
    let output: Vec<char> = output.iter().flat_map(|&c| if c == '\u{0}' { digits.clone() } else { vec![c] }).collect();
    // The length of each label.
    let mut lengths: Vec<(char, usize)> = Vec::new();
    for term in &terms {
        for (&label, &n) in term.labels.iter().zip(term.array.shape().iter()) {
            match lengths.iter_mut().find(|(have, _)| *have == label) {
                Some((_, have)) if *have == 1 => *have = n,
                Some((_, have)) if n != 1 && n != *have => return Err(einsum_mismatch(&terms, &output)),
                Some(_) => {}
                None => lengths.push((label, n)),
            }
        }
    }
    // Repeated labels of one operand are diagonals.
    for term in &mut terms {
        while let Some((i, j)) = repeated(&term.labels) {
            term.array = diagonal_view(&term.array, 0, i, j);
            let label = term.labels[i];
            term.labels.remove(j);
            term.labels.remove(i);
            term.labels.push(label);
        }
        term.array = cast(cx, &term.array, dtype)?;
    }
    let mut summed: Vec<char> =
        lengths.iter().map(|(label, _)| *label).filter(|label| !output.contains(label)).collect();
    if let [a, b] = &terms[..]
        && let Some(result) = as_product(cx, a, b, &output, &summed)?
    {
        return Ok(result);
    }
    summed.sort_unstable();
    let order: Vec<char> = output.iter().chain(&summed).copied().collect();
    let aligned = |term: &Term| -> ArrayRef {
        let layout = term.array.layout();
        let mut result = Layout { shape: Dims::new(), strides: Default::default(), offset: layout.offset };
        for label in &order {
            match term.labels.iter().position(|have| have == label) {
                Some(axis) => {
                    result.shape.push(layout.shape[axis]);
                    result.strides.push(layout.strides[axis]);
                }
                None => {
                    result.shape.push(1);
                    result.strides.push(0);
                }
            }
        }
        term.array.view_layout(result)
    };
    let mut total = Value::Array(aligned(&terms[0]));
    for term in &terms[1..] {
        total = cx.binary(BinOp::Mul, &total, &Value::Array(aligned(term)))?;
    }
    if summed.is_empty() {
        let array = as_array(cx, &total)?;
        // A view of one operand stays a view, as in NumPy.
        return Ok(array_or_scalar(array));
    }
    let axes = Value::tuple((output.len()..order.len()).map(Value::count));
    numpy_with(cx, "sum", &[total], &[("axis", axes), ("dtype", Value::dtype(dtype))])
}

fn repeated(labels: &[char]) -> Option<(usize, usize)> {
    labels.iter().enumerate().find_map(|(j, label)| labels[..j].iter().position(|have| have == label).map(|i| (i, j)))
}

/// Two operands whose common labels are all summed are a matrix product.
fn as_product(cx: &mut dyn Interp, a: &Term, b: &Term, output: &[char], summed: &[char]) -> R<Option<Value>> {
    let shared: Vec<char> = a.labels.iter().copied().filter(|label| b.labels.contains(label)).collect();
    let all_summed =
        shared.iter().all(|label| summed.contains(label)) && summed.iter().all(|label| shared.contains(label));
    if shared.is_empty() || !all_summed {
        return Ok(None);
    }
    let place = |labels: &[char]| -> Vec<Value> {
        shared.iter().filter_map(|label| labels.iter().position(|have| have == label)).map(Value::count).collect()
    };
    let same_lengths = shared.iter().all(|label| {
        let length =
            |term: &Term| term.labels.iter().position(|have| have == label).map(|axis| term.array.shape()[axis]);
        length(a) == length(b)
    });
    if !same_lengths {
        return Ok(None);
    }
    let axes = Value::tuple([Value::tuple(place(&a.labels)), Value::tuple(place(&b.labels))]);
    let mut forwarded = [Value::Array(a.array.clone()), Value::Array(b.array.clone()), axes];
    let result = tensordot(cx, &mut forwarded)?;
    let result = as_array(cx, &result)?;
    let labels: Vec<char> = a.labels.iter().chain(&b.labels).copied().filter(|label| !shared.contains(label)).collect();
    let order: Option<Vec<usize>> = output.iter().map(|label| labels.iter().position(|have| have == label)).collect();
    Ok(order.map(|order| array_or_scalar(result.view_layout(result.layout().permuted(&order)))))
}

fn einsum_mismatch(terms: &[Term], output: &[char]) -> Box<Error> {
    // NumPy shows each operand's shape and how it was spread over the labels.
    let mut order: Vec<char> = output.to_vec();
    for term in terms {
        for &label in &term.labels {
            if !order.contains(&label) {
                order.push(label);
            }
        }
    }
    let shown: Vec<String> = terms
        .iter()
        .map(|term| {
            let shape = term.array.shape();
            let spread: Vec<String> = order
                .iter()
                .map(|label| match term.labels.iter().position(|have| have == label) {
                    Some(axis) => shape[axis].to_string(),
                    None => "newaxis".to_string(),
                })
                .collect();
            format!("{}->({})", shape_text(&shape), spread.join(","))
        })
        .collect();
    Error::new(
        ErrorClass::ValueError,
        format!(
            "operands could not be broadcast together with remapped shapes [original->remapped]: {} ",
            shown.join(" ")
        ),
    )
}
