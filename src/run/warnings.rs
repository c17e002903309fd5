//! Warnings: shown once per place, as Python's default filters say; forgotten with each cell.

use super::core::Vm;
use crate::session::WarningRecord;
use crate::text::{ErrorClass, R, Source, Span};
use rustc_hash::FxHashSet;

/// What was shown in this cell.
#[derive(Default)]
pub(super) struct Warnings {
    seen: FxHashSet<(ErrorClass, String, usize)>,
    /// Those shown, in order.
    pub(super) shown: Vec<WarningRecord>,
}

impl Warnings {
    /// A new cell begins.
    pub(super) fn forget(&mut self) {
        self.seen.clear();
        self.shown.clear();
    }
}

impl Vm<'_> {
    /// Issues a warning where the program is now.
    pub(super) fn show_warning(&mut self, category: ErrorClass, message: &str) -> R<()> {
        // Python ignores these outside of a test runner unless the program's own module issues them.
        if category.is_a(ErrorClass::PendingDeprecationWarning)
            || category.is_a(ErrorClass::ImportWarning)
            || category.is_a(ErrorClass::ResourceWarning)
        {
            return Ok(());
        }
        // The library's own warnings are about the call of it.
        let mut frames = self.core.frames.iter().rev();
        let Some(frame) = frames.find(|frame| !frame.code.source.is_library()) else { return Ok(()) };
        let (span, _) = frame.code.place((frame.pc as usize).saturating_sub(1));
        let source = frame.code.source.clone();
        self.show_warning_at(category, message, &source, span);
        Ok(())
    }

    /// Shows a warning about a place of a text, unless it was shown already.
    pub(super) fn show_warning_at(&mut self, category: ErrorClass, message: &str, source: &Source, span: Span) {
        let (line, _) = source.position(span.start);
        if !self.core.warnings.seen.insert((category, message.to_owned(), line)) {
            return;
        }
        let record = WarningRecord {
            category: category.name().to_owned(),
            message: message.to_owned(),
            title: source.title.clone(),
            line,
            text: source.line_at(span.start).to_owned(),
        };
        self.sink.warning(&record);
        self.core.warnings.shown.push(record);
    }
}
