//! Since when a value of the state is what it is now, when no event tells.

/// How a value was at a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
	/// As now.
	Same,
	/// Another.
	Other,
	/// The node does not have the state.
	NotKnown,
}

/// From which block on a value is as it is now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Since {
	/// The block.
	pub block: u64,
	/// Whether it was another before; else that is not known.
	pub exact: bool,
}

/// Finds it, in as many questions as the number of blocks has binary digits, of blocks after `after` and before `now`. At
/// `after` the value was another; without it the chain may have begun with the value. At `now`, a later block, it is as it is
/// now. Assumes that it changed once to what it is: that it changed back is for values other than keys.
///
/// # Errors
///
/// The first error of a question.
pub async fn find<E>(
	after: Option<u64>,
	now: u64,
	mut ask: impl AsyncFnMut(u64) -> Result<Then, E>,
) -> Result<Since, E> {
	// The first block that may be the one, and the first that is known to have the value.
	let mut first = after.map_or(0, |after| after.saturating_add(1));
	let mut since = Since {
		block: now,
		exact: true,
	};
	while first < since.block {
		let middle = first.midpoint(since.block);
		match ask(middle).await? {
			Then::Same => since.block = middle,
			then => {
				first = middle.saturating_add(1);
				since.exact = then == Then::Other;
			}
		}
	}
	Ok(since)
}

#[cfg(test)]
mod tests {
	use super::*;
	use std::convert::Infallible;

	/// Finds a change of a value at a block, on a node that has states from a block on; says how often it asked.
	fn found(after: Option<u64>, now: u64, change: u64, kept_from: u64) -> (Since, u32) {
		let mut asked = 0;
		let found = find(after, now, async |block| {
			asked += 1;
			assert!(
				block < now && after.is_none_or(|after| block > after),
				"{block} is known already"
			);
			Ok::<_, Infallible>(match block {
				block if block < kept_from => Then::NotKnown,
				block if block < change => Then::Other,
				_ => Then::Same,
			})
		});
		let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
		let Ok(since) = runtime.block_on(found);
		(since, asked)
	}

	#[test]
	fn it_is_found_wherever_it_is() {
		for now in 0..40 {
			for change in 0..=now {
				let (since, asked) = found(None, now, change, 0);
				assert_eq!(
					since,
					Since {
						block: change,
						exact: true
					}
				);
				assert!(asked <= 6, "{asked} questions for {now} blocks");
				for after in 0..change {
					assert_eq!(found(Some(after), now, change, 0).0, since);
				}
			}
		}
	}

	#[test]
	fn where_the_node_has_no_older_state_it_says_so() {
		for kept_from in 1..40 {
			for change in 0..=40 {
				let (since, _) = found(None, 40, change, kept_from);
				let exact = change > kept_from;
				let block = if exact { change } else { kept_from };
				assert_eq!(
					since,
					Since { block, exact },
					"kept from {kept_from}, changed at {change}"
				);
			}
		}
	}
}
