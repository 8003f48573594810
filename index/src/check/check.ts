// Compares the index with the chain at the block up to which the index is: what it has of each e-seal leads to the very digests that
// the chain has. Nothing that the index was told is taken for granted but the node's word for its state at that block.

import { Runtime } from '@subsquid/substrate-runtime';
import type pg from 'pg';
import { toHex } from '../chain/bytes.js';
import type { Node } from '../chain/node.js';
import { KINDS, readValues, SEALS } from '../indexing/things.js';
import { checkBlocks } from './blocks.js';
import { type Difference, Differences } from './differences.js';
import { checkLog } from './logs.js';
import { checkHistories, checkThings } from './things.js';

export interface Result {
	block: number;
	hash: string;
	seals: number;
	records: number;
	blocks: number;
	found: number;
	differences: Difference[];
}

/** Checks everything, as of one moment of the database, and keeps the result there. */
export async function check(pool: pg.Pool, node: Node): Promise<Result> {
	const client = await pool.connect();
	let result: Result;
	try {
		await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
		await client.query('SET LOCAL statement_timeout = 0');
		result = await checkAll(client, node);
	} finally {
		await client.query('ROLLBACK').catch(() => {});
		client.release();
	}
	const { block, hash, seals, records, blocks, found, differences } = result;
	await pool.query(
		`INSERT INTO checks (block, hash, at, seals, records, blocks, found, differences)
		VALUES ($1, decode(substr($2, 3), 'hex'), $3, $4, $5, $6, $7, $8)`,
		[block, hash, Date.now(), seals, records, blocks, found, JSON.stringify(differences)],
	);
	return result;
}

async function checkAll(client: pg.PoolClient, node: Node): Promise<Result> {
	const { rows } = await client.query('SELECT height, hash FROM head');
	if (rows[0] === undefined) {
		throw new Error('the index has no block yet');
	}
	const [height, own] = [rows[0].height as number, toHex(rows[0].hash)];
	const hash = await node.ask<string | null>('chain_getBlockHash', [height]);
	const differences = new Differences();
	if (hash !== own) {
		throw new Error(`block ${height} is ${hash} on the node's chain, and ${own} in the index: they are of two chains`);
	}
	const [version, metadata] = await Promise.all([
		node.rpc.call('state_getRuntimeVersion', [hash]),
		node.rpc.call<string>('state_getMetadata', [hash]),
	]);
	const runtime = new Runtime(version, metadata);
	const blocks = await checkBlocks(client, height, hash, differences);
	let records = 0;
	let seals = 0;
	for (const kind of KINDS) {
		await checkThings(client, node, runtime, hash, kind, differences, async (page) => {
			if (kind === SEALS && page.length > 0) {
				seals += page.length;
				const ids = page.map(({ id }) => id as bigint);
				await checkHistories(client, runtime, page, await readValues(node, runtime, hash, kind, ids), differences);
				const heads = await node.stored(
					hash,
					ids.map((id) => runtime.encodeStorageKey('UsageLog.Heads', id)),
				);
				for (const [place, id] of ids.entries()) {
					records += await checkLog(client, id, heads[place], differences);
				}
			}
		});
	}
	return { block: height, hash, seals, records, blocks, found: differences.found, differences: differences.told };
}
