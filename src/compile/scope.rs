//! Which variable a name means: each function, class and comprehension is a scope, and a name used
//! in one may belong to another. Done before any code is made, because an assignment further down
//! makes a name local from the start.

use crate::syntax::ast::{
    Arg, ClassDef, Comprehension, Expr, ExprKind, FPart, FunctionDef, Handler, Module, Params, Pattern, Stmt, StmtKind,
};
use crate::text::{Error, ErrorClass, Name, Span, names};
use rustc_hash::{FxHashMap, FxHashSet};

/// A scope's number.
pub(super) type ScopeId = usize;

/// What kind of body a scope is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ScopeKind {
    Module,
    Function,
    Class,
    /// A list, set or dict comprehension: runs in the frame of the scope around it.
    Comprehension,
}

/// One scope and its names.
pub(super) struct Scope {
    pub(super) kind: ScopeKind,
    /// Whether it is a comprehension of any kind, generator expressions included.
    comprehension: bool,
    parent: Option<ScopeId>,
    /// Parameters and names assigned here, in order of appearance.
    pub(super) locals: Vec<Name>,
    local_set: FxHashSet<Name>,
    /// Locals that functions inside use.
    pub(super) captured: FxHashSet<Name>,
    /// Variables of enclosing functions used here or further inside; for scopes with a frame.
    pub(super) free: Vec<Name>,
    /// Names declared `global`.
    pub(super) globals: FxHashSet<Name>,
    nonlocals: Vec<(Name, Span)>,
    used: Vec<Name>,
    used_set: FxHashSet<Name>,
    /// Locals that `del` or the end of an `except … as` may leave without a value.
    pub(super) deleted: FxHashSet<Name>,
    /// Whether the body holds `yield`.
    pub(super) yields: bool,
    /// Whether the body holds `:=`, so that a variable may change in the middle of an expression.
    pub(super) walrus: bool,
}

impl Scope {
    /// Whether the name is a variable of this very scope.
    pub(super) fn is_local(&self, name: Name) -> bool {
        self.local_set.contains(&name)
    }
}

/// All scopes of a module.
pub(super) struct Scopes {
    all: Vec<Scope>,
    /// Scopes by the address of the syntax they are for.
    by_node: FxHashMap<usize, ScopeId>,
}

/// The key of a node of the tree, which does not move while code is made from it.
pub(super) fn key<T: ?Sized>(node: &T) -> usize {
    std::ptr::from_ref(node).cast::<u8>() as usize
}

impl Scopes {
    /// Finds out about all scopes of a module.
    ///
    /// *Errors*: SyntaxError for `nonlocal` names that no enclosing function has.
    pub(super) fn of_module(module: &Module) -> Result<Scopes, (Box<Error>, Span)> {
        let mut walk = Walk {
            scopes: Scopes { all: Vec::new(), by_node: FxHashMap::default() },
            current: 0,
            class_names: Vec::new(),
        };
        walk.open(ScopeKind::Module, None);
        walk.block(&module.body);
        walk.scopes.resolve()?;
        Ok(walk.scopes)
    }

    /// The scope of a `def`, lambda, class or comprehension.
    pub(super) fn at(&self, node: usize) -> ScopeId {
        self.by_node.get(&node).copied().unwrap_or(0)
    }

    pub(super) fn get(&self, id: ScopeId) -> &Scope {
        &self.all[id]
    }

    /// The scope whose frame a scope's code runs in.
    fn frame_of(&self, mut id: ScopeId) -> ScopeId {
        while self.all[id].kind == ScopeKind::Comprehension {
            match self.all[id].parent {
                Some(parent) => id = parent,
                None => break,
            }
        }
        id
    }

    fn resolve(&mut self) -> Result<(), (Box<Error>, Span)> {
        for id in 0..self.all.len() {
            for (name, span) in std::mem::take(&mut self.all[id].nonlocals) {
                if !self.capture(id, name) {
                    let error = Error::new(ErrorClass::SyntaxError, format!("no binding for nonlocal '{name}' found"));
                    return Err((error, span));
                }
            }
            for name in std::mem::take(&mut self.all[id].used) {
                if !self.all[id].is_local(name) && !self.all[id].globals.contains(&name) {
                    self.capture(id, name);
                }
            }
        }
        Ok(())
    }

    /// Finds the enclosing function's variable that a name means, and notes that it is shared if
    /// that is another frame's. False if the name is global.
    fn capture(&mut self, from: ScopeId, name: Name) -> bool {
        let frame = self.frame_of(from);
        let mut at = self.all[from].parent;
        while let Some(id) = at {
            let scope = &self.all[id];
            let visible = match scope.kind {
                ScopeKind::Module => false,
                // Methods do not see the names of their class, but for this one.
                ScopeKind::Class => name == names::CLASS,
                ScopeKind::Function | ScopeKind::Comprehension => true,
            };
            if visible && scope.globals.contains(&name) {
                return false;
            }
            if visible && (scope.is_local(name) || name == names::CLASS && scope.kind == ScopeKind::Class) {
                if self.frame_of(id) != frame {
                    self.share(from, id, name);
                }
                return true;
            }
            at = scope.parent;
        }
        false
    }

    /// Notes that `owner`'s variable is used in `from` and passes through all frames between.
    fn share(&mut self, from: ScopeId, owner: ScopeId, name: Name) {
        let last = self.frame_of(owner);
        self.all[owner].captured.insert(name);
        let mut frame = self.frame_of(from);
        while frame != last {
            let scope = &mut self.all[frame];
            if !scope.free.contains(&name) {
                scope.free.push(name);
            }
            match scope.parent {
                Some(parent) => frame = self.frame_of(parent),
                None => break,
            }
        }
    }
}

struct Walk {
    scopes: Scopes,
    current: ScopeId,
    class_names: Vec<Name>,
}

/// The name under which a class keeps its private name: `__x` of class `A` is `_A__x`.
pub(super) fn mangle(name: Name, class: Option<Name>) -> Name {
    let Some(class) = class else { return name };
    let text = name.as_str();
    if !text.starts_with("__") || text.ends_with("__") || text.contains('.') {
        return name;
    }
    match class.as_str().trim_start_matches('_') {
        "" => name,
        class => Name::new(&format!("_{class}{text}")),
    }
}

impl Walk {
    fn open(&mut self, kind: ScopeKind, node: Option<usize>) {
        let id = self.scopes.all.len();
        let parent = (id > 0).then_some(self.current);
        self.scopes.all.push(Scope {
            kind,
            comprehension: kind == ScopeKind::Comprehension,
            parent,
            locals: Vec::new(),
            local_set: FxHashSet::default(),
            captured: FxHashSet::default(),
            free: Vec::new(),
            globals: FxHashSet::default(),
            nonlocals: Vec::new(),
            used: Vec::new(),
            used_set: FxHashSet::default(),
            deleted: FxHashSet::default(),
            yields: false,
            walrus: false,
        });
        if let Some(node) = node {
            self.scopes.by_node.insert(node, id);
        }
        self.current = id;
    }

    fn close(&mut self) {
        if let Some(parent) = self.scope().parent {
            self.current = parent;
        }
    }

    fn scope(&mut self) -> &mut Scope {
        &mut self.scopes.all[self.current]
    }

    fn mangled(&self, name: Name) -> Name {
        mangle(name, self.class_names.last().copied())
    }

    fn bind(&mut self, name: Name) {
        let name = self.mangled(name);
        let scope = self.scope();
        if scope.globals.contains(&name) || scope.nonlocals.iter().any(|(have, _)| *have == name) {
            return;
        }
        if scope.local_set.insert(name) {
            scope.locals.push(name);
        }
    }

    fn use_name(&mut self, name: Name) {
        let name = self.mangled(name);
        let scope = self.scope();
        if scope.used_set.insert(name) {
            scope.used.push(name);
        }
    }

    fn block(&mut self, body: &[Stmt]) {
        for stmt in body {
            self.stmt(stmt);
        }
    }

    fn stmt(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::Expr(value) => self.expr(value),
            StmtKind::Assign { targets, value } => {
                self.expr(value);
                targets.iter().for_each(|target| self.target(target));
            }
            StmtKind::AugAssign { target, value, .. } => {
                self.expr(value);
                self.target(target);
            }
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                if let Some(value) = value {
                    self.expr(value);
                }
                // Annotations of a function's variables are never evaluated.
                if self.scope().kind != ScopeKind::Function || !simple {
                    self.expr(annotation);
                }
                self.target(target);
            }
            StmtKind::If { test, body, orelse } | StmtKind::While { test, body, orelse } => {
                self.expr(test);
                self.block(body);
                self.block(orelse);
            }
            StmtKind::For { target, iter, body, orelse } => {
                self.expr(iter);
                self.target(target);
                self.block(body);
                self.block(orelse);
            }
            StmtKind::Def(def) => self.def(def),
            StmtKind::Class(class) => self.class(class),
            StmtKind::Return(value) => self.maybe(value.as_ref()),
            StmtKind::Delete(targets) => {
                for target in targets {
                    self.target(target);
                    self.deleted(target);
                }
            }
            StmtKind::Raise { exception, cause } => {
                self.maybe(exception.as_ref());
                self.maybe(cause.as_ref());
            }
            StmtKind::Try { body, handlers, orelse, finally } => {
                self.block(body);
                handlers.iter().for_each(|handler| self.handler(handler));
                self.block(orelse);
                self.block(finally);
            }
            StmtKind::With { items, body } => {
                for item in items {
                    self.expr(&item.context);
                    if let Some(target) = &item.target {
                        self.target(target);
                    }
                }
                self.block(body);
            }
            StmtKind::Match { subject, cases } => {
                self.expr(subject);
                for case in cases {
                    self.pattern(&case.pattern);
                    self.maybe(case.guard.as_ref());
                    self.block(&case.body);
                }
            }
            StmtKind::Assert { test, message } => {
                self.expr(test);
                self.maybe(message.as_ref());
            }
            StmtKind::Import(modules) => {
                for (module, alias, _) in modules {
                    self.bind(alias.unwrap_or_else(|| first_part(*module)));
                }
            }
            StmtKind::ImportFrom { names, .. } => {
                for (name, alias, _) in names {
                    if name.as_str() != "*" {
                        self.bind(alias.unwrap_or(*name));
                    }
                }
            }
            StmtKind::Global(names) => {
                for &name in names {
                    let name = self.mangled(name);
                    let scope = self.scope();
                    if scope.kind != ScopeKind::Module {
                        scope.globals.insert(name);
                        scope.local_set.remove(&name);
                        scope.locals.retain(|have| *have != name);
                    }
                }
            }
            StmtKind::Nonlocal(names) => {
                for &name in names {
                    let name = self.mangled(name);
                    let scope = self.scope();
                    scope.local_set.remove(&name);
                    scope.locals.retain(|have| *have != name);
                    scope.nonlocals.push((name, stmt.span));
                }
            }
            StmtKind::Pass | StmtKind::Break | StmtKind::Continue => {}
        }
    }

    fn maybe(&mut self, expr: Option<&Expr>) {
        if let Some(expr) = expr {
            self.expr(expr);
        }
    }

    fn deleted(&mut self, target: &Expr) {
        match &target.kind {
            ExprKind::Name(name) => {
                let name = self.mangled(*name);
                self.scope().deleted.insert(name);
            }
            ExprKind::Tuple(items) | ExprKind::List(items) => items.iter().for_each(|item| self.deleted(item)),
            _ => {}
        }
    }

    fn handler(&mut self, handler: &Handler) {
        self.maybe(handler.class.as_ref());
        if let Some(name) = handler.name {
            self.bind(name);
            let name = self.mangled(name);
            self.scope().deleted.insert(name);
        }
        self.block(&handler.body);
    }

    fn target(&mut self, target: &Expr) {
        match &target.kind {
            ExprKind::Name(name) => self.bind(*name),
            ExprKind::Tuple(items) | ExprKind::List(items) => items.iter().for_each(|item| self.target(item)),
            ExprKind::Starred(inner) => self.target(inner),
            _ => self.expr(target),
        }
    }

    fn params(&mut self, params: &Params) {
        for param in params.positional.iter().chain(&params.keyword_only) {
            self.bind(param.name);
        }
        for param in params.star.iter().chain(&params.double_star) {
            self.bind(param.name);
        }
    }

    /// Defaults and annotations belong to the scope around the function.
    fn outside_of_params(&mut self, params: &Params) {
        let all = params.positional.iter().chain(&params.keyword_only).chain(&params.star).chain(&params.double_star);
        for param in all {
            self.maybe(param.default.as_ref());
            self.maybe(param.annotation.as_ref());
        }
    }

    fn def(&mut self, def: &FunctionDef) {
        def.decorators.iter().for_each(|decorator| self.expr(decorator));
        self.outside_of_params(&def.params);
        self.maybe(def.returns.as_ref());
        self.bind(def.name);
        self.open(ScopeKind::Function, Some(key(def)));
        self.params(&def.params);
        self.block(&def.body);
        self.close();
    }

    fn class(&mut self, class: &ClassDef) {
        class.decorators.iter().for_each(|decorator| self.expr(decorator));
        class.bases.iter().for_each(|base| self.arg(base));
        self.bind(class.name);
        self.open(ScopeKind::Class, Some(key(class)));
        self.class_names.push(class.name);
        self.block(&class.body);
        self.class_names.pop();
        self.close();
    }

    fn arg(&mut self, arg: &Arg) {
        match arg {
            Arg::Positional(value) | Arg::Keyword(_, value) | Arg::Star(value) | Arg::DoubleStar(value) => {
                self.expr(value);
            }
        }
    }

    fn comprehension(&mut self, kind: ScopeKind, clauses: &[Comprehension], parts: &[&Expr]) {
        // The first iterable is evaluated outside.
        if let Some(first) = clauses.first() {
            self.expr(&first.iter);
        }
        self.open(kind, Some(key(clauses)));
        self.scope().comprehension = true;
        for (position, clause) in clauses.iter().enumerate() {
            if position > 0 {
                self.expr(&clause.iter);
            }
            self.target(&clause.target);
            clause.conditions.iter().for_each(|condition| self.expr(condition));
        }
        parts.iter().for_each(|part| self.expr(part));
        self.close();
    }

    fn expr(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Name(name) => {
                // `super()` without arguments needs the class, which it finds in a hidden variable.
                if *name == names::SUPER && self.in_function() {
                    self.use_name(names::CLASS);
                }
                self.use_name(*name);
            }
            ExprKind::Tuple(items) | ExprKind::List(items) | ExprKind::Set(items) => {
                items.iter().for_each(|item| self.expr(item));
            }
            ExprKind::Dict(pairs) => {
                for (key, value) in pairs {
                    self.maybe(key.as_ref());
                    self.expr(value);
                }
            }
            ExprKind::Unary { operand, .. } => self.expr(operand),
            ExprKind::Binary { left, right, .. } => {
                self.expr(left);
                self.expr(right);
            }
            ExprKind::BoolOp { values, .. } => values.iter().for_each(|value| self.expr(value)),
            ExprKind::Compare { left, rest } => {
                self.expr(left);
                rest.iter().for_each(|(_, right)| self.expr(right));
            }
            ExprKind::IfElse { test, body, orelse } => {
                self.expr(test);
                self.expr(body);
                self.expr(orelse);
            }
            ExprKind::Lambda { params, body } => {
                self.outside_of_params(params);
                self.open(ScopeKind::Function, Some(key(&**params)));
                self.params(params);
                self.expr(body);
                self.close();
            }
            ExprKind::Call { function, args } => {
                self.expr(function);
                args.iter().for_each(|arg| self.arg(arg));
            }
            ExprKind::Attribute { value, .. } | ExprKind::Starred(value) => self.expr(value),
            ExprKind::Subscript { value, index } => {
                self.expr(value);
                self.expr(index);
            }
            ExprKind::Slice { start, stop, step } => {
                [start, stop, step].into_iter().flatten().for_each(|bound| self.expr(bound));
            }
            ExprKind::FString(parts) => self.fstring(parts),
            ExprKind::ListComp { element, clauses } | ExprKind::SetComp { element, clauses } => {
                self.comprehension(ScopeKind::Comprehension, clauses, &[element]);
            }
            ExprKind::DictComp { key, value, clauses } => {
                self.comprehension(ScopeKind::Comprehension, clauses, &[key, value]);
            }
            ExprKind::GeneratorExp { element, clauses } => {
                self.comprehension(ScopeKind::Function, clauses, &[element]);
            }
            ExprKind::Walrus { name, value } => {
                self.expr(value);
                self.walrus(*name);
            }
            ExprKind::Yield(value) => {
                self.maybe(value.as_deref());
                self.scope().yields = true;
            }
            ExprKind::YieldFrom(value) => {
                self.expr(value);
                self.scope().yields = true;
            }
            ExprKind::None
            | ExprKind::True
            | ExprKind::False
            | ExprKind::Ellipsis
            | ExprKind::Int(_)
            | ExprKind::BigInt(_)
            | ExprKind::Float(_)
            | ExprKind::Imaginary(_)
            | ExprKind::Str(_)
            | ExprKind::Bytes(_) => {}
        }
    }

    fn in_function(&self) -> bool {
        let mut at = Some(self.current);
        while let Some(id) = at {
            match self.scopes.all[id].kind {
                ScopeKind::Function => return true,
                ScopeKind::Module => return false,
                ScopeKind::Class | ScopeKind::Comprehension => at = self.scopes.all[id].parent,
            }
        }
        false
    }

    /// `:=` inside a comprehension sets a variable of the scope around it.
    fn walrus(&mut self, name: Name) {
        let inside = self.current;
        while self.scope().comprehension {
            match self.scope().parent {
                Some(parent) => self.current = parent,
                None => break,
            }
        }
        self.bind(name);
        self.scope().walrus = true;
        let outside = self.current;
        self.current = inside;
        if inside != outside {
            let name = self.mangled(name);
            let is_function = self.scopes.all[outside].kind == ScopeKind::Function;
            let scope = self.scope();
            scope.walrus = true;
            if is_function {
                self.use_name(name);
            } else {
                scope.globals.insert(name);
            }
        }
    }

    fn fstring(&mut self, parts: &[FPart]) {
        for part in parts {
            if let FPart::Field { value, spec, .. } = part {
                self.expr(value);
                self.fstring(spec);
            }
        }
    }

    fn pattern(&mut self, pattern: &Pattern) {
        match pattern {
            Pattern::Value(value) | Pattern::Singleton(value) => self.expr(value),
            Pattern::Capture { pattern, name } => {
                if let Some(pattern) = pattern {
                    self.pattern(pattern);
                }
                if let Some(name) = name {
                    self.bind(*name);
                }
            }
            Pattern::Or(patterns) | Pattern::Sequence(patterns) => {
                patterns.iter().for_each(|pattern| self.pattern(pattern));
            }
            Pattern::Star(name) => {
                if let Some(name) = name {
                    self.bind(*name);
                }
            }
            Pattern::Mapping { keys, patterns, rest } => {
                keys.iter().for_each(|key| self.expr(key));
                patterns.iter().for_each(|pattern| self.pattern(pattern));
                if let Some(rest) = rest {
                    self.bind(*rest);
                }
            }
            Pattern::Class { class, positional, keywords } => {
                self.expr(class);
                positional.iter().for_each(|pattern| self.pattern(pattern));
                keywords.iter().for_each(|(_, pattern)| self.pattern(pattern));
            }
        }
    }
}

/// `numpy` of `numpy.linalg`.
pub(super) fn first_part(module: Name) -> Name {
    match module.as_str().split_once('.') {
        Some((first, _)) => Name::new(first),
        None => module,
    }
}
