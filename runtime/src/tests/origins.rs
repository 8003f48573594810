//! The whole matrix of calls and origins: who may do what, and what everyone else is told.
//!
//! [`row`] matches every call of every pallet without a wildcard: a new call without a row does not compile.

use super::env::*;
use crate::{
	AccountId, BlockNumber, CouncilInstance, Hash, Historical, Runtime, RuntimeCall, RuntimeEvent, RuntimeOrigin,
	SessionKeys, System, SLOT_DURATION, VERSION,
};
use codec::Encode;
use eseal_primitives::{
	act::{Act, Needed},
	ActId, CorrectionId, Documents, FlagId, GrantId, Purpose, SealId, Uscc, UsccCheck, UseStatement,
};
use frame_support::{
	dispatch::GetDispatchInfo,
	storage::{storage_prefix, unhashed, with_transaction, TransactionOutcome},
	traits::{GetCallMetadata, GetCallName, KeyOwnerProofSystem, OriginTrait},
};
use pallet_agencies::Seat;
use pallet_e_seal::{Correction, PhysicalSealReport, RejectionReason, RevocationReason, SealKind};
use pallet_usage_log::{FlagOutcome, FlagReason, Purposes};
use sp_consensus_grandpa::{AuthorityId as GrandpaId, Equivocation, EquivocationProof};
use sp_core::{
	ed25519, proof_of_possession::ProofOfPossessionGenerator, sr25519, traits::ReadRuntimeVersionExt, Pair, H256,
};
use sp_io::TestExternalities;
use sp_runtime::{
	traits::{BlakeTwo256, Hash as _},
	DispatchError, DispatchResult,
};
use sp_session::MembershipProof;
use std::collections::BTreeSet;

type AdmissionCall = pallet_admission::Call<Runtime>;
type AgenciesCall = pallet_agencies::Call<Runtime>;
type DualCall = pallet_dual_control::Call<Runtime>;
type DualError = pallet_dual_control::Error<Runtime>;
type SealCall = pallet_e_seal::Call<Runtime>;
type SealError = pallet_e_seal::Error<Runtime>;
type LogCall = pallet_usage_log::Call<Runtime>;
type SystemCall = frame_system::Call<Runtime>;
type TimestampCall = pallet_timestamp::Call<Runtime>;
type SessionCall = pallet_session::Call<Runtime>;
type GrandpaCall = pallet_grandpa::Call<Runtime>;
type CouncilCall = pallet_collective::Call<Runtime, CouncilInstance>;
type PauseCall = pallet_tx_pause::Call<Runtime>;
type UtilityCall = pallet_utility::Call<Runtime>;

// --- Columns ---

/// Who calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Caller {
	Root,
	None,
	Officer(Seat),
	Governor(Seat),
	Validator(Seat),
	/// Owns the enterprise that the calls are about.
	Owner,
	/// Owns another enterprise.
	OtherOwner,
	/// Has a grant for the e-seal.
	Operator,
	/// Holds no role.
	Stranger,
	/// A motion with two of the three seats in favour.
	Motion,
	/// A motion that one of the three seats is for.
	LoneSeat,
	/// The second officer of a seat, who prepares what the first one confirms.
	SecondOfficer(Seat),
	/// Two officers of a seat: the first prepares, the second confirms.
	TwoOfficers(Seat),
}

impl Caller {
	const ALL: [Self; 20] = [
		Self::Root,
		Self::None,
		Self::Officer(Seat::MarketSupervision),
		Self::Officer(Seat::PublicSecurity),
		Self::Officer(Seat::DataResources),
		Self::Governor(Seat::MarketSupervision),
		Self::Governor(Seat::PublicSecurity),
		Self::Governor(Seat::DataResources),
		Self::Validator(Seat::MarketSupervision),
		Self::Validator(Seat::PublicSecurity),
		Self::Validator(Seat::DataResources),
		Self::Owner,
		Self::OtherOwner,
		Self::Operator,
		Self::Stranger,
		Self::Motion,
		Self::LoneSeat,
		Self::TwoOfficers(Seat::MarketSupervision),
		Self::TwoOfficers(Seat::PublicSecurity),
		Self::TwoOfficers(Seat::DataResources),
	];

	/// Its account, if it has one.
	pub fn account(self) -> Option<AccountId> {
		let pair = match self {
			Self::Root | Self::None | Self::Motion | Self::LoneSeat | Self::TwoOfficers(_) => return None,
			Self::SecondOfficer(seat) => second_officer(seat),
			Self::Officer(seat) => officer(seat),
			Self::Governor(seat) => governor(seat),
			Self::Validator(seat) => validator(seat),
			Self::Owner => pair("Owner"),
			Self::OtherOwner => pair("OtherOwner"),
			Self::Operator => pair("Operator"),
			Self::Stranger => pair("Stranger"),
		};
		Some(account_of(&pair))
	}

	fn origin(self) -> RuntimeOrigin {
		match self {
			Self::Root => RuntimeOrigin::root(),
			Self::Motion => motion(2, 3),
			Self::LoneSeat => motion(1, 3),
			_ => self.account().map_or_else(RuntimeOrigin::none, RuntimeOrigin::signed),
		}
	}

	/// Makes a call: of two officers the first prepares it, and the second confirms it.
	fn makes(self, call: RuntimeCall) -> DispatchResult {
		match self {
			Self::TwoOfficers(seat) => by_two(seat, call),
			_ => dispatch(self.origin(), call),
		}
	}
}

/// What a motion speaks as that so many seats are for, of so many.
pub fn motion(yes: u32, seats: u32) -> RuntimeOrigin {
	pallet_collective::RawOrigin::<AccountId, CouncilInstance>::Members(yes, seats).into()
}

/// The caller of whom most calls are well-formed.
pub const OWNER: Caller = Caller::Owner;
const MS: Caller = Caller::Officer(Seat::MarketSupervision);
const PS: Caller = Caller::Officer(Seat::PublicSecurity);
const DR: Caller = Caller::Officer(Seat::DataResources);

// --- Rows ---

/// Who may make a call, and what the others are told.
enum Rule {
	/// Everyone, even without an account.
	Anyone,
	/// Every account.
	AnyAccount,
	/// Every account, and root.
	AnyAccountOrRoot,
	/// Root only, which is what a motion has.
	Root,
	/// A motion that more than half of the seats are for.
	Motion,
	/// Nobody at all.
	Nobody,
	/// Nobody: the call is filtered for everyone but root, whom it is not for either.
	Filtered,
	/// Nobody: the call is filtered for everyone but root, and no motion makes root do it.
	FilteredBeforeRoot,
	/// Everyone: what becomes of the calls that it holds, it announces.
	Holder,
	/// Whoever may make each of the calls that it holds: here officers of this seat.
	HolderOf(Seat),
	/// The governing account of a seat, which is a member of the council.
	Member,
	/// An inherent only.
	Inherent,
	/// An officer of this seat.
	Officer(Seat),
	/// An officer of this seat, and root.
	OfficerOrRoot(Seat),
	/// Two officers of this seat, of whom the second confirms; one alone is told so.
	TwoOfficers(Seat),
	/// An officer of any seat.
	AnyOfficer,
	/// Two officers of this seat, of whom the second confirms; those of other seats get this error.
	TwoOfErred(Seat, DispatchError),
	/// Two officers of any seat but this one, of whom the second confirms; those of this one get this error.
	TwoOfAnother(Seat, DispatchError),
	/// An officer of this seat; officers of other seats get this error.
	OfficerOfErred(Seat, DispatchError),
	/// An officer of this seat, by which the docs mean these words; officers of other seats get this error.
	OfficerOf(Seat, DispatchError, &'static str),
	/// The governing account of a seat, about acts of its own officers.
	Policy(Seat),
	/// An officer of the seat that raised the flag; other officers are told whose it is.
	FlaggingOfficer(Seat),
	/// A seat's governing account.
	Governor,
	/// The governing account of this seat; those of others get this error.
	GovernorOf(Seat, DispatchError),
	/// A validator; other accounts get this error.
	Validator(DispatchError),
	/// Whoever has no signature: a node that reports what it saw.
	Unsigned,
	/// The enterprise's owner; other accounts get this error.
	Owner(DispatchError),
	/// The account that an enterprise is offered to: here the owner of another one.
	OfferedTo,
	/// The enterprise's owner or an officer of Data Resources.
	OwnerOrPlatform,
	/// The enterprise's owner or two officers of Data Resources, of whom the second confirms.
	OwnerOrTwoOfPlatform,
	/// The enterprise's owner or an operator with a grant.
	OwnerOrOperator,
	/// The operator of the grant; other accounts get this error.
	OperatorOfGrant(DispatchError),
	/// The enterprise's owner, or who lent the grant: nobody did.
	OwnerOrLender,
}

impl Rule {
	fn outcome(&self, caller: Caller) -> DispatchResult {
		let has_account = caller.account().is_some();
		let bad_origin = Err(DispatchError::BadOrigin);
		let allow = |allowed: bool, refusal: DispatchError| if allowed { Ok(()) } else { Err(refusal) };
		if let Caller::TwoOfficers(seat) = caller {
			return self.outcome_for_two(seat);
		}
		match self {
			Self::Anyone => Ok(()),
			Self::Root => allow(caller == Caller::Root, DispatchError::BadOrigin),
			Self::AnyAccountOrRoot => allow(has_account || caller == Caller::Root, DispatchError::BadOrigin),
			Self::OfficerOrRoot(_) if caller == Caller::Root => Ok(()),
			Self::Inherent | Self::Unsigned => allow(caller == Caller::None, DispatchError::BadOrigin),
			Self::Motion => allow(caller == Caller::Motion, DispatchError::BadOrigin),
			Self::Nobody => bad_origin,
			Self::Filtered => match caller {
				Caller::Root => bad_origin,
				_ => Err(frame_system::Error::<Runtime>::CallFiltered.into()),
			},
			Self::FilteredBeforeRoot => allow(
				caller == Caller::Root,
				frame_system::Error::<Runtime>::CallFiltered.into(),
			),
			Self::Holder => allow(caller != Caller::None, DispatchError::BadOrigin),
			_ if !has_account => bad_origin,
			Self::AnyAccount => Ok(()),
			Self::Officer(seat) | Self::HolderOf(seat) | Self::OfficerOrRoot(seat) => {
				allow(caller == Caller::Officer(*seat), DispatchError::BadOrigin)
			}
			Self::TwoOfficers(seat) => Err(match caller {
				Caller::Officer(of) if of == *seat => DualError::SecondOfficerNeeded.into(),
				_ => DispatchError::BadOrigin,
			}),
			Self::AnyOfficer => allow(matches!(caller, Caller::Officer(_)), DispatchError::BadOrigin),
			Self::TwoOfErred(..) | Self::TwoOfAnother(..) => Err(match caller {
				Caller::Officer(_) => DualError::SecondOfficerNeeded.into(),
				_ => DispatchError::BadOrigin,
			}),
			Self::OfficerOfErred(seat, refusal) => match caller {
				Caller::Officer(of) => allow(of == *seat, *refusal),
				_ => bad_origin,
			},
			Self::OfficerOf(seat, refusal, _) => match caller {
				Caller::Officer(of) => allow(of == *seat, *refusal),
				_ => Err(DualError::NotOfficer.into()),
			},
			Self::Policy(seat) => match caller {
				Caller::Governor(of) => allow(of == *seat, DualError::ActOfAnotherSeat.into()),
				_ => Err(DualError::NotSeatAccount.into()),
			},
			Self::FlaggingOfficer(seat) => match caller {
				Caller::Officer(other) => allow(
					other == *seat,
					pallet_usage_log::Error::<Runtime>::FlagOfAnotherAgency.into(),
				),
				_ => bad_origin,
			},
			Self::Governor => allow(
				matches!(caller, Caller::Governor(_)),
				pallet_agencies::Error::<Runtime>::NotSeatAccount.into(),
			),
			Self::Member => allow(
				matches!(caller, Caller::Governor(_)),
				pallet_collective::Error::<Runtime, CouncilInstance>::NotMember.into(),
			),
			Self::GovernorOf(seat, refusal) => match caller {
				Caller::Governor(other) => allow(other == *seat, *refusal),
				_ => Err(pallet_agencies::Error::<Runtime>::NotSeatAccount.into()),
			},
			Self::Validator(refusal) => allow(matches!(caller, Caller::Validator(_)), *refusal),
			Self::Owner(refusal) => allow(caller == Caller::Owner, *refusal),
			Self::OfferedTo => allow(
				caller == Caller::OtherOwner,
				pallet_e_seal::Error::<Runtime>::NotOffered.into(),
			),
			Self::OwnerOrPlatform => allow(
				caller == Caller::Owner || caller == DR,
				pallet_e_seal::Error::<Runtime>::NotAuthorized.into(),
			),
			Self::OwnerOrTwoOfPlatform => match caller {
				Caller::Owner => Ok(()),
				_ if caller == DR => Err(DualError::SecondOfficerNeeded.into()),
				_ => Err(pallet_e_seal::Error::<Runtime>::NotAuthorized.into()),
			},
			Self::OwnerOrOperator => allow(
				matches!(caller, Caller::Owner | Caller::Operator),
				pallet_usage_log::Error::<Runtime>::NoGrant.into(),
			),
			Self::OwnerOrLender => allow(
				caller == Caller::Owner,
				pallet_usage_log::Error::<Runtime>::NotOwner.into(),
			),
			Self::OperatorOfGrant(refusal) => allow(caller == Caller::Operator, *refusal),
		}
	}

	/// What two officers of a seat are told, of whom the second confirms what the first prepared: they can make acts of their
	/// own, whether one would suffice or not, and nothing else.
	fn outcome_for_two(&self, seat: Seat) -> DispatchResult {
		let own = |of: Seat| {
			if of == seat {
				Ok(())
			} else {
				Err(DualError::ActOfAnotherSeat.into())
			}
		};
		match self {
			Self::Officer(of) | Self::OfficerOrRoot(of) | Self::TwoOfficers(of) => own(*of),
			Self::OwnerOrPlatform | Self::OwnerOrTwoOfPlatform => own(Seat::DataResources),
			Self::AnyOfficer => Ok(()),
			Self::TwoOfErred(of, refusal) | Self::OfficerOfErred(of, refusal) => own(*of).map_err(|_| *refusal),
			Self::TwoOfAnother(of, refusal) => match seat == *of {
				true => Err(*refusal),
				false => Ok(()),
			},
			Self::FlaggingOfficer(of) => {
				own(*of).map_err(|_| pallet_usage_log::Error::<Runtime>::FlagOfAnotherAgency.into())
			}
			_ => Err(DualError::NotAnAct.into()),
		}
	}
}

/// A row of the matrix.
struct Row {
	/// What must happen before, so that the rightful caller succeeds.
	before: Vec<(Caller, RuntimeCall)>,
	rule: Rule,
}

fn row(call: &RuntimeCall) -> Row {
	let always = |rule| Row {
		before: Vec::new(),
		rule,
	};
	match call {
		RuntimeCall::Admission(call) => always(match call {
			AdmissionCall::widen_budget { .. } => Rule::AnyOfficer,
			AdmissionCall::set_budgets { .. } => Rule::Root,
			AdmissionCall::__Ignore(_, never) => match *never {},
		}),
		RuntimeCall::Agencies(call) => row_of_agencies(call),
		RuntimeCall::DualControl(call) => row_of_dual_control(call),
		RuntimeCall::ESeal(call) => row_of_e_seal(call),
		RuntimeCall::UsageLog(LogCall::carry_over { .. }) => Row {
			before: vec![(Caller::Owner, successor().apply(&owner()))],
			rule: Rule::Owner(pallet_usage_log::Error::<Runtime>::NotOwner.into()),
		},
		RuntimeCall::UsageLog(call) => always(match call {
			LogCall::grant { .. }
			| LogCall::grant_to_two { .. }
			| LogCall::carry_over { .. }
			| LogCall::raise_quota { .. } => Rule::Owner(pallet_usage_log::Error::<Runtime>::NotOwner.into()),
			LogCall::revoke_grant { .. } => Rule::OwnerOrLender,
			LogCall::lend { .. } => Rule::OperatorOfGrant(pallet_usage_log::Error::<Runtime>::NotOperator.into()),
			LogCall::record_with_second { .. } => {
				let operator = Caller::Operator.account().expect("an operator has an account");
				return Row {
					before: vec![
						(Caller::Owner, LogCall::revoke_grant { grant: GrantId(0) }.into()),
						(Caller::Owner, grant_to_two(operator)),
					],
					rule: Rule::OperatorOfGrant(pallet_usage_log::Error::<Runtime>::NoGrant.into()),
				};
			}
			LogCall::record_use { .. } | LogCall::record_uses { .. } | LogCall::anchor_batch { .. } => {
				Rule::OwnerOrOperator
			}
			// What becomes of each use, the call announces: see the test below.
			LogCall::record_for_many { .. } => Rule::AnyAccount,
			LogCall::flag_use { .. } => Rule::AnyOfficer,
			LogCall::close_flag { .. } => Rule::FlaggingOfficer(Seat::PublicSecurity),
			LogCall::set_retention { .. } => Rule::Root,
			LogCall::__Ignore(_, never) => match *never {},
		}),
		RuntimeCall::System(call) => match call {
			SystemCall::remark { .. } => always(Rule::Anyone),
			SystemCall::remark_with_event { .. } => always(Rule::AnyAccount),
			SystemCall::set_heap_pages { .. }
			| SystemCall::set_code { .. }
			| SystemCall::set_code_without_checks { .. }
			| SystemCall::set_storage { .. }
			| SystemCall::kill_storage { .. }
			| SystemCall::kill_prefix { .. }
			| SystemCall::authorize_upgrade { .. }
			| SystemCall::authorize_upgrade_without_checks { .. } => always(Rule::Root),
			// Anyone may bring the code that Root authorized, and no other: see the test below.
			SystemCall::apply_authorized_upgrade { code } => Row {
				before: vec![(
					Caller::Root,
					SystemCall::authorize_upgrade {
						code_hash: BlakeTwo256::hash(code),
					}
					.into(),
				)],
				rule: Rule::Anyone,
			},
			SystemCall::__Ignore(_, never) => match *never {},
		},
		RuntimeCall::Timestamp(call) => always(match call {
			TimestampCall::set { .. } => Rule::Inherent,
			TimestampCall::__Ignore(_, never) => match *never {},
		}),
		RuntimeCall::Session(call) => always(match call {
			SessionCall::set_keys { .. } => {
				Rule::Validator(pallet_session::Error::<Runtime>::NoAssociatedValidatorId.into())
			}
			SessionCall::purge_keys {} => Rule::Filtered,
			SessionCall::__Ignore(_, never) => match *never {},
		}),
		RuntimeCall::Grandpa(call) => always(match call {
			GrandpaCall::report_equivocation { .. } => Rule::AnyAccount,
			GrandpaCall::report_equivocation_unsigned { .. } => Rule::Unsigned,
			GrandpaCall::note_stalled { .. } => Rule::Root,
			GrandpaCall::__Ignore(_, never) => match *never {},
		}),
		RuntimeCall::Council(call) => {
			let (before, rule) = match call {
				CouncilCall::set_members { .. } => (vec![], Rule::Nobody),
				CouncilCall::execute { .. } | CouncilCall::propose { .. } => (vec![], Rule::Member),
				CouncilCall::vote { .. } => (proposed(), Rule::Member),
				CouncilCall::close { .. } => (passed(), Rule::AnyAccount),
				CouncilCall::disapprove_proposal { .. } | CouncilCall::kill { .. } => (proposed(), Rule::Root),
				// Nobody ever paid anything for a motion.
				CouncilCall::release_proposal_cost { .. } => (vec![], Rule::AnyAccountOrRoot),
				CouncilCall::__Ignore(_, never) => match *never {},
			};
			Row { before, rule }
		}
		RuntimeCall::TxPause(call) => match call {
			PauseCall::pause { .. } => always(Rule::Root),
			PauseCall::unpause { .. } => Row {
				before: vec![(Caller::Root, pause())],
				rule: Rule::Root,
			},
			PauseCall::__Ignore(_, never) => match *never {},
		},
		RuntimeCall::Utility(call) => always(match call {
			UtilityCall::batch { .. } | UtilityCall::force_batch { .. } => Rule::Holder,
			UtilityCall::batch_all { .. } => Rule::HolderOf(Seat::MarketSupervision),
			UtilityCall::as_derivative { .. } => Rule::Filtered,
			UtilityCall::dispatch_as { .. }
			| UtilityCall::dispatch_as_fallible { .. }
			| UtilityCall::if_else { .. }
			| UtilityCall::with_weight { .. } => Rule::FilteredBeforeRoot,
			UtilityCall::__Ignore(_, never) => match *never {},
		}),
	}
}

fn row_of_agencies(call: &AgenciesCall) -> Row {
	let (before, rule) = match call {
		AgenciesCall::add_officer { .. } | AgenciesCall::register_validator { .. } => (vec![], Rule::Governor),
		AgenciesCall::remove_officer { .. } => (
			vec![],
			Rule::GovernorOf(
				Seat::MarketSupervision,
				pallet_agencies::Error::<Runtime>::NotOfficerOfSeat.into(),
			),
		),
		AgenciesCall::replace_validator { .. } => (vec![], Rule::GovernorOf(Seat::MarketSupervision, not_validator())),
		// Not the last one.
		AgenciesCall::retire_validator { .. } => (
			vec![(
				Caller::Governor(Seat::MarketSupervision),
				AgenciesCall::register_validator {
					validator: account_of(&pair("Second")),
				}
				.into(),
			)],
			Rule::GovernorOf(Seat::MarketSupervision, not_validator()),
		),
		AgenciesCall::dispatch_as_root { .. } => (vec![], Rule::Motion),
		AgenciesCall::add_seat { .. }
		| AgenciesCall::remove_seat { .. }
		| AgenciesCall::replace_seat_account { .. }
		| AgenciesCall::allow_key_change { .. } => (vec![], Rule::Root),
		// There must be something to allow.
		AgenciesCall::allow_registrations { .. } => (
			vec![(
				Caller::Governor(Seat::MarketSupervision),
				AgenciesCall::register_validator {
					validator: account_of(&pair("Second")),
				}
				.into(),
			)],
			Rule::Root,
		),
		AgenciesCall::__Ignore(_, never) => match *never {},
	};
	Row { before, rule }
}

fn row_of_dual_control(call: &DualCall) -> Row {
	let seat = Seat::MarketSupervision;
	let other_seat = || DualError::OfficerOfAnotherSeat.into();
	let waits_for_the_first = || vec![(Caller::SecondOfficer(seat), prepare())];
	let second = "another officer of the same seat";
	let (before, rule) = match call {
		DualCall::prepare { .. } => (
			vec![],
			Rule::OfficerOf(seat, DualError::ActOfAnotherSeat.into(), "officer of the act's seat"),
		),
		DualCall::confirm { .. } | DualCall::turn_down { .. } => {
			(waits_for_the_first(), Rule::OfficerOf(seat, other_seat(), second))
		}
		DualCall::withdraw { .. } => (
			vec![(MS, prepare())],
			Rule::OfficerOf(seat, DualError::NotMaker.into(), "the officer who prepared it"),
		),
		DualCall::set_policy { .. } => (vec![], Rule::Policy(seat)),
		DualCall::__Ignore(_, never) => match *never {},
	};
	Row { before, rule }
}

fn not_validator() -> DispatchError {
	pallet_agencies::Error::<Runtime>::NotValidatorOfSeat.into()
}

fn row_of_e_seal(call: &SealCall) -> Row {
	let not_owner = pallet_e_seal::Error::<Runtime>::NotOwner.into();
	let apply = || (Caller::Owner, successor().apply(&owner()));
	let (before, rule) = match call {
		SealCall::register_enterprise { .. }
		| SealCall::rename_enterprise { .. }
		| SealCall::restrict_enterprise { .. }
		| SealCall::offer_ownership { .. } => (vec![], Rule::Officer(Seat::MarketSupervision)),
		SealCall::withdraw_offer { .. } => (vec![(MS, offer())], Rule::Officer(Seat::MarketSupervision)),
		SealCall::withdraw_rename { .. } => (vec![(MS, rename())], Rule::Officer(Seat::MarketSupervision)),
		SealCall::name_liquidator { .. } => (vec![(MS, restrict())], Rule::Officer(Seat::MarketSupervision)),
		SealCall::accept_ownership { .. } => (vec![(MS, offer())], Rule::OfferedTo),
		SealCall::deregister_enterprise { .. } | SealCall::record_successor { .. } => {
			(vec![], Rule::TwoOfficers(Seat::MarketSupervision))
		}
		SealCall::lift_restriction { .. } => (
			vec![(MS, SealCall::restrict_enterprise { uscc: raw(USCC) }.into())],
			Rule::Officer(Seat::MarketSupervision),
		),
		SealCall::file_physical_seal { .. } | SealCall::freeze { .. } => (vec![], Rule::Officer(Seat::PublicSecurity)),
		SealCall::report_physical_seal { .. } => (vec![], Rule::TwoOfficers(Seat::PublicSecurity)),
		SealCall::unfreeze { .. } => (vec![(PS, freeze())], Rule::OfficerOrRoot(Seat::PublicSecurity)),
		SealCall::apply { .. } => (vec![], Rule::Owner(not_owner)),
		SealCall::withdraw { .. } => (vec![apply()], Rule::Owner(not_owner)),
		SealCall::approve { .. } | SealCall::reject { .. } => (vec![apply()], Rule::Officer(Seat::DataResources)),
		SealCall::suspend { .. } => (vec![], Rule::OwnerOrPlatform),
		SealCall::revoke { .. } => (vec![], Rule::OwnerOrTwoOfPlatform),
		SealCall::propose_correction { .. } => (
			vec![mistake()],
			Rule::TwoOfErred(Seat::DataResources, SealError::MistakeOfAnotherAgency.into()),
		),
		SealCall::agree_correction { .. } => (
			vec![mistake(), proposal_of_reversal()],
			Rule::TwoOfAnother(Seat::DataResources, SealError::OwnCorrection.into()),
		),
		SealCall::withdraw_correction { .. } => (
			vec![mistake(), proposal_of_reversal()],
			Rule::OfficerOfErred(Seat::DataResources, SealError::CorrectionOfAnotherAgency.into()),
		),
		// Each lifts its own suspension, so both stand.
		SealCall::resume { .. } => (vec![(Caller::Owner, suspend()), (DR, suspend())], Rule::OwnerOrPlatform),
		SealCall::__Ignore(_, never) => match *never {},
	};
	Row { before, rule }
}

// --- Well-formed calls ---

const USCC: &str = "91330100799655058B";
const OTHER_USCC: &str = "91440300708461136T";
const FRESH_USCC: &str = "91110000802100433B";
const CODE: &str = "3301000000001";
const FRESH_CODE: &str = "3301000000002";
const KEY: usize = 2;

fn owner() -> AccountId {
	Caller::Owner.account().expect("an owner has an account")
}

/// An application for a successor on the same physical seal.
fn successor() -> Form {
	Form::new(USCC, CODE, KEY + 1)
}

fn freeze() -> RuntimeCall {
	RuntimeCall::ESeal(SealCall::freeze {
		uscc: raw(USCC),
		order: digest(0),
		until: now() + DAY,
	})
}

fn offer() -> RuntimeCall {
	RuntimeCall::ESeal(SealCall::offer_ownership {
		uscc: raw(USCC),
		owner: Caller::OtherOwner.account().expect("an owner has an account"),
		until: now() + DAY,
		rotate_by: now() + DAY,
	})
}

fn rename() -> RuntimeCall {
	RuntimeCall::ESeal(SealCall::rename_enterprise {
		uscc: raw(USCC),
		name: raw("新名称"),
		from: Some(now() + DAY),
	})
}

fn suspend() -> RuntimeCall {
	RuntimeCall::ESeal(SealCall::suspend {
		seal: SealId(0),
		digest: application_digest(0),
	})
}

/// What waits in the rows about acts that wait.
fn restrict() -> RuntimeCall {
	SealCall::restrict_enterprise { uscc: raw(USCC) }.into()
}

fn prepare() -> RuntimeCall {
	DualCall::prepare {
		call: Box::new(restrict()),
		until: now() + DAY,
	}
	.into()
}

fn digest_of_restriction() -> H256 {
	act_digest(Act::RestrictEnterprise, &restrict())
}

/// The digest of the successor's application, once its owner has applied.
fn digest_of_successor() -> H256 {
	without_trace(|| {
		assert_eq!(dispatch(Caller::Owner.origin(), successor().apply(&owner())), Ok(()));
		application_digest(1)
	})
}

/// What Data Resources put on record by mistake.
fn mistake() -> (Caller, RuntimeCall) {
	let revoke = SealCall::revoke {
		seal: SealId(0),
		digest: application_digest(0),
		reason: RevocationReason::CourtOrder,
		effective_at: None,
	};
	(Caller::TwoOfficers(Seat::DataResources), revoke.into())
}

/// What proposes to correct it: the entry after the application and the approval.
fn propose_reversal() -> RuntimeCall {
	let recorded = without_trace(|| {
		let (caller, call) = mistake();
		assert_eq!(caller.makes(call), Ok(()));
		crate::ESeal::api_history_entry_digest(SealId(0), 2).expect("it is recorded")
	});
	SealCall::propose_correction {
		correction: Correction::ReverseRevocation {
			seal: SealId(0),
			entry: 2,
			digest: recorded,
		},
		decision: digest(9),
	}
	.into()
}

fn proposal_of_reversal() -> (Caller, RuntimeCall) {
	(Caller::TwoOfficers(Seat::DataResources), propose_reversal())
}

/// The digest of the correction, once it is proposed.
fn digest_of_reversal() -> H256 {
	without_trace(|| {
		for (caller, call) in [mistake(), proposal_of_reversal()] {
			assert_eq!(caller.makes(call), Ok(()));
		}
		let proposed = crate::ESeal::api_correction(CorrectionId(0)).expect("it was just proposed");
		proposed.digest
	})
}

fn register(uscc: &str, owner: Caller) -> RuntimeCall {
	RuntimeCall::ESeal(SealCall::register_enterprise {
		uscc: raw(uscc),
		name: raw("杭州某某有限公司"),
		owner: owner.account().expect("an owner has an account"),
		check: UsccCheck::Enforced,
	})
}

fn file(code: &str) -> RuntimeCall {
	RuntimeCall::ESeal(SealCall::file_physical_seal {
		code: raw(code),
		uscc: raw(USCC),
		kind: SealKind::Official,
		imprint: digest(0),
		maker: raw("杭州印章厂"),
	})
}

fn grant(operator: AccountId) -> RuntimeCall {
	RuntimeCall::UsageLog(LogCall::grant {
		seal: SealId(0),
		operator,
		purposes: Purposes::try_from(BTreeSet::from([Purpose::Contract])).expect("one purpose"),
		valid_until: now() + DAY,
		quota: 10,
	})
}

/// The same, with the approval of another account.
fn grant_to_two(operator: AccountId) -> RuntimeCall {
	RuntimeCall::UsageLog(LogCall::grant_to_two {
		seal: SealId(0),
		operator,
		second: account_of(&pair("Second")),
		purposes: Purposes::try_from(BTreeSet::from([Purpose::Contract])).expect("one purpose"),
		valid_until: now() + DAY,
		quota: 10,
	})
}

/// The first use under the second grant, approved.
fn record_with_second(account: &AccountId) -> RuntimeCall {
	let statement = UseStatement {
		grant: Some(GrantId(1)),
		nonce: 0,
		..statement(account, 0, one(7))
	};
	approved_use(account, KEY, statement, &pair("Second"))
}

/// Lends of the operator's grant.
fn lend(operator: AccountId) -> RuntimeCall {
	RuntimeCall::UsageLog(LogCall::lend {
		grant: GrantId(0),
		operator,
		purposes: Purposes::try_from(BTreeSet::from([Purpose::Contract])).expect("one purpose"),
		valid_until: now() + 1,
		quota: 1,
	})
}

fn flag_use() -> RuntimeCall {
	RuntimeCall::UsageLog(LogCall::flag_use {
		seal: SealId(0),
		index: 0,
		record: 0,
		digest: use_digest(0, 0),
		reason: FlagReason::Disputed,
		note: Some(digest(1)),
	})
}

/// The calls by which `account` uses the e-seal: for one document, for a batch that it lists, for a batch of which the chain
/// knows the root alone, and for two documents, each by itself.
pub fn recording(account: &AccountId) -> [RuntimeCall; 4] {
	let documents = listed(10, 3);
	let batch = statement(account, 0, batch_of(&documents));
	let root = Documents::Batch {
		count: 5,
		root: H256::repeat_byte(1),
	};
	let first = statement(account, 0, one(7));
	let mut second = statement(account, 0, one(8));
	second.nonce += 1;
	[
		record_use(account, KEY, first.clone()),
		record_uses(account, KEY, batch, &documents),
		anchor_batch(account, KEY, statement(account, 0, root)),
		record_for_many([first, second].map(|each| signed_use(account, KEY, each)).to_vec()),
	]
}

/// A change of session keys, with the proof that they are `account`'s.
pub fn set_keys(account: &AccountId, aura: &mut sr25519::Pair, grandpa: &mut ed25519::Pair) -> RuntimeCall {
	let keys = SessionKeys {
		aura: aura.public().into(),
		grandpa: grandpa.public().into(),
	};
	let proof = account.using_encoded(|account| {
		(
			aura.generate_proof_of_possession(account),
			grandpa.generate_proof_of_possession(account),
		)
			.encode()
	});
	SessionCall::set_keys { keys, proof }.into()
}

/// What the seats vote on: something that only root may do.
fn proposal() -> RuntimeCall {
	let call = SystemCall::set_heap_pages { pages: 64 };
	AgenciesCall::dispatch_as_root {
		call: Box::new(call.into()),
	}
	.into()
}

fn propose() -> RuntimeCall {
	let proposal = proposal();
	CouncilCall::propose {
		threshold: 2,
		length_bound: proposal.encoded_size() as u32,
		proposal: Box::new(proposal),
	}
	.into()
}

fn vote() -> RuntimeCall {
	CouncilCall::vote {
		proposal: BlakeTwo256::hash_of(&proposal()),
		index: 0,
		approve: true,
	}
	.into()
}

/// An open motion.
fn proposed() -> Vec<(Caller, RuntimeCall)> {
	vec![(Caller::Governor(Seat::PublicSecurity), propose())]
}

/// A motion that two of three seats are for.
fn passed() -> Vec<(Caller, RuntimeCall)> {
	let votes = [Seat::PublicSecurity, Seat::DataResources].map(|seat| (Caller::Governor(seat), vote()));
	proposed().into_iter().chain(votes).collect()
}

/// The pause of recording uses.
fn pause() -> RuntimeCall {
	PauseCall::pause {
		full_name: full_name("UsageLog", "record_use"),
	}
	.into()
}

/// A call by its names, as `tx_pause` wants it.
pub fn full_name(pallet: &str, call: &str) -> pallet_tx_pause::RuntimeCallNameOf<Runtime> {
	let bounded = |name: &str| name.as_bytes().to_vec().try_into().expect("names are short");
	(bounded(pallet), bounded(call))
}

/// Two votes that Market Supervision's validator cast in one round of the first set.
pub fn two_votes() -> Equivocation<Hash, BlockNumber> {
	let voter = sp_keyring::Ed25519Keyring::Alice;
	let identity = GrandpaId::from(voter.public());
	let vote = |block: u8| {
		let prevote = finality_grandpa::Prevote {
			target_hash: Hash::repeat_byte(block),
			target_number: 5,
		};
		let message = finality_grandpa::Message::Prevote(prevote.clone());
		let payload = sp_consensus_grandpa::localized_payload(1, 0, &message);
		(prevote, voter.sign(&payload).into())
	};
	Equivocation::Prevote(finality_grandpa::Equivocation {
		round_number: 1,
		identity,
		first: vote(1),
		second: vote(2),
	})
}

/// Proof that Market Supervision's validator voted for two blocks in one round, and that the key is its.
pub fn equivocation() -> (EquivocationProof<Hash, BlockNumber>, MembershipProof) {
	let identity = GrandpaId::from(sp_keyring::Ed25519Keyring::Alice.public());
	let proof = Historical::prove((sp_consensus_grandpa::KEY_TYPE, identity)).expect("the key is a validator's");
	(EquivocationProof::new(0, two_votes()), proof)
}

/// Every call that there is, with arguments that are in order when `caller` sends it.
pub fn calls(caller: Caller) -> Vec<RuntimeCall> {
	// Root and nobody sign nothing: what somebody else signed stands in.
	let signer = caller.account().unwrap_or_else(owner);
	let seed = BlakeTwo256::hash_of(&signer);
	let mut aura = sr25519::Pair::from_seed(&seed.0);
	let mut grandpa = ed25519::Pair::from_seed(&seed.0);
	let newcomer = account_of(&pair("Newcomer"));
	let application = 1;
	let code = vec![1, 2, 3];
	let code_hash = BlakeTwo256::hash(&code);
	let (equivocation_proof, key_owner_proof) = equivocation();
	let motion = BlakeTwo256::hash_of(&proposal());
	let [record_use, record_uses, anchor_batch, record_for_many] = recording(&signer);
	vec![
		AgenciesCall::dispatch_as_root {
			call: Box::new(SystemCall::set_heap_pages { pages: 64 }.into()),
		}
		.into(),
		AdmissionCall::widen_budget {
			account: owner(),
			factor: 4,
		}
		.into(),
		AdmissionCall::set_budgets {
			budgets: crate::BUDGETS,
		}
		.into(),
		AgenciesCall::add_seat {
			seat: Seat::Witness,
			account: newcomer.clone(),
		}
		.into(),
		AgenciesCall::remove_seat {
			seat: Seat::DataResources,
		}
		.into(),
		AgenciesCall::replace_seat_account {
			seat: Seat::DataResources,
			account: newcomer.clone(),
		}
		.into(),
		AgenciesCall::register_validator {
			validator: newcomer.clone(),
		}
		.into(),
		AgenciesCall::replace_validator {
			validator: account_of(&validator(Seat::MarketSupervision)),
			successor: newcomer.clone(),
		}
		.into(),
		AgenciesCall::retire_validator {
			validator: account_of(&validator(Seat::MarketSupervision)),
		}
		.into(),
		AgenciesCall::allow_key_change {
			validator: account_of(&validator(Seat::MarketSupervision)),
		}
		.into(),
		AgenciesCall::allow_registrations {
			seat: Seat::MarketSupervision,
		}
		.into(),
		prepare(),
		DualCall::confirm {
			id: ActId(0),
			call: Box::new(restrict()),
		}
		.into(),
		DualCall::turn_down {
			id: ActId(0),
			digest: digest_of_restriction(),
		}
		.into(),
		DualCall::withdraw {
			id: ActId(0),
			digest: digest_of_restriction(),
		}
		.into(),
		DualCall::set_policy {
			act: Act::RestrictEnterprise,
			needed: Needed::Two,
		}
		.into(),
		CouncilCall::set_members {
			new_members: vec![signer.clone()],
			prime: None,
			old_count: 4,
		}
		.into(),
		CouncilCall::execute {
			proposal: Box::new(SystemCall::remark { remark: vec![1] }.into()),
			length_bound: 100,
		}
		.into(),
		propose(),
		vote(),
		CouncilCall::disapprove_proposal { proposal_hash: motion }.into(),
		CouncilCall::close {
			proposal_hash: motion,
			index: 0,
			proposal_weight_bound: proposal().get_dispatch_info().call_weight,
			length_bound: proposal().encoded_size() as u32,
		}
		.into(),
		CouncilCall::kill { proposal_hash: motion }.into(),
		CouncilCall::release_proposal_cost { proposal_hash: motion }.into(),
		pause(),
		PauseCall::unpause {
			ident: full_name("UsageLog", "record_use"),
		}
		.into(),
		GrandpaCall::report_equivocation {
			equivocation_proof: Box::new(equivocation_proof.clone()),
			key_owner_proof: key_owner_proof.clone(),
		}
		.into(),
		GrandpaCall::report_equivocation_unsigned {
			equivocation_proof: Box::new(equivocation_proof),
			key_owner_proof,
		}
		.into(),
		AgenciesCall::add_officer {
			officer: newcomer.clone(),
		}
		.into(),
		AgenciesCall::remove_officer {
			officer: account_of(&officer(Seat::MarketSupervision)),
		}
		.into(),
		register(FRESH_USCC, Caller::OtherOwner),
		rename(),
		SealCall::withdraw_rename {
			uscc: raw(USCC),
			name: raw("新名称"),
		}
		.into(),
		SealCall::name_liquidator {
			uscc: raw(USCC),
			account: newcomer.clone(),
			order: digest(0),
		}
		.into(),
		SealCall::restrict_enterprise { uscc: raw(USCC) }.into(),
		SealCall::lift_restriction { uscc: raw(USCC) }.into(),
		SealCall::deregister_enterprise { uscc: raw(USCC) }.into(),
		SealCall::offer_ownership {
			uscc: raw(USCC),
			owner: newcomer.clone(),
			until: now() + DAY,
			rotate_by: now() + DAY,
		}
		.into(),
		SealCall::accept_ownership {
			uscc: raw(USCC),
			rotate_by: now() + DAY,
		}
		.into(),
		SealCall::withdraw_offer { uscc: raw(USCC) }.into(),
		SealCall::record_successor {
			uscc: raw(USCC),
			successor: raw(OTHER_USCC),
		}
		.into(),
		file(FRESH_CODE),
		SealCall::report_physical_seal {
			code: raw(CODE),
			report: PhysicalSealReport::Lost,
			effective_at: now(),
		}
		.into(),
		freeze(),
		SealCall::unfreeze {
			uscc: raw(USCC),
			order: digest(0),
		}
		.into(),
		successor().apply(&signer),
		SealCall::withdraw {
			application: SealId(application),
		}
		.into(),
		suspend(),
		SealCall::resume {
			seal: SealId(0),
			digest: application_digest(0),
		}
		.into(),
		SealCall::approve {
			application: SealId(application),
			digest: digest_of_successor(),
		}
		.into(),
		SealCall::reject {
			application: SealId(application),
			digest: digest_of_successor(),
			reason: RejectionReason::ImprintMismatch,
		}
		.into(),
		SealCall::revoke {
			seal: SealId(0),
			digest: application_digest(0),
			reason: RevocationReason::KeyCompromised,
			effective_at: None,
		}
		.into(),
		propose_reversal(),
		SealCall::agree_correction {
			id: CorrectionId(0),
			digest: digest_of_reversal(),
		}
		.into(),
		SealCall::withdraw_correction {
			id: CorrectionId(0),
			digest: digest_of_reversal(),
		}
		.into(),
		grant(newcomer.clone()),
		grant_to_two(newcomer.clone()),
		lend(newcomer),
		record_with_second(&signer),
		LogCall::revoke_grant { grant: GrantId(0) }.into(),
		LogCall::carry_over {
			successor: SealId(application),
			grants: vec![GrantId(0)].try_into().expect("there is room"),
		}
		.into(),
		LogCall::raise_quota {
			grant: GrantId(0),
			quota: u32::MAX,
		}
		.into(),
		record_use,
		record_uses,
		anchor_batch,
		record_for_many,
		flag_use(),
		LogCall::close_flag {
			flag: FlagId(0),
			digest: flag_digest(0),
			outcome: FlagOutcome::Unfounded,
		}
		.into(),
		LogCall::set_retention {
			retention: Some(crate::MinRetention::get()),
		}
		.into(),
		SystemCall::remark { remark: vec![1] }.into(),
		SystemCall::set_heap_pages { pages: 64 }.into(),
		SystemCall::set_code { code: code.clone() }.into(),
		SystemCall::set_code_without_checks { code: code.clone() }.into(),
		SystemCall::set_storage {
			items: vec![(vec![1], vec![2])],
		}
		.into(),
		SystemCall::kill_storage { keys: vec![vec![1]] }.into(),
		SystemCall::kill_prefix {
			prefix: vec![1],
			subkeys: 1,
		}
		.into(),
		SystemCall::remark_with_event { remark: vec![1] }.into(),
		SystemCall::authorize_upgrade { code_hash }.into(),
		SystemCall::authorize_upgrade_without_checks { code_hash }.into(),
		SystemCall::apply_authorized_upgrade { code }.into(),
		TimestampCall::set {
			now: (now() + SLOT_DURATION / 2).0,
		}
		.into(),
		set_keys(&signer, &mut aura, &mut grandpa),
		SessionCall::purge_keys {}.into(),
		UtilityCall::batch {
			calls: vec![restrict()],
		}
		.into(),
		UtilityCall::batch_all {
			calls: vec![restrict()],
		}
		.into(),
		UtilityCall::force_batch {
			calls: vec![restrict()],
		}
		.into(),
		UtilityCall::as_derivative {
			index: 0,
			call: Box::new(SystemCall::remark { remark: vec![1] }.into()),
		}
		.into(),
		UtilityCall::dispatch_as {
			as_origin: Box::new(RuntimeOrigin::signed(owner()).caller().clone()),
			call: Box::new(SystemCall::remark { remark: vec![1] }.into()),
		}
		.into(),
		UtilityCall::dispatch_as_fallible {
			as_origin: Box::new(RuntimeOrigin::signed(owner()).caller().clone()),
			call: Box::new(SystemCall::remark { remark: vec![1] }.into()),
		}
		.into(),
		UtilityCall::if_else {
			main: Box::new(SystemCall::remark { remark: vec![1] }.into()),
			fallback: Box::new(SystemCall::remark { remark: vec![2] }.into()),
		}
		.into(),
		UtilityCall::with_weight {
			call: Box::new(SystemCall::remark { remark: vec![1] }.into()),
			weight: frame_support::weights::Weight::zero(),
		}
		.into(),
		GrandpaCall::note_stalled {
			delay: 1,
			best_finalized_block_number: 0,
		}
		.into(),
	]
}

// --- The chain that the calls are made on ---

/// Says of any code that it is the next version of this runtime.
struct NextVersion;

impl sp_core::traits::ReadRuntimeVersion for NextVersion {
	fn read_runtime_version(&self, _: &[u8], _: &mut dyn sp_core::traits::Externalities) -> Result<Vec<u8>, String> {
		let mut version = VERSION;
		version.spec_version += 1;
		Ok(version.encode())
	}
}

/// An enterprise with an active e-seal, a grant, a use by its owner and a flag that Public Security raised; another
/// enterprise; and a validator that has just changed its session keys.
pub fn prepared() -> TestExternalities {
	let mut chain = chain();
	chain.register_extension(ReadRuntimeVersionExt::new(NextVersion));
	chain.execute_with(|| {
		let operator = Caller::Operator.account().expect("an operator has an account");
		// Each call is made when those before it have been, since a decision names the digest of what they left.
		let steps: [(Caller, &dyn Fn() -> RuntimeCall); 8] = [
			(MS, &|| register(USCC, Caller::Owner)),
			(MS, &|| register(OTHER_USCC, Caller::OtherOwner)),
			(PS, &|| file(CODE)),
			(Caller::Owner, &|| Form::new(USCC, CODE, KEY).apply(&owner())),
			(DR, &|| approve(0)),
			(Caller::Owner, &|| grant(operator.clone())),
			(Caller::Owner, &|| {
				record_use(&owner(), KEY, statement(&owner(), 0, one(7)))
			}),
			(PS, &flag_use),
		];
		for (caller, call) in steps {
			let call = call();
			assert_eq!(dispatch(caller.origin(), call.clone()), Ok(()), "{call:?}");
		}
		let changed = account_of(&validator(Seat::MarketSupervision));
		pallet_agencies::Pallet::<Runtime>::note_key_change(&changed);
		// As if the block's inherent had yet to come.
		unhashed::kill(&storage_prefix(b"Timestamp", b"DidUpdate"));
		check();
	});
	chain
}

/// Does what must happen before a call succeeds.
pub fn before(call: &RuntimeCall) {
	for (caller, call) in row(call).before {
		assert_eq!(caller.makes(call.clone()), Ok(()), "before: {call:?}");
	}
}

/// The same, where everything that officers do takes two.
pub fn before_by_two(call: &RuntimeCall) {
	for (caller, call) in row(call).before {
		let outcome = match caller {
			Caller::Officer(seat) => by_two(seat, call.clone()),
			_ => caller.makes(call.clone()),
		};
		assert_eq!(outcome, Ok(()), "before: {call:?}");
	}
}

/// Runs and takes everything back.
fn without_trace<R>(run: impl FnOnce() -> R) -> R {
	with_transaction(|| TransactionOutcome::Rollback(Ok::<_, DispatchError>(run())))
		.expect("a transaction can be opened")
}

#[test]
fn each_call_by_each_origin_does_what_its_row_says() {
	let mut cells = 0;
	prepared().execute_with(|| {
		for caller in Caller::ALL {
			for call in calls(caller) {
				let Row { before, rule } = row(&call);
				without_trace(|| {
					for (earlier, call) in before {
						assert_eq!(earlier.makes(call.clone()), Ok(()), "before: {call:?}");
					}
					let root = state_root();
					let outcome = caller.makes(call.clone());
					assert_eq!(outcome, rule.outcome(caller), "{caller:?}: {call:?}");
					if outcome.is_err() {
						assert_eq!(state_root(), root, "{caller:?} left a trace: {call:?}");
					}
					check();
				});
				cells += 1;
			}
		}
	});
	assert_eq!(cells, all_calls().len() * Caller::ALL.len());
}

/// Pallet and call names of all calls.
fn all_calls() -> BTreeSet<(&'static str, &'static str)> {
	RuntimeCall::get_module_names()
		.iter()
		.flat_map(|module| {
			RuntimeCall::get_call_names(module)
				.iter()
				.map(move |name| (*module, *name))
		})
		.collect()
}

#[test]
fn the_matrix_has_every_call_once() {
	prepared().execute_with(|| {
		let listed = calls(Caller::Owner);
		let names: BTreeSet<_> = listed
			.iter()
			.map(|call| {
				let metadata = call.get_call_metadata();
				(metadata.pallet_name, metadata.function_name)
			})
			.collect();
		assert_eq!(names, all_calls());
		assert_eq!(names.len(), listed.len());
		assert_eq!(AgenciesCall::get_call_names().len(), 11);
		assert_eq!(DualCall::get_call_names().len(), 5);
		assert_eq!(SealCall::get_call_names().len(), 25);
		assert_eq!(LogCall::get_call_names().len(), 14);
	});
}

/// Whoever sends uses of many e-seals: recorded are those that it may make, and of each other one it is said why not.
#[test]
fn uses_that_go_with_others_are_recorded_for_whom_they_may_be() {
	type LogEvent = pallet_usage_log::Event<Runtime>;
	prepared().execute_with(|| {
		for caller in Caller::ALL {
			let Some(account) = caller.account() else { continue };
			let may = matches!(caller, Caller::Owner | Caller::Operator);
			without_trace(|| {
				let before = pallet_usage_log::Heads::<Runtime>::get(SealId(0));
				System::reset_events();
				let [.., call] = recording(&account);
				assert_eq!(dispatch(caller.origin(), call), Ok(()), "{caller:?}");
				let after = pallet_usage_log::Heads::<Runtime>::get(SealId(0));
				assert_eq!(after.records - before.records, if may { 2 } else { 0 }, "{caller:?}");
				assert_eq!(after.digest != before.digest, may, "{caller:?}");
				let events: Vec<_> = System::events().into_iter().map(|record| record.event).collect();
				let expected: Vec<RuntimeEvent> = (0..2u32)
					.map(|position| {
						let event = if may {
							recorded(&account, u64::from(position))
						} else {
							LogEvent::UseRefused {
								position,
								seal: SealId(0),
								error: pallet_usage_log::Error::<Runtime>::NoGrant.into(),
							}
						};
						event.into()
					})
					.collect();
				assert_eq!(events, expected, "{caller:?}");
				check();
			});
		}
	});
}

/// That use `position` of those that `account` sent together is recorded.
fn recorded(account: &AccountId, position: u64) -> pallet_usage_log::Event<Runtime> {
	// The chain keeps the last head only, so this one is computed.
	let log: Vec<_> = pallet_usage_log::Records::<Runtime>::iter_prefix(SealId(0))
		.collect::<std::collections::BTreeMap<_, _>>()
		.into_values()
		.collect();
	let place = 1 + position as usize;
	let head = log[..=place]
		.iter()
		.fold(pallet_usage_log::LogHead::default(), |head, record| {
			eseal_crypto::advance(head, record).expect("the log is short")
		});
	pallet_usage_log::Event::UseRecorded {
		seal: SealId(0),
		uscc: Uscc::parse(USCC.as_bytes(), UsccCheck::Enforced).expect("the code is right"),
		index: 1 + position,
		document: digest(7 + position),
		purpose: Purpose::Contract,
		account: account.clone(),
		grant: log[place].grant,
		head: head.digest,
	}
}

#[test]
fn each_call_has_a_caller_who_may_make_it_and_one_who_may_not() {
	prepared().execute_with(|| {
		for call in calls(Caller::Owner) {
			let rule = row(&call).rule;
			let allowed = Caller::ALL
				.iter()
				.filter(|caller| rule.outcome(**caller).is_ok())
				.count();
			assert!(allowed > 0 || matches!(rule, Rule::Nobody | Rule::Filtered), "{call:?}");
			assert!(
				allowed < Caller::ALL.len() || matches!(rule, Rule::Anyone),
				"everyone may make {call:?}"
			);
		}
	});
}

#[test]
fn no_person_may_change_the_rules_or_the_state_at_will() {
	prepared().execute_with(|| {
		for caller in Caller::ALL.into_iter().filter(|caller| caller.account().is_some()) {
			for call in calls(caller) {
				let privileged = matches!(
					&call,
					RuntimeCall::System(call) if !matches!(
						call,
						SystemCall::remark { .. } | SystemCall::remark_with_event { .. }
					)
				) || matches!(
					&call,
					RuntimeCall::Grandpa(GrandpaCall::note_stalled { .. })
						| RuntimeCall::Timestamp(_)
						| RuntimeCall::TxPause(_)
						| RuntimeCall::UsageLog(LogCall::set_retention { .. })
						| RuntimeCall::Agencies(
							AgenciesCall::dispatch_as_root { .. }
								| AgenciesCall::add_seat { .. }
								| AgenciesCall::remove_seat { .. }
								| AgenciesCall::replace_seat_account { .. }
								| AgenciesCall::allow_key_change { .. }
								| AgenciesCall::allow_registrations { .. }
						) | RuntimeCall::Council(CouncilCall::set_members { .. })
				);
				if privileged {
					without_trace(|| {
						let root = state_root();
						assert!(dispatch(caller.origin(), call.clone()).is_err(), "{caller:?}: {call:?}");
						assert_eq!(state_root(), root);
					});
				}
			}
		}
	});
}

#[test]
fn code_that_root_did_not_authorize_is_applied_by_nobody() {
	prepared().execute_with(|| {
		let apply = |code: &[u8]| SystemCall::apply_authorized_upgrade { code: code.to_vec() }.into();
		for caller in Caller::ALL {
			let outcome = dispatch(caller.origin(), apply(&[1, 2, 3]));
			let refusal = frame_system::Error::<Runtime>::NothingAuthorized.into();
			assert_eq!(outcome, Err(refusal), "{caller:?}");
		}
		let authorize = SystemCall::authorize_upgrade {
			code_hash: BlakeTwo256::hash(&[1, 2, 3]),
		};
		assert_eq!(dispatch(Caller::Root.origin(), authorize.into()), Ok(()));
		for caller in Caller::ALL {
			let outcome = dispatch(caller.origin(), apply(&[1, 2, 4]));
			let refusal = frame_system::Error::<Runtime>::Unauthorized.into();
			assert_eq!(outcome, Err(refusal), "{caller:?}");
		}
	});
}

// --- The table in the docs ---

/// Whom the check before the pool lets send a call, where that is fewer than its origin would let make it.
fn narrowed(call: &RuntimeCall) -> Option<Rule> {
	match call {
		RuntimeCall::System(SystemCall::remark { .. }) => Some(Rule::AnyAccount),
		RuntimeCall::System(SystemCall::apply_authorized_upgrade { .. })
		| RuntimeCall::Council(CouncilCall::close { .. }) => Some(Rule::Member),
		RuntimeCall::UsageLog(LogCall::record_for_many { .. }) => Some(Rule::OwnerOrOperator),
		RuntimeCall::Utility(UtilityCall::batch { .. } | UtilityCall::force_batch { .. }) => {
			Some(Rule::HolderOf(Seat::MarketSupervision))
		}
		// A motion does not either.
		RuntimeCall::Utility(
			UtilityCall::dispatch_as { .. }
			| UtilityCall::dispatch_as_fallible { .. }
			| UtilityCall::if_else { .. }
			| UtilityCall::with_weight { .. },
		) => Some(Rule::Nobody),
		RuntimeCall::Council(CouncilCall::release_proposal_cost { .. })
		| RuntimeCall::Grandpa(GrandpaCall::report_equivocation { .. }) => Some(Rule::Nobody),
		_ => None,
	}
}

/// Who can never make a call is refused before the pool, and nobody else is.
#[test]
fn the_check_before_the_pool_refuses_who_can_never_succeed() {
	use pallet_admission::{Access, Admission, Refusal};
	let mut refused = 0;
	prepared().execute_with(|| {
		for caller in Caller::ALL {
			let Some(account) = caller.account() else { continue };
			for call in calls(caller) {
				let Row { before, rule } = row(&call);
				let rule = narrowed(&call).unwrap_or(rule);
				without_trace(|| {
					for (earlier, call) in before {
						assert_eq!(earlier.makes(call.clone()), Ok(()), "before: {call:?}");
					}
					// When it last did so does not matter here.
					pallet_agencies::KeyChanges::<Runtime>::remove(&account);
					let member = pallet_admission::Pallet::<Runtime>::member(&account);
					let check = crate::RuntimeAccess::check(&account, &member, &call).map(drop);
					match rule.outcome(caller) {
						Ok(()) => assert_eq!(check, Ok(()), "{caller:?}: {call:?}"),
						// Which enterprise, e-seal or validator is another's, only the call itself finds out.
						Err(error) if never(error) => {
							refused += 1;
							assert_eq!(check, Err(Refusal::NotYours), "{caller:?}: {call:?}");
						}
						Err(_) => {}
					}
				});
			}
		}
	});
	assert!(refused > 300, "only {refused} cells of the matrix were refused");
}

/// Whether an error says that the caller's role cannot make the call.
fn never(error: DispatchError) -> bool {
	let errors: [DispatchError; 7] = [
		DualError::NotOfficer.into(),
		DualError::NotSeatAccount.into(),
		DispatchError::BadOrigin,
		frame_system::Error::<Runtime>::CallFiltered.into(),
		pallet_agencies::Error::<Runtime>::NotSeatAccount.into(),
		pallet_collective::Error::<Runtime, CouncilInstance>::NotMember.into(),
		pallet_session::Error::<Runtime>::NoAssociatedValidatorId.into(),
	];
	errors.contains(&error)
}

/// What the docs call who may make a call.
fn in_words(rule: &Rule) -> String {
	let seat = |seat: Seat| match seat {
		Seat::MarketSupervision => "Market Supervision",
		Seat::PublicSecurity => "Public Security",
		Seat::DataResources => "Data Resources",
		Seat::Witness => "the witness",
	};
	match rule {
		Rule::Anyone => "anyone".into(),
		Rule::AnyAccount => "any account with a role".into(),
		Rule::AnyAccountOrRoot => "any account with a role, or **root**".into(),
		Rule::Root => "**root**".into(),
		Rule::Motion => "**motion**".into(),
		Rule::Nobody | Rule::Filtered | Rule::FilteredBeforeRoot => "nobody".into(),
		Rule::Holder | Rule::HolderOf(_) => "whoever may send each of its calls".into(),
		Rule::Inherent => "the block's author".into(),
		Rule::Unsigned => "a validator's node, unsigned".into(),
		Rule::Member => "a seat".into(),
		Rule::Governor | Rule::GovernorOf(..) | Rule::Policy(_) => "a seat, for itself".into(),
		Rule::Validator(_) => "a validator, for itself".into(),
		Rule::Officer(of) => format!("officer of {}", seat(*of)),
		Rule::OfficerOrRoot(of) => format!("officer of {}, or **root**", seat(*of)),
		Rule::TwoOfficers(of) => format!("two officers of {}", seat(*of)),
		Rule::OfficerOf(_, _, words) => (*words).into(),
		Rule::AnyOfficer => "officer of any seat".into(),
		Rule::TwoOfErred(..) => "two officers of the seat that erred".into(),
		Rule::TwoOfAnother(..) => "two officers of another seat than the one that proposed it".into(),
		Rule::OfficerOfErred(..) => "officer of the seat that proposed it".into(),
		Rule::FlaggingOfficer(_) => "officer of the seat that raised the flag".into(),
		Rule::Owner(_) => "the enterprise's owner".into(),
		Rule::OfferedTo => "the account that the enterprise is offered to".into(),
		Rule::OwnerOrPlatform => "the enterprise's owner, or officer of Data Resources".into(),
		Rule::OwnerOrTwoOfPlatform => "the enterprise's owner, or two officers of Data Resources".into(),
		Rule::OwnerOrOperator => "the enterprise's owner, an operator with a grant, or the liquidator".into(),
		Rule::OperatorOfGrant(_) => "the grant's operator".into(),
		Rule::OwnerOrLender => "the enterprise's owner, or the operator who lent the grant".into(),
	}
}

/// A name as polkadot.js writes it.
fn camel_case(name: &str) -> String {
	let mut words = name.split('_');
	let first = words.next().unwrap_or_default().to_owned();
	words.fold(first, |name, word| name + &word[..1].to_uppercase() + &word[1..])
}

/// A pallet's name as polkadot.js writes it.
fn pallet_in_javascript(name: &str) -> String {
	name[..1].to_lowercase() + &name[1..]
}

#[test]
fn the_docs_name_who_may_make_each_call() {
	const DOCS: &str = include_str!("../../../docs/governance.md");
	let documented: BTreeSet<(String, String)> = DOCS
		.lines()
		.filter_map(|line| line.strip_prefix("| `")?.split_once("` | "))
		.filter_map(|(call, rest)| Some((call.to_owned(), rest.split(" |").next()?.to_owned())))
		.filter(|(call, _)| call.contains('.'))
		.collect();
	let actual: BTreeSet<(String, String)> = prepared().execute_with(|| {
		calls(Caller::Owner)
			.iter()
			.map(|call| {
				let names = call.get_call_metadata();
				let call_name = format!(
					"{}.{}",
					pallet_in_javascript(names.pallet_name),
					camel_case(names.function_name)
				);
				let rule = narrowed(call).unwrap_or_else(|| row(call).rule);
				(call_name, in_words(&rule))
			})
			.collect()
	});
	let missing: Vec<_> = actual.difference(&documented).collect();
	let wrong: Vec<_> = documented.difference(&actual).collect();
	assert!(
		missing.is_empty() && wrong.is_empty(),
		"docs/governance.md lacks {missing:#?}\nand has {wrong:#?}"
	);
}
