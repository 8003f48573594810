//! `eseal seal`

use crate::{
	args::seal::{Apply, Seal},
	failure::{Failure, Kind, Result},
	keys,
	session::Session,
	view::shapes::{self, HistoryLine, Then},
};
use eseal_client::calls;
use eseal_primitives::{PossessionClaim, SealId};

/// Runs the command.
pub async fn run(session: &Session, what: Seal) -> Result<u8> {
	let (call, seal) = match what {
		Seal::Show { seal, uscc, at } => {
			let block = session.finalized().await?;
			let info = match (seal, uscc) {
				(Some(seal), _) => block.seal(seal).await?,
				(None, Some(uscc)) => block.seal_of(&uscc).await?,
				(None, None) => {
					return Err(Failure::new(
						Kind::Usage,
						"which e-seal? Give its number, or --uscc CODE",
					))
				}
			};
			let then = match at {
				Some(at) => Some(Then::new(at, &block.standing(info.id, at).await?)),
				None => None,
			};
			return session.print(&shapes::Seal::new(info, then, (&block).into()));
		}
		Seal::History { seal } => {
			let block = session.finalized().await?;
			block.seal(seal).await?;
			let entries = block.history(seal).await?;
			let history = shapes::History {
				seal,
				entries: entries
					.into_iter()
					.enumerate()
					.map(|(index, entry)| HistoryLine::new(index, entry))
					.collect(),
				as_of: (&block).into(),
			};
			return session.print(&history);
		}
		Seal::Apply(form) => return apply(session, form).await,
		Seal::Revoke { seal, reason, since } => {
			let account = session.account()?;
			let since = match since {
				Some(since) => since,
				None => session.now().await?,
			};
			let call = calls::revoke(seal, reason, since);
			return session.send_as(call, &account, &look(seal)).await;
		}
		Seal::Freeze { seal, order, digest } => (calls::freeze(seal, digest.of_file(&order)?), seal),
		Seal::Withdraw { seal } => (calls::withdraw(seal), seal),
		Seal::Approve { seal } => (calls::approve(seal), seal),
		Seal::Reject { seal, reason } => (calls::reject(seal, reason), seal),
		Seal::Suspend { seal } => (calls::suspend(seal), seal),
		Seal::Resume { seal } => (calls::resume(seal), seal),
		Seal::Unfreeze { seal } => (calls::unfreeze(seal), seal),
	};
	session.send(call, &look(seal)).await
}

async fn apply(session: &Session, form: Apply) -> Result<u8> {
	let certificate = form.digest.of_file(&form.certificate)?;
	let picture = form.digest.of_file(&form.picture)?;
	let account = session.account()?;
	let key = keys::seal_key(&form.seal_key, form.seal_password_file.as_deref())?;
	if key.public() == account.secret.public() {
		return Err(Failure::new(Kind::Key, "the e-seal's key is the same as the account's")
			.next("Make a separate key for the e-seal: `eseal key new FILE`. Two factors in one file are only one factor."));
	}
	let chain = session.chain().await?;
	let valid_from = match form.from {
		Some(from) => from,
		None => session.now().await?,
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
	let proof = key.sign(&claim.bytes_to_sign(chain.genesis(), &account.id))?;
	let look = format!("eseal enterprise show {}", form.uscc);
	session.send_as(calls::apply(&claim, &proof), &account, &look).await
}

/// The command that tells of an e-seal.
fn look(seal: SealId) -> String {
	format!("eseal seal show {seal}")
}
