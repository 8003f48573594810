// Compares the index with the chain at the block up to which the index is: what it has of each e-seal leads to the very digests that
// the chain has. Nothing that the index was told is taken for granted but the node's word for its state at that block.

import { Runtime } from '@subsquid/substrate-runtime';
import type pg from 'pg';
import type { Row } from '../api/context.js';
import { toHex } from '../chain/bytes.js';
import type { Node } from '../chain/node.js';
import { OFFICER_HISTORY, REGISTER_HISTORY, SEAL_HISTORY } from '../indexing/histories.js';
import { KINDS, SEALS } from '../indexing/things.js';
import { checkBlocks } from './blocks.js';
import { type Difference, Differences } from './differences.js';
import { type Checking, checkAllHistories, checkHistories, lastKey } from './histories.js';
import { checkLog } from './logs.js';
import { checkActs, checkCorrections, checkPeople } from './officers.js';
import { checkCarried, checkDays, checkNames, checkSuccessions, checkTotals } from './relations.js';
import { checkThings } from './things.js';

/** The bytes of the hash of a subject in the chain's storage. */
const BLAKE2 = 16;

export interface Result {
	block: number;
	hash: string;
	seals: number;
	records: number;
	blocks: number;
	/** How many of what else, by table. */
	compared: Record<string, number>;
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
	const { block, hash, seals, records, blocks, compared, found, differences } = result;
	await pool.query(
		`INSERT INTO checks (block, hash, at, seals, records, blocks, found, differences, compared)
		VALUES ($1, decode(substr($2, 3), 'hex'), $3, $4, $5, $6, $7, $8, $9)`,
		[block, hash, Date.now(), seals, records, blocks, found, JSON.stringify(differences), JSON.stringify(compared)],
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
	const checking: Checking = { sql: client, node, runtime, hash, differences };
	const blocks = await checkBlocks(client, height, hash, differences);
	let records = 0;
	const compared: Record<string, number> = {};
	for (const kind of KINDS) {
		compared[kind.table] = await checkThings(checking, kind, async (page, values) => {
			if (kind === SEALS && page.length > 0) {
				records += await checkSeals(checking, page, values);
			}
		});
	}
	const subjectOf = (key: string) => (lastKey(runtime, 'ESeal.RegisterHeads', key, BLAKE2) as { value: string }).value;
	compared.register_history = await checkAllHistories(checking, REGISTER_HISTORY, subjectOf);
	compared.officer_history = await checkAllHistories(checking, OFFICER_HISTORY, (key) => `0x${key.slice(-64)}`);
	compared.corrections = await checkCorrections(checking);
	compared.acts = await checkActs(checking);
	compared.successions = await checkSuccessions(checking);
	compared.carried = await checkCarried(checking);
	compared.totals = await checkTotals(checking);
	await checkPeople(checking);
	await checkNames(checking);
	const { seals = 0 } = compared;
	return {
		block: height,
		hash,
		seals,
		records,
		blocks,
		compared,
		found: differences.found,
		differences: differences.told,
	};
}

/** The histories, logs and days of e-seals. Gives how many records they have. */
async function checkSeals(checking: Checking, page: Row[], values: unknown[]): Promise<number> {
	const { sql, node, runtime, hash, differences } = checking;
	const ids = page.map(({ id }) => id as bigint);
	const heads = values.map((value) => {
		const { historyLen, historyDigest } = (value ?? {}) as { historyLen?: number; historyDigest?: string };
		return historyLen === undefined || historyDigest === undefined
			? undefined
			: { entries: historyLen, digest: historyDigest };
	});
	await checkHistories(checking, SEAL_HISTORY, ids, heads);
	await checkDays(checking, ids);
	const stored = await node.stored(
		hash,
		ids.map((id) => runtime.encodeStorageKey('UsageLog.Heads', id)),
	);
	let records = 0;
	for (const [place, id] of ids.entries()) {
		records += await checkLog(sql, id, stored[place], differences);
	}
	return records;
}
