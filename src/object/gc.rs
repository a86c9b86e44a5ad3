//! Prompt and deep destruction, finalisers, and the collector of reference cycles.
//!
//! **Destruction.** Objects die when their last reference goes. A chain of a million objects must
//! not recurse a million times: beyond a depth, contents are moved to a queue that the outermost
//! destruction empties.
//!
//! **Finalisers.** An instance whose class defines `__del__` is moved, as it dies, into a fresh
//! object that waits in a queue; the VM calls `__del__` on it at once after the instruction or the
//! native that dropped it, when no borrow is held.
//!
//! **Cycles.** Containers are listed weakly when they are made, and struck off when they die: each
//! carries its place in the list as its [`Mark`]. A collection takes a list, counts the references
//! among its objects (trial deletion, after Bacon and Rajan, "Concurrent Cycle Collection in
//! Reference Counted Systems", 2001; CPython's `gc` does the same), keeps what has references from
//! elsewhere and what hangs on it, and clears the rest. There are two lists: the young, looked at
//! whenever it has grown long, and the old, who outlived that, looked at (with the young) when they
//! have become half as many again. Both run at the VM's interrupt points.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use super::{Attributes, Obj, Object, Payload, Value};

/// Young containers at which they are looked at.
const YOUNG_LIMIT: usize = 10_000;
/// Nested destructions before contents are queued.
const DEPTH_LIMIT: u32 = 60;

/// The place of an object in the collector's lists; during a collection, its number in the graph.
#[derive(Debug)]
pub struct Mark(Cell<u32>);

impl Default for Mark {
    #[inline]
    fn default() -> Mark {
        Mark(Cell::new(UNLISTED))
    }
}

const UNLISTED: u32 = u32::MAX;
/// Added to a place in the list of the old.
const IN_OLD: u32 = 1 << 31;
/// A place that the list of the old never has.
const FROZEN: u32 = UNLISTED - 1;

/// The living containers that are listed.
struct Lists {
    young: Vec<Weak<Object>>,
    old: Vec<Weak<Object>>,
    /// Those that no collection looks at. They are marked as old ones are, but at no place of that
    /// list, so that they count as outside of every graph; the dead are left until all are let go.
    frozen: Vec<Weak<Object>>,
}

thread_local! {
    static LISTS: RefCell<Lists> = const {
        RefCell::new(Lists { young: Vec::new(), old: Vec::new(), frozen: Vec::new() })
    };
    /// Survivors since the last full collection.
    static PROMOTED: Cell<usize> = const { Cell::new(0) };
    static WANTED: Cell<bool> = const { Cell::new(false) };
    static ENABLED: Cell<bool> = const { Cell::new(true) };
    static DEPTH: Cell<u32> = const { Cell::new(0) };
    static QUEUE: RefCell<Vec<Payload>> = const { RefCell::new(Vec::new()) };
    static DYING: RefCell<Vec<Obj>> = const { RefCell::new(Vec::new()) };
}

/// Make an object known to the collector.
#[inline]
pub fn track(object: &Obj) {
    LISTS.with_borrow_mut(|lists| {
        let place = lists.young.len();
        if place >= YOUNG_LIMIT {
            if place >= IN_OLD as usize {
                return;
            }
            WANTED.set(true);
        }
        object.mark.0.set(place as u32);
        lists.young.push(Rc::downgrade(object));
    });
}

/// Strike a dying object off its list; the last of the list takes its place.
#[inline]
fn untrack(object: &Object) {
    let mark = object.mark.0.replace(UNLISTED);
    if mark != UNLISTED {
        // The thread may be ending, with its lists gone already.
        let _ = LISTS.try_with(|lists| {
            if let Ok(mut lists) = lists.try_borrow_mut() {
                strike(&mut lists, mark, object);
            }
        });
    }
}

fn strike(lists: &mut Lists, mark: u32, object: &Object) {
    let list = match mark & IN_OLD {
        0 => &mut lists.young,
        _ => &mut lists.old,
    };
    let place = (mark & !IN_OLD) as usize;
    if list
        .get(place)
        .is_none_or(|w| !std::ptr::eq(w.as_ptr(), object))
    {
        return;
    }
    list.swap_remove(place);
    if let Some(moved) = list.get(place).and_then(Weak::upgrade) {
        moved.mark.0.set(mark);
    }
}

/// Whether a look at the young is due (and allowed).
#[inline]
pub fn is_due() -> bool {
    WANTED.get() && ENABLED.get()
}

/// Look at the young; at all, if many have grown old since the last time. How many were cleared of
/// the young, and of all, if all were looked at.
pub fn collect_due() -> (usize, Option<usize>) {
    let young = collect_young();
    let old = LISTS.with_borrow(|lists| lists.old.len());
    // A collection costs in proportion to what lives, so it waits for proportional growth.
    (
        young,
        (PROMOTED.get() > YOUNG_LIMIT.max(old / 3)).then(collect),
    )
}

pub fn set_enabled(on: bool) {
    ENABLED.set(on);
}

pub fn is_enabled() -> bool {
    ENABLED.get()
}

/// The living containers.
pub fn objects() -> Vec<Obj> {
    LISTS.with_borrow(|lists| {
        let all = lists.old.iter().chain(&lists.young);
        all.filter_map(Weak::upgrade).collect()
    })
}

/// Keep the collector from all containers that there are.
pub fn freeze() {
    LISTS.with_borrow_mut(|lists| {
        let mut all = std::mem::take(&mut lists.old);
        all.append(&mut lists.young);
        all.iter()
            .filter_map(Weak::upgrade)
            .for_each(|object| object.mark.0.set(FROZEN));
        lists.frozen.append(&mut all);
    });
}

/// Let the collector look at all containers again.
pub fn unfreeze() {
    LISTS.with_borrow_mut(|lists| {
        for entry in std::mem::take(&mut lists.frozen) {
            if let Some(object) = entry.upgrade() {
                object.mark.0.set(IN_OLD | lists.old.len() as u32);
                lists.old.push(entry);
            }
        }
    });
}

/// The living containers that the collector does not look at.
pub fn frozen_count() -> usize {
    LISTS.with_borrow(|lists| lists.frozen.iter().filter(|w| w.strong_count() > 0).count())
}

/// Whether the finaliser of an object has run.
pub fn is_finalized(object: &Obj) -> bool {
    let attributes = match &object.payload {
        Payload::Instance(a) => a,
        Payload::Extended(e) => &e.attributes,
        _ => return false,
    };
    attributes.try_borrow().is_ok_and(|a| a.finalized)
}

/// Containers made since the last look at the young, that live.
pub fn young_count() -> usize {
    LISTS.with_borrow(|lists| lists.young.len())
}

/// The objects that wait for their finaliser.
pub fn take_dying() -> Vec<Obj> {
    super::FINALIZERS_WAIT.set(false);
    DYING.take()
}

impl Payload {
    /// Report every value held.
    pub fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        let attributes = |a: &RefCell<Attributes>, visit: &mut dyn FnMut(&Value)| {
            if let Ok(a) = a.try_borrow() {
                a.values.iter().for_each(&mut *visit);
                // The shape's own reference to the class is counted with the class.
            }
        };
        match self {
            Payload::List(l) => {
                if let Ok(l) = l.try_borrow() {
                    l.iter().for_each(visit);
                }
            }
            Payload::Tuple(t) => t.iter().for_each(visit),
            Payload::Dict(d) => {
                if let Ok(d) = d.try_borrow() {
                    for e in d.iter() {
                        visit(&e.key);
                        visit(&e.value);
                    }
                    if let Some(side) = d.side() {
                        visit(side);
                    }
                }
            }
            Payload::DictView(v) => visit(&v.dict.value()),
            Payload::Set(s) => {
                if let Ok(s) = s.try_borrow() {
                    s.iter().for_each(|(k, _)| visit(k));
                }
            }
            Payload::FrozenSet(s) => s.set.iter().for_each(|(k, _)| visit(k)),
            Payload::Function(f) => {
                f.core.closure.iter().for_each(&mut *visit);
                visit(&f.core.globals.value());
                if let Some(d) = &*f.defaults.borrow() {
                    visit(&d.value());
                }
                if let Some(d) = &*f.kw_defaults.borrow() {
                    visit(&d.value());
                }
                if let Some(d) = &*f.annotations.borrow() {
                    visit(&d.value());
                }
                if let Some(p) = &*f.type_params.borrow() {
                    visit(&p.value());
                }
                if let Some(d) = &*f.dict.borrow() {
                    visit(&d.value());
                }
            }
            Payload::NativeFunction(f) => visit(&f.this),
            Payload::BoundMethod(f, this) => {
                visit(f);
                visit(this);
            }
            Payload::Module(m) => visit(&m.dict.value()),
            Payload::Instance(a) => attributes(a, visit),
            Payload::Extended(e) => {
                attributes(&e.attributes, visit);
                e.base.traverse(visit);
            }
            Payload::Exception(e) => {
                visit(&e.args.borrow().value());
                visit(&e.cause.borrow());
                visit(&e.context.borrow());
                e.fields.borrow().iter().for_each(|(_, v)| visit(v));
                for entry in e.traceback.borrow().iter() {
                    // What a traceback object refers to as well is not the exception's alone.
                    if let Some(registers) = &entry.registers
                        && std::rc::Rc::strong_count(registers) == 1
                    {
                        registers.iter().for_each(&mut *visit);
                    }
                }
                if let Some(d) = e.dict.get() {
                    visit(&d.value());
                }
            }
            Payload::Generator(g) => {
                if let Ok(frame) = g.frame.try_borrow()
                    && let Some(frame) = &*frame
                {
                    frame.registers.iter().for_each(&mut *visit);
                    frame.core.closure.iter().for_each(&mut *visit);
                    visit(&frame.handling);
                }
            }
            Payload::Cell(v) | Payload::StaticMethod(v) | Payload::ClassMethod(v) => {
                if let Ok(v) = v.try_borrow() {
                    visit(&v);
                }
            }
            Payload::Property(p) => {
                for v in [&p.get, &p.set, &p.delete] {
                    visit(&v.borrow());
                }
            }
            Payload::Super(s) => visit(&s.object),
            Payload::Type(t) => {
                for e in t.dict.borrow().iter() {
                    visit(&e.value);
                }
            }
            Payload::Native(n) => n.traverse(visit),
            _ => {}
        }
    }

    /// Whether the object can refer to others.
    #[inline]
    pub(crate) fn is_container(&self) -> bool {
        !matches!(
            self,
            Payload::Str(_)
                | Payload::Bytes(_)
                | Payload::Int(_)
                | Payload::Scalar(_)
                | Payload::Complex(..)
                | Payload::ByteArray(_)
                | Payload::Gone
        )
    }

    /// Empty a member of a dead cycle. What was held is handed back, to be dropped together.
    fn clear(&self, dropped: &mut Vec<Value>) {
        let attributes = |a: &RefCell<Attributes>, dropped: &mut Vec<Value>| {
            if let Ok(mut a) = a.try_borrow_mut() {
                for v in &mut a.values {
                    dropped.push(v.take());
                }
            }
        };
        match self {
            Payload::List(l) => {
                if let Ok(mut l) = l.try_borrow_mut() {
                    dropped.append(&mut l);
                }
            }
            Payload::Dict(d) => {
                if let Ok(mut d) = d.try_borrow_mut() {
                    for e in d.take_all() {
                        dropped.push(e.key);
                        dropped.push(e.value);
                    }
                    dropped.extend(d.set_side(None));
                }
            }
            Payload::Set(s) => {
                if let Ok(mut s) = s.try_borrow_mut() {
                    dropped.extend(s.take_all().iter().map(|(k, _)| k.clone()));
                }
            }
            Payload::Function(f) => {
                // The cells of the closure are members of the cycle themselves if they are dead;
                // living functions may share them.
                if let Some(d) = f.defaults.take() {
                    dropped.push(d.value());
                }
            }
            Payload::Instance(a) => attributes(a, dropped),
            Payload::Extended(e) => {
                attributes(&e.attributes, dropped);
                e.base.clear(dropped);
            }
            Payload::Exception(e) => {
                dropped.push(e.cause.replace(Value::NONE));
                dropped.push(e.context.replace(Value::NONE));
                for entry in e.traceback.take() {
                    if let Some(mut registers) = entry.registers
                        && let Some(registers) = std::rc::Rc::get_mut(&mut registers)
                    {
                        dropped.extend(registers.iter_mut().map(Value::take));
                    }
                }
                for (_, v) in e.fields.take() {
                    dropped.push(v);
                }
            }
            Payload::Generator(g) => {
                if let Ok(mut frame) = g.frame.try_borrow_mut()
                    && let Some(frame) = frame.take()
                {
                    dropped.extend(frame.registers);
                }
            }
            Payload::Cell(v) | Payload::StaticMethod(v) | Payload::ClassMethod(v) => {
                if let Ok(mut v) = v.try_borrow_mut() {
                    dropped.push(v.take());
                }
            }
            Payload::Type(t) => {
                for e in t.dict.borrow_mut().take_all() {
                    dropped.push(e.value);
                }
                super::class::bump_epoch();
                t.ancestors.replace(Rc::from([]));
                t.bases.take();
            }
            Payload::Native(n) => n.clear(),
            _ => {}
        }
    }
}

impl Drop for Object {
    #[inline]
    fn drop(&mut self) {
        match &self.payload {
            // Nothing that could nest, or be waited for.
            Payload::Tuple(items) if !items.iter().any(Value::is_heap) => {}
            payload if payload.is_container() => drop_container(self),
            _ => {}
        }
    }
}

fn drop_container(object: &mut Object) {
    untrack(object);
    super::weak::died(object);
    if has_finalizer(&object.payload) {
        mark_finalized(&object.payload);
        let payload = std::mem::replace(&mut object.payload, Payload::Gone);
        let revived = Rc::new(Object {
            class: object.class.take(),
            mark: Mark::default(),
            payload,
        });
        // The thread may be ending, with its queues gone already: then nothing can run either.
        let _ = DYING.try_with(|dying| dying.borrow_mut().push(revived));
        let _ = super::FINALIZERS_WAIT.try_with(|wait| wait.set(true));
        return;
    }
    let depth = DEPTH.try_with(Cell::get).unwrap_or(0);
    if depth >= DEPTH_LIMIT {
        let payload = std::mem::replace(&mut object.payload, Payload::Gone);
        let _ = QUEUE.try_with(|queue| queue.borrow_mut().push(payload));
        return;
    }
    // What follows drops the contents here, so that the depth is counted around it.
    let _ = DEPTH.try_with(|d| d.set(depth + 1));
    match &mut object.payload {
        // Sequences let go of their items last to first, as in CPython.
        Payload::List(items) => super::sequence::drop_backwards(std::mem::take(items.get_mut())),
        Payload::Tuple(items) => super::sequence::drop_backwards(std::mem::take(items).into_vec()),
        Payload::Instance(attributes) => drop(std::mem::take(&mut attributes.get_mut().values)),
        payload => drop(std::mem::replace(payload, Payload::Gone)),
    }
    let _ = DEPTH.try_with(|d| d.set(depth));
    if depth == 0 {
        while let Ok(Some(next)) = QUEUE.try_with(|queue| queue.borrow_mut().pop()) {
            let _ = DEPTH.try_with(|d| d.set(1));
            drop(next);
            let _ = DEPTH.try_with(|d| d.set(0));
        }
    }
}

fn has_finalizer(payload: &Payload) -> bool {
    match payload {
        Payload::Instance(a) => wants_finalizer(a),
        Payload::Native(n) => n.wants_finalizer(),
        Payload::Extended(e) => {
            wants_finalizer(&e.attributes)
                || matches!(&e.base, Payload::Native(n) if n.wants_finalizer())
        }
        // A generator that waits inside try or with must run its finally blocks.
        Payload::Generator(g) => g.must_close(),
        _ => false,
    }
}

fn wants_finalizer(attributes: &RefCell<Attributes>) -> bool {
    attributes
        .try_borrow()
        .is_ok_and(|a| a.shape.class.has_finalizer.get() && !a.finalized)
}

/// A finaliser runs once, even where it brings its object back to life.
fn mark_finalized(payload: &Payload) {
    let attributes = match payload {
        Payload::Instance(a) => a,
        Payload::Extended(e) => {
            if let Payload::Native(n) = &e.base {
                n.set_finalized();
            }
            &e.attributes
        }
        Payload::Native(n) => {
            n.set_finalized();
            return;
        }
        _ => return,
    };
    if let Ok(mut a) = attributes.try_borrow_mut() {
        a.finalized = true;
    }
}

/// Find and clear dead cycles. Returns the number of objects cleared.
pub fn collect() -> usize {
    PROMOTED.set(0);
    let all = LISTS.with_borrow_mut(|lists| {
        let mut all = std::mem::take(&mut lists.old);
        all.append(&mut lists.young);
        all
    });
    let cleared = collect_among(all);
    PROMOTED.set(0);
    cleared
}

/// Find and clear dead cycles of young objects; those that live are old from now on.
fn collect_young() -> usize {
    collect_among(LISTS.with_borrow_mut(|lists| std::mem::take(&mut lists.young)))
}

fn collect_among(list: Vec<Weak<Object>>) -> usize {
    WANTED.set(false);
    let mut graph = Graph::new(&list);
    for object in &graph.objects {
        if let Some(class) = super::Class::from_obj(object) {
            class.forget_init();
        }
    }
    let garbage = graph.garbage();
    let found = graph.settle(list, &garbage);
    drop(graph);
    let finalize: Vec<&Obj> = found.iter().filter(|o| has_finalizer(&o.payload)).collect();
    if !finalize.is_empty() {
        // A finaliser may look at everything that it refers to, and may bring it back to life: so
        // nothing is cleared in this round, and the next one clears what is still dead.
        for object in &finalize {
            mark_finalized(&object.payload);
            DYING.with_borrow_mut(|dying| dying.push((*object).clone()));
        }
        super::FINALIZERS_WAIT.set(true);
        found.iter().for_each(track);
        WANTED.set(true);
        return 0;
    }
    let count = found.len();
    let mut dropped = Vec::new();
    for object in &found {
        object.payload.clear(&mut dropped);
        if let Some(class) = super::Class::from_obj(object) {
            class.forget_shapes();
        }
    }
    drop(found);
    drop(dropped);
    count
}

/// The graph of a collection: the objects of a list, and the unlisted ones that they lead to. What
/// stands in the other list is outside.
struct Graph {
    objects: Vec<Obj>,
    /// References from other objects of the graph.
    internal: Vec<u32>,
    /// How many of them are from the list.
    listed: usize,
}

impl Graph {
    fn new(list: &[Weak<Object>]) -> Graph {
        let mut graph = Graph {
            objects: Vec::with_capacity(list.len()),
            internal: Vec::new(),
            listed: 0,
        };
        for object in list.iter().filter_map(Weak::upgrade) {
            object.mark.0.set(graph.objects.len() as u32);
            graph.objects.push(object);
        }
        graph.listed = graph.objects.len();
        graph.internal.resize(graph.listed, 0);
        graph
    }

    /// The number of an object in the graph.
    fn number(&self, object: &Obj) -> Option<usize> {
        let mark = object.mark.0.get();
        (mark & IN_OLD == 0).then_some(mark as usize)
    }

    /// For each object, whether it is dead.
    fn garbage(&mut self) -> Vec<bool> {
        let mut at = 0;
        while at < self.objects.len() {
            let object = self.objects[at].clone();
            each_reference(&object, &mut |child| {
                if child.mark.0.get() == UNLISTED {
                    child.mark.0.set(self.objects.len() as u32);
                    self.objects.push(child.clone());
                    self.internal.push(1);
                } else if let Some(n) = self.number(child) {
                    self.internal[n] += 1;
                }
            });
            at += 1;
        }
        let mut alive = vec![false; self.objects.len()];
        let mut work: Vec<usize> = Vec::new();
        for (n, object) in self.objects.iter().enumerate() {
            // One reference is this graph's own. A function whose core a frame holds is running.
            let running =
                matches!(&object.payload, Payload::Function(f) if Rc::strong_count(&f.core) > 1);
            if running || Rc::strong_count(object) - 1 > self.internal[n] as usize {
                alive[n] = true;
                work.push(n);
            }
        }
        while let Some(n) = work.pop() {
            let mut reach = |child: &Obj| {
                if let Some(n) = self.number(child)
                    && !std::mem::replace(&mut alive[n], true)
                {
                    work.push(n);
                }
            };
            let object = &self.objects[n];
            each_reference(object, &mut reach);
            // An instance keeps its class through its shape; that reference is the shape's, and
            // is counted with the class.
            if let Some(attributes) = object.attributes()
                && let Ok(a) = attributes.try_borrow()
            {
                reach(a.shape.class.obj());
            }
        }
        alive.into_iter().map(|a| !a).collect()
    }

    /// Put those of the list that live into the list of the old. Returns the dead.
    fn settle(&self, list: Vec<Weak<Object>>, garbage: &[bool]) -> Vec<Obj> {
        let mut found = Vec::new();
        LISTS.with_borrow_mut(|lists| {
            let mut entries = list.into_iter();
            for (n, (object, dead)) in self.objects.iter().zip(garbage).enumerate() {
                object.mark.0.set(UNLISTED);
                if *dead {
                    found.push(object.clone());
                }
                // The list may hold more than the graph: what was about to die.
                let own = |w: &Weak<Object>| std::ptr::eq(w.as_ptr(), Rc::as_ptr(object));
                if n < self.listed
                    && let Some(entry) = entries.find(own)
                    && !dead
                {
                    object.mark.0.set(IN_OLD | lists.old.len() as u32);
                    lists.old.push(entry);
                    PROMOTED.set(PROMOTED.get() + 1);
                }
            }
        });
        found
    }
}

/// Every reference that an object holds to a container.
fn each_reference(object: &Obj, visit: &mut dyn FnMut(&Obj)) {
    object.payload.traverse(&mut |v| {
        if let Some(child) = v.as_obj()
            && child.payload.is_container()
        {
            visit(child);
        }
    });
    if let Some(class) = object.own_class() {
        visit(class.obj());
    }
    if let Some(class) = super::Class::from_obj(object) {
        for _ in 0..class.shape_references() {
            visit(object);
        }
        class.ancestors.borrow().iter().for_each(|c| visit(c.obj()));
        class.bases.borrow().iter().for_each(|c| visit(c.obj()));
    }
}
