//! Running program text: a session's cells, and `exec` and `eval`.

use super::core::{Core, Vm};
use super::frames::{Frame, FrameKind};
use super::generator::Resumed;
use crate::compile::{Globals, compile};
use crate::text::{ErrorClass, Name, R, Source, Span, err, names};
use crate::value::code::{Code, Namespace};
use crate::value::dict::Dict;
use crate::value::{Interp, Value};
use std::rc::Rc;

/// What the compiler asks of a session.
struct Slots<'a> {
    core: &'a mut Core,
    namespace: Rc<Namespace>,
    warnings: Vec<(String, Span)>,
}

impl Globals for Slots<'_> {
    fn slot(&mut self, name: Name) -> R<u16> {
        self.core.slot(&self.namespace, name)
    }
    fn is_known(&mut self, name: Name) -> bool {
        match self.core.slot(&self.namespace, name) {
            Ok(slot) => !self.core.globals[slot as usize].is_undef() || self.core.fallback(slot).is_some(),
            Err(_) => false,
        }
    }
    fn warn(&mut self, message: String, span: Span) {
        self.warnings.push((message, span));
    }
}

impl Vm<'_> {
    /// The code of a text in a namespace.
    ///
    /// *Errors*: SyntaxError.
    pub(super) fn compile_text(
        &mut self,
        source: &Rc<Source>,
        namespace: &Rc<Namespace>,
        show_last: bool,
    ) -> R<&'static Code> {
        let module = crate::syntax::parse(source)?;
        let show = show_last && !module.ends_in_semicolon;
        let mut slots = Slots { core: self.core, namespace: namespace.clone(), warnings: Vec::new() };
        let code = compile(&module, source, namespace, &mut slots, show)?;
        for (message, span) in slots.warnings {
            self.show_warning_at(ErrorClass::SyntaxWarning, &message, source, span);
        }
        Ok(code)
    }

    /// Runs a module's code; gives the value of its last expression, or None.
    pub(super) fn run_module(&mut self, code: &'static Code) -> R<Value> {
        let base = self.top();
        self.ensure(base);
        let floor = self.core.frames.len();
        if floor >= self.core.limit {
            return Err(self.too_deep());
        }
        self.core.frames.push(Frame { code, pc: 0, base: base as u32, dst: 0, kind: FrameKind::Entry, dirty: true });
        match self.run_nested(floor)? {
            Resumed::Returned(value) | Resumed::Yielded(value) => Ok(value),
        }
    }

    /// The variables of a namespace that have values, in the order they were first used.
    pub(super) fn namespace_dict(&mut self, namespace: &Namespace) -> Dict {
        let mut slots: Vec<(u16, Name)> = namespace.slots.borrow().iter().map(|(name, slot)| (*slot, *name)).collect();
        slots.sort();
        let mut dict = Dict::new();
        for (slot, name) in slots {
            let value = &self.core.globals[slot as usize];
            if !value.is_undef() {
                dict.insert_str(name.as_str(), value.clone());
            }
        }
        dict
    }

    /// `exec` and `eval`: in the running module's variables, or in those of dicts.
    pub(super) fn run_program_text(
        &mut self,
        source: Rc<Source>,
        expression: bool,
        globals: Option<&Value>,
        locals: Option<&Value>,
    ) -> R<Value> {
        let source = match source.text.strip_prefix([' ', '\t']) {
            Some(text) if expression => Source::new(source.title.clone(), text.trim_start_matches([' ', '\t'])),
            _ => source,
        };
        if expression {
            // Parsed on its own for the sake of the error: a statement is none here.
            crate::syntax::parse_expression(&source)?;
        }
        let running = self.core.frames.last().map(|frame| (frame.code.namespace.clone(), frame.code.kind));
        let own_locals = match running {
            Some((_, crate::value::code::CodeKind::Module)) | None => None,
            Some(_) if globals.is_none() && locals.is_none() => Some(self.locals()?),
            Some(_) => None,
        };
        let locals = locals.cloned().or(own_locals);
        if globals.is_none() && locals.is_none() {
            let namespace = running.map_or_else(|| self.core.main.clone(), |(namespace, _)| namespace);
            let code = self.compile_text(&source, &namespace, expression)?;
            return self.run_module(code);
        }
        // A namespace of its own, filled from the dicts and written back to them.
        let namespace = Rc::new(Namespace::default());
        let global_dict = match globals {
            Some(globals) => globals.clone(),
            None => self.globals()?,
        };
        self.fill_namespace(&namespace, &global_dict)?;
        if let Some(locals) = &locals {
            self.fill_namespace(&namespace, locals)?;
        }
        let code = self.compile_text(&source, &namespace, expression)?;
        let result = self.run_module(code);
        let target = locals.as_ref().or(globals);
        if let Some(target) = target {
            self.empty_namespace(&namespace, target, &global_dict)?;
        }
        result
    }

    fn fill_namespace(&mut self, namespace: &Rc<Namespace>, dict: &Value) -> R<()> {
        for key in self.collect(dict)? {
            let value = self.get_item(dict, &key)?;
            let Some(name) = key.as_str().map(Name::new) else { continue };
            if name == names::NAME
                && let Some(text) = value.as_str()
            {
                namespace.name.set(Some(Name::new(text)));
            }
            let slot = self.core.slot(namespace, name)?;
            self.core.globals[slot as usize] = value;
        }
        Ok(())
    }

    /// Writes variables that were set back to a dict.
    fn empty_namespace(&mut self, namespace: &Rc<Namespace>, dict: &Value, unchanged: &Value) -> R<()> {
        let Value::Dict(target) = dict else { return Ok(()) };
        let values: Vec<(Value, Value)> =
            self.namespace_dict(namespace).iter().map(|(key, value)| (key.clone(), value.clone())).collect();
        for (key, value) in values {
            let same = match unchanged {
                Value::Dict(before) if !Rc::ptr_eq(before, target) => {
                    before.get(self, &key)?.is_some_and(|before| before.is(&value)) && !target.contains(self, &key)?
                }
                _ => false,
            };
            if !same {
                target.set(self, key, value)?;
            }
        }
        Ok(())
    }

    /// `Class[item]`
    pub(super) fn class_item(&mut self, value: &Value, index: &Value) -> R<Option<Value>> {
        match value {
            Value::Class(class) => {
                if crate::run::protocol::has_special(value, names::GETITEM) {
                    return Ok(None);
                }
                match class.lookup(names::CLASS_GETITEM) {
                    Some(method) => {
                        let method = self.class_member_value(&method, value)?;
                        self.call_value(&method, std::slice::from_ref(index), &[]).map(Some)
                    }
                    None => err(ErrorClass::TypeError, format!("type '{}' is not subscriptable", class.name.get())),
                }
            }
            Value::Type(class) => super::alias::subscript(*class, index).map(Some),
            _ => Ok(None),
        }
    }
}
