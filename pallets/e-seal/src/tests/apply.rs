use super::*;
use eseal_crypto::Sm2Pair;
use eseal_primitives::{key::Sm2Point, possession::POSSESSION_DOMAIN};

#[test]
fn an_owner_applies_with_a_key_of_each_algorithm() {
	for pair in SealPair::each(7) {
		run(|| {
			filed();
			pass(DAY);
			let application = Application {
				pair,
				..Application::new(1)
			};
			assert_ok!(application.send());

			let expected = Seal {
				uscc: uscc(USCC),
				code: code(CODE),
				name: stored(NAME),
				applicant: OWNER,
				key: application.pair.key(),
				certificate: application.certificate,
				picture: application.picture,
				valid_from: application.valid_from,
				valid_until: application.valid_until,
				status: SealStatus::Applied,
				holds: Holds::new(),
				terms: Terms::new(),
				supersedes: None,
				enterprise_revision: 0,
				applied_at: now(),
				activated_at: None,
				loss: None,
				revoked: None,
				history_len: 1,
				history_digest: covering(&entries(SealId(0))),
			};
			assert_eq!(Seals::<Test>::iter().collect::<Vec<_>>(), [(SealId(0), expected)]);
			assert_eq!(NextSealId::<Test>::get(), SealId(1));
			assert_eq!(PendingApplication::<Test>::get(uscc(USCC)), Some(SealId(0)));
			assert_eq!(LatestSeal::<Test>::get(uscc(USCC)), None);
			// It claims neither: only what becomes an e-seal has them.
			assert_eq!(Keys::<Test>::iter_keys().count(), 0);
			assert_eq!(Certificates::<Test>::iter_keys().count(), 0);
			assert_eq!(physical(CODE).paired, None);
			assert_eq!(
				events(),
				[Event::Applied {
					seal: SealId(0),
					uscc: uscc(USCC),
					code: code(CODE),
					supersedes: None
				}]
			);
			assert_eq!(entries(SealId(0)), [entry(SealId(0), Change::Applied, by_owner())]);
			assert_eq!(providers(&OWNER), 1);
			assert_dissolved(&[]);
		});
	}
}

#[test]
fn an_application_for_a_successor_leaves_the_live_seal_as_it_is() {
	run(|| {
		let live = issued();
		let before = seal(live);
		assert_ok!(Application::new(2).send());
		assert_eq!(seal(live), before);
		assert_eq!(
			events(),
			[Event::Applied {
				seal: SealId(1),
				uscc: uscc(USCC),
				code: code(CODE),
				supersedes: Some(live)
			}]
		);
		assert_eq!(seal(SealId(1)).supersedes, Some(live));
		assert_eq!(LatestSeal::<Test>::get(uscc(USCC)), Some(live));
	});
}

#[test]
fn only_the_owner_applies() {
	run(|| {
		filed();
		register(OTHER_USCC, OTHER_OWNER);
		for account in [OTHER_OWNER, STRANGER, officer(MS), officer(PS), officer(DR)] {
			// Even with a proof that names the caller.
			assert_noop!(
				Application {
					owner: account,
					..Application::new(1)
				}
				.send(),
				Error::<Test>::NotOwner
			);
		}
	});
}

#[test]
fn a_second_application_waits_for_the_first() {
	run(|| {
		applied();
		assert_noop!(Application::new(2).send(), Error::<Test>::ApplicationPending);
	});
	for decided in statuses_but(SealStatus::Applied) {
		run(|| {
			let first = applied();
			bring_to(decided, first);
			assert_ok!(Application::new(2).send());
			let was_active = matches!(decided, SealStatus::Active | SealStatus::Revoked);
			assert_eq!(seal(SealId(1)).supersedes, was_active.then_some(first));
		});
	}
}

#[test]
fn another_enterprise_may_apply_meanwhile() {
	run(|| {
		applied();
		other_filed();
		assert_ok!(Application::of_other(2).send());
		assert_eq!(PendingApplication::<Test>::get(uscc(OTHER_USCC)), Some(SealId(1)));
	});
}

#[test]
fn an_enterprise_in_liquidation_does_not_apply() {
	run(|| {
		filed();
		assert_ok!(ESeal::restrict_enterprise(ms(), text(USCC)));
		assert_noop!(Application::new(1).send(), Error::<Test>::EnterpriseIsRestricted);
		assert_ok!(ESeal::lift_restriction(ms(), text(USCC)));
		assert_ok!(Application::new(1).send());
	});
}

#[test]
fn codes_that_name_nothing_are_refused() {
	run(|| {
		filed();
		let application = Application::new(1);
		let proof = application.proof();
		let unknown = (UNKNOWN_USCC, Error::<Test>::EnterpriseNotFound);
		for (wrong, error) in WRONG_USCCS.into_iter().chain([unknown]) {
			assert_noop!(
				application.send_from(owner(), text(wrong), text(CODE), proof.clone()),
				error
			);
		}
		for wrong in WRONG_CODES {
			assert_noop!(
				application.send_from(owner(), text(USCC), text(wrong), proof.clone()),
				Error::<Test>::SealCodeInvalid
			);
		}
	});
}

#[test]
fn a_physical_seal_must_be_the_enterprises_own_official_and_in_its_hands() {
	const FINANCE: &str = "3301000000003";
	const LOST: &str = "3301000000004";
	const DESTROYED: &str = "3301000000005";
	run(|| {
		filed();
		other_filed();
		file_kind(FINANCE, USCC, SealKind::Finance);
		for (code, report) in [
			(LOST, PhysicalSealReport::Lost),
			(DESTROYED, PhysicalSealReport::Destroyed),
		] {
			file(code, USCC);
			assert_ok!(ESeal::report_physical_seal(ps(), text(code), report, now()));
		}
		let cases = [
			(UNKNOWN_CODE, Error::<Test>::PhysicalSealNotFound),
			(OTHER_CODE, Error::<Test>::PhysicalSealOfAnotherEnterprise),
			(FINANCE, Error::<Test>::PhysicalSealNotOfficial),
			(LOST, Error::<Test>::PhysicalSealGone),
			(DESTROYED, Error::<Test>::PhysicalSealGone),
		];
		for (code, error) in cases {
			assert_noop!(
				Application {
					code,
					..Application::new(1)
				}
				.send(),
				error
			);
		}
	});
}

#[test]
fn each_other_kind_of_physical_seal_is_refused() {
	for kind in [
		SealKind::Finance,
		SealKind::Contract,
		SealKind::Invoice,
		SealKind::LegalRepresentative,
	] {
		run(|| {
			registered();
			file_kind(CODE, USCC, kind);
			assert_noop!(Application::new(1).send(), Error::<Test>::PhysicalSealNotOfficial);
		});
	}
}

/// No call leads to such a pairing, so it is written into the storage, and taken out again.
#[test]
fn a_physical_seal_that_another_live_seal_has_is_refused() {
	run(|| {
		issued();
		file(NEW_CODE, USCC);
		register(OTHER_USCC, OTHER_OWNER);
		file(OTHER_CODE, OTHER_USCC);
		let another = Application::of_other(9).issued();
		let pair_with = |id| PhysicalSeals::<Test>::mutate(code(NEW_CODE), |p| p.as_mut().unwrap().paired = id);
		pair_with(Some(another));
		assert_noop!(
			Application {
				code: NEW_CODE,
				..Application::new(2)
			}
			.send(),
			Error::<Test>::PhysicalSealPaired
		);
		pair_with(None);
	});
}

#[test]
fn a_validity_that_no_seal_may_have_is_refused() {
	const MAX: u64 = 5 * YEAR;
	const NOW: Moment = START.saturating_add(YEAR);
	let refused = [
		(NOW, NOW, Error::<Test>::ValidityInverted),
		(NOW + 1, NOW, Error::<Test>::ValidityInverted),
		(Moment::MAX, Moment(0), Error::<Test>::ValidityInverted),
		(NOW - DAY, NOW - 1, Error::<Test>::ValidityPast),
		(NOW - DAY, NOW, Error::<Test>::ValidityPast),
		(Moment(0), Moment(1), Error::<Test>::ValidityPast),
		(NOW, NOW + MAX + 1, Error::<Test>::ValidityTooLong),
		(NOW - 1, NOW + MAX, Error::<Test>::ValidityTooLong),
		(Moment(0), Moment::MAX, Error::<Test>::ValidityTooLong),
	];
	let accepted = [
		(NOW, NOW + 1),
		(NOW - MAX + 1, NOW + 1),
		(NOW, NOW + MAX),
		(NOW + YEAR, NOW + YEAR + MAX),
		(Moment::MAX - 1, Moment::MAX),
	];
	for (valid_from, valid_until, error) in refused {
		run(|| {
			filed();
			pass(YEAR);
			assert_noop!(
				Application {
					valid_from,
					valid_until,
					..Application::new(1)
				}
				.send(),
				error
			);
		});
	}
	for (valid_from, valid_until) in accepted {
		run(|| {
			filed();
			pass(YEAR);
			assert_ok!(Application {
				valid_from,
				valid_until,
				..Application::new(1)
			}
			.send());
			assert_eq!(
				(seal(SealId(0)).valid_from, seal(SealId(0)).valid_until),
				(valid_from, valid_until)
			);
		});
	}
}

#[test]
fn certificate_and_picture_are_digests_that_can_be_compared() {
	run(|| {
		filed();
		let application = Application::new(1);
		for wrong in other_digests(1) {
			for wrong in [
				Application {
					certificate: wrong,
					..application.clone()
				},
				Application {
					picture: wrong,
					..application.clone()
				},
			] {
				assert_noop!(wrong.send(), Error::<Test>::DigestNotSha256);
			}
		}
		assert_ok!(application.send());
	});
}

/// It would count as two.
#[test]
fn a_certificate_is_not_used_again_under_another_algorithm() {
	run(|| {
		issued();
		for certificate in other_digests(1) {
			assert_noop!(
				Application {
					certificate,
					..Application::new(2)
				}
				.send(),
				Error::<Test>::DigestNotSha256
			);
		}
	});
}

/// Whatever became of the e-seal that they belonged to first.
#[test]
fn a_key_and_a_certificate_belong_to_one_seal_ever() {
	for status in [SealStatus::Active, SealStatus::Revoked] {
		run(|| {
			let first = applied();
			bring_to(status, first);
			let used = Application::new(1);
			let fresh = Application::new(2);
			let cases = [
				(used.clone(), Error::<Test>::KeyAlreadyUsed),
				(
					Application {
						certificate: fresh.certificate,
						..used.clone()
					},
					Error::KeyAlreadyUsed,
				),
				(
					Application {
						certificate: used.certificate,
						..fresh
					},
					Error::CertificateAlreadyUsed,
				),
			];
			for (application, error) in cases {
				assert_noop!(application.send(), error);
			}
		});
	}
}

/// Only what became an e-seal has a key and a certificate: else whoever named another's certificate and withdrew would have
/// taken it away for ever.
#[test]
fn an_application_that_failed_leaves_its_key_and_certificate_free() {
	for status in [SealStatus::Withdrawn, SealStatus::Rejected] {
		run(|| {
			let first = applied();
			bring_to(status, first);
			let again = Application::new(1).issued();
			assert_eq!(Keys::<Test>::get(seal(first).key), Some(again));
			assert_eq!(Certificates::<Test>::get(seal(first).certificate), Some(again));
			assert_eq!(seal(first).status, status);
		});
	}
	run(|| {
		other_filed();
		let grabbed = Application {
			certificate: Application::new(1).certificate,
			..Application::of_other(2)
		}
		.applied();
		filed();
		let live = Application::new(1).issued();
		assert_eq!(Certificates::<Test>::get(sha256(1)), Some(live));
		assert_ok!(ESeal::withdraw(by(OTHER_OWNER), grabbed));
		assert_eq!(Certificates::<Test>::get(sha256(1)), Some(live));
	});
}

/// While both are pending, both may name the same; the proof is still the key's own.
#[test]
fn an_application_keeps_nobody_from_naming_the_same() {
	run(|| {
		applied();
		other_filed();
		let of_first = Application::new(1);
		let front_run = Application {
			pair: of_first.pair.clone(),
			certificate: of_first.certificate,
			..Application::of_other(2)
		};
		// Without the secret, all that it can show is the first one's proof, or one by a key of its own.
		assert_noop!(front_run.send_with(of_first.proof()), Error::<Test>::ProofInvalid);
		let own = Application::of_other(2)
			.pair
			.sign(&front_run.claim().bytes_to_sign(genesis_hash::<Test>(), &OTHER_OWNER));
		assert_noop!(front_run.send_with(own), Error::<Test>::ProofInvalid);
		assert_ok!(front_run.send());
	});
}

#[test]
fn another_enterprises_key_and_certificate_are_refused_too() {
	run(|| {
		issued();
		other_filed();
		let used = Application::new(1);
		let fresh = Application::of_other(2);
		assert_noop!(
			Application {
				pair: used.pair.clone(),
				..fresh.clone()
			}
			.send(),
			Error::<Test>::KeyAlreadyUsed
		);
		assert_noop!(
			Application {
				certificate: used.certificate,
				..fresh.clone()
			}
			.send(),
			Error::<Test>::CertificateAlreadyUsed
		);
		// The picture is no secret and no identity: two e-seals may show the same.
		assert_ok!(fresh.send());
	});
}

/// With another identity an SM2 key is the same key, and still belongs to the e-seal that had it first.
#[test]
fn an_sm2_key_stays_used_under_every_identity() {
	let named = |identity: &str| {
		let identity = Text::parse(identity.as_bytes()).unwrap();
		SealPair::Sm2(Box::new(Sm2Pair::from_seed(&[7; 32], Some(identity)).unwrap()))
	};
	for (first, second) in [
		(SealPair::sm2(7), named("ALICE123@YAHOO.COM")),
		(named("ALICE123@YAHOO.COM"), SealPair::sm2(7)),
		(named("ALICE123@YAHOO.COM"), named("BILL456@YAHOO.COM")),
	] {
		run(|| {
			filed();
			let with = |pair: &SealPair, n| Application {
				pair: pair.clone(),
				..Application::new(n)
			};
			with(&first, 1).issued();
			assert_noop!(with(&first, 2).send(), Error::<Test>::KeyAlreadyUsed);
			assert_noop!(with(&second, 2).send(), Error::<Test>::KeyAlreadyUsed);
			assert_ok!(with(&SealPair::sm2(8), 2).send());
		});
	}
}

/// A text of its own, which nobody sees until a signature under it is checked.
#[test]
fn an_sm2_keys_identity_is_a_text_like_any_other() {
	for (identity, error) in [
		("", Error::<Test>::TextEmpty),
		(" ", Error::TextEmpty),
		("seal\u{3000}1", Error::TextInvalid),
		("seal\u{e000}", Error::TextInvalid),
		("\u{3164}", Error::TextInvalid),
		("seal ", Error::TextBlank),
		("the  seal", Error::TextBlank),
		("Cafe\u{301}", Error::TextNotNormalized),
	] {
		run(|| {
			filed();
			let identity = Text::decode(&mut &identity.encode()[..]).unwrap();
			let pair = Sm2Pair::from_seed(&[7; 32], Some(identity)).unwrap();
			let application = Application {
				pair: SealPair::Sm2(Box::new(pair)),
				..Application::new(1)
			};
			assert_noop!(application.send(), error);
		});
	}
}

/// Points that are none: whatever the signature, the proof is wrong.
#[test]
fn an_sm2_key_off_the_curve_is_refused() {
	let good = SealPair::sm2(7);
	let SealKey::Sm2 { point, .. } = good.key() else {
		panic!("it is an SM2 key");
	};
	let mut off_the_curve = point;
	off_the_curve.0[63] ^= 1;
	for point in [off_the_curve, Sm2Point([0; 64]), Sm2Point([0xff; 64])] {
		run(|| {
			filed();
			let mut claim = Application::new(1).claim();
			claim.key = SealKey::Sm2 { point, identity: None };
			let proof = good.sign(&claim.bytes_to_sign(genesis_hash::<Test>(), &OWNER));
			let PossessionClaim {
				key,
				certificate,
				picture,
				valid_from,
				valid_until,
				..
			} = claim;
			assert_noop!(
				ESeal::apply(
					owner(),
					text(USCC),
					text(CODE),
					key,
					certificate,
					picture,
					valid_from,
					valid_until,
					proof
				),
				Error::<Test>::ProofInvalid
			);
		});
	}
}

#[test]
fn a_proof_is_the_seal_keys_own_over_this_claim_for_this_owner_on_this_chain() {
	for pair in SealPair::each(7) {
		run(|| {
			filed();
			file(NEW_CODE, USCC);
			register(OTHER_USCC, OWNER);
			let right = Application {
				pair: pair.clone(),
				..Application::new(1)
			};
			let genesis = genesis_hash::<Test>();
			let over = |claim: &PossessionClaim| pair.sign(&claim.bytes_to_sign(genesis, &OWNER));
			let claim = right.claim();
			let message = claim.bytes_to_sign(genesis, &OWNER);
			let another_key = match &pair {
				SealPair::Sr25519(_) => SealPair::sr25519(8),
				SealPair::Ed25519(_) => SealPair::ed25519(8),
				SealPair::Ecdsa(_) => SealPair::ecdsa(8),
				SealPair::Sm2(_) => SealPair::sm2(8),
			};
			let wrong = [
				("another key", another_key.sign(&message)),
				("another owner", pair.sign(&claim.bytes_to_sign(genesis, &NEW_OWNER))),
				(
					"another chain",
					pair.sign(&claim.bytes_to_sign(H256::repeat_byte(1), &OWNER)),
				),
				(
					"another kind of message",
					pair.sign(&[b"eseal:use:v1", &message[POSSESSION_DOMAIN.len()..]].concat()),
				),
				("no kind of message", pair.sign(&message[POSSESSION_DOMAIN.len()..])),
				(
					"another enterprise",
					over(&PossessionClaim {
						uscc: uscc(OTHER_USCC),
						..claim.clone()
					}),
				),
				(
					"another physical seal",
					over(&PossessionClaim {
						code: code(NEW_CODE),
						..claim.clone()
					}),
				),
				(
					"another key's claim",
					over(&PossessionClaim {
						key: another_key.key(),
						..claim.clone()
					}),
				),
				(
					"another certificate",
					over(&PossessionClaim {
						certificate: sha256(9),
						..claim.clone()
					}),
				),
				(
					"another picture",
					over(&PossessionClaim {
						picture: sha256(9),
						..claim.clone()
					}),
				),
				(
					"another begin",
					over(&PossessionClaim {
						valid_from: claim.valid_from + 1,
						..claim.clone()
					}),
				),
				(
					"another end",
					over(&PossessionClaim {
						valid_until: claim.valid_until - 1,
						..claim.clone()
					}),
				),
			];
			for (what, proof) in wrong {
				println!("{what}");
				assert_noop!(right.send_with(proof), Error::<Test>::ProofInvalid);
			}
			assert_ok!(right.send());
		});
	}
}

#[test]
fn a_proof_of_another_algorithm_is_refused() {
	run(|| {
		filed();
		let pairs = SealPair::each(7);
		for (i, pair) in pairs.iter().enumerate() {
			let application = Application {
				pair: pair.clone(),
				..Application::new(1)
			};
			let message = application.claim().bytes_to_sign(genesis_hash::<Test>(), &OWNER);
			for (_, other) in pairs.iter().enumerate().filter(|(j, _)| *j != i) {
				assert_noop!(application.send_with(other.sign(&message)), Error::<Test>::ProofInvalid);
			}
		}
	});
}

#[test]
fn a_proof_of_this_chain_is_none_on_a_chain_with_another_genesis() {
	run(|| {
		filed();
		let application = Application::new(1);
		let proof = application.proof();
		frame_system::BlockHash::<Test>::insert(0, H256::repeat_byte(0xcc));
		assert_noop!(application.send_with(proof), Error::<Test>::ProofInvalid);
		assert_ok!(application.send());
	});
}

#[test]
fn a_proof_is_void_after_a_change_of_owner() {
	run(|| {
		filed();
		let application = Application::new(1);
		let proof = application.proof();
		assert_ok!(decide::change_owner(NEW_OWNER));
		assert_noop!(
			application.send_from(by(NEW_OWNER), text(USCC), text(CODE), proof),
			Error::<Test>::ProofInvalid
		);
	});
}

#[test]
fn numbers_at_their_end_stop_the_application() {
	new_test_ext().execute_with(|| {
		filed();
		NextSealId::<Test>::put(SealId(u64::MAX));
		assert_noop!(Application::new(1).send(), Error::<Test>::Overflow);
	});
}

/// The neutral point: every signature of nobody is its own.
#[test]
fn a_key_that_anyone_can_sign_for_is_refused() {
	let mut neutral = [0; 32];
	neutral[0] = 1;
	let mut nobodys_ed25519 = [0; 64];
	nobodys_ed25519[0] = 1;
	let mut nobodys_sr25519 = [0; 64];
	nobodys_sr25519[63] = 0x80;
	let keys = [
		(
			SealKey::Ed25519(ed25519::Public::from_raw(neutral)),
			SealSignature::Ed25519(ed25519::Signature::from_raw(nobodys_ed25519)),
		),
		(
			SealKey::Sr25519(sr25519::Public::from_raw([0; 32])),
			SealSignature::Sr25519(sr25519::Signature::from_raw(nobodys_sr25519)),
		),
	];
	for (key, proof) in keys {
		run(|| {
			filed();
			let valid_until = now() + YEAR;
			let (certificate, picture) = (sha256(1), sha256(2));
			println!("{key:?}");
			assert_noop!(
				ESeal::apply(
					owner(),
					text(USCC),
					text(CODE),
					key,
					certificate,
					picture,
					now(),
					valid_until,
					proof.clone()
				),
				Error::<Test>::ProofInvalid
			);
		});
	}
}

/// A use takes two secrets, so the owner's account and the e-seal must not have the same one.
#[test]
fn the_owners_own_key_is_no_seal_key() {
	for pair in SealPair::each(7) {
		for owner in pair.accounts() {
			run(|| {
				register(USCC, owner.clone());
				file(CODE, USCC);
				let with = |pair: &SealPair| Application {
					pair: pair.clone(),
					owner: owner.clone(),
					..Application::new(1)
				};
				assert_noop!(with(&pair).send(), Error::<Test>::KeyOfOwner);
				// With any other key it may.
				with(&SealPair::sr25519(8)).applied();
			});
		}
	}
}

/// Whose account it is besides does not matter: the owner of another enterprise has no say over this e-seal.
#[test]
fn the_key_of_another_enterprises_owner_is_a_seal_key_as_any() {
	run(|| {
		let pair = SealPair::sr25519(7);
		filed();
		register(OTHER_USCC, pair.accounts().remove(0));
		let application = Application {
			pair,
			..Application::new(1)
		};
		assert_ok!(application.send());
	});
}
