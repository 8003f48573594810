// eseal-operator exporter beside a node of three: whose slots are missed, which uses are refused, how old session keys are;
// and that it goes on when its node was away. What needs no real network is tried in operator/tests/exporter/.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { Keyring } from '@polkadot/keyring';
import { u8aConcat, u8aToHex } from '@polkadot/util';
import { decodeAddress, randomAsU8a } from '@polkadot/util-crypto';
import { account, officers, seats, validators } from '../lib/accounts.mjs';
import { whenDone } from '../lib/cleanup.mjs';
import { anyUscc } from '../lib/codes.mjs';
import { sha256 } from '../lib/digests.mjs';
import { freePorts } from '../lib/free-ports.mjs';
import { operatorBinary } from '../lib/operator.mjs';
import { SealKey } from '../lib/seal-key.mjs';
import { submit } from '../lib/submit.mjs';
import { TestNetwork } from '../lib/test-network.mjs';
import { until } from '../lib/wait.mjs';
import { AGENCIES } from '../network/agencies.mjs';

const SEATS = AGENCIES.map(({ seat }) => seat);
/** So many slots of its own a dead validator must have missed, to be told from one that was slow once. */
const MISSED = 2;

/** Metrics by name and labels, as they are written. @typedef {Map<string, number>} Metrics */

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

	/**
	 * @param {string} url
	 * @param {number} port
	 */
	constructor(url, port) {
		this.metricsUrl = `http://127.0.0.1:${port}/metrics`;
		this.said = '';
		this.process = spawn(operatorBinary(), ['exporter', '--node', url, '--listen', `127.0.0.1:${port}`], {
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		for (const stream of [this.process.stdout, this.process.stderr]) {
			stream.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
				this.said += text;
			});
		}
	}

	/** Its metrics now. Nothing if it does not answer. */
	async #ask() {
		assert.equal(this.process.exitCode, null, this.said);
		const answer = await fetch(this.metricsUrl).catch(() => undefined);
		const lines = (await answer?.text())?.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
		return lines && new Map(lines.map((line) => line.split(' ')).map(([series, value]) => [series, Number(value)]));
	}

	/** Its metrics now. */
	async metrics() {
		const metrics = await this.#ask();
		assert.ok(metrics, 'it answers');
		return metrics;
	}

	/**
	 * Waits until its metrics are as wanted, and gives them.
	 *
	 * @param {string} what
	 * @param {(metrics: Metrics) => boolean} wanted
	 * @returns {Promise<Metrics>}
	 */
	until(what, wanted) {
		return until(what, async () => {
			const metrics = await this.#ask();
			return metrics && wanted(metrics) && metrics;
		}).catch((error) => {
			throw new Error(`${error.message}\nThe exporter said:\n${this.said}`);
		});
	}
}

const UP = 'eseal_exporter_up';
/** @param {string} error */
const refused = (error) => `eseal_uses_refused_total{error="usageLog.${error}"}`;

/**
 * How many slots each seat had, and missed, between two looks.
 *
 * @param {Metrics} before
 * @param {Metrics} after
 */
const slotsBetween = (before, after) =>
	Object.fromEntries(
		SEATS.map((seat) => {
			/** @param {string} name */
			const rise = (name) => (after.get(`${name}{seat="${seat}"}`) ?? 0) - (before.get(`${name}{seat="${seat}"}`) ?? 0);
			return [seat, { all: rise('eseal_slots_total'), missed: rise('eseal_slots_missed_total') }];
		}),
	);

/**
 * The age of each seat's session keys, in seconds. Each seat has one validator.
 *
 * @param {Metrics} metrics
 * @returns {Record<string, number>}
 */
const keyAges = (metrics) =>
	Object.fromEntries(
		[...metrics].flatMap(([series, value]) => {
			const seat = series.match(/^eseal_session_key_age_seconds\{seat="(\w+)",validator="\w+"\}$/)?.[1];
			return seat === undefined ? [] : [[seat, value]];
		}),
	);

/**
 * Fresh session keys, with the proof that whoever made them means them for this account.
 *
 * @param {string} address
 */
function freshSessionKeys(address) {
	const pairs = /** @type {const} */ (['sr25519', 'ed25519']).map((type) =>
		new Keyring({ type }).addFromSeed(randomAsU8a(32)),
	);
	const statement = u8aConcat('POP_', decodeAddress(address));
	return {
		keys: u8aToHex(u8aConcat(...pairs.map(({ publicKey }) => publicKey))),
		proof: u8aToHex(u8aConcat(...pairs.map((pair) => pair.sign(statement)))),
	};
}

test('exporter', { timeout: 600_000 }, async (t) => {
	const began = Date.now();
	const network = await TestNetwork.start(t);
	const [followed, victim] = network.validators;
	const exporter = await Exporter.start(t, followed.url);
	const first = await exporter.until('the exporter counting', (metrics) => metrics.get(UP) === 1);
	const api = await network.connect();

	await t.test('each seat has slots, officers and keys as old as the chain', async () => {
		const metrics = await exporter.until(
			'slots and keys of every seat',
			(seen) =>
				Object.values(slotsBetween(first, seen)).every(({ all, missed }) => all > missed) &&
				Object.keys(keyAges(seen)).length === SEATS.length,
		);
		for (const seat of SEATS) {
			assert.equal(metrics.get(`eseal_officers{seat="${seat}"}`), 2);
			assert.equal(metrics.get(`eseal_equivocations_total{seat="${seat}"}`), 0);
		}
		const ages = keyAges(metrics);
		assert.deepEqual(Object.keys(ages).sort(), [...SEATS].sort());
		for (const age of Object.values(ages)) {
			assert.ok(age > 0 && age <= (Date.now() - began) / 1_000, `keys ${age} s old`);
		}
		const exact = [...metrics]
			.filter(([series]) => series.startsWith('eseal_session_key_age_exact{'))
			.map(([, value]) => value);
		assert.deepEqual(exact, [1, 1, 1]);
	});

	await t.test(
		'a refused use is counted with its error, an open motion is seen, new session keys are young',
		async () => {
			const { publicSecurity: validator } = validators();
			const { keys, proof } = freshSessionKeys(validator.address);
			const documents = { One: sha256('nothing') };
			const statement = {
				...{ seal: 99, grant: null, nonce: 0, documents },
				purpose: 'Contract',
				signedAt: Date.now(),
			};
			const use = api.tx.usageLog.recordUse(99, statement, new SealKey().sign(Uint8Array.of(0)));
			const proposal = api.tx.agencies.dispatchAsRoot(api.tx.system.remark('0x'));
			const motion = api.tx.council.propose(2, proposal, proposal.method.encodedLength);
			// Whoever has no enterprise and no grant is refused by the pool, and in no block.
			const owner = account('//SomeOwner');
			const register = api.tx.eSeal.registerEnterprise(anyUscc(), '杭州某某科技有限公司', owner.address, 'Enforced');
			assert.equal((await submit(api, register, officers().marketSupervision, { until: 'block' })).error, undefined);
			const outcomes = await Promise.all([
				submit(api, use, owner, { until: 'block' }),
				submit(api, motion, seats().publicSecurity, { until: 'block' }),
				submit(api, api.tx.session.setKeys(keys, proof), validator, { until: 'block' }),
			]);
			assert.deepEqual(
				outcomes.map(({ error }) => error?.name),
				['SealNotFound', undefined, undefined],
			);

			const metrics = await exporter.until(
				'the refused use and the motion',
				(seen) => seen.get(refused('SealNotFound')) === 1 && seen.get('eseal_open_motions') === 1,
			);
			const others = [...metrics].filter(
				([series, count]) => series.startsWith('eseal_uses_refused_total') && count > 0,
			);
			assert.equal(others.length, 1);
			assert.equal(metrics.get('eseal_uses_recorded_total'), 0);
			assert.equal(metrics.get('eseal_paused_calls'), 0);
			const { MarketSupervision, PublicSecurity, DataResources } = keyAges(metrics);
			assert.ok(
				PublicSecurity < MarketSupervision - 10,
				`new keys ${PublicSecurity} s old, old ones ${MarketSupervision}`,
			);
			assert.ok(Math.abs(MarketSupervision - DataResources) < 1);
		},
	);

	await t.test('a validator is killed: its seat misses every slot, though nothing becomes final', async () => {
		const before = await exporter.metrics();
		await victim.kill();
		const after = await exporter.until(
			'missed slots',
			(seen) => slotsBetween(before, seen).PublicSecurity.missed >= MISSED,
		);
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
