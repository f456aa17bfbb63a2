//! A list of values that are also found by their id: articles, codes, annotators, reviews.

use std::sync::Arc;

use foldhash::fast::RandomState;
use indexmap::IndexMap;

use super::Id;

/// A value that carries its own id.
pub trait Keyed {
    type Id: Id;

    fn id(&self) -> &Self::Id;
}

/// An ordered list without two equal ids. Cloning it is cheap; a clone is copied when one of the
/// two changes.
#[derive(Debug)]
pub struct Listed<T: Keyed>(Arc<IndexMap<T::Id, Arc<T>, RandomState>>);

impl<T: Keyed> Listed<T> {
    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn get(&self, id: &T::Id) -> Option<&Arc<T>> {
        self.0.get(id)
    }

    pub fn at(&self, position: usize) -> Option<&Arc<T>> {
        self.0.get_index(position).map(|(_, value)| value)
    }

    pub fn contains(&self, id: &T::Id) -> bool {
        self.0.contains_key(id)
    }

    pub fn position(&self, id: &T::Id) -> Option<usize> {
        self.0.get_index_of(id)
    }

    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Arc<T>> + ExactSizeIterator {
        self.0.values()
    }

    /// Puts a value at a position, or at the end when there are fewer; gives it back when its id
    /// is there already.
    pub(crate) fn insert(&mut self, position: usize, value: Arc<T>) -> Result<(), Arc<T>> {
        if self.contains(value.id()) {
            return Err(value);
        }
        let position = position.min(self.len());
        Arc::make_mut(&mut self.0).shift_insert(position, value.id().clone(), value);
        Ok(())
    }

    /// Takes a value out; gives its position too.
    pub(crate) fn remove(&mut self, id: &T::Id) -> Option<(usize, Arc<T>)> {
        let (position, _, value) = Arc::make_mut(&mut self.0).shift_remove_full(id)?;
        Some((position, value))
    }

    /// Moves a value to another position; gives the one it had.
    pub(crate) fn move_to(&mut self, id: &T::Id, position: usize) -> Option<usize> {
        let from = self.position(id)?;
        let position = position.min(self.len().saturating_sub(1));
        Arc::make_mut(&mut self.0).move_index(from, position);
        Some(from)
    }
}

impl<T: Keyed + Clone> Listed<T> {
    pub(crate) fn get_mut(&mut self, id: &T::Id) -> Option<&mut T> {
        Arc::make_mut(&mut self.0).get_mut(id).map(Arc::make_mut)
    }
}

impl<T: Keyed> Default for Listed<T> {
    fn default() -> Self {
        Self(Arc::new(IndexMap::default()))
    }
}

impl<T: Keyed> Clone for Listed<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

/// Equal when the same values stand in the same order.
impl<T: Keyed + PartialEq> PartialEq for Listed<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.iter().eq(other.iter())
    }
}
