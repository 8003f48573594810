//! What the node, dApps and explorers may ask the runtime.

use crate::{
	genesis_config_presets, AccountId, Admission, Agencies, Aura, Block, BlockNumber, DualControl, ESeal, Executive,
	Grandpa, Hash, Historical, InherentDataExt, Nonce, Runtime, RuntimeGenesisConfig, SessionKeys, System, UsageLog,
	VERSION,
};
use alloc::{string::String, vec::Vec};
use codec::Encode;
use eseal_primitives::{
	act::{Act, Needed},
	answers::{FoundUse, OfficerInfo, UseProof, UseRight, WaitingAct},
	correction::Rectified,
	ActId, BytesToSign, CorrectionId, DocumentDigest, Moment, SealId, SealKey, Seat, Uscc, UseStatement,
};
use frame_support::{
	dispatch::GetDispatchInfo,
	genesis_builder_helper::{build_state, get_preset},
	traits::KeyOwnerProofSystem,
	weights::Weight,
};
use pallet_admission::runtime_api::{AllowanceInfo, Budgets};
use pallet_agencies::{MotionInfo, OfficerEntry};
use pallet_e_seal::{
	runtime_api::{CorrectionInfo, EnterpriseInfo, SealInfo},
	ApplicationForm, HistoryEntry, PhysicalSeal, RegisterEntry, RegisterSubject, SealCounts, Standing,
};
use pallet_grandpa::AuthorityId as GrandpaId;
use pallet_transaction_payment_rpc_runtime_api::{FeeDetails, RuntimeDispatchInfo};
use pallet_usage_log::{DayTotals, Flag, FlagId, Grant, GrantId, LogHead, SealActivity, UseRecord};
use sp_api::impl_runtime_apis;
use sp_consensus_aura::sr25519::AuthorityId as AuraId;
use sp_core::{crypto::KeyTypeId, OpaqueMetadata, H256};
use sp_runtime::{
	traits::{Block as BlockT, NumberFor, TransactionExtension},
	transaction_validity::{TransactionSource, TransactionValidity},
	ApplyExtrinsicResult,
};
use sp_session::OpaqueGeneratedSessionKeys;
use sp_version::RuntimeVersion;

/// An amount, as wallets know it. This chain has no token: every amount is [`NOTHING`].
type Balance = u128;

/// What everything costs.
const NOTHING: Balance = 0;

impl_runtime_apis! {
	impl sp_api::Core<Block> for Runtime {
		fn version() -> RuntimeVersion {
			VERSION
		}

		fn execute_block(block: <Block as BlockT>::LazyBlock) {
			Executive::execute_block(block);
		}

		fn initialize_block(header: &<Block as BlockT>::Header) -> sp_runtime::ExtrinsicInclusionMode {
			Executive::initialize_block(header)
		}
	}

	impl sp_api::Metadata<Block> for Runtime {
		fn metadata() -> OpaqueMetadata {
			OpaqueMetadata::new(Runtime::metadata().into())
		}

		fn metadata_at_version(version: u32) -> Option<OpaqueMetadata> {
			Runtime::metadata_at_version(version)
		}

		fn metadata_versions() -> Vec<u32> {
			Runtime::metadata_versions()
		}
	}

	impl sp_block_builder::BlockBuilder<Block> for Runtime {
		fn apply_extrinsic(extrinsic: <Block as BlockT>::Extrinsic) -> ApplyExtrinsicResult {
			Executive::apply_extrinsic(extrinsic)
		}

		fn finalize_block() -> <Block as BlockT>::Header {
			Executive::finalize_block()
		}

		fn inherent_extrinsics(data: sp_inherents::InherentData) -> Vec<<Block as BlockT>::Extrinsic> {
			data.create_extrinsics()
		}

		fn check_inherents(
			block: <Block as BlockT>::LazyBlock,
			data: sp_inherents::InherentData,
		) -> sp_inherents::CheckInherentsResult {
			data.check_extrinsics(&block)
		}
	}

	impl sp_transaction_pool::runtime_api::TaggedTransactionQueue<Block> for Runtime {
		fn validate_transaction(
			source: TransactionSource,
			tx: <Block as BlockT>::Extrinsic,
			block_hash: <Block as BlockT>::Hash,
		) -> TransactionValidity {
			Executive::validate_transaction(source, tx, block_hash)
		}
	}

	impl sp_offchain::OffchainWorkerApi<Block> for Runtime {
		fn offchain_worker(header: &<Block as BlockT>::Header) {
			Executive::offchain_worker(header)
		}
	}

	impl sp_consensus_aura::AuraApi<Block, AuraId> for Runtime {
		fn slot_duration() -> sp_consensus_aura::SlotDuration {
			sp_consensus_aura::SlotDuration::from_millis(Aura::slot_duration())
		}

		fn authorities() -> Vec<AuraId> {
			pallet_aura::Authorities::<Runtime>::get().into_inner()
		}
	}

	impl sp_session::SessionKeys<Block> for Runtime {
		fn generate_session_keys(owner: Vec<u8>, seed: Option<Vec<u8>>) -> OpaqueGeneratedSessionKeys {
			SessionKeys::generate(&owner, seed).into()
		}

		fn decode_session_keys(encoded: Vec<u8>) -> Option<Vec<(Vec<u8>, KeyTypeId)>> {
			SessionKeys::decode_into_raw_public_keys(&encoded)
		}
	}

	impl sp_consensus_grandpa::GrandpaApi<Block> for Runtime {
		fn grandpa_authorities() -> sp_consensus_grandpa::AuthorityList {
			Grandpa::grandpa_authorities()
		}

		fn current_set_id() -> sp_consensus_grandpa::SetId {
			pallet_grandpa::CurrentSetId::<Runtime>::get()
		}

		fn submit_report_equivocation_unsigned_extrinsic(
			equivocation_proof: sp_consensus_grandpa::EquivocationProof<<Block as BlockT>::Hash, NumberFor<Block>>,
			key_owner_proof: sp_consensus_grandpa::OpaqueKeyOwnershipProof,
		) -> Option<()> {
			Grandpa::submit_unsigned_equivocation_report(equivocation_proof, key_owner_proof.decode()?)
		}

		fn generate_key_ownership_proof(
			_set_id: sp_consensus_grandpa::SetId,
			authority_id: GrandpaId,
		) -> Option<sp_consensus_grandpa::OpaqueKeyOwnershipProof> {
			Historical::prove((sp_consensus_grandpa::KEY_TYPE, authority_id))
				.map(|proof| sp_consensus_grandpa::OpaqueKeyOwnershipProof::new(proof.encode()))
		}
	}

	impl frame_system_rpc_runtime_api::AccountNonceApi<Block, AccountId, Nonce> for Runtime {
		fn account_nonce(account: AccountId) -> Nonce {
			System::account_nonce(account)
		}
	}

	// Wallets ask it before they sign. What an extrinsic costs its sender is weight and bytes of a budget: see `AdmissionApi`.
	impl pallet_transaction_payment_rpc_runtime_api::TransactionPaymentApi<Block, Balance> for Runtime {
		fn query_info(extrinsic: <Block as BlockT>::Extrinsic, _len: u32) -> RuntimeDispatchInfo<Balance> {
			let info = extrinsic.get_dispatch_info();
			RuntimeDispatchInfo { weight: info.total_weight(), class: info.class, partial_fee: NOTHING }
		}

		fn query_fee_details(_extrinsic: <Block as BlockT>::Extrinsic, _len: u32) -> FeeDetails<Balance> {
			FeeDetails { inclusion_fee: None, tip: NOTHING }
		}

		fn query_weight_to_fee(_weight: Weight) -> Balance {
			NOTHING
		}

		fn query_length_to_fee(_len: u32) -> Balance {
			NOTHING
		}
	}

	impl pallet_admission::runtime_api::AdmissionApi<Block, AccountId> for Runtime {
		fn allowance(account: AccountId) -> Option<AllowanceInfo> {
			Admission::api_allowance(&account)
		}

		fn budgets() -> Budgets {
			Admission::api_budgets()
		}

		fn metadata_hash() -> Option<H256> {
			// What the extension adds to what is signed with it: the hash that the runtime was built with.
			let signed = frame_metadata_hash_extension::CheckMetadataHash::<Runtime>::new(true).implicit();
			signed.ok().flatten().map(H256)
		}
	}

	impl pallet_agencies::runtime_api::AgenciesApi<Block, AccountId, Hash, BlockNumber> for Runtime {
		fn motion(motion: Hash) -> Option<MotionInfo<AccountId>> {
			Agencies::motion(motion)
		}

		fn officer(account: AccountId) -> Option<OfficerInfo> {
			Agencies::api_officer(&account)
		}

		fn officer_history(account: AccountId, from: u64, limit: u32) -> Vec<OfficerEntry<AccountId, BlockNumber>> {
			Agencies::api_officer_history(&account, from, limit)
		}
	}

	impl pallet_dual_control::runtime_api::DualControlApi<Block, AccountId> for Runtime {
		fn needed(seat: Seat, act: Act) -> Needed {
			DualControl::needed(seat, act)
		}

		fn waiting_act(id: ActId) -> Option<WaitingAct<AccountId>> {
			DualControl::api_waiting_act(id)
		}

		fn waiting_acts(seat: Seat) -> Vec<WaitingAct<AccountId>> {
			DualControl::api_waiting_acts(seat)
		}
	}

	impl pallet_e_seal::runtime_api::ESealApi<Block, AccountId, BlockNumber> for Runtime {
		fn enterprise(uscc: String) -> Option<EnterpriseInfo<AccountId>> {
			ESeal::api_enterprise(uscc)
		}

		fn predecessors(uscc: String, after: Option<String>, limit: u32) -> Vec<Uscc> {
			ESeal::api_predecessors(uscc, after, limit)
		}

		fn physical_seal(code: String) -> Option<PhysicalSeal> {
			ESeal::api_physical_seal(code)
		}

		fn seal_of(uscc: String) -> Option<SealInfo<AccountId>> {
			ESeal::api_seal_of(uscc)
		}

		fn seal(seal: SealId) -> Option<SealInfo<AccountId>> {
			ESeal::api_seal(seal)
		}

		fn status_at(seal: SealId, moment: Moment) -> Option<Standing> {
			ESeal::standing_at(seal, moment)
		}

		fn recorded_status_at(seal: SealId, moment: Moment) -> Option<Standing> {
			ESeal::recorded_at(seal, moment)
		}

		fn history_entry_digest(seal: SealId, entry: u32) -> Option<H256> {
			ESeal::api_history_entry_digest(seal, entry)
		}

		fn history(seal: SealId, from: u32, limit: u32) -> Vec<HistoryEntry<AccountId, BlockNumber>> {
			ESeal::api_history(seal, from, limit)
		}

		fn register_history(
			subject: RegisterSubject,
			from: u32,
			limit: u32,
		) -> Vec<RegisterEntry<AccountId, BlockNumber>> {
			ESeal::api_register_history(subject, from, limit)
		}

		fn register_entry_digest(subject: RegisterSubject, entry: u32) -> Option<H256> {
			ESeal::api_register_entry_digest(subject, entry)
		}

		fn registration_digest(uscc: String) -> Option<H256> {
			ESeal::api_registration_digest(uscc)
		}

		fn physical_seal_digest(code: String) -> Option<H256> {
			ESeal::api_physical_seal_digest(code)
		}

		fn rectified(subject: RegisterSubject) -> Option<Rectified> {
			ESeal::api_rectified(subject)
		}

		fn correction(id: CorrectionId) -> Option<CorrectionInfo<AccountId>> {
			ESeal::api_correction(id)
		}

		fn open_corrections(seat: Seat) -> Vec<CorrectionInfo<AccountId>> {
			ESeal::api_open_corrections(seat)
		}

		fn seal_counts() -> SealCounts {
			pallet_e_seal::Counts::<Runtime>::get()
		}

		fn possession_bytes(
			owner: AccountId,
			uscc: String,
			code: String,
			key: SealKey,
			certificate: DocumentDigest,
			picture: DocumentDigest,
			valid_from: Moment,
			valid_until: Moment,
		) -> Option<BytesToSign> {
			let form = ApplicationForm { key, certificate, picture, valid_from, valid_until };
			ESeal::api_possession_bytes(owner, uscc, code, form)
		}
	}

	impl pallet_usage_log::runtime_api::UsageLogApi<Block, AccountId, BlockNumber> for Runtime {
		fn head(seal: SealId) -> LogHead {
			pallet_usage_log::Heads::<Runtime>::get(seal)
		}

		fn log_start(seal: SealId) -> LogHead {
			pallet_usage_log::LogStarts::<Runtime>::get(seal)
		}

		fn records_of_seal(seal: SealId, from: u64, limit: u32) -> Vec<UseRecord<AccountId, BlockNumber>> {
			UsageLog::api_records_of_seal(seal, from, limit)
		}

		fn documents_of_record(seal: SealId, record: u64) -> Vec<DocumentDigest> {
			UsageLog::api_documents_of_record(seal, record)
		}

		fn use_at(seal: SealId, index: u64) -> Option<FoundUse<AccountId, BlockNumber>> {
			UsageLog::api_use_at(seal, index)
		}

		fn uses_of_document(
			document: DocumentDigest,
			after: Option<(SealId, u64)>,
			limit: u32,
		) -> Vec<FoundUse<AccountId, BlockNumber>> {
			UsageLog::api_uses_of_document(document, after, limit)
		}

		fn use_proof(seal: SealId, record: u64) -> Option<UseProof> {
			UsageLog::api_use_proof(seal, record)
		}

		fn statement_bytes(account: AccountId, statement: UseStatement) -> BytesToSign {
			BytesToSign { bytes: statement.bytes_to_sign(pallet_agencies::genesis_hash::<Runtime>(), &account) }
		}

		fn approval_bytes(account: AccountId, statement: UseStatement) -> BytesToSign {
			BytesToSign { bytes: statement.bytes_to_approve(pallet_agencies::genesis_hash::<Runtime>(), &account) }
		}

		fn use_right(seal: SealId, account: AccountId) -> Option<UseRight> {
			UsageLog::api_use_right(seal, &account)
		}

		fn grants_of_seal(seal: SealId) -> Vec<(GrantId, Grant<AccountId>)> {
			UsageLog::api_grants_of_seal(seal)
		}

		fn flags_of_use(
			seal: SealId,
			index: u64,
			after: Option<FlagId>,
			limit: u32,
		) -> Vec<(FlagId, Flag<AccountId>)> {
			UsageLog::api_flags_of_use(seal, index, after, limit)
		}

		fn activity(seal: SealId) -> Option<SealActivity> {
			UsageLog::api_activity(seal)
		}

		fn totals_of_days(from: u32, limit: u32) -> Vec<(u32, DayTotals)> {
			UsageLog::api_totals_of_days(from, limit)
		}

		fn use_digest(seal: SealId, record: u64) -> Option<H256> {
			UsageLog::api_use_digest(seal, record)
		}

		fn flag_digest(flag: FlagId) -> Option<H256> {
			UsageLog::api_flag_digest(flag)
		}
	}

	impl sp_genesis_builder::GenesisBuilder<Block> for Runtime {
		fn build_state(config: Vec<u8>) -> sp_genesis_builder::Result {
			build_state::<RuntimeGenesisConfig>(config)
		}

		fn get_preset(id: &Option<sp_genesis_builder::PresetId>) -> Option<Vec<u8>> {
			get_preset::<RuntimeGenesisConfig>(id, genesis_config_presets::get_preset)
		}

		fn preset_names() -> Vec<sp_genesis_builder::PresetId> {
			genesis_config_presets::preset_names()
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	impl frame_benchmarking::Benchmark<Block> for Runtime {
		fn benchmark_metadata(extra: bool) -> (
			Vec<frame_benchmarking::BenchmarkList>,
			Vec<frame_support::traits::StorageInfo>,
		) {
			use crate::*;
			use frame_benchmarking::BenchmarkList;
			use frame_support::traits::StorageInfoTrait;

			let mut list = Vec::<BenchmarkList>::new();
			list_benchmarks!(list, extra);
			(list, AllPalletsWithSystem::storage_info())
		}

		fn dispatch_benchmark(
			config: frame_benchmarking::BenchmarkConfig,
		) -> Result<Vec<frame_benchmarking::BenchmarkBatch>, alloc::string::String> {
			use crate::*;
			use frame_benchmarking::BenchmarkBatch;
			use frame_support::traits::{TrackedStorageKey, WhitelistedStorageKeys};

			let whitelist: Vec<TrackedStorageKey> = AllPalletsWithSystem::whitelisted_storage_keys();
			let mut batches = Vec::<BenchmarkBatch>::new();
			let params = (&config, &whitelist);
			add_benchmarks!(params, batches);
			Ok(batches)
		}
	}

	#[cfg(feature = "try-runtime")]
	impl frame_try_runtime::TryRuntime<Block> for Runtime {
		fn on_runtime_upgrade(
			checks: frame_try_runtime::UpgradeCheckSelect,
		) -> (frame_support::weights::Weight, frame_support::weights::Weight) {
			// A failed check stops the tool that asks. This never runs in a block.
			let weight = Executive::try_runtime_upgrade(checks).expect("the upgrade's checks hold");
			(weight, crate::RuntimeBlockWeights::get().max_block)
		}

		fn execute_block(
			block: <Block as BlockT>::LazyBlock,
			state_root_check: bool,
			signature_check: bool,
			select: frame_try_runtime::TryStateSelect,
		) -> frame_support::weights::Weight {
			Executive::try_execute_block(block, state_root_check, signature_check, select)
				.expect("the block's checks hold")
		}
	}
}
