//! What the runtime is made of, as wallets, explorers and operators see it.

use super::env::*;
use crate::{
	genesis_config_presets, AllPalletsWithSystem, Aura, Grandpa, MaxUsesPerBlock, Runtime, RuntimeBlockWeights,
	RuntimeCall, Session, BUDGETS, SLOT_DURATION,
};
use frame_support::{dispatch::GetDispatchInfo, traits::TryState};
use pallet_agencies::Seat;
use scale_info::{form::PortableForm, MetaType, PortableRegistry, Registry, Type, TypeDef, TypeDefPrimitive, Variant};
use sp_core::Pair;
use sp_genesis_builder::{PresetId, DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};
use sp_runtime::traits::Get;
use std::collections::BTreeSet;

/// This project's pallets.
const OUR_PALLETS: [&str; 4] = ["Agencies", "DualControl", "ESeal", "UsageLog"];

// --- Genesis ---

#[test]
fn each_preset_builds_a_chain_of_three_agencies() {
	let presets = [DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET];
	assert_eq!(
		genesis_config_presets::preset_names(),
		presets.map(PresetId::from).to_vec()
	);
	for preset in presets {
		genesis_of(preset).execute_with(|| {
			open_block(0);
			check();
			let validators: Vec<_> = Seat::AGENCIES.map(|seat| account_of(&validator(seat))).to_vec();
			assert_eq!(Session::validators(), validators);
			for (seat, validator) in Seat::AGENCIES.into_iter().zip(&validators) {
				let info = pallet_agencies::Seats::<Runtime>::get(seat).expect("every seat is taken");
				assert_eq!(info.account, account_of(&governor(seat)));
				assert_eq!(info.validators.to_vec(), vec![validator.clone()]);
				for of_seat in [officer(seat), second_officer(seat)] {
					let officer = pallet_agencies::Officers::<Runtime>::get(account_of(&of_seat));
					assert_eq!(officer, Some(seat));
				}
			}
			let authors: Vec<_> = pallet_aura::Authorities::<Runtime>::get().into_iter().collect();
			let expected = Seat::AGENCIES.map(|seat| validator(seat).public().into());
			assert_eq!(authors, expected.to_vec());
			let voters = Grandpa::grandpa_authorities();
			assert_eq!(voters.iter().map(|(_, weight)| *weight).collect::<Vec<_>>(), [1, 1, 1]);
			let keys: BTreeSet<_> = voters.into_iter().map(|(key, _)| key).collect();
			assert_eq!(keys.len(), 3, "no key is shared");
		});
	}
}

#[test]
fn there_is_no_other_preset() {
	for name in ["staging", "live", ""] {
		assert_eq!(genesis_config_presets::get_preset(&PresetId::from(name)), None);
	}
}

// --- Blocks ---

#[test]
fn slots_last_two_seconds() {
	assert_eq!(SLOT_DURATION, 2_000);
	chain().execute_with(|| {
		assert_eq!(Aura::slot_duration(), 2_000);
		let minimum: u64 = <Runtime as pallet_timestamp::Config>::MinimumPeriod::get();
		assert!(minimum > 0 && minimum <= SLOT_DURATION);
	});
}

#[test]
fn sessions_pass_and_the_authorities_stay() {
	chain().execute_with(|| {
		let authors = pallet_aura::Authorities::<Runtime>::get();
		let voters = Grandpa::grandpa_authorities();
		let index = Session::current_index();
		for _ in 0..2 * crate::SessionPeriod::get() {
			next_block(0);
		}
		assert_eq!(Session::current_index(), index + 2);
		assert_eq!(pallet_aura::Authorities::<Runtime>::get(), authors);
		assert_eq!(Grandpa::grandpa_authorities(), voters);
		assert_eq!(Grandpa::current_set_id(), 0);
		check();
	});
}

#[test]
fn a_validators_new_keys_serve_after_two_sessions() {
	chain().execute_with(|| {
		let alice = validator(Seat::MarketSupervision);
		let mut aura = pair("Alice//fresh");
		let mut grandpa = sp_core::ed25519::Pair::from_seed(&[7; 32]);
		let call = super::origins::set_keys(&account_of(&alice), &mut aura, &mut grandpa);
		let origin = crate::RuntimeOrigin::signed(account_of(&alice));
		assert_eq!(dispatch(origin, call), Ok(()));
		for _ in 0..2 * crate::SessionPeriod::get() + 1 {
			next_block(0);
		}
		assert_eq!(pallet_aura::Authorities::<Runtime>::get()[0], aura.public().into());
		assert_eq!(Grandpa::grandpa_authorities()[0].0, grandpa.public().into());
		assert_eq!(Grandpa::current_set_id(), 1);
		check();
	});
}

#[test]
fn the_invariants_of_every_pallet_hold_block_by_block() {
	chain().execute_with(|| {
		for after in [0, DAY, 400 * DAY, 0] {
			next_block(after);
			let select = frame_support::traits::TryStateSelect::All;
			<AllPalletsWithSystem as TryState<_>>::try_state(height(), select).expect("every invariant holds");
		}
	});
}

// --- What wallets rely on ---

/// The names of the calls of a pallet with their indices and arguments.
fn calls_of(pallet: &str) -> Vec<String> {
	let metadata = Runtime::metadata_ir();
	let pallet = metadata.pallets.into_iter().find(|found| found.name == pallet);
	let calls = pallet.expect("the pallet is there").calls.expect("it has calls");
	let describe = |call: &Variant| {
		let arguments = call
			.fields
			.iter()
			.map(|field| field.name.expect("arguments have names"));
		format!(
			"{} {}({})",
			call.index,
			call.name,
			arguments.collect::<Vec<_>>().join(", ")
		)
	};
	variants(&calls.ty.type_info()).iter().map(describe).collect()
}

fn variants(info: &Type) -> Vec<Variant> {
	match &info.type_def {
		TypeDef::Variant(variants) => variants.variants.clone(),
		other => panic!("{info:?} is not an enum but {other:?}"),
	}
}

/// A transaction that was signed offline, a multisig's hash, a hardware wallet: all know a call by these numbers. They
/// are never changed; a retired one is never used again.
#[test]
fn pallets_and_calls_keep_their_indices() {
	let metadata = Runtime::metadata_ir();
	let mut pallets: Vec<_> = metadata
		.pallets
		.iter()
		.map(|pallet| (pallet.index, pallet.name))
		.collect();
	pallets.sort_unstable();
	assert_eq!(
		pallets,
		[
			(0, "System"),
			(1, "Timestamp"),
			(2, "Aura"),
			(3, "Authorship"),
			(4, "Agencies"),
			(5, "Session"),
			(6, "Grandpa"),
			(7, "Historical"),
			(8, "Offences"),
			(9, "Council"),
			(10, "ESeal"),
			(11, "UsageLog"),
			(12, "TxPause"),
			(13, "Admission"),
			(14, "DualControl"),
			(15, "Utility"),
		]
	);
	assert_eq!(
		calls_of("Admission"),
		["0 widen_budget(account, factor)", "1 set_budgets(budgets)"]
	);
	assert_eq!(
		calls_of("Agencies"),
		[
			"0 add_officer(officer)",
			"1 remove_officer(officer)",
			"2 dispatch_as_root(call)",
			"3 add_seat(seat, account)",
			"4 remove_seat(seat)",
			"5 replace_seat_account(seat, account)",
			"6 register_validator(validator)",
			"7 replace_validator(validator, successor)",
			"8 retire_validator(validator)",
			"9 allow_key_change(validator)",
			"10 allow_registrations(seat)",
		]
	);
	assert_eq!(
		calls_of("DualControl"),
		[
			"0 prepare(call, until)",
			"1 confirm(id, call)",
			"2 turn_down(id, digest)",
			"3 withdraw(id, digest)",
			"4 set_policy(act, needed)",
		]
	);
	assert_eq!(
		calls_of("ESeal"),
		[
			"0 register_enterprise(uscc, name, owner, check)",
			"1 rename_enterprise(uscc, name, from)",
			"2 restrict_enterprise(uscc)",
			"3 lift_restriction(uscc)",
			"4 deregister_enterprise(uscc)",
			"5 offer_ownership(uscc, owner, until, rotate_by)",
			"6 file_physical_seal(code, uscc, kind, imprint, maker)",
			"7 report_physical_seal(code, report, effective_at)",
			"8 freeze(uscc, order, until)",
			"9 unfreeze(uscc, order)",
			"10 apply(uscc, code, key, certificate, picture, valid_from, valid_until, proof)",
			"11 withdraw(application)",
			"12 suspend(seal, digest)",
			"13 resume(seal, digest)",
			"14 approve(application, digest)",
			"15 reject(application, digest, reason)",
			"16 revoke(seal, digest, reason, effective_at)",
			"80 propose_correction(correction, decision)",
			"81 agree_correction(id, digest)",
			"82 withdraw_correction(id, digest)",
			"40 accept_ownership(uscc, rotate_by)",
			"41 withdraw_offer(uscc)",
			"42 record_successor(uscc, successor)",
			"43 withdraw_rename(uscc, name)",
			"44 name_liquidator(uscc, account, order)",
		]
	);
	assert_eq!(
		calls_of("UsageLog"),
		[
			"0 grant(seal, operator, purposes, valid_until, quota)",
			"1 revoke_grant(grant)",
			"2 record_use(seal, statement, signature)",
			"3 flag_use(seal, index, record, digest, reason, note)",
			"4 close_flag(flag, digest, outcome)",
			"5 record_uses(seal, statement, documents, signature)",
			"6 anchor_batch(seal, statement, signature)",
			"7 record_for_many(uses)",
			"8 set_retention(retention)",
			"60 carry_over(successor, grants)",
			"61 raise_quota(grant, quota)",
			"62 lend(grant, operator, purposes, valid_until, quota)",
			"63 grant_to_two(seal, operator, second, purposes, valid_until, quota)",
			"64 record_with_second(seal, statement, documents, signature, approval)",
		]
	);
}

/// polkadot.js knows these extensions and signs without any setting; others it would have to be told of.
#[test]
fn extrinsics_are_version_4_with_standard_extensions_only() {
	let metadata = Runtime::metadata_ir();
	assert!(metadata.extrinsic.versions.contains(&4));
	let extensions = metadata.extrinsic.extensions_v0().expect("there is a version 0");
	let names: Vec<_> = extensions.iter().map(|extension| extension.identifier).collect();
	assert_eq!(
		names,
		[
			"CheckNonZeroSender",
			"CheckSpecVersion",
			"CheckTxVersion",
			"CheckGenesis",
			"CheckMortality",
			"CheckNonce",
			"CheckAdmission",
			"CheckWeight",
			"CheckMetadataHash",
			"WeightReclaim",
		]
	);
	// The one that an older polkadot.js does not know puts nothing in the extrinsic and nothing under the signature.
	for extension in extensions {
		if extension.identifier == "WeightReclaim" {
			for part in [extension.ty, extension.implicit] {
				let mut registry = Registry::new();
				let id = registry.register_type(&part).id;
				assert!(is_empty(&registry.into(), id), "{} is not empty", extension.identifier);
			}
		}
	}
}

/// Whether values of a type take no bytes.
fn is_empty(types: &PortableRegistry, id: u32) -> bool {
	match &types.resolve(id).expect("it is registered").type_def {
		TypeDef::Composite(composite) => composite.fields.iter().all(|field| is_empty(types, field.ty.id)),
		TypeDef::Tuple(tuple) => tuple.fields.iter().all(|field| is_empty(types, field.id)),
		_ => false,
	}
}

// --- What explorers show ---

/// All types of the calls, events and storage of this project's pallets, and of the runtime APIs.
fn types() -> PortableRegistry {
	use frame_support::__private::metadata_ir::StorageEntryTypeIR;
	let metadata = Runtime::metadata_ir();
	let mut registry = Registry::new();
	let mut add = |ty: &MetaType| {
		registry.register_type(ty);
	};
	for pallet in metadata
		.pallets
		.iter()
		.filter(|pallet| OUR_PALLETS.contains(&pallet.name))
	{
		pallet.calls.iter().for_each(|calls| add(&calls.ty));
		pallet.event.iter().for_each(|event| add(&event.ty));
		for entry in pallet.storage.iter().flat_map(|storage| &storage.entries) {
			match &entry.ty {
				StorageEntryTypeIR::Plain(value) => add(value),
				StorageEntryTypeIR::Map { key, value, .. } => {
					add(key);
					add(value);
				}
			}
		}
	}
	for method in metadata.apis.iter().flat_map(|api| &api.methods) {
		method.inputs.iter().for_each(|input| add(&input.ty));
		add(&method.output);
	}
	registry.into()
}

type Field = scale_info::Field<PortableForm>;

fn fields(ty: &Type<PortableForm>) -> Vec<Field> {
	match &ty.type_def {
		TypeDef::Composite(composite) => composite.fields.clone(),
		TypeDef::Variant(variants) => variants
			.variants
			.iter()
			.flat_map(|variant| variant.fields.clone())
			.collect(),
		_ => Vec::new(),
	}
}

#[test]
fn every_text_shows_as_text() {
	const TEXTS: [&str; 6] = ["RawText", "Name", "MakerName", "Uscc", "SealCode", "Text"];
	let types = types();
	let mut seen = BTreeSet::new();
	for ty in &types.types {
		// `Option<Uscc>` and the like: what is inside is a type of its own, and named here.
		let name = ty.ty.path.ident().unwrap_or_default();
		assert!(!TEXTS.contains(&name.as_str()), "{name} does not show as text");
		for field in fields(&ty.ty) {
			let Some(name) = field.type_name.filter(|name| TEXTS.contains(&name.as_str())) else {
				continue;
			};
			let shown = &types.resolve(field.ty.id).expect("it is registered").type_def;
			assert_eq!(
				*shown,
				TypeDef::Primitive(TypeDefPrimitive::Str),
				"{:?} {:?}",
				ty.ty.path,
				field.name
			);
			seen.insert(name);
		}
	}
	// `Text` has other names wherever it is used.
	assert_eq!(seen.len(), TEXTS.len() - 1, "{seen:?}");
}

#[test]
fn everything_that_an_explorer_shows_has_a_description() {
	let metadata = Runtime::metadata_ir();
	let described = |what: String, docs: &[&str]| {
		assert!(docs.iter().any(|line| !line.trim().is_empty()), "{what} has no docs");
	};
	for name in OUR_PALLETS {
		let pallet = metadata
			.pallets
			.iter()
			.find(|pallet| pallet.name == name)
			.expect("it is there");
		let calls = &pallet.calls.as_ref().expect("it has calls").ty;
		let events = &pallet.event.as_ref().expect("it has events").ty;
		let errors = &pallet.error.as_ref().expect("it has errors").ty;
		for call in variants(&calls.type_info()) {
			described(format!("{name}.{}", call.name), &call.docs);
			for part in ["**Origin:**", "**Errors:**", "**Events:**"] {
				assert!(
					call.docs.iter().any(|line| line.contains(part)),
					"{name}.{} does not say {part}",
					call.name
				);
			}
		}
		for event in variants(&events.type_info())
			.into_iter()
			.filter(|event| event.name != "__Ignore")
		{
			described(format!("{name}.{}", event.name), &event.docs);
			// Where its name does not say it all, a field has docs besides.
			assert!(
				event.fields.iter().all(|field| field.name.is_some()),
				"a field of {name}.{} has no name",
				event.name
			);
		}
		for error in variants(&errors.type_info()) {
			described(format!("{name}.{}", error.name), &error.docs);
			assert!(error.fields.is_empty());
		}
		let storage = pallet.storage.as_ref().expect("it has storage");
		for entry in &storage.entries {
			described(format!("{name}.{}", entry.name), &entry.docs);
		}
		for constant in &pallet.constants {
			described(format!("{name}.{}", constant.name), &constant.docs);
		}
	}
	let apis: Vec<_> = metadata
		.apis
		.iter()
		.filter(|api| ["AgenciesApi", "DualControlApi", "ESealApi", "UsageLogApi"].contains(&api.name))
		.collect();
	assert_eq!(apis.len(), 4);
	for api in apis {
		described(api.name.into(), &api.docs);
		for method in &api.methods {
			described(format!("{}.{}", api.name, method.name), &method.docs);
		}
	}
}

// --- Weights ---

#[test]
fn every_call_fits_into_a_block() {
	let weights = RuntimeBlockWeights::get();
	super::origins::prepared().execute_with(|| {
		let owner = account_of(&pair("Owner"));
		let largest = largest_uses(&owner, 0, 2);
		for call in super::origins::calls(super::origins::OWNER).into_iter().chain(largest) {
			let info = call.get_dispatch_info();
			let class = weights.get(info.class);
			let total = info.total_weight();
			for limit in [class.max_extrinsic, class.max_total, Some(weights.max_block)]
				.into_iter()
				.flatten()
			{
				assert!(
					total.saturating_add(class.base_extrinsic).all_lte(limit),
					"{call:?} weighs {total:?}, more than {limit:?}"
				);
			}
		}
	});
}

/// Whatever records uses, an owner and an operator can send the largest of it at once. The key is SM2, which weighs the most.
#[test]
fn the_largest_uses_fit_into_a_budget() {
	super::origins::prepared().execute_with(|| {
		let owner = pair("Owner");
		for call in largest_uses(&account_of(&owner), 0, 2) {
			let (weight, bytes) = cost(&owner, &call);
			for budget in [BUDGETS.owner, BUDGETS.operator] {
				assert!(weight <= budget.weight.burst, "{weight} ps");
				assert!(bytes <= budget.bytes.burst, "{bytes} bytes");
			}
		}
	});
}

/// A block's weight is at its end before its list of records is.
#[test]
fn a_block_has_room_for_fewer_records_than_it_may_name() {
	use pallet_usage_log::Call;
	let most = RuntimeBlockWeights::get().max_block;
	super::origins::prepared().execute_with(|| {
		let mut kinds = 0;
		for call in super::origins::calls(super::origins::OWNER) {
			let records = match &call {
				RuntimeCall::UsageLog(
					Call::record_use { .. }
					| Call::record_uses { .. }
					| Call::anchor_batch { .. }
					| Call::record_with_second { .. },
				) => 1,
				RuntimeCall::UsageLog(Call::record_for_many { uses }) => uses.len() as u64,
				_ => continue,
			};
			kinds += 1;
			let weight = call.get_dispatch_info().call_weight;
			assert!(
				weight
					.saturating_mul(MaxUsesPerBlock::get().into())
					.any_gt(most.saturating_mul(records)),
				"{call:?} weighs {weight:?}"
			);
		}
		assert_eq!(kinds, 5);
	});
}

#[test]
fn the_state_version_is_the_one_that_the_tests_compute_roots_with() {
	assert_eq!(crate::VERSION.state_version(), sp_core::storage::StateVersion::V1);
}
