// The auditors' index on a network of three agencies: the story is played, found again by whoever searches, and proven by whoever
// trusts neither index nor node.

import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { account, officers, seats, secondOfficers } from '../lib/accounts.mjs';
import { whenDone } from '../lib/cleanup.mjs';
import { run } from '../lib/command.mjs';
import { Desk } from '../lib/eseal.mjs';
import { fixturePath } from '../lib/fixtures.mjs';
import { freePorts } from '../lib/free-ports.mjs';
import { SealKey } from '../lib/seal-key.mjs';
import { submit } from '../lib/submit.mjs';
import { TestNetwork, temporaryDirectory } from '../lib/test-network.mjs';
import { until } from '../lib/wait.mjs';
import { AuditorsIndex, MAIN } from '../network/auditors-index.mjs';
import { ENTERPRISE } from '../story/2-issuance.mjs';
import { FOLDER } from '../story/3-use.mjs';
import { tell } from '../story/tell.mjs';

/** What a crash loses costs nothing here. */
const UNSAFE = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' };

const SECRET = 'a secret of at least thirty-two characters';

/** A node that nobody runs: what is verified needs none. */
const NOBODY = 'ws://127.0.0.1:9';

/** Whatever is limited is refused within this time. */
const QUICKLY_MS = 2_000;

/** Every table whose rows say what blocks had, with its order. */
const TABLES = {
	blocks: 'number',
	extrinsics: 'block, index',
	events: 'block, index',
	refusals: 'block, extrinsic, place',
	records: 'position',
	documents: 'seal, index',
	leaves: 'block',
	senders: 'block, extrinsic',
	history: 'seal, index',
	logs: 'seal',
	days: 'seal, day',
	motions: 'index',
	names: 'uscc, name',
	items: 'block, extrinsic, item',
	mentions: 'kind, key, block, index',
	register_history: 'subject, index',
	officer_history: 'officer, index',
	corrections: 'id',
	acts: 'id',
	successions: 'uscc, successor',
	carried: 'to_grant',
	totals: 'day',
};

/**
 * Receives alarms, and refuses the first message.
 *
 * @param {import('node:test').TestContext} t
 * @param {number} port
 */
async function receiveAlarms(t, port) {
	/** @type {any[]} */
	const alarms = [];
	let messages = 0;
	const server = createServer(async (request, response) => {
		let text = '';
		for await (const part of request) {
			text += part;
		}
		const time = request.headers['x-eseal-time'];
		const expected = `sha256=${createHmac('sha256', SECRET).update(`${time}.${text}`).digest('hex')}`;
		assert.equal(request.headers['x-eseal-signature'], expected);
		messages += 1;
		response.statusCode = messages === 1 ? 500 : 204;
		if (messages > 1) {
			alarms.push(...JSON.parse(text).alarms);
		}
		response.end();
	});
	server.listen(port, '127.0.0.1');
	await once(server, 'listening');
	whenDone(t, () => server.close());
	return { alarms, messages: () => messages };
}

/**
 * What the index has of each table, up to a block.
 *
 * @param {AuditorsIndex} index
 * @param {number} height
 */
async function contents(index, height) {
	/** @type {Record<string, string>} */
	const found = {};
	for (const [table, order] of Object.entries(TABLES)) {
		const number = { blocks: 'number', events: 'block', extrinsics: 'block', mentions: 'block' }[table];
		const where = number ? `WHERE ${number} <= ${height}` : '';
		const text = `SELECT count(*) || ' ' || md5(coalesce(string_agg(t::text, ' ' ORDER BY ${order}), '')) FROM ${table} t ${where}`;
		found[table] = await index.query(text);
	}
	return found;
}

test("the auditors' index of the story", { timeout: 900_000 }, async (t) => {
	const network = await TestNetwork.start(t);
	const home = temporaryDirectory(t);
	const [port, receiving] = await freePorts(2);
	const told = await receiveAlarms(t, receiving);
	const webhooks = join(home, 'webhooks.json');
	writeFileSync(webhooks, JSON.stringify([{ url: `http://127.0.0.1:${receiving}/alarms`, secret: SECRET }]));
	const index = new AuditorsIndex({
		home,
		node: network.urls[0],
		port,
		env: { INDEX_WEBHOOKS: webhooks, INDEX_CHECK_MINUTES: '0' },
		postgres: UNSAFE,
	});
	whenDone(t, async () => {
		await index.stop();
		index.dropData();
	});
	await index.start();
	const story = await tell({ urls: network.urls, document: fixturePath('contract.pdf'), print: () => {} });
	const { uscc, seal } = story.issued;
	const successor = Number(story.trouble.successor.seal);
	const digest = `sha256:${story.document.digest.Sha256}`;

	const api = await network.connect();
	const proposal = api.tx.system.remark('0x00');
	const [first, second] = [seats().marketSupervision, seats().publicSecurity];
	await submit(api, api.tx.council.propose(2, proposal, proposal.method.encodedLength), first);
	const hash = proposal.method.hash;
	const voted = await submit(api, api.tx.council.vote(hash, 0, true), second);
	// A number that no e-seal can have, and no column of a database either.
	const absurd = 2n ** 64n - 1n;
	const statement = {
		...{ seal: absurd, grant: null, nonce: absurd, documents: { One: story.document.digest } },
		...{ purpose: 'Contract', signedAt: Date.now() },
	};
	const signature = new SealKey().sign(Uint8Array.of(0));
	// Whoever has an enterprise may send such calls.
	const stranger = account('//Stranger');
	const register = api.tx.eSeal.registerEnterprise(
		'91440300708461136T',
		'宁波贸易有限公司',
		stranger.address,
		'Enforced',
	);
	await submit(api, register, officers().marketSupervision);
	const passedOver = await submit(api, api.tx.usageLog.recordForMany([{ statement, signature }]), stranger);
	/** @param {number} block */
	const indexed = (block) =>
		until(`block ${block} being indexed`, async () => {
			const { status } = await index.ask('{ status { indexed { number } } }');
			return status.indexed.number >= block ? status.indexed.number : undefined;
		});
	await indexed(Math.max(voted.block.number, passedOver.block.number));

	await t.test('an enterprise is found by its code, its name, a part of it, and how that sounds', async () => {
		const question = 'query ($search: String!) { enterprises(search: $search) { items { uscc name } next } }';
		for (const search of [uscc, uscc.slice(0, 6), ENTERPRISE, '科技', '杭', 'hangzhou', 'KEJI', 'hzmm']) {
			const { enterprises } = await index.ask(question, { search });
			assert.deepEqual(enterprises, { items: [{ uscc, name: ENTERPRISE }], next: null }, search);
		}
		for (const search of ['上海', 'shanghai', '92', '%', '_', '杭技']) {
			assert.deepEqual((await index.ask(question, { search })).enterprises.items, [], search);
		}
	});

	await t.test('the life of an e-seal, each change with its block, extrinsic and event', async () => {
		const { seal: found } = await index.ask(
			`query ($id: ID!) { seal(id: $id) { status holds uses records enterprise { uscc } physicalSeal { code status }
				history { items { change detail seat account at { block extrinsic event hash } } }
				grants { items { quota used ended } } days { uses refused } } }`,
			{ id: String(seal) },
		);
		assert.deepEqual([found.status, found.uses, found.records], ['Revoked', 5, 3]);
		assert.deepEqual(found.enterprise, { uscc });
		assert.deepEqual(found.physicalSeal, { code: story.issued.code, status: 'Lost' });
		assert.deepEqual(
			found.history.items.map((/** @type {any} */ { change, detail }) => [change, detail]),
			[
				['Applied', null],
				['Activated', null],
				['HoldPlaced', 'Freeze'],
				['HoldLifted', 'Freeze'],
				['HoldPlaced', 'PhysicalSealLost'],
				['Revoked', 'Superseded'],
			],
		);
		const [, activated] = found.history.items;
		assert.equal(activated.account, officers().dataResources.address);
		for (const { at } of found.history.items) {
			assert.equal(at.hash, (await api.rpc.chain.getBlockHash(at.block)).toHex());
			const events = await (await api.at(at.hash)).query.system.events();
			assert.equal(events[at.event].event.section, 'eSeal');
			assert.equal(events[at.event].phase.asApplyExtrinsic.toNumber(), at.extrinsic);
		}
		assert.deepEqual(found.days, [{ uses: 5, refused: 2 }]);
	});

	await t.test('a use is found by its document, and by who sent it', async () => {
		const { usesOfDocument } = await index.ask(
			`query ($document: String!) { usesOfDocument(document: $document) { items {
				index document receipt record { number count batch purpose account at { block } } } } }`,
			{ document: digest },
		);
		const [use] = usesOfDocument.items;
		assert.deepEqual([use.index, use.document, use.record.batch], [0, digest, false]);
		assert.equal(use.record.at.block, story.used.sealed.block.number);
		const filter = { account: use.record.account, purpose: use.record.purpose };
		const { records } = await index.ask(
			'query ($filter: RecordFilter!) { records(filter: $filter) { items { seal { id } number count } } }',
			{ filter },
		);
		assert.deepEqual(
			records.items.map((/** @type {any} */ { number, count }) => [number, count]),
			[
				[2, 1],
				[1, 3],
				[0, 1],
			],
		);
		assert.deepEqual(
			(await index.ask('{ records(filter: { purpose: "Tender" }) { items { number } } }')).records.items,
			[],
		);
		const until = story.used.sealed.block.number;
		const { block } = await index.ask(`{ block(number: ${until}) { time recordCount useCount } }`);
		assert.deepEqual([block.recordCount, block.useCount], [1, 1]);
		const { records: before } = await index.ask(`{ records(filter: { until: ${block.time} }) { items { number } } }`);
		assert.deepEqual(before.items, []);
		const { records: from } = await index.ask(`{ records(filter: { from: ${block.time} }) { items { number } } }`);
		assert.equal(from.items.length, 3);
		// Of one log, which is searched by halves.
		const ofLog = async (/** @type {string} */ span) => {
			const question = `{ records(filter: { seal: "${seal}", ${span} }, newestFirst: false) { items { number } } }`;
			return (await index.ask(question)).records.items.map((/** @type {any} */ { number }) => number);
		};
		assert.deepEqual(await ofLog(`from: ${block.time}`), [0, 1, 2]);
		assert.deepEqual(await ofLog(`from: ${block.time + 1}`), [1, 2]);
		assert.deepEqual(await ofLog(`until: ${block.time}`), []);
		assert.deepEqual(await ofLog(`until: ${block.time + 1}`), [0]);
		assert.deepEqual(await ofLog(`from: ${Date.now() + 3_600_000}`), []);
		assert.deepEqual(await ofLog(`until: ${Date.now() + 3_600_000}`), [0, 1, 2]);
	});

	await t.test('what stands in a block and at an event; who prepared an act, and who confirmed it', async () => {
		const { seal: found } = await index.ask(
			`{ seal(id: "${seal}") { history { items { detail account confirmedBy at { block extrinsic event } } } } }`,
		);
		const [maker, checker] = [officers(), secondOfficers()].map(({ publicSecurity }) => publicSecurity.address);
		const confirmed = found.history.items.filter((/** @type {any} */ { confirmedBy }) => confirmedBy !== null);
		const [{ at, ...lost }, ...others] = confirmed;
		assert.deepEqual(others, [], 'one officer alone did all else');
		assert.deepEqual(lost, { detail: 'PhysicalSealLost', account: maker, confirmedBy: checker });
		const { event, extrinsicAt } = await index.ask(
			`query ($block: Int!, $extrinsic: Int!, $event: Int!) {
				event(block: $block, index: $event) { name account confirmedBy }
				extrinsicAt(block: $block, index: $extrinsic) { call signer events { items { name confirmedBy } } records { items { number } } }
			}`,
			at,
		);
		assert.deepEqual(event, { name: 'ESeal.HoldPlaced', account: maker, confirmedBy: checker });
		assert.deepEqual([extrinsicAt.call, extrinsicAt.signer], ['DualControl.confirm', checker]);
		assert.deepEqual(extrinsicAt.events.items, [
			{ name: 'ESeal.PhysicalSealReported', confirmedBy: checker },
			{ name: 'ESeal.HoldPlaced', confirmedBy: checker },
			{ name: 'DualControl.Confirmed', confirmedBy: checker },
		]);
		assert.deepEqual(extrinsicAt.records.items, []);
		const number = story.used.sealed.block.number;
		const { block } = await index.ask(
			`{ block(number: ${number}) { records { items { number at { event } } } refusals { items { error } } } }`,
		);
		const [record, ...more] = block.records.items;
		assert.deepEqual([record.number, more, block.refusals.items], [0, [], []]);
		const { recordAt, none, nothing } = await index.ask(
			`{ recordAt(block: ${number}, event: ${record.at.event}) { number } none: recordAt(block: ${number}, event: 99) { number }
				nothing: event(block: ${number}, index: ${record.at.event}) { name } }`,
		);
		assert.deepEqual([recordAt, none, nothing], [{ number: 0 }, null, null]);
		const { blocks } = await index.ask('{ blocks(first: 2) { items { number } next } }');
		const [newest, before] = blocks.items;
		assert.equal(newest.number, before.number + 1);
		assert.ok(newest.number >= number && blocks.next !== null);
	});

	await t.test('pages go on where the one before ended', async () => {
		const question = `query ($after: String) { seal(id: "${seal}") { log(newestFirst: false, first: 1, after: $after) { items { number } next } } }`;
		const seen = [];
		for (let after = null; after !== undefined; ) {
			const { seal: found } = await index.ask(question, { after });
			seen.push(...found.log.items.map((/** @type {any} */ { number }) => number));
			after = found.log.next ?? undefined;
		}
		assert.deepEqual(seen, [0, 1, 2]);
		await assert.rejects(index.ask(question, { after: 'nonsense' }), /no cursor/);
	});

	await t.test('acts of officers, refused uses, motions, members', async () => {
		const { events } = await index.ask(
			`{ events(filter: { seat: "PublicSecurity", officer: true }, newestFirst: false) { items { name account } } }`,
		);
		const names = events.items.map((/** @type {any} */ { name }) => name);
		for (const name of [
			'ESeal.PhysicalSealFiled',
			'ESeal.HoldPlaced',
			'ESeal.HoldLifted',
			'ESeal.PhysicalSealReported',
		]) {
			assert.ok(names.includes(name), name);
		}
		const filed = events.items.find((/** @type {any} */ { name }) => name === 'ESeal.PhysicalSealFiled');
		assert.equal(filed.account, officers().publicSecurity.address);
		const { refusals } = await index.ask(
			'{ refusals(newestFirst: false) { items { call error explanation seal use at { block extrinsic } } } }',
		);
		assert.deepEqual(
			refusals.items.map((/** @type {any} */ { error, use }) => [error, use]),
			[
				['UsageLog.SignatureInvalid', true],
				['UsageLog.SealFrozen', true],
				['UsageLog.SealNotFound', true],
			],
		);
		assert.equal(refusals.items[2].seal, null);
		assert.match(refusals.items[0].explanation, /must be the seal key's/);
		const { motions } = await index.ask(
			'{ motions { items { index hash status proposer call votes opened { number } } } }',
		);
		const [motion] = motions.items;
		assert.deepEqual([motion.hash, motion.status, motion.proposer], [hash.toHex(), 'Open', first.address]);
		assert.deepEqual(motion.call.value, { __kind: 'remark', remark: '0x00' });
		assert.equal(motion.votes.length, 1);
		const { members } = await index.ask('{ members(seat: "PublicSecurity") { role account } }');
		assert.deepEqual(
			[...new Set(members.map((/** @type {any} */ { role }) => role))],
			['governing', 'officer', 'validator'],
		);
	});

	await t.test('what is final, what awaits finality, and which seats voted', async () => {
		const { status } = await index.ask(
			'{ status { ageMs node { final { number } best { number } behind awaiting recordsAwaiting votes { seat validators voted } } } }',
		);
		assert.ok(status.node.best.number >= status.node.final.number);
		assert.equal(status.node.awaiting, status.node.best.number - status.node.final.number);
		assert.deepEqual(
			status.node.votes.map((/** @type {any} */ { seat, voted }) => [seat, voted]),
			[
				['DataResources', 1],
				['MarketSupervision', 1],
				['PublicSecurity', 1],
			],
		);
	});

	await t.test('hostile questions are refused quickly, with a reason', async () => {
		const page = 'records { items { seal { log { items { seal { id } } } } } }';
		const bomb = Array.from({ length: 60 }, (_, i) => `fragment f${i} on Query { ...f${i + 1} ...f${i + 1} }`).join(
			' ',
		);
		const deep = Array(3)
			.fill('')
			.reduce((inner) => `records(first: 1) { items { seal { log(first: 1) { items { ${inner} } } } } }`, 'number');
		const hostile = {
			deep: [`{ ${deep} }`, /levels deep/],
			wide: [
				`{ ${Array.from({ length: 100 }, (_, i) => `a${i}: ${page}`).join(' ')} }`,
				/costs more|more than \d+ (fields|words)/,
			],
			'aliased a thousand times': [
				`{ ${Array.from({ length: 1_000 }, (_, i) => `a${i}: __typename`).join(' ')} }`,
				/more than \d+ (fields|words)/,
			],
			'a huge page': ['{ records(first: 1000000) { items { number } } }', /costs more/],
			'a page that is too large': ['{ records(first: 101) { items { number } } }', /1 to 100 items/],
			'fragments in fragments': [
				`{ ...f0 } ${bomb} fragment f60 on Query { check { found } }`,
				/more than \d+ (fields|words)/,
			],
			'a fragment in itself': ['{ ...f } fragment f on Query { ...f }', /has itself in it/],
			'several operations': ['query a { check { found } } query b { check { found } }', /one operation/],
			'what the schema says, without end': [
				'{ __schema { types { fields { type { fields { name } } } } } }',
				/fields within fields/,
			],
			long: [`{ check { found } } # ${'x'.repeat(30_000)}`, /at most \d+ bytes/],
			'a search for nothing': ['{ enterprises(search: "") { items { uscc } } }', /1 to 64 characters/],
			'a document that is none': ['{ usesOfDocument(document: "x") { items { index } } }', /named by its digest/],
		};
		for (const [what, [query, reason]] of Object.entries(hostile)) {
			const begun = performance.now();
			const answer = await fetch(`${index.url}/graphql`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ query }),
			});
			const text = await answer.text();
			assert.match(text, /** @type {RegExp} */ (reason), what);
			assert.ok(performance.now() - begun < QUICKLY_MS, `${what} took ${performance.now() - begun} ms`);
		}
		const huge = { query: 'query ($first: Int! = 1000000) { records(first: $first) { items { number } } }' };
		await assert.rejects(index.ask(huge.query), /costs more/);
		assert.ok(
			(await index.ask('{ __schema { types { name fields { name description } } } }')).__schema.types.length > 30,
		);
	});

	const desk = new Desk(temporaryDirectory(t), network.urls[0]);
	await desk.does(['anchor', '--out', desk.path('anchor.json')]);
	/** @param {string} path @param {string} name */
	const download = async (path, name) => {
		const answer = await fetch(`${index.url}${path}`);
		const text = await answer.text();
		assert.equal(answer.status, 200, text);
		const file = desk.path(name);
		writeFileSync(file, text);
		return file;
	};

	await t.test('an exported log is complete, and one that was changed is not', async () => {
		const file = await download(`/export/${seal}.jsonl`, 'log.jsonl');
		const said = await desk.type(['audit', 'check', file, '--by', uscc], { node: NOBODY });
		assert.equal(said.code, 0, said.stdout);
		assert.deepEqual([said.data.facts.count, said.data.facts.records], [5, 3]);
		const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
		writeFileSync(file, `${[...lines.slice(0, 2), ...lines.slice(3)].join('\n')}\n`);
		assert.equal((await desk.type(['audit', 'check', file], { node: NOBODY })).code, 1);
		const csv = readFileSync(await download(`/export/${seal}.csv`, 'log.csv'), 'utf8')
			.trimEnd()
			.split('\r\n');
		assert.equal(csv.length, 6);
		assert.match(csv[1], new RegExp(`^0,0,${digest},,Contract,`));
		const empty = await download(`/export/${successor}.jsonl`, 'empty.jsonl');
		assert.equal((await desk.type(['audit', 'check', empty], { node: NOBODY })).code, 0);
		assert.equal((await fetch(`${index.url}/export/99.jsonl`)).status, 404);
	});

	await t.test('a webhook gets each alarm, signed, also after it failed', async () => {
		await until('an alarm', async () => told.alarms.length > 0);
		const [alarm] = told.alarms;
		assert.deepEqual(
			[alarm.kind, alarm.seal, alarm.details],
			['UseRefused', String(seal), { error: 'UsageLog.SignatureInvalid' }],
		);
		assert.ok(told.messages() >= 2);
		const { alarms } = await index.ask('{ alarms { items { kind seal { id } } } }');
		assert.deepEqual(alarms.items, [{ kind: 'UseRefused', seal: { id: String(seal) } }]);
	});

	const check = () => run(process.execPath, [MAIN, 'check'], { env: index.env });

	await t.test('the index has what the chain has', async () => {
		const { code, output } = await check();
		assert.equal(code, 0, output);
		assert.match(output, /2 e-seals, 3 records/);
		const { check: kept } = await index.ask('{ check { block hash seals records found differences { table } } }');
		assert.deepEqual([kept.seals, kept.records, kept.found, kept.differences], [2, 3, 0, []]);
	});

	await t.test('a process that is killed again and again loses nothing and doubles nothing', async () => {
		const height = (await index.ask('{ status { indexed { number } } }')).status.indexed.number;
		await index.end('index');
		const whole = await contents(index, height);
		await index.query(`TRUNCATE head, justifications, enterprises, physical_seals, seals, grants, flags, members, alarms,
			alarmed, freezes, offers, liquidators, rotations, policies, present, ${Object.keys(TABLES).join(', ')}`);
		let kills = 0;
		for (let reached = -1; reached < height; kills++) {
			index.startPart('index');
			const before = reached;
			await until(
				'some more blocks',
				async () => {
					reached = Number((await index.query('SELECT coalesce(max(height), -1) FROM head')) || -1);
					return reached > before;
				},
				{ pauseMs: 20 },
			);
			process.kill(/** @type {number} */ (index.processes.get('index')?.pid), 'SIGKILL');
			await sleep(100);
		}
		assert.ok(kills > 1, `it was killed ${kills} times`);
		assert.deepEqual(await contents(index, height), whole);
		index.startPart('index');
		const { code, output } = await check();
		assert.equal(code, 0, output);
	});

	await t.test('a row that somebody altered is named', async () => {
		// Nobody may be connected to what is copied.
		await index.end('index');
		await index.end('serve');
		/** @type {[statement: string, named: RegExp][][]} */
		const alterations = [
			[
				[
					"UPDATE records SET purpose = 'Tender' WHERE seal = 0 AND number = 1",
					/DIFFERS +records 0\/1: the head of the log with this record is another/,
				],
				[
					'UPDATE documents SET document = set_byte(document, 9, 0) WHERE seal = 0 AND index = 3',
					/documents 0\/1: they are not/,
				],
				['DELETE FROM documents WHERE seal = 0 AND index = 0', /documents 0\/0: it is not the document of its record/],
				[
					`UPDATE history SET value = jsonb_set(value, '{effectiveAt}', '"1"') WHERE seal = 0 AND index = 4`,
					/history 0\/4: it is another on the chain: effectiveAt/,
				],
				[
					`UPDATE enterprises SET value = jsonb_set(value, '{name}', '"x"')`,
					/enterprises \w{18}: it is another on the chain: name/,
				],
				['DELETE FROM seals WHERE id = 1', /seals 0x[0-9a-f]+: the chain has it/],
				[
					'UPDATE leaves SET leaves = set_byte(leaves, 50, 255 - get_byte(leaves, 50))',
					/leaves \d+: they do not lead to the root in the header/,
				],
				[
					'UPDATE blocks SET header = set_byte(header, 40, 255 - get_byte(header, 40)) WHERE number = 5',
					/blocks 5: its header has another hash/,
				],
				['UPDATE logs SET uses = uses + 1 WHERE seal = 0', /logs 0: its numbers/],
				[
					'UPDATE days SET refused = refused + 1 WHERE seal = 0',
					/days 0\/\d+: the chain counted 5 uses and 2 refused, the index 5 uses and 3 refused/,
				],
				['UPDATE totals SET records = records + 1', /totals \d+: it is not the sum of what e-seals have/],
			],
			[
				['DELETE FROM blocks WHERE number = 3', /blocks 3: it is missing/],
				[
					'DELETE FROM records WHERE seal = 0 AND number = 2',
					/records 0: the chain has 3 records and 5 uses, the index 2 and 4/,
				],
			],
		];
		for (const together of alterations) {
			// In a copy: the index itself stays as it is.
			await index.postgres.query('postgres', 'CREATE DATABASE altered TEMPLATE eseal');
			for (const [statement] of together) {
				await index.postgres.query('altered', statement);
			}
			const env = { ...index.env, INDEX_DATABASE: index.postgres.url('altered') };
			const { code, output } = await run(process.execPath, [MAIN, 'check'], { env });
			await index.postgres.query('postgres', 'DROP DATABASE altered');
			assert.equal(code, 1, output);
			for (const [statement, named] of together) {
				assert.match(output, named, statement);
			}
		}
		await index.start();
		// A process that begins anew has to hear of one block that becomes final.
		await until('a receipt', async () => (await fetch(`${index.url}/receipt/${seal}/4`)).ok);
	});

	await t.test('receipts of all uses are to be had when all nodes are gone, and hold', async () => {
		await network.disconnect();
		await network.stop();
		const contract = fixturePath('contract.pdf');
		const receipt = await download(`/receipt/${seal}/0`, 'contract.pdf.eseal');
		const said = await desk.type(['verify', contract, '--receipt', receipt, '--by', uscc], { node: NOBODY });
		assert.equal(said.code, 0, said.stdout);
		const [{ facts }] = said.data.documents;
		assert.deepEqual([facts.index, facts.proven.block], [0, facts.block]);
		for (const [place, name] of FOLDER.entries()) {
			const document = desk.path(name);
			writeFileSync(document, `${name}, of e-seal ${seal}`);
			await download(`/receipt/${seal}/${1 + place}`, `${name}.eseal`);
			const one = await desk.type(['verify', document, '--require-receipt', '--by', uscc], { node: NOBODY });
			assert.equal(one.code, 0, one.stdout);
			assert.deepEqual(one.data.documents[0].facts.batch, { first: 1, count: 3 });
		}
		assert.equal((await fetch(`${index.url}/receipt/${seal}/5`)).status, 404);
		assert.equal((await fetch(`${index.url}/receipt/${seal}/0?anchorSet=9`)).status, 422);
		assert.equal((await index.ask('{ status { node { behind } } }')).status.node, null);
	});
});
