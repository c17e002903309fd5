//! The first pass: which names each scope binds, and the rules of `global`, `nonlocal`, parameters,
//! comprehension variables and walruses.

use super::walk::{annotations, arguments, deeper, defaults, parts};
use super::{Checked, refuse};
use crate::syntax::ast::{Comprehension, Expr, ExprKind, FunctionDef, Module, Param, Params, Pattern, Stmt, StmtKind};
use crate::text::{Name, Span, names};
use rustc_hash::FxHashMap;

/// What a scope does with a name.
#[derive(Clone, Copy, Default)]
struct Uses {
    parameter: bool,
    bound: bool,
    imported: bool,
    read: bool,
    annotated: bool,
    global: bool,
    nonlocal: bool,
    /// The variable of a comprehension's `for`.
    iterated: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Module,
    Class,
    Function,
    /// With what an error calls it.
    Comprehension(&'static str),
}

struct Scope {
    kind: Kind,
    names: FxHashMap<Name, Uses>,
    /// The `global` and `nonlocal` declarations; the latter are checked when all scopes are known.
    declarations: Vec<(Name, Span)>,
    children: Vec<Scope>,
    /// Inside the iterable of a comprehension's `for`.
    in_iterable: usize,
    /// Inside the target of a comprehension's `for`.
    in_target: bool,
}

impl Scope {
    fn new(kind: Kind) -> Scope {
        Scope {
            kind,
            names: FxHashMap::default(),
            declarations: Vec::new(),
            children: Vec::new(),
            in_iterable: 0,
            in_target: false,
        }
    }
}

pub(super) fn check(module: &Module) -> Checked {
    let mut pass = Pass { scopes: vec![Scope::new(Kind::Module)] };
    pass.statements(&module.body)?;
    let module = pass.scopes.pop().expect("the module's scope is the first");
    resolve(&module, &[])
}

/// Checks that each `nonlocal` name is bound in a function around it.
fn resolve(scope: &Scope, around: &[&Scope]) -> Checked {
    for &(name, span) in &scope.declarations {
        let uses = scope.names.get(&name).copied().unwrap_or_default();
        if !uses.nonlocal {
            continue;
        }
        if uses.global {
            return refuse(span, format!("name '{name}' is nonlocal and global"));
        }
        if around.is_empty() {
            return refuse(span, "nonlocal declaration not allowed at module level");
        }
        // Methods find their class under this name without any binding of it.
        if name == names::CLASS && around.iter().any(|outer| outer.kind == Kind::Class) {
            continue;
        }
        let functions = around.iter().rev().filter(|outer| matches!(outer.kind, Kind::Function));
        let binding = functions
            .filter_map(|outer| outer.names.get(&name))
            .find(|uses| uses.bound || uses.imported || uses.global);
        if binding.is_none_or(|uses| uses.global) {
            return refuse(span, format!("no binding for nonlocal '{name}' found"));
        }
    }
    let mut inner = around.to_vec();
    inner.push(scope);
    scope.children.iter().try_for_each(|child| deeper(|| resolve(child, &inner)))
}

struct Pass {
    scopes: Vec<Scope>,
}

impl Pass {
    fn scope(&mut self) -> &mut Scope {
        self.scopes.last_mut().expect("the module's scope is the first")
    }

    fn uses(&mut self, name: Name) -> &mut Uses {
        self.scope().names.entry(name).or_default()
    }

    fn enter(&mut self, kind: Kind, inside: impl FnOnce(&mut Pass) -> Checked) -> Checked {
        self.scopes.push(Scope::new(kind));
        let checked = deeper(|| inside(self));
        let scope = self.scopes.pop().expect("a scope was pushed");
        self.scope().children.push(scope);
        checked
    }

    fn bind(&mut self, name: Name) {
        self.uses(name).bound = true;
    }

    fn statements(&mut self, body: &[Stmt]) -> Checked {
        body.iter().try_for_each(|stmt| deeper(|| self.statement(stmt)))
    }

    fn statement(&mut self, stmt: &Stmt) -> Checked {
        match &stmt.kind {
            StmtKind::Pass | StmtKind::Break | StmtKind::Continue => Ok(()),
            StmtKind::Expr(value) => self.read(value),
            StmtKind::Return(value) => self.read_all(value),
            StmtKind::Assign { targets, value } => {
                self.store_all(targets)?;
                self.read(value)
            }
            StmtKind::AugAssign { target, value, .. } => {
                self.store(target)?;
                self.read(value)
            }
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                self.annotated(stmt, target, *simple, value.is_some())?;
                self.read(annotation)?;
                self.read_all(value)
            }
            StmtKind::Delete(targets) => self.store_all(targets),
            StmtKind::Raise { exception, cause } => {
                self.read_all(exception)?;
                self.read_all(cause)
            }
            StmtKind::Assert { test, message } => {
                self.read(test)?;
                self.read_all(message)
            }
            StmtKind::If { test, body, orelse } | StmtKind::While { test, body, orelse } => {
                self.read(test)?;
                self.statements(body)?;
                self.statements(orelse)
            }
            StmtKind::For { target, iter, body, orelse } => {
                self.store(target)?;
                self.read(iter)?;
                self.statements(body)?;
                self.statements(orelse)
            }
            StmtKind::With { items, body } => {
                for item in items {
                    self.read(&item.context)?;
                    self.store_all(&item.target)?;
                }
                self.statements(body)
            }
            StmtKind::Try { body, handlers, orelse, finally } => {
                self.statements(body)?;
                self.statements(orelse)?;
                for handler in handlers {
                    self.read_all(&handler.class)?;
                    handler.name.into_iter().for_each(|name| self.bind(name));
                    self.statements(&handler.body)?;
                }
                self.statements(finally)
            }
            StmtKind::Match { subject, cases } => {
                self.read(subject)?;
                for case in cases {
                    self.pattern(&case.pattern)?;
                    self.read_all(&case.guard)?;
                    self.statements(&case.body)?;
                }
                Ok(())
            }
            StmtKind::Def(function) => self.function(function),
            StmtKind::Class(class) => {
                self.bind(class.name);
                arguments(&class.bases).try_for_each(|base| self.read(base))?;
                self.read_all(&class.decorators)?;
                self.enter(Kind::Class, |pass| pass.statements(&class.body))
            }
            StmtKind::Import(modules) => {
                for (module, alias, _) in modules {
                    let first = module.as_str().split('.').next().unwrap_or("");
                    self.uses(alias.unwrap_or_else(|| Name::new(first))).imported = true;
                }
                Ok(())
            }
            StmtKind::ImportFrom { names, .. } => {
                for (name, alias, span) in names {
                    if name.as_str() != "*" {
                        self.uses(alias.unwrap_or(*name)).imported = true;
                    } else if self.scope().kind != Kind::Module {
                        return refuse(*span, "import * only allowed at module level");
                    }
                }
                Ok(())
            }
            StmtKind::Global(names) => self.declare(names, stmt.span, true),
            StmtKind::Nonlocal(names) => self.declare(names, stmt.span, false),
        }
    }

    /// `global` or `nonlocal`.
    fn declare(&mut self, declared: &[Name], span: Span, global: bool) -> Checked {
        let word = if global { "global" } else { "nonlocal" };
        for &name in declared {
            let uses = self.uses(name);
            if uses.parameter {
                return refuse(span, format!("name '{name}' is parameter and {word}"));
            }
            if uses.read {
                return refuse(span, format!("name '{name}' is used prior to {word} declaration"));
            }
            if uses.annotated {
                return refuse(span, format!("annotated name '{name}' can't be {word}"));
            }
            if uses.bound {
                return refuse(span, format!("name '{name}' is assigned to before {word} declaration"));
            }
            uses.global |= global;
            uses.nonlocal |= !global;
            self.scope().declarations.push((name, span));
        }
        Ok(())
    }

    fn annotated(&mut self, stmt: &Stmt, target: &Expr, simple: bool, assigned: bool) -> Checked {
        let ExprKind::Name(name) = target.kind else { return self.store(target) };
        let module = self.scopes.len() == 1;
        let uses = *self.uses(name);
        if simple && !module && (uses.global || uses.nonlocal) {
            let word = if uses.global { "global" } else { "nonlocal" };
            return refuse(stmt.span, format!("annotated name '{name}' can't be {word}"));
        }
        let uses = self.uses(name);
        uses.bound |= simple || assigned;
        uses.annotated |= simple;
        Ok(())
    }

    fn function(&mut self, function: &FunctionDef) -> Checked {
        self.bind(function.name);
        self.read_all(defaults(&function.params))?;
        self.read_all(annotations(&function.params))?;
        self.read_all(&function.returns)?;
        self.read_all(&function.decorators)?;
        self.enter(Kind::Function, |pass| {
            pass.parameters(&function.params)?;
            pass.statements(&function.body)
        })
    }

    fn parameters(&mut self, params: &Params) -> Checked {
        let starred = [&params.star, &params.double_star].into_iter().flatten();
        for Param { name, span, .. } in params.positional.iter().chain(&params.keyword_only).chain(starred) {
            let uses = self.uses(*name);
            if uses.parameter {
                return refuse(*span, format!("duplicate argument '{name}' in function definition"));
            }
            (uses.parameter, uses.bound) = (true, true);
        }
        Ok(())
    }

    fn pattern(&mut self, pattern: &Pattern) -> Checked {
        match pattern {
            Pattern::Value(value) | Pattern::Singleton(value) => self.read(value),
            Pattern::Capture { pattern, name } => {
                pattern.iter().try_for_each(|pattern| self.pattern(pattern))?;
                name.iter().for_each(|&name| self.bind(name));
                Ok(())
            }
            Pattern::Star(name) => {
                name.iter().for_each(|&name| self.bind(name));
                Ok(())
            }
            Pattern::Or(patterns) | Pattern::Sequence(patterns) => {
                patterns.iter().try_for_each(|pattern| deeper(|| self.pattern(pattern)))
            }
            Pattern::Mapping { keys, patterns, rest } => {
                self.read_all(keys)?;
                patterns.iter().try_for_each(|pattern| deeper(|| self.pattern(pattern)))?;
                rest.iter().for_each(|&name| self.bind(name));
                Ok(())
            }
            Pattern::Class { class, positional, keywords } => {
                self.read(class)?;
                let keywords = keywords.iter().map(|(_, pattern)| pattern);
                positional.iter().chain(keywords).try_for_each(|pattern| deeper(|| self.pattern(pattern)))
            }
        }
    }

    fn store_all<'e>(&mut self, targets: impl IntoIterator<Item = &'e Expr>) -> Checked {
        targets.into_iter().try_for_each(|target| self.store(target))
    }

    /// A target: the names in it are bound, the rest is read.
    fn store(&mut self, target: &Expr) -> Checked {
        match &target.kind {
            ExprKind::Name(name) => self.store_name(*name, target.span),
            ExprKind::Tuple(items) | ExprKind::List(items) => {
                items.iter().try_for_each(|item| deeper(|| self.store(item)))
            }
            ExprKind::Starred(value) => self.store(value),
            _ => self.read(target),
        }
    }

    fn store_name(&mut self, name: Name, span: Span) -> Checked {
        let in_target = self.scope().in_target;
        let uses = self.uses(name);
        uses.bound = true;
        if in_target {
            if uses.global || uses.nonlocal {
                let message = format!("comprehension inner loop cannot rebind assignment expression target '{name}'");
                return refuse(span, message);
            }
            uses.iterated = true;
        }
        Ok(())
    }

    fn read_all<'e>(&mut self, exprs: impl IntoIterator<Item = &'e Expr>) -> Checked {
        exprs.into_iter().try_for_each(|expr| self.read(expr))
    }

    fn read(&mut self, expr: &Expr) -> Checked {
        deeper(|| match &expr.kind {
            ExprKind::Name(name) => {
                self.uses(*name).read = true;
                Ok(())
            }
            ExprKind::Walrus { name, value } => self.walrus(*name, value, expr.span),
            ExprKind::Lambda { params, body } => {
                self.read_all(defaults(params))?;
                self.enter(Kind::Function, |pass| {
                    pass.parameters(params)?;
                    pass.read(body)
                })
            }
            ExprKind::ListComp { element, clauses } => self.comprehension("list comprehension", &[element], clauses),
            ExprKind::SetComp { element, clauses } => self.comprehension("set comprehension", &[element], clauses),
            ExprKind::DictComp { key, value, clauses } => {
                self.comprehension("dict comprehension", &[key, value], clauses)
            }
            ExprKind::GeneratorExp { element, clauses } => {
                self.comprehension("generator expression", &[element], clauses)
            }
            ExprKind::Yield(_) | ExprKind::YieldFrom(_) => {
                parts(expr, &mut |part| self.read(part))?;
                match self.scope().kind {
                    Kind::Comprehension(what) => refuse(expr.span, format!("'yield' inside {what}")),
                    _ => Ok(()),
                }
            }
            _ => parts(expr, &mut |part| self.read(part)),
        })
    }

    /// The first iterable belongs to the scope around the comprehension, all the rest to its own.
    fn comprehension(&mut self, what: &'static str, elements: &[&Expr], clauses: &[Comprehension]) -> Checked {
        let Some((first, rest)) = clauses.split_first() else { return Ok(()) };
        self.iterable(&first.iter)?;
        self.enter(Kind::Comprehension(what), |pass| {
            pass.loop_target(&first.target)?;
            pass.read_all(&first.conditions)?;
            for clause in rest {
                pass.loop_target(&clause.target)?;
                pass.iterable(&clause.iter)?;
                pass.read_all(&clause.conditions)?;
            }
            elements.iter().rev().try_for_each(|element| pass.read(element))
        })
    }

    fn loop_target(&mut self, target: &Expr) -> Checked {
        self.scope().in_target = true;
        let stored = self.store(target);
        self.scope().in_target = false;
        stored
    }

    fn iterable(&mut self, iter: &Expr) -> Checked {
        self.scope().in_iterable += 1;
        let read = self.read(iter);
        self.scope().in_iterable -= 1;
        read
    }

    /// A walrus inside comprehensions binds its name in the function or module around them.
    fn walrus(&mut self, name: Name, value: &Expr, span: Span) -> Checked {
        if self.scope().in_iterable > 0 {
            let message = "assignment expression cannot be used in a comprehension iterable expression";
            return refuse(span, message);
        }
        let target = Span { start: span.start, end: span.start + name.as_str().len() as u32 };
        let mut outside = self.scopes.len() - 1;
        while let Kind::Comprehension(_) = self.scopes[outside].kind {
            let uses = self.scopes[outside].names.entry(name).or_default();
            if uses.iterated {
                let message = format!("assignment expression cannot rebind comprehension iteration variable '{name}'");
                return refuse(target, message);
            }
            uses.nonlocal = true;
            outside -= 1;
        }
        if outside + 1 < self.scopes.len() && self.scopes[outside].kind == Kind::Class {
            let message = "assignment expression within a comprehension cannot be used in a class body";
            return refuse(target, message);
        }
        self.scopes[outside].names.entry(name).or_default().bound = true;
        self.read(value)
    }
}

/// The name that no program may bind.
pub(super) fn is_forbidden(name: Name) -> bool {
    name != names::UNDERSCORE && name.as_str() == "__debug__"
}
