//! Asking for memory before it is needed: tables of a quarter of a million terms do not fit the processor's caches.

/// Tells the processor that an element will soon be read. It changes no result; where the processor knows no such hint,
/// or there is no such element, nothing happens.
#[inline(always)]
pub(crate) fn prefetch<T>(elements: &[T], index: usize) {
    #[cfg(target_arch = "x86_64")]
    if let Some(element) = elements.get(index) {
        use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        // SAFETY: the hint reads nothing and never faults, whatever the address; this one is an element's own.
        unsafe { _mm_prefetch::<_MM_HINT_T0>(std::ptr::from_ref(element).cast()) };
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = (elements, index);
}

/// So many elements ahead memory is asked for.
pub(crate) const AHEAD: usize = 12;
