// Whether things are what the chain has.

import type { Row } from '../api/context.js';
import { type Kind, readValues } from '../indexing/things.js';
import type { Checking } from './histories.js';
import { differing } from './histories.js';

/** How many are compared at once. */
const PAGE = 500;

/** How many of a kind the chain has is in its state only as so many keys. */
export async function checkThings(
	{ sql, node, runtime, hash, differences }: Checking,
	kind: Kind,
	page?: (rows: Row[], values: unknown[]) => Promise<void>,
): Promise<number> {
	const { table, key, item } = kind;
	if (!runtime.hasStorageItem(item)) {
		return 0;
	}
	const onChain = new Set(await node.keys(hash, runtime.encodeStorageKey(item)));
	const type = key === 'id' || key === 'seal' ? 'bigint' : 'text';
	let seen = 0;
	for (let after: unknown = null; ; ) {
		const { rows } = await sql.query<Row>(
			`SELECT * FROM ${table} WHERE $1::text IS NULL OR ${key} > $1::${type} ORDER BY ${key} LIMIT ${PAGE}`,
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
		await page?.(rows, values);
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
