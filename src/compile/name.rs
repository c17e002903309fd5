//! Variables: where they are, how they are read, set and deleted.

use super::unit::{Assigned, Place};
use super::{Compiler, scope};
use crate::text::{Name, Span, names};
use crate::value::code::Ins;

impl<'a> Compiler<'a> {
    /// A private name as its class keeps it.
    pub(super) fn mangled(&self, name: Name) -> Name {
        scope::mangle(name, self.class_names.last().copied())
    }

    /// Where the variable of a (mangled) name is.
    pub(super) fn place(&mut self, name: Name) -> Place {
        let scopes = self.scopes;
        let unit = self.unit();
        let innermost = unit.actives.len().wrapping_sub(1);
        for (depth, active) in unit.actives.iter().enumerate().rev() {
            let scope = scopes.get(active.scope);
            if scope.kind == scope::ScopeKind::Class {
                if depth == innermost && scope.globals.contains(&name) {
                    return Place::Global;
                }
                if depth == innermost && scope.is_local(name) {
                    return Place::ClassName;
                }
                if name != names::CLASS {
                    continue;
                }
            } else if scope.globals.contains(&name) {
                return Place::Global;
            }
            if let Some(place) = active.places.get(&name) {
                return *place;
            }
        }
        match unit.free.get(&name) {
            Some(&register) => Place::Shared { register, free: true },
            None => Place::Global,
        }
    }

    /// The slot of a global variable.
    pub(super) fn slot(&mut self, name: Name, span: Span) -> u16 {
        match self.globals.slot(name) {
            Ok(slot) => slot,
            Err(error) => {
                self.fail(error, span);
                0
            }
        }
    }

    /// Whether a variable here may change in the middle of an expression.
    pub(super) fn may_change_midway(&mut self) -> bool {
        let scopes = self.scopes;
        self.unit().actives.iter().any(|active| scopes.get(active.scope).walrus)
    }

    /// Makes sure that a variable's register has a value.
    pub(super) fn check_bound(&mut self, register: u8, name: Name, span: Span) {
        if self.unit().assigned.has(register) {
            return;
        }
        let unit = self.unit();
        unit.doubtful.insert(register);
        let name = unit.name_index(name);
        unit.emit(Ins::CheckBound { a: register, name }, span);
    }

    /// Reads a variable into a register.
    pub(super) fn load_name(&mut self, name: Name, d: u8, span: Span) {
        let name = self.mangled(name);
        let ins = match self.place(name) {
            Place::Register(a) => {
                self.check_bound(a, name, span);
                if a == d {
                    return;
                }
                Ins::Move { d, a }
            }
            Place::Shared { register, free } => {
                let name = self.unit().name_index(name);
                Ins::GetVar { d, a: register, free, name }
            }
            Place::Wide(k) => {
                let unit = self.unit();
                let (name, w) = (unit.name_index(name), unit.wide.unwrap_or(0));
                Ins::GetWide { d, w, k, name }
            }
            Place::Global => Ins::GetG { d, g: self.slot(name, span) },
            Place::ClassName => {
                let g = self.slot(name, span);
                Ins::GetName { d, name: self.unit().name_index(name), g }
            }
        };
        self.unit().emit(ins, span);
    }

    /// Sets a variable from a register.
    pub(super) fn store_name(&mut self, name: Name, a: u8, span: Span) {
        let name = self.mangled(name);
        let ins = match self.place(name) {
            Place::Register(d) => {
                self.now_assigned(name, d);
                if a == d {
                    return;
                }
                Ins::Move { d, a }
            }
            Place::Shared { register, .. } => Ins::SetVar { a: register, v: a },
            Place::Wide(k) => Ins::SetWide { v: a, w: self.unit().wide.unwrap_or(0), k },
            Place::Global => Ins::SetG { a, g: self.slot(name, span) },
            Place::ClassName => Ins::SetName { a, name: self.unit().name_index(name) },
        };
        self.unit().emit(ins, span);
    }

    /// Notes that a variable's register has a value from here on.
    pub(super) fn now_assigned(&mut self, name: Name, register: u8) {
        let scopes = self.scopes;
        let unit = self.unit();
        // A variable that is deleted anywhere is checked everywhere: the way here may lead past it.
        if !unit.actives.iter().any(|active| scopes.get(active.scope).deleted.contains(&name)) {
            unit.assigned.insert(register);
        }
    }

    /// `del name`
    pub(super) fn delete_name(&mut self, name: Name, span: Span) {
        let name = self.mangled(name);
        match self.place(name) {
            Place::Register(a) => {
                self.check_bound(a, name, span);
                let unit = self.unit();
                unit.emit(Ins::Unset { d: a }, span);
                unit.assigned.remove(a);
            }
            Place::Shared { register, free } => {
                let name = self.unit().name_index(name);
                self.unit().emit(Ins::DelVar { a: register, free, name }, span);
            }
            Place::Wide(k) => {
                let unit = self.unit();
                let (name, w) = (unit.name_index(name), unit.wide.unwrap_or(0));
                unit.emit(Ins::DelWide { w, k, name }, span);
            }
            Place::Global => {
                let g = self.slot(name, span);
                self.unit().emit(Ins::DelG { g }, span);
            }
            Place::ClassName => {
                let name = self.unit().name_index(name);
                self.unit().emit(Ins::DelName { name }, span);
            }
        }
    }

    /// Says that what follows cannot be reached from above.
    pub(super) fn unreachable(&mut self) {
        self.unit().assigned = Assigned::UNREACHABLE;
    }
}
