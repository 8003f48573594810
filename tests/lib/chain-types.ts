// What the tests read of the chain, as polkadot.js decodes it from the runtime's metadata. polkadot.js itself learns these
// shapes only when it connects.

import '@polkadot/api-augment/substrate';
import type { ApiTypes, AugmentedCall, AugmentedQuery, QueryableStorageEntry } from '@polkadot/api-base/types';
import type { AccountId32, DispatchError, DispatchResult, H256, Weight } from '@polkadot/types/interfaces';
import type {
	Bytes,
	bool,
	Compact,
	Enum,
	Null,
	Option,
	Struct,
	Text,
	U8aFixed,
	u32,
	u64,
	Vec,
} from '@polkadot/types-codec';
import type { AnyFunction, AnyTuple, Codec, ITuple } from '@polkadot/types-codec/types';
import type { Observable } from 'rxjs';

/** An enum with these variants, each with what it holds. */
type Choice<V extends Record<string, Codec>> = Enum & { readonly type: keyof V; readonly value: V[keyof V] } & {
	readonly [K in keyof V & string as `is${K}`]: boolean;
} & { readonly [K in keyof V & string as `as${K}`]: V[K] };

/** An enum whose variants hold nothing. */
type Variant<N extends string> = Choice<{ [K in N]: Null }>;

type Seat = Variant<'MarketSupervision' | 'PublicSecurity' | 'DataResources' | 'Witness'>;

type Hold = Variant<
	| 'OwnerSuspension'
	| 'PlatformSuspension'
	| 'Freeze'
	| 'PhysicalSealLost'
	| 'EnterpriseRestricted'
	| 'EnterpriseRenamed'
	| 'KeyRotationDue'
>;

export type Digest = Choice<{
	Sha256: U8aFixed;
	Sm3: U8aFixed;
	Blake2b256: U8aFixed;
	Commitment: U8aFixed;
	CommitmentSm3: U8aFixed;
}>;

/** One document, or a batch of them. */
type Documents = Choice<{ One: Digest; Batch: Struct & { readonly count: u32; readonly root: H256 } }>;

type Purpose = Variant<
	'Contract' | 'Invoice' | 'Tender' | 'Finance' | 'HumanResources' | 'GovernmentFiling' | 'Other' | 'Liquidation'
>;

/** An officer of an agency. */
interface Officer extends Struct {
	readonly seat: Seat;
	readonly account: AccountId32;
}

/** An e-seal as it is stored. */
interface Seal extends Struct {
	readonly uscc: Text;
	readonly name: Text;
	readonly status: Variant<'Applied' | 'Active' | 'Rejected' | 'Withdrawn' | 'Revoked' | 'Superseded' | 'Approved'>;
	readonly historyLen: u32;
	readonly historyDigest: H256;
}

/** Whether an e-seal is usable at some moment, and what stands in the way. */
export interface Standing extends Struct {
	readonly usable: bool;
	readonly obstacles: Vec<Choice<{ OnHold: Hold; NotActive: Null; NotYetValid: Null; Expired: Null }>>;
}

/** How an e-seal stood at a moment. */
interface StandingAt extends Standing {
	readonly status: Option<Seal['status']>;
	readonly holds: Vec<Hold>;
}

/** An e-seal with how it stands. */
export interface SealInfo extends Standing {
	readonly id: u64;
	readonly applicationDigest: H256;
	readonly seal: Seal;
}

/** An act that waits for a second officer. */
export interface WaitingAct extends Struct {
	readonly id: u64;
	readonly digest: H256;
}

export interface Enterprise extends Struct {
	readonly name: Text;
	readonly status: Variant<'Active' | 'Restricted' | 'Deregistered' | 'Voided'>;
}

/** A record of a log as it is stored: a use, or a batch of uses. */
export interface UseRecord extends Struct {
	readonly seal: u64;
	/** The index of its first use. */
	readonly index: u64;
	readonly documents: Documents;
	readonly purpose: Purpose;
	readonly account: AccountId32;
	readonly grant: Option<u64>;
	readonly nonce: u64;
	readonly recordedAt: u64;
	readonly block: u32;
}

/** A use, and the record that has it. */
export interface FoundUse extends Struct {
	readonly index: u64;
	/** The number of the record. */
	readonly record: u64;
	readonly used: UseRecord;
}

/** What an account's next statement names. */
interface UseRight extends Struct {
	readonly grant: Option<u64>;
	readonly nonce: u64;
}

/** An entry of an e-seal's history. */
export interface HistoryEntry extends Struct {
	readonly change: Enum & { readonly value: Codec & { readonly hold?: Enum; readonly reason?: Enum } };
	readonly by: Choice<{ Officer: Officer; Owner: AccountId32 }>;
	readonly effectiveAt: u64;
	readonly recordedAt: u64;
	readonly block: u32;
}

interface LogHead extends Struct {
	readonly count: u64;
	readonly records: u64;
	readonly byOwner: u64;
	readonly digest: H256;
}

interface UseProof extends Struct {
	readonly leaf: Bytes;
	readonly leafIndex: u32;
	readonly treeSize: u32;
	readonly auditPath: Vec<H256>;
}

/** What was recorded of an e-seal on a day, and what was refused. */
interface DayActivity extends Struct {
	readonly uses: Compact<u64>;
	readonly refused: Compact<u64>;
}

/** How much an e-seal is used, by day. */
interface SealActivity extends Struct {
	readonly day: Compact<u32>;
	readonly today: DayActivity;
	readonly past: Vec<DayActivity>;
}

/** What the chain recorded on a day, and what it refused. */
interface DayTotals extends Struct {
	readonly records: u64;
	readonly uses: u64;
	readonly refused: u64;
}

/** How many e-seals there are, by their status. */
interface SealCounts extends Struct {
	readonly applied: u64;
	readonly active: u64;
	readonly onHold: u64;
	readonly revoked: u64;
	readonly rejected: u64;
	readonly withdrawn: u64;
	readonly superseded: u64;
}

interface BytesToSign extends Struct {
	readonly bytes: Bytes;
}

/** An open motion, with what closing it takes. */
interface MotionInfo extends Struct {
	readonly seat: Seat;
	readonly proposer: AccountId32;
	readonly weight: Weight;
	readonly length: u32;
}

/** How much may be spent: at once, and steadily. */
interface Limit extends Struct {
	readonly burst: u64;
	readonly perBlock: u64;
}

/** What an account may send. */
interface AllowanceInfo extends Struct {
	readonly budget: Struct & { readonly weight: Limit; readonly bytes: Limit };
	readonly weightLeft: u64;
	readonly bytesLeft: u64;
}

/** The data of events, by their names. */
export interface EventData {
	'agencies.EquivocationReported': { seat: Seat; validator: AccountId32; session: u32 };
	'council.Executed': { proposalHash: H256; result: DispatchResult };
	'council.Proposed': { account: AccountId32; proposalIndex: u32; proposalHash: H256 };
	'dualControl.Prepared': { id: u64; digest: H256 };
	'eSeal.Activated': { seal: u64; code: Text; supersedes: Option<u64>; by: Officer };
	'eSeal.Applied': { seal: u64 };
	'eSeal.CorrectionProposed': { id: u64; digest: H256 };
	'eSeal.EnterpriseRegistered': {
		uscc: Text;
		name: Text;
		check: Variant<'Enforced' | 'Waived'>;
		deviation: Variant<'None' | 'CheckCharacter' | 'Structure' | 'Both'>;
		by: Officer;
	};
	'eSeal.HoldPlaced': { seal: u64; hold: Hold; effectiveAt: u64 };
	'eSeal.PhysicalSealFiled': { by: Officer };
	'eSeal.Revoked': { seal: u64; reason: Variant<'Superseded'> };
	'system.ExtrinsicFailed': { dispatchError: DispatchError };
	'usageLog.BatchRecorded': {
		seal: u64;
		uscc: Text;
		index: u64;
		documents: Documents;
		listed: bool;
		grant: Option<u64>;
		head: H256;
	};
	'usageLog.BurstOfUses': { seal: u64; day: u32; uses: u64; busiest: u64 };
	'usageLog.GrantCarriedOver': { from: u64; to: u64 };
	'usageLog.GrantIssued': { grant: u64 };
	'usageLog.GrantLent': { grant: u64; from: u64; seal: u64; operator: AccountId32 };
	'usageLog.QuotaNearlyUsed': { grant: u64; seal: u64; operator: AccountId32; used: u32; quota: u32 };
	'usageLog.UseRecorded': { seal: u64; uscc: Text; index: u64; grant: Option<u64>; document: Digest; head: H256 };
	'usageLog.UseRefused': { position: u32; seal: u64; error: DispatchError };
}

type Digestible = { [algorithm: string]: string };

/** A place in storage. */
type Query<ApiType extends ApiTypes, F extends AnyFunction, A extends AnyTuple> = AugmentedQuery<ApiType, F, A> &
	QueryableStorageEntry<ApiType, A>;

declare module '@polkadot/api-base/types/storage' {
	interface AugmentedQueries<ApiType extends ApiTypes> {
		agencies: {
			officerHeads: Query<ApiType, (account: string) => Observable<Struct>, [AccountId32]>;
			officers: Query<ApiType, (account: string) => Observable<Option<Seat>>, [AccountId32]>;
			sessionLength: Query<ApiType, () => Observable<u32>, []>;
			validators: Query<ApiType, (account: AccountId32 | string) => Observable<Option<Seat>>, [AccountId32]>;
		};
		eSeal: {
			enterprises: Query<ApiType, (uscc: string) => Observable<Option<Enterprise>>, [Text]>;
			history: Query<ApiType, (seal: number, index: number) => Observable<Option<HistoryEntry>>, [u64, u32]>;
			physicalSeals: Query<ApiType, (code: string) => Observable<Option<Codec>>, [Text]>;
			nextSealId: Query<ApiType, () => Observable<u64>, []>;
			pendingApplication: Query<ApiType, (uscc: string) => Observable<Option<u64>>, [Text]>;
			seals: Query<ApiType, (seal: number) => Observable<Option<Seal>>, [u64]>;
		};
		usageLog: {
			documentsOf: Query<ApiType, (seal: number, record: number) => Observable<Option<Vec<Digest>>>, [u64, u64]>;
			nextGrantId: Query<ApiType, () => Observable<u64>, []>;
			openGrants: Query<ApiType, (seal: number, operator: string) => Observable<Option<u64>>, [u64, AccountId32]>;
			records: Query<ApiType, (seal: number, record: number) => Observable<Option<UseRecord>>, [u64, u64]>;
			usesOfDocument: Query<
				ApiType,
				(key: string, place: [number, number]) => Observable<Option<u64>>,
				[U8aFixed, Codec]
			>;
		};
	}
}

declare module '@polkadot/api-base/types/calls' {
	interface AugmentedCalls<ApiType extends ApiTypes> {
		admissionApi: {
			allowance: AugmentedCall<ApiType, (account: string) => Observable<Option<AllowanceInfo>>>;
			metadataHash: AugmentedCall<ApiType, () => Observable<Option<H256>>>;
		};
		agenciesApi: {
			motion: AugmentedCall<ApiType, (motion: H256) => Observable<Option<MotionInfo>>>;
		};
		dualControlApi: {
			waitingActs: AugmentedCall<ApiType, (seat: string) => Observable<Vec<WaitingAct>>>;
		};
		eSealApi: {
			enterprise: AugmentedCall<
				ApiType,
				(uscc: Text | string) => Observable<Option<Struct & { enterprise: Enterprise }>>
			>;
			history: AugmentedCall<ApiType, (seal: number, from: number, count: number) => Observable<Vec<HistoryEntry>>>;
			historyEntryDigest: AugmentedCall<ApiType, (seal: number, entry: number) => Observable<Option<H256>>>;
			physicalSealDigest: AugmentedCall<ApiType, (code: string) => Observable<Option<H256>>>;
			possessionBytes: AugmentedCall<ApiType, (...claim: unknown[]) => Observable<Option<BytesToSign>>>;
			registrationDigest: AugmentedCall<ApiType, (uscc: string) => Observable<Option<H256>>>;
			recordedStatusAt: AugmentedCall<ApiType, (seal: number, moment: number) => Observable<Option<StandingAt>>>;
			seal: AugmentedCall<ApiType, (seal: u64 | number) => Observable<Option<SealInfo>>>;
			sealCounts: AugmentedCall<ApiType, () => Observable<SealCounts>>;
			sealOf: AugmentedCall<ApiType, (uscc: string) => Observable<Option<SealInfo>>>;
			statusAt: AugmentedCall<ApiType, (seal: u64 | number, moment: u64 | number) => Observable<Option<StandingAt>>>;
		};
		usageLogApi: {
			activity: AugmentedCall<ApiType, (seal: number) => Observable<Option<SealActivity>>>;
			approvalBytes: AugmentedCall<ApiType, (account: string, statement: object) => Observable<BytesToSign>>;
			documentsOfRecord: AugmentedCall<ApiType, (seal: u64 | number, record: u64 | number) => Observable<Vec<Digest>>>;
			flagDigest: AugmentedCall<ApiType, (flag: number) => Observable<Option<H256>>>;
			head: AugmentedCall<ApiType, (seal: number) => Observable<LogHead>>;
			logStart: AugmentedCall<ApiType, (seal: number) => Observable<LogHead>>;
			recordsOfSeal: AugmentedCall<ApiType, (seal: number, from: number, count: number) => Observable<Vec<UseRecord>>>;
			statementBytes: AugmentedCall<ApiType, (account: string, statement: object) => Observable<BytesToSign>>;
			totalsOfDays: AugmentedCall<ApiType, (from: number, count: number) => Observable<Vec<ITuple<[u32, DayTotals]>>>>;
			useAt: AugmentedCall<ApiType, (seal: number, index: number) => Observable<Option<FoundUse>>>;
			useDigest: AugmentedCall<ApiType, (seal: number, record: number) => Observable<Option<H256>>>;
			useProof: AugmentedCall<ApiType, (seal: number, record: number) => Observable<Option<UseProof>>>;
			useRight: AugmentedCall<ApiType, (seal: number, account: string) => Observable<Option<UseRight>>>;
			usesOfDocument: AugmentedCall<
				ApiType,
				(document: Digestible, after: [u64, u64] | null, count: number) => Observable<Vec<FoundUse>>
			>;
		};
	}
}
