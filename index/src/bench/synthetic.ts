// How fast searches are with 100,000 e-seals and a million uses, and how fast so many rows are written: on made-up data, which go
// through the code that writes what blocks have, and are asked for through the API. What fetching and decoding blocks takes is not in
// it: `./scripts/bench --index` measures that on a chain. Of every statement that the questions lead to, PostgreSQL is asked how it
// goes about it: one that reads a large table from one end to the other fails the run.
//
//     INDEX_DATABASE=… node lib/bench/synthetic.js [--seals N] [--uses N] [--questions N]
//
// The database must be empty.

import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { startApi } from '../api/server.js';
import { writeAccount } from '../chain/accounts.js';
import { toSql } from '../chain/bytes.js';
import { writeDocument } from '../chain/record.js';
import { carryOn, countDays } from '../indexing/logs.js';
import { namesOf } from '../indexing/names.js';
import type { Event } from '../indexing/processor.js';
import { addRecordRow, type Recorded } from '../indexing/records.js';
import { settings } from '../settings.js';
import { openWriter, Rows } from '../sql.js';

const { values } = parseArgs({
	options: {
		seals: { type: 'string', default: '100000' },
		uses: { type: 'string', default: '1000000' },
		questions: { type: 'string', default: '1000' },
	},
});
const [SEALS, USES, QUESTIONS] = [Number(values.seals), Number(values.uses), Number(values.questions)];

/** How many records are in one transaction, as a block may have them. */
const BLOCK = 1_000;

/** From so many rows on, a table is not to be read from one end to the other. */
const LARGE = 10_000;

const CITIES = ['北京', '上海', '杭州', '宁波', '温州', '重庆', '成都', '广州', '深圳', '西安', '武汉', '南京'];
const WORDS = '天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈';
const TRADES = ['科技', '贸易', '建筑工程', '物流', '餐饮管理', '信息技术', '医疗器械', '文化传媒'];
const FORMS = ['有限公司', '股份有限公司', '有限责任公司'];

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** The same every time: figures of two runs can be compared. */
const pick = <T>(from: ArrayLike<T>, what: string): T => from[sha256(what).readUInt32LE() % from.length] as T;

const characters = [...WORDS];
const nameOf = (seal: number): string =>
	pick(CITIES, `city ${seal}`) +
	[0, 1, 2].map((at) => pick(characters, `word ${seal} ${at}`)).join('') +
	pick(TRADES, `trade ${seal}`) +
	pick(FORMS, `form ${seal}`);

const codeOf = (seal: number): string => `9133${String(seal).padStart(13, '0')}X`;

const documentOf = (use: number): Buffer => Buffer.concat([Buffer.from([0]), sha256(`document ${use}`)]);

const client = await openWriter();
const { rows: had } = await client.query('SELECT count(*) AS blocks FROM blocks');
if (had[0].blocks > 0n) {
	throw new Error('the database is not empty: name another one');
}

/** Writes what `add` adds for each of so many numbers, some in a transaction, and gives how many a second were written. */
async function write(count: number, add: (rows: Rows, from: number, to: number) => unknown): Promise<number> {
	const begun = performance.now();
	for (let from = 0; from < count; from += BLOCK) {
		const rows = new Rows();
		await client.query('BEGIN');
		await add(rows, from, Math.min(from + BLOCK, count));
		await rows.write(client);
		await client.query('COMMIT');
	}
	return Math.round((1_000 * count) / (performance.now() - begun));
}

const accountOf = (what: string): string => `0x${sha256(what).toString('hex')}`;

/** Each has its share of the enterprises. */
const OFFICERS = 20;
const officerOf = (seal: number): string => accountOf(`officer ${seal % OFFICERS}`);
const ownerOf = (seal: number): string => accountOf(`owner ${seal}`);

/** When an e-seal was approved; its uses come later. */
const issuedAt = (seal: number): number => first - 31 * 86_400_000 + seal * 1_000;

const first = Date.UTC(2027, 0, 1);
function addBlock(rows: Rows, number: number, extrinsics: number, records: number): void {
	rows.add('blocks', {
		...{ number, hash: toSql(sha256(`block ${number}`)), header: '\\x', time: first + number * 2_000, spec: 100 },
		...{ author: null, extrinsics, records, uses: records, refused: 0 },
	});
}

const sealsPerSecond = await write(SEALS, (rows, from, to) => {
	for (let seal = from; seal < to; seal++) {
		const [uscc, name] = [codeOf(seal), nameOf(seal)];
		const owner = ownerOf(seal);
		const code = String(seal).padStart(13, '0');
		const [block, index] = [USES / BLOCK + Math.floor(seal / BLOCK), seal % BLOCK];
		rows.add('enterprises', { uscc, value: { name, owner, status: { __kind: 'Active' } }, block });
		rows.add('names', { uscc, name, present: true, ...namesOf(name) });
		rows.add('physical_seals', { code, value: { uscc, status: { __kind: 'Filed' }, statusSince: '0' }, block });
		rows.add('seals', {
			id: seal,
			value: {
				...{ uscc, code, status: { __kind: 'Active' }, holds: [], revoked: null, loss: null },
				...{ activatedAt: String(issuedAt(seal)), validFrom: '0', validUntil: String(first * 2) },
			},
			block,
		});
		for (const [entry, change] of ['Applied', 'Activated'].entries()) {
			const status = { __kind: entry === 0 ? 'Applied' : 'Active' };
			const value = {
				...{
					change: { __kind: change },
					block: 0,
					recordedAt: String(issuedAt(seal)),
					effectiveAt: String(issuedAt(seal)),
				},
				...{ by: { __kind: 'Owner', account: owner }, after: { status, holds: [], terms: [] } },
			};
			rows.add('history', { seal, index: entry, value, extrinsic: index, event: index });
		}
		const by = { seat: { __kind: 'MarketSupervision' }, account: officerOf(seal) };
		rows.add('events', {
			...{ block, index, extrinsic: index, item: null, name: 'ESeal.EnterpriseRegistered' },
			...{ args: { uscc, name, owner, by }, seat: 'MarketSupervision', account: toSql(officerOf(seal)), officer: true },
			...{ uscc, code: null, seal: null, grant_id: null, flag: null, checker: null, act: null },
		});
		for (const [kind, key, field] of [
			['uscc', uscc, 'uscc'],
			['account', owner, 'owner'],
			['account', officerOf(seal), 'by'],
		] as const) {
			rows.add('mentions', { kind, key, block, index, field });
		}
		rows.add('officer_history', {
			...{ officer: officerOf(seal), index: Math.floor(seal / OFFICERS) },
			value: { deed: { __kind: 'Alone', act: { __kind: 'RegisterEnterprise' } }, at: String(first), block },
			...{ extrinsic: index, event: index },
		});
	}
	addBlock(rows, USES / BLOCK + from / BLOCK, to - from, 0);
});

const counts = new Uint32Array(SEALS);
const usesPerSecond = await write(USES, async (rows, from, to) => {
	const block = from / BLOCK;
	const time = first + block * 2_000;
	const recorded: Recorded[] = [];
	for (let use = from; use < to; use++) {
		const seal = use % SEALS;
		const number = BigInt(counts[seal] as number);
		counts[seal] = Number(number) + 1;
		const document = documentOf(use);
		recorded.push({
			...{ seal: BigInt(seal), number, first: number, count: 1, document, documents: [document], purpose: 'Contract' },
			...{
				account: sha256(`operator ${seal}`),
				nonce: number,
				signedAt: BigInt(time),
				recordedAt: BigInt(time),
				block,
			},
			...{ historyLength: 2, signature: Buffer.concat([Buffer.from([0]), Buffer.alloc(64, use % 256)]) },
			event: { index: use - from, args: { head: `0x${sha256(`head ${use}`).toString('hex')}` } } as Event,
		});
	}
	await carryOn(client, recorded, rows);
	recorded.forEach((record, place) => {
		addRecordRow(rows, block, place, record);
		// What a receipt is made of, as long as it is on a chain.
		rows.add('senders', {
			...{
				block,
				extrinsic: place,
				signature: toSql(Buffer.alloc(65, place % 256)),
				call: toSql(Buffer.alloc(220, place % 256)),
			},
			...{
				extensions: toSql(Buffer.alloc(8)),
				spec: 100,
				transaction: 1,
				birth: block,
				implied: toSql(Buffer.alloc(1)),
			},
		});
		rows.add('extrinsics', {
			...{ block, index: place, hash: toSql(sha256(`extrinsic ${block} ${place}`)), signer: toSql(record.account) },
			...{ call: 'UsageLog.record_use', success: true, error: null },
		});
	});
	rows.add('leaves', { block, leaves: toSql(Buffer.alloc(recorded.length * 600, block % 256)) });
	await countDays(client, [], recorded, [], rows);
	addBlock(rows, block, to - from, to - from);
});
// As PostgreSQL does by itself, some time later.
await client.query('VACUUM ANALYZE');
const { rows: large } = await client.query('SELECT relname FROM pg_class WHERE relkind = $1 AND reltuples >= $2', [
	'r',
	LARGE,
]);
const LARGE_TABLES = new Set(large.map(({ relname }) => relname as string));
await client.end();

settings.port = 0;
const { server, pool } = await startApi();
const { port } = server.address() as AddressInfo;

/** The statements that the API sends, one of each text, with values that it had. */
const sent = new Map<string, unknown[]>();
const query = pool.query.bind(pool) as (
	text: string,
	values?: unknown[],
) => Promise<{ rows: Record<string, unknown>[] }>;
pool.query = ((text: string, values: unknown[] = []) => {
	sent.set(text, values);
	return query(text, values);
}) as typeof pool.query;

/** How PostgreSQL goes about a part of a statement. */
interface Plan {
	'Node Type': string;
	'Relation Name'?: string;
	'Index Name'?: string;
	Plans?: Plan[];
}

/** What the statements of a question go along; of large tables that are read as a whole, their names. */
async function explain(): Promise<{ along: string[]; whole: string[] }> {
	const [along, whole] = [new Set<string>(), new Set<string>()];
	const look = ({ 'Node Type': type, 'Relation Name': table, 'Index Name': index, Plans }: Plan): void => {
		if (index) {
			along.add(index);
		}
		if (type.includes('Seq Scan') && LARGE_TABLES.has(table ?? '')) {
			whole.add(table as string);
		}
		Plans?.forEach(look);
	};
	for (const [text, values] of sent) {
		const { rows } = await query(`EXPLAIN (FORMAT JSON) ${text}`, values);
		for (const row of rows) {
			look((row['QUERY PLAN'] as [{ Plan: Plan }])[0].Plan);
		}
	}
	return { along: [...along].sort(), whole: [...whole] };
}

const failures: string[] = [];

/** How long a question takes, in milliseconds, from a client's request to the whole answer. */
async function measure(what: string, ask: (place: number) => { query: string; variables: Record<string, unknown> }) {
	const times: number[] = [];
	sent.clear();
	for (let place = 0; place < QUESTIONS; place++) {
		const begun = performance.now();
		const answer = await fetch(`http://127.0.0.1:${port}/graphql`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(ask(place)),
		});
		const { data, errors } = (await answer.json()) as { data: unknown; errors?: unknown };
		times.push(performance.now() - begun);
		if (errors || !/"items":\[\{|"standing":\{/.test(JSON.stringify(data))) {
			throw new Error(`${what}: ${JSON.stringify(errors ?? data)}`);
		}
	}
	times.sort((one, other) => one - other);
	const at = (share: number) => (times[Math.ceil(share * times.length) - 1] as number).toFixed(1);
	const { along, whole } = await explain();
	if (whole.length > 0) {
		failures.push(`${what}: it reads all of ${whole.join(', ')}`);
	}
	console.log(`| ${what} | ${at(0.5)} | ${at(0.99)} | ${at(1)} | ${along.join(', ')} |`);
}

const NAMES = 'query ($search: String!) { enterprises(search: $search) { items { uscc name } next } }';
const LOG =
	'query ($id: ID!, $after: String) { seal(id: $id) { log(first: 10, after: $after) { items { number document } next } } }';
const some = (place: number) => (place * 7_919) % SEALS;

console.log(`${SEALS} e-seals, ${USES} uses`);
console.log(`written: ${sealsPerSecond} e-seals a second, ${usesPerSecond} uses a second`);
console.log('\n| question | median, ms | p99, ms | most, ms | along |\n| --- | --- | --- | --- | --- |');
await measure('a document', (place) => ({
	query:
		'query ($document: String!) { usesOfDocument(document: $document) { items { index record { seal { id } at { block } } } } }',
	variables: { document: writeDocument(documentOf((place * 104_729) % USES)) },
}));
await measure('a whole name', (place) => ({ query: NAMES, variables: { search: nameOf(some(place)) } }));
await measure('three characters of a name', (place) => ({
	query: NAMES,
	variables: { search: [...nameOf(some(place))].slice(2, 5).join('') },
}));
await measure('two characters of a name', (place) => ({
	query: NAMES,
	variables: { search: [...nameOf(some(place))].slice(3, 5).join('') },
}));
await measure('what every third name has', () => ({ query: NAMES, variables: { search: '有限公司' } }));
await measure('pinyin of a whole name', (place) => ({
	query: NAMES,
	variables: { search: namesOf(nameOf(some(place))).sounds.split(' ')[0] as string },
}));
await measure('initials of a name', (place) => ({
	query: NAMES,
	variables: { search: namesOf(nameOf(some(place))).sounds.split(' ')[1] as string },
}));
await measure('the beginning of a code', (place) => ({
	query: NAMES,
	variables: { search: codeOf(some(place)).slice(0, 15) },
}));
await measure('a log', (place) => ({ query: LOG, variables: { id: String(some(place)) } }));
await measure('100 records of all logs, from a moment on', (place) => ({
	query:
		'query ($from: Moment!) { records(filter: { from: $from }, newestFirst: false, first: 100) { items { number } next } }',
	variables: { from: first + ((place * 7_919) % (USES / BLOCK)) * 2_000 },
}));
const ADDRESS = (what: string) => writeAccount(sha256(what));
const EVENTS =
	'query ($filter: EventFilter!) { events(filter: $filter) { items { name account uscc at { block extrinsic event time } } next } }';
await measure('two initials of a name', (place) => ({
	query: NAMES,
	variables: { search: (namesOf(nameOf(some(place))).sounds.split(' ')[1] as string).slice(1, 3) },
}));
await measure('uses of an e-seal from a moment on', (place) => ({
	query:
		'query ($filter: RecordFilter!) { records(filter: $filter, newestFirst: false) { items { number recordedAt } next } }',
	variables: { filter: { seal: String(some(place)), from: first } },
}));
await measure('uses by an account', (place) => ({
	query: 'query ($filter: RecordFilter!) { records(filter: $filter) { items { number seal { id } } next } }',
	variables: { filter: { account: ADDRESS(`operator ${some(place)}`) } },
}));
await measure('uses for a purpose in an hour', (place) => ({
	query: 'query ($filter: RecordFilter!) { records(filter: $filter) { items { number } next } }',
	variables: {
		filter: { purpose: 'Contract', from: first, until: first + ((place * 7_919) % (USES / BLOCK)) * 2_000 + 2_000 },
	},
}));
await measure('events that name an enterprise', (place) => ({
	query: EVENTS,
	variables: { filter: { uscc: codeOf(some(place)) } },
}));
await measure('events that name an account', (place) => ({
	query: EVENTS,
	variables: { filter: { party: ADDRESS(`owner ${some(place)}`) } },
}));
await measure("an officer's acts", (place) => ({
	query: EVENTS,
	variables: { filter: { account: ADDRESS(`officer ${place % OFFICERS}`), officer: true } },
}));
await measure("an officer's history", (place) => ({
	query:
		'query ($account: String!) { deedsOfOfficer(account: $account) { items { deed act at { block extrinsic event } } next } }',
	variables: { account: ADDRESS(`officer ${place % OFFICERS}`) },
}));
await measure('how an e-seal stood at a moment', (place) => ({
	query:
		'query ($id: ID!, $at: Moment) { seal(id: $id) { standing(at: $at) { recorded { usable } known { usable } } } }',
	variables: { id: String(some(place)), at: first },
}));
for (const failure of failures) {
	console.error(`error: ${failure}`);
}
server.close();
await Promise.all([pool.end(), once(server, 'close')]);
process.exit(failures.length > 0 ? 1 : 0);
