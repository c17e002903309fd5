//! A figure on its way to whoever shows it.

use crate::plot::scene::Figure;
use crate::plot::terminal::{self, Screen};
use crate::plot::{self, describe};
use crate::session::Drawing;

/// A figure as it was when it was shown.
#[derive(Debug)]
pub(super) struct Picture(pub(super) Figure);

impl Drawing for Picture {
    fn text(&self) -> String {
        self.0.text.clone()
    }

    fn description(&self) -> String {
        describe::figure(&self.0)
    }

    fn svg(&self) -> String {
        plot::svg(&self.0)
    }

    fn png(&self, dots_per_inch: f64) -> Result<Vec<u8>, String> {
        plot::png(&self.0, dots_per_inch)
    }

    fn shown(&self, screen: &Screen) -> Result<String, String> {
        terminal::show(&self.0, screen)
    }
}
