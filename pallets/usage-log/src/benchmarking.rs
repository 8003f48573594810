//! Benchmarks of the calls, each in its worst case.

use super::{activity::MAX_DROPPED, grants::Terms, *};
use alloc::vec::Vec;
use codec::Decode;
use eseal_crypto::{batch::batch, benchmarking::BenchmarkKey};
use eseal_primitives::{
	activity::PAST_DAYS,
	answers::UseRight,
	documents::{Listed, MAX_ANCHORED, MAX_LISTED},
	moment::DAY,
	statement::{Approval, MAX_MANY, PURPOSES},
	Act, DocumentDigest, Documents, Moment, Purpose, SealId, SealSignature, SignedUse, UseStatement,
};
use frame_benchmarking::v2::*;
use frame_support::{
	storage::{storage_prefix, unhashed},
	traits::Get,
	BoundedVec,
};
use frame_system::{pallet_prelude::OriginFor, RawOrigin};
use pallet_admission::OfficerGate;
use pallet_agencies::genesis_hash;
use pallet_e_seal::{SealRegistry, UseRights};
use sp_core::{ConstU32, H256};
use sp_runtime::traits::One;

/// Today: so late that enough days lie before.
const TODAY: u32 = 20_000;

/// As much on one day as can be counted.
const MOST: DayActivity = DayActivity {
	uses: u64::MAX,
	refused: u64::MAX,
};

/// The block is of [`TODAY`]. Nothing but an inherent of the right slot could say so to the pallet that has the time, so this writes
/// it where that pallet does.
fn begin_day<T: Config>() {
	let now = storage_prefix(b"Timestamp", b"Now");
	unhashed::put(&now, &(u64::from(TODAY) * DAY));
	assert_eq!(Pallet::<T>::today(), TODAY);
}

/// An e-seal was used yesterday, and on all days before that are remembered: its next use begins its day.
fn used_every_day<T: Config>(seal: SealId) {
	let past = (0..PAST_DAYS).map(|_| MOST).collect::<Vec<_>>();
	let activity = SealActivity {
		day: TODAY - 1,
		today: MOST,
		past: past.try_into().expect("so many are remembered"),
	};
	Activity::<T>::insert(seal, activity);
}

/// Today's activity of an e-seal, which is not its first.
fn counted<T: Config>(seal: SealId) -> DayActivity {
	let activity = Activity::<T>::get(seal);
	assert_eq!((activity.day, activity.past.len()), (TODAY, PAST_DAYS as usize));
	activity.today
}

/// A usable e-seal.
fn seal_with<T: Config>(key: &BenchmarkKey) -> (T::AccountId, SealId) {
	begin_day::<T>();
	let owner: T::AccountId = account("owner", 0, 0);
	let id = T::Seals::benchmark_seal(&owner, key.public());
	(owner, id)
}

/// A usable e-seal with an Sr25519 key: of the algorithms that the node verifies none costs more.
fn seal<T: Config>() -> (T::AccountId, SealId, BenchmarkKey) {
	let key = BenchmarkKey::sr25519();
	let (owner, id) = seal_with::<T>(&key);
	(owner, id, key)
}

/// All purposes that a grant can allow.
fn all_purposes() -> Purposes {
	let mut purposes = Purposes::new();
	for purpose in Purpose::GRANTABLE {
		purposes
			.try_insert(purpose)
			.expect("the bound is the number of purposes");
	}
	assert_eq!(purposes.len() + 1, PURPOSES as usize);
	purposes
}

fn tomorrow<T: Config>() -> Moment {
	Pallet::<T>::now().saturating_add(DAY)
}

fn granted<T: Config>(owner: &T::AccountId, seal: SealId, n: u32) -> (T::AccountId, GrantId) {
	granted_uses::<T>(owner, seal, n, MAX_ANCHORED)
}

fn granted_uses<T: Config>(owner: &T::AccountId, seal: SealId, n: u32, quota: u32) -> (T::AccountId, GrantId) {
	granted_until::<T>(owner, seal, n, None, tomorrow::<T>(), quota)
}

/// The `n`th grant, and its operator.
fn granted_until<T: Config>(
	owner: &T::AccountId,
	seal: SealId,
	n: u32,
	second: Option<T::AccountId>,
	valid_until: Moment,
	quota: u32,
) -> (T::AccountId, GrantId) {
	let operator: T::AccountId = account("operator", n, 0);
	let grant = NextGrantId::<T>::get();
	let terms = Terms {
		operator: operator.clone(),
		second,
		purposes: all_purposes(),
		valid_until,
		quota,
		lent_from: None,
	};
	Pallet::<T>::do_grant(owner.clone(), seal, terms).expect("a right grant");
	(operator, grant)
}

/// The account that approves what the `n`th operator uses.
fn second<T: Config>(n: u32) -> T::AccountId {
	account("second", n, 0)
}

/// The `n`th grant, which takes two operators and is valid until the day after tomorrow.
fn granted_to_two<T: Config>(owner: &T::AccountId, seal: SealId, n: u32) -> (T::AccountId, GrantId) {
	let valid_until = tomorrow::<T>().saturating_add(DAY);
	granted_until::<T>(owner, seal, n, Some(second::<T>(n)), valid_until, MAX_ANCHORED)
}

/// A grant that is as much work to end as any: one of so many as can be lent, until tomorrow, from one that takes two operators.
fn lent<T: Config>(owner: &T::AccountId, seal: SealId) -> GrantId {
	let (lender, from) = granted_to_two::<T>(owner, seal, 0);
	let first = NextGrantId::<T>::get();
	for n in 0..T::MaxLent::get() {
		let branch: T::AccountId = account("branch", n, 0);
		Pallet::<T>::do_lend(lender.clone(), from, branch, all_purposes(), tomorrow::<T>(), 1)
			.expect("a right grant is lent");
	}
	first
}

/// A use of one document.
fn signed<T: Config>(account: &T::AccountId, seal: SealId, key: &BenchmarkKey) -> (UseStatement, SealSignature) {
	signed_for::<T>(account, seal, key, Documents::One(document(1)))
}

fn signed_for<T: Config>(
	account: &T::AccountId,
	seal: SealId,
	key: &BenchmarkKey,
	documents: Documents,
) -> (UseStatement, SealSignature) {
	let UseRight { grant, nonce } = Pallet::<T>::api_use_right(seal, account).expect("the account may use the e-seal");
	let statement = UseStatement {
		seal,
		grant,
		nonce,
		documents,
		purpose: Purpose::Other,
		signed_at: Pallet::<T>::now(),
	};
	let bytes = statement.bytes_to_sign(genesis_hash::<T>(), account);
	(statement, key.sign(&bytes).expect("the key is there"))
}

/// `n` documents as a call lists them, and what a statement says of them.
fn listed(n: u32) -> (Listed, Documents) {
	let listed: Listed = (0..n)
		.map(document)
		.collect::<Vec<_>>()
		.try_into()
		.expect("at most so many");
	let all = batch(&listed).expect("at least one");
	(listed, all)
}

/// An operator, and a use that it may send, signed by this key: the last one under its grant, and the e-seal's first one today.
fn ready<T: Config>(key: &BenchmarkKey) -> (T::AccountId, SealId, UseStatement, SealSignature) {
	let (owner, seal) = seal_with::<T>(key);
	used_every_day::<T>(seal);
	let (operator, _) = granted_uses::<T>(&owner, seal, 0, 1);
	let (statement, signature) = signed::<T>(&operator, seal, key);
	(operator, seal, statement, signature)
}

/// An operator of `n` e-seals, and a use of each.
fn ready_for_many<T: Config>(n: u32) -> (T::AccountId, BoundedVec<SignedUse, ConstU32<MAX_MANY>>) {
	begin_day::<T>();
	let key = BenchmarkKey::sr25519();
	let operator: T::AccountId = account("operator", 0, 0);
	let uses: Vec<_> = (0..n)
		.map(|i| {
			let owner: T::AccountId = account("owner", i, 0);
			let seal = T::Seals::benchmark_seal(&owner, key.public());
			used_every_day::<T>(seal);
			granted_uses::<T>(&owner, seal, 0, 1);
			let (statement, signature) = signed::<T>(&operator, seal, &key);
			SignedUse { statement, signature }
		})
		.collect();
	(operator, uses.try_into().expect("at most so many"))
}

fn used<T: Config>() -> SealId {
	let (owner, seal, key) = seal::<T>();
	let (statement, signature) = signed::<T>(&owner, seal, &key);
	Pallet::<T>::do_record_use(owner, seal, statement, signature, None).expect("a right use");
	seal
}

/// Documents differ in all of their digests, as they do in reality.
fn document(n: u32) -> DocumentDigest {
	DocumentDigest::Sha256(frame_support::Hashable::blake2_256(&n).into())
}

/// An officer for whom one suffices.
fn officer<T: Config>(act: Act) -> OriginFor<T> {
	T::Officers::benchmark_origin(act, &())
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn grant() {
		let (owner, seal, _) = seal::<T>();
		let operator: T::AccountId = account("operator", 0, 0);
		#[extrinsic_call]
		_(
			RawOrigin::Signed(owner),
			seal,
			operator,
			all_purposes(),
			tomorrow::<T>(),
			10,
		);
		assert_eq!(OpenGrantCount::<T>::get(seal), 1);
	}

	#[benchmark]
	fn grant_to_two() {
		let (owner, seal, _) = seal::<T>();
		let operator: T::AccountId = account("operator", 0, 0);
		#[extrinsic_call]
		_(
			RawOrigin::Signed(owner),
			seal,
			operator,
			second::<T>(0),
			all_purposes(),
			tomorrow::<T>(),
			10,
		);
		assert_eq!(OpenGrantCount::<T>::get(seal), 1);
	}

	/// What takes two operators.
	#[benchmark]
	fn lend() {
		let (owner, seal, _) = seal::<T>();
		let (lender, id) = granted_to_two::<T>(&owner, seal, 0);
		let branch: T::AccountId = account("branch", 0, 0);
		#[extrinsic_call]
		_(
			RawOrigin::Signed(lender),
			id,
			branch,
			all_purposes(),
			tomorrow::<T>(),
			10,
		);
		assert_eq!(OpenGrantCount::<T>::get(seal), 2);
	}

	/// By the owner, of one that was lent.
	#[benchmark]
	fn revoke_grant() {
		let (owner, seal, _) = seal::<T>();
		let id = lent::<T>(&owner, seal);
		let open = OpenGrantCount::<T>::get(seal);
		#[extrinsic_call]
		_(RawOrigin::Signed(owner), id);
		assert_eq!(OpenGrantCount::<T>::get(seal), open - 1);
	}

	/// By an operator, whose grant is read and written too and gives alarm, at the beginning of the e-seal's day.
	#[benchmark]
	fn record_use() {
		let (operator, seal, statement, signature) = ready::<T>(&BenchmarkKey::sr25519());
		#[extrinsic_call]
		_(RawOrigin::Signed(operator), seal, statement, signature);
		assert_eq!(Heads::<T>::get(seal).count, 1);
		assert_eq!(counted::<T>(seal).uses, 1);
	}

	/// As `record_use`, with an SM2 key.
	#[benchmark]
	fn record_use_sm2() {
		let (operator, seal, statement, signature) = ready::<T>(&BenchmarkKey::sm2().expect("a key"));
		#[extrinsic_call]
		record_use(RawOrigin::Signed(operator), seal, statement, signature);
		assert_eq!(Heads::<T>::get(seal).count, 1);
	}

	/// A batch of `n` listed documents, by an operator, likewise.
	#[benchmark]
	fn record_uses(n: Linear<1, MAX_LISTED>) {
		let key = BenchmarkKey::sr25519();
		let (owner, seal) = seal_with::<T>(&key);
		used_every_day::<T>(seal);
		let (operator, _) = granted_uses::<T>(&owner, seal, 0, n);
		let (documents, all) = listed(n);
		let (statement, signature) = signed_for::<T>(&operator, seal, &key, all);
		#[extrinsic_call]
		_(RawOrigin::Signed(operator), seal, statement, documents, signature);
		assert_eq!(Heads::<T>::get(seal).count, u64::from(n));
		assert_eq!(counted::<T>(seal).uses, u64::from(n));
	}

	/// For comparison; `record_use` covers it.
	#[benchmark(extra)]
	fn anchor_batch() {
		let key = BenchmarkKey::sr25519();
		let (owner, seal) = seal_with::<T>(&key);
		let (operator, _) = granted::<T>(&owner, seal, 0);
		let all = Documents::Batch {
			count: MAX_ANCHORED,
			root: H256::repeat_byte(1),
		};
		let (statement, signature) = signed_for::<T>(&operator, seal, &key, all);
		#[extrinsic_call]
		_(RawOrigin::Signed(operator), seal, statement, signature);
		assert_eq!(Heads::<T>::get(seal).count, u64::from(MAX_ANCHORED));
	}

	/// For comparison: `n` times `record_use` covers it.
	#[benchmark(extra)]
	fn record_for_many(n: Linear<1, MAX_MANY>) {
		let (operator, uses) = ready_for_many::<T>(n);
		#[extrinsic_call]
		_(RawOrigin::Signed(operator), uses);
		assert_eq!(Heads::<T>::iter().count(), n as usize);
	}

	/// For comparison; twice `record_use` covers it: the second operator's signature is verified, too.
	#[benchmark(extra)]
	fn record_with_second() {
		let key = BenchmarkKey::sr25519();
		let (operator, seal, statement, signature) = ready::<T>(&key);
		// The account of the e-seal's key stands in for the second operator's: no other key signs here.
		let second = T::AccountId::decode(&mut &key.public().encode()[1..]).expect("an account has 32 bytes");
		Grants::<T>::mutate(statement.grant.expect("an operator has one"), |stored| {
			stored.as_mut().expect("it is there").second = Some(second);
		});
		let approval = Approval {
			key: key.public(),
			signature: key
				.sign(&statement.bytes_to_approve(genesis_hash::<T>(), &operator))
				.expect("the key signs"),
		};
		#[extrinsic_call]
		_(RawOrigin::Signed(operator), seal, statement, None, signature, approval);
		assert_eq!(Heads::<T>::get(seal).count, 1);
	}

	/// For comparison; `record_use` covers it.
	#[benchmark(extra)]
	fn record_use_ecdsa() {
		let (operator, seal, statement, signature) = ready::<T>(&BenchmarkKey::ecdsa());
		#[extrinsic_call]
		record_use(RawOrigin::Signed(operator), seal, statement, signature);
		assert_eq!(Heads::<T>::get(seal).count, 1);
	}

	/// For comparison; `record_use` covers it.
	#[benchmark(extra)]
	fn record_use_ed25519() {
		let (operator, seal, statement, signature) = ready::<T>(&BenchmarkKey::ed25519());
		#[extrinsic_call]
		record_use(RawOrigin::Signed(operator), seal, statement, signature);
		assert_eq!(Heads::<T>::get(seal).count, 1);
	}

	/// What names `n` uses in a block's header, counts them, and forgets them in the next block: each of an e-seal of its own, by an
	/// operator. All have SM2 keys, whose records are the longest. The block is the first of its day, and drops as many days as it
	/// may.
	#[benchmark]
	fn commit_uses(n: Linear<0, 64>) {
		begin_day::<T>();
		let first = Pallet::<T>::first_counted(TODAY);
		FirstDay::<T>::put(first - MAX_DROPPED);
		for day in first - MAX_DROPPED..first {
			let (records, uses, refused) = (u64::MAX, u64::MAX, u64::MAX);
			TotalsOfDay::<T>::insert(day, DayTotals { records, uses, refused });
		}
		RefusedInBlock::<T>::put(1);
		let key = BenchmarkKey::sm2().expect("a key");
		frame_system::Pallet::<T>::set_block_number(One::one());
		for i in 0..n {
			let owner: T::AccountId = account("owner", i, 0);
			let seal = T::Seals::benchmark_seal(&owner, key.public());
			let (operator, _) = granted::<T>(&owner, seal, i);
			let (statement, signature) = signed::<T>(&operator, seal, &key);
			Pallet::<T>::do_record_use(operator, seal, statement, signature, None).expect("a right use");
		}
		#[block]
		{
			Pallet::<T>::commit_uses();
			BlockLeaves::<T>::kill();
		}
		let logs = frame_system::Pallet::<T>::digest().logs.len();
		assert_eq!(logs > 0, n > 0);
		assert_eq!(TotalsOfDay::<T>::iter_keys().collect::<Vec<_>>(), [TODAY]);
	}

	/// For comparison; `record_use` covers it: a refused statement is counted, at the beginning of the e-seal's day.
	#[benchmark(extra)]
	fn note_refused() {
		let (_, seal, _) = seal::<T>();
		used_every_day::<T>(seal);
		#[block]
		{
			Pallet::<T>::note_refused(seal);
		}
		assert_eq!(counted::<T>(seal).refused, 1);
	}

	/// For comparison; `close_flag` covers it.
	#[benchmark(extra)]
	fn set_retention() {
		#[extrinsic_call]
		_(RawOrigin::Root, Some(T::MinRetention::get()));
		assert_eq!(Retention::<T>::get(), Some(T::MinRetention::get()));
	}

	/// For comparison; `record_uses` covers it: a record of `n` listed documents leaves the state.
	#[benchmark(extra)]
	fn drop_record(n: Linear<1, MAX_LISTED>) {
		let key = BenchmarkKey::sr25519();
		let (owner, seal) = seal_with::<T>(&key);
		let (documents, all) = listed(n);
		let (statement, signature) = signed_for::<T>(&owner, seal, &key, all);
		Pallet::<T>::do_record_uses(owner, seal, statement, documents, signature, None).expect("a right batch");
		#[block]
		{
			let record = Records::<T>::get(seal, 0).expect("it is there");
			let documents = DocumentsOf::<T>::get(seal, 0);
			Pallet::<T>::drop_record(seal, 0, record, documents);
		}
		assert_eq!(LogStarts::<T>::get(seal), Heads::<T>::get(seal));
	}

	/// For comparison; `record_use` covers it: the look at a block, be it full, whose records stay.
	#[benchmark(extra)]
	fn look_at_block() {
		let seal = used::<T>();
		let uses: Vec<_> = (0..u64::from(T::MaxUsesPerBlock::get())).map(|n| (seal, n)).collect();
		let block = frame_system::Pallet::<T>::block_number();
		BlockUses::<T>::insert(block, BoundedVec::truncate_from(uses));
		#[block]
		{
			let uses = BlockUses::<T>::get(block);
			assert_eq!(uses.len(), T::MaxUsesPerBlock::get() as usize);
			assert!(Records::<T>::get(seal, 0).is_some());
		}
	}

	#[benchmark]
	fn flag_use() {
		let seal = used::<T>();
		let digest = Pallet::<T>::api_use_digest(seal, 0).expect("there is such a use");
		let note = Some(DocumentDigest::Sha256(H256::repeat_byte(2)));
		#[extrinsic_call]
		_(
			officer::<T>(Act::FlagUse) as OriginFor<T>,
			seal,
			0,
			0,
			digest,
			FlagReason::Disputed,
			note,
		);
		assert_eq!(NextFlagId::<T>::get(), FlagId(1));
	}

	#[benchmark]
	fn close_flag() {
		let seal = used::<T>();
		let used = Pallet::<T>::api_use_digest(seal, 0).expect("there is such a use");
		Pallet::<T>::flag_use(officer::<T>(Act::FlagUse), seal, 0, 0, used, FlagReason::Disputed, None)
			.expect("a right flag");
		let digest = Pallet::<T>::api_flag_digest(FlagId(0)).expect("there is such a flag");
		#[extrinsic_call]
		_(
			officer::<T>(Act::CloseFlag) as OriginFor<T>,
			FlagId(0),
			digest,
			FlagOutcome::Confirmed,
		);
		assert!(Flags::<T>::get(FlagId(0)).is_some_and(|flag| flag.closed.is_some()));
	}

	/// The end of `n` grants with their e-seal, each of which took two operators. More than what is lent from one have the same two.
	#[benchmark]
	fn dissolve(n: Linear<0, { T::MaxGrants::get() }>) {
		let (owner, seal, _) = seal::<T>();
		for i in 0..n {
			granted_to_two::<T>(&owner, seal, i);
		}
		#[block]
		{
			<Pallet<T> as UseRights>::dissolve(seal).expect("operators can be dismissed");
		}
		assert_eq!(OpenGrantCount::<T>::get(seal), 0);
	}

	/// What the clean-up of expired grants costs when there is nothing to do.
	#[benchmark]
	fn expiry_base() {
		NextExpiryDay::<T>::put(u64::MAX);
		#[block]
		{
			Pallet::<T>::end_expired_grants(frame_support::weights::Weight::MAX);
		}
		assert_eq!(NextExpiryDay::<T>::get(), Some(u64::MAX));
	}

	/// One step of the clean-up: the end of one grant, which was lent.
	#[benchmark]
	fn expiry_step() {
		let (owner, seal, _) = seal::<T>();
		lent::<T>(&owner, seal);
		let open = OpenGrantCount::<T>::get(seal);
		let day = tomorrow::<T>().day();
		#[block]
		{
			Pallet::<T>::expire_first(day);
		}
		assert_eq!(OpenGrantCount::<T>::get(seal), open - 1);
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
