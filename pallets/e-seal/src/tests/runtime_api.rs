//! The answers of the runtime API.

use super::*;
use crate::{
	runtime_api::{EnterpriseInfo, SealInfo},
	ApplicationForm, Obstacle,
};

#[test]
fn an_enterprise_is_found_by_its_code() {
	run(|| {
		assert_eq!(ESeal::api_enterprise(USCC.into()), None);
		let live = issued();
		let pending = Application::new(2).applied();
		assert_eq!(
			ESeal::api_enterprise(USCC.into()),
			Some(EnterpriseInfo {
				uscc: uscc(USCC),
				enterprise: enterprise(USCC),
				latest_seal: Some(live),
				pending_application: Some(pending),
				next_seal: None,
				freeze: None,
				frozen: false,
				offer: None,
				liquidator: None,
				successors: Default::default(),
				history: RegisterHead::default(),
			})
		);
		for (wrong, _) in WRONG_USCCS {
			assert_eq!(ESeal::api_enterprise(wrong.into()), None);
		}
		// Calls take no such texts at all.
		for far_off in ["x".repeat(5_000), "\u{200b}".repeat(18), format!("{USCC}\0")] {
			assert_eq!(ESeal::api_enterprise(far_off), None);
		}
	});
}

#[test]
fn a_physical_seal_is_found_by_its_code() {
	run(|| {
		filed();
		assert_eq!(ESeal::api_physical_seal(CODE.into()), Some(physical(CODE)));
		assert_eq!(ESeal::api_physical_seal(UNKNOWN_CODE.into()), None);
		for wrong in WRONG_CODES {
			assert_eq!(ESeal::api_physical_seal(wrong.into()), None);
		}
	});
}

#[test]
fn a_seal_is_found_by_its_number_and_by_its_enterprise() {
	run(|| {
		let id = applied();
		let not_issued = SealInfo {
			id,
			application_digest: decide::digest_of(id),
			seal: seal(id),
			at: now(),
			obstacles: vec![Obstacle::NotIssued],
			usable: false,
			status: SealStatus::Applied,
		};
		assert_eq!(ESeal::api_seal(id), Some(not_issued));
		assert_eq!(ESeal::api_seal_of(USCC.into()), None);

		assert_ok!(decide::approve(dr(), id));
		pass(DAY);
		let usable = SealInfo {
			id,
			application_digest: decide::digest_of(id),
			seal: seal(id),
			at: now(),
			obstacles: vec![],
			usable: true,
			status: SealStatus::Active,
		};
		assert_eq!(ESeal::api_seal(id), Some(usable.clone()));
		assert_eq!(ESeal::api_seal_of(USCC.into()), Some(usable));

		place(Hold::Freeze, id);
		let frozen = ESeal::api_seal(id).unwrap();
		assert_eq!(
			(frozen.obstacles, frozen.usable),
			(vec![Obstacle::OnHold(Hold::Freeze)], false)
		);

		assert_eq!(ESeal::api_seal(SealId(id.0 + 1)), None);
		assert_eq!(ESeal::api_seal_of(UNKNOWN_USCC.into()), None);
		assert_eq!(ESeal::api_seal_of("".into()), None);
	});
}

#[test]
fn the_bytes_that_it_gives_to_sign_prove_possession() {
	run(|| {
		filed();
		let application = Application::new(1);
		let form = ApplicationForm {
			key: application.pair.key(),
			certificate: application.certificate,
			picture: application.picture,
			valid_from: application.valid_from,
			valid_until: application.valid_until,
		};
		assert_eq!(
			ESeal::api_possession_bytes(OWNER, "".into(), CODE.into(), form.clone()),
			None
		);
		assert_eq!(
			ESeal::api_possession_bytes(OWNER, USCC.into(), "".into(), form.clone()),
			None
		);
		let bytes = ESeal::api_possession_bytes(OWNER, USCC.into(), CODE.into(), form)
			.unwrap()
			.bytes;
		assert_ok!(application.send_with(application.pair.sign(&bytes)));
	});
}
