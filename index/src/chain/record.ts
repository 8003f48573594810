// A record of a log: `use` of docs/receipt-format.md, section 3. What the head of a log covers are these bytes.

import { type Reader, toHex, u32, u64 } from './bytes.js';

/** By their numbers. */
export const PURPOSES = [
	'Contract',
	'Invoice',
	'Tender',
	'Finance',
	'HumanResources',
	'GovernmentFiling',
	'Other',
	'Liquidation',
] as const;

/** The algorithms of documents' digests, by their numbers, as an exported log names them. */
export const ALGORITHMS = ['sha256', 'sm3', 'blake2b256', 'commitment', 'commitment-sm3'] as const;

/** How long each kind of seal signature is. */
const SIGNATURES = [64, 64, 65, 64];

/** How long each kind of key is that an account may have. */
const KEYS = [32, 32, 33];

export interface UseRecord {
	seal: bigint;
	/** The index of its first use. */
	first: bigint;
	/** How many uses it has. */
	count: number;
	/** Of a single use: the digest, 33 bytes. */
	document?: Buffer;
	/** Of a batch: the root over its documents. */
	root?: Buffer;
	purpose: string;
	account: Buffer;
	grant?: bigint;
	nonce: bigint;
	signedAt: bigint;
	recordedAt: bigint;
	block: number;
	historyLength: number;
	/** With its kind's number. */
	signature: Buffer;
	/** The second operator's approval, if the grant takes one: a key and its signature, each with its kind's number. */
	approval?: Buffer;
}

/** Reads a record, and leaves the reader after it. */
export function readRecord(from: Reader): UseRecord {
	const seal = from.u64();
	const first = from.u64();
	let documents: Pick<UseRecord, 'count' | 'document' | 'root'>;
	switch (from.u8()) {
		case 0:
			documents = { count: 1, document: from.take(33) };
			break;
		case 1:
			documents = { count: from.u32(), root: from.take(32) };
			break;
		default:
			throw new RangeError('a record is neither of one document nor of a batch');
	}
	const purpose = PURPOSES[from.u8()];
	if (purpose === undefined) {
		throw new RangeError('a record has a purpose that is not known here');
	}
	const account = from.take(32);
	const grant = from.u8() === 0 ? undefined : from.u64();
	const [nonce, signedAt, recordedAt] = [from.u64(), from.u64(), from.u64()];
	const [block, historyLength] = [from.u32(), from.u32()];
	const ofKind = (lengths: number[]) => {
		const kind = from.take(1);
		return Buffer.concat([kind, from.take(lengths[kind.readUInt8()] ?? Number.NaN)]);
	};
	const signature = ofKind(SIGNATURES);
	const approval = from.u8() === 0 ? undefined : Buffer.concat([ofKind(KEYS), ofKind(SIGNATURES)]);
	return {
		...{ seal, first, ...documents, purpose, account, grant, nonce, signedAt, recordedAt },
		...{ block, historyLength, signature, ...(approval ? { approval } : {}) },
	};
}

/** The bytes of a record. */
export function writeRecord(record: UseRecord): Buffer {
	const { seal, first, count, document, root, account, grant, nonce, signedAt, recordedAt, block } = record;
	const purpose = PURPOSES.indexOf(record.purpose as (typeof PURPOSES)[number]);
	if (purpose < 0) {
		throw new RangeError(`there is no purpose ${record.purpose}`);
	}
	return Buffer.concat([
		...[u64(seal), u64(first)],
		...(document ? [Buffer.from([0]), document] : [Buffer.from([1]), u32(count), root ?? Buffer.alloc(0)]),
		...[Buffer.from([purpose]), account],
		...(grant === undefined ? [Buffer.from([0])] : [Buffer.from([1]), u64(grant)]),
		...[u64(nonce), u64(signedAt), u64(recordedAt), u32(block), u32(record.historyLength), record.signature],
		...(record.approval ? [Buffer.from([1]), record.approval] : [Buffer.from([0])]),
	]);
}

/** A digest as people write it: `sha256:0x…`. */
export function writeDocument(document: Buffer): string {
	return `${ALGORITHMS[document.readUInt8()]}:${toHex(document.subarray(1))}`;
}

/**
 * Reads one. Without an algorithm, SHA-256 is meant: what most tools print.
 *
 * @returns nothing if it is no digest
 */
export function readDocument(text: string): Buffer | undefined {
	const found = /^(?:([a-z0-9-]+):)?(?:0x)?([0-9a-f]{64})$/i.exec(text.trim());
	const algorithm = ALGORITHMS.indexOf((found?.[1]?.toLowerCase() ?? 'sha256') as (typeof ALGORITHMS)[number]);
	return found?.[2] === undefined || algorithm < 0
		? undefined
		: Buffer.concat([Buffer.from([algorithm]), Buffer.from(found[2], 'hex')]);
}
