// Values of the chain as the index has them, told apart by what they are: an account, a moment, a digest, the number of an e-seal.
// So that people see addresses and dates where the chain has bytes and milliseconds.

import { fromBufferToBase58 } from '@polkadot-api/substrate-bindings';
import { fromHex } from '../bytes.ts';

/** What a value is, to be shown. */
export type Told =
	| { readonly is: 'nothing' }
	| { readonly is: 'text'; readonly text: string }
	| { readonly is: 'yes'; readonly yes: boolean }
	/** A name that the chain has for something: of a status, a reason, a seat. */
	| { readonly is: 'name'; readonly name: string; readonly within: Told | undefined }
	| { readonly is: 'moment'; readonly ms: number }
	| { readonly is: 'account'; readonly address: string }
	| { readonly is: 'digest'; readonly digest: string }
	| { readonly is: 'hash'; readonly hash: string }
	| { readonly is: 'seal'; readonly id: string }
	| { readonly is: 'enterprise'; readonly uscc: string }
	| { readonly is: 'physical'; readonly code: string }
	| { readonly is: 'list'; readonly items: readonly Told[] }
	| { readonly is: 'fields'; readonly fields: readonly (readonly [string, Told])[] };

/** Addresses of this chain have the prefix 42. */
const encodeAddress = fromBufferToBase58(42);

/** The address of an account. */
export const addressOf = (account: Uint8Array): string => encodeAddress(account);

/** Fields that have moments, in milliseconds since the Unix epoch. */
const MOMENT = /(?:At|Until|From|By)$|^(?:at|until|from|now|moment|begins|ends)$/;

/** Moments lie within these: the years 2001 to 2286. Other numbers of the same fields are no moments. */
const FIRST_MS = 1e12;
const LAST_MS = 1e13;

/** Fields that have accounts. */
const ACCOUNT =
	/^(?:account|by|owner|operator|applicant|proposer|preparedBy|maker|checker|officer|validator|author|who|signer|sender|to|from|former|governing|offender|old|new|second|liquidator|replaced)$/;

/** Fields that may have codes of enterprises, and those that may have codes of physical seals. */
const ENTERPRISE = /^(?:uscc|successor|predecessor|instead|insteadOf|from|to)$/;
const PHYSICAL = /^(?:code|instead|insteadOf)$/;

const SEAL = /^(?:seal|supersedes|supersededBy|successor|predecessor)$/;

const DIGESTS: Readonly<Record<string, string>> = {
	Sha256: 'sha256',
	Sm3: 'sm3',
	Blake2b256: 'blake2b256',
	Commitment: 'commitment',
	CommitmentSm3: 'commitment-sm3',
};

const isHash = (value: unknown): value is string => typeof value === 'string' && /^0x[0-9a-f]{64}$/.test(value);

/** How deep values are told. The chain's own are far less deep. */
const DEEPEST = 12;

/**
 * Tells what a value is.
 *
 * @param field the name of the field that has it
 */
export function tell(value: unknown, field = '', depth = 0): Told {
	if (value === null || value === undefined || depth > DEEPEST) {
		return { is: 'nothing' };
	}
	if (typeof value === 'boolean') {
		return { is: 'yes', yes: value };
	}
	if (typeof value === 'number' || typeof value === 'string') {
		return tellPlain(value, field);
	}
	if (Array.isArray(value)) {
		return { is: 'list', items: value.map((item) => tell(item, field.replace(/s$/, ''), depth + 1)) };
	}
	const { __kind: kind, value: only, ...fields } = value as Record<string, unknown>;
	if (typeof kind !== 'string') {
		return tellFields(value as Record<string, unknown>, depth);
	}
	const algorithm = DIGESTS[kind];
	if (algorithm !== undefined && isHash(only)) {
		return { is: 'digest', digest: `${algorithm}:${only}` };
	}
	const within =
		only !== undefined
			? tell(only, field, depth + 1)
			: Object.keys(fields).length > 0
				? tellFields(fields, depth)
				: undefined;
	return { is: 'name', name: kind, within };
}

const tellFields = (value: Record<string, unknown>, depth: number): Told => ({
	is: 'fields',
	fields: Object.entries(value).map(([name, own]) => [name, tell(own, name, depth + 1)]),
});

function tellPlain(value: number | string, field: string): Told {
	const text = String(value);
	if (isHash(value)) {
		return ACCOUNT.test(field) ? { is: 'account', address: addressOf(fromHex(value)) } : { is: 'hash', hash: value };
	}
	if (/^\d{1,19}$/.test(text)) {
		if (MOMENT.test(field) && Number(text) >= FIRST_MS && Number(text) < LAST_MS) {
			return { is: 'moment', ms: Number(text) };
		}
		if (SEAL.test(field) && Number.isSafeInteger(Number(text))) {
			return { is: 'seal', id: text };
		}
	}
	if (PHYSICAL.test(field) && /^\d{13}$/.test(text)) {
		return { is: 'physical', code: text };
	}
	if (ENTERPRISE.test(field) && /^[0-9A-Z]{18}$/.test(text)) {
		return { is: 'enterprise', uscc: text };
	}
	return { is: 'text', text };
}
