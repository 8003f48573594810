// What answers are made from.

import DataLoader from 'dataloader';
import type { Node } from '../chain/node.js';
import type { Sql } from '../sql.js';
import { makeAnnounced, makeConfirmedBy } from './blocks.js';

// biome-ignore lint/suspicious/noExplicitAny: rows are as the database has them.
export type Row = Record<string, any>;

export interface Context {
	sql: Sql;
	node: Node;
	load: Loaders;
}

export type Loaders = ReturnType<typeof makeLoaders>;

/** What one question asks for again and again is asked of the database once. */
export function makeLoaders(sql: Sql) {
	const by = <K extends string | bigint | number>(table: string, key: string, type: string) =>
		new DataLoader<K, Row | undefined>(async (keys) => {
			const { rows } = await sql.query<Row>(`SELECT * FROM ${table} WHERE ${key} = ANY($1::${type}[])`, [keys]);
			const found = new Map(rows.map((row) => [String(row[key]), row]));
			return keys.map((wanted) => found.get(String(wanted)));
		});
	return {
		block: by<number>('blocks', 'number', 'integer'),
		enterprise: by<string>('enterprises', 'uscc', 'text'),
		physicalSeal: by<string>('physical_seals', 'code', 'text'),
		seal: by<bigint>('seals', 'id', 'bigint'),
		log: by<bigint>('logs', 'seal', 'bigint'),
		grant: by<bigint>('grants', 'id', 'bigint'),
		confirmedBy: makeConfirmedBy(sql),
		granted: makeAnnounced(sql, 'UsageLog.GrantIssued', 'grant_id'),
		flagged: makeAnnounced(sql, 'UsageLog.UseFlagged', 'flag'),
	};
}
