// The records of blocks, with what receipts of them are made of: read from the state of their block, and held against the root in
// its header before anything is kept.

import type { Runtime } from '@subsquid/substrate-runtime';
import { fromHex, list, Reader, sized, toHex, toSql } from '../chain/bytes.js';
import { usesOf } from '../chain/header.js';
import type { Node, SignedBlock } from '../chain/node.js';
import { readRecord, type UseRecord, writeDocument } from '../chain/record.js';
import { climbDocuments, climbRecords } from '../chain/trees.js';
import type { Rows } from '../sql.js';
import type { Block, Event } from './processor.js';
import { makeSender } from './senders.js';

/** A record, and where it came about. */
export interface Recorded extends UseRecord {
	number: bigint;
	documents?: Buffer[];
	event: Event;
}

/** The records of a block. */
export interface BlockRecords {
	block: Block;
	recorded: Recorded[];
	leaves: Buffer[];
}

/** A block must say the same in its header, its state and its events. */
export class Contradiction extends Error {
	constructor(block: Block, what: string) {
		super(`block ${block.header.height}: ${what}`);
	}
}

/** By its block's number and its place there: the order in which the chain made records. */
export const position = (block: number, place: number): bigint => BigInt(block) * 1_048_576n + BigInt(place);

/** Reads the records of a block, if its header names any. */
export async function readRecords(node: Node, block: Block): Promise<BlockRecords | undefined> {
	const { header, events } = block;
	const named = usesOf(header.digest.logs);
	if (named === undefined) {
		return undefined;
	}
	const runtime = header._runtime;
	const key = (item: string, ...keys: unknown[]) => runtime.encodeStorageKey(item, ...keys);
	const [listed] = await node.stored(header.hash, [key('UsageLog.BlockUses', header.height)]);
	const ids: [bigint, bigint][] = runtime.decodeStorageValue('UsageLog.BlockUses', listed);
	const told = events.filter(({ name }) => name === 'UsageLog.UseRecorded' || name === 'UsageLog.BatchRecorded');
	if (ids.length !== named.count || told.length !== named.count) {
		throw new Contradiction(block, `${named.count} records are in the header, ${told.length} in events`);
	}
	const raw = await node.stored(
		header.hash,
		ids.flatMap(([seal, number]) => [
			key('UsageLog.Records', seal, number),
			key('UsageLog.DocumentsOf', seal, number),
			key('ESeal.Seals', seal),
		]),
	);
	const recorded = ids.map(([seal, number], place): Recorded => {
		const event = told[place] as Event;
		const record = readRecord(new Reader(wanted(block, raw[3 * place], `record ${number} of e-seal ${seal}`)));
		if (record.seal !== seal || BigInt(event.args.seal) !== seal || BigInt(event.args.index) !== record.first) {
			throw new Contradiction(block, `its event ${event.index} is of another record than its state`);
		}
		const documents = readDocuments(record, raw[3 * place + 1]);
		return { ...record, number, event, ...(documents ? { documents } : {}) };
	});
	const parts = await node.stored(
		header.hash,
		recorded.flatMap(({ seal, historyLength, grant }) => [
			key('ESeal.History', seal, historyLength - 1),
			...(grant === undefined ? [] : [key('UsageLog.Grants', grant)]),
		]),
	);
	const after = stateAfter(runtime);
	let next = 0;
	const leaves = recorded.map(({ grant }, place) => {
		const state = after(wanted(block, parts[next++], 'the entry of a history'));
		const granted = grant === undefined ? undefined : wanted(block, parts[next++], `grant ${grant}`);
		return Buffer.concat([
			wanted(block, raw[3 * place], 'a record'),
			wanted(block, raw[3 * place + 2], 'an e-seal'),
			state,
			...(granted ? [Buffer.from([1]), granted] : [Buffer.from([0])]),
		]);
	});
	if (toHex(climbRecords(leaves).root) !== named.root) {
		throw new Contradiction(block, 'its records do not lead to the root in its header');
	}
	return { block, recorded, leaves };
}

function wanted(block: Block, value: string | undefined, what: string): Buffer {
	if (value === undefined) {
		throw new Contradiction(block, `its state does not have ${what}`);
	}
	return fromHex(value);
}

/** What takes out of an entry of a history how the e-seal stood after it. */
function stateAfter(runtime: Runtime): (entry: Buffer) => Buffer {
	const { types, storage } = runtime.description;
	const entry = types[storage.ESeal?.items.History?.value as number];
	const field = entry && 'fields' in entry ? entry.fields.find(({ name }) => name === 'after') : undefined;
	if (field === undefined) {
		throw new Error('the runtime has no entries of histories that say how the e-seal stood after them');
	}
	const known = new Map<string, Buffer>();
	return (bytes) => {
		const text = bytes.toString('latin1');
		let state = known.get(text);
		if (state === undefined) {
			const decoded = runtime.decodeStorageValue('ESeal.History', toHex(bytes));
			state = Buffer.from(runtime.scaleCodec.encodeToBinary(field.type, decoded.after));
			known.set(text, state);
		}
		return state;
	};
}

/** The documents of a record that can be found: that of a single use, or those that the call listed. */
function readDocuments({ document, root }: UseRecord, listed: string | undefined): Buffer[] | undefined {
	if (document !== undefined) {
		return [document];
	}
	if (listed === undefined || root === undefined) {
		return undefined;
	}
	const from = new Reader(fromHex(listed));
	const documents = Array.from({ length: from.compact() }, () => from.take(33));
	if (!climbDocuments(documents).root.equals(root)) {
		throw new Error(
			`the documents ${documents.slice(0, 3).map(writeDocument)}… are not those of the batch that lists them`,
		);
	}
	return documents;
}

/** The rows of a block's records. */
export async function addRecords(
	rows: Rows,
	node: Node,
	{ block, recorded, leaves }: BlockRecords,
	signed: SignedBlock,
): Promise<void> {
	const { height } = block.header;
	rows.add('leaves', { block: height, leaves: toSql(list(leaves.map(sized))) });
	for (const index of new Set(recorded.map(({ event }) => event.extrinsic?.index))) {
		const sender = index === undefined ? undefined : await makeSender(node, block, index, signed);
		if (sender !== undefined) {
			rows.add('senders', sender);
		}
	}
	recorded.forEach((record, place) => addRecordRow(rows, height, place, record));
}

/** The row of a record, and those of its documents. */
export function addRecordRow(rows: Rows, height: number, place: number, record: Recorded): void {
	const { seal, number, first, count, document, root, purpose, account, grant, nonce, event } = record;
	rows.add('records', {
		...{ seal, number, position: position(height, place), first, count },
		document: document ? toSql(document) : null,
		root: root ? toSql(root) : null,
		...{ purpose, account: toSql(account), grant_id: grant ?? null, nonce },
		signed_at: record.signedAt,
		recorded_at: record.recordedAt,
		block: record.block,
		history_length: record.historyLength,
		signature: toSql(record.signature),
		approval: record.approval ? toSql(record.approval) : null,
		listed: document === undefined && record.documents !== undefined,
		extrinsic: event.extrinsic?.index ?? -1,
		event: event.index,
		head: toSql(event.args.head),
	});
	record.documents?.forEach((digest, at) => {
		rows.add('documents', { seal, index: first + BigInt(at), document: toSql(digest), record: number });
	});
}
