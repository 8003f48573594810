// What stands in a block, in an extrinsic and at an event: what every figure elsewhere leads to.

import DataLoader from 'dataloader';
import type { Sql } from '../sql.js';
import type { Context, Row } from './context.js';
import { events, refusals } from './lists.js';
import { type List, type PageArguments, page } from './pages.js';
import { POSITIONS } from './records.js';
import { type Answer, address, itself } from './values.js';

const inBlock = (block: number): List['where'] => [
	['position >= ?', BigInt(block) * POSITIONS],
	['position < ?', (BigInt(block) + 1n) * POSITIONS],
];

const records = (context: Context, args: PageArguments, where: List['where']) =>
	page(context.sql, { select: 'SELECT * FROM records', where, key: ['position'] }, args, itself);

const one = async (sql: Sql, question: string, values: unknown[]): Promise<Row | undefined> =>
	(await sql.query<Row>(question, values)).rows[0];

export const BLOCK_QUERIES: Record<string, Answer> = {
	blocks: (_, args, { sql }) =>
		page(sql, { select: 'SELECT * FROM blocks', where: [], key: ['number'], descending: true }, args, itself),
	extrinsicAt: (_, { block, index }, { sql }) =>
		one(sql, 'SELECT * FROM extrinsics WHERE block = $1 AND index = $2', [block, index]),
	event: (_, { block, index }, { sql }) =>
		one(sql, 'SELECT * FROM events WHERE block = $1 AND index = $2', [block, index]),
	recordAt: (_, { block, event }, { sql }) =>
		one(sql, 'SELECT * FROM records WHERE position >= $1 AND position < $2 AND event = $3', [
			...[BigInt(block) * POSITIONS, (BigInt(block) + 1n) * POSITIONS, event],
		]),
};

export const IN_BLOCK: Record<string, Answer> = {
	records: ({ number }, args, context) => records(context, args, inBlock(number)),
	refusals: ({ number }, args, context) => refusals(context, args, [['block = ?', number]]),
};

export const IN_EXTRINSIC: Record<string, Answer> = {
	events: ({ block, index }, args, context) =>
		events(context, args, [
			['e.block = ?', block],
			['e.extrinsic = ?', index],
		]),
	records: ({ block, index }, args, context) => records(context, args, [...inBlock(block), ['extrinsic = ?', index]]),
	refusals: ({ block, index }, args, context) =>
		refusals(context, args, [
			['block = ?', block],
			['extrinsic = ?', index],
		]),
};

/**
 * Who confirmed an act that took two officers, by the place of an event that it brought about: block and index there. That event
 * itself names the officer who prepared it.
 */
export const makeConfirmedBy = (sql: Sql) =>
	new DataLoader<string, string | null>(async (places) => {
		const [blocks, indices] = [0, 1].map((part) => places.map((place) => Number(place.split(' ')[part])));
		const { rows } = await sql.query<Row>(
			`SELECT block, index, checker FROM events
			JOIN unnest($1::integer[], $2::integer[]) AS wanted (block, index) USING (block, index)`,
			[blocks, indices],
		);
		const found = new Map(rows.map(({ block, index, checker }) => [`${block} ${index}`, address(checker)]));
		return places.map((place) => found.get(place) ?? null);
	});

/** Who confirmed the act that a change came about by; nobody if one officer made it alone. */
export const confirmedBy = ({ block, event }: Row, { load }: Context): Promise<string | null> | null =>
	event === null ? null : load.confirmedBy.load(`${block} ${event}`);

/**
 * Where something of an e-seal began, by the event that announced it; keys are the numbers of the e-seal and of the thing.
 *
 * @param column of the event that has the thing's number
 */
export const makeAnnounced = (sql: Sql, name: string, column: 'grant_id' | 'flag') =>
	new DataLoader<string, Row | undefined>(async (keys) => {
		const [seals, things] = [0, 1].map((place) => keys.map((key) => key.split(' ')[place]));
		const { rows } = await sql.query<Row>(
			`SELECT seal, ${column} AS thing, block, extrinsic, index AS event FROM events
			WHERE name = $1 AND seal = ANY($2::bigint[]) AND ${column} = ANY($3::bigint[])`,
			[name, seals, things],
		);
		const found = new Map(rows.map((row) => [`${row.seal} ${row.thing}`, row]));
		return keys.map((key) => found.get(key));
	});
