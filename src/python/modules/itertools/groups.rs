//! Iterators that look at neighbours: `accumulate`, `groupby`, `pairwise`, `tee`.

use crate::syntax::ast::BinOp;
use crate::text::R;
use crate::value::{Interp, Type, Value, ValueIter, types};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::{Rc, Weak};

/// `accumulate(iterable, func, initial)`
pub(super) struct Accumulate {
    iterator: Value,
    function: Value,
    /// A first value that is still to be given.
    initial: Option<Value>,
    total: Option<Value>,
}

impl Accumulate {
    pub(super) fn new(iterator: Value, function: Value, initial: Value) -> Accumulate {
        let initial = (!initial.is_none()).then_some(initial);
        Accumulate { iterator, function, initial, total: None }
    }
}

impl ValueIter for Accumulate {
    fn next(&mut self, cx: &mut dyn Interp) -> R<Option<Value>> {
        if let Some(initial) = self.initial.take() {
            self.total = Some(initial.clone());
            return Ok(Some(initial));
        }
        let Some(item) = cx.next(&self.iterator)? else { return Ok(None) };
        let total = match &self.total {
            None => item,
            Some(total) if self.function.is_none() => cx.binary(BinOp::Add, total, &item)?,
            Some(total) => cx.call(&self.function, &[total.clone(), item], &[])?,
        };
        self.total = Some(total.clone());
        Ok(Some(total))
    }

    fn class(&self) -> Type {
        types::ITERTOOLS_ACCUMULATE
    }
}

/// `pairwise(iterable)`
pub(super) struct Pairwise {
    pub(super) iterator: Value,
    /// The item before the next one; Undef at the start.
    pub(super) last: Value,
}

impl ValueIter for Pairwise {
    fn next(&mut self, cx: &mut dyn Interp) -> R<Option<Value>> {
        if self.last.is_undef() {
            let Some(first) = cx.next(&self.iterator)? else { return Ok(None) };
            self.last = first;
        }
        let Some(item) = cx.next(&self.iterator)? else { return Ok(None) };
        let last = std::mem::replace(&mut self.last, item.clone());
        Ok(Some(Value::tuple([last, item])))
    }

    fn class(&self) -> Type {
        types::ITERTOOLS_PAIRWISE
    }
}

/// What a `groupby` and the runs that it gave share.
struct Groups {
    iterator: Value,
    key: Value,
    /// The item that was read and not given yet, and its key.
    pending: Option<(Value, Value)>,
    /// The number of the run that is given now.
    run: u64,
}

impl Groups {
    /// Reads an item ahead if there is none; whether there is one now.
    fn fill(state: &RefCell<Groups>, cx: &mut dyn Interp) -> R<bool> {
        if state.borrow().pending.is_some() {
            return Ok(true);
        }
        let (iterator, key) = (state.borrow().iterator.clone(), state.borrow().key.clone());
        let Some(item) = cx.next(&iterator)? else { return Ok(false) };
        let item_key = if key.is_none() { item.clone() } else { cx.call(&key, std::slice::from_ref(&item), &[])? };
        state.borrow_mut().pending = Some((item_key, item));
        Ok(true)
    }

    fn pending_key(state: &RefCell<Groups>) -> Option<Value> {
        state.borrow().pending.as_ref().map(|(key, _)| key.clone())
    }
}

/// `groupby(iterable, key)`
pub(super) struct GroupBy {
    shared: Rc<RefCell<Groups>>,
    /// The key of the run that was given last.
    current: Option<Value>,
}

impl GroupBy {
    pub(super) fn new(iterator: Value, key: Value) -> GroupBy {
        GroupBy { shared: Rc::new(RefCell::new(Groups { iterator, key, pending: None, run: 0 })), current: None }
    }
}

impl ValueIter for GroupBy {
    fn next(&mut self, cx: &mut dyn Interp) -> R<Option<Value>> {
        // The run that was given before ends here, read or not.
        self.shared.borrow_mut().run += 1;
        loop {
            if !Groups::fill(&self.shared, cx)? {
                return Ok(None);
            }
            let Some(key) = Groups::pending_key(&self.shared) else { return Ok(None) };
            let same = match &self.current {
                Some(current) => cx.equal(current, &key)?,
                None => false,
            };
            if !same {
                self.current = Some(key.clone());
                let run = self.shared.borrow().run;
                let group = Group { shared: self.shared.clone(), key: key.clone(), run };
                return Ok(Some(Value::tuple([key, Value::iter(group)])));
            }
            self.shared.borrow_mut().pending = None;
        }
    }

    fn class(&self) -> Type {
        types::ITERTOOLS_GROUPBY
    }
}

/// One run of a `groupby`.
struct Group {
    shared: Rc<RefCell<Groups>>,
    key: Value,
    run: u64,
}

impl ValueIter for Group {
    fn next(&mut self, cx: &mut dyn Interp) -> R<Option<Value>> {
        if self.shared.borrow().run != self.run || !Groups::fill(&self.shared, cx)? {
            return Ok(None);
        }
        let Some(key) = Groups::pending_key(&self.shared) else { return Ok(None) };
        if !cx.equal(&self.key, &key)? {
            return Ok(None);
        }
        Ok(self.shared.borrow_mut().pending.take().map(|(_, item)| item))
    }

    fn class(&self) -> Type {
        types::ITERTOOLS_GROUPER
    }
}

/// Items that some of several iterators have still to give.
struct Tee {
    iterator: Value,
    queues: Vec<Weak<RefCell<VecDeque<Value>>>>,
}

/// `n` iterators over one iterator's items.
pub(super) fn tee(iterator: Value, n: usize) -> Vec<Value> {
    let queues: Vec<_> = (0..n).map(|_| Rc::new(RefCell::new(VecDeque::new()))).collect();
    let shared = Rc::new(RefCell::new(Tee { iterator, queues: queues.iter().map(Rc::downgrade).collect() }));
    queues.into_iter().map(|queue| Value::iter(Branch { shared: shared.clone(), queue })).collect()
}

struct Branch {
    shared: Rc<RefCell<Tee>>,
    queue: Rc<RefCell<VecDeque<Value>>>,
}

impl ValueIter for Branch {
    fn next(&mut self, cx: &mut dyn Interp) -> R<Option<Value>> {
        if let Some(item) = self.queue.borrow_mut().pop_front() {
            return Ok(Some(item));
        }
        let iterator = self.shared.borrow().iterator.clone();
        let Some(item) = cx.next(&iterator)? else { return Ok(None) };
        for queue in self.shared.borrow().queues.iter().filter_map(Weak::upgrade) {
            if !Rc::ptr_eq(&queue, &self.queue) {
                queue.borrow_mut().push_back(item.clone());
            }
        }
        Ok(Some(item))
    }

    fn class(&self) -> Type {
        types::ITERTOOLS_TEE
    }

    fn fork(&self) -> Option<Box<dyn ValueIter>> {
        let queue = Rc::new(RefCell::new(self.queue.borrow().clone()));
        self.shared.borrow_mut().queues.push(Rc::downgrade(&queue));
        Some(Box::new(Branch { shared: self.shared.clone(), queue }))
    }
}
