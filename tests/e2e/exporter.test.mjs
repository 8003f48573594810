// ./scripts/exporter beside a node of three: whose slots are missed, which uses are refused, how old session keys are; and
// that it goes on when its node was away.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';
import { Keyring } from '@polkadot/keyring';
import { u8aConcat, u8aToHex } from '@polkadot/util';
import { decodeAddress, randomAsU8a } from '@polkadot/util-crypto';
import { BlockCounter, MOST_TO_CATCH_UP } from '../../scripts/lib/exporter/block-counter.mjs';
import { EsealMetrics } from '../../scripts/lib/exporter/eseal-metrics.mjs';
import { Dropped } from '../../scripts/lib/exporter/node.mjs';
import { findSince, THEN } from '../../scripts/lib/exporter/since.mjs';
import { NO_SLOT } from '../../scripts/lib/exporter/slots.mjs';
import { AGENCIES } from '../network/agencies.mjs';
import { officers, seats, validators } from '../lib/accounts.mjs';
import { whenDone } from '../lib/cleanup.mjs';
import { ROOT, run } from '../lib/command.mjs';
import { sha256 } from '../lib/digests.mjs';
import { freePorts } from '../lib/free-ports.mjs';
import { TestNetwork } from '../lib/test-network.mjs';
import { SealKey } from '../lib/seal-key.mjs';
import { submit } from '../lib/submit.mjs';
import { until } from '../lib/wait.mjs';

const EXPORTER = join(ROOT, 'scripts', 'exporter');
const SEATS = AGENCIES.map(({ seat }) => seat);
/** So many slots of its own a dead validator must have missed, to be told from one that was slow once. */
const MISSED = 2;

/** An exporter that runs. */
class Exporter {
	/**
	 * @param {import('node:test').TestContext} test  ends it when it ends
	 * @param {string} url  the node that it follows
	 */
	static async start(test, url) {
		const [port] = await freePorts(1);
		const exporter = new Exporter(url, port);
		whenDone(test, () => exporter.process.kill('SIGKILL'));
		return exporter;
	}

	constructor(url, port) {
		this.metricsUrl = `http://127.0.0.1:${port}/metrics`;
		this.said = '';
		this.process = spawn(EXPORTER, ['--rpc', url, '--listen', `127.0.0.1:${port}`], { stdio: ['ignore', 'pipe', 'pipe'] });
		for (const stream of ['stdout', 'stderr']) {
			this.process[stream].setEncoding('utf8').on('data', (text) => (this.said += text));
		}
	}

	/** Its metrics now, by name and labels as they are written. Nothing if it does not answer. */
	async metrics() {
		assert.equal(this.process.exitCode, null, this.said);
		const answer = await fetch(this.metricsUrl).catch(() => undefined);
		const lines = (await answer?.text())?.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
		return lines && new Map(lines.map((line) => line.split(' ')).map(([series, value]) => [series, Number(value)]));
	}

	/**
	 * Waits until its metrics are as wanted, and gives them.
	 *
	 * @param {string} what
	 * @param {(metrics: Map<string, number>) => boolean} wanted
	 */
	until(what, wanted) {
		return until(what, async () => {
			const metrics = await this.metrics();
			return metrics && wanted(metrics) && metrics;
		}).catch((error) => {
			throw new Error(`${error.message}\nThe exporter said:\n${this.said}`);
		});
	}
}

const UP = 'eseal_exporter_up';
const refused = (error) => `eseal_uses_refused_total{error="usageLog.${error}"}`;

/** How many slots each seat had, and missed, between two looks. */
const slotsBetween = (before, after) =>
	Object.fromEntries(
		SEATS.map((seat) => {
			const rise = (name) => after.get(`${name}{seat="${seat}"}`) - before.get(`${name}{seat="${seat}"}`);
			return [seat, { all: rise('eseal_slots_total'), missed: rise('eseal_slots_missed_total') }];
		}),
	);

/** The age of each seat's session keys, in seconds. Each seat has one validator. */
const keyAges = (metrics) =>
	Object.fromEntries(
		[...metrics]
			.map(([series, value]) => [series.match(/^eseal_session_key_age_seconds\{seat="(\w+)",validator="\w+"\}$/)?.[1], value])
			.filter(([seat]) => seat !== undefined),
	);

/** Fresh session keys, with the proof that whoever made them means them for this account. */
function freshSessionKeys(address) {
	const pairs = ['sr25519', 'ed25519'].map((type) => new Keyring({ type }).addFromSeed(randomAsU8a(32)));
	const statement = u8aConcat('POP_', decodeAddress(address));
	return {
		keys: u8aToHex(u8aConcat(...pairs.map(({ publicKey }) => publicKey))),
		proof: u8aToHex(u8aConcat(...pairs.map((pair) => pair.sign(statement)))),
	};
}

/** A block of a chain that was made up: its name is its hash. */
const block = (hash, parent, number, slot, content = {}) => ({ hash, parent, number, slot, content });

/** A node that has these blocks. Three seats take turns. */
const madeUpNode = (blocks) => {
	const find = async (hash) => {
		const found = blocks.find((one) => one.hash === hash);
		if (found === undefined) {
			throw new Dropped(hash);
		}
		return found;
	};
	return {
		place: find,
		content: async ({ hash }) => ({ turns: SEATS, recorded: 0, refused: [], equivocations: [], ...(await find(hash)).content }),
	};
};

test('exporter: a slot is judged once, whatever forks there are', async () => {
	const metrics = new EsealMetrics();
	const counter = new BlockCounter(metrics, () => {});
	const used = { recorded: 1, refused: ['usageLog.NoGrant'] };
	const trunk = [block('0', '', 0, NO_SLOT), block('1', '0', 1, 30), block('2', '1', 2, 31, used)];
	const one = [block('3a', '2', 3, 33, used), block('4a', '3a', 4, 36, used)];
	// The other fork has a block in slot 32, which was judged missed, and more after it.
	const other = [
		block('3b', '2', 3, 32, used),
		block('4b', '3b', 4, 34, used),
		block('5b', '4b', 5, 37, used),
		block('6b', '5b', 6, 38),
	];
	const node = madeUpNode([...trunk, ...one, ...other]);
	const counts = () =>
		metrics
			.render()
			.split('\n')
			.filter((line) => /^eseal_(slots|uses)/.test(line))
			.map((line) => Number(line.split(' ')[1]));

	await counter.count(node, trunk[0]);
	await counter.count(node, trunk[2]);
	assert.deepEqual(counts(), [...[1, 1, 0], ...[0, 0, 0], 1, 1], 'nobody missed a slot before the first block');
	await counter.count(node, one[1]);
	// Slots 30 to 36, of which 32, 34 and 35 brought no block.
	assert.deepEqual(counts(), [...[3, 2, 2], ...[0, 1, 2], 3, 3]);
	await counter.count(node, other[1]);
	assert.deepEqual(counts(), [...[3, 2, 2], ...[0, 1, 2], 3, 3], 'a fork that ends before what was judged');
	await counter.count(node, other[3]);
	assert.deepEqual(counts(), [...[3, 3, 3], ...[0, 1, 2], 4, 4], 'of the fork only later slots count');
	await counter.count(node, other[3]);
	assert.deepEqual(counts(), [...[3, 3, 3], ...[0, 1, 2], 4, 4]);

	const far = Array.from({ length: MOST_TO_CATCH_UP + 5 }, (_, i) =>
		block(`f${i}`, i === 0 ? '6b' : `f${i - 1}`, 7 + i, 39 + i, used),
	);
	await counter.count(madeUpNode([...trunk, ...other, ...far]), far.at(-1));
	assert.equal(counts().at(-1), 4 + MOST_TO_CATCH_UP, 'an hour is caught up, and no more');
});

test('exporter: the block from which on a value is as it is now', async () => {
	for (const [changed, pruned, wanted] of [
		[0, 0, { block: 0, exact: true }],
		[1, 0, { block: 1, exact: true }],
		[617, 0, { block: 617, exact: true }],
		[1_000, 0, { block: 1_000, exact: true }],
		[617, 617, { block: 617, exact: false }],
		[617, 616, { block: 617, exact: true }],
		[0, 800, { block: 800, exact: false }],
	]) {
		let asked = 0;
		const found = await findSince(-1, 1_000, async (number) => {
			asked++;
			return number < pruned ? THEN.notKnown : number < changed ? THEN.other : THEN.same;
		});
		assert.deepEqual(found, wanted);
		assert.ok(asked <= 10, `${asked} questions`);
	}
});

test('exporter: wrong usage is explained', async () => {
	for (const [args, reason] of [
		[['--rpc', 'http://127.0.0.1:9944'], /--rpc must be like ws:/],
		[['--rpc'], /--rpc/],
		[['--listen', '9620'], /--listen must be like 127/],
		[['--listen', '127.0.0.1:70000'], /--listen must be like 127/],
		[['--port', '1'], /--port/],
		[['up'], /up/],
	]) {
		const { code, stdout, stderr } = await run(EXPORTER, args);
		assert.equal(code, 2, stderr);
		assert.match(stderr, reason);
		assert.match(stderr, /Type: \.\/scripts\/exporter --help/);
		assert.equal(stdout, '');
	}
	const help = await run(EXPORTER, ['--help']);
	assert.equal(help.code, 0);
	assert.match(help.stdout, /eseal_exporter_up 0/);
});

test('exporter', { timeout: 600_000 }, async (t) => {
	const began = Date.now();
	const network = await TestNetwork.start(t);
	const [followed, victim] = network.validators;
	const exporter = await Exporter.start(t, followed.url);
	const first = await exporter.until('the exporter counting', (metrics) => metrics.get(UP) === 1);
	const api = await network.connect();

	await t.test('a port that is taken is named', async () => {
		const { host } = new URL(exporter.metricsUrl);
		const { code, stderr } = await run(EXPORTER, ['--listen', host]);
		assert.equal(code, 1);
		assert.match(stderr, /another program has that port[^]*--listen/);
	});

	await t.test('each seat has slots, officers and keys as old as the chain', async () => {
		const metrics = await exporter.until(
			'slots and keys of every seat',
			(seen) =>
				Object.values(slotsBetween(first, seen)).every(({ all, missed }) => all > missed) &&
				Object.keys(keyAges(seen)).length === SEATS.length,
		);
		for (const seat of SEATS) {
			assert.equal(metrics.get(`eseal_officers{seat="${seat}"}`), 1);
			assert.equal(metrics.get(`eseal_equivocations_total{seat="${seat}"}`), 0);
		}
		const ages = keyAges(metrics);
		assert.deepEqual(Object.keys(ages).sort(), [...SEATS].sort());
		for (const age of Object.values(ages)) {
			assert.ok(age > 0 && age <= (Date.now() - began) / 1_000, `keys ${age} s old`);
		}
		const exact = [...metrics].filter(([series]) => series.startsWith('eseal_session_key_age_exact{')).map(([, value]) => value);
		assert.deepEqual(exact, [1, 1, 1]);
	});

	await t.test('a refused use is counted with its error, an open motion is seen, new session keys are young', async () => {
		const { publicSecurity: validator } = validators();
		const { keys, proof } = freshSessionKeys(validator.address);
		const statement = { seal: 99, nonce: 0, document: sha256('nothing'), purpose: 'Contract', signedAt: Date.now() };
		const use = api.tx.usageLog.recordUse(99, statement, new SealKey().sign(Uint8Array.of(0)));
		const proposal = api.tx.agencies.dispatchAsRoot(api.tx.system.remark('0x'));
		const outcomes = await Promise.all(
			[
				[use, officers().marketSupervision],
				[api.tx.council.propose(2, proposal, proposal.method.encodedLength), seats().publicSecurity],
				[api.tx.session.setKeys(keys, proof), validator],
			].map(([call, signer]) => submit(api, call, signer, { until: 'block' })),
		);
		assert.deepEqual(outcomes.map(({ error }) => error?.name), ['SealNotFound', undefined, undefined]);

		const metrics = await exporter.until(
			'the refused use and the motion',
			(seen) => seen.get(refused('SealNotFound')) === 1 && seen.get('eseal_open_motions') === 1,
		);
		const others = [...metrics].filter(([series, count]) => series.startsWith('eseal_uses_refused_total') && count > 0);
		assert.equal(others.length, 1);
		assert.equal(metrics.get('eseal_uses_recorded_total'), 0);
		assert.equal(metrics.get('eseal_paused_calls'), 0);
		const { MarketSupervision, PublicSecurity, DataResources } = keyAges(metrics);
		assert.ok(PublicSecurity < MarketSupervision - 10, `new keys ${PublicSecurity} s old, old ones ${MarketSupervision}`);
		assert.ok(Math.abs(MarketSupervision - DataResources) < 1);
	});

	await t.test('a validator is killed: its seat misses every slot, though nothing becomes final', async () => {
		const before = await exporter.metrics();
		await victim.kill();
		const after = await exporter.until('missed slots', (seen) => slotsBetween(before, seen).PublicSecurity.missed >= MISSED);
		const { PublicSecurity: dark, ...others } = slotsBetween(before, after);
		// What it built before it died counts a few blocks later.
		assert.ok(dark.all - dark.missed <= 2, `it built in ${dark.all - dark.missed} slots`);
		for (const [seat, { all, missed }] of Object.entries(others)) {
			assert.ok(missed < all, `${seat} missed ${missed} of ${all}`);
		}
	});

	await t.test('its node dies and comes back: it says so, goes on, and counts what it missed', async () => {
		const before = await exporter.metrics();
		await network.disconnect();
		await followed.kill();
		const away = await exporter.until('the node away', (metrics) => metrics.get(UP) === 0);
		assert.deepEqual(keyAges(away), {}, 'what is not known is not told');
		assert.match(exporter.said, new RegExp(`cannot follow ${followed.url}: .*\\. Trying again`));
		network.startOne(followed);
		const after = await exporter.until('the node back', (metrics) => metrics.get(UP) === 1);
		assert.equal(after.get(refused('SealNotFound')), 1, 'nothing counts twice');
		assert.equal(Object.keys(keyAges(after)).length, 3);
		await exporter.until('later slots', (seen) => slotsBetween(before, seen).DataResources.all > 0);
		followed.assertAlive();
	});

	await t.test('SIGTERM ends it at once', async () => {
		const asked = Date.now();
		exporter.process.kill('SIGTERM');
		const [code] = await once(exporter.process, 'exit');
		assert.equal(code, 0);
		assert.ok(Date.now() - asked < 2_000);
	});
});
