//! [`Array`]: a dtype, a layout and storage that may be shared. Views hold the array that owns the
//! storage, as NumPy's `base` does, so writing through one shows in all.

use super::cast::{CastFlags, cast_shared};
use super::data::{Data, Words};
use super::dtype::{DType, Num};
use super::element::{Element, Object};
use super::layout::{Dims, Layout, Strides};
use super::parallel;
use crate::text::{Error, ErrorClass, R, err, interrupt, room};
use crate::with_num_type;
use std::any::Any;
use std::cell::{Cell, Ref, RefCell, RefMut};
use std::rc::Rc;

/// A shared array: what Python variables name.
pub type ArrayRef = Rc<Array>;

/// An n-dimensional array or a view of one.
pub struct Array {
    head: RefCell<Head>,
    storage: Storage,
    writeable: Cell<bool>,
    /// What the value floor attaches: the subclass and its attributes.
    pub tag: RefCell<Option<Rc<dyn Any>>>,
}

/// What `a.shape = …`, `a.dtype = …` and `a.resize` may change in place.
#[derive(Clone, Debug)]
pub struct Head {
    /// The element type.
    pub dtype: DType,
    /// Shape, strides and offset.
    pub layout: Layout,
}

enum Storage {
    Own(RefCell<Data>),
    /// The array that owns the memory; never itself a view.
    Base(ArrayRef),
}

/// Memory order of a new array or copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Last index fastest.
    C,
    /// First index fastest.
    F,
    /// Fortran order if the source is in Fortran order and not in C order, else C.
    Any,
    /// As close to the source's as possible.
    Keep,
}

/// An array's whole storage as numbers, with the positions of its elements in units of numbers.
pub struct Strided<'a, T> {
    /// Everything from the start of the storage.
    pub all: Ref<'a, [T]>,
    /// Where the element with all indices 0 is.
    pub offset: usize,
    /// Distances between neighbours along the axes.
    pub strides: Strides,
}

impl std::fmt::Debug for Array {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}", self.head.borrow())
    }
}

/// Sizes as NumPy's MemoryError words them: `72.8 TiB`.
fn human_size(bytes: u128) -> String {
    let units = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];
    let unit = ((127 - bytes.max(1).leading_zeros()) / 10).min(6);
    let scaled = bytes as f64 / 2f64.powi(10 * unit as i32);
    let (scaled, unit) =
        if unit < 6 && format!("{scaled:.0}") == "1024" { (scaled / 1024.0, unit + 1) } else { (scaled, unit) };
    match unit {
        0 => format!("{bytes} bytes"),
        _ if scaled < 995.0 => format!("{} {}", three_digits(scaled), units[unit as usize]),
        _ => format!("{scaled:.0} {}", units[unit as usize]),
    }
}

/// C's `%#.3g` for 1 <= x < 995.
fn three_digits(x: f64) -> String {
    let decimals = if x >= 99.95 {
        0
    } else if x >= 9.995 {
        1
    } else {
        2
    };
    let text = format!("{x:.decimals$}");
    if decimals == 0 { text + "." } else { text }
}

/// A shape as messages show it: `(2,3)`, `(4,)`.
pub fn shape_text(shape: &[usize]) -> String {
    let inner: Vec<String> = shape.iter().map(usize::to_string).collect();
    match shape.len() {
        1 => format!("({},)", inner[0]),
        _ => format!("({})", inner.join(",")),
    }
}

/// A shape as Python prints a tuple: `(2, 3)`.
pub fn shape_tuple(shape: &[usize]) -> String {
    let inner: Vec<String> = shape.iter().map(usize::to_string).collect();
    match shape.len() {
        1 => format!("({},)", inner[0]),
        _ => format!("({})", inner.join(", ")),
    }
}

impl Array {
    /// Whether an array of this shape can be made.
    ///
    /// *Errors*: ValueError beyond what an address can count or beyond 64 axes, MemoryError beyond
    /// this machine's memory; both in NumPy's words.
    pub fn check_size(shape: &[usize], dtype: DType) -> R<()> {
        if shape.len() > 64 {
            return err(
                ErrorClass::ValueError,
                format!("maximum supported dimension for an ndarray is currently 64, found {}", shape.len()),
            );
        }
        let mut bytes = dtype.itemsize().max(1) as u128;
        for &n in shape {
            if n != 0 {
                bytes = bytes.saturating_mul(n as u128);
            }
        }
        if bytes > isize::MAX as u128 {
            return err(
                ErrorClass::ValueError,
                "array is too big; `arr.size * arr.dtype.itemsize` is larger than the maximum possible size.",
            );
        }
        if !shape.contains(&0) && room::refuses(bytes as usize, super::data::kept_bytes()) {
            return err(
                ErrorClass::_ArrayMemoryError,
                format!(
                    "Unable to allocate {} for an array with shape {} and data type {}",
                    human_size(bytes),
                    shape_tuple(shape),
                    dtype.name()
                ),
            );
        }
        Ok(())
    }

    fn owning(dtype: DType, mut layout: Layout, data: Data) -> ArrayRef {
        if layout.size() == 0 {
            // As NumPy's new arrays without elements.
            layout.strides.fill(0);
        }
        Rc::new(Array {
            head: RefCell::new(Head { dtype, layout }),
            storage: Storage::Own(RefCell::new(data)),
            writeable: Cell::new(true),
            tag: RefCell::new(None),
        })
    }

    /// A C-ordered array that takes over storage laid out from its start.
    pub fn from_data(dtype: DType, shape: &[usize], data: Data) -> ArrayRef {
        Array::owning(dtype, Layout::c_order(shape, dtype.itemsize()), data)
    }

    /// A C-ordered array of zeros (empty text, NaT-free times). Objects must be given by
    /// [`Array::from_objects`]. The size has been checked by [`Array::check_size`].
    pub fn zeros(dtype: DType, shape: &[usize]) -> ArrayRef {
        let size: usize = shape.iter().product();
        Array::from_data(dtype, shape, Data::Words(Words::zeroed(size * dtype.itemsize())))
    }

    /// A C-ordered array with unspecified contents, to be overwritten.
    pub fn scratch(dtype: DType, shape: &[usize]) -> ArrayRef {
        let size: usize = shape.iter().product();
        Array::from_data(dtype, shape, Data::Words(Words::scratch(size * dtype.itemsize())))
    }

    /// An array with unspecified contents laid out in a given axis order: `order[0]` is the axis
    /// with the largest stride.
    pub fn scratch_ordered(dtype: DType, shape: &[usize], order: &[usize]) -> ArrayRef {
        let size: usize = shape.iter().product();
        let permuted: Dims = order.iter().map(|&axis| shape[axis]).collect();
        let permuted_strides = super::layout::c_strides(&permuted, dtype.itemsize());
        let mut strides: Strides = smallvec::SmallVec::from_elem(0, shape.len());
        for (&axis, &stride) in order.iter().zip(&permuted_strides) {
            strides[axis] = stride;
        }
        let layout = Layout { shape: Dims::from_slice(shape), strides, offset: 0 };
        Array::owning(dtype, layout, Data::Words(Words::scratch(size * dtype.itemsize())))
    }

    /// A C-ordered array filled by a function that gets its (cleared or stale) elements.
    pub fn build<T: Num>(shape: &[usize], fill: impl FnOnce(&mut [T])) -> ArrayRef {
        let size: usize = shape.iter().product();
        let mut words = Words::scratch(size * T::DTYPE.itemsize());
        fill(bytemuck::cast_slice_mut(words.bytes_mut()));
        Array::from_data(T::DTYPE, shape, Data::Words(words))
    }

    /// A C-ordered array of these numbers; 8-byte numbers are taken over without a copy.
    pub fn from_vec<T: Num>(values: Vec<T>, shape: &[usize]) -> ArrayRef {
        debug_assert_eq!(values.len(), shape.iter().product::<usize>());
        if values.len() <= 4 {
            return Array::from_slice(&values, shape);
        }
        match bytemuck::allocation::try_cast_vec::<T, u64>(values) {
            Ok(words) => Array::from_data(T::DTYPE, shape, Data::Words(Words::from_words(words))),
            Err((_, values)) => Array::from_slice(&values, shape),
        }
    }

    /// A C-ordered copy of these numbers.
    pub fn from_slice<T: Num>(values: &[T], shape: &[usize]) -> ArrayRef {
        Array::from_data(T::DTYPE, shape, Data::Words(Words::from_bytes(bytemuck::cast_slice(values))))
    }

    /// A C-ordered object array.
    pub fn from_objects(values: Vec<Object>, shape: &[usize]) -> ArrayRef {
        Array::from_data(DType::Object, shape, Data::Objects(values))
    }

    /// A 0-d array of one element.
    pub fn scalar(element: Element) -> ArrayRef {
        let dtype = element.dtype();
        let array = match &element {
            Element::Object(object) => Array::from_objects(vec![object.clone()], &[]),
            _ => Array::zeros(dtype, &[]),
        };
        array.set_element(0, &element);
        array
    }

    /// A view of the same storage with another dtype and layout; byte offsets stay within it.
    pub fn view(self: &Rc<Self>, dtype: DType, layout: Layout) -> ArrayRef {
        let base = match &self.storage {
            Storage::Own(_) => self.clone(),
            Storage::Base(base) => base.clone(),
        };
        Rc::new(Array {
            head: RefCell::new(Head { dtype, layout }),
            storage: Storage::Base(base),
            writeable: Cell::new(self.writeable.get()),
            tag: RefCell::new(None),
        })
    }

    /// A view with another layout.
    pub fn view_layout(self: &Rc<Self>, layout: Layout) -> ArrayRef {
        self.view(self.dtype(), layout)
    }

    // ---- questions ----

    /// Dtype and layout.
    #[inline]
    pub fn head(&self) -> Ref<'_, Head> {
        self.head.borrow()
    }

    /// Takes over dtype, layout and elements of an array that nobody else holds, for `a.resize`; both
    /// own their memory, else nothing happens.
    pub fn replace_with(&self, other: &Array) {
        if let (Storage::Own(mine), Storage::Own(theirs)) = (&self.storage, &other.storage) {
            mine.swap(theirs);
            self.head.swap(&other.head);
        }
    }

    /// Changes dtype and layout in place, for `a.shape = …` and the like.
    pub fn set_head(&self, head: Head) {
        *self.head.borrow_mut() = head;
    }

    /// The element type.
    #[inline]
    pub fn dtype(&self) -> DType {
        self.head.borrow().dtype
    }

    /// A copy of the layout.
    #[inline]
    pub fn layout(&self) -> Layout {
        self.head.borrow().layout.clone()
    }

    /// The lengths of the axes.
    #[inline]
    pub fn shape(&self) -> Dims {
        Dims::from_slice(&self.head.borrow().layout.shape)
    }

    /// Distances between neighbours along the axes, in bytes.
    pub fn strides(&self) -> Strides {
        self.head.borrow().layout.strides.clone()
    }

    /// The number of axes.
    #[inline]
    pub fn ndim(&self) -> usize {
        self.head.borrow().layout.ndim()
    }

    /// The number of elements.
    #[inline]
    pub fn size(&self) -> usize {
        self.head.borrow().layout.size()
    }

    /// The size of one element, in bytes.
    pub fn itemsize(&self) -> usize {
        self.dtype().itemsize()
    }

    /// Whether elements lie without gaps in C order.
    #[inline]
    pub fn is_c(&self) -> bool {
        let head = self.head.borrow();
        head.layout.is_c(head.dtype.itemsize())
    }

    /// Whether elements lie without gaps in Fortran order.
    pub fn is_f(&self) -> bool {
        let head = self.head.borrow();
        head.layout.is_f(head.dtype.itemsize())
    }

    /// Whether elements may be written.
    pub fn is_writeable(&self) -> bool {
        self.writeable.get()
    }

    /// Allows or forbids writing through this array.
    pub fn set_writeable(&self, writeable: bool) {
        self.writeable.set(writeable);
    }

    /// The array that owns the memory, if this is a view.
    pub fn base(&self) -> Option<&ArrayRef> {
        match &self.storage {
            Storage::Own(_) => None,
            Storage::Base(base) => Some(base),
        }
    }

    /// Whether two arrays use the same storage (their elements need not overlap).
    pub fn same_storage(&self, other: &Array) -> bool {
        std::ptr::eq(self.cell(), other.cell())
    }

    /// Whether elements of two arrays may lie in the same memory: same storage, ranges that meet,
    /// and a distance that strides can bridge. May say yes for disjoint interleaved views.
    pub fn may_overlap(&self, other: &Array) -> bool {
        if !self.same_storage(other) {
            return false;
        }
        let (a, b) = (self.head(), other.head());
        let (Some((a_low, a_high)), Some((b_low, b_high))) = (a.layout.extent(), b.layout.extent()) else {
            return false;
        };
        let (a_size, b_size) = (a.dtype.itemsize(), b.dtype.itemsize());
        if a_low >= b_high + b_size || b_low >= a_high + a_size {
            return false;
        }
        let all = a.layout.strides.iter().zip(&a.layout.shape).chain(b.layout.strides.iter().zip(&b.layout.shape));
        let gcd = all.filter(|&(_, &n)| n > 1).fold(0, |gcd, (&s, _)| num_integer::gcd(gcd, s.unsigned_abs()));
        if gcd == 0 {
            return true;
        }
        let apart = a_low.abs_diff(b_low) % gcd;
        let (first, second) = if a_low <= b_low { (a_size, b_size) } else { (b_size, a_size) };
        apart < first || gcd - apart < second
    }

    // ---- storage ----

    fn cell(&self) -> &RefCell<Data> {
        match &self.storage {
            Storage::Own(data) => data,
            Storage::Base(base) => base.cell(),
        }
    }

    /// The whole storage. Must not be held while user code runs.
    pub fn data(&self) -> Ref<'_, Data> {
        self.cell().borrow()
    }

    /// The whole storage, for writing. Must not be held while user code runs.
    pub fn data_mut(&self) -> RefMut<'_, Data> {
        self.cell().borrow_mut()
    }

    /// All bytes of the storage; empty for objects.
    pub fn bytes(&self) -> Ref<'_, [u8]> {
        Ref::map(self.data(), |data| match data {
            Data::Words(words) => words.bytes(),
            Data::Objects(_) => &[],
        })
    }

    /// All bytes of the storage, for writing; empty for objects.
    pub fn bytes_mut(&self) -> RefMut<'_, [u8]> {
        RefMut::map(self.data_mut(), |data| match data {
            Data::Words(words) => words.bytes_mut(),
            Data::Objects(_) => &mut [],
        })
    }

    /// The bytes that elements of a gap-free C-ordered array occupy.
    fn span(&self) -> Option<std::ops::Range<usize>> {
        let head = self.head.borrow();
        let itemsize = head.dtype.itemsize();
        let layout = &head.layout;
        layout.is_c(itemsize).then(|| {
            let size = layout.size();
            if size == 0 { 0..0 } else { layout.offset..layout.offset + size * itemsize }
        })
    }

    /// The elements as a slice, if they are of this type and lie without gaps in C order.
    pub fn as_slice<T: Num>(&self) -> Option<Ref<'_, [T]>> {
        if self.dtype() != T::DTYPE {
            return None;
        }
        let span = self.span()?;
        Ref::filter_map(self.bytes(), |bytes| bytemuck::try_cast_slice(&bytes[span]).ok()).ok()
    }

    /// The elements as a slice for writing, if they are of this type and lie without gaps in C order.
    pub fn as_slice_mut<T: Num>(&self) -> Option<RefMut<'_, [T]>> {
        if self.dtype() != T::DTYPE {
            return None;
        }
        let span = self.span()?;
        RefMut::filter_map(self.bytes_mut(), |bytes| bytemuck::try_cast_slice_mut(&mut bytes[span]).ok()).ok()
    }

    /// The storage as numbers with element positions, if the elements are of this type and lie on
    /// multiples of their size.
    pub fn as_strided<T: Num>(&self) -> Option<Strided<'_, T>> {
        let head = self.head.borrow();
        let itemsize = T::DTYPE.itemsize();
        let aligned = head.layout.offset.is_multiple_of(itemsize)
            && head.layout.strides.iter().all(|stride| stride.unsigned_abs().is_multiple_of(itemsize));
        if head.dtype != T::DTYPE || !aligned {
            return None;
        }
        let whole = |bytes: &[u8]| bytes.len() / itemsize * itemsize;
        let all = Ref::filter_map(self.bytes(), |bytes| bytemuck::try_cast_slice(&bytes[..whole(bytes)]).ok()).ok()?;
        let strides = head.layout.strides.iter().map(|stride| stride / itemsize as isize).collect();
        Some(Strided { all, offset: head.layout.offset / itemsize, strides })
    }

    /// The elements in C order, copied if they do not lie so already. *Panics* if the dtype is
    /// another: callers convert first.
    pub fn to_vec<T: Num>(&self) -> Vec<T> {
        if let Some(slice) = self.as_slice::<T>() {
            return slice.to_vec();
        }
        assert_eq!(self.dtype(), T::DTYPE, "elements are read as what they are");
        let layout = self.layout();
        if let Some(strided) = self.as_strided::<T>() {
            let itemsize = T::DTYPE.itemsize();
            return layout.offsets().map(|offset| strided.all[offset / itemsize]).collect();
        }
        let bytes = self.bytes();
        let size = T::DTYPE.itemsize();
        layout.offsets().map(|offset| bytemuck::pod_read_unaligned(&bytes[offset..offset + size])).collect()
    }

    /// Runs a function on the elements in C order, without a copy where they lie so already.
    pub fn with_elements<T: Num, Out>(&self, f: impl FnOnce(&[T]) -> Out) -> Out {
        if let Some(slice) = self.as_slice::<T>() {
            return f(&slice);
        }
        f(&self.to_vec::<T>())
    }

    // ---- single elements ----

    /// The byte offset of the element with these indices, all in range.
    #[inline]
    pub fn offset_of(&self, indices: &[usize]) -> usize {
        let head = self.head.borrow();
        let steps = indices.iter().zip(&head.layout.strides).map(|(&i, &stride)| i as isize * stride).sum::<isize>();
        (head.layout.offset as isize + steps) as usize
    }

    /// The element that starts at a byte offset of the storage.
    pub fn element(&self, offset: usize) -> Element {
        let dtype = self.dtype();
        match &*self.data() {
            Data::Objects(objects) => Element::Object(objects[offset / 8].clone()),
            Data::Words(words) => read_element(dtype, &words.bytes()[offset..offset + dtype.itemsize()]),
        }
    }

    /// Writes an element of the array's own dtype (text is cut or padded) at a byte offset.
    pub fn set_element(&self, offset: usize, element: &Element) {
        let dtype = self.dtype();
        match (&mut *self.data_mut(), element) {
            (Data::Objects(objects), Element::Object(object)) => objects[offset / 8] = object.clone(),
            (Data::Objects(_), _) => unreachable!("object arrays take objects"),
            (Data::Words(words), element) => {
                write_element(dtype, &mut words.bytes_mut()[offset..offset + dtype.itemsize()], element);
            }
        }
    }

    /// The only element of an array of size 1.
    pub fn only_element(&self) -> Element {
        let offset = self.head.borrow().layout.offset;
        self.element(offset)
    }

    // ---- copies and conversions ----

    /// A fresh C-ordered array of the same elements.
    pub fn copy(&self) -> ArrayRef {
        self.copy_ordered(Order::C)
    }

    /// The axes from the largest stride to the smallest, as NumPy orders a "K" copy.
    pub fn axis_order(&self) -> Vec<usize> {
        let head = self.head.borrow();
        let mut axes: Vec<usize> = (0..head.layout.ndim()).collect();
        axes.sort_by_key(|&axis| std::cmp::Reverse(head.layout.strides[axis].unsigned_abs()));
        axes
    }

    /// A fresh array of the same elements in an order.
    pub fn copy_ordered(&self, order: Order) -> ArrayRef {
        if let Some(copy) = self.copy_line() {
            return copy;
        }
        let (dtype, shape) = (self.dtype(), self.shape());
        if let Data::Objects(objects) = &*self.data() {
            let values = self.layout().offsets().map(|offset| objects[offset / 8].clone()).collect();
            return Array::from_objects(values, &shape);
        }
        let axes: Dims = match order {
            Order::C => (0..shape.len()).collect(),
            Order::F => (0..shape.len()).rev().collect(),
            Order::Any if self.is_f() && !self.is_c() => (0..shape.len()).rev().collect(),
            Order::Any => (0..shape.len()).collect(),
            Order::Keep => Dims::from_vec(self.axis_order()),
        };
        let target = Array::scratch_ordered(dtype, &shape, &axes);
        copy_elements(self, &target);
        target
    }

    /// A copy of a few numbers in one line, for which there is but one order. None for all else.
    fn copy_line(&self) -> Option<ArrayRef> {
        const FEW: usize = 64;
        const SIZE: usize = size_of::<u64>();
        let head = self.head.borrow();
        let (&[n], &[stride]) = (&head.layout.shape[..], &head.layout.strides[..]) else { return None };
        if n > FEW || n == 0 || !matches!(head.dtype, DType::F64 | DType::I64) {
            return None;
        }
        let bytes = self.bytes();
        let all: &[u64] = bytemuck::try_cast_slice(&bytes[..bytes.len() / SIZE * SIZE]).ok()?;
        if !head.layout.offset.is_multiple_of(SIZE) || !stride.unsigned_abs().is_multiple_of(SIZE) {
            return None;
        }
        let mut words = Words::scratch(n * SIZE);
        let mut at = head.layout.offset / SIZE;
        for place in bytemuck::cast_slice_mut::<u8, u64>(words.bytes_mut()) {
            *place = all[at];
            at = at.wrapping_add_signed(stride / SIZE as isize);
        }
        Some(Array::from_data(head.dtype, &[n], Data::Words(words)))
    }

    /// The elements converted to a numeric dtype, and what that lost. None if either dtype is not
    /// numeric: text, times and objects are converted by the value floor.
    pub fn cast_numeric(&self, to: DType) -> Option<(ArrayRef, CastFlags)> {
        let from = self.dtype();
        if !from.is_numeric() || !to.is_numeric() {
            return None;
        }
        let source = if from.native() == from && (self.is_c() || self.is_f()) { None } else { Some(self.to_native()) };
        let source = source.as_deref().unwrap_or(self);
        let order: Vec<usize> = if source.is_c() { (0..source.ndim()).collect() } else { source.axis_order() };
        let native = Array::scratch_ordered(to.native(), &source.shape(), &order);
        let flags = if source.size() == 0 {
            // Nothing to cast, and an empty slice need not be aligned; but NumPy warns of the dtypes alone.
            let imaginary_lost = from.is_complex() && !to.is_complex() && to != DType::Bool;
            Some(CastFlags { imaginary_lost, ..CastFlags::default() })
        } else {
            let from_bytes = source.bytes();
            let start = source.head.borrow().layout.offset;
            let n = source.size();
            let mut to_bytes = native.bytes_mut();
            cast_shared(
                &from_bytes[start..start + n * from.itemsize()],
                from.native(),
                &mut to_bytes[..n * to.itemsize()],
                to.native(),
            )
        };
        let flags = match flags {
            Some(flags) => flags,
            // Unaligned bytes: go through an aligned copy.
            None => return source.copy().cast_numeric(to),
        };
        if to != to.native() {
            native.swap_bytes();
            native.set_head(Head { dtype: to, layout: native.layout() });
        }
        Some((native, flags))
    }

    /// A gap-free copy in this machine's byte order.
    fn to_native(&self) -> ArrayRef {
        let copy = self.copy_ordered(Order::Keep);
        let dtype = copy.dtype();
        if dtype != dtype.native() {
            copy.swap_bytes();
            copy.set_head(Head { dtype: dtype.native(), layout: copy.layout() });
        }
        copy
    }

    /// Turns round the bytes of every number in storage that this array owns whole.
    pub fn swap_bytes(&self) {
        let dtype = self.dtype().native();
        let unit = match dtype {
            DType::C64 | DType::C128 => dtype.itemsize() / 2,
            DType::Str(_) => 4,
            other => other.itemsize(),
        };
        if unit > 1 {
            for number in self.bytes_mut().chunks_exact_mut(unit) {
                number.reverse();
            }
        }
    }

    /// The elements in C order without gaps: this array if it is so, else a copy.
    pub fn contiguous(self: &Rc<Self>) -> ArrayRef {
        if self.is_c() { self.clone() } else { self.copy() }
    }

    /// An error for writing where that is forbidden.
    pub fn check_writeable(&self) -> R<()> {
        if self.writeable.get() {
            Ok(())
        } else {
            Err(Error::new(ErrorClass::ValueError, "assignment destination is read-only"))
        }
    }
}

/// Copies elements between arrays of one shape and dtype that do not overlap, whatever the layouts.
/// Objects are not handled here.
pub(super) fn copy_elements(from: &Array, to: &Array) {
    let (source, target) = (from.layout(), to.layout());
    let itemsize = from.itemsize();
    if source.size() == 0 {
        return;
    }
    let from_bytes = from.bytes();
    let mut to_bytes = to.bytes_mut();
    if let DType::Struct(fields) = from.dtype()
        && let Some(parts) = fields.occupied()
    {
        // What lies between the fields may belong to others.
        for (from_offset, to_offset) in source.offsets().zip(target.offsets()) {
            for &(start, n) in &parts {
                let part = &from_bytes[from_offset + start..from_offset + start + n];
                to_bytes[to_offset + start..to_offset + start + n].copy_from_slice(part);
            }
        }
        return;
    }
    if source.strides == target.strides && (source.is_c(itemsize) || source.is_f(itemsize)) {
        let n = source.size() * itemsize;
        copy_bytes(&from_bytes[source.offset..source.offset + n], &mut to_bytes[target.offset..target.offset + n]);
        return;
    }
    super::copy::copy_strided(&from_bytes, &source, &mut to_bytes, &target, itemsize);
}

/// Copies bytes, many of them by several threads. Stopped by Ctrl-C it leaves the copy unfinished.
pub(super) fn copy_bytes(from: &[u8], to: &mut [u8]) {
    /// A byte takes so long: a little less than the memory gives it.
    const PICOSECONDS: usize = 60;
    /// Bytes between looks at the interrupt flag.
    const STEP: usize = 1 << 21;
    match parallel::piece(from.len(), PICOSECONDS) {
        None if from.len() <= STEP => to.copy_from_slice(from),
        piece => {
            let piece = piece.unwrap_or(from.len());
            let pieces: Vec<(&[u8], &mut [u8])> = from.chunks(piece).zip(to.chunks_mut(piece)).collect();
            parallel::map(pieces, &|(from, to)| {
                let steps = from.chunks(STEP).zip(to.chunks_mut(STEP));
                steps.take_while(|_| !interrupt::raised()).for_each(|(from, to)| to.copy_from_slice(from));
            });
        }
    }
}

/// Reads one element from its bytes.
pub(super) fn read_element(dtype: DType, bytes: &[u8]) -> Element {
    if let DType::Swapped(native) = dtype {
        let unit = match *native {
            DType::C64 | DType::C128 => native.itemsize() / 2,
            DType::Str(_) => 4,
            other => other.itemsize(),
        };
        let mut turned = bytes.to_vec();
        turned.chunks_exact_mut(unit).for_each(<[u8]>::reverse);
        return read_element(*native, &turned);
    }
    with_num_type!(dtype, T => bytemuck::pod_read_unaligned::<T>(bytes).into(), else match dtype {
        DType::Str(_) => {
            let text: String = bytes
                .chunks_exact(4)
                .map(|unit| u32::from_le_bytes([unit[0], unit[1], unit[2], unit[3]]))
                .map(|unit| char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER))
                .collect();
            Element::Str(text.trim_end_matches('\0').into())
        }
        DType::Bytes(_) => {
            let end = bytes.iter().rposition(|&byte| byte != 0).map_or(0, |at| at + 1);
            Element::Bytes(bytes[..end].into())
        }
        DType::Datetime(unit) => Element::Datetime(bytemuck::pod_read_unaligned(bytes), unit),
        DType::Timedelta(unit) => Element::Timedelta(bytemuck::pod_read_unaligned(bytes), unit),
        _ => Element::Void(bytes.into(), dtype),
    })
}

/// Writes one element of this dtype as its bytes; text is cut or padded.
pub(super) fn write_element(dtype: DType, bytes: &mut [u8], element: &Element) {
    if let DType::Swapped(native) = dtype {
        write_element(*native, bytes, element);
        let unit = match *native {
            DType::C64 | DType::C128 => native.itemsize() / 2,
            DType::Str(_) => 4,
            other => other.itemsize(),
        };
        bytes.chunks_exact_mut(unit).for_each(<[u8]>::reverse);
        return;
    }
    match element {
        Element::Bool(x) => bytes[0] = *x as u8,
        Element::I8(x) => bytes.copy_from_slice(&x.to_le_bytes()),
        Element::I16(x) => bytes.copy_from_slice(&x.to_le_bytes()),
        Element::I32(x) => bytes.copy_from_slice(&x.to_le_bytes()),
        Element::I64(x) => bytes.copy_from_slice(&x.to_le_bytes()),
        Element::U8(x) => bytes.copy_from_slice(&x.to_le_bytes()),
        Element::U16(x) => bytes.copy_from_slice(&x.to_le_bytes()),
        Element::U32(x) => bytes.copy_from_slice(&x.to_le_bytes()),
        Element::U64(x) => bytes.copy_from_slice(&x.to_le_bytes()),
        Element::F16(x) => bytes.copy_from_slice(&x.to_le_bytes()),
        Element::F32(x) => bytes.copy_from_slice(&x.to_le_bytes()),
        Element::F64(x) => bytes.copy_from_slice(&x.to_le_bytes()),
        Element::C64(x) => bytes.copy_from_slice(bytemuck::bytes_of(x)),
        Element::C128(x) => bytes.copy_from_slice(bytemuck::bytes_of(x)),
        Element::Datetime(x, _) | Element::Timedelta(x, _) => bytes.copy_from_slice(&x.to_le_bytes()),
        Element::Str(text) => {
            bytes.fill(0);
            for (unit, character) in bytes.chunks_exact_mut(4).zip(text.chars()) {
                unit.copy_from_slice(&(character as u32).to_le_bytes());
            }
        }
        Element::Void(raw, DType::Struct(fields)) if raw.len() == bytes.len() && fields.occupied().is_some() => {
            for (start, n) in fields.occupied().unwrap_or_default() {
                bytes[start..start + n].copy_from_slice(&raw[start..start + n]);
            }
        }
        Element::Bytes(raw) | Element::Void(raw, _) => {
            let n = raw.len().min(bytes.len());
            bytes[..n].copy_from_slice(&raw[..n]);
            bytes[n..].fill(0);
        }
        Element::Object(_) => unreachable!("objects live in object arrays"),
    }
}

/// Copies elements between arrays of one shape and dtype that do not overlap, objects included.
pub fn copy_into(from: &Array, to: &Array) {
    if to.dtype() == DType::Object {
        let Data::Objects(objects) = &*from.data() else { return };
        let Data::Objects(target) = &mut *to.data_mut() else { return };
        for (source, place) in from.layout().offsets().zip(to.layout().offsets()) {
            target[place / 8] = objects[source / 8].clone();
        }
        return;
    }
    copy_elements(from, to);
}
