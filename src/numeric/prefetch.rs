//! Memory prefetching, because tables of a quarter of a million terms do not fit the processor's caches.

/// Hints to the processor that an element will soon be read. The hint never changes a result; it does nothing if the
/// processor has no such instruction or the index is out of range.
#[inline(always)]
pub(crate) fn prefetch<T>(elements: &[T], index: usize) {
    #[cfg(target_arch = "x86_64")]
    if let Some(element) = elements.get(index) {
        use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        // SAFETY: the hint reads nothing and never faults at any address, and this address is that of an element.
        unsafe { _mm_prefetch::<_MM_HINT_T0>(std::ptr::from_ref(element).cast()) };
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = (elements, index);
}

/// Number of elements to prefetch ahead of the one being read.
pub(crate) const PREFETCH_DISTANCE: usize = 12;
