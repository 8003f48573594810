//! A use takes two secrets: no key is both the e-seal's and that of an account with a role with it. Through real extrinsics.

use super::env::*;
use crate::{AccountId, Executive, RuntimeCall, System};
use eseal_primitives::{Moment, PossessionClaim, Purpose, SealCode, SealId, SealKey, SealSignature, Uscc, UsccCheck};
use pallet_agencies::Seat;
use pallet_e_seal::{Call as SealCall, Error as SealError, SealKind};
use pallet_usage_log::{Call as LogCall, Error as LogError, Purposes};
use sp_core::{ecdsa, sr25519, Pair};
use sp_runtime::{traits::IdentifyAccount, DispatchResult, MultiSigner};
use std::collections::BTreeSet;

const USCC: &str = "91330100799655058B";
const CODE: &str = "3301000012345";

fn does(who: &sr25519::Pair, call: impl Into<RuntimeCall>) -> DispatchResult {
	let nonce = System::account_nonce(account_of(who));
	Executive::apply_extrinsic(signed(who, nonce, call.into())).expect("the pool takes it")
}

/// An enterprise of this owner with an official physical seal.
fn prepare(owner: AccountId) {
	let register = SealCall::register_enterprise {
		uscc: raw(USCC),
		name: raw("杭州某某有限公司"),
		owner,
		check: UsccCheck::Enforced,
	};
	assert_eq!(does(&officer(Seat::MarketSupervision), register), Ok(()));
	let file = SealCall::file_physical_seal {
		code: raw(CODE),
		uscc: raw(USCC),
		kind: SealKind::Official,
		imprint: digest(0),
		maker: raw("杭州印章厂"),
	};
	assert_eq!(does(&officer(Seat::PublicSecurity), file), Ok(()));
}

fn application(owner: &AccountId, key: SealKey, sign: impl Fn(&[u8]) -> SealSignature) -> SealCall<crate::Runtime> {
	let claim = PossessionClaim {
		uscc: Uscc::parse(USCC.as_bytes(), UsccCheck::Enforced).expect("a right code"),
		code: SealCode::parse(CODE.as_bytes()).expect("13 digits"),
		key,
		certificate: digest(1),
		picture: digest(2),
		valid_from: now(),
		valid_until: now() + DAY,
	};
	let proof = sign(&claim.bytes_to_sign(genesis_hash(), owner));
	SealCall::apply {
		uscc: raw(USCC),
		code: raw(CODE),
		key: claim.key,
		certificate: claim.certificate,
		picture: claim.picture,
		valid_from: claim.valid_from,
		valid_until: claim.valid_until,
		proof,
	}
}

fn grant(operator: AccountId) -> LogCall<crate::Runtime> {
	LogCall::grant {
		seal: SealId(0),
		operator,
		purposes: Purposes::try_from(BTreeSet::from([Purpose::Contract])).expect("one purpose"),
		valid_until: Moment(now().0 + DAY),
		quota: 1,
	}
}

#[test]
fn one_stolen_secret_seals_nothing() {
	run(|| {
		let (owner, seal) = (pair("Owner"), pair("Seal"));
		let account = account_of(&owner);
		prepare(account.clone());
		let with = |pair: &sr25519::Pair| {
			let signer = pair.clone();
			application(&account, SealKey::Sr25519(pair.public()), move |bytes| {
				SealSignature::Sr25519(signer.sign(bytes))
			})
		};
		assert_eq!(
			does(&owner, with(&owner)),
			Err(SealError::<crate::Runtime>::KeyOfOwner.into())
		);
		assert_eq!(does(&owner, with(&seal)), Ok(()));
		// The other way round: the seal key's account becomes neither owner nor operator.
		let change = || SealCall::offer_ownership {
			uscc: raw(USCC),
			until: now() + 1,
			rotate_by: now() + 1,
			owner: account_of(&seal),
		};
		let refused = Err(SealError::<crate::Runtime>::OwnerHasSealKey.into());
		assert_eq!(does(&officer(Seat::MarketSupervision), change()), refused);
		assert_eq!(does(&officer(Seat::DataResources), approve(0)), Ok(()));
		assert_eq!(does(&officer(Seat::MarketSupervision), change()), refused);
		assert_eq!(
			does(&owner, grant(account_of(&seal))),
			Err(LogError::<crate::Runtime>::OperatorHasSealKey.into())
		);
		assert_eq!(does(&owner, grant(account_of(&pair("Operator")))), Ok(()));
	});
}

/// An ECDSA key signs for two accounts: the usual one, and that of its Ethereum address.
#[test]
fn an_ecdsa_key_is_neither_of_its_accounts() {
	run(|| {
		let owner = pair("Owner");
		let seal = ecdsa::Pair::from_seed(&[7; 32]);
		let account = account_of(&owner);
		prepare(account.clone());
		let signer = seal.clone();
		let apply = application(&account, SealKey::Ecdsa(seal.public()), move |bytes| {
			SealSignature::Ecdsa(signer.sign(bytes))
		});
		assert_eq!(does(&owner, apply), Ok(()));
		assert_eq!(does(&officer(Seat::DataResources), approve(0)), Ok(()));
		for signer in [
			MultiSigner::Ecdsa(seal.public()),
			MultiSigner::Eth(ecdsa::KeccakPublic::from_raw(seal.public().0)),
		] {
			assert_eq!(
				does(&owner, grant(signer.into_account())),
				Err(LogError::<crate::Runtime>::OperatorHasSealKey.into())
			);
		}
	});
}
