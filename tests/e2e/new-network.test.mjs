// A production network from nothing: each agency makes its keys, all assemble the same specification, real nodes run on it;
// and what must not get into one is refused.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync, writeFileSync, cpSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Keyring } from '@polkadot/keyring';
import { cryptoWaitReady } from '@polkadot/util-crypto';
import { AGENCIES } from '../network/agencies.mjs';
import { Network } from '../network/network.mjs';
import { rpc } from '../network/rpc.mjs';
import { whenDone } from '../lib/cleanup.mjs';
import { run } from '../lib/command.mjs';
import { freePorts } from '../lib/free-ports.mjs';
import { LiveValidator } from '../lib/live-validator.mjs';
import { nodeBinary, temporaryDirectory } from '../lib/test-network.mjs';

const NETWORK = ['--name', 'E-seal under test', '--id', 'eseal_under_test'];

/** All files below a directory. */
const filesBelow = (directory) =>
	readdirSync(directory, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath ?? entry.path, entry.name));

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

test('new-network', { timeout: 900_000 }, async (t) => {
	await cryptoWaitReady();
	const directory = temporaryDirectory(t);
	const at = (...path) => join(directory, ...path);
	let said = '';

	/** Runs the command; keeps what it says, to look for secrets in it. */
	const newNetwork = async (...args) => {
		const done = await run('./scripts/new-network', args, { env: { ESEAL_NODE: nodeBinary() } });
		said += done.output;
		return done;
	};
	const succeeds = async (...args) => {
		const done = await newNetwork(...args);
		assert.equal(done.code, 0, done.output);
		return done.stdout;
	};
	const isRefused = async (args, reason) => {
		const { code, output } = await newNetwork(...args);
		assert.ok(code === 1 || code === 2, `exit code ${code}:\n${output}`);
		assert.match(output, reason);
		assert.doesNotMatch(output, /\bat .*\.mjs:\d/, 'a reason, not a stack');
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
	let assembled;

	await t.test('each agency makes its keys, readable by their owner only', async () => {
		for (const { agency, keys, ports: { p2p } } of agencies) {
			await succeeds('keys', '--seat', agency.seat, '--dir', keys, '--address', `/ip4/127.0.0.1/tcp/${p2p}`);
			for (const file of filesBelow(keys)) {
				assert.equal(statSync(file).mode & 0o777, 0o600, file);
			}
			assert.equal(statSync(keys).mode & 0o777, 0o700);
		}
	});

	await t.test('assembled in any order, the specification is the same to the byte', async () => {
		assembled = await succeeds('assemble', ...NETWORK, '--out', spec, first, second, third);
		const again = await succeeds('assemble', ...NETWORK, '--out', at('again'), third, first, second);
		for (const name of ['eseal-plain.json', 'eseal-raw.json']) {
			assert.deepEqual(readFileSync(join(spec, name)), readFileSync(at('again', name)));
		}
		const hashes = (text) => text.match(/[0-9a-f]{64}/g);
		assert.deepEqual(hashes(again), hashes(assembled));
		assert.equal(readJson(raw).chainType, 'Live');
	});

	await t.test('each agency finds its keys in it', async () => {
		const [{ keys }] = agencies;
		const stdout = await succeeds('check', spec, first, '--keys', keys);
		assert.ok(stdout.includes('is in order'));
		for (const hash of assembled.slice(assembled.indexOf('to compare')).match(/[0-9a-f]{64}/g)) {
			assert.ok(stdout.includes(hash), `the check prints ${hash} too`);
		}
		await succeeds('check', spec, ...files);
	});

	await t.test('three nodes with these keys finalize, and find each other by the specification alone', async () => {
		const home = at('nodes');
		const network = new Network(
			agencies.map(
				({ agency, keys, ports: own }) =>
					new LiveValidator({ agency, home, keys, spec: raw, ports: own, binary: nodeBinary() }),
			),
		);
		whenDone(t, () => network.stop());
		process.on('exit', () => network.running.forEach(({ pid }) => process.kill(pid, 'SIGKILL')));
		await network.start();
		for (const validator of network.validators) {
			const ask = (method, ...params) => rpc(validator.ports.rpc, method, params);
			assert.equal(await ask('system_chain'), 'E-seal under test');
			assert.equal(await ask('system_chainType'), 'Live');
			assert.ok(assembled.includes(await ask('chain_getBlockHash', 0)), 'the genesis block that was announced');
			assert.ok((await validator.health()).finalized > 0);
		}
		await network.stop();
	});

	await t.test('no secret is in what is passed on, in the specification, or in what was printed', () => {
		const secrets = agencies.flatMap(({ keys, file }) =>
			filesBelow(keys)
				.filter((path) => path !== file)
				.map((path) => readFileSync(path, 'utf8').trim().replaceAll('"', '')),
		);
		// For each agency: three accounts, two session keys and a node's key.
		assert.equal(secrets.length, 3 * 6);
		assert.equal(new Set(secrets).size, secrets.length);
		const open = [...files, ...filesBelow(spec)].map((path) => readFileSync(path, 'utf8')).concat(said);
		for (const secret of secrets) {
			assert.ok(secret.length >= 64, 'a phrase, or a key in hexadecimal');
			assert.ok(open.every((text) => !text.includes(secret)));
		}
	});

	/** The path of a copy of a public file, changed. */
	let copies = 0;
	const changed = (path, change) => {
		const agency = readJson(path);
		change(agency);
		const copy = at(`changed-${++copies}.json`);
		writeFileSync(copy, JSON.stringify(agency));
		return copy;
	};
	const assembling = (...paths) => ['assemble', ...NETWORK, '--out', at('refused'), ...paths];

	await t.test('keys that everyone has are refused, wherever they stand', async () => {
		const sr = new Keyring({ type: 'sr25519' });
		const ed = new Keyring({ type: 'ed25519' });
		const known = sr.addFromUri('//Alice').address;
		const keysWith = (...args) => ['keys', '--seat', 'MarketSupervision', '--dir', at('never'), ...args];
		await isRefused(keysWith('--account', known), /development key.*\/\/Alice|development key.*chain `dev`|chain `local`/);
		await isRefused(keysWith('--officer', ed.addFromUri('//Ferdie//stash').address), /development key.*\/\/Ferdie\/\/stash/);
		for (const change of [
			(agency) => (agency.account = sr.addFromUri('//DataResources').address),
			(agency) => (agency.officers[0] = sr.addFromUri('bottom drive obey lake curtain smoke basket hold race lonely fit walk').address),
			(agency) => (agency.validators[0].account = sr.addFromUri('//Eve').address),
			(agency) => (agency.validators[0].aura = known),
			(agency) => (agency.validators[0].grandpa = ed.addFromUri('//Bob').address),
			(agency) => (agency.validators[0].grandpa = ed.addFromUri('//Dave//stash').address),
		]) {
			await isRefused(assembling(first, changed(second, change), third), /is a development key, which everyone has/);
		}
	});

	await t.test('a missing seat, a seat twice, a key twice, and files with more or less in them are refused', async () => {
		await isRefused(assembling(first, second), /no file is of Data Resources/);
		await isRefused(assembling(first, second, second), /2 files are of Public Security/);
		const { account, validators } = readJson(first);
		const theirs = changed(second, (agency) => (agency.officers[0] = account));
		await isRefused(assembling(first, theirs, third), /one key has two uses/);
		const cloned = changed(second, (agency) => (agency.validators[0].grandpa = validators[0].grandpa));
		await isRefused(assembling(first, cloned, third), /one key has two uses/);
		await isRefused(assembling(first, changed(second, (agency) => (agency.phrase = 'x')), third), /and no other/);
		await isRefused(assembling(first, changed(second, (agency) => (agency.account += 'x')), third), /not an address/);
		await isRefused(assembling(first, at('nothing.json'), third), /cannot be read/);
	});

	await t.test('what is there already is never overwritten, and wrong arguments are explained', async () => {
		const [{ keys }] = agencies;
		const before = readFileSync(first);
		await isRefused(['keys', '--seat', 'MarketSupervision', '--dir', keys], /exists already/);
		assert.deepEqual(readFileSync(first), before);
		await isRefused(['assemble', ...NETWORK, '--out', spec, ...files], /exists already/);
		await isRefused(['keys', '--seat', 'Court', '--dir', at('never')], /--seat must be one of/);
		await isRefused(['keys', '--seat', 'DataResources', '--dir', at('never'), '--address', 'node'], /--address must be/);
		await isRefused(['assemble', '--name', 'x', '--id', 'eseal_local', '--out', at('never'), ...files], /development chain/);
		await isRefused(['destroy'], /unknown command/);
	});

	await t.test('a specification that was tampered with is found out', async () => {
		const tampered = at('tampered');
		const change = (name, work) => {
			cpSync(spec, tampered, { recursive: true });
			const value = readJson(join(tampered, name));
			work(value);
			writeFileSync(join(tampered, name), `${JSON.stringify(value, null, 2)}\n`);
		};
		const someone = new Keyring({ type: 'sr25519' }).addFromUri('//a stranger').address;
		change('eseal-plain.json', ({ genesis }) => (genesis.runtimeGenesis.patch.agencies.seats[0][1].account = someone));
		await isRefused(['check', tampered, first], /is not what eseal-plain\.json describes/);
		change('eseal-plain.json', (plain) => (plain.codeSubstitutes = { 1: '0x00' }));
		await isRefused(['check', tampered, first], /something that the agencies' keys do not account for/);
		change('eseal-raw.json', ({ genesis }) => (genesis.raw.top['0x00'] = '0x00'));
		await isRefused(['check', tampered, first], /is not what eseal-plain\.json describes/);
		await isRefused(['check', spec, changed(first, (agency) => (agency.account = someone))], /does not have the keys and accounts/);
		await isRefused(['check', spec, second, '--keys', agencies[0].keys], /does not have the secret of the aura key/);
	});
});
