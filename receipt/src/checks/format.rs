//! The anchor and the receipt are what they should be, and of the same chain.

use crate::{
	format::{parse, Anchor, Anchored},
	reason::{Paper, Reason},
	verdict::{Checks, Subject},
};

/// Reads the two texts and notes the check; `None` if they are not what they should be, or not of one chain.
///
/// With an anchor of no use nothing can be said of the other, and nothing can be said of what another program may know.
pub(crate) fn read<T: Anchored>(text: &[u8], anchor: &[u8], checks: &mut Checks) -> Option<(T, Anchor)> {
	let anchor: Anchor = match parse(anchor) {
		Ok(anchor) => anchor,
		Err(error) => {
			checks.open(Subject::Format, error.reason(Paper::Anchor));
			return None;
		}
	};
	let paper = T::PAPER;
	let read: T = match parse(text) {
		Ok(read) => read,
		Err(error) if error.is_of_another_type() => {
			checks.open(Subject::Format, error.reason(paper));
			return None;
		}
		Err(error) => {
			checks.failed(Subject::Format, error.reason(paper));
			return None;
		}
	};
	if read.genesis() != anchor.genesis {
		checks.failed(
			Subject::Format,
			Reason::AnotherChain {
				paper,
				genesis: read.genesis(),
				anchor: anchor.genesis,
			},
		);
		return None;
	}
	checks.passed(Subject::Format, Reason::Readable { paper });
	Some((read, anchor))
}
