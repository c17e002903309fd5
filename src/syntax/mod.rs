//! (under construction)
pub mod ast;

/// (under construction)
pub fn parse_parameters(_text: &str) -> crate::text::R<ast::Params> {
    Err(crate::text::Error::unsupported("signatures"))
}
