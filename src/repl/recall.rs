//! What the Up and Down keys bring back: whole cells, of this session and earlier ones, and only those
//! that start as the text before the cursor did when the search began.

/// Earlier cells, and the place in them.
#[derive(Default)]
pub struct Recall {
    entries: Vec<String>,
    search: Option<Search>,
}

struct Search {
    /// The entry that is shown.
    at: usize,
    /// What the entries must start with.
    prefix: String,
    /// What was typed before.
    draft: String,
}

impl Recall {
    /// Adds a cell; one that repeats the last is not added.
    pub fn push(&mut self, entry: &str) {
        self.search = None;
        if self.entries.last().is_none_or(|last| last != entry) {
            self.entries.push(entry.to_owned());
        }
    }

    /// The cell before the one that is shown, for a text with the cursor at byte `at`.
    pub fn older(&mut self, text: &str, at: usize) -> Option<String> {
        let (start, prefix, draft) = match self.going_on(text) {
            Some(search) => (search.at, search.prefix.clone(), search.draft.clone()),
            None => (self.entries.len(), text[..at].to_owned(), text.to_owned()),
        };
        let found = self.entries[..start].iter().rposition(|entry| entry.starts_with(&prefix) && entry != text)?;
        self.search = Some(Search { at: found, prefix, draft });
        Some(self.entries[found].clone())
    }

    /// The cell after the one that is shown, and at last what was typed.
    pub fn newer(&mut self, text: &str) -> Option<String> {
        let search = self.going_on(text)?;
        let (at, prefix) = (search.at, search.prefix.clone());
        let fits = |entry: &String| entry.starts_with(&prefix) && entry != text;
        let found = self.entries[at + 1..].iter().position(fits);
        let Some(found) = found else { return self.search.take().map(|search| search.draft) };
        let search = self.search.as_mut()?;
        search.at = at + 1 + found;
        Some(self.entries[search.at].clone())
    }

    /// The search that is going on: not if the text was edited since.
    fn going_on(&self, text: &str) -> Option<&Search> {
        self.search.as_ref().filter(|search| self.entries.get(search.at).is_some_and(|entry| entry == text))
    }
}
