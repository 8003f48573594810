use super::*;

#[test]
fn an_application_becomes_the_enterprises_seal() {
	run(|| {
		let id = applied();
		let before = seal(id);
		pass(DAY);
		assert_ok!(decide::approve(dr(), id));

		assert_eq!(
			seal(id),
			Seal {
				status: SealStatus::Active,
				activated_at: Some(now()),
				history_len: 2,
				history_digest: covering(&entries(id)),
				..before.clone()
			}
		);
		assert_eq!(Keys::<Test>::get(before.key.without_identity()), Some(id));
		assert_eq!(Certificates::<Test>::get(before.certificate), Some(id));
		assert_eq!(LatestSeal::<Test>::get(uscc(USCC)), Some(id));
		assert_eq!(PendingApplication::<Test>::get(uscc(USCC)), None);
		assert_eq!(physical(CODE).paired, Some(id));
		assert_eq!(
			events(),
			[Event::Activated {
				seal: id,
				uscc: uscc(USCC),
				code: code(CODE),
				supersedes: None,
				effective_at: now(),
				by: officer_of(DR)
			}]
		);
		assert_eq!(last_entry(id), entry(id, Change::Activated, agency(DR)));
		assert_eq!(providers(&OWNER), 1);
		assert_dissolved(&[]);
	});
}

#[test]
fn an_application_is_approved_once() {
	for status in statuses_but(SealStatus::Applied) {
		run(|| {
			let id = applied();
			bring_to(status, id);
			assert_noop!(decide::approve(dr(), id), Error::<Test>::ApplicationNotPending);
		});
	}
}

#[test]
fn an_application_that_does_not_exist_is_refused() {
	run(|| {
		applied();
		assert_noop!(decide::approve(dr(), SealId(1)), Error::<Test>::SealNotFound);
	});
}

/// A fact that the application stands on, changed after it was sent.
type ChangedFact = (fn() -> DispatchResult, Error<Test>);

fn rename(name: &str) -> DispatchResult {
	decide::rename(name)
}

fn change_owner(to: AccountId) -> DispatchResult {
	decide::change_owner(to)
}

fn report(report: PhysicalSealReport) -> DispatchResult {
	outcome(ESeal::report_physical_seal(ps(), text(CODE), report, now()))
}

/// There and back is a change too: nobody checked the certificate against what was in between.
const CHANGED_FACTS: [ChangedFact; 8] = [
	(|| rename("新名"), Error::EnterpriseChanged),
	(|| rename("新名").and_then(|()| rename(NAME)), Error::EnterpriseChanged),
	(|| change_owner(NEW_OWNER), Error::EnterpriseChanged),
	(
		|| change_owner(NEW_OWNER).and_then(|()| change_owner(OWNER)),
		Error::EnterpriseChanged,
	),
	(|| report(PhysicalSealReport::Lost), Error::PhysicalSealGone),
	(|| report(PhysicalSealReport::Destroyed), Error::PhysicalSealGone),
	(
		|| outcome(ESeal::restrict_enterprise(ms(), text(USCC))),
		Error::EnterpriseIsRestricted,
	),
	(
		|| {
			pass(YEAR);
			Ok(())
		},
		Error::ValidityPast,
	),
];

#[test]
fn an_application_whose_facts_changed_is_not_approved() {
	for (change, error) in CHANGED_FACTS {
		run(|| {
			let id = applied();
			assert_ok!(change());
			assert_noop!(decide::approve(dr(), id), error);
		});
	}
}

#[test]
fn a_successor_whose_facts_changed_is_not_approved_and_the_live_seal_stays() {
	for (change, error) in CHANGED_FACTS {
		run(|| {
			let live = issued();
			let id = Application::new(2).applied();
			assert_ok!(change());
			Dissolved::take();
			assert_noop!(decide::approve(dr(), id), error);
			assert_eq!(seal(live).status, SealStatus::Active);
			assert_dissolved(&[]);
		});
	}
}

#[test]
fn a_deregistered_enterprise_has_nothing_to_approve() {
	run(|| {
		let id = applied();
		assert_ok!(ESeal::deregister_enterprise(ms(), text(USCC)));
		assert_noop!(decide::approve(dr(), id), Error::<Test>::ApplicationNotPending);
	});
}

#[test]
fn a_restriction_that_was_lifted_bars_nothing() {
	run(|| {
		let id = applied();
		assert_ok!(ESeal::restrict_enterprise(ms(), text(USCC)));
		assert_noop!(decide::approve(dr(), id), Error::<Test>::EnterpriseIsRestricted);
		assert_ok!(ESeal::lift_restriction(ms(), text(USCC)));
		assert_ok!(decide::approve(dr(), id));
		assert_eq!(holds(id), []);
	});
}

#[test]
fn a_seal_is_approved_up_to_the_last_millisecond_of_its_validity() {
	run(|| {
		let id = applied();
		pass(YEAR - 1);
		assert_ok!(decide::approve(dr(), id));
	});
}

#[test]
fn a_seal_may_be_approved_before_its_validity_begins() {
	run(|| {
		filed();
		let id = Application {
			valid_from: now() + DAY,
			..Application::new(1)
		}
		.issued();
		assert_eq!(seal(id).obstacles(now()), [crate::Obstacle::NotYetValid]);
		assert_eq!(seal(id).obstacles(now() + DAY), []);
	});
}

/// No call leads to such a pairing, so it is written into the storage, and taken out again.
#[test]
fn a_physical_seal_that_another_live_seal_has_is_refused() {
	run(|| {
		register(OTHER_USCC, OTHER_OWNER);
		file(OTHER_CODE, OTHER_USCC);
		let another = Application::of_other(9).issued();
		let id = applied();
		let pair_with = |id| PhysicalSeals::<Test>::mutate(code(CODE), |p| p.as_mut().unwrap().paired = id);
		pair_with(Some(another));
		assert_noop!(decide::approve(dr(), id), Error::<Test>::PhysicalSealPaired);
		pair_with(None);
		assert_ok!(decide::approve(dr(), id));
	});
}

/// An application that names what another one does, and what becomes of whichever of the two comes second.
type Rival = (fn() -> Application, Error<Test>);

/// Two applications of different enterprises name the same key, or the same certificate: whose is approved first has it, and
/// the other can only be withdrawn or rejected.
#[test]
fn a_key_and_a_certificate_are_of_the_application_that_is_approved_first() {
	let rivals: [Rival; 2] = [
		(
			|| Application {
				pair: Application::new(1).pair,
				..Application::of_other(2)
			},
			Error::KeyAlreadyUsed,
		),
		(
			|| Application {
				certificate: Application::new(1).certificate,
				..Application::of_other(2)
			},
			Error::CertificateAlreadyUsed,
		),
	];
	for (rival, error) in rivals {
		let error = DispatchError::from(error);
		for first_is_approved in [true, false] {
			run(|| {
				filed();
				other_filed();
				let pair = [Application::new(1).applied(), rival().applied()];
				let [winner, loser] = if first_is_approved { pair } else { [pair[1], pair[0]] };
				assert_ok!(decide::approve(dr(), winner));
				let taken = (seal(winner).key, seal(winner).certificate);
				assert_noop!(decide::approve(dr(), loser), error);
				assert_ok!(decide::reject(dr(), loser, RejectionReason::CertificateInvalid));
				assert_eq!(Keys::<Test>::get(&taken.0), Some(winner));
				assert_eq!(Certificates::<Test>::get(taken.1), Some(winner));
			});
		}
	}
}

/// Not even the end of the e-seal gives them back, while a rival waits.
#[test]
fn a_revoked_seal_keeps_its_key_and_certificate_from_a_pending_application() {
	run(|| {
		filed();
		other_filed();
		let rival = Application {
			certificate: Application::new(1).certificate,
			..Application::of_other(2)
		}
		.applied();
		let first = Application::new(1).issued();
		assert_ok!(decide::revoke(
			dr(),
			first,
			RevocationReason::CertificateWithdrawn,
			None
		));
		assert_noop!(decide::approve(dr(), rival), Error::<Test>::CertificateAlreadyUsed);
	});
}

/// An SM2 key under another identity is the same key.
#[test]
fn an_sm2_key_is_of_the_application_that_is_approved_first_under_every_identity() {
	run(|| {
		filed();
		other_filed();
		let named = Text::parse(b"ALICE123@YAHOO.COM").unwrap();
		let rival = Application {
			pair: SealPair::Sm2(Box::new(Sm2Pair::from_seed(&[7; 32], Some(named)).unwrap())),
			..Application::of_other(2)
		}
		.applied();
		Application {
			pair: SealPair::sm2(7),
			..Application::new(1)
		}
		.issued();
		assert_noop!(decide::approve(dr(), rival), Error::<Test>::KeyAlreadyUsed);
	});
}

/// The application that took the place of another is approved, with the same key and certificate; the first one is not.
#[test]
fn an_application_sent_anew_is_another_application() {
	run(|| {
		let first = applied();
		assert_ok!(ESeal::withdraw(owner(), first));
		pass(DAY);
		let again = Application {
			valid_until: seal(first).valid_until,
			valid_from: seal(first).valid_from,
			..Application::new(1)
		}
		.applied();
		assert_noop!(decide::approve(dr(), first), Error::<Test>::ApplicationNotPending);
		assert_ok!(decide::approve(dr(), again));
		assert_noop!(Application::new(1).send(), Error::<Test>::KeyAlreadyUsed);
	});
}
