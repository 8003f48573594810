//! What the pool takes for a text: extrinsics as bytes, rightly signed, whatever their text is.

use super::env::*;
use crate::{Executive, Runtime, RuntimeCall, System, UncheckedExtrinsic};
use codec::{DecodeAll, Encode};
use eseal_primitives::UsccCheck;
use pallet_agencies::Seat;
use pallet_e_seal::{Call as SealCall, Enterprises};
use sp_core::Pair;
use sp_io::hashing::blake2_256;
use sp_runtime::{generic::Preamble, traits::TransactionExtension, MultiSignature};

const USCC: &str = "91330100799655058B";

/// What blinded clients, and more of the same kind: bytes that are no UTF-8, U+FEFF, control and format characters,
/// separators, a noncharacter, and what stands for what could not be read.
const UNREADABLE: [&[u8]; 14] = [
	&[0xff, 0xfe, 0x80, 0x41],
	&[0xe5, 0xb7],
	&[0xed, 0xa0, 0x80],
	&[0xc0, 0xaf],
	"\u{feff}".as_bytes(),
	"\u{feff}杭州某某".as_bytes(),
	"杭州\u{feff}".as_bytes(),
	"杭州\u{200b}某某".as_bytes(),
	"\u{202e}司公限有\u{202c}".as_bytes(),
	"a\u{2028}b".as_bytes(),
	"a\0b".as_bytes(),
	"a\u{1b}[2Jb".as_bytes(),
	"a\u{fffe}b".as_bytes(),
	"a\u{fffd}b".as_bytes(),
];

/// A registration, as the bytes of a call, with these for the name.
fn registration(name: &[u8]) -> Vec<u8> {
	let placeholder = "x".repeat(name.len());
	let call = RuntimeCall::ESeal(SealCall::register_enterprise {
		uscc: raw(USCC),
		name: raw(&placeholder),
		owner: account_of(&pair("Owner")),
		check: UsccCheck::Enforced,
	});
	replaced(call.encode(), placeholder.as_bytes(), name)
}

fn replaced(mut bytes: Vec<u8>, find: &[u8], put: &[u8]) -> Vec<u8> {
	let place = bytes
		.windows(find.len())
		.position(|window| window == find)
		.expect("it is there");
	bytes.splice(place..place + find.len(), put.iter().copied());
	bytes
}

/// An extrinsic of the officer of Market Supervision with this call, signed over these very bytes.
fn sent(call: &[u8]) -> Vec<u8> {
	let who = officer(Seat::MarketSupervision);
	let honest = signed(
		&who,
		System::account_nonce(account_of(&who)),
		frame_system::Call::remark { remark: vec![] }.into(),
	);
	let Preamble::Signed(address, _, extension) = honest.preamble else {
		panic!("it is signed");
	};
	let implied = extension.implicit().expect("what is implicit is known");
	let payload = [call, &extension.encode()[..], &implied.encode()[..]].concat();
	let signature = if payload.len() > 256 {
		who.sign(&blake2_256(&payload))
	} else {
		who.sign(&payload)
	};
	let signature = MultiSignature::Sr25519(signature);
	// Version 4, signed.
	let head = (0x84u8, address, signature, extension).encode();
	[&head[..], call].concat().encode()
}

#[test]
fn bytes_built_by_hand_are_an_extrinsic_where_they_are_text() {
	run(|| {
		let name = "杭州𠅤㑇某某有限公司";
		let extrinsic =
			UncheckedExtrinsic::decode_all(&mut &sent(&registration(name.as_bytes()))[..]).expect("it decodes");
		assert_eq!(Executive::apply_extrinsic(extrinsic), Ok(Ok(())));
		let found = Enterprises::<Runtime>::iter_values().next().expect("it is registered");
		assert_eq!(found.name.as_str(), name);
	});
}

#[test]
fn an_extrinsic_with_a_text_that_blinds_clients_does_not_decode() {
	run(|| {
		for name in UNREADABLE {
			let bytes = sent(&registration(name));
			assert!(UncheckedExtrinsic::decode_all(&mut &bytes[..]).is_err(), "{name:x?}");
		}
	});
}

/// Nor inside another call, whoever would dispatch it.
#[test]
fn no_call_carries_such_a_text_within() {
	run(|| {
		let inner = RuntimeCall::from(frame_system::Call::remark { remark: vec![0; 2] });
		let carriers: [RuntimeCall; 2] = [
			pallet_agencies::Call::dispatch_as_root {
				call: Box::new(inner.clone()),
			}
			.into(),
			pallet_collective::Call::<Runtime, crate::CouncilInstance>::propose {
				threshold: 2,
				proposal: Box::new(inner.clone()),
				length_bound: 1_000,
			}
			.into(),
		];
		for carrier in carriers {
			let with = |name: &[u8]| replaced(carrier.encode(), &inner.encode(), &registration(name));
			assert!(RuntimeCall::decode_all(&mut &with("杭州".as_bytes())[..]).is_ok());
			for name in UNREADABLE {
				assert!(RuntimeCall::decode_all(&mut &with(name)[..]).is_err(), "{name:x?}");
			}
		}
	});
}
