// What is happening now: how far the index is, and what the node says is final and what awaits finality.

import { toHex } from '../chain/bytes.js';
import { usesOf } from '../chain/header.js';
import { readJustification } from '../chain/justification.js';
import type { Node } from '../chain/node.js';
import { settings } from '../settings.js';
import type { Context } from './context.js';

/** The most blocks awaiting finality whose records are counted: more are awaiting only where finality stands still. */
const COUNTED = 100;

/** How long an answer of the node serves everyone, in milliseconds. */
const FRESH_MS = 1_000;

interface Header {
	number: string;
	parentHash: string;
	digest: { logs: string[] };
}

interface Heads {
	final: { number: number; hash: string };
	best: { number: number; hash: string };
	recordsAwaiting: number;
}

let cached: { until: number; heads: Promise<Heads | undefined> } = { until: 0, heads: Promise.resolve(undefined) };

export async function readStatus({ sql, node }: Context) {
	const { rows } = await sql.query('SELECT number, hash, time FROM blocks ORDER BY number DESC LIMIT 1');
	const [indexed] = rows;
	if (indexed === undefined) {
		throw new Error('the index has no block yet');
	}
	const heads = await freshHeads(node);
	return {
		indexed: { ...indexed, hash: toHex(indexed.hash) },
		ageMs: Date.now() - Number(indexed.time),
		utcOffset: settings.utcOffset,
		node: heads && {
			...heads,
			behind: Math.max(0, heads.final.number - indexed.number),
			awaiting: heads.best.number - heads.final.number,
			votes: () => readVotes(sql),
		},
	};
}

function freshHeads(node: Node): Promise<Heads | undefined> {
	if (Date.now() > cached.until) {
		// While an answer is awaited, all wait for the same one.
		const asked = { until: Number.POSITIVE_INFINITY, heads: readHeads(node).catch(() => undefined) };
		cached = asked;
		asked.heads.then(() => {
			asked.until = Date.now() + FRESH_MS;
		});
	}
	return cached.heads;
}

async function readHeads(node: Node): Promise<Heads> {
	const header = (hash: string) => node.ask<Header>('chain_getHeader', [hash]);
	const hash = await node.ask<string>('chain_getFinalizedHead');
	const best = await node.ask<string>('chain_getBlockHash');
	const final = { number: Number((await header(hash)).number), hash };
	let recordsAwaiting = 0;
	let at = await header(best);
	const newest = { number: Number(at.number), hash: best };
	for (let left = COUNTED; left > 0 && Number(at.number) > final.number; left--) {
		recordsAwaiting += usesOf(at.digest.logs)?.count ?? 0;
		at = await header(at.parentHash);
	}
	return { final, best: newest, recordsAwaiting };
}

/** How many validators of each seat voted for the newest justified block. */
async function readVotes(sql: Context['sql']) {
	const newest = await sql.query('SELECT justification FROM justifications ORDER BY block DESC LIMIT 1');
	if (newest.rows[0] === undefined) {
		return [];
	}
	const { block, voters } = readJustification(newest.rows[0].justification);
	const { rows } = await sql.query(
		`SELECT seat, key FROM members WHERE role = 'validator' AND key IS NOT NULL ORDER BY seat`,
	);
	const seats = new Map<string, { seat: string; validators: number; voted: number; block: number }>();
	for (const { seat, key } of rows) {
		const votes = seats.get(seat) ?? { seat, validators: 0, voted: 0, block };
		votes.validators += 1;
		votes.voted += voters.includes(toHex(key)) ? 1 : 0;
		seats.set(seat, votes);
	}
	return [...seats.values()];
}
