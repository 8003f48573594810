// Whether the headers lead from the first block to the one at which both are compared, and the leaves to the roots in the headers.

import type { Row } from '../api/context.js';
import { Reader, toHex } from '../chain/bytes.js';
import { hashOfHeader, logsOf, parentOf, usesOf } from '../chain/header.js';
import { climbRecords } from '../chain/trees.js';
import type { Sql } from '../sql.js';
import type { Differences } from './differences.js';

/** How many blocks are read at once. */
const PAGE = 500;

export async function checkBlocks(sql: Sql, height: number, hash: string, differences: Differences): Promise<number> {
	let parent: string | undefined;
	for (let from = 0; from <= height; from += PAGE) {
		const { rows } = await sql.query<Row>(
			`SELECT number, hash, header, records, leaves FROM blocks LEFT JOIN leaves ON block = number
			WHERE number >= $1 AND number < $2 ORDER BY number`,
			[from, Math.min(from + PAGE, height + 1)],
		);
		for (let place = 0; place < Math.min(PAGE, height + 1 - from); place++) {
			const [number, row] = [from + place, rows[place]];
			if (row?.number !== number) {
				differences.add('blocks', number, 'it is missing');
				return number;
			}
			if (hashOfHeader(row.header) !== toHex(row.hash)) {
				differences.add('blocks', number, 'its header has another hash');
			}
			if (parent !== undefined && parentOf(row.header) !== parent) {
				differences.add('blocks', number, 'its header does not follow from the block before');
			}
			const named = usesOf(logsOf(row.header));
			if ((named?.count ?? 0) !== row.records) {
				differences.add('blocks', number, `its header names ${named?.count ?? 0} records, the index ${row.records}`);
			}
			if (named && rootOf(row.leaves) !== named.root) {
				differences.add('leaves', number, 'they do not lead to the root in the header');
			}
			parent = toHex(row.hash);
		}
	}
	if (parent !== hash) {
		differences.add('blocks', height, `it is ${hash} on the chain`);
	}
	return height + 1;
}

function rootOf(leaves: Buffer | null): string | undefined {
	if (leaves === null) {
		return undefined;
	}
	try {
		const from = new Reader(leaves);
		return toHex(climbRecords(Array.from({ length: from.compact() }, () => from.sized())).root);
	} catch {
		return undefined;
	}
}
