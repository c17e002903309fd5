//! Dicts: entries in insertion order behind a hash table. [`Dict`] finds keys without an interpreter
//! and says so where only the program's own `__eq__` can tell; [`DictObject`]'s methods then ask it,
//! with the dict closed.

use super::equal::plain_equal;
use super::hash::{hash, hash_text, plain_hash};
use super::{DictObject, Interp, Value};
use crate::text::R;
use hashbrown::HashTable;
use smallvec::SmallVec;
use std::cell::Cell;
use std::rc::Rc;

/// A dict's entries.
#[derive(Default)]
pub struct Dict {
    /// In insertion order; a removed entry has no key until the next rebuild.
    entries: Vec<Entry>,
    /// Positions by hash, once there are more entries than are searched one by one.
    table: HashTable<u32>,
    live: usize,
    /// Entries before this one are removed.
    first: usize,
    /// Grows with each key that comes or goes.
    version: u64,
    /// Where the last key was found: `d[k] = d.get(k, 0) + 1` looks twice.
    last: Cell<u32>,
}

struct Entry {
    hash: i64,
    key: Value,
    value: Value,
}

/// What looking for a key without running the program's code found out.
pub enum Probe {
    /// It is at this position.
    At(usize),
    /// It is not there.
    Absent,
    /// It may be one of these: positions and keys that the program's own `__eq__` must compare.
    Ask(SmallVec<[(usize, Value); 1]>),
}

/// Up to this many entries are compared one by one: that is faster than a table.
const SEARCHED: usize = 8;

impl Dict {
    /// An empty dict.
    pub fn new() -> Dict {
        Dict::default()
    }

    /// An empty dict with room for some entries.
    pub fn with_capacity(n: usize) -> Dict {
        Dict { entries: Vec::with_capacity(n), ..Dict::default() }
    }

    /// The number of entries.
    #[inline]
    pub fn len(&self) -> usize {
        self.live
    }

    /// Whether there are none.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.live == 0
    }

    /// A number that changes whenever a key comes or goes.
    #[inline]
    pub fn version(&self) -> u64 {
        self.version
    }

    /// Looks for a key of this hash.
    pub fn find(&self, key: &Value, hash: i64) -> Probe {
        let mut undecided = SmallVec::new();
        let found = self.search(hash, |position, have| match plain_equal(have, key) {
            Some(equal) => equal,
            None => {
                undecided.push((position, have.clone()));
                false
            }
        });
        match found {
            Some(position) => Probe::At(position),
            None if undecided.is_empty() => Probe::Absent,
            None => Probe::Ask(undecided),
        }
    }

    /// The position of a str or int key; None if another way of finding it is needed.
    #[inline]
    fn find_fast(&self, key: &Value) -> Option<Option<usize>> {
        if let Some(entry) = self.entries.get(self.last.get() as usize) {
            let same = match (&entry.key, key) {
                (Value::Int(have), Value::Int(x)) => have == x,
                (Value::Str(have), Value::Str(text)) => Rc::ptr_eq(have, text),
                _ => false,
            };
            if same {
                return Some(Some(self.last.get() as usize));
            }
        }
        let mut odd = false;
        let found = match key {
            Value::Str(text) => self.search(text.hash(hash_text), |_, have| match have {
                Value::Str(have) => Rc::ptr_eq(have, text) || ***have == ***text,
                _ => {
                    odd = true;
                    false
                }
            }),
            Value::Int(x) => self.search(super::hash::hash_int(*x), |_, have| match have {
                Value::Int(have) => have == x,
                _ => {
                    odd = true;
                    false
                }
            }),
            _ => return None,
        };
        if let Some(position) = found {
            self.last.set(position as u32);
        }
        if found.is_none() && odd { None } else { Some(found) }
    }

    /// The value of a str or int key, or that it is not there; None if more than a look is needed.
    #[inline]
    pub fn get_fast(&self, key: &Value) -> Option<Option<&Value>> {
        Some(self.find_fast(key)?.map(|position| &self.entries[position].value))
    }

    /// The place of the value of a str or int key, if it is there and no more than a look is needed.
    #[inline]
    pub fn value_fast(&mut self, key: &Value) -> Option<&mut Value> {
        let position = self.find_fast(key).flatten()?;
        Some(&mut self.entries[position].value)
    }

    #[inline]
    fn search(&self, hash: i64, mut is: impl FnMut(usize, &Value) -> bool) -> Option<usize> {
        if self.table.is_empty() {
            return self
                .entries
                .iter()
                .enumerate()
                .position(|(position, entry)| entry.hash == hash && !entry.key.is_undef() && is(position, &entry.key));
        }
        let entries = &self.entries;
        let same = |&position: &u32| {
            let entry = &entries[position as usize];
            entry.hash == hash && is(position as usize, &entry.key)
        };
        self.table.find(spread(hash), same).map(|&position| position as usize)
    }

    /// The entry at a position that [`Dict::find`] gave.
    #[inline]
    pub fn at(&self, position: usize) -> Option<(&Value, &Value)> {
        let entry = self.entries.get(position)?;
        (!entry.key.is_undef()).then_some((&entry.key, &entry.value))
    }

    /// The first entry at a position or after it, and the position behind it: how to go through a
    /// dict that may change meanwhile.
    #[inline]
    pub fn next(&self, position: usize) -> Option<(usize, &Value, &Value)> {
        let mut position = position.max(self.first);
        while let Some(entry) = self.entries.get(position) {
            position += 1;
            if !entry.key.is_undef() {
                return Some((position, &entry.key, &entry.value));
            }
        }
        None
    }

    /// The last entry before a position, and its position: the same backwards, from `usize::MAX`.
    pub fn previous(&self, position: usize) -> Option<(usize, &Value, &Value)> {
        let mut position = position.min(self.entries.len());
        while position > self.first {
            position -= 1;
            let entry = &self.entries[position];
            if !entry.key.is_undef() {
                return Some((position, &entry.key, &entry.value));
            }
        }
        None
    }

    /// All entries in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&Value, &Value)> {
        let live = self.entries[self.first..].iter().filter(|entry| !entry.key.is_undef());
        live.map(|entry| (&entry.key, &entry.value))
    }

    /// All entries with the hashes of their keys.
    pub fn iter_hashed(&self) -> impl Iterator<Item = (i64, &Value, &Value)> {
        let live = self.entries[self.first..].iter().filter(|entry| !entry.key.is_undef());
        live.map(|entry| (entry.hash, &entry.key, &entry.value))
    }

    /// Adds an entry whose key is known not to be there.
    pub fn insert_new(&mut self, hash: i64, key: Value, value: Value) {
        if self.entries.len() == self.entries.capacity() && self.entries.len() > 2 * self.live {
            self.rebuild();
        }
        let position = self.entries.len();
        self.entries.push(Entry { hash, key, value });
        self.live += 1;
        self.version += 1;
        if !self.table.is_empty() {
            let entries = &self.entries;
            let _ = self.table.insert_unique(spread(hash), position as u32, |&at| spread(entries[at as usize].hash));
        } else if position >= SEARCHED {
            self.index();
        }
    }

    /// Replaces the value at a position and gives back the old one, to be dropped when the dict is
    /// closed.
    #[inline]
    pub fn set_at(&mut self, position: usize, value: Value) -> Value {
        std::mem::replace(&mut self.entries[position].value, value)
    }

    /// Removes the entry at a position and gives it back.
    pub fn remove_at(&mut self, position: usize) -> (Value, Value) {
        let hash = self.entries[position].hash;
        if let Ok(found) = self.table.find_entry(spread(hash), |&at| at as usize == position) {
            let _ = found.remove();
        }
        let entry = &mut self.entries[position];
        let removed = (std::mem::take(&mut entry.key), std::mem::take(&mut entry.value));
        self.live -= 1;
        self.version += 1;
        if self.live == 0 {
            self.entries.clear();
            self.table.clear();
            self.first = 0;
            return removed;
        }
        while self.entries.last().is_some_and(|entry| entry.key.is_undef()) {
            self.entries.pop();
        }
        while self.entries.get(self.first).is_some_and(|entry| entry.key.is_undef()) {
            self.first += 1;
        }
        removed
    }

    /// Moves the entry at a position to the end, or to the front.
    pub fn move_to_end(&mut self, position: usize, last: bool) {
        let hash = self.entries[position].hash;
        let (key, value) = self.remove_at(position);
        if last {
            self.insert_new(hash, key, value);
        } else {
            let rest = std::mem::take(&mut self.entries);
            self.table.clear();
            self.first = 0;
            self.live = 0;
            self.insert_new(hash, key, value);
            for entry in rest.into_iter().filter(|entry| !entry.key.is_undef()) {
                self.insert_new(entry.hash, entry.key, entry.value);
            }
        }
    }

    /// Removes all entries and gives them back, to be dropped when the dict is closed.
    pub fn take_all(&mut self) -> Dict {
        let version = self.version + 1;
        std::mem::replace(self, Dict { version, ..Dict::default() })
    }

    /// A copy of the same entries.
    pub fn copy(&self) -> Dict {
        let live = self.entries[self.first..].iter().filter(|entry| !entry.key.is_undef());
        let copied = live.map(|entry| Entry { hash: entry.hash, key: entry.key.clone(), value: entry.value.clone() });
        let mut copy = Dict { entries: copied.collect(), live: self.live, ..Dict::default() };
        if copy.live > SEARCHED {
            copy.index();
        }
        copy
    }

    fn rebuild(&mut self) {
        self.entries.retain(|entry| !entry.key.is_undef());
        self.first = 0;
        self.table.clear();
        if self.entries.len() > SEARCHED {
            self.index();
        }
    }

    fn index(&mut self) {
        let entries = &self.entries;
        self.table.clear();
        self.table.reserve(entries.capacity(), |&at| spread(entries[at as usize].hash));
        for (position, entry) in entries.iter().enumerate().filter(|(_, entry)| !entry.key.is_undef()) {
            let hasher = |&at: &u32| spread(entries[at as usize].hash);
            let _ = self.table.insert_unique(spread(entry.hash), position as u32, hasher);
        }
    }

    // ---- keys that no code of the program's compares ----

    /// The value of a key whose hash and equality are built in (numbers, text, tuples of them,
    /// classes, …). None if it is not there, or not such a key.
    #[inline]
    pub fn get(&self, key: &Value) -> Option<&Value> {
        let position = match self.find_fast(key) {
            Some(found) => found?,
            None => match self.find(key, plain_hash(key).ok()??) {
                Probe::At(position) => position,
                _ => return None,
            },
        };
        Some(&self.entries[position].value)
    }

    /// Sets the value of such a key and gives back the old one. A key that the program's code would
    /// have to compare counts as new.
    pub fn insert(&mut self, key: Value, value: Value) -> Option<Value> {
        let hash = plain_hash(&key).ok().flatten().unwrap_or(0);
        match self.find(&key, hash) {
            Probe::At(position) => Some(self.set_at(position, value)),
            _ => {
                self.insert_new(hash, key, value);
                None
            }
        }
    }

    /// Removes such a key.
    pub fn remove(&mut self, key: &Value) -> Option<(Value, Value)> {
        match self.find(key, plain_hash(key).ok()??) {
            Probe::At(position) => Some(self.remove_at(position)),
            _ => None,
        }
    }

    /// The value of a str key.
    pub fn get_str(&self, key: &str) -> Option<&Value> {
        let position = self.search(hash_text(key), |_, have| have.as_str() == Some(key))?;
        Some(&self.entries[position].value)
    }

    /// Sets the value of a str key.
    pub fn insert_str(&mut self, key: &str, value: Value) {
        let hash = hash_text(key);
        match self.search(hash, |_, have| have.as_str() == Some(key)) {
            Some(position) => self.entries[position].value = value,
            None => self.insert_new(hash, Value::str(key), value),
        }
    }
}

impl FromIterator<(Value, Value)> for Dict {
    /// Of keys whose hash and equality are built in.
    fn from_iter<I: IntoIterator<Item = (Value, Value)>>(entries: I) -> Dict {
        let mut dict = Dict::new();
        for (key, value) in entries {
            dict.insert(key, value);
        }
        dict
    }
}

/// The table wants entropy in all bits; the hash of a small int has it in the low ones only.
#[inline(always)]
fn spread(hash: i64) -> u64 {
    let product = (hash as u64 as u128) * 0x9e37_79b9_7f4a_7c15;
    (product as u64) ^ ((product >> 64) as u64)
}

impl DictObject {
    /// Where a key of this hash is. Runs the program's `__eq__` where nothing else can tell, and
    /// starts again if that changed the dict.
    pub fn locate(&self, cx: &mut dyn Interp, key: &Value, hash: i64) -> R<Option<usize>> {
        'again: loop {
            let (version, candidates) = {
                let map = self.map.borrow();
                match map.find(key, hash) {
                    Probe::At(position) => return Ok(Some(position)),
                    Probe::Absent => return Ok(None),
                    Probe::Ask(candidates) => (map.version(), candidates),
                }
            };
            for (position, candidate) in candidates {
                let equal = cx.equal(&candidate, key)?;
                if self.map.borrow().version() != version {
                    continue 'again;
                }
                if equal {
                    return Ok(Some(position));
                }
            }
            return Ok(None);
        }
    }

    /// The value of a key. *Errors*: TypeError if it has no hash.
    #[inline]
    pub fn get(&self, cx: &mut dyn Interp, key: &Value) -> R<Option<Value>> {
        {
            let map = self.map.borrow();
            if let Some(found) = map.find_fast(key) {
                return Ok(found.map(|position| map.entries[position].value.clone()));
            }
        }
        let position = {
            let hash = hash(cx, key)?;
            self.locate(cx, key, hash)?
        };
        Ok(position.and_then(|position| self.map.borrow().at(position).map(|(_, value)| value.clone())))
    }

    /// Whether a key is there. *Errors*: TypeError if it has no hash.
    pub fn contains(&self, cx: &mut dyn Interp, key: &Value) -> R<bool> {
        if let Some(found) = self.map.borrow().find_fast(key) {
            return Ok(found.is_some());
        }
        let hash = hash(cx, key)?;
        Ok(self.locate(cx, key, hash)?.is_some())
    }

    /// Sets the value of a key. *Errors*: TypeError if it has no hash.
    #[inline]
    pub fn set(&self, cx: &mut dyn Interp, key: Value, value: Value) -> R<()> {
        {
            let mut map = self.map.borrow_mut();
            match map.find_fast(&key) {
                Some(Some(position)) => {
                    let old = map.set_at(position, value);
                    drop(map);
                    drop(old);
                    return Ok(());
                }
                Some(None) => {
                    if let Some(hash) = plain_hash(&key)? {
                        map.insert_new(hash, key, value);
                        return Ok(());
                    }
                }
                None => {}
            }
        }
        let hash = hash(cx, &key)?;
        self.set_hashed(cx, hash, key, value)
    }

    /// Sets the value of a key of this hash.
    pub fn set_hashed(&self, cx: &mut dyn Interp, hash: i64, key: Value, value: Value) -> R<()> {
        let position = self.locate(cx, &key, hash)?;
        let mut map = self.map.borrow_mut();
        let old = match position {
            Some(position) => Some(map.set_at(position, value)),
            None => {
                map.insert_new(hash, key, value);
                None
            }
        };
        drop(map);
        drop(old);
        Ok(())
    }

    /// Removes a key and gives back its entry. *Errors*: TypeError if it has no hash.
    pub fn remove(&self, cx: &mut dyn Interp, key: &Value) -> R<Option<(Value, Value)>> {
        let hash = hash(cx, key)?;
        let position = self.locate(cx, key, hash)?;
        Ok(position.map(|position| self.map.borrow_mut().remove_at(position)))
    }
}

impl Value {
    /// A plain dict of these entries.
    pub fn dict(map: Dict) -> Value {
        Value::Dict(Rc::new(DictObject::new(map)))
    }
}
