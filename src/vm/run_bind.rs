//! Binding the arguments of a call where they stand: in the registers that become the callee's.
//!
//! Whatever is wrong with a call is found before anything is moved, and left to
//! `Vm::bind_arguments`, which words the error; so are calls with many keywords.

use super::Vm;
use super::fiber::{Window, put};
use crate::object::{Dict, FunctionData, Str, Value};

/// Keywords of a call that are bound here, at most.
const KEYWORDS: usize = 8;
/// The place of a keyword that goes to `**kwargs`.
const TO_KWARGS: u8 = u8::MAX;
/// Parameters of a callee that is bound here, at most: one bit each.
const PARAMETERS: usize = 64;

impl Vm {
    /// Bind `count` arguments that begin in register `first`, the last of them by `names`. Returns
    /// false, and has done nothing, where that takes more thought.
    pub(super) fn bind_in_place(
        &self,
        regs: &mut Window,
        f: &FunctionData,
        first: usize,
        count: usize,
        names: &[Str],
    ) -> bool {
        let params = &f.core.code.params;
        let positional = params.positional as usize;
        let named = positional + params.keyword_only as usize;
        let given = count - names.len();
        let end = first + params.count().max(count);
        if names.len() > KEYWORDS || named >= PARAMETERS || end > regs.len() {
            return false;
        }
        if given > positional && !params.var_args {
            return false;
        }
        if names.is_empty() && !params.var_args && !params.var_keywords && named == positional {
            return self.fill_defaults(regs, f, first, given);
        }
        // Where each keyword goes.
        let mut places = [TO_KWARGS; KEYWORDS];
        let mut filled: u64 = (1 << given.min(positional)) - 1;
        for (place, name) in places.iter_mut().zip(names) {
            let known = &params.names[..named];
            let found = known.iter().position(|p| p.is(name));
            let found = found.or_else(|| known.iter().position(|p| p.equals(name)));
            match found {
                Some(at) if at >= params.positional_only as usize && filled & (1 << at) == 0 => {
                    filled |= 1 << at;
                    *place = at as u8;
                }
                None if params.var_keywords => {}
                _ => return false,
            }
        }
        let defaults = f.defaults.borrow();
        let defaults = defaults.as_ref().map_or(&[][..], |d| &d[..]);
        let first_default = positional.saturating_sub(defaults.len());
        if ((!filled).trailing_zeros() as usize) < first_default {
            return false;
        }
        let missing = (positional..named).filter(|at| filled & (1 << at) == 0);
        let kw_defaults = f.kw_defaults.borrow();
        let default_of = |at: usize| kw_defaults.as_ref()?.get_str(&params.names[at]);
        if missing.clone().any(|at| default_of(at).is_none()) {
            return false;
        }
        // Nothing can go wrong any more.
        let mut keywords: [Value; KEYWORDS] = Default::default();
        let values = &mut regs[first + given..first + count];
        for (keyword, value) in keywords.iter_mut().zip(values) {
            *keyword = value.take();
        }
        let rest = params.var_args.then(|| {
            let surplus = first + positional.min(given)..first + given;
            Value::tuple(regs[surplus].iter_mut().map(Value::take).collect())
        });
        for slot in &mut regs[first + positional.min(given)..end] {
            put(self, slot, Value::UNSET);
        }
        let extra = params.var_keywords.then(Dict::new);
        for ((value, name), place) in keywords.iter_mut().zip(names).zip(places) {
            match (&extra, place) {
                (Some(dict), TO_KWARGS) => drop(dict.set_str(name, value.take())),
                _ => put(self, &mut regs[first + place as usize], value.take()),
            }
        }
        for at in (first_default..positional).filter(|at| filled & (1 << at) == 0) {
            put(
                self,
                &mut regs[first + at],
                defaults[at - first_default].clone(),
            );
        }
        for at in missing {
            put(
                self,
                &mut regs[first + at],
                default_of(at).unwrap_or_default(),
            );
        }
        if let Some(rest) = rest {
            put(self, &mut regs[first + named], rest);
        }
        if let Some(extra) = extra {
            put(self, &mut regs[first + params.count() - 1], extra.into());
        }
        true
    }

    /// The parameters after `given` arguments by position get their defaults, of a function that
    /// has no other parameters. Returns false where one has none.
    fn fill_defaults(
        &self,
        regs: &mut Window,
        f: &FunctionData,
        first: usize,
        given: usize,
    ) -> bool {
        let positional = f.core.code.params.positional as usize;
        let defaults = f.defaults.borrow();
        let defaults = defaults.as_ref().map_or(&[][..], |d| &d[..]);
        let missing = positional - given;
        let Some(from) = defaults.len().checked_sub(missing) else {
            return false;
        };
        let slots = &mut regs[first + given..first + positional];
        for (slot, default) in slots.iter_mut().zip(&defaults[from..]) {
            put(self, slot, default.clone());
        }
        true
    }
}
