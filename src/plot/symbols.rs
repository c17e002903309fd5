//! The signs that formulas call by name.

/// How a sign is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// It leans like a letter.
    Letter,
    /// With space around it.
    Relation,
    /// As it is.
    Plain,
    /// Larger than letters.
    Large,
}

use Kind::{Large, Letter, Plain, Relation};

static SIGNS: &[(&str, &str, Kind)] = &[
    ("Delta", "Δ", Plain),
    ("Gamma", "Γ", Plain),
    ("Lambda", "Λ", Plain),
    ("Omega", "Ω", Plain),
    ("Phi", "Φ", Plain),
    ("Pi", "Π", Plain),
    ("Psi", "Ψ", Plain),
    ("Rightarrow", "⇒", Relation),
    ("Sigma", "Σ", Plain),
    ("Theta", "Θ", Plain),
    ("Upsilon", "Υ", Plain),
    ("Xi", "Ξ", Plain),
    ("alpha", "α", Letter),
    ("approx", "≈", Relation),
    ("ast", "∗", Relation),
    ("beta", "β", Letter),
    ("bullet", "•", Relation),
    ("cap", "∩", Relation),
    ("cdot", "⋅", Relation),
    ("cdots", "⋯", Plain),
    ("chi", "χ", Letter),
    ("circ", "∘", Plain),
    ("cup", "∪", Relation),
    ("degree", "°", Plain),
    ("delta", "δ", Letter),
    ("div", "÷", Relation),
    ("dots", "…", Plain),
    ("ell", "ℓ", Plain),
    ("emptyset", "∅", Plain),
    ("epsilon", "ε", Letter),
    ("equiv", "≡", Relation),
    ("eta", "η", Letter),
    ("exists", "∃", Plain),
    ("forall", "∀", Plain),
    ("gamma", "γ", Letter),
    ("ge", "≥", Relation),
    ("geq", "≥", Relation),
    ("hbar", "ħ", Plain),
    ("in", "∈", Relation),
    ("infty", "∞", Plain),
    ("int", "∫", Large),
    ("iota", "ι", Letter),
    ("kappa", "κ", Letter),
    ("lambda", "λ", Letter),
    ("langle", "⟨", Plain),
    ("ldots", "…", Plain),
    ("le", "≤", Relation),
    ("leftarrow", "←", Relation),
    ("leq", "≤", Relation),
    ("lbrace", "{", Plain),
    ("mid", "|", Relation),
    ("mp", "∓", Relation),
    ("mu", "μ", Letter),
    ("nabla", "∇", Plain),
    ("ne", "≠", Relation),
    ("neq", "≠", Relation),
    ("notin", "∉", Relation),
    ("nu", "ν", Letter),
    ("omega", "ω", Letter),
    ("oplus", "⊕", Relation),
    ("otimes", "⊗", Relation),
    ("partial", "∂", Plain),
    ("perp", "⊥", Relation),
    ("phi", "φ", Letter),
    ("pi", "π", Letter),
    ("pm", "±", Relation),
    ("prime", "′", Plain),
    ("prod", "∏", Large),
    ("propto", "∝", Relation),
    ("psi", "ψ", Letter),
    ("rangle", "⟩", Plain),
    ("rbrace", "}", Plain),
    ("rho", "ρ", Letter),
    ("rightarrow", "→", Relation),
    ("sigma", "σ", Letter),
    ("sim", "∼", Relation),
    ("simeq", "≃", Relation),
    ("star", "★", Relation),
    ("subset", "⊂", Relation),
    ("subseteq", "⊆", Relation),
    ("sum", "∑", Large),
    ("tau", "τ", Letter),
    ("theta", "θ", Letter),
    ("times", "×", Relation),
    ("to", "→", Relation),
    ("uparrow", "↑", Plain),
    ("upsilon", "υ", Letter),
    ("varepsilon", "ε", Letter),
    ("varphi", "φ", Letter),
    ("vartheta", "ϑ", Letter),
    ("vert", "|", Plain),
    ("wedge", "∧", Relation),
    ("xi", "ξ", Letter),
    ("zeta", "ζ", Letter),
];

/// The sign of a name and how it is set.
pub(super) fn sign(name: &str) -> Option<(&'static str, Kind)> {
    SIGNS.iter().find(|(known, ..)| *known == name).map(|(_, sign, kind)| (*sign, *kind))
}

/// Whether a name is that of a function, which is written upright.
pub(super) fn is_function(name: &str) -> bool {
    matches!(
        name,
        "arccos"
            | "arcsin"
            | "arctan"
            | "arg"
            | "argmax"
            | "argmin"
            | "cos"
            | "cosh"
            | "cot"
            | "det"
            | "dim"
            | "exp"
            | "inf"
            | "ker"
            | "lim"
            | "ln"
            | "log"
            | "max"
            | "min"
            | "mod"
            | "sec"
            | "sin"
            | "sinh"
            | "sup"
            | "tan"
            | "tanh"
    )
}
