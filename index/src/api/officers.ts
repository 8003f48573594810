// What officers did, alone and in twos, and by which policies; what batches had; how much the chain recorded.

import { toHex } from '../chain/bytes.js';
import type { Row } from './context.js';
import { page } from './pages.js';
import {
	type Answer,
	accountOf,
	address,
	addressOfHex,
	at,
	endedAt,
	given,
	integer,
	isGiven,
	itself,
	kind,
	number,
	things,
} from './values.js';

const acts = things('acts', 'id', true);

const actsBy =
	(column: string, own: string): Answer =>
	(row, args, context) =>
		acts(context, args, [[`${column} = ?`, row[own]]]);

export const OFFICER_QUERIES: Record<string, Answer> = {
	act: async (_, { id }, { sql }) => (await sql.query('SELECT * FROM acts WHERE id = $1', [integer('id', id)])).rows[0],
	acts: (_, { filter, ...args }, context) => {
		const { seat, status, maker, checker, uscc, code, seal } = filter ?? {};
		return acts(
			context,
			args,
			given(
				isGiven(seat) && ['seat = ?', seat],
				isGiven(status) && ['status = ?', status],
				isGiven(maker) && ['maker = ?', accountOf('maker', maker)],
				isGiven(checker) && ['checker = ?', accountOf('checker', checker)],
				isGiven(uscc) && ['uscc = ?', uscc],
				isGiven(code) && ['code = ?', code],
				isGiven(seal) && ['seal = ?', integer('seal', seal)],
			),
		);
	},
	deedsOfOfficer: (_, { account, newestFirst, ...args }, { sql }) => {
		const where = given(['officer = ?', toHex(accountOf('account', account))]);
		const list = { select: 'SELECT * FROM officer_history', where, key: ['index'], descending: newestFirst };
		return page(sql, list, args, itself);
	},
	policies: async (_, { seat }, { sql }) =>
		(
			await sql.query('SELECT * FROM policies WHERE seat = coalesce($1, seat) ORDER BY seat, act LIMIT 1000', [
				seat ?? null,
			])
		).rows,
	totals: async (_, { first }, { sql }) =>
		(await sql.query('SELECT * FROM totals ORDER BY day DESC LIMIT $1', [Math.min(first, 100)])).rows,
	present: async (_, __, { sql }) =>
		Object.fromEntries((await sql.query('SELECT * FROM present')).rows.map(({ item, value }) => [item, value])),
};

export const ACTS_OF = {
	enterprise: actsBy('uscc', 'uscc'),
	physicalSeal: actsBy('code', 'code'),
	seal: actsBy('seal', 'id'),
};

export const OF_EVENT: Record<string, Answer> = {
	confirmedBy: ({ checker }) => address(checker),
	act: async ({ act }, _, { sql }) =>
		act === null ? null : (await sql.query('SELECT * FROM acts WHERE id = $1', [act])).rows[0],
};

export const OF_EXTRINSIC: Record<string, Answer> = {
	calls: ({ block, index }, args, { sql }) => {
		const where = given(['block = ?', block], ['extrinsic = ?', index]);
		return page(sql, { select: 'SELECT * FROM items', where, key: ['item'] }, args, itself);
	},
};

export const OF_GRANT: Record<string, Answer> = {
	carriedFrom: async ({ id }, _, { sql, load }) => {
		const { rows } = await sql.query<Row>('SELECT from_grant FROM carried WHERE to_grant = $1', [id]);
		return rows[0] ? load.grant.load(rows[0].from_grant) : null;
	},
	carriedTo: async ({ id }, _, { sql, load }) => {
		const { rows } = await sql.query<Row>(
			'SELECT to_grant FROM carried WHERE from_grant = $1 ORDER BY to_grant LIMIT 20',
			[id],
		);
		return rows.map(({ to_grant: grant }) => load.grant.load(grant));
	},
};

/** The fields of what only this file has. */
export const OFFICER_TYPES: Record<string, Record<string, Answer>> = {
	Act: {
		digest: ({ digest }) => toHex(digest),
		maker: ({ maker }) => address(maker),
		checker: ({ checker }) => address(checker),
		at,
		endedAt,
	},
	Deed: {
		act: ({ value }) => kind(value.deed.act),
		digest: ({ value }) => value.deed.digest ?? null,
		number: ({ value }) => value.deed.id ?? null,
		other: ({ value }) => addressOfHex(value.deed.confirmedBy ?? value.deed.preparedBy ?? value.deed.by),
		recordedAt: ({ value }) => number(value.at),
		at,
	},
	Total: { day: ({ day }) => new Date(day * 86_400_000).toISOString().slice(0, 10) },
};
