//! Calls: their name, and their arguments as the chain encodes them.

use crate::{block::Block, error::ReadError, AccountId};
use codec::{Compact, Encode};
use eseal_primitives::{
	act::{Act, Needed},
	grant::Purposes,
	physical_seal::{PhysicalSealReport, SealKind},
	seal::{RejectionReason, RevocationReason},
	statement::Approval,
	ActId, Correction, CorrectionId, DocumentDigest, GrantId, Moment, PossessionClaim, SealCode, SealId, SealSignature,
	SignedUse, Uscc, UsccCheck, UseStatement,
};
use sp_core::H256;
use subxt::metadata::Metadata;

/// A call, ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
	/// The pallet's name.
	pub pallet: &'static str,
	/// The call's name.
	pub name: &'static str,
	/// SCALE of the arguments, in their order.
	pub arguments: Vec<u8>,
}

impl Call {
	/// A call of any pallet. The arguments are a tuple; nothing checks them against the runtime before it is signed.
	pub fn new(pallet: &'static str, name: &'static str, arguments: impl Encode) -> Self {
		Self {
			pallet,
			name,
			arguments: arguments.encode(),
		}
	}

	/// The call's bytes: the numbers of pallet and call, as the block's metadata gives them, then the arguments.
	pub fn bytes(&self, block: &Block) -> Result<Vec<u8>, ReadError> {
		self.bytes_in(block.metadata())
	}

	/// The call's bytes, in the terms of this metadata.
	pub(crate) fn bytes_in(&self, metadata: &Metadata) -> Result<Vec<u8>, ReadError> {
		let pallet = metadata.pallet_by_name(self.pallet);
		let call = pallet.as_ref().and_then(|p| p.call_variant_by_name(self.name));
		let (Some(pallet), Some(call)) = (&pallet, call) else {
			return Err(ReadError::Unknown(format!("call {}.{}", self.pallet, self.name)));
		};
		Ok(self.bytes_with(pallet.call_index(), call.index))
	}

	/// The act that the call is, if an officer makes it for its agency.
	pub fn act(&self) -> Option<Act> {
		Some(match (self.pallet, self.name) {
			("ESeal", "register_enterprise") => Act::RegisterEnterprise,
			("ESeal", "rename_enterprise") => Act::RenameEnterprise,
			("ESeal", "restrict_enterprise") => Act::RestrictEnterprise,
			("ESeal", "lift_restriction") => Act::LiftRestriction,
			("ESeal", "deregister_enterprise") => Act::DeregisterEnterprise,
			("ESeal", "offer_ownership") => Act::OfferOwnership,
			("ESeal", "withdraw_offer") => Act::WithdrawOffer,
			("ESeal", "record_successor") => Act::RecordSuccessor,
			("ESeal", "withdraw_rename") => Act::WithdrawRename,
			("ESeal", "name_liquidator") => Act::NameLiquidator,
			("ESeal", "file_physical_seal") => Act::FilePhysicalSeal,
			("ESeal", "report_physical_seal") => Act::ReportPhysicalSeal,
			("ESeal", "freeze") => Act::Freeze,
			("ESeal", "unfreeze") => Act::Unfreeze,
			("ESeal", "suspend") => Act::Suspend,
			("ESeal", "resume") => Act::Resume,
			("ESeal", "approve") => Act::Approve,
			("ESeal", "reject") => Act::Reject,
			("ESeal", "revoke") => Act::Revoke,
			("ESeal", "propose_correction") => Act::ProposeCorrection,
			("ESeal", "agree_correction") => Act::AgreeCorrection,
			("ESeal", "withdraw_correction") => Act::WithdrawCorrection,
			("UsageLog", "flag_use") => Act::FlagUse,
			("UsageLog", "close_flag") => Act::CloseFlag,
			("Admission", "widen_budget") => Act::WidenBudget,
			_ => return None,
		})
	}

	/// The call's bytes, with these numbers of pallet and call.
	pub fn bytes_with(&self, pallet: u8, call: u8) -> Vec<u8> {
		[&[pallet, call], &self.arguments[..]].concat()
	}
}

fn e_seal(name: &'static str, arguments: impl Encode) -> Call {
	Call::new("ESeal", name, arguments)
}

fn usage_log(name: &'static str, arguments: impl Encode) -> Call {
	Call::new("UsageLog", name, arguments)
}

fn dual_control(name: &'static str, arguments: impl Encode) -> Call {
	Call::new("DualControl", name, arguments)
}

/// Prepares an act of an officer, for a second officer to confirm before `until`. The act's bytes are those of this block's
/// runtime.
pub fn prepare(act: &Call, until: Moment, block: &Block) -> Result<Call, ReadError> {
	Ok(prepare_bytes(&act.bytes(block)?, until))
}

/// The same, of the act's bytes.
fn prepare_bytes(act: &[u8], until: Moment) -> Call {
	Call {
		arguments: [act, &until.encode()[..]].concat(),
		..dual_control("prepare", ())
	}
}

/// Confirms an act that another officer prepared. `act` is the call that is confirmed, as bytes: what
/// [`WaitingAct`](eseal_primitives::answers::WaitingAct) has.
pub fn confirm(id: ActId, act: &[u8]) -> Call {
	Call {
		arguments: [&id.encode()[..], act].concat(),
		..dual_control("confirm", ())
	}
}

/// Turns down an act that another officer prepared.
pub fn turn_down(id: ActId, digest: H256) -> Call {
	dual_control("turn_down", (id, digest))
}

/// Takes back an act that the caller prepared.
pub fn withdraw_act(id: ActId, digest: H256) -> Call {
	dual_control("withdraw", (id, digest))
}

/// Says how many officers of the caller's seat an act takes.
pub fn set_policy(act: Act, needed: Needed) -> Call {
	dual_control("set_policy", (act, needed))
}

/// Makes calls one after another in one extrinsic: one that fails stops no other. [`items`](crate::events::items) reads what
/// became of each. Their bytes are those of this block's runtime.
pub fn force_batch(calls: &[Call], block: &Block) -> Result<Call, ReadError> {
	let calls: Result<Vec<_>, _> = calls.iter().map(|call| call.bytes(block)).collect();
	Ok(force_batch_bytes(&calls?))
}

/// The same, of the calls' bytes.
fn force_batch_bytes(calls: &[Vec<u8>]) -> Call {
	let count = Compact(u32::try_from(calls.len()).unwrap_or(u32::MAX)).encode();
	Call {
		arguments: [count, calls.concat()].concat(),
		..Call::new("Utility", "force_batch", ())
	}
}

/// Lets an enterprise's owner or operator send so many times what its enterprises and grants allow; 1 narrows its budget again.
pub fn widen_budget(account: &AccountId, factor: u8) -> Call {
	Call::new("Admission", "widen_budget", (account, factor))
}

/// Enters an enterprise into the register.
pub fn register_enterprise(uscc: &Uscc, name: &str, owner: &AccountId, check: UsccCheck) -> Call {
	e_seal("register_enterprise", (uscc, name, owner, check))
}

/// Gives an enterprise another name from a moment ahead on, or from now on.
pub fn rename_enterprise(uscc: &Uscc, name: &str, from: Option<Moment>) -> Call {
	e_seal("rename_enterprise", (uscc, name, from))
}

/// Takes back the name that an enterprise was to have.
pub fn withdraw_rename(uscc: &Uscc, name: &str) -> Call {
	e_seal("withdraw_rename", (uscc, name))
}

/// Names the liquidator of an enterprise in liquidation. `order` is the digest of the decision by which it was appointed.
pub fn name_liquidator(uscc: &Uscc, account: &AccountId, order: DocumentDigest) -> Call {
	e_seal("name_liquidator", (uscc, account, order))
}

/// Records that an enterprise is in liquidation.
pub fn restrict_enterprise(uscc: &Uscc) -> Call {
	e_seal("restrict_enterprise", uscc)
}

/// Records that an enterprise is in business again.
pub fn lift_restriction(uscc: &Uscc) -> Call {
	e_seal("lift_restriction", uscc)
}

/// Strikes an enterprise off.
pub fn deregister_enterprise(uscc: &Uscc) -> Call {
	e_seal("deregister_enterprise", uscc)
}

/// Offers an enterprise to another account, to act for it from when it accepts.
pub fn offer_ownership(uscc: &Uscc, owner: &AccountId, until: Moment, rotate_by: Moment) -> Call {
	e_seal("offer_ownership", (uscc, owner, until, rotate_by))
}

/// Accepts an enterprise that is offered to the caller.
pub fn accept_ownership(uscc: &Uscc, rotate_by: Moment) -> Call {
	e_seal("accept_ownership", (uscc, rotate_by))
}

/// Takes the offer of an enterprise back.
pub fn withdraw_offer(uscc: &Uscc) -> Call {
	e_seal("withdraw_offer", uscc)
}

/// Records that an enterprise took over from another one.
pub fn record_successor(uscc: &Uscc, successor: &Uscc) -> Call {
	e_seal("record_successor", (uscc, successor))
}

/// Files a physical seal.
pub fn file_physical_seal(code: &SealCode, uscc: &Uscc, kind: SealKind, imprint: DocumentDigest, maker: &str) -> Call {
	e_seal("file_physical_seal", (code, uscc, kind, imprint, maker))
}

/// Reports a physical seal lost or destroyed.
pub fn report_physical_seal(code: &SealCode, report: PhysicalSealReport, effective_at: Moment) -> Call {
	e_seal("report_physical_seal", (code, report, effective_at))
}

/// Freezes an enterprise until a moment, or renews its freeze.
pub fn freeze(uscc: &Uscc, order: DocumentDigest, until: Moment) -> Call {
	e_seal("freeze", (uscc, order, until))
}

/// Lifts the freeze of an enterprise that is on this order.
pub fn unfreeze(uscc: &Uscc, order: DocumentDigest) -> Call {
	e_seal("unfreeze", (uscc, order))
}

/// Applies for an e-seal. The arguments are the claim, then the seal key's signature over it.
pub fn apply(claim: &PossessionClaim, proof: &SealSignature) -> Call {
	e_seal("apply", (claim, proof))
}

/// Takes an application back.
pub fn withdraw(application: SealId) -> Call {
	e_seal("withdraw", application)
}

/// Suspends an e-seal. `digest` is that of its application, here and below: a decision names what it is about, since on another
/// fork the number may stand for something else.
pub fn suspend(seal: SealId, digest: H256) -> Call {
	e_seal("suspend", (seal, digest))
}

/// Lifts the caller's own suspension.
pub fn resume(seal: SealId, digest: H256) -> Call {
	e_seal("resume", (seal, digest))
}

/// Approves an application.
pub fn approve(application: SealId, digest: H256) -> Call {
	e_seal("approve", (application, digest))
}

/// Refuses an application.
pub fn reject(application: SealId, digest: H256, reason: RejectionReason) -> Call {
	e_seal("reject", (application, digest, reason))
}

/// Revokes an e-seal, from now on if there is no `effective_at`.
pub fn revoke(seal: SealId, digest: H256, reason: RevocationReason, effective_at: Option<Moment>) -> Call {
	e_seal("revoke", (seal, digest, reason, effective_at))
}

/// Proposes to correct what the caller's agency put on record. `decision` is the digest of the decision behind it.
pub fn propose_correction(correction: &Correction, decision: DocumentDigest) -> Call {
	e_seal("propose_correction", (correction, decision))
}

/// Agrees to a correction that another agency proposed, and so makes it. `digest` is the correction's, here and below.
pub fn agree_correction(id: CorrectionId, digest: H256) -> Call {
	e_seal("agree_correction", (id, digest))
}

/// Withdraws a correction that the caller's agency proposed.
pub fn withdraw_correction(id: CorrectionId, digest: H256) -> Call {
	e_seal("withdraw_correction", (id, digest))
}

/// Lets an operator use an e-seal.
pub fn grant(seal: SealId, operator: &AccountId, purposes: &Purposes, valid_until: Moment, quota: u32) -> Call {
	usage_log("grant", (seal, operator, purposes, valid_until, quota))
}

/// Ends a grant.
pub fn revoke_grant(grant: GrantId) -> Call {
	usage_log("revoke_grant", grant)
}

/// Lets grants carry over to the successor of their e-seal: at most 64.
pub fn carry_over(successor: SealId, grants: &[GrantId]) -> Call {
	usage_log("carry_over", (successor, grants))
}

/// Raises the quota of a grant. The uses under it count on.
pub fn raise_quota(grant: GrantId, quota: u32) -> Call {
	usage_log("raise_quota", (grant, quota))
}

/// Lets two operators use an e-seal together: the second one approves each use of the first.
pub fn grant_to_two(
	seal: SealId,
	operator: &AccountId,
	second: &AccountId,
	purposes: &Purposes,
	valid_until: Moment,
	quota: u32,
) -> Call {
	usage_log("grant_to_two", (seal, operator, second, purposes, valid_until, quota))
}

/// Lends a grant on to another operator, within narrower limits.
pub fn lend(grant: GrantId, operator: &AccountId, purposes: &Purposes, valid_until: Moment, quota: u32) -> Call {
	usage_log("lend", (grant, operator, purposes, valid_until, quota))
}

/// Records a single use: the statement is of one document.
pub fn record_use(statement: &UseStatement, signature: &SealSignature) -> Call {
	usage_log("record_use", (statement.seal, statement, signature))
}

/// Records a batch of uses, and lists its documents: 1 to 1,024. The statement has their number and root:
/// `eseal_crypto::batch::batch` makes both.
pub fn record_uses(statement: &UseStatement, documents: &[DocumentDigest], signature: &SealSignature) -> Call {
	usage_log("record_uses", (statement.seal, statement, documents, signature))
}

/// Records a batch of 1 to 1,048,576 uses, of which the chain gets the number and the root alone.
pub fn anchor_batch(statement: &UseStatement, signature: &SealSignature) -> Call {
	usage_log("anchor_batch", (statement.seal, statement, signature))
}

/// Records what a second operator approved: one use, a batch with its documents, or a batch by its root alone.
pub fn record_with_second(
	statement: &UseStatement,
	documents: Option<&[DocumentDigest]>,
	signature: &SealSignature,
	approval: &Approval,
) -> Call {
	usage_log(
		"record_with_second",
		(statement.seal, statement, documents, signature, approval),
	)
}

/// Records single uses, each by itself, of one e-seal or many: at most 64. The call itself succeeds; the event `UseRefused`
/// tells of each use that is refused.
pub fn record_for_many(uses: &[SignedUse]) -> Call {
	usage_log("record_for_many", uses)
}

/// Sets how long records stay in the state, in milliseconds; none is for ever. A motion of the agencies makes this call.
pub fn set_retention(retention: Option<u64>) -> Call {
	usage_log("set_retention", retention)
}

#[cfg(test)]
mod tests {
	use super::*;
	use codec::DecodeAll;
	use eseal_primitives::{
		documents::{Listed, MAX_LISTED},
		key::Sm2Point,
		statement::MAX_MANY,
		Documents, Purpose, RawText, SealKey,
	};
	use eseal_runtime::RuntimeCall;
	use std::collections::BTreeSet;

	fn as_runtime_call(call: &Call, metadata: &Metadata) -> RuntimeCall {
		let pallet = metadata.pallet_by_name(call.pallet).unwrap();
		let variant = pallet.call_variant_by_name(call.name).unwrap();
		let bytes = call.bytes_with(pallet.call_index(), variant.index);
		RuntimeCall::decode_all(&mut &bytes[..]).unwrap_or_else(|e| panic!("{}: {e}", call.name))
	}

	fn reversal() -> Correction {
		Correction::ReverseRevocation {
			seal: SealId(1),
			entry: 2,
			digest: H256([6; 32]),
		}
	}

	fn raw(text: &str) -> RawText {
		RawText::try_from(text).unwrap()
	}

	fn statement(documents: Documents) -> UseStatement {
		UseStatement {
			seal: SealId(1),
			grant: Some(GrantId(5)),
			nonce: 2,
			documents,
			purpose: Purpose::Tender,
			signed_at: Moment(3),
		}
	}

	/// What is longer than the runtime takes is no call at all: it never comes into a pool.
	#[test]
	fn lists_are_as_long_as_the_runtime_takes() {
		let metadata = crate::interface::tests::runtime_metadata();
		let pallet = metadata.pallet_by_name("UsageLog").unwrap();
		let is_read = |call: &Call| {
			let variant = pallet.call_variant_by_name(call.name).unwrap();
			let bytes = call.bytes_with(pallet.call_index(), variant.index);
			RuntimeCall::decode_all(&mut &bytes[..]).is_ok()
		};
		let signature = SealSignature::Sr25519(sp_core::sr25519::Signature::from_raw([3; 64]));
		let digest = DocumentDigest::Sm3([1; 32].into());
		let listed = |count: u32| {
			let documents = vec![digest; count as usize];
			let batch = eseal_crypto::batch::batch(&documents).unwrap();
			record_uses(&statement(batch), &documents, &signature)
		};
		assert!(is_read(&listed(MAX_LISTED)));
		assert!(!is_read(&listed(MAX_LISTED + 1)));
		let one = SignedUse {
			statement: statement(Documents::One(digest)),
			signature: signature.clone(),
		};
		let many = |count: u32| record_for_many(&vec![one.clone(); count as usize]);
		assert!(is_read(&many(MAX_MANY)));
		assert!(!is_read(&many(MAX_MANY + 1)));
	}

	#[test]
	fn the_runtime_reads_what_two_officers_send_as_it_is_meant() {
		use pallet_dual_control::Call as D;
		let metadata = crate::interface::tests::runtime_metadata();
		let act = revoke(SealId(1), H256([4; 32]), RevocationReason::CourtOrder, Some(Moment(3)));
		let made = as_runtime_call(&act, &metadata);
		let bytes = made.encode();
		let (id, digest, until) = (ActId(9), H256([5; 32]), Moment(7));
		let expected: Vec<(Call, D<eseal_runtime::Runtime>)> = vec![
			(
				prepare_bytes(&bytes, until),
				D::prepare {
					call: Box::new(made.clone()),
					until,
				},
			),
			(
				confirm(id, &bytes),
				D::confirm {
					id,
					call: Box::new(made),
				},
			),
			(turn_down(id, digest), D::turn_down { id, digest }),
			(withdraw_act(id, digest), D::withdraw { id, digest }),
			(
				set_policy(Act::Approve, Needed::Two),
				D::set_policy {
					act: Act::Approve,
					needed: Needed::Two,
				},
			),
		];
		for (call, meant) in expected {
			assert_eq!(as_runtime_call(&call, &metadata), meant.into());
		}
	}

	#[test]
	fn the_runtime_reads_a_batch_as_it_is_meant() {
		let metadata = crate::interface::tests::runtime_metadata();
		let calls = [withdraw(SealId(1)), revoke_grant(GrantId(7))].map(|call| as_runtime_call(&call, &metadata));
		for count in [0, 1, 2, 70, 256] {
			let calls: Vec<_> = calls.iter().cycle().take(count).cloned().collect();
			let bytes: Vec<_> = calls.iter().map(Encode::encode).collect();
			let batch = as_runtime_call(&force_batch_bytes(&bytes), &metadata);
			assert_eq!(
				batch,
				pallet_utility::Call::<eseal_runtime::Runtime>::force_batch { calls }.into()
			);
		}
	}

	/// What is an act for the chain is one here, and nothing else is.
	#[test]
	fn the_acts_are_those_of_the_runtime() {
		use eseal_runtime::RuntimeActs;
		use pallet_dual_control::ActOf;
		let metadata = crate::interface::tests::runtime_metadata();
		let (uscc, code) = (
			Uscc::parse(b"91330106MA2KXYA720", UsccCheck::Enforced).unwrap(),
			SealCode::parse(b"3301060000001").unwrap(),
		);
		let account = AccountId::new([7; 32]);
		let digest = DocumentDigest::Sm3([1; 32].into());
		let (seal, application) = (SealId(1), H256([4; 32]));
		let calls = [
			widen_budget(&account, 2),
			register_enterprise(&uscc, "杭州", &account, UsccCheck::Enforced),
			rename_enterprise(&uscc, "杭州", None),
			withdraw_rename(&uscc, "杭州"),
			name_liquidator(&uscc, &account, digest),
			restrict_enterprise(&uscc),
			lift_restriction(&uscc),
			deregister_enterprise(&uscc),
			offer_ownership(&uscc, &account, Moment(1), Moment(2)),
			accept_ownership(&uscc, Moment(2)),
			withdraw_offer(&uscc),
			record_successor(&uscc, &uscc),
			file_physical_seal(&code, &uscc, SealKind::Official, digest, "厂"),
			report_physical_seal(&code, PhysicalSealReport::Lost, Moment(1)),
			freeze(&uscc, digest, Moment(1)),
			unfreeze(&uscc, digest),
			suspend(seal, application),
			resume(seal, application),
			approve(seal, application),
			reject(seal, application, RejectionReason::Other),
			revoke(seal, application, RevocationReason::CourtOrder, Some(Moment(1))),
			propose_correction(&reversal(), digest),
			agree_correction(CorrectionId(1), application),
			withdraw_correction(CorrectionId(1), application),
			withdraw(seal),
			revoke_grant(GrantId(1)),
			set_retention(None),
			set_policy(Act::Approve, Needed::Two),
		];
		for call in calls {
			assert_eq!(
				call.act(),
				RuntimeActs::act_of(&as_runtime_call(&call, &metadata)),
				"{}",
				call.name
			);
		}
	}

	#[test]
	fn the_runtime_reads_every_call_as_it_is_meant() {
		use pallet_e_seal::Call as E;
		use pallet_usage_log::Call as U;
		let metadata = crate::interface::tests::runtime_metadata();
		let uscc = Uscc::parse(b"91330106MA2KXYA720", UsccCheck::Enforced).unwrap();
		let code = SealCode::parse(b"3301060000001").unwrap();
		let account = AccountId::new([7; 32]);
		let digest = DocumentDigest::Sm3([1; 32].into());
		let other_digest = DocumentDigest::Sha256([2; 32].into());
		let application = H256([4; 32]);
		let proof = SealSignature::Sr25519(sp_core::sr25519::Signature::from_raw([3; 64]));
		let claim = PossessionClaim {
			uscc,
			code,
			key: SealKey::Sm2 {
				point: Sm2Point([9; 64]),
				identity: None,
			},
			certificate: digest,
			picture: other_digest,
			valid_from: Moment(5),
			valid_until: Moment(6),
		};
		let statement = statement(Documents::One(digest));
		let documents = [digest, other_digest];
		let batch = self::statement(eseal_crypto::batch::batch(&documents).unwrap());
		let many = vec![
			SignedUse {
				statement: statement.clone(),
				signature: proof.clone(),
			};
			2
		];
		let approval = Approval {
			key: SealKey::Sr25519(sp_core::sr25519::Public::from_raw([4; 32])),
			signature: proof.clone(),
		};
		let purposes = Purposes::try_from(BTreeSet::from([Purpose::Contract, Purpose::Other])).unwrap();
		let (text, name) = (raw("91330106MA2KXYA720"), raw("杭州"));

		let e_seal: Vec<(Call, E<eseal_runtime::Runtime>)> = vec![
			(
				register_enterprise(&uscc, "杭州", &account, UsccCheck::Waived),
				E::register_enterprise {
					uscc: text.clone(),
					name: name.clone(),
					owner: account.clone(),
					check: UsccCheck::Waived,
				},
			),
			(
				rename_enterprise(&uscc, "杭州", Some(Moment(7))),
				E::rename_enterprise {
					uscc: text.clone(),
					name: name.clone(),
					from: Some(Moment(7)),
				},
			),
			(
				withdraw_rename(&uscc, "杭州"),
				E::withdraw_rename {
					uscc: text.clone(),
					name,
				},
			),
			(
				name_liquidator(&uscc, &account, digest),
				E::name_liquidator {
					uscc: text.clone(),
					account: account.clone(),
					order: digest,
				},
			),
			(
				restrict_enterprise(&uscc),
				E::restrict_enterprise { uscc: text.clone() },
			),
			(lift_restriction(&uscc), E::lift_restriction { uscc: text.clone() }),
			(
				deregister_enterprise(&uscc),
				E::deregister_enterprise { uscc: text.clone() },
			),
			(
				offer_ownership(&uscc, &account, Moment(8), Moment(9)),
				E::offer_ownership {
					uscc: text.clone(),
					owner: account.clone(),
					until: Moment(8),
					rotate_by: Moment(9),
				},
			),
			(
				accept_ownership(&uscc, Moment(9)),
				E::accept_ownership {
					uscc: text.clone(),
					rotate_by: Moment(9),
				},
			),
			(withdraw_offer(&uscc), E::withdraw_offer { uscc: text.clone() }),
			(
				record_successor(&uscc, &uscc),
				E::record_successor {
					uscc: text.clone(),
					successor: text.clone(),
				},
			),
			(
				file_physical_seal(&code, &uscc, SealKind::Finance, digest, "厂"),
				E::file_physical_seal {
					code: raw("3301060000001"),
					uscc: text.clone(),
					kind: SealKind::Finance,
					imprint: digest,
					maker: raw("厂"),
				},
			),
			(
				report_physical_seal(&code, PhysicalSealReport::Destroyed, Moment(9)),
				E::report_physical_seal {
					code: raw("3301060000001"),
					report: PhysicalSealReport::Destroyed,
					effective_at: Moment(9),
				},
			),
			(
				freeze(&uscc, digest, Moment(9)),
				E::freeze {
					uscc: text.clone(),
					order: digest,
					until: Moment(9),
				},
			),
			(
				unfreeze(&uscc, digest),
				E::unfreeze {
					uscc: text.clone(),
					order: digest,
				},
			),
			(
				apply(&claim, &proof),
				E::apply {
					uscc: text,
					code: raw("3301060000001"),
					key: claim.key.clone(),
					certificate: digest,
					picture: other_digest,
					valid_from: Moment(5),
					valid_until: Moment(6),
					proof: proof.clone(),
				},
			),
			(withdraw(SealId(4)), E::withdraw { application: SealId(4) }),
			(
				suspend(SealId(4), application),
				E::suspend {
					seal: SealId(4),
					digest: application,
				},
			),
			(
				resume(SealId(4), application),
				E::resume {
					seal: SealId(4),
					digest: application,
				},
			),
			(
				approve(SealId(4), application),
				E::approve {
					application: SealId(4),
					digest: application,
				},
			),
			(
				reject(SealId(4), application, RejectionReason::Other),
				E::reject {
					application: SealId(4),
					digest: application,
					reason: RejectionReason::Other,
				},
			),
			(
				revoke(SealId(4), application, RevocationReason::CourtOrder, Some(Moment(8))),
				E::revoke {
					seal: SealId(4),
					digest: application,
					reason: RevocationReason::CourtOrder,
					effective_at: Some(Moment(8)),
				},
			),
			(
				propose_correction(&reversal(), digest),
				E::propose_correction {
					correction: reversal(),
					decision: digest,
				},
			),
			(
				agree_correction(CorrectionId(4), application),
				E::agree_correction {
					id: CorrectionId(4),
					digest: application,
				},
			),
			(
				withdraw_correction(CorrectionId(4), application),
				E::withdraw_correction {
					id: CorrectionId(4),
					digest: application,
				},
			),
		];
		for (call, expected) in e_seal {
			assert_eq!(as_runtime_call(&call, &metadata), RuntimeCall::ESeal(expected));
		}

		let usage_log: Vec<(Call, U<eseal_runtime::Runtime>)> = vec![
			(
				grant_to_two(SealId(4), &account, &AccountId::new([2; 32]), &purposes, Moment(8), 9),
				U::grant_to_two {
					seal: SealId(4),
					operator: account.clone(),
					second: AccountId::new([2; 32]),
					purposes: purposes.clone(),
					valid_until: Moment(8),
					quota: 9,
				},
			),
			(
				record_with_second(&statement, None, &proof, &approval),
				U::record_with_second {
					seal: SealId(1),
					statement: statement.clone(),
					documents: None,
					signature: proof.clone(),
					approval: approval.clone(),
				},
			),
			(
				record_with_second(&batch, Some(&documents[..]), &proof, &approval),
				U::record_with_second {
					seal: SealId(1),
					statement: batch.clone(),
					documents: Some(Listed::try_from(documents.to_vec()).unwrap()),
					signature: proof.clone(),
					approval: approval.clone(),
				},
			),
			(
				lend(GrantId(3), &account, &purposes, Moment(8), 9),
				U::lend {
					grant: GrantId(3),
					operator: account.clone(),
					purposes: purposes.clone(),
					valid_until: Moment(8),
					quota: 9,
				},
			),
			(
				grant(SealId(4), &account, &purposes, Moment(8), 9),
				U::grant {
					seal: SealId(4),
					operator: account.clone(),
					purposes,
					valid_until: Moment(8),
					quota: 9,
				},
			),
			(revoke_grant(GrantId(4)), U::revoke_grant { grant: GrantId(4) }),
			(
				carry_over(SealId(2), &[GrantId(4), GrantId(5)]),
				U::carry_over {
					successor: SealId(2),
					grants: vec![GrantId(4), GrantId(5)].try_into().unwrap(),
				},
			),
			(
				raise_quota(GrantId(4), 10),
				U::raise_quota {
					grant: GrantId(4),
					quota: 10,
				},
			),
			(
				record_use(&statement, &proof),
				U::record_use {
					seal: SealId(1),
					statement: statement.clone(),
					signature: proof.clone(),
				},
			),
			(
				record_uses(&batch, &documents, &proof),
				U::record_uses {
					seal: SealId(1),
					statement: batch.clone(),
					documents: Listed::try_from(documents.to_vec()).unwrap(),
					signature: proof.clone(),
				},
			),
			(
				anchor_batch(&batch, &proof),
				U::anchor_batch {
					seal: SealId(1),
					statement: batch.clone(),
					signature: proof.clone(),
				},
			),
			(
				record_for_many(&many),
				U::record_for_many {
					uses: many.clone().try_into().unwrap(),
				},
			),
			(
				set_retention(Some(86_400_000)),
				U::set_retention {
					retention: Some(86_400_000),
				},
			),
			(set_retention(None), U::set_retention { retention: None }),
		];
		for (call, expected) in usage_log {
			assert_eq!(as_runtime_call(&call, &metadata), RuntimeCall::UsageLog(expected));
		}

		let widened = pallet_admission::Call::<eseal_runtime::Runtime>::widen_budget {
			account: account.clone(),
			factor: 64,
		};
		assert_eq!(
			as_runtime_call(&widen_budget(&account, 64), &metadata),
			RuntimeCall::Admission(widened)
		);
	}
}
