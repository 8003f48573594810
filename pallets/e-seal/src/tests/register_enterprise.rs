use super::*;

fn register_with(uscc: RawText, check: UsccCheck) -> DispatchResult {
	ESeal::register_enterprise(ms(), uscc, text(NAME), OWNER, check)
}

#[test]
fn an_enterprise_enters_the_register_and_its_owner_is_admitted() {
	run(|| {
		assert_eq!(providers(&OWNER), 0);
		assert_ok!(register_with(text(USCC), UsccCheck::Enforced));

		assert_eq!(
			Enterprises::<Test>::iter().collect::<Vec<_>>(),
			[(
				uscc(USCC),
				Enterprise {
					name: stored(NAME),
					owner: OWNER,
					status: EnterpriseStatus::Active,
					check: UsccCheck::Enforced,
					registered_at: START,
					renamed_at: None,
					next_name: None,
					revision: 0,
				}
			)]
		);
		assert_eq!(
			events(),
			[Event::EnterpriseRegistered {
				uscc: uscc(USCC),
				name: stored(NAME),
				owner: OWNER,
				check: UsccCheck::Enforced,
				deviation: UsccDeviation::None,
				by: officer_of(MS),
			}]
		);
		assert_eq!(providers(&OWNER), 1);
		assert_dissolved(&[]);
	});
}

#[test]
fn a_code_is_registered_once() {
	run(|| {
		registered();
		for check in [UsccCheck::Enforced, UsccCheck::Waived] {
			assert_noop!(
				register_with(text(USCC), check),
				Error::<Test>::EnterpriseAlreadyRegistered
			);
			assert_noop!(
				ESeal::register_enterprise(ms(), text(USCC), text("另一公司"), NEW_OWNER, check),
				Error::<Test>::EnterpriseAlreadyRegistered
			);
		}
		assert_ok!(ESeal::deregister_enterprise(ms(), text(USCC)));
		assert_noop!(
			register_with(text(USCC), UsccCheck::Enforced),
			Error::<Test>::EnterpriseAlreadyRegistered
		);
	});
}

#[test]
fn a_code_that_breaks_a_rule_is_refused() {
	run(|| {
		for (wrong, error) in WRONG_USCCS {
			assert_noop!(register_with(text(wrong), UsccCheck::Enforced), error);
		}
		// 18 bytes, 6 characters.
		assert_noop!(
			register_with(text("统一社会信用"), UsccCheck::Enforced),
			Error::<Test>::UsccInvalidCharacter
		);
	});
}

#[test]
fn a_waiver_covers_the_check_character_and_the_structure_only() {
	run(|| {
		for (wrong, error) in WRONG_USCCS {
			if matches!(error, Error::<Test>::UsccWrongLength | Error::UsccInvalidCharacter) {
				assert_noop!(register_with(text(wrong), UsccCheck::Waived), error);
			}
		}
	});
}

/// What is wrong with codes as they were issued, and what the event says of it.
const WAIVED_USCCS: [(&str, Error<Test>, UsccDeviation); 5] = [
	(
		WAIVED_USCC,
		Error::UsccWrongCheckCharacter,
		UsccDeviation::CheckCharacter,
	),
	("54330106MA2KXYA72T", Error::UsccWrongClass, UsccDeviation::Structure),
	(
		"G1330106MA2KXYA72Q",
		Error::UsccWrongDepartment,
		UsccDeviation::Structure,
	),
	("913301A07996550586", Error::UsccWrongRegion, UsccDeviation::Structure),
	("54330106MA2KXYA72X", Error::UsccWrongClass, UsccDeviation::Both),
];

#[test]
fn a_waiver_is_on_record_with_what_it_waived_and_asked_for_once() {
	for (code, error, deviation) in WAIVED_USCCS {
		let error = DispatchError::from(error);
		run(|| {
			// Nothing has been registered under it, and whoever mistyped it is told what is wrong.
			let filing =
				ESeal::file_physical_seal(ps(), text(CODE), text(code), SealKind::Official, sha256(1), text(MAKER));
			assert_eq!(filing, Err(error));
			assert_noop!(register_with(text(code), UsccCheck::Enforced), error);
			assert_ok!(register_with(text(code), UsccCheck::Waived));
			assert_eq!(enterprise(code).check, UsccCheck::Waived);
			assert_eq!(
				events(),
				[Event::EnterpriseRegistered {
					uscc: uscc(code),
					name: stored(NAME),
					owner: OWNER,
					check: UsccCheck::Waived,
					deviation,
					by: officer_of(MS),
				}]
			);

			file(CODE, code);
			let id = Application {
				uscc: code,
				..Application::new(1)
			}
			.issued();
			assert_eq!(seal(id).uscc, uscc(code));
			assert_ok!(ESeal::rename_enterprise(ms(), text(code), text("新名"), None));
		});
	}
}

/// A waiver that was not needed is on record as one, and as one of nothing.
#[test]
fn a_waiver_of_nothing_is_on_record() {
	run(|| {
		assert_ok!(register_with(text(USCC), UsccCheck::Waived));
		assert_eq!(enterprise(USCC).check, UsccCheck::Waived);
		assert!(matches!(
			events()[..],
			[Event::EnterpriseRegistered {
				deviation: UsccDeviation::None,
				..
			}]
		));
	});
}

#[test]
fn a_name_that_is_no_text_is_refused() {
	run(|| {
		for (wrong, error) in wrong_texts(256) {
			assert_noop!(
				ESeal::register_enterprise(ms(), text(USCC), wrong, OWNER, UsccCheck::Enforced),
				error
			);
		}
	});
}

#[test]
fn a_name_has_1_to_256_bytes() {
	run(|| {
		for (code, name) in [(USCC, "x".to_string()), (OTHER_USCC, "x".repeat(256))] {
			assert_ok!(ESeal::register_enterprise(
				ms(),
				text(code),
				text(&name),
				OWNER,
				UsccCheck::Enforced
			));
			assert_eq!(enterprise(code).name.as_str(), name);
		}
	});
}

/// Of GB 18030-2022, from the CJK extensions A to H.
#[test]
fn a_name_of_rare_characters_is_taken_as_it_is() {
	run(|| {
		let rare = "㑇𠅤𪟝𫝀𬺈𰻝\u{2ebf0}\u{31350}有限公司";
		assert_ok!(ESeal::register_enterprise(
			ms(),
			text(USCC),
			text(rare),
			OWNER,
			UsccCheck::Enforced
		));
		assert_eq!(enterprise(USCC).name.as_str(), rare);
	});
}

#[test]
fn an_owner_of_two_enterprises_is_admitted_for_each() {
	run(|| {
		register(USCC, OWNER);
		register(OTHER_USCC, OWNER);
		assert_eq!(providers(&OWNER), 2);
		assert_eq!(ESeal::roles_of(&OWNER), 2);
	});
}

/// Who could register enterprises and approve e-seals for one of its own would need nobody else.
#[test]
fn no_officer_owns_an_enterprise() {
	run(|| {
		for seat in [MS, PS, DR] {
			assert_noop!(
				ESeal::register_enterprise(ms(), text(USCC), text(NAME), officer(seat), UsccCheck::Enforced),
				pallet_admission::Error::<Test>::OfficerAtEnterprise
			);
		}
		register(USCC, OWNER);
		assert_noop!(
			ESeal::offer_ownership(ms(), text(USCC), officer(PS), now() + DAY, now() + DAY),
			pallet_admission::Error::<Test>::OfficerAtEnterprise
		);
	});
}
