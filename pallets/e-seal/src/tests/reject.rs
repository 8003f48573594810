use super::*;

const REASONS: [RejectionReason; 5] = [
	RejectionReason::DocumentsIncomplete,
	RejectionReason::ImprintMismatch,
	RejectionReason::CertificateInvalid,
	RejectionReason::IdentityNotProven,
	RejectionReason::Other,
];

#[test]
fn an_application_is_refused_for_a_reason() {
	for reason in REASONS {
		run(|| {
			let id = applied();
			let before = seal(id);
			pass(DAY);
			assert_ok!(decide::reject(dr(), id, reason));
			assert_eq!(
				seal(id),
				Seal {
					status: SealStatus::Rejected,
					history_len: 2,
					history_digest: covering(&entries(id)),
					..before
				}
			);
			assert_eq!(PendingApplication::<Test>::get(uscc(USCC)), None);
			assert_eq!(LatestSeal::<Test>::get(uscc(USCC)), None);
			assert_eq!(physical(CODE).paired, None);
			assert_eq!(
				events(),
				[Event::Rejected {
					seal: id,
					uscc: uscc(USCC),
					reason,
					by: officer_of(DR)
				}]
			);
			assert_eq!(last_entry(id), entry(id, Change::Rejected { reason }, agency(DR)));
			assert_eq!(providers(&OWNER), 1);
			assert_dissolved(&[]);
		});
	}
}

#[test]
fn the_live_seal_stays_as_it_is() {
	run(|| {
		let live = issued();
		let before = seal(live);
		let pending = Application::new(2).applied();
		assert_ok!(decide::reject(dr(), pending, RejectionReason::Other));
		assert_eq!(seal(live), before);
		assert_eq!(LatestSeal::<Test>::get(uscc(USCC)), Some(live));
	});
}

#[test]
fn an_application_that_could_not_be_approved_may_still_be_refused() {
	run(|| {
		let id = applied();
		assert_ok!(decide::rename("新名"));
		assert_ok!(ESeal::restrict_enterprise(ms(), text(USCC)));
		assert_ok!(decide::reject(dr(), id, RejectionReason::CertificateInvalid));
	});
}

#[test]
fn a_reason_that_only_the_chain_gives_is_refused() {
	run(|| {
		let id = applied();
		assert_noop!(
			decide::reject(dr(), id, RejectionReason::EnterpriseDeregistered),
			Error::<Test>::ReasonReserved
		);
	});
}

#[test]
fn only_a_pending_application_is_refused() {
	for status in statuses_but(SealStatus::Applied) {
		run(|| {
			let id = applied();
			bring_to(status, id);
			assert_noop!(
				decide::reject(dr(), id, RejectionReason::Other),
				Error::<Test>::ApplicationNotPending
			);
		});
	}
}

#[test]
fn an_application_that_does_not_exist_is_refused() {
	run(|| {
		applied();
		assert_noop!(
			decide::reject(dr(), SealId(1), RejectionReason::Other),
			Error::<Test>::SealNotFound
		);
	});
}
