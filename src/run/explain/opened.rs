//! Functions of the program opened: their statements become parts, if they are a plain row of
//! assignments that ends in `return`.

use super::{Rules, Walker};
use crate::session::Part;
use crate::syntax::ast::{Expr, ExprKind, FunctionDef, Stmt, StmtKind};
use crate::text::{Name, R, Source};
use crate::value::code::CodeKind;
use crate::value::function::Function;
use crate::value::{Interp, Value};
use std::rc::Rc;

/// Functions inside functions are opened so deep.
const DEEPEST: usize = 3;

impl Walker<'_, '_> {
    /// What a call gives, with the function's statements as parts; None if the function is none to open.
    pub(super) fn open_function(
        &mut self,
        function: &Value,
        args: &[Value],
        kwargs: &[(Name, Value)],
        parts: &mut Vec<Part>,
    ) -> Option<R<Value>> {
        let Value::Function(function) = function else { return None };
        let code = function.code;
        let is_own = Rc::ptr_eq(&code.namespace, &self.vm.core.main) && !code.source.is_library();
        if self.depth >= DEEPEST || code.kind != CodeKind::Function || !is_own {
            return None;
        }
        let module = crate::syntax::parse(&code.source).ok()?;
        let def = crate::syntax::definition(&module, code.span).filter(|def| def.name == code.name)?;
        if !def.body.iter().all(is_plain) {
            return None;
        }
        let locals = bind(function, def, args, kwargs)?;
        let mut walker = Walker {
            vm: &mut *self.vm,
            source: code.source.clone(),
            locals,
            namespace: code.namespace.clone(),
            rules: Rules::Anything,
            depth: self.depth + 1,
        };
        Some(walker.body(&def.body, &code.source, parts))
    }

    fn body(&mut self, body: &[Stmt], source: &Rc<Source>, parts: &mut Vec<Part>) -> R<Value> {
        for statement in body {
            let value = match &statement.kind {
                StmtKind::Expr(Expr { kind: ExprKind::Str(_), .. }) | StmtKind::Pass => continue,
                StmtKind::Expr(value) | StmtKind::Assign { value, .. } | StmtKind::AugAssign { value, .. } => value,
                StmtKind::AnnAssign { value: Some(value), .. } | StmtKind::Return(Some(value)) => value,
                _ => return Ok(Value::None),
            };
            let text = source.text.get(statement.span.start as usize..statement.span.end as usize);
            let mut part = Part { text: text.unwrap_or_default().to_owned(), ..Part::default() };
            let result = self.statement(statement, value, &mut part);
            // A statement that only hands a variable on is shown as one line.
            if matches!(value.kind, ExprKind::Name(_)) {
                part.parts.clear();
            }
            self.close(&mut part, &result);
            parts.push(part);
            let result = result?;
            match &statement.kind {
                StmtKind::Return(_) => return Ok(result),
                StmtKind::Assign { targets, .. } => {
                    for target in targets {
                        self.set_local(target, result.clone());
                    }
                }
                StmtKind::AugAssign { target, .. } | StmtKind::AnnAssign { target, .. } => {
                    self.set_local(target, result);
                }
                _ => {}
            }
        }
        Ok(Value::None)
    }

    fn statement(&mut self, statement: &Stmt, value: &Expr, part: &mut Part) -> R<Value> {
        let StmtKind::AugAssign { target: Expr { kind: ExprKind::Name(name), .. }, op, .. } = &statement.kind else {
            return self.evaluate(value, part);
        };
        let old = self.lookup(*name)?;
        let mut parts = std::mem::take(&mut part.parts);
        let new = self.operand(value, &mut parts);
        part.parts = parts;
        self.vm.binary_in_place(*op, &old, &new?)
    }

    fn set_local(&mut self, target: &Expr, value: Value) {
        if let ExprKind::Name(name) = target.kind {
            self.locals.retain(|(local, _)| *local != name);
            self.locals.push((name, value));
        }
    }
}

/// Whether a statement is one that can be shown as a part.
fn is_plain(statement: &Stmt) -> bool {
    let is_name = |target: &Expr| matches!(target.kind, ExprKind::Name(_));
    match &statement.kind {
        StmtKind::Expr(_) | StmtKind::Pass | StmtKind::Return(_) => true,
        StmtKind::Assign { targets, .. } => targets.iter().all(is_name),
        StmtKind::AugAssign { target, .. } => is_name(target),
        StmtKind::AnnAssign { target, value, .. } => is_name(target) && value.is_some(),
        _ => false,
    }
}

/// A function's variables as a call starts them; None if the call is not a plain one.
fn bind(
    function: &Function,
    def: &FunctionDef,
    args: &[Value],
    kwargs: &[(Name, Value)],
) -> Option<Vec<(Name, Value)>> {
    let parameters = function.parameters();
    let positional = parameters.positional as usize;
    if !parameters.is_plain() || args.len() > positional || def.params.positional.len() != positional {
        return None;
    }
    let defaults = function.defaults.borrow();
    let first_default = positional.checked_sub(defaults.len())?;
    let mut locals: Vec<(Name, Value)> = function
        .code
        .captured
        .iter()
        .zip(&function.captures)
        .map(|(name, variable)| (*name, variable.value.borrow().clone()))
        .collect();
    for (at, &name) in parameters.names.iter().enumerate() {
        let given = args.get(at).or_else(|| kwargs.iter().find(|(key, _)| *key == name).map(|(_, value)| value));
        let value = given.or_else(|| defaults.get(at.checked_sub(first_default)?))?;
        locals.push((name, value.clone()));
    }
    let known = |name: &Name| parameters.names.iter().skip(args.len()).any(|parameter| parameter == name);
    kwargs.iter().all(|(name, _)| known(name)).then_some(locals)
}
