//! Enterprises and physical seals.

use super::{
	freeze::Frozen, liquidation::Liquidator, naming::Naming, representative::Offered, texts, AdmissionError, Broken,
	Caller, Model, SealError, Verdict,
};
use crate::{AccountId, BlockNumber};
use eseal_primitives::{DocumentDigest, Moment, SealId, UsccCheck};
use pallet_agencies::Seat;
use pallet_e_seal::{
	EnterpriseStatus, Hold, PhysicalSealReport, PhysicalSealStatus, RegisterChange, RegisterEntry, RejectionReason,
	RevocationReason, RevokedWith, SealKind,
};

/// An enterprise.
#[derive(Debug, Clone)]
pub struct Enterprise {
	/// Its names, in the order in which it has them; the last may lie ahead.
	pub names: Vec<Naming>,
	/// Who acts for it.
	pub owner: AccountId,
	/// Where it stands.
	pub status: EnterpriseStatus,
	/// Whether its code was checked.
	pub check: UsccCheck,
	/// When it was registered.
	pub registered_at: Moment,
	/// How often its owner changed.
	pub changes: u32,
	/// All that happened to it after its registration.
	pub records: Vec<RegisterEntry<AccountId, BlockNumber>>,
	/// Its last freeze, unless that was lifted.
	pub freeze: Option<Frozen>,
	/// The offer to another account, if there is one.
	pub offer: Option<Offered>,
	/// Its liquidator, if it has one.
	pub liquidator: Option<Liquidator>,
	/// Who took over from it.
	pub successors: Vec<String>,
}

impl Enterprise {
	/// The accounts that have a role by it while it is registered: its owner, whom it is offered to, and its liquidator. One that is
	/// several of these, so often.
	pub fn accounts(&self) -> impl Iterator<Item = &AccountId> {
		let offered = self.offer.as_ref().map(|offer| &offer.owner);
		let liquidator = self.liquidator.as_ref().map(|liquidator| &liquidator.account);
		[&self.owner].into_iter().chain(offered).chain(liquidator)
	}

	/// Whether it was neither struck off nor voided.
	pub fn is_registered(&self) -> bool {
		self.not_registered().is_none()
	}

	/// What a call says that takes a registered one.
	pub fn not_registered(&self) -> Option<SealError> {
		match self.status {
			EnterpriseStatus::Active | EnterpriseStatus::Restricted => None,
			EnterpriseStatus::Deregistered => Some(SealError::EnterpriseIsDeregistered),
			EnterpriseStatus::Voided => Some(SealError::RegistrationIsVoid),
		}
	}

	/// Whether Public Security froze it, and the freeze has not ended.
	pub fn is_frozen(&self, now: Moment) -> bool {
		self.freeze.as_ref().is_some_and(|freeze| now < freeze.until)
	}
}

/// A physical seal.
#[derive(Debug, Clone)]
pub struct Physical {
	/// Whose it is.
	pub uscc: String,
	/// What it is for.
	pub kind: SealKind,
	/// What it prints.
	pub imprint: DocumentDigest,
	/// Who carved it.
	pub maker: String,
	/// When it was filed.
	pub filed_at: Moment,
	/// Where it stands, and since when.
	pub status: (PhysicalSealStatus, Moment),
	/// What was reported of it, and corrected.
	pub records: Vec<RegisterEntry<AccountId, BlockNumber>>,
}

impl Model {
	/// The code of the enterprise that a call names, or what is wrong with it.
	pub(super) fn find_enterprise(&self, uscc: &[u8]) -> Result<String, Vec<SealError>> {
		let broken = texts::uscc_form(uscc);
		if !broken.is_empty() {
			return Err(broken);
		}
		let text = String::from_utf8(uscc.to_vec()).expect("the form is right");
		if self.enterprises.contains_key(&text) {
			return Ok(text);
		}
		let broken = texts::uscc_standard(uscc);
		if broken.is_empty() {
			Err(vec![SealError::EnterpriseNotFound])
		} else {
			Err(broken)
		}
	}

	pub(super) fn enterprise_mut(&mut self, uscc: &str) -> &mut Enterprise {
		self.enterprises.get_mut(uscc).expect("it was found")
	}

	pub(super) fn register_enterprise(
		&mut self,
		caller: &Caller,
		uscc: &[u8],
		name: &[u8],
		owner: &AccountId,
		check: UsccCheck,
	) -> Verdict {
		self.officer(caller, Seat::MarketSupervision)?;
		let mut broken = Broken::default();
		let form = texts::uscc_form(uscc);
		if form.is_empty() {
			let registered = self.enterprises.keys().any(|code| code.as_bytes() == uscc);
			broken.unless(!registered, SealError::EnterpriseAlreadyRegistered);
			if check == UsccCheck::Enforced {
				broken.all(texts::uscc_standard(uscc));
			}
		}
		broken.all(form);
		broken.all(texts::text(name, 256));
		broken.unless(!self.officers.contains_key(owner), AdmissionError::OfficerAtEnterprise);
		broken.verdict()?;
		let enterprise = Enterprise {
			names: vec![Naming {
				name: String::from_utf8(name.to_vec()).expect("it is text"),
				from: self.now,
				recorded_at: None,
			}],
			owner: owner.clone(),
			status: EnterpriseStatus::Active,
			check,
			registered_at: self.now,
			changes: 0,
			records: Vec::new(),
			freeze: None,
			offer: None,
			liquidator: None,
			successors: Vec::new(),
		};
		self.enterprises
			.insert(String::from_utf8(uscc.to_vec()).expect("it is text"), enterprise);
		Ok(())
	}

	pub(super) fn restrict_enterprise(&mut self, caller: &Caller, uscc: &[u8]) -> Verdict {
		let by = self.officer(caller, Seat::MarketSupervision)?;
		let uscc = self.find_enterprise(uscc).map_err(errors)?;
		let mut broken = Broken::default();
		match self.enterprises[&uscc].status {
			EnterpriseStatus::Active => {}
			EnterpriseStatus::Restricted => broken.all([SealError::EnterpriseIsRestricted]),
			EnterpriseStatus::Deregistered | EnterpriseStatus::Voided => {
				broken.all(self.enterprises[&uscc].not_registered())
			}
		}
		broken.verdict()?;
		self.enterprise_mut(&uscc).status = EnterpriseStatus::Restricted;
		self.enter_change(&uscc, RegisterChange::Restricted, by.clone());
		let both = self.in_force(&uscc);
		self.place_on_each(both, Hold::EnterpriseRestricted, &by, self.now);
		Ok(())
	}

	pub(super) fn lift_restriction(&mut self, caller: &Caller, uscc: &[u8]) -> Verdict {
		let by = self.officer(caller, Seat::MarketSupervision)?;
		let uscc = self.find_enterprise(uscc).map_err(errors)?;
		let mut broken = Broken::default();
		match self.enterprises[&uscc].status {
			EnterpriseStatus::Active => broken.all([SealError::EnterpriseNotRestricted]),
			EnterpriseStatus::Restricted => {}
			EnterpriseStatus::Deregistered | EnterpriseStatus::Voided => {
				broken.all(self.enterprises[&uscc].not_registered())
			}
		}
		broken.verdict()?;
		self.enterprise_mut(&uscc).status = EnterpriseStatus::Active;
		self.enter_change(&uscc, RegisterChange::RestrictionLifted, by.clone());
		self.dismiss_liquidator(&uscc, &by);
		let both = self.in_force(&uscc);
		self.lift_from_each(both, Hold::EnterpriseRestricted, &by);
		Ok(())
	}

	pub(super) fn deregister_enterprise(&mut self, caller: &Caller, uscc: &[u8]) -> Verdict {
		let by = self.officer(caller, Seat::MarketSupervision)?;
		let uscc = self.find_enterprise(uscc).map_err(errors)?;
		let mut broken = Broken::default();
		broken.all(self.enterprises[&uscc].not_registered());
		broken.verdict()?;
		// One that was to take over later is not the enterprise's e-seal yet.
		let revoked = self.live(&uscc).map(|id| RevokedWith {
			seal: SealId(id as u64),
			entry: self.seals[id].history.len() as u32,
		});
		let both = self.in_force(&uscc);
		let enterprise = self.enterprise_mut(&uscc);
		let was = std::mem::replace(&mut enterprise.status, EnterpriseStatus::Deregistered);
		enterprise.offer = None;
		self.enter_change(&uscc, RegisterChange::Deregistered { was, revoked }, by.clone());
		self.dismiss_liquidator(&uscc, &by);
		for id in both {
			self.end(id, RevocationReason::EnterpriseDeregistered, by.clone(), self.now);
		}
		if let Some(id) = self.pending(&uscc) {
			self.refuse(id, RejectionReason::EnterpriseDeregistered, by);
		}
		Ok(())
	}

	pub(super) fn file_physical_seal(
		&mut self,
		caller: &Caller,
		code: &[u8],
		uscc: &[u8],
		kind: SealKind,
		imprint: DocumentDigest,
		maker: &[u8],
	) -> Verdict {
		self.officer(caller, Seat::PublicSecurity)?;
		let mut broken = Broken::default();
		broken.unless(texts::is_sha256(imprint), SealError::DigestNotSha256);
		broken.all(texts::text(maker, 128));
		let code = texts::seal_code(code);
		broken.unless(code.is_some(), SealError::SealCodeInvalid);
		let uscc = self.find_enterprise(uscc);
		if let Ok(uscc) = &uscc {
			broken.all(self.enterprises[uscc].not_registered());
			if let Some(filed) = code.as_ref().and_then(|code| self.physical.get(code)) {
				broken.all([if filed.uscc == *uscc {
					SealError::PhysicalSealAlreadyFiled
				} else {
					SealError::PhysicalSealOfAnotherEnterprise
				}]);
			}
		}
		let (code, uscc) = match (code, uscc) {
			(Some(code), Ok(uscc)) => (code, uscc),
			(_, uscc) => {
				broken.all(uscc.err().unwrap_or_default());
				return broken.verdict();
			}
		};
		broken.verdict()?;
		let physical = Physical {
			uscc,
			kind,
			imprint,
			maker: String::from_utf8(maker.to_vec()).expect("it is text"),
			filed_at: self.now,
			status: (PhysicalSealStatus::Filed, self.now),
			records: Vec::new(),
		};
		self.physical.insert(code, physical);
		Ok(())
	}

	pub(super) fn report_physical_seal(
		&mut self,
		caller: &Caller,
		code: &[u8],
		report: PhysicalSealReport,
		effective_at: Moment,
	) -> Verdict {
		let by = self.officer(caller, Seat::PublicSecurity)?;
		let mut broken = Broken::default();
		broken.unless(effective_at <= self.now, SealError::EffectiveInFuture);
		let code = texts::seal_code(code);
		broken.unless(code.is_some(), SealError::SealCodeInvalid);
		let Some(code) = code else {
			return broken.verdict();
		};
		let Some(physical) = self.physical.get_mut(&code) else {
			broken.all([SealError::PhysicalSealNotFound]);
			return broken.verdict();
		};
		broken.unless(
			physical.status.0 == PhysicalSealStatus::Filed,
			SealError::PhysicalSealGone,
		);
		broken.unless(effective_at >= physical.filed_at, SealError::EffectiveTooEarly);
		broken.verdict()?;
		let status = match report {
			PhysicalSealReport::Lost => PhysicalSealStatus::Lost,
			PhysicalSealReport::Destroyed => PhysicalSealStatus::Destroyed,
		};
		physical.status = (status, effective_at);
		physical.records.push(RegisterEntry {
			change: RegisterChange::Reported { report },
			by: by.clone(),
			effective_at,
			recorded_at: self.now,
			block: self.height,
		});
		let paired = self.paired(&code);
		self.place_on_each(paired, Hold::PhysicalSealLost, &by, effective_at);
		Ok(())
	}
}

pub(super) fn errors(broken: Vec<SealError>) -> Vec<sp_runtime::DispatchError> {
	broken.into_iter().map(Into::into).collect()
}
