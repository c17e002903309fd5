//! Functions, lambdas and classes: a frame of their own, made where the definition runs.

use super::scope::{ScopeId, ScopeKind, key};
use super::unit::{Active, MOST_LOCALS, Place, Unit};
use super::{Compiler, doc_of};
use crate::syntax::ast::{Arg, ClassDef, Expr, FunctionDef, Param, Params, Stmt};
use crate::text::{Error, Name, Span, names};
use crate::value::Value;
use crate::value::code::{Code, CodeKind, Ins, NO_REGISTER, Parameters, Template};
use rustc_hash::FxHashMap;

impl<'a> Compiler<'a> {
    pub(super) fn def(&mut self, def: &'a FunctionDef, span: Span) {
        let d = self.decorated(&def.decorators, |compiler, d| {
            let scope = compiler.scopes.at(key(def));
            compiler.function_object(
                Body { name: def.name, scope, params: &def.params, span },
                def.returns.as_ref(),
                d,
                |compiler| {
                    compiler.block(&def.body);
                    doc_of(&def.body)
                },
            );
        });
        self.store_name(def.name, d, def.name_span);
    }

    pub(super) fn lambda(&mut self, params: &'a Params, body: &'a Expr, d: u8, span: Span) {
        let scope = self.scopes.at(key(params));
        self.function_object(Body { name: names::LAMBDA, scope, params, span }, None, d, |compiler| {
            let a = compiler.operand(body).register;
            compiler.unit().emit(Ins::Ret { a }, body.span);
            Value::None
        });
    }

    /// Evaluates decorators, makes what they decorate, and calls them from the last to the first.
    /// Gives the register of the result.
    fn decorated(&mut self, decorators: &'a [Expr], make: impl FnOnce(&mut Self, u8)) -> u8 {
        let first = self.unit().mark() as u8;
        for decorator in decorators {
            self.temporary(decorator);
        }
        let d = self.unit().register();
        make(self, d);
        let mut result = d;
        for (position, decorator) in decorators.iter().enumerate().rev() {
            let f = first + position as u8;
            // The argument stands behind the function, where the call takes it from.
            self.unit().emit(Ins::Call { d: f, f, a: result, n: 1 }, decorator.span);
            result = f;
        }
        result
    }

    /// Makes a function: its code now, the object when the definition runs.
    fn function_object(
        &mut self,
        body: Body<'a>,
        returns: Option<&'a Expr>,
        d: u8,
        make: impl FnOnce(&mut Self) -> Value,
    ) {
        let mark = self.unit().mark();
        let first = mark as u8;
        let (defaults, keyword_defaults) = self.defaults(body.params);
        let annotations = self.annotations(body.params, returns, body.span);
        let scope = self.scopes.get(body.scope);
        let kind = if scope.yields { CodeKind::Generator } else { CodeKind::Function };
        let parameters = self.parameters(body.params);
        if let Some(code) = self.body(kind, &body, parameters, make) {
            let captures = self.captures(code);
            let template = Template { code, defaults, keyword_defaults, captures, annotations };
            self.make_function(template, first, d, body.span);
        }
        self.unit().release(mark);
    }

    pub(super) fn make_function(&mut self, template: Template, a: u8, d: u8, span: Span) {
        let unit = self.unit();
        unit.templates.push(template);
        let k = (unit.templates.len() - 1) as u16;
        unit.emit(Ins::MakeFunc { d, a, k }, span);
    }

    /// The code of a frame of its own.
    pub(super) fn body(
        &mut self,
        kind: CodeKind,
        body: &Body<'a>,
        parameters: Parameters,
        make: impl FnOnce(&mut Self) -> Value,
    ) -> Option<&'static Code> {
        let qualname = self.qualname(body.name);
        self.units.push(Unit::new(kind, body.name, qualname, body.span));
        self.lay_out(body.scope, &parameters, body.span);
        let doc = make(self);
        self.unit().emit(Ins::RetNone, body.span);
        let unit = self.units.pop()?;
        match self.finish(unit, parameters, doc) {
            Ok(code) => Some(code),
            Err(error) => {
                self.failure.get_or_insert(error);
                None
            }
        }
    }

    fn qualname(&mut self, name: Name) -> String {
        let Some(unit) = self.units.last() else { return name.as_str().to_owned() };
        let declared_global =
            unit.actives.first().is_some_and(|active| self.scopes.get(active.scope).globals.contains(&name));
        match unit.kind {
            _ if declared_global => name.as_str().to_owned(),
            CodeKind::Module => name.as_str().to_owned(),
            CodeKind::ClassBody => format!("{}.{name}", unit.qualname),
            CodeKind::Function | CodeKind::Generator => format!("{}.<locals>.{name}", unit.qualname),
        }
    }

    /// Gives every variable of a frame its place: parameters first, as calls put them there.
    fn lay_out(&mut self, scope: ScopeId, parameters: &Parameters, span: Span) {
        let scopes = self.scopes;
        let info = scopes.get(scope);
        let mut places = FxHashMap::default();
        for &name in &parameters.names {
            let register = self.unit().register();
            if info.captured.contains(&name) {
                self.unit().emit(Ins::WrapVar { d: register }, span);
                places.insert(name, Place::Shared { register, free: false });
            } else {
                self.unit().assigned.insert(register);
                places.insert(name, Place::Register(register));
            }
        }
        if parameters.names.len() > MOST_LOCALS {
            self.fail(Error::unsupported("functions with so many parameters"), span);
        }
        match info.kind {
            ScopeKind::Class => {
                // Register 0 holds the namespace, which has the body's names.
                self.unit().register();
                if info.captured.contains(&names::CLASS) {
                    let register = self.unit().register();
                    self.unit().emit(Ins::NewVar { d: register }, span);
                    places.insert(names::CLASS, Place::Shared { register, free: false });
                }
            }
            _ => self.lay_out_locals(scope, parameters, &mut places, span),
        }
        let unit = self.unit();
        unit.first_capture = unit.mark() as u8;
        for &name in &info.free {
            let register = unit.register();
            unit.free.insert(name, register);
        }
        unit.first_temporary = unit.mark().min(255) as u8;
        unit.actives.push(Active { scope, places });
    }

    fn lay_out_locals(
        &mut self,
        scope: ScopeId,
        parameters: &Parameters,
        places: &mut FxHashMap<Name, Place>,
        span: Span,
    ) {
        let scopes = self.scopes;
        let info = scopes.get(scope);
        let others = || info.locals.iter().copied().filter(|name| !parameters.names.contains(name));
        for name in others().filter(|name| info.captured.contains(name)) {
            let register = self.unit().register();
            self.unit().emit(Ins::NewVar { d: register }, span);
            places.insert(name, Place::Shared { register, free: false });
        }
        let mut wide = 0;
        for name in others().filter(|name| !info.captured.contains(name)) {
            if usize::from(self.unit().mark()) < MOST_LOCALS {
                places.insert(name, Place::Register(self.unit().register()));
            } else {
                places.insert(name, Place::Wide(wide));
                wide += 1;
            }
        }
        if wide > 0 {
            let w = self.unit().register();
            self.unit().wide = Some(w);
            self.unit().emit(Ins::NewWide { w, n: wide }, span);
        }
    }

    /// Registers of this frame that hold the shared variables a function made here uses.
    pub(super) fn captures(&mut self, code: &'static Code) -> Box<[u8]> {
        let registers = code.captured.iter().map(|&name| match self.place(name) {
            Place::Shared { register, .. } => register,
            // A class's own variable of this name is not what its methods see.
            Place::ClassName if self.unit().free.contains_key(&name) => self.unit().free[&name],
            _ => {
                let error = Error::new(crate::text::ErrorClass::SystemError, format!("no shared variable '{name}'"));
                self.fail(error, code.span);
                0
            }
        });
        registers.collect()
    }

    // ---- parameters ----

    fn parameters(&mut self, params: &Params) -> Parameters {
        let plain = params.positional.iter().chain(&params.keyword_only);
        let all = plain.chain(&params.star).chain(&params.double_star);
        Parameters {
            names: all.map(|param| self.mangled(param.name)).collect(),
            positional: params.positional.len() as u8,
            positional_only: params.positional_only as u8,
            keyword_only: params.keyword_only.len() as u8,
            star: params.star.is_some(),
            double_star: params.double_star.is_some(),
        }
    }

    /// Evaluates default values into the next registers.
    fn defaults(&mut self, params: &'a Params) -> (u8, Box<[u8]>) {
        let mut count = 0;
        for default in params.positional.iter().filter_map(|param| param.default.as_ref()) {
            self.temporary(default);
            count += 1;
        }
        let mut keyword = Vec::new();
        for (position, param) in params.keyword_only.iter().enumerate() {
            if let Some(default) = &param.default {
                self.temporary(default);
                keyword.push(position as u8);
            }
        }
        (count, keyword.into())
    }

    /// Evaluates annotations into a dict in the next register; false if there are none.
    fn annotations(&mut self, params: &'a Params, returns: Option<&'a Expr>, span: Span) -> bool {
        let plain = params.positional.iter().chain(&params.star);
        let all: Vec<&'a Param> = plain.chain(&params.keyword_only).chain(&params.double_star).collect();
        let given = all.iter().filter_map(|param| Some((param.name, param.annotation.as_ref()?)));
        let pairs: Vec<(Name, &'a Expr)> = given.chain(returns.map(|returns| (names::RETURN, returns))).collect();
        if pairs.is_empty() {
            return false;
        }
        let dict = self.unit().register();
        self.unit().emit(Ins::MakeDict { d: dict, a: dict, n: 0 }, span);
        for (name, annotation) in pairs {
            let mark = self.unit().mark();
            let key = self.unit().register();
            let name = self.mangled(name);
            self.load_constant(Value::str(name.as_str()), key, annotation.span);
            let v = self.operand(annotation).register;
            self.unit().emit(Ins::DictSet { a: dict, key, v }, annotation.span);
            self.unit().release(mark);
        }
        true
    }

    // ---- classes ----

    pub(super) fn class(&mut self, class: &'a ClassDef, span: Span) {
        let d = self.decorated(&class.decorators, |compiler, d| compiler.class_object(class, d, span));
        self.store_name(class.name, d, class.name_span);
    }

    fn class_object(&mut self, class: &'a ClassDef, d: u8, span: Span) {
        let mark = self.unit().mark();
        let f = self.unit().register();
        let scope = self.scopes.at(key(class));
        let no_params: &'static Params = &NO_PARAMS;
        let body = Body { name: class.name, scope, params: no_params, span };
        // Decorators and bases are outside the class, for private names too.
        let bases = self.argument_list(&class.bases, f, span);
        let keywords = class.bases.iter().any(|base| matches!(base, Arg::Keyword(..) | Arg::DoubleStar(_)));
        let kwargs = if keywords { self.argument_dict(&class.bases, f, span) } else { NO_REGISTER };
        self.class_names.push(class.name);
        let code = self
            .body(CodeKind::ClassBody, &body, Parameters::default(), |compiler| compiler.class_body(&class.body, span));
        self.class_names.pop();
        if let Some(code) = code {
            let captures = self.captures(code);
            let template =
                Template { code, defaults: 0, keyword_defaults: Box::default(), captures, annotations: false };
            self.make_function(template, f, f, span);
            let name = self.unit().name_index(class.name);
            self.unit().emit(Ins::MakeClass { d, f, bases, kwargs, name }, span);
        }
        self.unit().release(mark);
    }

    /// The body gives back the hidden variable that its methods' `super()` reads, to be filled.
    fn class_body(&mut self, body: &'a [Stmt], span: Span) -> Value {
        self.block(body);
        if let Place::Shared { register, free: false } = self.place(names::CLASS) {
            self.unit().emit(Ins::Ret { a: register }, span);
        }
        doc_of(body)
    }
}

static NO_PARAMS: Params =
    Params { positional: Vec::new(), positional_only: 0, star: None, keyword_only: Vec::new(), double_star: None };

/// What a frame is made for.
pub(super) struct Body<'a> {
    pub(super) name: Name,
    pub(super) scope: ScopeId,
    pub(super) params: &'a Params,
    pub(super) span: Span,
}
