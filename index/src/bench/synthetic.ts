// How fast searches are with 100,000 e-seals and a million uses, and how fast so many rows are written: on made-up data, which go
// through the code that writes what blocks have, and are asked for through the API. What fetching and decoding blocks takes is not in
// it: `./scripts/bench --index` measures that on a chain.
//
//     INDEX_DATABASE=… node lib/bench/synthetic.js [--seals N] [--uses N] [--questions N]
//
// The database must be empty.

import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { startApi } from '../api/server.js';
import { toSql } from '../chain/bytes.js';
import { writeDocument } from '../chain/record.js';
import { carryOn } from '../indexing/logs.js';
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

const account = toSql(sha256('owner'));
const sealsPerSecond = await write(SEALS, (rows, from, to) => {
	for (let seal = from; seal < to; seal++) {
		const [uscc, name] = [codeOf(seal), nameOf(seal)];
		rows.add('enterprises', { uscc, value: { name, owner: account, status: { __kind: 'Active' } }, block: 0 });
		rows.add('names', { uscc, name, present: true, ...namesOf(name) });
		rows.add('seals', {
			id: seal,
			value: { uscc, code: String(seal).padStart(13, '0'), status: { __kind: 'Active' } },
			block: 0,
		});
	}
});

const first = Date.UTC(2027, 0, 1);
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
	recorded.forEach((record, place) => addRecordRow(rows, block, place, record));
	rows.add('blocks', {
		...{ number: block, hash: toSql(sha256(`block ${block}`)), header: '\\x', time, spec: 100, author: null },
		...{ extrinsics: to - from, records: to - from, uses: to - from, refused: 0 },
	});
});
await client.query('ANALYZE');
await client.end();

settings.port = 0;
const { server, pool } = await startApi();
const { port } = server.address() as AddressInfo;

/** How long a question takes, in milliseconds, from a client's request to the whole answer. */
async function measure(what: string, ask: (place: number) => { query: string; variables: Record<string, unknown> }) {
	const times: number[] = [];
	for (let place = 0; place < QUESTIONS; place++) {
		const begun = performance.now();
		const answer = await fetch(`http://127.0.0.1:${port}/graphql`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(ask(place)),
		});
		const { data, errors } = (await answer.json()) as { data: unknown; errors?: unknown };
		times.push(performance.now() - begun);
		if (errors || !JSON.stringify(data).includes('"items":[{')) {
			throw new Error(`${what}: ${JSON.stringify(errors ?? data)}`);
		}
	}
	times.sort((one, other) => one - other);
	const at = (share: number) => (times[Math.ceil(share * times.length) - 1] as number).toFixed(1);
	console.log(`| ${what} | ${at(0.5)} | ${at(0.99)} | ${at(1)} |`);
}

const NAMES = 'query ($search: String!) { enterprises(search: $search) { items { uscc name } next } }';
const LOG =
	'query ($id: ID!, $after: String) { seal(id: $id) { log(first: 10, after: $after) { items { number document } next } } }';
const some = (place: number) => (place * 7_919) % SEALS;

console.log(`${SEALS} e-seals, ${USES} uses`);
console.log(`written: ${sealsPerSecond} e-seals a second, ${usesPerSecond} uses a second`);
console.log('\n| question | median, ms | p99, ms | most, ms |\n| --- | --- | --- | --- |');
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
server.close();
await Promise.all([pool.end(), once(server, 'close')]);
process.exit();
