//! `eseal correction`

use crate::{
	args::{
		correction::{About, Correction, Propose},
		values,
	},
	failure::{Failure, Kind, Result},
	session::Session,
	view::corrections::{Listed, Mistake, Shown},
};
use eseal_client::{
	calls::{self, Call},
	queries::RegisterRecord,
	AccountId, Block, ReadError,
};
use eseal_crypto::{
	chained,
	decision::{
		application_digest, history_entry_digest, physical_seal_digest, register_entry_digest, registration_digest,
	},
};
use eseal_primitives::{
	answers::CorrectionInfo,
	correction::Correction as Kinds,
	history::Change,
	physical_seal::PhysicalSeal,
	register::{RegisterChange, RegisterSubject},
	CorrectionId, Moment, SealCode, SealId, Seat, Uscc, UsccCheck,
};
use sp_core::H256;

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
		Kinds::VoidRegistration { uscc, instead, .. } => {
			let enterprise = block.enterprise(&uscc).await?.enterprise;
			Some(Mistake::of_registration(&uscc, &instead, &enterprise))
		}
		Kinds::MovePhysicalSeal {
			code, instead, uscc, ..
		} => {
			let physical = block.physical_seal(&code).await?;
			let records = block.register_history(RegisterSubject::PhysicalSeal(code)).await?;
			let from = filed_for(&physical, &records, info.id, info.proposed.proposed_at);
			Some(Mistake::of_file(&code, &from, (&instead, &uscc), &physical))
		}
	};
	Ok(Shown::new(block, &info, mistake))
}

/// The enterprise that a physical seal was on file for when a correction moved it, or, if that was not made, when it was proposed. A
/// file whose code was wrong stays as it was; one whose enterprise was wrong does not, but its records tell.
fn filed_for(physical: &PhysicalSeal, records: &[RegisterRecord], id: CorrectionId, proposed_at: Moment) -> Uscc {
	let since = records.iter().find_map(|record| match &record.change {
		RegisterChange::Moved { correction, from, .. } if *correction == id || record.recorded_at > proposed_at => {
			Some(*from)
		}
		_ => None,
	});
	since.unwrap_or(physical.uscc)
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
		Propose::Registration {
			uscc,
			instead,
			waive_check,
			behind,
		} => {
			let check = if waive_check {
				UsccCheck::Waived
			} else {
				UsccCheck::Enforced
			};
			if let (UsccCheck::Enforced, Err(error)) = (check, instead.check()) {
				return Err(Failure::new(
					Kind::Usage,
					format!("{instead} is not right: {}", values::wrong_uscc(error)),
				)
				.next("Check the code for a typing error. If it was issued like this, add --waive-check."));
			}
			let enterprise = block.enterprise(&uscc).await?.enterprise;
			let correction = Kinds::VoidRegistration {
				uscc,
				instead,
				check,
				digest: registration_digest(&uscc, &enterprise),
			};
			(
				correction,
				Mistake::of_registration(&uscc, &instead, &enterprise),
				behind,
			)
		}
		Propose::File {
			code,
			uscc,
			instead,
			behind,
		} => {
			let physical = block.physical_seal(&code).await?;
			let records = block.register_history(RegisterSubject::PhysicalSeal(code)).await?;
			let head = records.iter().fold(H256::zero(), chained);
			let (instead, uscc) = (instead.unwrap_or(code), uscc.unwrap_or(physical.uscc));
			let correction = Kinds::MovePhysicalSeal {
				code,
				instead,
				uscc,
				digest: physical_seal_digest(code, head, &physical),
			};
			(
				correction,
				Mistake::of_file(&code, &physical.uscc, (&instead, &uscc), &physical),
				behind,
			)
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

#[cfg(test)]
mod tests {
	use super::*;
	use eseal_primitives::{
		history::Actor,
		physical_seal::{MakerName, PhysicalSealReport, PhysicalSealStatus, SealKind},
		DocumentDigest,
	};

	const FIRST: &str = "91330106MA2KXYA720";
	const SECOND: &str = "91330100799655058B";
	const THIRD: &str = "91440300708461136T";

	fn uscc(code: &str) -> Uscc {
		Uscc::parse(code.as_bytes(), UsccCheck::Enforced).unwrap()
	}

	fn on_file(code: &str) -> PhysicalSeal {
		PhysicalSeal {
			uscc: uscc(code),
			kind: SealKind::Official,
			imprint: DocumentDigest::Sha256(H256::zero()),
			maker: MakerName::parse("杭州刻章厂".as_bytes()).unwrap(),
			status: PhysicalSealStatus::Filed,
			filed_at: Moment(1),
			status_since: Moment(1),
			gone_under_right_code: None,
			paired: None,
		}
	}

	fn record(at: u64, change: RegisterChange<AccountId>) -> RegisterRecord {
		RegisterRecord {
			change,
			by: Actor::Motion,
			effective_at: Moment(1),
			recorded_at: Moment(at),
			block: 1,
		}
	}

	fn moved(at: u64, correction: u64, from: &str, to: &str) -> RegisterRecord {
		let change = RegisterChange::Moved {
			correction: CorrectionId(correction),
			decision: DocumentDigest::Sha256(H256::zero()),
			from: uscc(from),
			to: uscc(to),
		};
		record(at, change)
	}

	#[test]
	fn what_was_wrong_stays_what_a_correction_says_after_it_is_made() {
		let reported = RegisterChange::Reported {
			report: PhysicalSealReport::Lost,
		};
		// Correction 4 moved it on the same day as it was proposed; 7 was proposed right after that, and made later.
		let records = [
			record(5, reported),
			moved(10, 4, FIRST, SECOND),
			moved(20, 7, SECOND, THIRD),
		];
		let physical = on_file(THIRD);
		for (correction, proposed_at, wrong) in [
			(4, 10, FIRST),
			(4, 3, FIRST),
			(7, 10, SECOND),
			// Never made: 5 was proposed beside 4, 8 beside 7, 9 after both.
			(5, 4, FIRST),
			(8, 15, SECOND),
			(9, 30, THIRD),
		] {
			let found = filed_for(&physical, &records, CorrectionId(correction), Moment(proposed_at));
			assert_eq!(found, uscc(wrong), "correction {correction}");
		}
	}

	#[test]
	fn under_a_wrong_code_the_file_stays_as_it_was() {
		let change = RegisterChange::Misfiled {
			correction: CorrectionId(4),
			decision: DocumentDigest::Sha256(H256::zero()),
			instead: SealCode::parse(b"3301060000002").unwrap(),
		};
		let found = filed_for(&on_file(FIRST), &[record(10, change)], CorrectionId(4), Moment(3));
		assert_eq!(found, uscc(FIRST));
	}
}
