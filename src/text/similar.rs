//! "Did you mean": the nearest of some names, by CPython's measure.

/// The cost of changing a character for another letter case, and of any other edit.
const CASE_COST: usize = 1;
const MOVE_COST: usize = 2;
/// CPython looks at no more names and at no longer ones.
const MOST_CANDIDATES: usize = 750;
const LONGEST: usize = 40;

/// The name nearest to `wrong` among candidates, if any is near enough; the first one on a tie.
/// *Source*: CPython's `Python/suggestions.c`.
pub fn closest<'a>(wrong: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let mut best: Option<(&str, usize)> = None;
    for (seen, candidate) in candidates.into_iter().enumerate() {
        if seen >= MOST_CANDIDATES {
            return None;
        }
        if candidate == wrong || candidate.len() > LONGEST || wrong.len() > LONGEST {
            continue;
        }
        let most = (wrong.len() + candidate.len() + 3) * MOVE_COST / 6;
        let most = best.map_or(most, |(_, distance)| most.min(distance - 1));
        let distance = edit_distance(wrong.as_bytes(), candidate.as_bytes());
        if distance <= most {
            if distance == 0 {
                return Some(candidate);
            }
            best = Some((candidate, distance));
        }
    }
    best.map(|(candidate, _)| candidate)
}

/// The positions of the names that a mistyped or half-typed word may have meant, nearest first: those with
/// a wrong, missing, additional or swapped letter or two, and those that go on after such a word.
pub fn nearest<'a>(word: &str, names: impl Iterator<Item = &'a str>) -> Vec<usize> {
    let letters = word.chars().count();
    if !(3..=LONGEST).contains(&letters) {
        return Vec::new();
    }
    let most = if letters <= 4 { 1 } else { 2 };
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (at, name) in names.enumerate().filter(|(_, name)| name.len() <= LONGEST) {
        // A name that only starts like the word is further away than one that ends with it.
        let (whole, start) = typing_distance(word, name);
        let distance = (2 * whole).min(2 * start + 1);
        if whole.min(start) <= most {
            found.push((distance, at));
        }
    }
    let best = found.iter().map(|(distance, _)| *distance).min().unwrap_or(0);
    found.retain(|(distance, _)| *distance == best);
    found.sort_unstable();
    found.truncate(MOST_NEAR);
    found.into_iter().map(|(_, at)| at).collect()
}

/// More names than this are no help.
const MOST_NEAR: usize = 8;

/// How many letters are wrong, missing, additional or swapped with their neighbour in a word, compared with
/// a whole name and with the start of the name that is nearest.
fn typing_distance(word: &str, name: &str) -> (usize, usize) {
    let fold = |text: &str| -> Vec<char> { text.chars().flat_map(char::to_lowercase).collect() };
    let (word, name) = (fold(word), fold(name));
    let mut above: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=name.len()).collect();
    for i in 1..=word.len() {
        let mut next = Vec::with_capacity(row.len());
        next.push(i);
        for j in 1..=name.len() {
            let changed = row[j - 1] + usize::from(word[i - 1] != name[j - 1]);
            let mut least = changed.min(row[j] + 1).min(next[j - 1] + 1);
            if i > 1 && j > 1 && word[i - 1] == name[j - 2] && word[i - 2] == name[j - 1] {
                least = least.min(above[j - 2] + 1);
            }
            next.push(least);
        }
        above = std::mem::replace(&mut row, next);
    }
    let whole = row.last().copied().unwrap_or(word.len());
    (whole, row.into_iter().min().unwrap_or(word.len()))
}

fn edit_distance(a: &[u8], b: &[u8]) -> usize {
    let mut row: Vec<usize> = (1..=b.len()).map(|n| n * MOVE_COST).collect();
    for (i, &x) in a.iter().enumerate() {
        let mut diagonal = i * MOVE_COST;
        let mut left = diagonal + MOVE_COST;
        for (cell, &y) in row.iter_mut().zip(b) {
            let change = if x == y {
                0
            } else if x.eq_ignore_ascii_case(&y) {
                CASE_COST
            } else {
                MOVE_COST
            };
            let substituted = diagonal + change;
            diagonal = *cell;
            left = substituted.min(left.min(*cell) + MOVE_COST);
            *cell = left;
        }
    }
    row.last().copied().unwrap_or(a.len() * MOVE_COST)
}
