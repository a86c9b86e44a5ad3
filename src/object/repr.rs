//! The two words of a value: the one place of the objects' room with `unsafe` in it.
//!
//! What it buys: an enum of the same size is an aggregate to the compiler, passed and returned
//! through memory and copied as one 16-byte block, which can stall on a value just written as two
//! words. With an enum behind the same functions, and nothing else changed, 20 of the benchmark's
//! programs took 8 % more time (geometric mean; spectral and generators 21 %, sort_key 18 %, fib
//! 7 %, two programs up to 6 % less; two release builds that took turns on a quiet machine).
//!
//! **Invariant.** `bits` are those of a live [`Obj`], which this pair owns one count of, if and only
//! if `tag` is [`Tag::Heap`]. Both fields are private to this file, no function changes one of them
//! alone, and the makers below are the only ones: [`Repr::heap`] takes an `Obj` over by its bits, and
//! all others set another tag. So `as_obj`, `obj_mut`, `take_obj` and `into_obj` may look at the bits as an
//! `Obj` whenever the tag says so, a clone counts, and a drop gives the count back. An `Obj` is one
//! pointer, so that its bits fit, and turn into the same `Obj` again.

#![allow(unsafe_code, reason = "see the invariant above")]

use std::mem::ManuallyDrop;

use super::Obj;

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u64)]
pub(super) enum Tag {
    Unset,
    None,
    False,
    True,
    NotImplemented,
    Ellipsis,
    Int,
    Float,
    Heap,
}

/// A tag, and what belongs to it: an int, a float, or the reference to an object.
pub(super) struct Repr {
    tag: Tag,
    bits: *const (),
}

const _: () = assert!(size_of::<usize>() == 8 && size_of::<Obj>() == 8);

impl Repr {
    pub const UNSET: Repr = Repr::plain(Tag::Unset);
    pub const NONE: Repr = Repr::plain(Tag::None);
    pub const FALSE: Repr = Repr::plain(Tag::False);
    pub const TRUE: Repr = Repr::plain(Tag::True);
    pub const NOT_IMPLEMENTED: Repr = Repr::plain(Tag::NotImplemented);
    pub const ELLIPSIS: Repr = Repr::plain(Tag::Ellipsis);

    const fn plain(tag: Tag) -> Repr {
        let bits = std::ptr::null();
        Repr { tag, bits }
    }

    #[inline(always)]
    pub const fn int(i: i64) -> Repr {
        let bits = std::ptr::without_provenance(i as usize);
        Repr {
            tag: Tag::Int,
            bits,
        }
    }

    #[inline(always)]
    pub const fn float(x: f64) -> Repr {
        let bits = std::ptr::without_provenance(x.to_bits() as usize);
        Repr {
            tag: Tag::Float,
            bits,
        }
    }

    #[inline(always)]
    pub fn heap(object: Obj) -> Repr {
        // SAFETY: both are one word (asserted above); the count of `object` passes to the pair.
        let bits = unsafe { std::mem::transmute::<Obj, *const ()>(object) };
        Repr {
            tag: Tag::Heap,
            bits,
        }
    }

    #[inline(always)]
    pub fn tag(&self) -> Tag {
        self.tag
    }

    /// Whether both are the same object, or scalars of one type with the same bits.
    #[inline(always)]
    pub fn is(&self, other: &Repr) -> bool {
        self.tag == other.tag && self.bits.addr() == other.bits.addr()
    }

    /// The int of a pair with the tag of ints.
    #[inline(always)]
    pub fn int_bits(&self) -> i64 {
        self.bits.addr() as i64
    }

    /// The float of a pair with the tag of floats.
    #[inline(always)]
    pub fn float_bits(&self) -> f64 {
        f64::from_bits(self.bits.addr() as u64)
    }

    #[inline(always)]
    pub fn as_obj(&self) -> Option<&Obj> {
        if self.tag != Tag::Heap {
            return None;
        }
        // SAFETY: the tag says that the bits are those of an `Obj`.
        Some(unsafe { &*(&raw const self.bits).cast::<Obj>() })
    }

    #[inline(always)]
    pub fn obj_mut(&mut self) -> Option<&mut Obj> {
        if self.tag != Tag::Heap {
            return None;
        }
        // SAFETY: as above, and the pair is borrowed for as long as the `Obj` is. Whatever is put in
        // its place is an `Obj` too.
        Some(unsafe { &mut *(&raw mut self.bits).cast::<Obj>() })
    }

    /// The object moved out of the pair, which is unset then.
    #[inline(always)]
    pub fn take_obj(&mut self) -> Option<Obj> {
        if self.tag != Tag::Heap {
            return None;
        }
        let taken = ManuallyDrop::new(std::mem::replace(self, Repr::UNSET));
        // SAFETY: the tag said that the bits are those of an `Obj`; the pair is not dropped.
        Some(unsafe { std::mem::transmute::<*const (), Obj>(taken.bits) })
    }

    #[inline(always)]
    pub fn into_obj(self) -> Result<Obj, Repr> {
        if self.tag != Tag::Heap {
            return Err(self);
        }
        let this = ManuallyDrop::new(self);
        // SAFETY: the tag says that the bits are those of an `Obj`; the pair is not dropped.
        Ok(unsafe { std::mem::transmute::<*const (), Obj>(this.bits) })
    }
}

impl Clone for Repr {
    #[inline(always)]
    fn clone(&self) -> Repr {
        if let Some(object) = self.as_obj() {
            // The count of the copy.
            std::mem::forget(object.clone());
        }
        Repr {
            tag: self.tag,
            bits: self.bits,
        }
    }
}

impl Drop for Repr {
    #[inline(always)]
    fn drop(&mut self) {
        if self.tag == Tag::Heap {
            // SAFETY: the tag says that the bits are those of an `Obj`, and nobody looks at them
            // after this.
            unsafe { std::ptr::drop_in_place((&raw mut self.bits).cast::<Obj>()) }
        }
    }
}
