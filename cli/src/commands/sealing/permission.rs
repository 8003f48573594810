//! Whether the chain would take the uses, asked before anything is sent.

use crate::{
	args::sealing::Use,
	failure::{Failure, Kind, Result},
	keys::secret::Secret,
	view::{shapes, terminal::word, time::Time},
};
use eseal_client::{AccountId, Block};
use eseal_primitives::{answers::SealInfo, grant::Grant, GrantId, Moment, Purpose};

/// Makes sure that the chain would take the uses: the e-seal is usable, the key is its own, the clock is right, the account
/// may use it.
pub async fn check(
	block: &Block,
	what: &Use,
	account: &AccountId,
	key: &Secret,
	second: Option<&Secret>,
	count: usize,
) -> Result<()> {
	let info = block.seal(what.seal).await?;
	if &info.seal.key != key.public().seal_key() {
		return Err(Failure::new(
			Kind::Key,
			format!("{} is not the key of e-seal {}", word(&what.seal_key), what.seal),
		)
		.next("Give the key file that was used to apply for the e-seal: --seal-key FILE."));
	}
	let mut stopped = info.obstacles.clone();
	stopped.retain(|obstacle| obstacle.stops(what.purpose));
	if !stopped.is_empty() {
		let obstacles = shapes::words(&stopped).join("; ");
		return Err(
			Failure::refused(format!("e-seal {} cannot be used: {obstacles}", what.seal))
				.next(format!("`eseal seal show {}` shows more.", what.seal)),
		);
	}
	let now = block.time().await?;
	check_clock(block, now)?;
	let grant = check_account(block, what, account, &info, now, count).await?;
	check_second(grant.and_then(|grant| grant.second), second)
}

/// Makes sure that the second operator's key is given if the grant takes one, and that it is the right one.
fn check_second(wanted: Option<AccountId>, given: Option<&Secret>) -> Result<()> {
	match (wanted, given) {
		(None, None) => Ok(()),
		(Some(wanted), Some(given)) if eseal_crypto::controls(given.public().seal_key(), &wanted) => Ok(()),
		(Some(wanted), Some(_)) => {
			let why = format!("the second operator of the grant is {wanted}, and the key is another account's");
			Err(Failure::new(Kind::Key, why).next("Give that account's key file: --second-key FILE."))
		}
		(Some(wanted), None) => {
			let why = format!("a use under this grant takes two operators: {wanted} must approve it");
			Err(Failure::refused(why).next("Have the second operator give its key file: --second-key FILE."))
		}
		(None, Some(_)) => Err(Failure::refused("one operator suffices for this use").next("Leave out --second-key.")),
	}
}

/// Makes sure that the chain would take a statement that is signed now.
fn check_clock(block: &Block, now: Moment) -> Result<()> {
	let lifetime: u64 = block.constant("UsageLog", "StatementLifetime")?;
	let ahead: u64 = block.constant("UsageLog", "MaxClockAhead")?;
	// A statement needs some time until it is in a block: as much as a clock may be ahead.
	let behind = lifetime.saturating_sub(ahead);
	let clock = Time::now().ms();
	if clock <= now.saturating_add(ahead) && now <= clock.saturating_add(behind) {
		return Ok(());
	}
	Err(Failure::refused(format!(
		"this machine's clock says {}, the chain's {}",
		Time::new(clock),
		Time::new(now)
	))
	.next(format!(
		"Set the clock: the chain accepts a statement for only {} minutes. If the clock is right, no blocks are being made.",
		lifetime.div_ceil(60_000)
	)))
}

async fn check_account(
	block: &Block,
	what: &Use,
	account: &AccountId,
	info: &SealInfo<AccountId>,
	now: Moment,
	count: usize,
) -> Result<Option<Grant<AccountId>>> {
	let enterprise = block.enterprise(&info.seal.uscc).await?;
	if what.purpose == Purpose::Liquidation {
		let liquidator = enterprise.liquidator.map(|liquidator| liquidator.account);
		return match liquidator.as_ref() == Some(account) {
			true => Ok(None),
			false => Err(Failure::refused(format!(
				"account {account} is not the liquidator of the enterprise of e-seal {}",
				what.seal
			))
			.next("Give the --account of the liquidator that Market Supervision named, or another --purpose.")),
		};
	}
	if &enterprise.enterprise.owner == account {
		return Ok(None);
	}
	let grants = block.grants(what.seal).await?;
	let Some((id, grant)) = grants.iter().find(|(_, grant)| &grant.operator == account) else {
		return Err(Failure::refused(format!(
			"account {account} neither owns e-seal {} nor has a grant for it",
			what.seal
		))
		.next("Ask the owner for a grant (`eseal grant add`), or use another --account."));
	};
	let refuse =
		|id: &GrantId, why: String| Failure::refused(format!("grant {id} {why}")).next("Ask the owner for another.");
	if grant.valid_until <= now {
		return Err(refuse(id, format!("ended on {}", Time::new(grant.valid_until))));
	}
	if !grant.purposes.contains(&what.purpose) {
		return Err(refuse(id, format!("does not allow the purpose {:?}", what.purpose)));
	}
	let lender = grant
		.lent_from
		.and_then(|lender| grants.iter().find(|(id, _)| *id == lender));
	let left = lender.map_or(u32::MAX, |(_, lender)| lender.left()).min(grant.left());
	if usize::try_from(left).unwrap_or(usize::MAX) < count {
		return Err(refuse(id, format!("has {left} uses left, for {count} documents")));
	}
	Ok(Some(grant.clone()))
}
