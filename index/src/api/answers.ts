// How each field of the schema is answered.

import { buildSchema, type GraphQLFieldResolver, GraphQLScalarType, type GraphQLSchema, isObjectType } from 'graphql';
import { toHex } from '../chain/bytes.js';
import { nameAt } from '../chain/naming.js';
import { readDocument, writeDocument } from '../chain/record.js';
import type { MentionKind } from '../indexing/mentions.js';
import { soughtBy } from '../indexing/names.js';
import { BLOCK_QUERIES, confirmedBy, IN_BLOCK, IN_EXTRINSIC } from './blocks.js';
import type { Context, Row } from './context.js';
import { events, refusals } from './lists.js';
import { ACTS_OF, OF_EVENT, OF_EXTRINSIC, OF_GRANT, OFFICER_QUERIES, OFFICER_TYPES } from './officers.js';
import { between, type List, page, wrong } from './pages.js';
import { POSITIONS, recordOf } from './records.js';
import {
	namesOf,
	OF_CHANGE,
	OF_ENTERPRISE,
	OF_PHYSICAL_SEAL,
	OF_SEAL,
	REGISTER_QUERIES,
	REGISTER_TYPES,
	standingOf,
} from './register.js';
import { readStatus } from './status.js';
import {
	type Answer,
	accountOf,
	address,
	addressOfHex,
	at,
	given,
	hashOf,
	integer,
	isGiven,
	itself,
	kind,
	number,
	placeOf,
	things,
} from './values.js';

const seals = things('seals', 'id');
const grants = things('grants', 'id');
const flags = things('flags', 'id', true);

const eventsBy =
	(kind: MentionKind, own: string): Answer =>
	(row, args, context) =>
		events(context, args, [], [[kind, String(row[own])]]);

/** Codes begin with a digit and have digits and capital letters only. */
const CODE = /^\d[0-9A-Z]{1,17}$/i;

/** The codes of the enterprises that are found. */
function foundBy(search: string): Pick<List, 'select' | 'where'> {
	if (CODE.test(search.trim())) {
		return { select: 'SELECT uscc FROM enterprises', where: [['uscc LIKE ?', `${search.trim().toUpperCase()}%`]] };
	}
	const sought = soughtBy(search);
	const where: List['where'] =
		'sounds' in sought
			? [['sounds LIKE ?', sought.sounds]]
			: [['pieces @> ?::text[] AND position(? IN lower(name)) > 0', sought.pieces, sought.text]];
	return { select: 'SELECT DISTINCT uscc FROM names', where };
}

const QUERY: Record<string, Answer> = {
	...REGISTER_QUERIES,
	...OFFICER_QUERIES,
	...BLOCK_QUERIES,
	status: (_, __, context) => readStatus(context),
	enterprise: (_, { uscc }, { load }) => load.enterprise.load(uscc),
	enterprises: (_, { search, ...args }, { sql, load }) => {
		if ([...search].length > 64 || search.trim() === '') {
			throw wrong('search for 1 to 64 characters');
		}
		return page(sql, { ...foundBy(search), key: ['uscc'] }, args, ({ uscc }) => load.enterprise.load(uscc as string));
	},
	physicalSeal: (_, { code }, { load }) => load.physicalSeal.load(code),
	seal: (_, { id }, { load }) => load.seal.load(integer('id', id)),
	seals: (_, { status, ...args }, context) => seals(context, args, given(isGiven(status) && ['status = ?', status])),
	use: async (_, args, { sql }) => {
		const [seal, index] = [integer('seal', args.seal), integer('index', args.index)];
		const record = await recordOf(sql, seal, index);
		return record && { index, record, document: await documentOf(record, index, sql) };
	},
	usesOfDocument: (_, { document, ...args }, { sql }) => {
		const digest = readDocument(document);
		if (digest === undefined) {
			throw wrong('a document is named by its digest: sha256: or another algorithm, and 64 hexadecimal digits');
		}
		const list = {
			select: 'SELECT * FROM documents',
			where: given(['document = ?', digest]),
			key: ['seal', 'index'],
		};
		return page(sql, list, args, (row) => ({
			index: row.index,
			document: writeDocument(row.document as Buffer),
			record: () => recordOf(sql, row.seal as bigint, row.index as bigint),
		}));
	},
	records: (_, { filter, newestFirst, ...args }, { sql }) => {
		const { seal, account, purpose } = filter ?? {};
		const list = {
			select: 'SELECT * FROM records',
			where: [
				...given(
					isGiven(seal) && ['seal = ?', integer('seal', seal)],
					isGiven(account) && ['account = ?', accountOf('account', account)],
					isGiven(purpose) && ['purpose = ?', purpose],
				),
				...between('position', filter ?? {}, Number(POSITIONS)),
			],
			key: ['position'],
			descending: newestFirst,
		};
		return page(sql, list, args, itself);
	},
	refusals: (_, { filter, ...args }, context) => {
		const { seal, account, error, call, uscc, code, purpose, use } = filter ?? {};
		return refusals(context, args, [
			...given(
				isGiven(seal) && ['seal = ?', integer('seal', seal)],
				isGiven(account) && ['account = ?', accountOf('account', account)],
				isGiven(error) && ['error = ?', error],
				isGiven(call) && ['call = ?', call],
				isGiven(uscc) && ['uscc = ?', uscc],
				isGiven(code) && ['code = ?', code],
				isGiven(purpose) && ['purpose = ?', purpose],
				isGiven(use) && ['use = ?', use],
			),
			...between('block', filter ?? {}),
		]);
	},
	events: (_, { filter, ...args }, context) => {
		const { name, seat, account, officer, party, uscc, code, seal, grant, flag, correction, act } = filter ?? {};
		const mentioned = Object.entries({ uscc, code, seal, grant, flag, correction, act }).filter(([, key]) =>
			isGiven(key),
		);
		return events(
			context,
			args,
			[
				...given(
					isGiven(name) && ['e.name = ?', name],
					isGiven(seat) && ['e.seat = ?', seat],
					isGiven(account) && ['e.account = ?', accountOf('account', account)],
					isGiven(officer) && ['e.officer = ?', officer],
				),
				...between('e.block', filter ?? {}),
			],
			[
				...(mentioned as [MentionKind, string][]),
				...(isGiven(party) ? [['account', toHex(accountOf('party', party))] as [MentionKind, string]] : []),
			],
		);
	},
	grant: (_, { id }, { load }) => load.grant.load(integer('id', id)),
	grantsOfOperator: (_, { operator, ...args }, context) => {
		const account = toHex(accountOf('operator', operator));
		return grants(context, args, [['(operator = ? OR second = ?)', account, account]]);
	},
	flags: (_, { seat, open, ...args }, context) =>
		flags(context, args, given(isGiven(seat) && ['seat = ?', seat], isGiven(open) && ['open = ?', open])),
	motions: (_, args, context) => things('motions', 'index', true)(context, args, []),
	members: async (_, { seat }, { sql }) =>
		(
			await sql.query('SELECT * FROM members WHERE seat = coalesce($1, seat) ORDER BY seat, role, account LIMIT 1000', [
				seat ?? null,
			])
		).rows,
	alarms: (_, { kind: wanted, seal, uscc, from, until, ...args }, context) =>
		things('alarms', 'id', true)(context, args, [
			...given(
				isGiven(wanted) && ['kind = ?', wanted],
				isGiven(seal) && ['seal = ?', integer('seal', seal)],
				isGiven(uscc) && ['uscc = ?', uscc],
			),
			...between('block', { from, until }),
		]),
	block: async (_, { number: wanted, hash }, { sql }) => {
		if (isGiven(wanted) === isGiven(hash)) {
			throw wrong('name a block by its number or by its hash');
		}
		const [condition, value] = isGiven(hash) ? ['hash', hashOf(hash)] : ['number', wanted];
		return (await sql.query(`SELECT * FROM blocks WHERE ${condition} = $1`, [value])).rows[0];
	},
	extrinsic: async (_, { hash }, { sql }) =>
		(await sql.query('SELECT * FROM extrinsics WHERE hash = $1 ORDER BY block LIMIT 1', [hashOf(hash)])).rows[0],
	extrinsicsOf: (_, { account, ...args }, { sql }) => {
		const where = given(['signer = ?', accountOf('account', account)]);
		const list = { select: 'SELECT * FROM extrinsics', where, key: ['block', 'index'], descending: true };
		return page(sql, list, args, itself);
	},
	check: async (_, __, { sql }) => (await sql.query('SELECT * FROM checks ORDER BY id DESC LIMIT 1')).rows[0],
};

/** The digest of the document of a use, if it is known. */
async function documentOf(record: Row, index: bigint, sql: Context['sql']): Promise<string | null> {
	if (record.document) {
		return writeDocument(record.document);
	}
	const found = await sql.query('SELECT document FROM documents WHERE seal = $1 AND index = $2', [record.seal, index]);
	return found.rows[0] ? writeDocument(found.rows[0].document) : null;
}

/** The fields that are more than a column. */
const ANSWERS: Record<string, Record<string, Answer>> = {
	Query: QUERY,
	Enterprise: {
		name: ({ value }) => nameAt(value, Date.now()),
		names: namesOf,
		owner: ({ value }) => addressOfHex(value.owner),
		status: ({ value }) => kind(value.status),
		seals: ({ uscc }, args, context) => seals(context, args, [['uscc = ?', uscc]]),
		physicalSeals: ({ uscc }, args, context) => things('physical_seals', 'code')(context, args, [['uscc = ?', uscc]]),
		events: eventsBy('uscc', 'uscc'),
		acts: ACTS_OF.enterprise,
		...OF_ENTERPRISE,
	},
	PhysicalSeal: {
		kind: ({ value }) => kind(value.kind),
		enterprise: ({ uscc }, _, { load }) => load.enterprise.load(uscc),
		seals: ({ code }, args, context) => seals(context, args, [['code = ?', code]]),
		events: eventsBy('code', 'code'),
		acts: ACTS_OF.physicalSeal,
		...OF_PHYSICAL_SEAL,
	},
	Seal: {
		holds: ({ value }) => (value.holds ?? []).map(kind),
		enterprise: ({ uscc }, _, { load }) => load.enterprise.load(uscc),
		physicalSeal: ({ code }, _, { load }) => load.physicalSeal.load(code),
		uses: async ({ id }, _, { load }) => (await load.log.load(id))?.uses ?? 0,
		records: async ({ id }, _, { load }) => (await load.log.load(id))?.records ?? 0,
		hours: async ({ id }, _, { load }) => (await load.log.load(id))?.hours ?? Array(24).fill(0),
		history: ({ id }, args, { sql }) =>
			page(sql, { select: 'SELECT * FROM history', where: [['seal = ?', id]], key: ['index'] }, args, itself),
		log: ({ id }, args, context) => QUERY.records?.({}, { ...args, filter: { seal: String(id) } }, context),
		grants: ({ id }, args, context) => grants(context, args, [['seal = ?', id]]),
		flags: ({ id }, args, context) => flags(context, args, [['seal = ?', id]]),
		refusals: ({ id }, args, context) => refusals(context, args, [['seal = ?', id]]),
		events: eventsBy('seal', 'id'),
		acts: ACTS_OF.seal,
		...OF_SEAL,
		days: async ({ id }, { first }, { sql }) =>
			(await sql.query('SELECT * FROM days WHERE seal = $1 ORDER BY day DESC LIMIT $2', [id, Math.min(first, 100)]))
				.rows,
	},
	Day: { day: ({ day }) => new Date(day * 86_400_000).toISOString().slice(0, 10) },
	Change: {
		detail: ({ value }) => kind(value.change.hold) ?? kind(value.change.reason),
		...OF_CHANGE,
		seat: ({ value }) => kind(value.by.seat),
		account: ({ value }) => addressOfHex(value.by.account ?? value.by.value),
		effectiveAt: ({ value }) => number(value.effectiveAt),
		recordedAt: ({ value }) => number(value.recordedAt),
		confirmedBy: (row, _, context) => confirmedBy(row, context),
		at,
	},
	Record: {
		seal: ({ seal }, _, { load }) => load.seal.load(seal),
		index: ({ first }) => first,
		batch: ({ document }) => document === null,
		document: ({ document }) => document && writeDocument(document),
		root: ({ root }) => root && toHex(root),
		documents: ({ seal, number: record }, args, { sql }) => {
			const list = {
				select: 'SELECT * FROM documents',
				where: given(
					['seal = ?', seal],
					['index >= (SELECT first FROM records WHERE seal = ? AND number = ?)', seal, record],
					['index < (SELECT first + count FROM records WHERE seal = ? AND number = ?)', seal, record],
				),
				key: ['index'],
			};
			return page(sql, list, args, (row) => ({ index: row.index, document: writeDocument(row.document as Buffer) }));
		},
		account: ({ account }) => address(account),
		grant: ({ grant_id: grant }, _, { load }) => (grant === null ? null : load.grant.load(grant)),
		// The chain takes no approval but that of the grant's second operator.
		second: async ({ approval, grant_id: grant }, _, { load }) =>
			approval === null ? null : addressOfHex((await load.grant.load(grant))?.second),
		signedAt: (row) => row.signed_at,
		recordedAt: (row) => row.recorded_at,
		head: ({ head }) => toHex(head),
		standing: ({ seal, recorded_at: moment, purpose }, _, context) =>
			standingOf(seal, Number(moment), context, purpose),
		at,
	},
	Use: {
		flags: ({ record, index }, args, context) =>
			flags(context, args, [
				['seal = ?', record.seal],
				['index = ?', index],
			]),
		receipt: ({ record, index }) => `/receipt/${record.seal}/${index}`,
	},
	Grant: {
		seal: ({ seal }, _, { load }) => load.seal.load(seal),
		operator: ({ operator }) => addressOfHex(operator),
		second: ({ second }) => addressOfHex(second),
		purposes: ({ value }) => value.purposes.map(kind),
		quota: ({ value }) => value.quota,
		used: ({ value }) => value.used,
		lent: ({ value }) => value.lent,
		lentFrom: ({ value }, _, { load }) => (isGiven(value.lentFrom) ? load.grant.load(BigInt(value.lentFrom)) : null),
		validUntil: ({ value }) => number(value.validUntil),
		grantedAt: ({ value }) => number(value.grantedAt),
		ended: ({ value }) => kind(value.ended?.[1]),
		endedAt: ({ value }) => number(value.ended?.[0]),
		...OF_GRANT,
		at: async ({ seal, id }, args, context) => placeOf(await context.load.granted.load(`${seal} ${id}`), args, context),
	},
	Flag: {
		seal: ({ seal }, _, { load }) => load.seal.load(seal),
		reason: ({ value }) => kind(value.reason),
		account: ({ value }) => addressOfHex(value.by.account),
		raisedAt: ({ value }) => number(value.at),
		outcome: ({ value }) => kind(value.closed?.outcome),
		at: async ({ seal, id }, args, context) => placeOf(await context.load.flagged.load(`${seal} ${id}`), args, context),
	},
	Refusal: {
		account: ({ account }) => address(account),
		place: ({ place }) => (place === -1 ? null : place),
		at,
	},
	Event: {
		account: ({ account }) => address(account),
		grant: (row) => row.grant_id,
		...OF_EVENT,
		at: (row, args, context) => at({ ...row, event: row.index }, args, context),
	},
	Motion: {
		hash: ({ hash }) => toHex(hash),
		proposer: ({ proposer }) => address(proposer),
		error: ({ result }) => result?.name ?? null,
		opened: ({ opened }, _, { load }) => load.block.load(opened),
		closed: ({ closed }, _, { load }) => (closed === null ? null : load.block.load(closed)),
	},
	Member: { account: ({ account }) => address(account) },
	Alarm: {
		seal: ({ seal }, _, { load }) => (seal === null ? null : load.seal.load(seal)),
		enterprise: ({ uscc }, _, { load }) => (uscc === null ? null : load.enterprise.load(uscc)),
		account: ({ account }) => address(account),
		at,
	},
	Block: {
		hash: ({ hash }) => toHex(hash),
		author: ({ author }) => address(author),
		header: ({ header }) => toHex(header),
		recordCount: ({ records }) => records,
		useCount: ({ uses }) => uses,
		refusedCount: ({ refused }) => refused,
		...IN_BLOCK,
		extrinsics: ({ number: block }, args, { sql }) =>
			page(sql, { select: 'SELECT * FROM extrinsics', where: [['block = ?', block]], key: ['index'] }, args, itself),
		events: ({ number: block }, args, context) => events(context, args, [['e.block = ?', block]]),
	},
	Extrinsic: {
		hash: ({ hash }) => toHex(hash),
		signer: ({ signer }) => address(signer),
		...OF_EXTRINSIC,
		block: ({ block }, _, { load }) => load.block.load(block),
		...IN_EXTRINSIC,
	},
	Check: {
		hash: ({ hash }) => toHex(hash),
		compared: ({ compared }) => Object.entries(compared).map(([table, count]) => ({ table, count })),
	},
	...REGISTER_TYPES,
	...OFFICER_TYPES,
};

/** The schema with its answers. What has none is a column of the same name. */
export function makeSchema(text: string): GraphQLSchema {
	const schema = buildSchema(text);
	for (const [type, fields] of Object.entries(ANSWERS)) {
		const known = schema.getType(type);
		for (const [field, answer] of Object.entries(fields)) {
			const defined = isObjectType(known) ? known.getFields()[field] : undefined;
			if (defined === undefined) {
				throw new Error(`the schema has no ${type}.${field}`);
			}
			defined.resolve = answer as GraphQLFieldResolver<Row, Context>;
		}
	}
	// The database has bigints.
	for (const [name, write] of [
		['Moment', Number],
		['Count', Number],
		['ID', String],
	] as const) {
		const scalar = schema.getType(name);
		if (scalar instanceof GraphQLScalarType) {
			scalar.serialize = write;
		}
	}
	return schema;
}
