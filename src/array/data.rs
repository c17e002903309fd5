//! The storage that arrays share: 8-byte words seen as bytes or numbers, or objects. Large blocks
//! are kept for reuse, because fresh pages cost more than the arithmetic that fills them.

use super::element::Object;
use crate::text::room;
use std::cell::{Cell, RefCell};

/// Blocks of at least this many bytes are kept for reuse.
const POOLED_BYTES: usize = 64 << 10;
/// The most bytes kept for reuse.
const POOL_LIMIT: usize = 256 << 20;
/// Words from which on a block fills huge pages.
const HUGE_WORDS: usize = (2 << 20) / 8;
/// Words that fit without an allocation: four numbers, the arrays of most lessons.
const INLINE_WORDS: usize = 4;

/// Memory for elements that are plain bytes, 8-byte aligned.
#[derive(Debug)]
pub struct Words {
    words: Repr,
    bytes: usize,
}

#[derive(Debug)]
enum Repr {
    Inline([u64; INLINE_WORDS]),
    Heap(Vec<u64>),
}

/// The elements of an array that owns its memory.
#[derive(Debug)]
pub enum Data {
    /// Numbers, text, times, structures.
    Words(Words),
    /// Python objects.
    Objects(Vec<Object>),
}

#[derive(Default)]
struct Pool {
    blocks: Vec<Vec<u64>>,
    bytes: usize,
}

/// Blocks of fewer words are not counted.
const COUNTED_WORDS: usize = 64;

thread_local! {
    /// Bytes of the blocks that arrays hold now, and the most since [`start_peak`].
    static LIVE: Cell<usize> = const { Cell::new(0) };
    static PEAK: Cell<usize> = const { Cell::new(0) };
}

/// How many bytes the arrays of this thread hold, without the smallest.
pub fn live_bytes() -> usize {
    LIVE.get()
}

/// The most bytes that arrays held at a time since [`start_peak`].
pub fn peak_bytes() -> usize {
    PEAK.get()
}

/// Begins to look for the most bytes that arrays hold at a time.
pub fn start_peak() {
    PEAK.set(LIVE.get());
}

/// A block with its words counted, until it is dropped.
#[inline]
fn counted(block: Vec<u64>) -> Repr {
    if block.len() >= COUNTED_WORDS {
        // At thread exit there is nobody left who asks.
        let _ = LIVE.try_with(|live| {
            live.set(live.get() + 8 * block.len());
            let _ = PEAK.try_with(|peak| peak.set(peak.get().max(live.get())));
        });
    }
    Repr::Heap(block)
}

thread_local! {
    static POOL: RefCell<Pool> = RefCell::default();
}

impl Words {
    /// Memory with all bytes 0.
    pub fn zeroed(bytes: usize) -> Words {
        let words = bytes.div_ceil(8);
        if words > INLINE_WORDS && bytes < POOLED_BYTES {
            return Words { words: counted(zeros(words)), bytes };
        }
        // Clearing a block that is mapped already costs less than faulting in fresh pages.
        match Words::reused(bytes) {
            Some(mut memory) => {
                memory.bytes_mut().fill(0);
                memory
            }
            None => Words::fresh(bytes),
        }
    }

    /// Memory with unspecified contents, to be overwritten.
    pub fn scratch(bytes: usize) -> Words {
        Words::reused(bytes).unwrap_or_else(|| Words::fresh(bytes))
    }

    fn fresh(bytes: usize) -> Words {
        let words = bytes.div_ceil(8);
        if bytes >= POOLED_BYTES {
            // What is kept makes room, so that a program never holds more than its own arrays once did.
            let _ = POOL.try_with(|pool| pool.borrow_mut().release(bytes));
        }
        let inline = words <= INLINE_WORDS;
        Words { words: if inline { Repr::Inline([0; INLINE_WORDS]) } else { counted(zeros(words)) }, bytes }
    }

    fn reused(bytes: usize) -> Option<Words> {
        if bytes < POOLED_BYTES {
            return None;
        }
        let block = POOL.try_with(|pool| pool.borrow_mut().take(bytes.div_ceil(8))).ok().flatten()?;
        Some(Words { words: counted(block), bytes })
    }

    /// Memory that holds these bytes.
    pub fn from_bytes(bytes: &[u8]) -> Words {
        let mut memory = Words::scratch(bytes.len());
        super::array::copy_bytes(bytes, memory.bytes_mut());
        memory
    }

    /// Memory that takes over a vector of 8-byte words.
    pub fn from_words(words: Vec<u64>) -> Words {
        let bytes = 8 * words.len();
        Words { words: counted(words), bytes }
    }

    /// The bytes.
    #[inline]
    pub fn bytes(&self) -> &[u8] {
        match &self.words {
            Repr::Inline(words) => &bytemuck::cast_slice(words)[..self.bytes],
            Repr::Heap(words) => &bytemuck::cast_slice(words)[..self.bytes],
        }
    }

    /// The bytes, for writing.
    #[inline]
    pub fn bytes_mut(&mut self) -> &mut [u8] {
        match &mut self.words {
            Repr::Inline(words) => &mut bytemuck::cast_slice_mut(words)[..self.bytes],
            Repr::Heap(words) => &mut bytemuck::cast_slice_mut(words)[..self.bytes],
        }
    }
}

/// Zeroed memory. A request that a machine cannot fulfil unwinds with [`OutOfMemory`], which ends the
/// cell: builtins check sizes before, but no list of checks is complete.
fn zeros(words: usize) -> Vec<u64> {
    if words >= HUGE_WORDS {
        super::pages::allow_huge();
    }
    if room::refuses(words.saturating_mul(8), kept_bytes()) {
        std::panic::resume_unwind(Box::new(OutOfMemory));
    }
    vec![0; words]
}

/// The bytes of the blocks that are kept for reuse.
pub(super) fn kept_bytes() -> usize {
    POOL.try_with(|pool| pool.borrow().bytes).unwrap_or(0)
}

/// What a request for more memory than there is unwinds with.
#[derive(Clone, Copy, Debug)]
pub struct OutOfMemory;

impl Drop for Words {
    fn drop(&mut self) {
        if let Repr::Heap(block) = &mut self.words
            && block.len() >= COUNTED_WORDS
        {
            let _ = LIVE.try_with(|live| live.set(live.get().saturating_sub(8 * block.len())));
            if block.len() * 8 < POOLED_BYTES {
                return;
            }
            let block = std::mem::take(block);
            // At thread exit the pool may be gone already; then the block is simply freed.
            let _ = POOL.try_with(|pool| pool.borrow_mut().put(block));
        }
    }
}

impl Pool {
    /// A kept block of at least so many words and not many more.
    fn take(&mut self, words: usize) -> Option<Vec<u64>> {
        let fits = |block: &Vec<u64>| block.len() >= words && block.len() <= words + words / 8;
        let at = self.blocks.iter().rposition(fits)?;
        let block = self.blocks.remove(at);
        self.bytes -= 8 * block.len();
        Some(block)
    }

    fn put(&mut self, block: Vec<u64>) {
        let bytes = 8 * block.len();
        // A session that may hold little keeps little.
        let limit = room::limit().map_or(POOL_LIMIT, |limit| POOL_LIMIT.min(limit / 8));
        if bytes > limit {
            return;
        }
        self.release((self.bytes + bytes).saturating_sub(limit));
        self.bytes += bytes;
        self.blocks.push(block);
    }

    /// Gives back at least so many bytes, the oldest first, or all.
    fn release(&mut self, bytes: usize) {
        let kept = self.bytes.saturating_sub(bytes);
        while self.bytes > kept {
            let oldest = self.blocks.remove(0);
            self.bytes -= 8 * oldest.len();
        }
    }
}

impl Data {
    /// The number of bytes, 8 for each object.
    pub fn nbytes(&self) -> usize {
        match self {
            Data::Words(words) => words.bytes,
            Data::Objects(objects) => 8 * objects.len(),
        }
    }
}
