// Whether things and histories are what the chain has.

import { isDeepStrictEqual } from 'node:util';
import type { Runtime } from '@subsquid/substrate-runtime';
import type { Row } from '../api/context.js';
import { blake2, toHex } from '../chain/bytes.js';
import type { Node } from '../chain/node.js';
import { type Kind, readValues } from '../indexing/things.js';
import type { Sql } from '../sql.js';
import type { Differences } from './differences.js';

/** How many are compared at once. */
const PAGE = 500;

/** How many of a kind the chain has is in its state only as so many keys. */
export async function checkThings(
	sql: Sql,
	node: Node,
	runtime: Runtime,
	hash: string,
	kind: Kind,
	differences: Differences,
	page?: (rows: Row[]) => Promise<void>,
): Promise<number> {
	const { table, key, item } = kind;
	const onChain = new Set(await node.keys(hash, runtime.encodeStorageKey(item)));
	let seen = 0;
	for (let after: unknown = null; ; ) {
		const { rows } = await sql.query<Row>(
			`SELECT * FROM ${table} WHERE $1::text IS NULL OR ${key} > $1::${key === 'id' ? 'bigint' : 'text'} ORDER BY ${key} LIMIT ${PAGE}`,
			[after],
		);
		const values = await readValues(
			node,
			runtime,
			hash,
			kind,
			rows.map((row) => row[key]),
		);
		rows.forEach((row, place) => {
			onChain.delete(runtime.encodeStorageKey(item, row[key]));
			const fields = differing(row.value, values[place]);
			if (fields.length > 0) {
				differences.add(table, row[key], `it is another on the chain: ${fields.join(', ')}`);
			}
		});
		await page?.(rows);
		seen += rows.length;
		if (rows.length < PAGE) {
			break;
		}
		after = rows.at(-1)?.[key];
	}
	for (const missing of onChain) {
		differences.add(table, missing, 'the chain has it under this key of its storage, and the index does not');
	}
	return seen;
}

/** The fields in which two values differ. */
function differing(one: Row, other: unknown): string[] {
	if (typeof other !== 'object' || other === null) {
		return ['it is not there'];
	}
	// As JSON has them: what is left out is as good as null.
	const plain = JSON.parse(JSON.stringify(other));
	return [...new Set([...Object.keys(one), ...Object.keys(plain)])].filter(
		(field) => !isDeepStrictEqual(one[field] ?? null, plain[field] ?? null),
	);
}

/** Computes what covers the histories of e-seals from what the index has, and compares it with what the chain says. */
export async function checkHistories(
	sql: Sql,
	runtime: Runtime,
	seals: Row[],
	onChain: unknown[],
	differences: Differences,
) {
	const type = runtime.description.storage.ESeal?.items.History?.value as number;
	const { rows } = await sql.query<Row>('SELECT * FROM history WHERE seal = ANY($1) ORDER BY seal, index', [
		seals.map(({ id }) => id),
	]);
	const entries = new Map<bigint, Row[]>(seals.map(({ id }) => [id, []]));
	for (const row of rows) {
		entries.get(row.seal)?.push(row);
	}
	seals.forEach(({ id }, place) => {
		const { historyLen, historyDigest } = (onChain[place] ?? {}) as { historyLen?: number; historyDigest?: string };
		let digest: Buffer = Buffer.alloc(32);
		let next = 0;
		for (const { index, value } of entries.get(id) ?? []) {
			if (index !== next) {
				break;
			}
			try {
				digest = blake2(digest, runtime.scaleCodec.encodeToBinary(type, runtime.jsonCodec.decode(type, value)));
			} catch (error) {
				differences.add('history', `${id}/${index}`, `it is no entry of a history: ${error.message}`);
			}
			next += 1;
		}
		if (next !== historyLen) {
			differences.add('history', id, `the chain has ${historyLen} entries, the index ${next}`);
		} else if (toHex(digest) !== historyDigest) {
			differences.add(
				'history',
				id,
				`the digest of the history is ${historyDigest} on the chain, and ${toHex(digest)} here`,
			);
		}
	});
}
