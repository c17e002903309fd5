//! `%undo`: the namespace as it was before a cell. What names are bound to is kept, and what lists, dicts,
//! sets, objects and arrays held that can be reached from them; an undo puts it back into the same objects,
//! so that what was one object before is one object again.

use super::core::Vm;
use crate::array::{Array, ArrayRef, Data, Head, Words};
use crate::session::Undone;
use crate::text::Name;
use crate::value::dict::Dict;
use crate::value::set::Set;
use crate::value::{DictObject, Instance, List, SetObject, Value};
use rustc_hash::{FxHashMap, FxHashSet};
use std::rc::{Rc, Weak};

/// What the namespace was before a cell.
pub(super) struct Snapshot {
    bindings: Vec<(Name, Binding)>,
    lists: Vec<(Rc<List>, Vec<Value>)>,
    dicts: Vec<(Rc<DictObject>, Dict)>,
    sets: Vec<(Rc<SetObject>, Set)>,
    instances: Vec<(Rc<Instance>, Vec<(Name, Value)>)>,
    arrays: Vec<Kept>,
    /// Bytes of array elements that are kept.
    bytes: usize,
}

enum Binding {
    Value(Value),
    /// An array, held so that it counts as unused once the program forgets it: what was kept of it.
    Array(usize),
}

/// An array as it was.
struct Kept {
    array: Weak<Array>,
    head: Head,
    /// Where its owner's row is; None if it owns its elements.
    owner: Option<usize>,
    /// The elements; None of a view, and of an array too large to keep a copy of.
    elements: Option<Data>,
}

/// How many cells can be undone.
const MOST_CELLS: usize = 10;
/// Larger arrays are not copied, nor are all arrays together copied beyond this. Bytes.
const MOST_BYTES: usize = 16 << 20;
/// Containers are walked up to so many elements in all.
const MOST_ITEMS: usize = 200_000;

/// What is still to be walked, and what was.
struct Walk {
    snapshot: Snapshot,
    seen: FxHashSet<usize>,
    /// The rows of arrays, by their addresses.
    rows: FxHashMap<*const Array, usize>,
    waiting: Vec<Value>,
    items: usize,
}

impl Vm<'_> {
    /// Keeps the namespace, to come back to it.
    pub(super) fn mark(&mut self) {
        let mut walk = Walk {
            snapshot: Snapshot {
                bindings: Vec::new(),
                lists: Vec::new(),
                dicts: Vec::new(),
                sets: Vec::new(),
                instances: Vec::new(),
                arrays: Vec::new(),
                bytes: 0,
            },
            seen: FxHashSet::default(),
            rows: FxHashMap::default(),
            waiting: Vec::new(),
            items: 0,
        };
        for (name, value) in self.own_variables() {
            let binding = match &value {
                Value::Array(array) => Binding::Array(walk.array(array)),
                _ => Binding::Value(value.clone()),
            };
            walk.snapshot.bindings.push((name, binding));
            walk.waiting.push(value);
            walk.follow();
        }
        let undo = &mut self.core.undo;
        undo.push(walk.snapshot);
        while undo.len() > MOST_CELLS
            || undo.len() > 1 && undo.iter().map(|kept| kept.bytes).sum::<usize>() > 2 * MOST_BYTES
        {
            undo.remove(0);
        }
    }

    /// Makes the namespace what it was at the last mark that is left; None if there is none.
    pub(super) fn undo(&mut self) -> Option<Undone> {
        let snapshot = self.core.undo.pop()?;
        let before: Vec<(Name, Value)> = self.own_variables();
        let mut undone = Undone::default();
        let arrays = restored(&snapshot.arrays);
        self.name_anew(&snapshot.arrays, &arrays);
        for (list, items) in snapshot.lists {
            *list.items.borrow_mut() = items;
        }
        for (dict, entries) in snapshot.dicts {
            *dict.map.borrow_mut() = entries;
        }
        for (set, elements) in snapshot.sets {
            *set.set.borrow_mut() = elements;
        }
        for (instance, attributes) in snapshot.instances {
            let now: Vec<Name> = instance.attributes.borrow().iter().map(|(name, _)| name).collect();
            let mut mine = instance.attributes.borrow_mut();
            now.into_iter().for_each(|name| drop(mine.remove(name)));
            attributes.into_iter().for_each(|(name, value)| drop(mine.insert(name, value)));
        }
        let mut bound: FxHashSet<Name> = FxHashSet::default();
        for (name, binding) in snapshot.bindings {
            bound.insert(name);
            if let Binding::Array(at) = binding
                && snapshot.arrays[at].is_too_large(&snapshot.arrays)
            {
                undone.too_large.push(name.to_string());
            }
            let value = match binding {
                Binding::Value(value) => Some(value),
                Binding::Array(at) => arrays[at].clone().map(Value::Array),
            };
            let Some(value) = value else { continue };
            let was_same = before.iter().any(|(other, now)| *other == name && now.is(&value));
            if !was_same {
                undone.restored.push(name.to_string());
                self.set_main_variable(name, value);
            }
        }
        for (name, _) in before.into_iter().filter(|(name, _)| !bound.contains(name)) {
            self.set_main_variable(name, Value::Undef);
            undone.removed.push(name.to_string());
        }
        Some(undone)
    }

    /// Lets older snapshots know the arrays that had to be made anew.
    fn name_anew(&mut self, kept: &[Kept], arrays: &[Option<ArrayRef>]) {
        let anew: FxHashMap<*const Array, &ArrayRef> = kept
            .iter()
            .zip(arrays)
            .filter_map(|(kept, array)| Some((kept.array.as_ptr(), array.as_ref()?)))
            .filter(|(was, array)| *was != Rc::as_ptr(array))
            .collect();
        for older in self.core.undo.iter_mut().flat_map(|snapshot| &mut snapshot.arrays) {
            if let Some(array) = anew.get(&older.array.as_ptr()) {
                older.array = Rc::downgrade(array);
            }
        }
    }

    /// The variables of the main module that are not the session's own.
    fn own_variables(&self) -> Vec<(Name, Value)> {
        let namespace = self.core.main.clone();
        let slots = namespace.slots.borrow();
        let mut found: Vec<(Name, Value)> = slots
            .iter()
            .filter(|(name, _)| !is_of_session(name.as_str()))
            .map(|(name, slot)| (*name, self.core.globals[*slot as usize].clone()))
            .filter(|(_, value)| !value.is_undef())
            .collect();
        found.sort_by_key(|(name, _)| name.as_str());
        found
    }
}

/// `In`, `Out`, `_`, `_i2`, `_3`, `__name__` and the like.
fn is_of_session(name: &str) -> bool {
    let rest = name.trim_start_matches('_');
    let is_numbered = name.starts_with('_') && rest.trim_start_matches('i').chars().all(|c| c.is_ascii_digit());
    matches!(name, "In" | "Out") || is_numbered || name.starts_with("__") && name.ends_with("__")
}

impl Walk {
    /// Keeps what can be reached.
    fn follow(&mut self) {
        while let Some(value) = self.waiting.pop() {
            if self.items > MOST_ITEMS {
                self.waiting.clear();
                return;
            }
            match &value {
                Value::Array(array) => drop(self.array(array)),
                Value::Tuple(tuple) if self.is_new(&value) => self.go_on(tuple.iter().cloned()),
                Value::List(list) if self.is_new(&value) => {
                    let items = list.items.borrow();
                    if self.items + items.len() <= MOST_ITEMS {
                        self.go_on(items.iter().cloned());
                        self.snapshot.lists.push((Rc::clone(list), items.clone()));
                    }
                }
                Value::Dict(dict) if self.is_new(&value) => {
                    let map = dict.map.borrow();
                    if self.items + map.len() <= MOST_ITEMS {
                        self.go_on(map.iter().map(|(_, item)| item.clone()));
                        self.snapshot.dicts.push((Rc::clone(dict), map.copy()));
                    }
                }
                Value::Set(set) if !set.frozen && self.is_new(&value) => {
                    let elements = set.set.borrow();
                    if self.items + elements.len() <= MOST_ITEMS {
                        self.items += elements.len();
                        self.snapshot.sets.push((Rc::clone(set), elements.clone()));
                    }
                }
                Value::Instance(instance) if self.is_new(&value) => {
                    let attributes: Vec<(Name, Value)> = instance.attributes.borrow().iter().collect();
                    self.go_on(attributes.iter().map(|(_, value)| value.clone()).chain(instance.payload().cloned()));
                    self.snapshot.instances.push((Rc::clone(instance), attributes));
                }
                _ => {}
            }
        }
    }

    fn is_new(&mut self, value: &Value) -> bool {
        value.address().is_some_and(|address| self.seen.insert(address))
    }

    fn go_on(&mut self, values: impl Iterator<Item = Value>) {
        for value in values {
            self.items += 1;
            // Numbers and text do not change.
            let changes = matches!(
                value,
                Value::Array(_)
                    | Value::Tuple(_)
                    | Value::List(_)
                    | Value::Dict(_)
                    | Value::Set(_)
                    | Value::Instance(_)
            );
            if changes {
                self.waiting.push(value);
            }
        }
    }

    /// Keeps an array: the row of what is kept.
    fn array(&mut self, array: &ArrayRef) -> usize {
        if let Some(&at) = self.rows.get(&Rc::as_ptr(array)) {
            return at;
        }
        let owner = array.base().map(|base| self.array(&base.clone()));
        let elements = if owner.is_some() { None } else { self.elements(array) };
        self.snapshot.arrays.push(Kept { array: Rc::downgrade(array), head: array.head().clone(), owner, elements });
        self.rows.insert(Rc::as_ptr(array), self.snapshot.arrays.len() - 1);
        self.snapshot.arrays.len() - 1
    }

    fn elements(&mut self, array: &ArrayRef) -> Option<Data> {
        let data = array.data();
        if self.snapshot.bytes + data.nbytes() > MOST_BYTES {
            return None;
        }
        self.snapshot.bytes += data.nbytes();
        match &*data {
            Data::Words(words) => Some(Data::Words(Words::from_bytes(words.bytes()))),
            Data::Objects(objects) => Some(Data::Objects(objects.clone())),
        }
    }
}

impl Kept {
    /// Whether neither it nor its owner could be copied.
    fn is_too_large(&self, all: &[Kept]) -> bool {
        let owner = self.owner.map_or(self, |at| &all[at]);
        owner.elements.is_none()
    }
}

/// The arrays as they were: the same objects where they are still there. None for those that are gone and
/// of which no copy was kept.
fn restored(kept: &[Kept]) -> Vec<Option<ArrayRef>> {
    let mut found: Vec<Option<ArrayRef>> = Vec::with_capacity(kept.len());
    for row in kept {
        let elements = row.elements.as_ref().map(|elements| match elements {
            Data::Words(words) => Data::Words(Words::from_bytes(words.bytes())),
            Data::Objects(objects) => Data::Objects(objects.clone()),
        });
        let array = match (row.array.upgrade(), elements, row.owner) {
            (Some(array), Some(elements), _) => {
                *array.data_mut() = elements;
                array.set_head(row.head.clone());
                Some(array)
            }
            (Some(array), None, owner) => {
                if owner.is_some() {
                    array.set_head(row.head.clone());
                }
                Some(array)
            }
            (None, Some(elements), _) => {
                let array = Array::from_data(row.head.dtype, &row.head.layout.shape, elements);
                array.set_head(row.head.clone());
                Some(array)
            }
            // An owner's row stands before the rows of its views.
            (None, None, Some(owner)) => {
                found[owner].as_ref().map(|owner| owner.view(row.head.dtype, row.head.layout.clone()))
            }
            (None, None, None) => None,
        };
        found.push(array);
    }
    found
}
