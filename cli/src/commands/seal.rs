//! `eseal seal`

use super::import;
use crate::{
	args::{
		import::How,
		seal::{About, Apply, Approve, Seal},
	},
	digests,
	failure::{Failure, Kind, Result},
	import::approval::Approvals,
	keys,
	session::{Account, Session},
	view::shapes::{self, HistoryLine, Then},
};
use eseal_client::{
	calls::{self, Call},
	ReadError,
};
use eseal_crypto::decision::application_digest;
use eseal_primitives::{PossessionClaim, SealId};
use sp_core::H256;

/// Runs the command.
pub async fn run(session: &Session, what: Seal) -> Result<u8> {
	match what {
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
				Some(at) => {
					let recorded = block.recorded_standing(info.id, at).await?;
					Some(Then::new(at, &block.standing(info.id, at).await?, &recorded))
				}
				None => None,
			};
			session.print(&shapes::Seal::new(info, then, (&block).into()))
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
			session.print(&history)
		}
		Seal::Apply(form) => apply(session, form).await,
		Seal::Withdraw { seal } => session.send(calls::withdraw(seal), &look(seal)).await,
		Seal::Approve(what) => approve(session, what).await,
		Seal::Reject { about, reason } => {
			decide(session, about, |seal, digest| calls::reject(seal, digest, reason)).await
		}
		Seal::Suspend(about) => decide(session, about, calls::suspend).await,
		Seal::Resume(about) => decide(session, about, calls::resume).await,
		Seal::Revoke { about, reason, since } => {
			decide(session, about, |seal, digest| {
				calls::revoke(seal, digest, reason, since)
			})
			.await
		}
	}
}

async fn approve(session: &Session, what: Approve) -> Result<u8> {
	let Approve { seal, expect, all, how } = what;
	match (seal, all) {
		(_, Some(file)) => import::run::<Approvals>(session, &file, &how).await,
		(Some(_), None) if how != How::default() => Err(Failure::new(
			Kind::Usage,
			"--dry-run, --with, --part and --report go with --all FILE",
		)),
		(Some(seal), None) => decide(session, About { seal, expect }, calls::approve).await,
		(None, None) => Err(Failure::new(
			Kind::Usage,
			"which application? Give its number, or --all FILE",
		)),
	}
}

async fn decide(session: &Session, about: About, call: impl FnOnce(SealId, H256) -> Call) -> Result<u8> {
	let account = session.account()?;
	decide_as(session, &account, about, call).await
}

/// Shows what stands behind the number and decides on that: the call names its digest, and the chain refuses it wherever the
/// number stands for something else.
async fn decide_as(
	session: &Session,
	account: &Account,
	about: About,
	call: impl FnOnce(SealId, H256) -> Call,
) -> Result<u8> {
	let About { seal, expect } = about;
	let block = session.finalized().await?;
	let info = match block.seal(seal).await {
		Err(ReadError::NotFound(missing)) => return Err(not_final_yet(session, seal).await?.unwrap_or(missing.into())),
		found => found?,
	};
	let digest = application_digest(&info.seal);
	let shown = shapes::Seal::new(info, None, (&block).into());
	if expect.is_some_and(|expected| expected != digest) {
		return Err(Failure::refused(format!(
			"application {seal} is another than the one that was reviewed: its digest is {digest:?}"
		))
		.next(format!(
			"Look at it again (`{}`) and decide anew, or find the number of the one you reviewed.",
			look(seal)
		)));
	}
	session.decide(call(seal, digest), account, shown, &look(seal)).await
}

/// The failure that an application is in a block that is not final yet; none if it is in no block either.
async fn not_final_yet(session: &Session, seal: SealId) -> Result<Option<Failure>> {
	match session.chain().await?.best().await?.seal(seal).await {
		Ok(_) => Ok(Some(
			Failure::new(
				Kind::AwaitingFinality,
				format!("application {seal} is recorded, awaiting finality"),
			)
			.next("Decide when it is final: until then its number may come to stand for another."),
		)),
		Err(ReadError::NotFound(_)) => Ok(None),
		Err(error) => Err(error.into()),
	}
}

async fn apply(session: &Session, form: Apply) -> Result<u8> {
	let certificate = digests::of_certificate(&form.certificate)?;
	let picture = digests::of_picture(&form.picture)?;
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
