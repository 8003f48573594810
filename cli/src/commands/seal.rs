//! `eseal seal`

use super::{send, send_as};
use crate::{
	args::{
		seal::{Apply, Seal},
		Global,
	},
	chain::{calls, Chain},
	failure::{Failure, Kind, Result},
	keys,
	output::{
		self,
		shapes::{self, HistoryLine, Then},
	},
};
use eseal_primitives::PossessionClaim;

/// Runs the command.
pub async fn run(global: &Global, what: Seal) -> Result<u8> {
	let call = match what {
		Seal::Show { seal, uscc, at } => {
			let view = Chain::connect(&global.node).await?.finalized().await?;
			let info = match (seal, uscc) {
				(Some(seal), _) => view.seal(seal).await?,
				(None, Some(uscc)) => view.seal_of(&uscc).await?,
				(None, None) => {
					return Err(Failure::new(
						Kind::Usage,
						"which e-seal? Name its number, or --uscc CODE",
					))
				}
			};
			let then = match at {
				Some(at) => Some(Then::new(at, &view.standing(info.id, at).await?)),
				None => None,
			};
			return output::print(&shapes::Seal::new(info, then, (&view).into()), global.json);
		}
		Seal::History { seal } => {
			let view = Chain::connect(&global.node).await?.finalized().await?;
			view.seal(seal).await?;
			let entries = view.history(seal).await?;
			let history = shapes::History {
				seal,
				entries: entries
					.into_iter()
					.enumerate()
					.map(|(index, entry)| HistoryLine::new(index, entry))
					.collect(),
				as_of: (&view).into(),
			};
			return output::print(&history, global.json);
		}
		Seal::Apply(form) => return apply(global, form).await,
		Seal::Revoke { seal, reason, since } => {
			let account = keys::account(global)?;
			let chain = Chain::connect(&global.node).await?;
			let since = match since {
				Some(since) => since,
				None => chain.time().await?,
			};
			return send_as(global, &chain, calls::revoke(seal, reason, since), &account).await;
		}
		Seal::Freeze { seal, order, digest } => calls::freeze(seal, digest.of_file(&order)?),
		Seal::Withdraw { seal } => calls::withdraw(seal),
		Seal::Approve { seal } => calls::approve(seal),
		Seal::Reject { seal, reason } => calls::reject(seal, reason),
		Seal::Suspend { seal } => calls::suspend(seal),
		Seal::Resume { seal } => calls::resume(seal),
		Seal::Unfreeze { seal } => calls::unfreeze(seal),
	};
	send(global, call).await
}

async fn apply(global: &Global, form: Apply) -> Result<u8> {
	let certificate = form.digest.of_file(&form.certificate)?;
	let picture = form.digest.of_file(&form.picture)?;
	let account = keys::account(global)?;
	let key = keys::seal_key(&form.seal_key, form.seal_password_file.as_deref())?;
	if key.public() == account.public() {
		return Err(Failure::new(Kind::Key, "the e-seal's key is the account's own")
			.next("Make a fresh key for the e-seal: `eseal key new FILE`. Two factors in one file are one factor."));
	}
	let chain = Chain::connect(&global.node).await?;
	let valid_from = match form.from {
		Some(from) => from,
		None => chain.time().await?,
	};
	let claim = PossessionClaim {
		uscc: form.uscc,
		code: form.physical,
		key: key.public().seal_key().clone(),
		certificate,
		picture,
		valid_from,
		valid_until: form.until,
	};
	let owner = account.public().account()?;
	let proof = key.sign(&claim.bytes_to_sign(chain.genesis, &owner))?;
	send_as(global, &chain, calls::apply(&claim, &proof), &account).await
}
