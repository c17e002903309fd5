//! `deque`: a list with two ends.

use crate::python::args::{NAMED, POSITIONAL, wrong_receiver};
use crate::run::protocol::{int_value, to_index};
use crate::syntax::ast::CmpOp;
use crate::text::{ErrorClass, R, err};
use crate::value::{Builtin, Interp, Native, Run, Type, Value, ValueIter, types};
use std::any::Any;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

/// A row of a comparison of two deques, which goes by their items as lists.
macro_rules! comparison {
    // A macro because rows are static.
    ($name:literal, $op:ident) => {
        Builtin {
            name: concat!("deque.", $name),
            signature: "(self, other, /)",
            run: Run::Function(|cx, args| compare(cx, CmpOp::$op, args)),
            ..POSITIONAL
        }
    };
}
pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "deque.__new__",
        signature: "(iterable=(), maxlen=None)",
        summary: "A list that is fast at both ends; with `maxlen` it forgets what is too much at the other end.",
        example: ">>> from collections import deque\n>>> d = deque([1, 2, 3], maxlen=3)\n>>> d.append(4)\n>>> d, d.popleft()\n(deque([3, 4], maxlen=3), 2)\n",
        run: Run::Construct(new),
        ..NAMED
    },
    Builtin {
        name: "deque.append",
        signature: "(self, x, /)",
        summary: "Adds an item at the right end.",
        run: Run::Function(|_, args| {
            let item = args[1].take();
            own(&args[0])?.push(item, End::Right);
            Ok(Value::None)
        }),
        ..POSITIONAL
    },
    Builtin {
        name: "deque.appendleft",
        signature: "(self, x, /)",
        summary: "Adds an item at the left end.",
        run: Run::Function(|_, args| {
            let item = args[1].take();
            own(&args[0])?.push(item, End::Left);
            Ok(Value::None)
        }),
        ..POSITIONAL
    },
    Builtin {
        name: "deque.extend",
        signature: "(self, iterable, /)",
        summary: "Adds items at the right end.",
        run: Run::Function(|cx, args| extend(cx, args, End::Right)),
        ..POSITIONAL
    },
    Builtin {
        name: "deque.extendleft",
        signature: "(self, iterable, /)",
        summary: "Adds items at the left end, one after the other.",
        run: Run::Function(|cx, args| extend(cx, args, End::Left)),
        ..POSITIONAL
    },
    Builtin {
        name: "deque.pop",
        signature: "(self)",
        summary: "Removes the item at the right end and gives it back.",
        run: Run::Function(|_, args| pop(args, End::Right)),
        ..POSITIONAL
    },
    Builtin {
        name: "deque.popleft",
        signature: "(self)",
        summary: "Removes the item at the left end and gives it back.",
        run: Run::Function(|_, args| pop(args, End::Left)),
        ..POSITIONAL
    },
    Builtin {
        name: "deque.rotate",
        signature: "(self, n=1, /)",
        summary: "Moves n items from the right end to the left one.",
        example: ">>> from collections import deque\n>>> d = deque([1, 2, 3])\n>>> d.rotate(1)\n>>> d\ndeque([3, 1, 2])\n",
        run: Run::Function(rotate),
        ..POSITIONAL
    },
    Builtin {
        name: "deque.clear",
        signature: "(self)",
        summary: "Removes all items.",
        run: Run::Function(|_, args| {
            let deque = own(&args[0])?;
            deque.version.set(deque.version.get() + 1);
            let old = deque.items.take();
            drop(old);
            Ok(Value::None)
        }),
        ..POSITIONAL
    },
    Builtin {
        name: "deque.copy",
        signature: "(self)",
        summary: "A deque of the same items.",
        run: Run::Function(|_, args| Ok(own(&args[0])?.with_items(own(&args[0])?.items.borrow().clone()))),
        ..POSITIONAL
    },
    Builtin {
        name: "deque.__copy__",
        signature: "(self)",
        run: Run::Function(|_, args| Ok(own(&args[0])?.with_items(own(&args[0])?.items.borrow().clone()))),
        ..POSITIONAL
    },
    Builtin {
        name: "deque.count",
        signature: "(self, x, /)",
        summary: "How many items are equal to x.",
        run: Run::Function(|cx, args| {
            let items = own(&args[0])?.items.borrow().clone();
            let mut n = 0;
            for item in &items {
                n += i64::from(cx.equal(item, &args[1])?);
            }
            Ok(Value::Int(n))
        }),
        ..POSITIONAL
    },
    Builtin {
        name: "deque.index",
        signature: "(self, x, start=0, stop=9223372036854775807, /)",
        summary: "The first position of x; ValueError if it is not there.",
        run: Run::Function(index),
        ..POSITIONAL
    },
    Builtin {
        name: "deque.insert",
        signature: "(self, i, x, /)",
        summary: "Puts an item before the one at position i.",
        run: Run::Function(insert),
        ..POSITIONAL
    },
    Builtin {
        name: "deque.remove",
        signature: "(self, value, /)",
        summary: "Removes the first item that is equal to a value; ValueError if there is none.",
        run: Run::Function(remove),
        ..POSITIONAL
    },
    Builtin {
        name: "deque.reverse",
        signature: "(self)",
        summary: "Reverses the items in place.",
        run: Run::Function(|_, args| {
            own(&args[0])?.items.borrow_mut().make_contiguous().reverse();
            Ok(Value::None)
        }),
        ..POSITIONAL
    },
    Builtin {
        name: "deque.maxlen",
        summary: "The most items it holds, or None.",
        run: Run::Property(|_, value| Ok(own(value)?.most.map_or(Value::None, Value::count)), None),
        ..POSITIONAL
    },
    Builtin {
        name: "deque.__len__",
        signature: "(self)",
        run: Run::Function(|_, args| Ok(Value::count(own(&args[0])?.items.borrow().len()))),
        ..POSITIONAL
    },
    Builtin {
        name: "deque.__getitem__",
        signature: "(self, key, /)",
        run: Run::Function(|cx, args| {
            let at = position(cx, &args[0], &args[1])?;
            Ok(own(&args[0])?.items.borrow().get(at).cloned().unwrap_or_default())
        }),
        ..POSITIONAL
    },
    Builtin {
        name: "deque.__setitem__",
        signature: "(self, key, value, /)",
        run: Run::Function(|cx, args| {
            let at = position(cx, &args[0], &args[1])?;
            let new = args[2].take();
            let old = own(&args[0])?.items.borrow_mut().get_mut(at).map(|slot| std::mem::replace(slot, new));
            drop(old);
            Ok(Value::None)
        }),
        ..POSITIONAL
    },
    Builtin {
        name: "deque.__delitem__",
        signature: "(self, key, /)",
        run: Run::Function(|cx, args| {
            let at = position(cx, &args[0], &args[1])?;
            let old = own(&args[0])?.items.borrow_mut().remove(at);
            drop(old);
            Ok(Value::None)
        }),
        ..POSITIONAL
    },
    Builtin {
        name: "deque.__iter__",
        signature: "(self)",
        run: Run::Function(|_, args| iterator(&args[0], false)),
        ..POSITIONAL
    },
    Builtin {
        name: "deque.__reversed__",
        signature: "(self)",
        run: Run::Function(|_, args| iterator(&args[0], true)),
        ..POSITIONAL
    },
    Builtin {
        name: "deque.__contains__",
        signature: "(self, x, /)",
        run: Run::Function(|cx, args| {
            let items = own(&args[0])?.items.borrow().clone();
            for item in &items {
                if cx.equal(item, &args[1])? {
                    return Ok(Value::bool(true));
                }
            }
            Ok(Value::bool(false))
        }),
        ..POSITIONAL
    },
    Builtin { name: "deque.__add__", signature: "(self, other, /)", run: Run::Function(add), ..POSITIONAL },
    Builtin {
        name: "deque.__iadd__",
        signature: "(self, other, /)",
        run: Run::Function(|cx, args| {
            extend(cx, args, End::Right)?;
            Ok(args[0].clone())
        }),
        ..POSITIONAL
    },
    Builtin { name: "deque.__mul__", signature: "(self, n, /)", run: Run::Function(multiply), ..POSITIONAL },
    Builtin { name: "deque.__rmul__", signature: "(self, n, /)", run: Run::Function(multiply), ..POSITIONAL },
    comparison!("__eq__", Eq),
    comparison!("__ne__", Ne),
    comparison!("__lt__", Lt),
    comparison!("__le__", Le),
    comparison!("__gt__", Gt),
    comparison!("__ge__", Ge),
    Builtin { name: "deque.__hash__", ..POSITIONAL },
];

/// A deque's items.
pub(in crate::python) struct Deque {
    items: RefCell<VecDeque<Value>>,
    most: Option<usize>,
    /// Grows with each change of length, for iterators.
    version: Cell<u64>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Left,
    Right,
}

impl Deque {
    fn with_items(&self, items: VecDeque<Value>) -> Value {
        Value::native(Deque { items: RefCell::new(items), most: self.most, version: Cell::new(0) })
    }

    fn push(&self, item: Value, end: End) {
        self.version.set(self.version.get() + 1);
        let mut items = self.items.borrow_mut();
        let full = self.most.is_some_and(|most| items.len() >= most);
        let dropped = match end {
            End::Right => {
                items.push_back(item);
                if full { items.pop_front() } else { None }
            }
            End::Left => {
                items.push_front(item);
                if full { items.pop_back() } else { None }
            }
        };
        drop(items);
        drop(dropped);
    }
}

impl Native for Deque {
    fn class(&self) -> Type {
        types::DEQUE
    }

    fn repr(&self, cx: &mut dyn Interp) -> Option<R<String>> {
        let items: Vec<Value> = self.items.borrow().iter().cloned().collect();
        let most = self.most.map_or(String::new(), |most| format!(", maxlen={most}"));
        thread_local! {
            static SHOWING: RefCell<Vec<usize>> = const { RefCell::new(Vec::new()) };
        }
        let address = std::ptr::from_ref(self) as usize;
        if SHOWING.with_borrow(|showing| showing.contains(&address)) {
            return Some(Ok("[...]".to_string()));
        }
        SHOWING.with_borrow_mut(|showing| showing.push(address));
        let text = cx.repr(&Value::list(items));
        SHOWING.with_borrow_mut(Vec::pop);
        Some(text.map(|text| format!("deque({text}{most})")))
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

fn own(value: &Value) -> R<&Deque> {
    let native = match value {
        Value::Instance(instance) => instance.payload().unwrap_or(value),
        _ => value,
    };
    match native.as_native::<Deque>() {
        Some(deque) => Ok(deque),
        None => wrong_receiver(value, "collections.deque", "append"),
    }
}

fn new(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let most = match &args[1] {
        Value::None => None,
        value => match int_value(cx, value)? {
            Some(int) => match usize::try_from(to_index(cx, &int)?) {
                Ok(most) => Some(most),
                Err(_) => return err(ErrorClass::ValueError, "maxlen must be non-negative"),
            },
            None => return err(ErrorClass::TypeError, "an integer is required"),
        },
    };
    let deque = Deque { items: RefCell::default(), most, version: Cell::new(0) };
    let iterator = cx.iter(&args[0])?;
    while let Some(item) = cx.next(&iterator)? {
        deque.push(item, End::Right);
    }
    Ok(Value::native(deque))
}

fn extend(cx: &mut dyn Interp, args: &[Value], end: End) -> R<Value> {
    let items = cx.collect(&args[1])?;
    let deque = own(&args[0])?;
    for item in items {
        deque.push(item, end);
    }
    Ok(Value::None)
}

fn pop(args: &[Value], end: End) -> R<Value> {
    let deque = own(&args[0])?;
    deque.version.set(deque.version.get() + 1);
    let mut items = deque.items.borrow_mut();
    let popped = if end == End::Left { items.pop_front() } else { items.pop_back() };
    match popped {
        Some(item) => Ok(item),
        None => err(ErrorClass::IndexError, "pop from an empty deque"),
    }
}

fn rotate(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let n = to_index(cx, &args[1])?;
    let mut items = own(&args[0])?.items.borrow_mut();
    if !items.is_empty() {
        let n = n.rem_euclid(items.len() as i64) as usize;
        items.rotate_right(n);
    }
    Ok(Value::None)
}

fn position(cx: &mut dyn Interp, deque: &Value, index: &Value) -> R<usize> {
    let Some(at) = int_value(cx, index)? else {
        let message = format!("sequence index must be integer, not '{}'", index.type_name());
        return err(ErrorClass::TypeError, message);
    };
    let n = own(deque)?.items.borrow().len() as i64;
    let at = to_index(cx, &at)?;
    let at = if at < 0 { at + n } else { at };
    if (0..n).contains(&at) { Ok(at as usize) } else { err(ErrorClass::IndexError, "deque index out of range") }
}

fn index(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let items = own(&args[0])?.items.borrow().clone();
    let fit = |at: i64| (if at < 0 { (at + items.len() as i64).max(0) } else { at }) as usize;
    let start = fit(to_index(cx, &args[2])?);
    let stop = fit(to_index(cx, &args[3])?);
    for (at, item) in items.iter().enumerate().take(stop).skip(start) {
        if cx.equal(item, &args[1])? {
            return Ok(Value::count(at));
        }
    }
    let message = format!("{} is not in deque", cx.repr(&args[1])?);
    err(ErrorClass::ValueError, message)
}

fn insert(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let at = to_index(cx, &args[1])?;
    let item = args[2].take();
    let deque = own(&args[0])?;
    let mut items = deque.items.borrow_mut();
    if deque.most.is_some_and(|most| items.len() >= most) {
        return err(ErrorClass::IndexError, "deque already at its maximum size");
    }
    let n = items.len() as i64;
    let at = if at < 0 { (at + n).max(0) } else { at.min(n) };
    items.insert(at as usize, item);
    deque.version.set(deque.version.get() + 1);
    Ok(Value::None)
}

fn remove(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let deque = own(&args[0])?;
    let mut at = 0;
    loop {
        let Some(item) = deque.items.borrow().get(at).cloned() else {
            let message = format!("{} is not in deque", cx.repr(&args[1])?);
            return err(ErrorClass::ValueError, message);
        };
        if cx.equal(&item, &args[1])? {
            let removed = deque.items.borrow_mut().remove(at);
            deque.version.set(deque.version.get() + 1);
            drop(removed);
            return Ok(Value::None);
        }
        at += 1;
    }
}

fn add(_: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let deque = own(&args[0])?;
    let Ok(other) = own(&args[1]) else {
        let message = format!("can only concatenate deque (not \"{}\") to deque", args[1].type_name());
        return err(ErrorClass::TypeError, message);
    };
    let sum = deque.with_items(VecDeque::new());
    let target = own(&sum)?;
    for item in deque.items.borrow().iter().chain(other.items.borrow().iter()) {
        target.push(item.clone(), End::Right);
    }
    Ok(sum)
}

fn multiply(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    if int_value(cx, &args[1])?.is_none() {
        return Ok(Value::NotImplemented);
    }
    let n = usize::try_from(to_index(cx, &args[1])?).unwrap_or(0);
    let deque = own(&args[0])?;
    let result = deque.with_items(VecDeque::new());
    let target = own(&result)?;
    for _ in 0..n {
        for item in deque.items.borrow().iter() {
            target.push(item.clone(), End::Right);
        }
    }
    Ok(result)
}

fn compare(cx: &mut dyn Interp, op: CmpOp, args: &[Value]) -> R<Value> {
    let (Ok(a), Ok(b)) = (own(&args[0]), own(&args[1])) else { return Ok(Value::NotImplemented) };
    let list = |deque: &Deque| Value::list(deque.items.borrow().iter().cloned().collect());
    let (a, b) = (list(a), list(b));
    cx.compare(op, &a, &b)
}

struct DequeIter {
    deque: Value,
    at: usize,
    version: u64,
    backwards: bool,
}

impl ValueIter for DequeIter {
    fn next(&mut self, _: &mut dyn Interp) -> R<Option<Value>> {
        let deque = own(&self.deque)?;
        if deque.version.get() != self.version {
            return err(ErrorClass::RuntimeError, "deque mutated during iteration");
        }
        let items = deque.items.borrow();
        let at = if self.backwards { items.len().checked_sub(self.at + 1) } else { Some(self.at) };
        let item = at.and_then(|at| items.get(at).cloned());
        self.at += usize::from(item.is_some());
        Ok(item)
    }

    fn len(&self) -> Option<usize> {
        let n = own(&self.deque).ok()?.items.borrow().len();
        Some(n.saturating_sub(self.at))
    }
}

fn iterator(value: &Value, backwards: bool) -> R<Value> {
    let version = own(value)?.version.get();
    Ok(Value::iter(DequeIter { deque: value.clone(), at: 0, version, backwards }))
}
