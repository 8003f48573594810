// Records, as the database has them and as the chain does.

import type { UseRecord } from '../chain/record.js';
import type { Sql } from '../sql.js';
import type { Row } from './context.js';

/** The record that has a use of an e-seal. */
export async function recordOf(sql: Sql, seal: bigint, index: bigint): Promise<Row | undefined> {
	const { rows } = await sql.query<Row>(
		'SELECT * FROM records WHERE seal = $1 AND first <= $2 ORDER BY first DESC LIMIT 1',
		[seal, index],
	);
	const [record] = rows;
	return record && index < record.first + BigInt(record.count) ? record : undefined;
}

/** By what the number of a block is multiplied in the positions of its records. */
export const POSITIONS = 1_048_576n;

/** A row of the table, as the chain's own record. */
export const fromRow = (row: Row): UseRecord => ({
	...{ seal: row.seal, first: row.first, count: row.count, purpose: row.purpose, account: row.account },
	...(row.document ? { document: row.document } : {}),
	...(row.root ? { root: row.root } : {}),
	...(row.grant_id === null ? {} : { grant: row.grant_id }),
	...{ nonce: row.nonce, signedAt: row.signed_at, recordedAt: row.recorded_at },
	...{ block: row.block, historyLength: row.history_length, signature: row.signature },
	...(row.approval ? { approval: row.approval } : {}),
});
