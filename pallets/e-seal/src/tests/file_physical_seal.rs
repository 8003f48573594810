use super::*;

fn file_with(code: RawText, uscc: RawText, imprint: DocumentDigest, maker: RawText) -> DispatchResult {
	ESeal::file_physical_seal(ps(), code, uscc, SealKind::Official, imprint, maker)
}

#[test]
fn a_physical_seal_of_each_kind_is_filed() {
	run(|| {
		registered();
		pass(DAY);
		let kinds = [
			SealKind::Official,
			SealKind::Finance,
			SealKind::Contract,
			SealKind::Invoice,
			SealKind::LegalRepresentative,
		];
		for (number, kind) in kinds.into_iter().enumerate() {
			let digits = format!("330100000000{number}");
			let imprint = sha256(7);
			assert_ok!(ESeal::file_physical_seal(
				ps(),
				text(&digits),
				text(USCC),
				kind,
				imprint,
				text(MAKER)
			));
			assert_eq!(
				physical(&digits),
				PhysicalSeal {
					uscc: uscc(USCC),
					kind,
					imprint,
					maker: stored(MAKER),
					status: PhysicalSealStatus::Filed,
					filed_at: now(),
					status_since: now(),
					gone_under_right_code: None,
					paired: None,
				}
			);
			assert_eq!(
				events(),
				[Event::PhysicalSealFiled {
					code: code(&digits),
					uscc: uscc(USCC),
					kind,
					imprint,
					by: officer_of(PS)
				}]
			);
		}
		assert_eq!(PhysicalSeals::<Test>::iter().count(), 5);
		assert_eq!(providers(&OWNER), 1);
		assert_dissolved(&[]);
	});
}

#[test]
fn a_code_is_13_digits() {
	run(|| {
		registered();
		for wrong in WRONG_CODES {
			assert_noop!(
				file_with(text(wrong), text(USCC), sha256(1), text(MAKER)),
				Error::<Test>::SealCodeInvalid
			);
		}
	});
}

#[test]
fn a_code_is_filed_once_and_never_reused() {
	run(|| {
		filed();
		let again = || file_with(text(CODE), text(USCC), sha256(2), text(MAKER));
		assert_noop!(again(), Error::<Test>::PhysicalSealAlreadyFiled);
		assert_ok!(ESeal::report_physical_seal(
			ps(),
			text(CODE),
			PhysicalSealReport::Destroyed,
			now()
		));
		assert_noop!(again(), Error::<Test>::PhysicalSealAlreadyFiled);
		assert_ok!(ESeal::deregister_enterprise(ms(), text(USCC)));
		assert_noop!(again(), Error::<Test>::PhysicalSealAlreadyFiled);
	});
}

#[test]
fn a_code_of_another_enterprise_is_refused() {
	run(|| {
		filed();
		other_filed();
		for (code, uscc) in [(OTHER_CODE, USCC), (CODE, OTHER_USCC)] {
			assert_noop!(
				file_with(text(code), text(uscc), sha256(1), text(MAKER)),
				Error::<Test>::PhysicalSealOfAnotherEnterprise
			);
		}
	});
}

#[test]
fn an_enterprise_that_is_not_registered_gets_no_seal() {
	run(|| {
		let unknown = (UNKNOWN_USCC, Error::<Test>::EnterpriseNotFound);
		for (wrong, error) in WRONG_USCCS.into_iter().chain([unknown]) {
			assert_noop!(file_with(text(CODE), text(wrong), sha256(1), text(MAKER)), error);
		}
	});
}

#[test]
fn a_restricted_enterprise_may_get_a_seal() {
	run(|| {
		registered();
		assert_ok!(ESeal::restrict_enterprise(ms(), text(USCC)));
		assert_ok!(file_with(text(CODE), text(USCC), sha256(1), text(MAKER)));
	});
}

#[test]
fn the_imprint_is_a_digest_that_can_be_compared() {
	run(|| {
		registered();
		for wrong in other_digests(1) {
			assert_noop!(
				file_with(text(CODE), text(USCC), wrong, text(MAKER)),
				Error::<Test>::DigestNotSha256
			);
		}
	});
}

#[test]
fn a_maker_that_is_no_text_is_refused() {
	run(|| {
		registered();
		for (wrong, error) in wrong_texts(128) {
			assert_noop!(file_with(text(CODE), text(USCC), sha256(1), wrong), error);
		}
	});
}

#[test]
fn a_maker_has_1_to_128_bytes() {
	run(|| {
		registered();
		for (code, maker) in [(CODE, "x".to_string()), (NEW_CODE, "x".repeat(128))] {
			assert_ok!(file_with(text(code), text(USCC), sha256(1), text(&maker)));
			assert_eq!(physical(code).maker.as_str(), maker);
		}
	});
}
