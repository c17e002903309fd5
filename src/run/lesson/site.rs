//! The failing expression in the text of the program, and the text around it.

use crate::syntax::ast::{Arg, BinOp, Expr, ExprKind, Module, Stmt};
use crate::syntax::{Node, enclosing};
use crate::text::{Frame, Span};

/// Where an error was raised.
pub(super) struct Site<'a> {
    text: &'a str,
    /// From the statement down to the failing node.
    pub(super) path: Vec<Node<'a>>,
}

impl<'a> Site<'a> {
    /// The smallest node that is the place, or holds it.
    pub(super) fn new(place: &'a Frame, module: &'a Module) -> Option<Site<'a>> {
        let mut path = enclosing(module, place.span);
        // Of nodes with the same place the outermost is the operation: `x` in the statement `x`.
        while path.len() > 1
            && path[path.len() - 1].span() == path[path.len() - 2].span()
            && !is_statement(path[path.len() - 2])
        {
            path.pop();
        }
        (!path.is_empty()).then_some(Site { text: &place.source.text, path })
    }

    /// The failing expression.
    pub(super) fn expr(&self) -> Option<&'a Expr> {
        match self.path.last()? {
            Node::Expr(expr) => Some(expr),
            Node::Stmt(_) => None,
        }
    }

    /// The statement that is or holds it.
    pub(super) fn statement(&self) -> Option<&'a Stmt> {
        self.path.iter().rev().find_map(|node| match node {
            Node::Stmt(stmt) => Some(*stmt),
            Node::Expr(_) => None,
        })
    }

    /// The expressions around the failing one, inner ones first.
    pub(super) fn around(&self) -> impl Iterator<Item = &'a Expr> {
        let outer = self.path.len().saturating_sub(1);
        self.path[..outer].iter().rev().map_while(|node| match node {
            Node::Expr(expr) => Some(*expr),
            Node::Stmt(_) => None,
        })
    }

    /// A place's text.
    pub(super) fn text(&self, span: Span) -> &'a str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    /// An expression's text on one line.
    pub(super) fn of(&self, expr: &Expr) -> String {
        one_line(self.text(expr.span))
    }

    /// The text of an operand, in brackets unless it holds together by itself.
    pub(super) fn atom(&self, expr: &Expr) -> String {
        let text = self.of(expr);
        match expr.kind {
            ExprKind::Name(_)
            | ExprKind::Attribute { .. }
            | ExprKind::Call { .. }
            | ExprKind::Subscript { .. }
            | ExprKind::List(_)
            | ExprKind::Str(_)
            | ExprKind::ListComp { .. } => text,
            _ if text.starts_with('(') && text.ends_with(')') && matches!(expr.kind, ExprKind::Tuple(_)) => text,
            _ => format!("({text})"),
        }
    }

    /// The text of an operand of an operator: in brackets if it has an operator of its own.
    pub(super) fn side(&self, expr: &Expr) -> String {
        match expr.kind {
            ExprKind::Int(_) | ExprKind::Float(_) => self.of(expr),
            _ => self.atom(expr),
        }
    }

    /// An expression's text with some of its parts replaced; brackets around a part go with it.
    pub(super) fn replaced(&self, whole: &Expr, changes: &[(&Expr, String)]) -> String {
        let mut changes: Vec<(Span, &String)> =
            changes.iter().map(|(part, text)| (self.with_brackets(part.span, whole.span), text)).collect();
        changes.sort_by_key(|(span, _)| span.start);
        let mut text = String::new();
        let mut at = whole.span.start;
        for (span, new) in changes {
            text.push_str(self.text(Span { start: at, end: span.start }));
            text.push_str(new);
            at = span.end;
        }
        text.push_str(self.text(Span { start: at, end: whole.span.end.max(at) }));
        one_line(&text)
    }

    /// A part's place with the brackets that stand right around it, within a whole.
    fn with_brackets(&self, part: Span, whole: Span) -> Span {
        let before = self.text(Span { start: whole.start, end: part.start });
        let after = self.text(Span { start: part.end, end: whole.end });
        let (left, right) = (before.trim_end(), after.trim_start());
        // The bracket of a call belongs to the call.
        let is_call =
            left[..left.len().saturating_sub(1)].ends_with(|c: char| c.is_alphanumeric() || "_])".contains(c));
        if left.ends_with('(') && right.starts_with(')') && !is_call {
            let start = whole.start + left.len() as u32 - 1;
            let end = part.end + (after.len() - right.len()) as u32 + 1;
            return Span { start, end };
        }
        part
    }

    /// A call's text with other arguments.
    pub(super) fn call(&self, function: &str, args: &[String]) -> String {
        format!("{function}({})", args.join(", "))
    }

    /// An argument's text, with its keyword.
    pub(super) fn argument(&self, arg: &Arg) -> String {
        match arg {
            Arg::Positional(value) => self.of(value),
            Arg::Keyword(name, value) => format!("{name}={}", self.of(value)),
            Arg::Star(value) => format!("*{}", self.of(value)),
            Arg::DoubleStar(value) => format!("**{}", self.of(value)),
        }
    }
}

fn is_statement(node: Node<'_>) -> bool {
    matches!(node, Node::Stmt(_))
}

/// A text without line breaks.
fn one_line(text: &str) -> String {
    if text.contains('\n') { text.split_whitespace().collect::<Vec<_>>().join(" ") } else { text.to_owned() }
}

/// The values of a call's positional arguments; None if some are not plain.
pub(super) fn positional(args: &[Arg]) -> Option<Vec<&Expr>> {
    args.iter()
        .filter(|arg| !matches!(arg, Arg::Keyword(..)))
        .map(|arg| match arg {
            Arg::Positional(value) => Some(value),
            _ => None,
        })
        .collect()
}

/// The value of a call's keyword argument.
pub(super) fn keyword<'e>(args: &'e [Arg], wanted: &str) -> Option<&'e Expr> {
    args.iter().find_map(|arg| match arg {
        Arg::Keyword(name, value) if name.as_str() == wanted => Some(value),
        _ => None,
    })
}

/// An operator as it is written.
pub(super) fn sign(op: BinOp) -> &'static str {
    match op {
        BinOp::Add => "+",
        BinOp::Sub => "-",
        BinOp::Mul => "*",
        BinOp::Div => "/",
        BinOp::FloorDiv => "//",
        BinOp::Mod => "%",
        BinOp::Pow => "**",
        BinOp::MatMul => "@",
        BinOp::LShift => "<<",
        BinOp::RShift => ">>",
        BinOp::BitAnd => "&",
        BinOp::BitOr => "|",
        BinOp::BitXor => "^",
    }
}
