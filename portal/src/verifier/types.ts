// What a verdict says: receipt/README.md and receipt/schema/verdict.schema.json describe it.

export type Result = 'valid' | 'invalid' | 'indeterminate';

/** What stood in the way of using an e-seal. */
export type Obstacle =
	| 'NotIssued'
	| 'Revoked'
	| 'OwnerSuspension'
	| 'PlatformSuspension'
	| 'Freeze'
	| 'PhysicalSealLost'
	| 'EnterpriseRestricted'
	| 'EnterpriseRenamed'
	| 'KeyRotationDue'
	| 'NotYetValid'
	| 'Expired';

/** A check, how it ended and why: a code with its fields beside it, and a text. */
export interface Check {
	readonly check: string;
	readonly result: Result;
	readonly code: string;
	readonly text: string;
	readonly [field: string]: unknown;
}

/** What a receipt proves of the use. Moments are in milliseconds since the Unix epoch. */
export interface Facts {
	readonly seal: number;
	readonly index: number;
	readonly batch: { readonly first: number; readonly count: number } | null;
	readonly uscc: string;
	readonly name: string;
	readonly physicalSeal: string;
	/** `algorithm:0x…`; null if the use is of a batch and the receipt does not prove which document. */
	readonly document: string | null;
	readonly purpose: string;
	readonly sender: string;
	readonly grant: number | null;
	/** The second operator, who approved it. */
	readonly second: string | null;
	readonly signedAt: number;
	readonly recordedAt: number;
	readonly block: number;
	/** As of when all this is proven. */
	readonly proven: { readonly block: number; readonly hash: string; readonly at: number };
	readonly obstacles: readonly Obstacle[];
	readonly revokedAt: number | null;
}

export interface Verdict {
	readonly result: Result;
	readonly language: string;
	readonly summary: string;
	readonly checks: readonly Check[];
	readonly facts: Facts | null;
}

/** What is proven of a log. */
export interface LogFacts {
	readonly seal: number;
	readonly uscc: string;
	readonly name: string;
	readonly count: number;
	readonly records: number;
	/** As of when this is proven. */
	readonly proven: { readonly block: number; readonly hash: string; readonly at: number };
}

/** What a check of an exported log says. */
export interface LogVerdict {
	readonly result: Result;
	readonly language: string;
	readonly summary: string;
	readonly checks: readonly Check[];
	readonly facts: LogFacts | null;
}

/** The words of a language for what a verdict has names for. */
export type Words = Readonly<Record<'checks' | 'results' | 'obstacles' | 'purposes', Readonly<Record<string, string>>>>;

/** The first check that ended as the whole did. */
export const decisive = (verdict: Verdict) => verdict.checks.find(({ result }) => result === verdict.result);

/** A check of this name, if it was made. */
export const checkOf = (verdict: Verdict, name: string) => verdict.checks.find(({ check }) => check === name);
