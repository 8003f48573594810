//! Digests of what a decision is about. `eseal_primitives::decision` says what they are for and which bytes they cover.

use crate::blake2_256;
use codec::Encode;
use eseal_primitives::{
	act::Act,
	correction::ProposedCorrection,
	decision::act_bytes,
	enterprise::Enterprise,
	flag::Flag,
	history::HistoryEntry,
	physical_seal::PhysicalSeal,
	register::{RegisterEntry, RegisterSubject},
	seal::Seal,
	usage::UseRecord,
	SealCode, Uscc,
};
use sp_core::H256;

/// The digest that a decision about an application or an e-seal names: BLAKE2b-256 of [`Seal::application_bytes`].
pub fn application_digest<AccountId: Encode>(seal: &Seal<AccountId>) -> H256 {
	blake2_256(&seal.application_bytes()).into()
}

/// The digest that a flag on a use names: BLAKE2b-256 of [`UseRecord::bytes_to_digest`].
pub fn use_digest<AccountId: Encode, BlockNumber: Encode>(record: &UseRecord<AccountId, BlockNumber>) -> H256 {
	blake2_256(&record.bytes_to_digest()).into()
}

/// The digest that the closing of a flag names: BLAKE2b-256 of [`Flag::bytes_to_digest`].
pub fn flag_digest<AccountId: Encode>(flag: &Flag<AccountId>) -> H256 {
	blake2_256(&flag.bytes_to_digest()).into()
}

/// The digest of an officer's act with these arguments, which its confirmation names: BLAKE2b-256 of [`act_bytes`].
pub fn act_digest(act: Act, arguments: &impl Encode) -> H256 {
	blake2_256(&act_bytes(act, arguments)).into()
}

/// The digest of an officer's act, by the bytes of its call: two numbers, of the pallet and of the call, and the arguments.
pub fn call_digest(act: Act, call: &[u8]) -> H256 {
	let arguments = call.get(2..).unwrap_or_default();
	blake2_256(&[&act_bytes(act, &())[..], arguments].concat()).into()
}

/// The digest that a correction of entry `index` of an e-seal's history names: BLAKE2b-256 of
/// [`HistoryEntry::bytes_to_digest`].
pub fn history_entry_digest<AccountId: Encode, BlockNumber: Encode>(
	application: H256,
	index: u32,
	entry: &HistoryEntry<AccountId, BlockNumber>,
) -> H256 {
	blake2_256(&entry.bytes_to_digest(application, index)).into()
}

/// The digest that a correction of record `index` of a subject of the register names: BLAKE2b-256 of
/// [`RegisterEntry::bytes_to_digest`].
pub fn register_entry_digest<AccountId: Encode, BlockNumber: Encode>(
	subject: RegisterSubject,
	index: u32,
	entry: &RegisterEntry<AccountId, BlockNumber>,
) -> H256 {
	blake2_256(&entry.bytes_to_digest(subject, index)).into()
}

/// The digest that the correction of a registration names: BLAKE2b-256 of [`Enterprise::bytes_to_digest`].
pub fn registration_digest<AccountId: Encode>(uscc: &Uscc, enterprise: &Enterprise<AccountId>) -> H256 {
	blake2_256(&enterprise.bytes_to_digest(uscc)).into()
}

/// The digest that the correction of a physical seal's file names: BLAKE2b-256 of [`PhysicalSeal::bytes_to_digest`].
pub fn physical_seal_digest(code: SealCode, records: H256, physical: &PhysicalSeal) -> H256 {
	blake2_256(&physical.bytes_to_digest(code, records)).into()
}

/// The digest that whoever agrees to a correction names: BLAKE2b-256 of [`ProposedCorrection::bytes_to_digest`].
pub fn correction_digest<AccountId: Encode>(proposed: &ProposedCorrection<AccountId>) -> H256 {
	blake2_256(&proposed.bytes_to_digest()).into()
}

#[cfg(test)]
mod tests {
	use super::*;
	use eseal_primitives::{
		correction::{Agreement, Correction},
		enterprise::{EnterpriseStatus, Name, NextName},
		flag::{FlagClosure, FlagOutcome, FlagReason},
		history::{Actor, Change},
		physical_seal::{MakerName, PhysicalSealReport, PhysicalSealStatus, SealKind},
		register::RegisterChange,
		seal::{Hold, Holds, Loss, Revocation, RevocationReason, SealState, SealStatus},
		term::{Term, Terms},
		DocumentDigest, Documents, GrantId, Moment, Officer, Purpose, SealCode, SealId, SealKey, SealSignature, Seat,
		Uscc, UsccCheck,
	};
	use sp_core::sr25519;
	use std::collections::BTreeSet;

	type Account = [u8; 32];

	fn seal() -> Seal<Account> {
		Seal {
			uscc: Uscc::parse(b"91330106MA2KXYA720", UsccCheck::Enforced).unwrap(),
			code: SealCode::parse(b"3301060000001").unwrap(),
			name: Name::parse("杭州某某科技有限公司".as_bytes()).unwrap(),
			applicant: [7; 32],
			key: SealKey::Sr25519(sr25519::Public::from_raw([5; 32])),
			certificate: DocumentDigest::Sha256(H256([1; 32])),
			picture: DocumentDigest::Sm3(H256([2; 32])),
			valid_from: Moment(1_767_225_600_000),
			valid_until: Moment(1_798_761_600_000),
			status: SealStatus::Applied,
			holds: Holds::new(),
			terms: Terms::new(),
			supersedes: Some(SealId(3)),
			enterprise_revision: 2,
			applied_at: Moment(1_767_225_500_000),
			activated_at: None,
			loss: None,
			revoked: None,
			history_len: 1,
			history_digest: H256([9; 32]),
		}
	}

	fn record() -> UseRecord<Account, u32> {
		UseRecord {
			seal: SealId(3),
			index: 41,
			documents: Documents::One(DocumentDigest::Sha256(H256([8; 32]))),
			purpose: Purpose::Tender,
			account: [7; 32],
			grant: Some(GrantId(9)),
			nonce: 40,
			signed_at: Moment(1_767_225_600_000),
			recorded_at: Moment(1_767_225_602_000),
			block: 77,
			approval: None,
			history_len: 5,
			signature: SealSignature::Sr25519(sr25519::Signature::from_raw([6; 64])),
		}
	}

	fn flag() -> Flag<Account> {
		Flag {
			seal: SealId(3),
			index: 41,
			reason: FlagReason::Disputed,
			note: Some(DocumentDigest::Sha256(H256([8; 32]))),
			by: Officer {
				seat: Seat::PublicSecurity,
				account: [7; 32],
			},
			at: Moment(1_767_225_604_000),
			closed: None,
		}
	}

	/// Changes each field of a value by itself.
	fn changes<T: Clone>(of: &T, changes: &[fn(&mut T)]) -> Vec<T> {
		changes
			.iter()
			.map(|change| {
				let mut one = of.clone();
				change(&mut one);
				one
			})
			.collect()
	}

	#[test]
	fn an_act_has_one_digest_by_its_arguments_and_by_its_call() {
		let arguments = (SealId(3), H256([4; 32]));
		let call = [&[10u8, 16][..], &arguments.encode()].concat();
		let digest = act_digest(Act::Revoke, &arguments);
		assert_eq!(call_digest(Act::Revoke, &call), digest);
		assert_ne!(act_digest(Act::Freeze, &arguments), digest);
		assert_ne!(act_digest(Act::Revoke, &(SealId(4), H256([4; 32]))), digest);
		let by_hand = [&b"eseal:act:v1"[..], &[14], &arguments.encode()].concat();
		assert_eq!(H256(blake2_256(&by_hand)), digest);
	}

	/// The layouts are fixed: others compute these digests from the chain's answers. The vectors were computed by hand in
	/// Python.
	#[test]
	fn the_digests_are_those_of_the_documented_bytes() {
		let hexadecimal = |digest: H256| format!("{digest:?}");
		assert_eq!(
			hexadecimal(application_digest(&seal())),
			"0xe94a2d349fa82703928042593374a34e8d097243ce1f04cc69858201e56c88a8"
		);
		assert_eq!(
			hexadecimal(use_digest(&record())),
			"0x0cf0896d3fcd5d232815e0c0bebd806c46985f38d8f41248724086ba6c7c6b20"
		);
		assert_eq!(
			hexadecimal(flag_digest(&flag())),
			"0x19d1b607f03b8b1b4b7bf3c518c676e0159408e9976a25a940bcf1ba400a08ed"
		);
	}

	/// An owner who suspends and resumes without pause cannot make a freeze fail.
	#[test]
	fn whatever_happens_to_an_e_seal_its_applications_digest_stays() {
		let later = changes(
			&seal(),
			&[
				|seal| seal.status = SealStatus::Active,
				|seal| seal.holds = Holds::try_from(BTreeSet::from([Hold::OwnerSuspension])).unwrap(),
				|seal| {
					let term = Term::Until(Moment(1));
					assert_eq!(seal.terms.try_insert(Hold::Freeze, term), Ok(None));
				},
				|seal| seal.activated_at = Some(Moment(1)),
				|seal| {
					seal.loss = Some(Loss {
						effective_at: Moment(1),
						recorded_at: Moment(2),
					})
				},
				|seal| {
					seal.revoked = Some(Revocation {
						reason: RevocationReason::CourtOrder,
						effective_at: Moment(1),
						recorded_at: Moment(2),
					})
				},
				|seal| seal.history_len = 1_000_000,
				|seal| seal.history_digest = H256([1; 32]),
			],
		);
		for seal_later in later {
			assert_eq!(application_digest(&seal_later), application_digest(&seal()));
		}
	}

	#[test]
	fn every_fact_of_an_application_is_covered() {
		let others = changes(
			&seal(),
			&[
				|seal| seal.uscc = Uscc::parse(b"91330100799655058B", UsccCheck::Enforced).unwrap(),
				|seal| seal.code = SealCode::parse(b"3301060000002").unwrap(),
				|seal| seal.name = Name::parse(b"another").unwrap(),
				|seal| seal.applicant = [8; 32],
				|seal| seal.key = SealKey::Sr25519(sr25519::Public::from_raw([6; 32])),
				|seal| seal.certificate = DocumentDigest::Sm3(H256([1; 32])),
				|seal| seal.picture = DocumentDigest::Sm3(H256([3; 32])),
				|seal| seal.valid_from = Moment(1_767_225_600_001),
				|seal| seal.valid_until = Moment(1_798_761_600_001),
				|seal| seal.supersedes = None,
				|seal| seal.enterprise_revision = 3,
				|seal| seal.applied_at = Moment(1_767_225_500_001),
			],
		);
		let mut digests: BTreeSet<H256> = others.iter().map(application_digest).collect();
		digests.insert(application_digest(&seal()));
		assert_eq!(digests.len(), others.len() + 1);
	}

	#[test]
	fn every_fact_of_a_use_is_covered() {
		let others = changes(
			&record(),
			&[
				|record| record.seal = SealId(4),
				|record| record.index = 42,
				|record| record.documents = Documents::One(DocumentDigest::Commitment(H256([8; 32]))),
				|record| {
					record.documents = Documents::Batch {
						count: 1,
						root: H256([8; 32]),
					}
				},
				|record| record.purpose = Purpose::Contract,
				|record| record.account = [8; 32],
				|record| record.grant = None,
				|record| record.nonce = 41,
				|record| record.signed_at = Moment(0),
				|record| record.recorded_at = Moment(0),
				|record| record.block = 78,
				|record| record.history_len = 6,
				|record| record.signature = SealSignature::Sr25519(sr25519::Signature::from_raw([7; 64])),
			],
		);
		let mut digests: BTreeSet<H256> = others.iter().map(use_digest).collect();
		digests.insert(use_digest(&record()));
		assert_eq!(digests.len(), others.len() + 1);
	}

	#[test]
	fn a_flag_is_covered_as_it_was_raised() {
		let others = changes(
			&flag(),
			&[
				|flag| flag.seal = SealId(4),
				|flag| flag.index = 42,
				|flag| flag.reason = FlagReason::Other,
				|flag| flag.note = None,
				|flag| flag.by.seat = Seat::Witness,
				|flag| flag.by.account = [8; 32],
				|flag| flag.at = Moment(0),
			],
		);
		let mut digests: BTreeSet<H256> = others.iter().map(flag_digest).collect();
		digests.insert(flag_digest(&flag()));
		assert_eq!(digests.len(), others.len() + 1);

		let closed = Flag {
			closed: Some(FlagClosure {
				outcome: FlagOutcome::Confirmed,
				by: flag().by,
				at: Moment(1),
			}),
			..flag()
		};
		assert_eq!(flag_digest(&closed), flag_digest(&flag()));
	}

	fn entry() -> HistoryEntry<Account, u32> {
		HistoryEntry {
			change: Change::Revoked {
				reason: RevocationReason::CourtOrder,
			},
			by: Actor::Officer {
				seat: Seat::DataResources,
				account: [7; 32],
			},
			effective_at: Moment(1_767_225_600_000),
			recorded_at: Moment(1_767_225_604_000),
			block: 9,
			after: SealState {
				status: SealStatus::Revoked,
				holds: Holds::new(),
				terms: Terms::new(),
			},
		}
	}

	fn correction() -> ProposedCorrection<Account> {
		ProposedCorrection {
			correction: Correction::ReverseRevocation {
				seal: SealId(3),
				entry: 4,
				digest: H256([4; 32]),
			},
			decision: DocumentDigest::Sm3(H256([5; 32])),
			proposed_by: Officer {
				seat: Seat::DataResources,
				account: [7; 32],
			},
			proposed_at: Moment(1_767_225_604_000),
			until: Moment(1_769_817_604_000),
			made: None,
		}
	}

	/// The same change is another one in another e-seal's history, and in another place of the same one.
	#[test]
	fn every_fact_of_an_entry_is_covered_with_its_place() {
		let (application, index) = (H256([4; 32]), 4);
		let others = changes(
			&entry(),
			&[
				|entry| {
					entry.change = Change::Revoked {
						reason: RevocationReason::IssuedInError,
					}
				},
				|entry| entry.by = Actor::Owner { account: [7; 32] },
				|entry| entry.effective_at = Moment(0),
				|entry| entry.recorded_at = Moment(0),
				|entry| entry.block = 10,
				|entry| entry.after.status = SealStatus::Active,
			],
		);
		let mut digests: BTreeSet<H256> = others
			.iter()
			.map(|entry| history_entry_digest(application, index, entry))
			.collect();
		digests.insert(history_entry_digest(application, index, &entry()));
		digests.insert(history_entry_digest(application, 5, &entry()));
		digests.insert(history_entry_digest(H256([5; 32]), index, &entry()));
		assert_eq!(digests.len(), others.len() + 3);
		let by_hand = [
			&b"eseal:history-entry:v1"[..],
			&[4; 32],
			&[4, 0, 0, 0],
			&entry().encode(),
		]
		.concat();
		assert_eq!(
			H256(blake2_256(&by_hand)),
			history_entry_digest(application, index, &entry())
		);
	}

	/// The same record is another one of another subject, and in another place of the same one.
	#[test]
	fn every_fact_of_a_record_of_the_register_is_covered_with_its_place() {
		let record = RegisterEntry::<Account, u32> {
			change: RegisterChange::Reported {
				report: PhysicalSealReport::Lost,
			},
			by: entry().by,
			effective_at: Moment(1_767_225_600_000),
			recorded_at: Moment(1_767_225_604_000),
			block: 9,
		};
		let code = |digits: &[u8]| RegisterSubject::PhysicalSeal(SealCode::parse(digits).unwrap());
		let (subject, other) = (code(b"3301060000001"), code(b"3301060000002"));
		let enterprise = RegisterSubject::Enterprise(Uscc::parse(b"91330106MA2KXYA720", UsccCheck::Enforced).unwrap());
		let others = changes(
			&record,
			&[
				|record| {
					record.change = RegisterChange::Reported {
						report: PhysicalSealReport::Destroyed,
					}
				},
				|record| record.by = Actor::Owner { account: [7; 32] },
				|record| record.effective_at = Moment(0),
				|record| record.recorded_at = Moment(0),
				|record| record.block = 10,
			],
		);
		let mut digests: BTreeSet<H256> = others
			.iter()
			.map(|record| register_entry_digest(subject, 4, record))
			.collect();
		for (subject, index) in [(subject, 4), (subject, 5), (other, 4), (enterprise, 4)] {
			digests.insert(register_entry_digest(subject, index, &record));
		}
		assert_eq!(digests.len(), others.len() + 4);
		let by_hand = [
			&b"eseal:register-entry:v1"[..],
			&(subject, 4u32).encode(),
			&record.encode(),
		]
		.concat();
		assert_eq!(H256(blake2_256(&by_hand)), register_entry_digest(subject, 4, &record));
	}

	#[test]
	fn every_fact_of_a_registration_is_covered_with_its_code() {
		let enterprise = Enterprise::<Account> {
			name: Name::parse("杭州某某科技有限公司".as_bytes()).unwrap(),
			renamed_at: Some(Moment(1_767_225_700_000)),
			next_name: None,
			owner: [7; 32],
			status: EnterpriseStatus::Active,
			check: UsccCheck::Enforced,
			registered_at: Moment(1_767_225_600_000),
			revision: 2,
		};
		let uscc = Uscc::parse(b"91330106MA2KXYA720", UsccCheck::Enforced).unwrap();
		let another = Uscc::parse(b"91330100799655058B", UsccCheck::Enforced).unwrap();
		let others = changes(
			&enterprise,
			&[
				|enterprise| enterprise.name = Name::parse(b"another").unwrap(),
				|enterprise| enterprise.renamed_at = None,
				|enterprise| {
					enterprise.next_name = Some(NextName {
						name: Name::parse(b"another").unwrap(),
						from: Moment(1_767_225_900_000),
						recorded_at: Moment(1_767_225_800_000),
					})
				},
				|enterprise| enterprise.owner = [8; 32],
				|enterprise| enterprise.status = EnterpriseStatus::Restricted,
				|enterprise| enterprise.check = UsccCheck::Waived,
				|enterprise| enterprise.registered_at = Moment(0),
				|enterprise| enterprise.revision = 3,
			],
		);
		let mut digests: BTreeSet<H256> = others.iter().map(|other| registration_digest(&uscc, other)).collect();
		digests.insert(registration_digest(&uscc, &enterprise));
		digests.insert(registration_digest(&another, &enterprise));
		assert_eq!(digests.len(), others.len() + 2);
		let by_hand = [&b"eseal:registration:v1"[..], &uscc.encode(), &enterprise.encode()].concat();
		assert_eq!(H256(blake2_256(&by_hand)), registration_digest(&uscc, &enterprise));
	}

	/// Whose e-seal pairs with it, others decide.
	#[test]
	fn every_fact_of_a_physical_seals_file_is_covered_but_its_pair() {
		let code = SealCode::parse(b"3301060000001").unwrap();
		let another = SealCode::parse(b"3301060000002").unwrap();
		let physical = PhysicalSeal {
			uscc: Uscc::parse(b"91330106MA2KXYA720", UsccCheck::Enforced).unwrap(),
			kind: SealKind::Official,
			imprint: DocumentDigest::Sha256(H256([1; 32])),
			maker: MakerName::parse(b"maker").unwrap(),
			status: PhysicalSealStatus::Filed,
			filed_at: Moment(1),
			status_since: Moment(1),
			gone_under_right_code: None,
			paired: None,
		};
		let others = changes(
			&physical,
			&[
				|physical| physical.uscc = Uscc::parse(b"91330100799655058B", UsccCheck::Enforced).unwrap(),
				|physical| physical.kind = SealKind::Finance,
				|physical| physical.imprint = DocumentDigest::Sha256(H256([2; 32])),
				|physical| physical.maker = MakerName::parse(b"another").unwrap(),
				|physical| physical.status = PhysicalSealStatus::Lost,
				|physical| physical.filed_at = Moment(2),
				|physical| physical.status_since = Moment(2),
			],
		);
		let records = H256([3; 32]);
		let mut digests: BTreeSet<H256> = others
			.iter()
			.map(|other| physical_seal_digest(code, records, other))
			.collect();
		digests.insert(physical_seal_digest(code, records, &physical));
		digests.insert(physical_seal_digest(another, records, &physical));
		digests.insert(physical_seal_digest(code, H256([4; 32]), &physical));
		assert_eq!(digests.len(), others.len() + 3);
		let paired = PhysicalSeal {
			paired: Some(SealId(1)),
			..physical.clone()
		};
		assert_eq!(
			physical_seal_digest(code, records, &paired),
			physical_seal_digest(code, records, &physical)
		);
	}

	#[test]
	fn a_correction_is_covered_as_it_was_proposed() {
		let others = changes(
			&correction(),
			&[
				|correction| {
					correction.correction = Correction::ReverseRevocation {
						seal: SealId(3),
						entry: 5,
						digest: H256([4; 32]),
					}
				},
				|correction| correction.decision = DocumentDigest::Sha256(H256([5; 32])),
				|correction| correction.proposed_by.seat = Seat::Witness,
				|correction| correction.proposed_by.account = [8; 32],
				|correction| correction.proposed_at = Moment(0),
				|correction| correction.until = Moment(0),
			],
		);
		let mut digests: BTreeSet<H256> = others.iter().map(correction_digest).collect();
		digests.insert(correction_digest(&correction()));
		assert_eq!(digests.len(), others.len() + 1);
		let made = ProposedCorrection {
			made: Some(Agreement {
				by: correction().proposed_by,
				at: Moment(9),
			}),
			..correction()
		};
		assert_eq!(correction_digest(&made), correction_digest(&correction()));
	}
}
