//! `eseal correction`

use crate::{
	args::correction::{About, Correction, Propose},
	failure::{Failure, Kind, Result},
	session::Session,
	view::corrections::{Listed, Mistake, Shown},
};
use eseal_client::{
	calls::{self, Call},
	AccountId, Block, ReadError,
};
use eseal_crypto::decision::{application_digest, history_entry_digest, register_entry_digest};
use eseal_primitives::{
	answers::CorrectionInfo,
	correction::Correction as Kinds,
	history::Change,
	register::{RegisterChange, RegisterSubject},
	CorrectionId, SealCode, SealId, Seat, Uscc,
};

/// Runs the command.
pub async fn run(session: &Session, what: Correction) -> Result<u8> {
	match what {
		Correction::List { seat, made } => {
			let block = session.finalized().await?;
			let found = match made {
				true => all(&block, seat).await?,
				false => open(&block, seat).await?,
			};
			let mut corrections = Vec::new();
			for info in found {
				corrections.push(shown(&block, info).await?);
			}
			session.print(&Listed {
				corrections,
				as_of: (&block).into(),
			})
		}
		Correction::Show { correction } => {
			let block = session.finalized().await?;
			let info = block.correction(correction).await?;
			session.print(&shown(&block, info).await?)
		}
		Correction::Propose(what) => propose(session, what).await,
		Correction::Agree(about) => decide(session, about, |info| calls::agree_correction(info.id, info.digest)).await,
		Correction::Withdraw(about) => {
			decide(session, about, |info| calls::withdraw_correction(info.id, info.digest)).await
		}
	}
}

/// The corrections that wait.
async fn open(block: &Block, seat: Option<Seat>) -> Result<Vec<CorrectionInfo<AccountId>>> {
	let mut found = Vec::new();
	for seat in seat.map_or_else(|| Seat::ALL.to_vec(), |seat| vec![seat]) {
		found.extend(block.open_corrections(seat).await?);
	}
	Ok(found)
}

/// The same, and those that were made. Others are no longer there.
async fn all(block: &Block, seat: Option<Seat>) -> Result<Vec<CorrectionInfo<AccountId>>> {
	let mut found = Vec::new();
	for number in 0..block.corrections_proposed().await? {
		match block.correction(CorrectionId(number)).await {
			Ok(info) if seat.is_none_or(|seat| info.proposed.proposed_by.seat == seat) => found.push(info),
			Ok(_) | Err(ReadError::NotFound(_)) => {}
			Err(error) => return Err(error.into()),
		}
	}
	Ok(found)
}

/// A correction with what it corrects.
async fn shown(block: &Block, info: CorrectionInfo<AccountId>) -> Result<Shown> {
	let mistake = match info.proposed.correction {
		Kinds::ReverseRevocation { seal, entry, .. } => {
			let recorded = block.history_entry(seal, entry).await?;
			recorded.map(|recorded| Mistake::of_seal(seal, entry, &recorded))
		}
		Kinds::ReverseReport { code, entry, .. } => {
			let subject = RegisterSubject::PhysicalSeal(code);
			let recorded = block.register_entry(subject, entry).await?;
			recorded.map(|recorded| Mistake::of_record(subject, entry, &recorded))
		}
		Kinds::ReverseDeregistration { uscc, entry, .. } => {
			let subject = RegisterSubject::Enterprise(uscc);
			let recorded = block.register_entry(subject, entry).await?;
			recorded.map(|recorded| Mistake::of_record(subject, entry, &recorded))
		}
	};
	Ok(Shown::new(block, &info, mistake))
}

/// Shows what is to be corrected, and proposes that: the call names it by its digest.
async fn propose(session: &Session, what: Propose) -> Result<u8> {
	let account = session.account()?;
	let block = session.finalized().await?;
	let (correction, mistake, behind) = match what {
		Propose::Revocation { seal, entry, behind } => {
			let (correction, mistake) = revocation(&block, seal, entry).await?;
			(correction, mistake, behind)
		}
		Propose::Loss { code, behind } => {
			let (correction, mistake) = loss(&block, code).await?;
			(correction, mistake, behind)
		}
		Propose::Deregistration { uscc, behind } => {
			let (correction, mistake) = deregistration(&block, uscc).await?;
			(correction, mistake, behind)
		}
	};
	let decision = behind.digest.of_file(&behind.decision)?;
	let call = calls::propose_correction(&correction, decision);
	session
		.decide_act(call, &account, mistake, "eseal correction list")
		.await
}

/// The correction of an e-seal's revocation: of this entry of its history, or of the last one that records a revocation.
async fn revocation(block: &Block, seal: SealId, entry: Option<u32>) -> Result<(Kinds, Mistake)> {
	let application = application_digest(&block.seal(seal).await?.seal);
	let history = block.history(seal).await?;
	let mut entries = (0u32..).zip(&history);
	let found = match entry {
		Some(entry) => entries.find(|(number, _)| *number == entry),
		None => entries
			.filter(|(_, recorded)| matches!(recorded.change, Change::Revoked { .. }))
			.last(),
	};
	let Some((entry, recorded)) = found else {
		let message = match entry {
			Some(entry) => format!("the history of e-seal {seal} has no entry {entry}"),
			None => format!("e-seal {seal} was never revoked"),
		};
		return Err(
			Failure::new(Kind::NotFound, message).next(format!("Look at its history: `eseal seal history {seal}`."))
		);
	};
	let correction = Kinds::ReverseRevocation {
		seal,
		entry,
		digest: history_entry_digest(application, entry, recorded),
	};
	Ok((correction, Mistake::of_seal(seal, entry, recorded)))
}

/// The correction of the last report of a physical seal.
async fn loss(block: &Block, code: SealCode) -> Result<(Kinds, Mistake)> {
	block.physical_seal(&code).await?;
	let subject = RegisterSubject::PhysicalSeal(code);
	let records = block.register_history(subject).await?;
	let reports = (0u32..)
		.zip(&records)
		.filter(|(_, recorded)| matches!(recorded.change, RegisterChange::Reported { .. }));
	let Some((entry, recorded)) = reports.last() else {
		let message = format!("physical seal {code} was never reported lost or destroyed");
		return Err(Failure::new(Kind::NotFound, message).next(format!("Look at it: `eseal physical show {code}`.")));
	};
	let correction = Kinds::ReverseReport {
		code,
		entry,
		digest: register_entry_digest(subject, entry, recorded),
	};
	Ok((correction, Mistake::of_record(subject, entry, recorded)))
}

/// The correction of the last deregistration of an enterprise.
async fn deregistration(block: &Block, uscc: Uscc) -> Result<(Kinds, Mistake)> {
	block.enterprise(&uscc).await?;
	let subject = RegisterSubject::Enterprise(uscc);
	let records = block.register_history(subject).await?;
	let ends = (0u32..)
		.zip(&records)
		.filter(|(_, recorded)| matches!(recorded.change, RegisterChange::Deregistered { .. }));
	let Some((entry, recorded)) = ends.last() else {
		let message = format!("enterprise {uscc} was never deregistered");
		return Err(Failure::new(Kind::NotFound, message).next(format!("Look at it: `eseal enterprise show {uscc}`.")));
	};
	let correction = Kinds::ReverseDeregistration {
		uscc,
		entry,
		digest: register_entry_digest(subject, entry, recorded),
	};
	Ok((correction, Mistake::of_record(subject, entry, recorded)))
}

/// Shows a correction and decides on that. The call names it: the chain refuses it wherever the number stands for something else.
async fn decide(session: &Session, about: About, call: impl FnOnce(&CorrectionInfo<AccountId>) -> Call) -> Result<u8> {
	let account = session.account()?;
	let block = session.finalized().await?;
	let info = block.correction(about.correction).await?;
	let look = format!("eseal correction show {}", info.id);
	if about.expect.is_some_and(|expected| expected != info.digest) {
		return Err(Failure::refused(format!(
			"correction {} is another than the one that was reviewed: its digest is {:?}",
			info.id, info.digest
		))
		.next(format!(
			"Look at it again (`{look}`) and decide anew, or find the number of the one you reviewed."
		)));
	}
	let call = call(&info);
	session
		.decide_act(call, &account, shown(&block, info).await?, &look)
		.await
}
