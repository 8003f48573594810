// The signature of the account that sent a use, and all that it signed: from the extrinsic in the block of the record.

import { Bytes, Variant } from '@polkadot-api/substrate-bindings';
import { concat, equal, find, fromHex } from '../bytes.ts';
import { approvalOf, compactLength, many, signatureOf, statementOf, type UseRecord, u32, u64 } from './codec.ts';

/** The number of the pallet whose calls record uses, and those of the calls. */
const USAGE_LOG = 0x0b;
const RECORD_USE = 2;
const RECORD_USES = 5;
const ANCHOR_BATCH = 6;
const RECORD_FOR_MANY = 7;
const RECORD_WITH_SECOND = 64;

/** A signed extrinsic of version 4. */
const SIGNED = 0x84;

/** The order of secp256k1. */
const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

/** More bytes than the extensions of an extrinsic have. */
const MOST_EXTENSIONS = 256;

/** An account's signature. */
const accountSignature = Variant({
	Ed25519: Bytes(64),
	Sr25519: Bytes(64),
	Ecdsa: Bytes(65),
	Ethereum: Bytes(65),
});

export type AccountSignature = ReturnType<typeof accountSignature.dec>;

/** What an extrinsic that made a record is, as far as a receipt has it. */
export interface Sent {
	readonly call: Uint8Array;
	readonly extensions: Uint8Array;
	/** In the one form that receipts have. */
	readonly signature: Uint8Array;
}

/**
 * The extrinsic among these that made a record: its signer is the record's account, and its call has the record. Whoever may
 * send anything may send another's call again: it fails, since the seal key signed for its sender.
 */
export function sentBy(extrinsics: readonly string[], record: UseRecord): Sent | undefined {
	for (const extrinsic of extrinsics) {
		const sent = readSent(fromHex(extrinsic), record);
		if (sent) {
			return sent;
		}
	}
	return undefined;
}

function readSent(bytes: Uint8Array, record: UseRecord): Sent | undefined {
	// Its length, its version, an account's address, a signature; then the extensions, and the call to the end.
	const body = bytes.subarray(compactLength(bytes));
	const isOfAccount = body[0] === SIGNED && body[1] === 0 && equal(body.subarray(2, 34), record.account);
	const lengths = [64, 64, 65, 65];
	const length = lengths[body[34] ?? lengths.length];
	if (!isOfAccount || length === undefined) {
		return undefined;
	}
	const signature = body.subarray(34, 35 + length);
	const rest = body.subarray(35 + length);
	const at = beginOfCall(rest, record);
	if (at === undefined) {
		return undefined;
	}
	return {
		call: rest.slice(at),
		extensions: rest.slice(0, at),
		signature: accountSignature.enc(canonical(accountSignature.dec(signature.slice()))),
	};
}

/**
 * Where the call that has the record begins. What lies before it are the extensions, whichever the chain has: a verifier
 * checks nothing in them but that they were signed.
 */
function beginOfCall(rest: Uint8Array, record: UseRecord): number | undefined {
	const stated = statementOf(record);
	const approval = approvalOf(record);
	// What a second operator approved has its approval last, and says before the signatures whether it lists documents.
	const signed = concat(signatureOf(record), approval ?? new Uint8Array());
	const numbers = record.documents.type === 'One' ? [RECORD_USE] : [ANCHOR_BATCH, RECORD_USES];
	for (const number of approval ? [RECORD_WITH_SECOND] : numbers) {
		const begin = concat(Uint8Array.of(USAGE_LOG, number), u64.enc(record.seal), stated);
		const at = find(rest.subarray(0, MOST_EXTENSIONS + begin.length), begin);
		const end = rest.length - signed.length;
		const maybeLists = number === RECORD_USES || number === RECORD_WITH_SECOND;
		const isToTheEnd = maybeLists ? at + begin.length <= end : at + begin.length === end;
		if (at >= 0 && isToTheEnd && equal(rest.subarray(end), signed)) {
			return at;
		}
	}
	if (approval || record.documents.type === 'Batch' || find(rest, concat(stated, signed)) < 0) {
		return undefined;
	}
	for (let at = 0; at < Math.min(MOST_EXTENSIONS, rest.length); at++) {
		if (rest[at] === USAGE_LOG && rest[at + 1] === RECORD_FOR_MANY && isAll(rest.slice(at + 2))) {
			return at;
		}
	}
	return undefined;
}

/** Whether these bytes are the arguments of a call for many, and nothing else. */
function isAll(bytes: Uint8Array): boolean {
	try {
		return many.enc(many.dec(bytes)).length === bytes.length;
	} catch {
		return false;
	}
}

/** The same signature with s at most half the order and a recovery id from 0 to 3: wallets sign in forms that receipts have not. */
export function canonical(signature: AccountSignature): AccountSignature {
	if (signature.type === 'Ed25519' || signature.type === 'Sr25519') {
		return signature;
	}
	const bytes = Uint8Array.from(signature.value);
	let id = bytes[64] ?? 0;
	id = id >= 27 ? id - 27 : id;
	let s = bytes.subarray(32, 64).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
	if (s > ORDER / 2n && s < ORDER) {
		s = ORDER - s;
		id ^= 1;
		for (let i = 63; i >= 32; i--, s >>= 8n) {
			bytes[i] = Number(s & 0xffn);
		}
	}
	bytes[64] = id;
	return { type: signature.type, value: bytes } as AccountSignature;
}

/** The number of the block from which on an extrinsic in block `number` is valid. Its extensions begin with its era. */
export function birth(extensions: Uint8Array, number: number): number {
	const [low = 0, high = 0] = extensions;
	if (low === 0) {
		return 0;
	}
	const era = low | (high << 8);
	const period = 2 << (era % 16);
	const phase = (era >> 4) * Math.max(period >> 12, 1);
	return Math.floor((Math.max(number, phase) - phase) / period) * period + phase;
}

/** The end of what the extensions imply for whoever signed without a hash of the metadata: none. */
export const NO_METADATA_HASH = Uint8Array.of(0);

/** Whether an extrinsic was signed with the hash of the runtime's metadata (RFC 78): the last of its extensions says so. */
export const hasMetadataHash = (extensions: Uint8Array) => extensions.at(-1) === 1;

/** What the extensions imply: the runtime before the block, the chain, the block of the era, an option of the metadata's hash. */
export const implied = (
	spec: number,
	transaction: number,
	genesis: Uint8Array,
	checkpoint: Uint8Array,
	metadataHash: Uint8Array,
) => concat(u32.enc(spec), u32.enc(transaction), genesis, checkpoint, metadataHash);
