//! From the anchor to the state of a finalized block.

use crate::{
	finality::{self, Path},
	format::{Anchor, Evidence},
	state::State,
	storage,
	verdict::{Checks, Proven, Subject},
};
use alloc::format;

/// Follows the evidence from the anchor, notes the checks, and gives the state that it proves and as of when; `None` if it
/// proves none.
pub(crate) fn follow(anchor: &Anchor, evidence: &Evidence, checks: &mut Checks) -> Option<(State, Proven)> {
	let set = match finality::follow(anchor, &evidence.hand_offs, evidence.set_id) {
		Ok(Path::Reached(set)) => set,
		Ok(Path::Missing(reason)) => {
			checks.open(Subject::Authorities, reason);
			return None;
		}
		Err(reason) => {
			checks.failed(Subject::Authorities, reason);
			return None;
		}
	};
	let steps = set.id.saturating_sub(anchor.set_id);
	checks.passed(
		Subject::Authorities,
		format!(
			"authority set {} follows from the anchor's by {steps} hand-off(s)",
			set.id
		),
	);
	let block = match set.check(&evidence.block) {
		Ok(block) => block,
		Err(reason) => {
			checks.failed(Subject::Finality, reason);
			return None;
		}
	};
	let number = block.header.number;
	checks.passed(
		Subject::Finality,
		format!(
			"block {number} is final: at least {} of the {} authorities of set {} signed it",
			set.threshold(),
			set.len(),
			set.id
		),
	);
	let state = State::new(block.header.state_root, &evidence.proof.0)
		.and_then(|state| Ok((state.require("the block's time", &storage::now())?, state)));
	match state {
		Ok((at, state)) => {
			let hash = block.hash;
			Some((
				state,
				Proven {
					block: number,
					hash,
					at,
				},
			))
		}
		Err(reason) => {
			checks.failed(Subject::State, reason);
			None
		}
	}
}
