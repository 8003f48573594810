// What of the chain's types a receipt is made of: docs/receipt-format.md specifies each.

import { Bytes, compact, Option, Struct, Tuple, u8, u32, u64, Variant, Vector } from '@polkadot-api/substrate-bindings';
import { concat, fromHex, fromUtf8 } from '../bytes.ts';
import { SourceError } from '../source/source.ts';

/** A digest of a document: the number of what made it, and 32 bytes. */
export const digest = Bytes(33);

export const digests = Vector(digest);

const documents = Variant({ One: digest, Batch: Struct({ count: u32, root: Bytes(32) }) });

const sealSignature = Variant({ Sr25519: Bytes(64), Ed25519: Bytes(64), Ecdsa: Bytes(65), Sm2: Bytes(64) });

const sealKey = Variant({
	Sr25519: Bytes(32),
	Ed25519: Bytes(32),
	Ecdsa: Bytes(33),
	Sm2: Tuple(Bytes(64), Option(Bytes())),
});

/** A second operator's approval. */
const approval = Struct({ key: sealKey, signature: sealSignature });

const statementFields = {
	seal: u64,
	grant: Option(u64),
	nonce: u64,
	documents,
	purpose: u8,
	signedAt: u64,
};

export const statement = Struct(statementFields);

/** A record of a log: a use, or a batch of uses. */
export const useRecord = Struct({
	seal: u64,
	index: u64,
	documents,
	purpose: u8,
	account: Bytes(32),
	grant: Option(u64),
	nonce: u64,
	signedAt: u64,
	recordedAt: u64,
	block: u32,
	historyLength: u32,
	signature: sealSignature,
	approval: Option(approval),
});

export type UseRecord = ReturnType<typeof useRecord.dec>;

/** A use, and the record that has it. */
export const foundUse = Struct({ index: u64, record: u64, used: useRecord });

export type FoundUse = ReturnType<typeof foundUse.dec>;

export const foundUses = Vector(foundUse);

export const maybeFoundUse = Option(foundUse);

/** What the owner of an enterprise applied for: an e-seal's record begins with it. */
const applied = {
	uscc: Bytes(),
	code: Bytes(),
	name: Bytes(),
	applicant: Bytes(32),
	key: sealKey,
	certificate: digest,
	picture: digest,
	validFrom: u64,
	validUntil: u64,
};

export const appliedFor = Struct(applied);

/** What an e-seal's record begins with. */
const sealBegins = Struct({
	...applied,
	status: u8,
	holds: Vector(u8),
	terms: Vector(Tuple(u8, Variant({ Until: u64, From: u64 }))),
	supersedes: Option(u64),
});

/** The heads of logs: the numbers of uses, of records, and of uses by owners; and the digest. */
export const logHead = Struct({ count: u64, records: u64, byOwner: u64, digest: Bytes(32) });

/** The block whose records leave the state next, and the first of them that did not. */
export const nextToLeave = Tuple(u32, u32);

/** A call that records single uses of many e-seals, after its two numbers. */
export const many = Vector(Tuple(statement, sealSignature));

/** How many uses a record has. */
export const countOf = ({ documents }: UseRecord) => (documents.type === 'One' ? 1 : documents.value.count);

/** The place of a use in its record; none if another record has it. */
export function positionOf(record: UseRecord, index: bigint): number | undefined {
	const position = Number(index - record.index);
	return position >= 0 && position < countOf(record) ? position : undefined;
}

/** What the seal key signed for, without what stands before it. */
export const statementOf = (record: UseRecord) => statement.enc(record);

export const signatureOf = (record: UseRecord) => sealSignature.enc(record.signature);

export const approvalOf = (record: UseRecord) => record.approval && approval.enc(record.approval);

/** An e-seal, as far as its record is read here. */
export interface SealRecord {
	readonly uscc: string;
	/** The code of its physical seal. */
	readonly code: Uint8Array;
	/** The enterprise's name when its owner applied. */
	readonly name: string;
	/** The e-seal that it replaces. */
	readonly supersedes: bigint | undefined;
}

export function sealOf(bytes: Uint8Array): SealRecord {
	try {
		const { uscc, code, name, supersedes } = sealBegins.dec(bytes);
		return { uscc: fromUtf8(uscc), code, name: fromUtf8(name), supersedes };
	} catch {
		throw new SourceError('unreadable', "the node's record of an e-seal cannot be read");
	}
}

/** Reads what a node answered. */
export function read<T>(codec: { dec(bytes: Uint8Array): T }, hex: unknown, what: string): T {
	try {
		return codec.dec(fromHex(String(hex)));
	} catch {
		throw new SourceError('unreadable', `the node's answer of ${what} cannot be read`);
	}
}

/** How many bytes the number has that these begin with, in SCALE's compact form. Decoders take whole buffers, and no parts of one. */
export const compactLength = (bytes: Uint8Array) => compact.enc(compact.dec(bytes)).length;

/** `bytes`: their number, and they. */
export const bytesOf = (bytes: Uint8Array) => concat(compact.enc(bytes.length), bytes);

export { compact, Option, u32, u64 };
