//! Where new ids and times come from: not from here.

use smol_str::SmolStr;

use super::{Id, Timestamp};

/// The source of new ids and of the time. The program has one that asks the system; tests have
/// one that counts.
pub trait Fresh {
    /// 12 characters of 0-9a-z that no other call has given.
    fn characters(&mut self) -> [u8; 12];

    /// The time now, in UTC.
    fn now(&mut self) -> Timestamp;
}

/// A new id: `st_3z8v6n0q4mxa`.
pub fn fresh_id<I: Id>(fresh: &mut dyn Fresh) -> I {
    let mut id = String::with_capacity(16);
    id.push_str(I::KIND);
    id.push('_');
    id.extend(fresh.characters().map(char::from));
    I::from(SmolStr::from(id))
}
