//! How much memory there is: for one request up front, and for the whole process as the system counts it.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The most bytes that a limited session may hold; `usize::MAX` without a limit.
static LIMIT: AtomicUsize = AtomicUsize::new(usize::MAX);

/// Requests below this are not looked at: the watch over the whole process sees what they add up to.
const SMALL: usize = 1 << 20;

/// Sets or lifts the most bytes that this process may hold.
pub fn set_limit(bytes: Option<usize>) {
    LIMIT.store(bytes.unwrap_or(usize::MAX), Ordering::Relaxed);
}

/// The most bytes that this process may hold, if there is a limit.
pub fn limit() -> Option<usize> {
    Some(LIMIT.load(Ordering::Relaxed)).filter(|&bytes| bytes != usize::MAX)
}

/// Whether there is no room for so many bytes, of which `kept` are held in reserve already: the machine
/// has not that much, or a limit would be passed.
pub fn refuses(bytes: usize, kept: usize) -> bool {
    if bytes < SMALL {
        return false;
    }
    let free = match limit() {
        None => usize::MAX,
        Some(limit) => limit.saturating_sub(held().unwrap_or(0).saturating_sub(kept)),
    };
    bytes > machine().min(free)
}

/// The bytes that the machine can give at most: more is refused up front, as the system's allocator
/// would refuse it.
fn machine() -> usize {
    static MACHINE: OnceLock<usize> = OnceLock::new();
    *MACHINE.get_or_init(|| {
        let from_system = std::fs::read_to_string("/proc/meminfo").ok().and_then(|text| {
            let line = text.lines().find(|line| line.starts_with("MemTotal:"))?;
            line.split_whitespace().nth(1)?.parse::<usize>().ok()
        });
        from_system.map_or(64 << 30, |kib| kib << 10)
    })
}

/// The bytes of memory that this process holds of its own, without files; None where the system does
/// not tell.
pub fn held() -> Option<usize> {
    let text = std::fs::read_to_string("/proc/self/statm").ok()?;
    let mut pages = text.split_ascii_whitespace().skip(1).map(|field| field.parse::<usize>().ok());
    let (resident, shared) = (pages.next()??, pages.next()??);
    Some(resident.saturating_sub(shared) * page_size())
}

/// The bytes of a page of memory.
fn page_size() -> usize {
    rustix::param::page_size()
}

/// A number of bytes in words: `512 MB`, `1.5 GB`, in powers of 1024 as the command line reads them.
pub fn size_text(bytes: usize) -> String {
    let units = ["bytes", "KB", "MB", "GB", "TB"];
    let mut size = bytes as f64;
    let mut unit = 0;
    while size >= 1024.0 && unit + 1 < units.len() {
        size /= 1024.0;
        unit += 1;
    }
    let text = format!("{size:.1}");
    format!("{} {}", text.strip_suffix(".0").unwrap_or(&text), units[unit])
}
