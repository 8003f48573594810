//! Calls: their name, and their arguments as the chain encodes them.

use super::{AccountId, View};
use crate::failure::{Failure, Kind, Result};
use codec::Encode;
use eseal_primitives::{
	grant::Purposes,
	physical_seal::{PhysicalSealReport, SealKind},
	seal::{RejectionReason, RevocationReason},
	DocumentDigest, GrantId, Moment, PossessionClaim, SealCode, SealId, SealSignature, Uscc, UsccCheck, UseStatement,
};

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
	/// The call's bytes: the numbers of pallet and call, as the node's metadata gives them, then the arguments.
	pub fn bytes(&self, view: &View) -> Result<Vec<u8>> {
		let pallet = view.at.metadata_ref().pallet_by_name(self.pallet);
		let call = pallet.as_ref().and_then(|p| p.call_variant_by_name(self.name));
		let (Some(pallet), Some(call)) = (&pallet, call) else {
			return Err(Failure::new(
				Kind::Incompatible,
				format!("the node's runtime has no call {}.{}", self.pallet, self.name),
			));
		};
		Ok(self.bytes_with(pallet.call_index(), call.index))
	}

	/// The call's bytes, with these numbers of pallet and call.
	pub fn bytes_with(&self, pallet: u8, call: u8) -> Vec<u8> {
		[&[pallet, call], &self.arguments[..]].concat()
	}
}

fn e_seal(name: &'static str, arguments: impl Encode) -> Call {
	Call {
		pallet: "ESeal",
		name,
		arguments: arguments.encode(),
	}
}

fn usage_log(name: &'static str, arguments: impl Encode) -> Call {
	Call {
		pallet: "UsageLog",
		name,
		arguments: arguments.encode(),
	}
}

/// Enters an enterprise into the register.
pub fn register_enterprise(uscc: &Uscc, name: &str, owner: &AccountId, check: UsccCheck) -> Call {
	e_seal("register_enterprise", (uscc, name, owner, check))
}

/// Gives an enterprise another name.
pub fn rename_enterprise(uscc: &Uscc, name: &str) -> Call {
	e_seal("rename_enterprise", (uscc, name))
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

/// Lets another account act for an enterprise.
pub fn change_owner(uscc: &Uscc, owner: &AccountId) -> Call {
	e_seal("change_owner", (uscc, owner))
}

/// Files a physical seal.
pub fn file_physical_seal(code: &SealCode, uscc: &Uscc, kind: SealKind, imprint: DocumentDigest, maker: &str) -> Call {
	e_seal("file_physical_seal", (code, uscc, kind, imprint, maker))
}

/// Reports a physical seal lost or destroyed.
pub fn report_physical_seal(code: &SealCode, report: PhysicalSealReport, effective_at: Moment) -> Call {
	e_seal("report_physical_seal", (code, report, effective_at))
}

/// Freezes an e-seal.
pub fn freeze(seal: SealId, order: DocumentDigest) -> Call {
	e_seal("freeze", (seal, order))
}

/// Lifts a freeze.
pub fn unfreeze(seal: SealId) -> Call {
	e_seal("unfreeze", seal)
}

/// Applies for an e-seal. The arguments are the claim, then the seal key's signature over it.
pub fn apply(claim: &PossessionClaim, proof: &SealSignature) -> Call {
	e_seal("apply", (claim, proof))
}

/// Takes an application back.
pub fn withdraw(application: SealId) -> Call {
	e_seal("withdraw", application)
}

/// Suspends an e-seal.
pub fn suspend(seal: SealId) -> Call {
	e_seal("suspend", seal)
}

/// Lifts the caller's own suspension.
pub fn resume(seal: SealId) -> Call {
	e_seal("resume", seal)
}

/// Approves an application.
pub fn approve(application: SealId) -> Call {
	e_seal("approve", application)
}

/// Refuses an application.
pub fn reject(application: SealId, reason: RejectionReason) -> Call {
	e_seal("reject", (application, reason))
}

/// Revokes an e-seal.
pub fn revoke(seal: SealId, reason: RevocationReason, effective_at: Moment) -> Call {
	e_seal("revoke", (seal, reason, effective_at))
}

/// Lets an operator use an e-seal.
pub fn grant(seal: SealId, operator: &AccountId, purposes: &Purposes, valid_until: Moment, quota: u32) -> Call {
	usage_log("grant", (seal, operator, purposes, valid_until, quota))
}

/// Ends a grant.
pub fn revoke_grant(grant: GrantId) -> Call {
	usage_log("revoke_grant", grant)
}

/// Records a use.
pub fn record_use(statement: &UseStatement, signature: &SealSignature) -> Call {
	usage_log("record_use", (statement.seal, statement, signature))
}
