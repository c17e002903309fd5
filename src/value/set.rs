//! Sets. The order in which CPython shows a set follows from its hash table, so the table is
//! CPython's: the same probes, sizes and growth. `set_operations.rs` has what may run the program's
//! code. *Source*: `Objects/setobject.c` of 3.11.

use super::Value;
use super::equal::plain_equal;
use super::hash::plain_hash;
use smallvec::SmallVec;

/// A set's elements.
#[derive(Clone)]
pub struct Set {
    table: Vec<Slot>,
    /// Slots in use or once used.
    fill: usize,
    used: usize,
    /// Where `pop` goes on.
    finger: usize,
    /// Grows with each element that comes or goes.
    version: u64,
}

#[derive(Clone, Default)]
struct Slot {
    hash: i64,
    /// Undef in a slot that is empty or, with a hash of -1, was deleted from.
    key: Value,
}

impl Slot {
    fn is_empty(&self) -> bool {
        self.key.is_undef() && self.hash == 0
    }

    fn is_live(&self) -> bool {
        !self.key.is_undef()
    }
}

const LEAST_SIZE: usize = 8;
/// So many neighbours of a slot are tried before the probe jumps.
const LINEAR_PROBES: usize = 9;
const PERTURB_SHIFT: u32 = 5;
const DELETED: i64 = -1;

/// What looking for an element without running the program's code found out.
pub enum Probe {
    /// It is in this slot.
    At(usize),
    /// It is not there; it would go into this slot.
    Absent(usize),
    /// It may be one of these: slots and elements that the program's own `__eq__` must compare.
    Ask(SmallVec<[(usize, Value); 1]>, usize),
}

impl Default for Set {
    fn default() -> Set {
        Set { table: vec![Slot::default(); LEAST_SIZE], fill: 0, used: 0, finger: 0, version: 0 }
    }
}

impl Set {
    /// An empty set.
    pub fn new() -> Set {
        Set::default()
    }

    /// The number of elements.
    #[inline]
    pub fn len(&self) -> usize {
        self.used
    }

    /// Whether there are none.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.used == 0
    }

    /// A number that changes whenever an element comes or goes.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// All elements in order.
    pub fn iter(&self) -> impl Iterator<Item = &Value> {
        self.iter_hashed().map(|(_, key)| key)
    }

    /// All elements in order, with their hashes.
    pub fn iter_hashed(&self) -> impl Iterator<Item = (i64, &Value)> {
        self.table.iter().filter(|slot| slot.is_live()).map(|slot| (slot.hash, &slot.key))
    }

    /// The first element at a slot or after it, and the slot behind it: how to go through a set that
    /// may change meanwhile.
    pub fn next(&self, slot: usize) -> Option<(usize, &Value)> {
        let rest = self.table.get(slot..)?;
        let skipped = rest.iter().position(Slot::is_live)?;
        Some((slot + skipped + 1, &rest[skipped].key))
    }

    /// Looks for an element of this hash.
    pub fn find(&self, key: &Value, hash: i64) -> Probe {
        let mut undecided = SmallVec::new();
        let (mut found, mut deleted) = (None, None);
        let end = self.probe(hash, |slot| {
            let have = &self.table[slot];
            if have.is_empty() {
                return true;
            }
            if !have.is_live() {
                deleted = Some(slot);
            } else if have.hash == hash {
                match plain_equal(&have.key, key) {
                    Some(true) => {
                        found = Some(slot);
                        return true;
                    }
                    Some(false) => {}
                    None => undecided.push((slot, have.key.clone())),
                }
            }
            false
        });
        // The last deleted slot on the way is used again.
        let free = deleted.unwrap_or(end);
        match found {
            Some(slot) => Probe::At(slot),
            None if undecided.is_empty() => Probe::Absent(free),
            None => Probe::Ask(undecided, free),
        }
    }

    /// Goes through the slots of a hash until `done` with one, and says which.
    fn probe(&self, hash: i64, mut done: impl FnMut(usize) -> bool) -> usize {
        let mask = self.table.len() - 1;
        let mut perturb = hash as usize;
        let mut at = hash as usize & mask;
        loop {
            let last = if at + LINEAR_PROBES <= mask { at + LINEAR_PROBES } else { at };
            for slot in at..=last {
                if done(slot) {
                    return slot;
                }
            }
            perturb >>= PERTURB_SHIFT;
            at = at.wrapping_mul(5).wrapping_add(1).wrapping_add(perturb) & mask;
        }
    }

    /// Puts an element that is known not to be there into the slot that [`Set::find`] gave.
    pub fn insert_at(&mut self, slot: usize, hash: i64, key: Value) {
        let fresh = self.table[slot].is_empty();
        self.table[slot] = Slot { hash, key };
        self.used += 1;
        self.version += 1;
        if !fresh {
            return;
        }
        self.fill += 1;
        if self.fill * 5 >= (self.table.len() - 1) * 3 {
            self.resize(self.roomy());
        }
    }

    /// Removes the element in a slot and gives it back.
    pub fn remove_at(&mut self, slot: usize) -> Value {
        let slot = std::mem::replace(&mut self.table[slot], Slot { hash: DELETED, key: Value::Undef });
        self.used -= 1;
        self.version += 1;
        slot.key
    }

    /// Removes all elements and gives them back, to be dropped when the set is closed.
    pub fn take_all(&mut self) -> Set {
        let version = self.version + 1;
        std::mem::replace(self, Set { version, ..Set::default() })
    }

    /// Removes and gives back some element. A finger moves on so that popping all takes linear time.
    pub fn pop(&mut self) -> Option<Value> {
        if self.used == 0 {
            return None;
        }
        let mut slot = self.finger & (self.table.len() - 1);
        while !self.table[slot].is_live() {
            slot = if slot + 1 == self.table.len() { 0 } else { slot + 1 };
        }
        self.finger = slot + 1;
        Some(self.remove_at(slot))
    }

    /// How many elements to make room for when growing.
    fn roomy(&self) -> usize {
        if self.used > 50_000 { self.used * 2 } else { self.used * 4 }
    }

    /// Rebuilds the table with room for more than `least` elements.
    fn resize(&mut self, least: usize) {
        let mut size = LEAST_SIZE;
        while size <= least {
            size <<= 1;
        }
        if size == LEAST_SIZE && self.table.len() == LEAST_SIZE && self.fill == self.used {
            return;
        }
        let old = std::mem::replace(&mut self.table, vec![Slot::default(); size]);
        self.fill = self.used;
        for slot in old.into_iter().filter(Slot::is_live) {
            self.insert_clean(slot);
        }
    }

    /// Puts an element into a table that has neither it nor deleted slots.
    fn insert_clean(&mut self, new: Slot) {
        let free = self.probe(new.hash, |slot| !self.table[slot].is_live());
        self.table[free] = new;
    }

    /// Makes room, as CPython does, before `n` elements of a set or dict are added.
    pub(super) fn prepare(&mut self, n: usize) {
        if (self.fill + n) * 5 >= (self.table.len() - 1) * 3 {
            self.resize((self.used + n) * 2);
        }
    }

    /// If this set is empty, takes over another's elements; whether it was.
    pub(super) fn merge_into_empty(&mut self, other: &Set) -> bool {
        if other.used == 0 {
            return true;
        }
        self.prepare(other.used);
        if self.fill != 0 {
            return false;
        }
        self.version += 1;
        if self.table.len() == other.table.len() && other.fill == other.used {
            self.table.clone_from(&other.table);
        } else {
            for slot in other.table.iter().filter(|slot| slot.is_live()) {
                self.insert_clean(slot.clone());
            }
        }
        self.fill = other.used;
        self.used = other.used;
        true
    }

    /// A copy: what `set(s)` and `s.copy()` give.
    pub fn copy(&self) -> Set {
        let mut copy = Set::new();
        copy.merge_into_empty(self);
        copy
    }

    /// Keeps the version growing when this set takes another's place.
    pub(super) fn outlive(&mut self, old: &Set) {
        self.version += old.version + 1;
    }

    /// Removes deleted slots if they are many: the end of `difference_update`.
    pub(super) fn tidy(&mut self) {
        if self.fill - self.used > (self.table.len() - 1) / 4 {
            self.resize(self.roomy());
        }
    }

    /// What a set display of more than two constants makes: CPython builds a frozenset of them, once
    /// more for its constant table, and merges that into a new set. The elements are constants.
    pub fn of_constants(items: &[Value]) -> Set {
        let mut first = Set::new();
        first.extend_plain(items);
        let again: Vec<Value> = first.iter().cloned().collect();
        let mut second = Set::new();
        second.extend_plain(&again);
        second.copy()
    }

    fn extend_plain(&mut self, items: &[Value]) {
        for item in items {
            self.insert(item.clone());
        }
    }

    // ---- elements that no code of the program's compares ----

    /// Adds an element whose hash and equality are built in; one that the program's code would have
    /// to compare counts as new.
    pub fn insert(&mut self, item: Value) -> bool {
        let hash = plain_hash(&item).ok().flatten().unwrap_or(0);
        match self.find(&item, hash) {
            Probe::At(_) => false,
            Probe::Absent(slot) | Probe::Ask(_, slot) => {
                self.insert_at(slot, hash, item);
                true
            }
        }
    }

    /// Whether such an element is there.
    pub fn contains(&self, item: &Value) -> bool {
        let hash = plain_hash(item).ok().flatten();
        hash.is_some_and(|hash| matches!(self.find(item, hash), Probe::At(_)))
    }

    /// The hash of a frozenset of these elements.
    pub fn hash(&self) -> i64 {
        let shuffle = |bits: u64| ((bits ^ 89_869_747) ^ (bits << 16)).wrapping_mul(3_644_798_167);
        // Empty and deleted slots take part in CPython's loop and are taken out again; so only the
        // live ones count.
        let mut hash = self.iter_hashed().fold(0u64, |hash, (part, _)| hash ^ shuffle(part as u64));
        hash ^= (self.used as u64 + 1).wrapping_mul(1_927_868_237);
        hash ^= (hash >> 11) ^ (hash >> 25);
        hash = hash.wrapping_mul(69_069).wrapping_add(907_133_923);
        if hash == u64::MAX { 590_923_713 } else { hash as i64 }
    }
}

impl FromIterator<Value> for Set {
    /// Of elements whose hash and equality are built in.
    fn from_iter<I: IntoIterator<Item = Value>>(items: I) -> Set {
        let mut set = Set::new();
        for item in items {
            set.insert(item);
        }
        set
    }
}
