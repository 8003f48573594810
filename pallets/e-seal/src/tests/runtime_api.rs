//! The answers of the runtime API.

use super::*;
use crate::{
	runtime_api::{EnterpriseInfo, SealInfo},
	ApplicationForm, Obstacle,
};

#[test]
fn an_enterprise_is_found_by_its_code() {
	run(|| {
		assert_eq!(ESeal::api_enterprise(text(USCC)), None);
		let live = issued();
		let pending = Application::new(2).applied();
		assert_eq!(
			ESeal::api_enterprise(text(USCC)),
			Some(EnterpriseInfo {
				uscc: uscc(USCC),
				enterprise: enterprise(USCC),
				latest_seal: Some(live),
				pending_application: Some(pending),
			})
		);
		for (wrong, _) in WRONG_USCCS {
			assert_eq!(ESeal::api_enterprise(text(wrong)), None);
		}
	});
}

#[test]
fn a_physical_seal_is_found_by_its_code() {
	run(|| {
		filed();
		assert_eq!(ESeal::api_physical_seal(text(CODE)), Some(physical(CODE)));
		assert_eq!(ESeal::api_physical_seal(text(UNKNOWN_CODE)), None);
		for wrong in WRONG_CODES {
			assert_eq!(ESeal::api_physical_seal(text(wrong)), None);
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
		};
		assert_eq!(ESeal::api_seal(id), Some(not_issued));
		assert_eq!(ESeal::api_seal_of(text(USCC)), None);

		assert_ok!(decide::approve(dr(), id));
		pass(DAY);
		let usable = SealInfo {
			id,
			application_digest: decide::digest_of(id),
			seal: seal(id),
			at: now(),
			obstacles: vec![],
			usable: true,
		};
		assert_eq!(ESeal::api_seal(id), Some(usable.clone()));
		assert_eq!(ESeal::api_seal_of(text(USCC)), Some(usable));

		place(Hold::Freeze, id);
		let frozen = ESeal::api_seal(id).unwrap();
		assert_eq!(
			(frozen.obstacles, frozen.usable),
			(vec![Obstacle::OnHold(Hold::Freeze)], false)
		);

		assert_eq!(ESeal::api_seal(SealId(id.0 + 1)), None);
		assert_eq!(ESeal::api_seal_of(text(UNKNOWN_USCC)), None);
		assert_eq!(ESeal::api_seal_of(text("")), None);
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
			ESeal::api_possession_bytes(OWNER, text(""), text(CODE), form.clone()),
			None
		);
		assert_eq!(
			ESeal::api_possession_bytes(OWNER, text(USCC), text(""), form.clone()),
			None
		);
		let bytes = ESeal::api_possession_bytes(OWNER, text(USCC), text(CODE), form)
			.unwrap()
			.bytes;
		assert_ok!(application.send_with(application.pair.sign(&bytes)));
	});
}
