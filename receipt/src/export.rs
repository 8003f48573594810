//! What exports have in common: a first line that is proven, and one thing on record in each line after it.

use crate::{format::LineFault, reason::Reason};

/// The lines of an export, as they are taken, up to the first that is not as it should be.
#[derive(Debug)]
pub(crate) struct Lines {
	/// How many were taken, the first too.
	taken: u64,
	broken: Option<Reason>,
}

impl Lines {
	/// After the first line.
	pub fn after_first() -> Self {
		Self { taken: 1, broken: None }
	}

	/// Takes the next line, and says which it is; none if one before it was not as it should be, and no more are read.
	pub fn next(&mut self) -> Option<u64> {
		self.taken = self.taken.saturating_add(1);
		self.broken.is_none().then_some(self.taken)
	}

	/// What the line that was taken last has, or nothing if it is not as it should be.
	pub fn note<T>(&mut self, read: Result<T, Reason>) -> Option<T> {
		read.map_err(|reason| self.broken = Some(reason)).ok()
	}

	/// At the end: what the first line lacks that was not as it should be, else what `compare` says of all of them.
	pub fn finish(&mut self, compare: impl FnOnce() -> Result<Reason, Reason>) -> Result<Reason, Reason> {
		self.broken.take().map_or_else(compare, Err)
	}
}

/// What a line lacks that cannot be read.
pub(crate) fn unread(line: u64) -> impl FnOnce(LineFault) -> Reason {
	move |fault| match fault {
		LineFault::Malformed => Reason::LineMalformed { line },
		LineFault::DuplicateName(name) => Reason::LineDuplicateName { line, name },
	}
}

/// The lines of a whole export. Every line ends with a line break; the last need not.
pub(crate) fn lines(export: &[u8]) -> impl Iterator<Item = &[u8]> {
	let export = export.strip_suffix(b"\n").unwrap_or(export);
	export.split(|byte| *byte == b'\n')
}
