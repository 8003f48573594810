// Whether histories are what the chain has: the digest over what the index has of each, and where it differs the first entry that does.

import { isDeepStrictEqual } from 'node:util';
import type { Runtime } from '@subsquid/substrate-runtime';
import { toJSON } from '@subsquid/util-internal-json';
import type { Row } from '../api/context.js';
import { blake2, fromHex, toHex } from '../chain/bytes.js';
import type { Node } from '../chain/node.js';
import { type History, readHeads, type Subject, writeEntry } from '../indexing/histories.js';
import type { Sql } from '../sql.js';
import type { Differences } from './differences.js';

/** How many histories are compared at once. */
const PAGE = 200;

/** A history's length and digest, as the chain has them. */
export interface Head {
	entries: number;
	digest: string;
}

/** What all checks need. */
export interface Checking {
	sql: Sql;
	node: Node;
	runtime: Runtime;
	/** The block at which both are compared. */
	hash: string;
	differences: Differences;
}

/** Computes what covers these histories from what the index has, and compares it with what the chain says. */
export async function checkHistories(
	checking: Checking,
	history: History,
	subjects: Subject[],
	heads: (Head | undefined)[],
): Promise<void> {
	const { sql, runtime, differences } = checking;
	const { table, column, type } = history;
	const { rows } = await sql.query<Row>(
		`SELECT * FROM ${table} WHERE ${column} = ANY($1::${type}[]) ORDER BY ${column}, index`,
		[subjects],
	);
	const entries = new Map<Subject, Row[]>(subjects.map((subject) => [subject, []]));
	for (const row of rows) {
		entries.get(row[column])?.push(row);
	}
	for (const [place, subject] of subjects.entries()) {
		const head = heads[place] ?? { entries: 0, digest: toHex(Buffer.alloc(32)) };
		let digest: Buffer = Buffer.alloc(32);
		let next = 0;
		for (const { index, value } of entries.get(subject) ?? []) {
			if (Number(index) !== next) {
				break;
			}
			try {
				digest = blake2(digest, writeEntry(runtime, history, value));
			} catch (error) {
				differences.add(table, `${subject}/${index}`, `it is no entry of a history: ${error.message}`);
			}
			next += 1;
		}
		const own = entries.get(subject) ?? [];
		if (next !== head.entries || next !== own.length) {
			differences.add(table, subject, `the chain has ${head.entries} entries, the index ${own.length}`);
		} else if (toHex(digest) !== head.digest) {
			const text = `the digest of the history is ${head.digest} on the chain, and ${toHex(digest)} here`;
			differences.add(table, subject, text);
			await nameFirst(checking, history, subject, own);
		}
	}
}

/** Names the first entry that is another on the chain. */
async function nameFirst(
	{ node, runtime, hash, differences }: Checking,
	{ table, item, key, number }: History,
	subject: Subject,
	own: Row[],
): Promise<void> {
	const stored = await node.stored(
		hash,
		own.map(({ index }) => runtime.encodeStorageKey(item, key(subject), number(Number(index)))),
	);
	for (const [place, { index, value }] of own.entries()) {
		const onChain = toJSON(runtime.decodeStorageValue(item, stored[place]) ?? null);
		const fields = differing(value, onChain);
		if (fields.length > 0) {
			differences.add(table, `${subject}/${index}`, `it is another on the chain: ${fields.join(', ')}`);
			return;
		}
	}
}

/** Compares all histories that have heads of their own, and gives how many there are. */
export async function checkAllHistories(
	checking: Checking,
	history: History,
	read: (key: string) => Subject,
): Promise<number> {
	const { sql, node, runtime, hash, differences } = checking;
	const { table, column, type, heads = '' } = history;
	if (!runtime.hasStorageItem(heads)) {
		return 0;
	}
	const onChain = (await node.keys(hash, runtime.encodeStorageKey(heads))).map(read);
	for (let from = 0; from < onChain.length; from += PAGE) {
		const page = onChain.slice(from, from + PAGE);
		await checkHistories(checking, history, page, await readHeads(node, runtime, hash, history, page));
	}
	const known = new Set(onChain);
	for (let after: Subject | null = null; ; ) {
		const { rows }: { rows: Row[] } = await sql.query<Row>(
			`SELECT DISTINCT ${column} AS subject FROM ${table} WHERE $1::${type} IS NULL OR ${column} > $1 ORDER BY 1 LIMIT ${PAGE}`,
			[after],
		);
		for (const { subject } of rows.filter(({ subject }) => !known.has(subject))) {
			differences.add(table, subject, 'the chain has no such history');
		}
		if (rows.length < PAGE) {
			return onChain.length;
		}
		after = rows.at(-1)?.subject;
	}
}

/** What the last key of a storage map is, where its hash is of so many bytes and the key itself follows. */
export function lastKey(runtime: Runtime, item: string, key: string, hashed: number): unknown {
	const [pallet = '', name = ''] = item.split('.');
	const type = runtime.description.storage[pallet]?.items[name]?.keys.at(-1) as number;
	return runtime.scaleCodec.decodeBinary(type, fromHex(key).subarray(32 + hashed));
}

/** The fields in which two values differ. */
export function differing(one: unknown, other: unknown): string[] {
	if (other === null || other === undefined) {
		return ['it is not there'];
	}
	// As JSON has them: what is left out is as good as null.
	const plain = JSON.parse(JSON.stringify(other));
	if (typeof plain !== 'object' || typeof one !== 'object' || one === null) {
		return isDeepStrictEqual(one, plain) ? [] : [`${JSON.stringify(plain)} there, ${JSON.stringify(one)} here`];
	}
	const own = one as Row;
	return [...new Set([...Object.keys(own), ...Object.keys(plain)])].filter(
		(field) => !isDeepStrictEqual(own[field] ?? null, plain[field] ?? null),
	);
}
