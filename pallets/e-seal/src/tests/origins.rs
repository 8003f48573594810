//! Every call by every origin: who may make it, and what the others are told.

use super::*;
use crate::Call;
use frame_support::{dispatch::RawOrigin, traits::GetCallName};
use sp_runtime::traits::Dispatchable;
use std::collections::BTreeSet;

/// Who may make a call.
#[derive(Clone, Copy, PartialEq)]
enum Authority {
	/// An officer of this seat.
	Officer(Seat),
	/// An officer of this seat, and root.
	OfficerOrRoot(Seat),
	/// The owner of the enterprise.
	Owner,
	/// The account that the enterprise is offered to.
	OfferedTo,
	/// The owner of the enterprise, or an officer of Data Resources.
	OwnerOrPlatform,
	/// An officer of this seat; those of others get this error.
	OfficerOf(Seat, DispatchError),
	/// An officer of any seat but this one; those of this one get this error.
	OfficerOfAnother(Seat, DispatchError),
}

/// The authority of each call. A call without a row does not build.
fn authority_of(call: &Call<Test>) -> Authority {
	match call {
		Call::register_enterprise { .. }
		| Call::rename_enterprise { .. }
		| Call::restrict_enterprise { .. }
		| Call::lift_restriction { .. }
		| Call::deregister_enterprise { .. }
		| Call::offer_ownership { .. }
		| Call::withdraw_offer { .. }
		| Call::record_successor { .. }
		| Call::withdraw_rename { .. }
		| Call::name_liquidator { .. } => Authority::Officer(MS),
		Call::accept_ownership { .. } => Authority::OfferedTo,
		Call::file_physical_seal { .. } | Call::report_physical_seal { .. } | Call::freeze { .. } => {
			Authority::Officer(PS)
		}
		Call::unfreeze { .. } => Authority::OfficerOrRoot(PS),
		Call::approve { .. } | Call::reject { .. } => Authority::Officer(DR),
		Call::apply { .. } | Call::withdraw { .. } => Authority::Owner,
		Call::suspend { .. } | Call::resume { .. } | Call::revoke { .. } => Authority::OwnerOrPlatform,
		Call::propose_correction { .. } => Authority::OfficerOf(DR, Error::<Test>::MistakeOfAnotherAgency.into()),
		Call::agree_correction { .. } => Authority::OfficerOfAnother(DR, Error::<Test>::OwnCorrection.into()),
		Call::withdraw_correction { .. } => Authority::OfficerOf(DR, Error::<Test>::CorrectionOfAnotherAgency.into()),
		Call::__Ignore(..) => unreachable!(),
	}
}

/// Brings the chain to where the call can succeed, and gives the call.
type Row = fn() -> Call<Test>;

const CALLS: [Row; 25] = [
	|| Call::register_enterprise {
		uscc: text(USCC),
		name: text(NAME),
		owner: OWNER,
		check: UsccCheck::Enforced,
	},
	|| {
		issued();
		Call::rename_enterprise {
			uscc: text(USCC),
			name: text("新名"),
			from: Some(now() + DAY),
		}
	},
	|| {
		issued();
		assert_ok!(decide::rename_from("新名", now() + DAY));
		Call::withdraw_rename {
			uscc: text(USCC),
			name: text("新名"),
		}
	},
	|| {
		place(Hold::EnterpriseRestricted, issued());
		Call::name_liquidator {
			uscc: text(USCC),
			account: LIQUIDATOR,
			order: ORDER,
		}
	},
	|| {
		issued();
		Call::restrict_enterprise { uscc: text(USCC) }
	},
	|| {
		place(Hold::EnterpriseRestricted, issued());
		Call::lift_restriction { uscc: text(USCC) }
	},
	|| {
		issued();
		Call::deregister_enterprise { uscc: text(USCC) }
	},
	|| {
		issued();
		Call::offer_ownership {
			uscc: text(USCC),
			owner: NEW_OWNER,
			until: now() + DAY,
			rotate_by: now() + DAY,
		}
	},
	|| {
		offered_to_other();
		Call::accept_ownership {
			uscc: text(USCC),
			rotate_by: now() + DAY,
		}
	},
	|| {
		offered_to_other();
		Call::withdraw_offer { uscc: text(USCC) }
	},
	|| {
		registered();
		Call::record_successor {
			uscc: text(USCC),
			successor: text(OTHER_USCC),
		}
	},
	|| {
		registered();
		Call::file_physical_seal {
			code: text(CODE),
			uscc: text(USCC),
			kind: SealKind::Official,
			imprint: sha256(1),
			maker: text(MAKER),
		}
	},
	|| {
		issued();
		Call::report_physical_seal {
			code: text(CODE),
			report: PhysicalSealReport::Lost,
			effective_at: now(),
		}
	},
	|| {
		issued();
		Call::freeze {
			uscc: text(USCC),
			order: sha256(1),
			until: now() + DAY,
		}
	},
	|| {
		place(Hold::Freeze, issued());
		Call::unfreeze {
			uscc: text(USCC),
			order: ORDER,
		}
	},
	|| {
		filed();
		let application = Application::new(1);
		Call::apply {
			uscc: text(USCC),
			code: text(CODE),
			key: application.pair.key(),
			certificate: application.certificate,
			picture: application.picture,
			valid_from: application.valid_from,
			valid_until: application.valid_until,
			proof: application.proof(),
		}
	},
	|| Call::withdraw { application: applied() },
	|| {
		let seal = issued();
		Call::suspend {
			seal,
			digest: decide::digest_of(seal),
		}
	},
	|| {
		let seal = issued();
		place(Hold::OwnerSuspension, seal);
		place(Hold::PlatformSuspension, seal);
		Call::resume {
			seal,
			digest: decide::digest_of(seal),
		}
	},
	|| {
		let application = applied();
		Call::approve {
			application,
			digest: decide::digest_of(application),
		}
	},
	|| {
		let application = applied();
		Call::reject {
			application,
			digest: decide::digest_of(application),
			reason: RejectionReason::Other,
		}
	},
	|| {
		let (seal, reason) = (issued(), RevocationReason::CessationOfUse);
		Call::revoke {
			seal,
			digest: decide::digest_of(seal),
			reason,
			effective_at: None,
		}
	},
	|| Call::propose_correction {
		correction: corrections::reversal(corrections::revoked()),
		decision: sha256(9),
	},
	|| {
		let (id, digest) = corrections::proposed(corrections::reversal(corrections::revoked()));
		Call::agree_correction { id, digest }
	},
	|| {
		let (id, digest) = corrections::proposed(corrections::reversal(corrections::revoked()));
		Call::withdraw_correction { id, digest }
	},
];

/// The enterprise has an e-seal, and is offered to the owner of another one.
fn offered_to_other() {
	issued();
	let end = now() + DAY;
	assert_ok!(ESeal::offer_ownership(ms(), text(USCC), OTHER_OWNER, end, end));
}

/// The account that governs the seat of Data Resources, and its validator, in the mock.
const GOVERNING: AccountId = AccountId::new([44; 32]);
const VALIDATOR: AccountId = AccountId::new([45; 32]);

fn origins() -> Vec<RawOrigin<AccountId>> {
	let accounts = [
		officer(MS),
		officer(PS),
		officer(DR),
		OWNER,
		OTHER_OWNER,
		GOVERNING,
		VALIDATOR,
		STRANGER,
	];
	accounts
		.into_iter()
		.map(RawOrigin::Signed)
		.chain([RawOrigin::Root, RawOrigin::None])
		.collect()
}

/// What an origin is told; `None` if it may make the call.
fn refusal(authority: Authority, origin: &RawOrigin<AccountId>) -> Option<DispatchError> {
	if *origin == RawOrigin::Root && matches!(authority, Authority::OfficerOrRoot(_)) {
		return None;
	}
	let RawOrigin::Signed(who) = origin else {
		return Some(DispatchError::BadOrigin);
	};
	match authority {
		Authority::Officer(seat) | Authority::OfficerOrRoot(seat) => {
			(*who != officer(seat)).then_some(DispatchError::BadOrigin)
		}
		Authority::Owner => (*who != OWNER).then_some(Error::<Test>::NotOwner.into()),
		Authority::OfferedTo => (*who != OTHER_OWNER).then_some(Error::<Test>::NotOffered.into()),
		Authority::OwnerOrPlatform => {
			(*who != OWNER && *who != officer(DR)).then_some(Error::<Test>::NotAuthorized.into())
		}
		Authority::OfficerOf(..) | Authority::OfficerOfAnother(..) if ![MS, PS, DR].map(officer).contains(who) => {
			Some(DispatchError::BadOrigin)
		}
		Authority::OfficerOf(seat, error) => (*who != officer(seat)).then_some(error),
		Authority::OfficerOfAnother(seat, error) => (*who == officer(seat)).then_some(error),
	}
}

#[test]
fn each_call_is_made_by_its_authority_and_refused_to_everyone_else() {
	for row in CALLS {
		for origin in origins() {
			run(|| {
				// Another enterprise's owner, with an e-seal of its own.
				other_filed();
				Application::of_other(99).issued();

				let call = row();
				println!("{} by {origin:?}", call.get_call_name());
				let expected = refusal(authority_of(&call), &origin);
				let dispatch = || {
					RuntimeCall::ESeal(call.clone())
						.dispatch(RuntimeOrigin::from(origin.clone()))
						.map(|_| ())
						.map_err(|e| e.error)
				};
				match expected {
					None => {
						assert_ok!(dispatch());
					}
					Some(error) => {
						assert_noop!(dispatch(), error);
					}
				}
			});
		}
	}
}

#[test]
fn the_table_has_every_call() {
	let mut rows = BTreeSet::new();
	for row in CALLS {
		run(|| assert!(rows.insert(row().get_call_name()), "two rows of one call"));
	}
	assert_eq!(rows, Call::<Test>::get_call_names().iter().copied().collect());
}

#[test]
fn an_officer_who_was_dismissed_has_no_say_any_more() {
	run(|| {
		let id = issued();
		assert_ok!(Agencies::remove_officer(by(GOVERNING), officer(DR)));
		assert_noop!(decide::suspend(dr(), id), Error::<Test>::NotAuthorized);
		let pending = Application::new(2).applied();
		assert_noop!(decide::approve(dr(), pending), DispatchError::BadOrigin);
	});
}
