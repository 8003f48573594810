// A production network from nothing: each agency makes its keys, all assemble the same specification, real nodes run on it.
// What must not get into one is tried in operator/tests/network/.

import assert from 'node:assert/strict';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { whenDone } from '../lib/cleanup.mjs';
import { freePorts } from '../lib/free-ports.mjs';
import { LiveValidator } from '../lib/live-validator.mjs';
import { operator } from '../lib/operator.mjs';
import { nodeBinary, temporaryDirectory } from '../lib/test-network.mjs';
import { AGENCIES } from '../network/agencies.mjs';
import { Network } from '../network/network.mjs';
import { rpc } from '../network/rpc.mjs';

const ID = 'eseal_under_test';
// The nodes are all on this machine.
const LOCAL = '--local-addresses';
const NETWORK = ['--name', 'E-seal under test', '--id', ID, LOCAL];

/**
 * All files below a directory.
 *
 * @param {string} directory
 */
const filesBelow = (directory) =>
	readdirSync(directory, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath ?? entry.path, entry.name));

test('new network', { timeout: 900_000 }, async (t) => {
	const directory = temporaryDirectory(t);
	/** @param {string[]} path */
	const at = (...path) => join(directory, ...path);
	let said = '';

	/**
	 * Runs the command; keeps what it says, to look for secrets in it.
	 *
	 * @param {string[]} args
	 */
	const network = async (...args) => {
		const done = await operator('network', ...args);
		said += done.output;
		return done;
	};
	/** @param {string[]} args */
	const succeeds = async (...args) => {
		const done = await network(...args);
		assert.equal(done.code, 0, done.output);
		return done.stdout;
	};
	/**
	 * @param {string[]} args
	 * @param {RegExp} reason
	 */
	const isRefused = async (args, reason) => {
		const { code, output } = await network(...args);
		assert.equal(code, 1, output);
		assert.match(output, reason);
	};

	const ports = await freePorts(3 * AGENCIES.length);
	const agencies = AGENCIES.map((agency, index) => {
		const [p2p, rpcPort, prometheus] = ports.slice(3 * index);
		const keys = at(agency.directory);
		return { agency, keys, file: join(keys, `${agency.directory}.json`), ports: { p2p, rpc: rpcPort, prometheus } };
	});
	const files = agencies.map(({ file }) => file);
	const [first, second, third] = files;
	const spec = at('spec');
	const raw = join(spec, 'eseal-raw.json');
	let assembled = '';

	await t.test('each agency makes its keys, and all assemble the same specification', async () => {
		for (const { agency, keys, ports: own } of agencies) {
			const address = `/ip4/127.0.0.1/tcp/${own.p2p}`;
			await succeeds('keys', '--id', ID, '--seat', agency.seat, '--dir', keys, '--address', address, LOCAL);
		}
		assembled = await succeeds('assemble', ...NETWORK, '--out', spec, first, second, third);
		const again = await succeeds('assemble', ...NETWORK, '--out', at('again'), third, first, second);
		for (const name of ['eseal-plain.json', 'eseal-raw.json']) {
			assert.deepEqual(readFileSync(join(spec, name)), readFileSync(at('again', name)));
		}
		/** @param {string} text */
		const digests = (text) => text.slice(text.indexOf('to compare')).match(/[0-9a-f]{64}/g) ?? [];
		assert.equal(digests(assembled).length, 4);
		assert.deepEqual(digests(again), digests(assembled));
		const checked = await succeeds('check', spec, first, '--keys', agencies[0].keys, LOCAL);
		assert.deepEqual(digests(checked), digests(assembled));
	});

	await t.test('three nodes with these keys finalize, and find each other by the specification alone', async () => {
		const home = at('nodes');
		const live = new Network(
			agencies.map(
				({ agency, keys, ports: own }) =>
					new LiveValidator({ agency, home, keys, spec: raw, ports: own, binary: nodeBinary() }),
			),
		);
		whenDone(t, () => live.stop());
		process.on('exit', () => live.validators.forEach((validator) => validator.signal('SIGKILL')));
		await live.start();
		for (const validator of live.validators) {
			/**
			 * @param {string} method
			 * @param {unknown[]} params
			 */
			const ask = (method, ...params) => rpc(validator.ports.rpc, method, params);
			assert.equal(await ask('system_chain'), 'E-seal under test');
			assert.equal(await ask('system_chainType'), 'Live');
			assert.ok(assembled.includes(await ask('chain_getBlockHash', 0)), 'the genesis block that was announced');
			assert.ok(((await validator.health())?.finalized ?? 0) > 0);
		}
		await live.stop();
	});

	await t.test('no secret is in what is passed on, in the specification, or in what was printed', () => {
		const secrets = agencies.flatMap(({ keys, file }) =>
			filesBelow(keys)
				.filter((path) => path !== file)
				.map((path) => readFileSync(path, 'utf8').trim().replaceAll('"', '')),
		);
		// For each agency: four accounts, two session keys and a node's key.
		assert.equal(secrets.length, 3 * 7);
		assert.equal(new Set(secrets).size, secrets.length);
		const open = [...files, ...filesBelow(spec)].map((path) => readFileSync(path, 'utf8')).concat(said);
		for (const secret of secrets) {
			assert.ok(secret.length >= 64, 'a phrase, or a key in hexadecimal');
			assert.ok(open.every((text) => !text.includes(secret)));
		}
	});

	await t.test('the keys serve no second network', async () => {
		// The files were made for an id, and a second network may have the same: then its raw specification tells.
		const other = ['--name', 'Another', '--id', ID, LOCAL, '--out', at('other'), ...files];
		await isRefused(['assemble', ...other, '--not-of', raw], /is a key of the network in .*eseal-raw\.json/);
	});

	await t.test('a specification with something else in its storage is found out', async () => {
		const tampered = at('tampered');
		cpSync(spec, tampered, { recursive: true });
		const file = join(tampered, 'eseal-raw.json');
		const json = JSON.parse(readFileSync(file, 'utf8'));
		json.genesis.raw.top['0x00'] = '0x00';
		writeFileSync(file, `${JSON.stringify(json, null, 2)}\n`);
		await isRefused(['check', tampered, first, LOCAL], /is not what eseal-plain\.json describes/);
	});
});
