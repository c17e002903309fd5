//! Sorting values: stable, by `<` alone, and safe against comparisons that fail or contradict
//! themselves.

use super::compare::less;
use crate::text::R;
use crate::value::{Interp, Value};

/// Sorts values. Equal ones keep their order, with `reverse` too.
pub fn sort(cx: &mut dyn Interp, values: &mut Vec<Value>, reverse: bool) -> R<()> {
    if sort_plain(values, reverse) {
        return Ok(());
    }
    sort_by(cx, values, |value| value, reverse)
}

/// Sorts by a key that each element has.
pub fn sort_by<T>(cx: &mut dyn Interp, items: &mut Vec<T>, key: impl Fn(&T) -> &Value, reverse: bool) -> R<()> {
    // Reversed before and after, equal elements come out in their first order.
    let mut order: Vec<usize> = if reverse { (0..items.len()).rev().collect() } else { (0..items.len()).collect() };
    let keys: Vec<Value> = items.iter().map(|item| key(item).clone()).collect();
    if !sort_order_plain(&keys, &mut order) {
        let mut sorter = Sorter { cx, keys: &keys, scratch: Vec::with_capacity(order.len()), compared: 0 };
        sorter.sort(&mut order)?;
    }
    if reverse {
        order.reverse();
    }
    let mut taken: Vec<Option<T>> = items.drain(..).map(Some).collect();
    items.extend(order.into_iter().filter_map(|at| taken[at].take()));
    Ok(())
}

/// Sorts values that are all ints, all floats without NaN, or all strs; whether they were.
fn sort_plain(values: &mut [Value], reverse: bool) -> bool {
    macro_rules! sort_as {
        ($variant:ident, $a:ident, $b:ident => $order:expr) => {{
            values.sort_by(|left, right| match (left, right) {
                (Value::$variant($a), Value::$variant($b)) => {
                    if reverse {
                        $order.reverse()
                    } else {
                        $order
                    }
                }
                _ => std::cmp::Ordering::Equal,
            });
            true
        }};
    }
    match values.first() {
        Some(Value::Int(_)) if values.iter().all(|value| matches!(value, Value::Int(_))) => {
            sort_as!(Int, a, b => a.cmp(b))
        }
        Some(Value::Float(_)) if values.iter().all(|value| matches!(value, Value::Float(x) if !x.get().is_nan())) => {
            sort_as!(Float, a, b => a.get().partial_cmp(&b.get()).unwrap_or(std::cmp::Ordering::Equal))
        }
        Some(Value::Str(_)) if values.iter().all(|value| matches!(value, Value::Str(_))) => {
            sort_as!(Str, a, b => (***a).cmp(&***b))
        }
        _ => false,
    }
}

/// The same for an order of keys.
fn sort_order_plain(keys: &[Value], order: &mut [usize]) -> bool {
    let all = |fits: fn(&Value) -> bool| keys.iter().all(fits);
    if all(|key| matches!(key, Value::Int(_))) {
        order.sort_by_key(|&at| match keys[at] {
            Value::Int(x) => x,
            _ => 0,
        });
    } else if all(|key| matches!(key, Value::Float(x) if !x.get().is_nan())) {
        let float = |at: usize| match keys[at] {
            Value::Float(x) => x.get(),
            _ => 0.0,
        };
        order.sort_by(|&a, &b| float(a).partial_cmp(&float(b)).unwrap_or(std::cmp::Ordering::Equal));
    } else if all(|key| matches!(key, Value::Str(_))) {
        order.sort_by_key(|&at| keys[at].as_str().unwrap_or(""));
    } else {
        return false;
    }
    true
}

/// A merge sort whose comparisons may fail: the standard library's may panic on keys whose order
/// contradicts itself, and cannot stop half-way.
struct Sorter<'a> {
    cx: &'a mut dyn Interp,
    keys: &'a [Value],
    scratch: Vec<usize>,
    compared: usize,
}

/// Runs of this length are sorted by insertion.
const SHORT: usize = 12;

impl Sorter<'_> {
    fn less(&mut self, a: usize, b: usize) -> R<bool> {
        self.compared += 1;
        if self.compared.is_multiple_of(4096) {
            self.cx.check_interrupt()?;
        }
        less(self.cx, &self.keys[a], &self.keys[b])
    }

    fn sort(&mut self, order: &mut [usize]) -> R<()> {
        if order.len() <= SHORT {
            return self.insert_each(order);
        }
        let (left, right) = order.split_at_mut(order.len() / 2);
        self.sort(left)?;
        self.sort(right)?;
        self.merge(order)
    }

    fn insert_each(&mut self, order: &mut [usize]) -> R<()> {
        for end in 1..order.len() {
            let item = order[end];
            let (mut low, mut high) = (0, end);
            // Sorted input costs one comparison an element.
            if !self.less(item, order[end - 1])? {
                continue;
            }
            while low < high {
                let middle = (low + high) / 2;
                if self.less(item, order[middle])? { high = middle } else { low = middle + 1 }
            }
            order[low..=end].rotate_right(1);
        }
        Ok(())
    }

    fn merge(&mut self, order: &mut [usize]) -> R<()> {
        let middle = order.len() / 2;
        if !self.less(order[middle], order[middle - 1])? {
            return Ok(());
        }
        self.scratch.clear();
        let (mut left, mut right) = (0, middle);
        while left < middle && right < order.len() {
            if self.less(order[right], order[left])? {
                self.scratch.push(order[right]);
                right += 1;
            } else {
                self.scratch.push(order[left]);
                left += 1;
            }
        }
        self.scratch.extend_from_slice(&order[left..middle]);
        let merged = self.scratch.len();
        order[..merged].copy_from_slice(&self.scratch);
        Ok(())
    }
}
