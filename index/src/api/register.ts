// The register beside its things: histories, freezes, offers, successors, corrections.

import { toHex } from '../chain/bytes.js';
import { awaitedName, nameAt } from '../chain/naming.js';
import { type SealEntry, type Standing, standingAt } from '../chain/standing.js';
import { confirmedBy } from './blocks.js';
import type { Context, Row } from './context.js';
import { refusals } from './lists.js';
import { page } from './pages.js';
import {
	type Answer,
	accountOf,
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

const corrections = things('corrections', 'id', true);

/** The history of an enterprise or a physical seal. */
const historyOf =
	(own: 'uscc' | 'code'): Answer =>
	(row, args, { sql }) => {
		const list = { select: 'SELECT * FROM register_history', where: given(['subject = ?', row[own]]), key: ['index'] };
		return page(sql, list, args, itself);
	};

export const REGISTER_QUERIES: Record<string, Answer> = {
	correction: async (_, { id }, { sql }) =>
		(await sql.query('SELECT * FROM corrections WHERE id = $1', [integer('id', id)])).rows[0],
	corrections: (_, { filter, ...args }, context) => {
		const { seat, status, uscc, code, seal } = filter ?? {};
		return corrections(
			context,
			args,
			given(
				isGiven(seat) && ['seat = ?', seat],
				isGiven(status) && ['status = ?', status],
				isGiven(uscc) && ['uscc = ?', uscc],
				isGiven(code) && ['code = ?', code],
				isGiven(seal) && ['seal = ?', integer('seal', seal)],
			),
		);
	},
	freezes: (_, { at: moment, ...args }, { sql }) => {
		const since = moment ?? Date.now();
		const list = { select: 'SELECT * FROM freezes', where: given(['until > ?', since]), key: ['until', 'uscc'] };
		return page(sql, list, args, itself);
	},
	offers: (_, { to, ...args }, context) =>
		things('offers', 'uscc')(context, args, given(isGiven(to) && ['owner = ?', toHex(accountOf('to', to))])),
};

/** How an e-seal stood at a moment, as it was recorded and as it is known now; and whether it could be used, for this purpose. */
export async function standingOf(
	seal: bigint,
	moment: number,
	{ sql, load }: Context,
	purpose?: string,
): Promise<{ recorded: Standing; known: Standing } | null> {
	const [found, { rows }] = await Promise.all([
		load.seal.load(seal),
		sql.query<{ value: SealEntry }>(
			`SELECT value FROM history
			WHERE seal = $1 AND block <= (SELECT number FROM blocks WHERE time <= $2 ORDER BY time DESC LIMIT 1)
			ORDER BY block DESC, index DESC LIMIT 1`,
			[seal, moment],
		),
	]);
	if (found === undefined) {
		return null;
	}
	const physicalSeal = await load.physicalSeal.load(found.code);
	return standingAt(found.value, rows[0]?.value, physicalSeal?.value, moment, purpose);
}

/** The names that an enterprise had under its code, the present one first. One that was recorded ahead it has had only if it counted. */
export async function namesOf({ uscc, value }: Row, _: unknown, { sql }: Context): Promise<string[]> {
	const present = nameAt(value, Date.now());
	const { rows } = await sql.query(
		`SELECT DISTINCT value -> 'change' ->> 'from' AS name FROM register_history
		WHERE subject = $1 AND change = 'Renamed' ORDER BY name LIMIT 100`,
		[uscc],
	);
	return [present, ...rows.map(({ name }) => name).filter((name) => name !== present)];
}

/** The code that an entry of a history names: of a voided registration or a misfiled physical seal the right one, and the other way round. */
const codeIn =
	(own: 'uscc' | 'code', change: string, field: string, load: (code: string, context: Context) => unknown): Answer =>
	async (row, _, context) => {
		const { rows } = await context.sql.query(
			`SELECT value -> 'change' ->> '${field}' AS code FROM register_history WHERE subject = $1 AND change = '${change}' LIMIT 1`,
			[row[own]],
		);
		return rows[0] ? load(rows[0].code, context) : null;
	};

const loadEnterprise = (uscc: string, { load }: Context) => load.enterprise.load(uscc);

const loadPhysicalSeal = (code: string, { load }: Context) => load.physicalSeal.load(code);

/** What is asked of an enterprise, beside what it is itself. */
export const OF_ENTERPRISE: Record<string, Answer> = {
	history: historyOf('uscc'),
	freeze: async ({ uscc }, _, { sql }) => (await sql.query('SELECT * FROM freezes WHERE uscc = $1', [uscc])).rows[0],
	offer: async ({ uscc }, _, { sql }) => (await sql.query('SELECT * FROM offers WHERE uscc = $1', [uscc])).rows[0],
	nextName: ({ value }) => awaitedName(value, Date.now()) ?? null,
	liquidator: async ({ uscc }, _, { sql }) =>
		(await sql.query('SELECT * FROM liquidators WHERE uscc = $1', [uscc])).rows[0],
	instead: codeIn('uscc', 'Voided', 'instead', loadEnterprise),
	insteadOf: codeIn('uscc', 'Opened', 'insteadOf', loadEnterprise),
	successors: async ({ uscc }, _, { sql }) =>
		(await sql.query('SELECT * FROM successions WHERE uscc = $1 ORDER BY block, event LIMIT 100', [uscc])).rows,
	predecessors: ({ uscc }, args, { sql }) =>
		page(sql, { select: 'SELECT * FROM successions', where: [['successor = ?', uscc]], key: ['uscc'] }, args, itself),
	corrections: ({ uscc }, args, context) => corrections(context, args, [['(uscc = ? OR instead = ?)', uscc, uscc]]),
	refusals: ({ uscc }, args, context) => refusals(context, args, [['uscc = ?', uscc]]),
	alarms: ({ uscc }, args, context) => things('alarms', 'id', true)(context, args, [['uscc = ?', uscc]]),
};

export const OF_PHYSICAL_SEAL: Record<string, Answer> = {
	history: historyOf('code'),
	corrections: ({ code }, args, context) => corrections(context, args, [['(code = ? OR instead = ?)', code, code]]),
	instead: codeIn('code', 'Misfiled', 'instead', loadPhysicalSeal),
	insteadOf: codeIn('code', 'Filed', 'insteadOf', loadPhysicalSeal),
	refusals: ({ code }, args, context) => refusals(context, args, [['code = ?', code]]),
};

export const OF_SEAL: Record<string, Answer> = {
	standing: ({ id }, { at: moment }, context) => standingOf(id, moment ?? Date.now(), context),
	rotateBy: async ({ id }, _, { sql }) =>
		number((await sql.query('SELECT value FROM rotations WHERE seal = $1', [id])).rows[0]?.value),
	corrections: ({ id }, args, context) => corrections(context, args, [['seal = ?', id]]),
	alarms: ({ id }, args, context) => things('alarms', 'id', true)(context, args, [['seal = ?', id]]),
};

/** Of what two agencies did together, the officers of both. */
const agencies: Answer = ({ value }) =>
	(value.by.proposed ? [value.by.proposed, value.by.agreed] : []).map(({ seat, account }: Row) => ({
		...{ seat: kind(seat), account: addressOfHex(account) },
	}));

/** The correction that an entry of a history belongs to. */
const correction: Answer = async ({ value }, _, { sql }) =>
	isGiven(value.change.correction)
		? (await sql.query('SELECT * FROM corrections WHERE id = $1', [value.change.correction])).rows[0]
		: null;

/** Which entry an entry of an e-seal's history corrects, and which one corrects it. */
export const OF_CHANGE: Record<string, Answer> = {
	agencies,
	corrects: ({ value }) => value.change.entry ?? null,
	correctedBy: async ({ seal, index }, _, { sql }) =>
		(
			await sql.query(
				`SELECT index FROM history WHERE seal = $1 AND index > $2 AND value -> 'change' ->> 'entry' = $3`,
				[...[seal, index, String(index)]],
			)
		).rows[0]?.index,
	correction,
};

const enterprise =
	(own: string): Answer =>
	(row, _, { load }) =>
		load.enterprise.load(row[own]);

/** The fields of what only this file has. */
export const REGISTER_TYPES: Record<string, Record<string, Answer>> = {
	RegisterChange: {
		seat: ({ value }) => kind(value.by.seat),
		account: ({ value }) => addressOfHex(value.by.account),
		confirmedBy: (row, _, context) => confirmedBy(row, context),
		agencies,
		effectiveAt: ({ value }) => number(value.effectiveAt),
		recordedAt: ({ value }) => number(value.recordedAt),
		corrects: ({ value }) => value.change.entry ?? null,
		correctedBy: async ({ subject, index }, _, { sql }) =>
			(
				await sql.query(
					`SELECT index FROM register_history WHERE subject = $1 AND index > $2 AND value -> 'change' ->> 'entry' = $3`,
					[subject, index, String(index)],
				)
			).rows[0]?.index,
		correction,
		at,
	},
	Freeze: {
		enterprise: enterprise('uscc'),
		order: ({ value }) => value.order,
		placedAt: ({ value }) => number(value.placedAt),
		until: ({ until }) => number(until),
	},
	Offer: {
		enterprise: enterprise('uscc'),
		to: ({ owner }) => addressOfHex(owner),
		offeredAt: ({ value }) => number(value.offeredAt),
		until: ({ value }) => number(value.until),
		rotateBy: ({ value }) => number(value.rotateBy),
	},
	NextName: { from: ({ from }) => number(from), recordedAt: ({ recordedAt }) => number(recordedAt) },
	Liquidator: {
		enterprise: enterprise('uscc'),
		account: ({ value }) => addressOfHex(value.account),
		order: ({ value }) => value.order,
		namedAt: ({ value }) => number(value.namedAt),
	},
	Succession: { predecessor: enterprise('uscc'), successor: enterprise('successor'), at },
	Correction: {
		digest: ({ digest }) => toHex(digest),
		what: ({ value }) => kind(value.correction),
		entry: ({ value }) => value.correction.entry ?? null,
		decision: ({ value }) => value.decision,
		proposedBy: ({ value }) => addressOfHex(value.proposedBy.account),
		proposedAt: ({ value }) => number(value.proposedAt),
		until: ({ value }) => number(value.until),
		agreedSeat: ({ value }) => kind(value.made?.by.seat),
		agreedBy: ({ value }) => addressOfHex(value.made?.by.account),
		at,
		endedAt,
	},
};
