// ./scripts/devnet as a person uses and misuses it.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readdirSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { test } from 'node:test';
import { portalDirectory } from '../lib/browser.mjs';
import { whenDone } from '../lib/cleanup.mjs';
import { processesWith, ROOT, run } from '../lib/command.mjs';
import { freePortRange } from '../lib/free-ports.mjs';
import { nodeBinary, temporaryDirectory } from '../lib/test-network.mjs';

const DEVNET = join(ROOT, 'scripts', 'devnet');

/**
 * A devnet of its own: directory, ports, and a way to call the command on it.
 *
 * @param {import('node:test').TestContext} t
 */
async function ownDevnet(t) {
	const home = join(temporaryDirectory(t), 'devnet');
	const port = await freePortRange(14);
	const env = {
		ESEAL_DEVNET_HOME: home,
		ESEAL_NODE: nodeBinary(),
		ESEAL_PORTAL: portalDirectory(),
		ESEAL_RPC_PORT: String(port),
		ESEAL_P2P_PORT: String(port + 3),
		ESEAL_PROMETHEUS_PORT: String(port + 6),
		ESEAL_WS_PORT: String(port + 9),
		ESEAL_INDEX_PORT: String(port + 12),
		ESEAL_PORTAL_PORT: String(port + 13),
	};
	/** @param {string[]} args @param {Record<string, string>} [more]  of the environment */
	const devnet = (args, more = {}) => run(DEVNET, args, { env: { ...env, ...more } });
	whenDone(t, () => devnet(['down']));
	return { home, port, devnet, left: () => processesWith(home) };
}

/**
 * An executable file.
 *
 * @param {string} path
 * @param {string} content  in shell
 */
function program(path, content) {
	writeFileSync(path, `#!/bin/sh\n${content}\n`);
	chmodSync(path, 0o755);
	return path;
}

test('devnet says what is wrong and leaves nothing running', { timeout: 600_000 }, async (t) => {
	const { home, port, devnet, left } = await ownDevnet(t);
	const scratch = temporaryDirectory(t);

	await t.test('an unknown argument', async () => {
		const { code, stderr, stdout } = await devnet(['--frehs']);
		assert.equal(code, 2);
		assert.match(stderr, /unknown argument: --frehs/);
		assert.match(stderr, /Usage:/);
		assert.equal(stdout, '');
	});

	await t.test('--help', async () => {
		const { code, stdout } = await devnet(['--help']);
		assert.equal(code, 0);
		for (const word of ['up', 'down', 'status', '--fresh', '--document', '9944', '8480']) {
			assert.ok(stdout.includes(word), word);
		}
	});

	await t.test('a document that is not there, is a directory, is empty, or goes with the wrong command', async () => {
		const missing = await devnet(['--document', join(scratch, 'missing.pdf')]);
		assert.notEqual(missing.code, 0);
		assert.match(missing.stderr, /there is no file .*missing\.pdf/);
		assert.match((await devnet(['--document', scratch])).stderr, /is not a file/);
		writeFileSync(join(scratch, 'empty.pdf'), '');
		assert.match((await devnet(['--document', join(scratch, 'empty.pdf')])).stderr, /is empty/);
		assert.equal((await devnet(['--document'])).code, 2);
		assert.equal((await devnet(['down', '--document', DEVNET])).code, 2);
	});

	await t.test('a busy port: named, with who holds it', async () => {
		const server = createServer().listen(port + 4, '127.0.0.1');
		await once(server, 'listening');
		try {
			const { code, stderr } = await devnet(['up']);
			assert.equal(code, 1);
			assert.match(
				stderr,
				new RegExp(`port ${port + 4} .*Public Security.* is taken by .*\\(process ${process.pid}\\)`),
			);
			assert.deepEqual(left(), []);
		} finally {
			server.close();
		}
	});

	// Nobody listens on such a port, so it looks free, but no node can listen on it either.
	await t.test("a port that is some connection's own: named, and nothing left running", async () => {
		const server = createServer().listen(0, '127.0.0.1');
		await once(server, 'listening');
		const { port: listening } = /** @type {import('node:net').AddressInfo} */ (server.address());
		const connection = connect(listening, '127.0.0.1');
		await once(connection, 'connect');
		const { localPort = 0 } = connection;
		try {
			const { code, stderr } = await devnet(['up'], { ESEAL_P2P_PORT: String(localPort - 2) });
			assert.equal(code, 1);
			assert.match(
				stderr,
				new RegExp(`Data Resources.s node ended by itself[^]*the TCP port ${localPort} for peers is taken`),
			);
			assert.deepEqual(left(), []);
		} finally {
			connection.destroy();
			server.close();
		}
	});

	await t.test('a node that dies at once: the end of its log, and the others stopped', async () => {
		const real = nodeBinary();
		const broken = program(
			join(scratch, 'broken-node'),
			`[ "$1" = key ] && exec '${real}' "$@"
			case "$*" in *PublicSecurity*) echo 'Error: no such luck' >&2; exit 3;; esac
			exec '${real}' "$@"`,
		);
		const { code, stderr } = await devnet(['up'], { ESEAL_NODE: broken });
		assert.equal(code, 1);
		assert.match(stderr, /Public Security's node ended by itself \(exit code 3\)/);
		assert.match(stderr, /no such luck/);
		assert.deepEqual(left(), []);
	});

	await t.test('a chain of another build: the story says so before it starts anything', async () => {
		const data = join(home, 'market-supervision', 'data');
		mkdirSync(join(data, 'chains', 'eseal_local', 'paritydb'), { recursive: true });
		writeFileSync(join(home, 'made-by'), 'another build');
		for (const genesis of [undefined, { raw: { top: { '0x3a636f6465': '0x00' }, childrenDefault: {} } }]) {
			if (genesis) {
				writeFileSync(join(home, 'light-client.json'), JSON.stringify({ bootNodes: [], genesis }));
			}
			const { code, stdout, stderr } = await devnet([]);
			assert.equal(code, 1);
			assert.match(stderr, /begun by another build[\s\S]*Nothing was started[\s\S]*\.\/scripts\/devnet --fresh/);
			assert.doesNotMatch(stdout, /Starting/);
			assert.deepEqual(left(), []);
		}
		assert.equal((await devnet(['down', '--fresh'])).code, 0);
		assert.deepEqual(listing(data), []);
	});

	await t.test('a build that fails', async () => {
		const tools = join(scratch, 'tools');
		mkdirSync(tools);
		program(
			join(tools, 'cargo'),
			`[ "$1" = build ] && { echo 'error[E0425]: no' >&2; exit 101; }; echo 'cargo 1.95.0'`,
		);
		const PATH = `${tools}${delimiter}${process.env.PATH}`;
		const { code, stderr } = await devnet(['up'], { ESEAL_NODE: '', PATH });
		assert.equal(code, 1);
		assert.match(stderr, /the programs could not be built/);
		assert.deepEqual(left(), []);
	});

	await t.test('a missing Debian package that may not be installed', async () => {
		// Everything that the command may find on this machine, but for one program.
		const tools = join(scratch, 'without-protoc');
		mkdirSync(tools);
		for (const directory of (process.env.PATH ?? '').split(delimiter)) {
			for (const name of listing(directory)) {
				if (name !== 'protoc' && !listing(tools).includes(name)) {
					symlinkSync(join(directory, name), join(tools, name));
				}
			}
		}
		const { code, stderr } = await devnet(['up'], { ESEAL_NODE: '', PATH: tools, ESEAL_NO_INSTALL: '1' });
		assert.equal(code, 1);
		assert.match(stderr, /these packages are missing: protobuf-compiler/);
		assert.match(stderr, /apt-get install protobuf-compiler/);
	});

	await t.test('down and status with nothing running', async () => {
		assert.equal((await devnet(['down'])).code, 0);
		const { code, stdout } = await devnet(['status']);
		assert.equal(code, 1);
		assert.match(stdout, /not running/);
		assert.ok(!readdirSync(home).includes('node.pid'));
	});
});

/**
 * The names in a directory; none if there is no such directory.
 *
 * @param {string} directory
 */
function listing(directory) {
	try {
		return readdirSync(directory);
	} catch {
		return [];
	}
}

test('devnet from up to down', { timeout: 900_000 }, async (t) => {
	const { home, port, devnet, left } = await ownDevnet(t);
	const pid = (/** @type {string} */ agency) => Number(readFileSync(join(home, agency, 'node.pid'), 'utf8'));

	await t.test('without a command: the network and the story', async () => {
		const { code, output } = await devnet([]);
		assert.equal(code, 0, output);
		for (const chapter of [1, 2, 3, 4, 5, 6]) {
			assert.match(output, new RegExp(`^${chapter}\\. `, 'm'));
		}
		assert.match(output, /log head of the chain: equal/);
		assert.match(output, /What to try next/);
		assert.match(output, /The auditors' index answers on/);
		assert.equal(left().length, 6, 'three validators, the two processes of the index, and the portal');
		const page = `http://127.0.0.1:${port + 13}/`;
		assert.ok(output.includes(page));
		const [answer, config] = await Promise.all([fetch(page), fetch(`${page}config.json`)]);
		assert.match(String(answer.headers.get('content-security-policy')), /default-src 'none'/);
		const { nodes, anchor } = /** @type {any} */ (await config.json());
		assert.equal(nodes.length, 3);
		assert.equal(anchor.value.authorities.length, 3);
		assert.equal((await fetch(`${page}..%2f..%2fpackage.json`)).status, 404);
	});

	await t.test("the story again on the same chain, with a document of one's own", async () => {
		const document = join(temporaryDirectory(t), '合同.pdf');
		writeFileSync(document, `%PDF-1.7 ${Math.random()}`);
		const { code, output } = await devnet(['--document', document]);
		assert.equal(code, 0, output);
		assert.match(output, /run already/);
		assert.match(output, /The operator seals 合同\.pdf/);
	});

	await t.test('status of a healthy network', async () => {
		const { code, stdout } = await devnet(['status']);
		assert.equal(code, 0, stdout);
		assert.equal(stdout.match(/running .* block \d+ +final \d+ +peers 2/g)?.length, 3, stdout);
		assert.match(stdout, /^Index +running .* block \d+ +behind \d+$/m);
	});

	await t.test('light clients are given where they find the nodes', () => {
		const { bootNodes, genesis } = JSON.parse(readFileSync(join(home, 'light-client.json'), 'utf8'));
		assert.deepEqual(
			bootNodes.map((/** @type {string} */ address) => address.replace(/12D3Koo\w+$/, '')),
			[9, 10, 11].map((offset) => `/ip4/127.0.0.1/tcp/${port + offset}/ws/p2p/`),
		);
		assert.ok(genesis.raw.top);
	});

	await t.test('every port listens on loopback only, and nothing holds a lock', async () => {
		const listening = readFileSync('/proc/net/tcp', 'utf8') + readFileSync('/proc/net/tcp6', 'utf8');
		for (let offset = 0; offset < 14; offset++) {
			const hex = (port + offset).toString(16).toUpperCase().padStart(4, '0');
			const addresses = [...listening.matchAll(new RegExp(`: ([0-9A-F]+):${hex} [0-9A-F:]+ 0A `, 'g'))].map(
				([, at]) => at,
			);
			assert.ok(addresses.length > 0, `port ${port + offset} is used`);
			assert.ok(
				addresses.every((at) => at === '0100007F' || at === '00000000000000000000000001000000'),
				`port ${port + offset} listens on ${addresses}`,
			);
		}
		for (const process of left()) {
			const files = readdirSync(`/proc/${process}/fd`).map((fd) => readlinkSync(`/proc/${process}/fd/${fd}`));
			assert.ok(!files.includes(join(home, 'lock')));
		}
	});

	await t.test('a dead validator shows in status, and up brings it back', async () => {
		process.kill(pid('data-resources'), 'SIGKILL');
		const dead = await devnet(['status']);
		assert.equal(dead.code, 1);
		assert.match(dead.stdout, /Data Resources +dead/);
		const up = await devnet(['up']);
		assert.equal(up.code, 0, up.output);
		assert.match(up.stdout, /Starting Data Resources \(/);
		assert.equal((await devnet(['status'])).code, 0);
	});

	await t.test('down stops what it started and nothing else', async () => {
		const { code, stdout } = await devnet(['down']);
		assert.equal(code, 0);
		assert.match(stdout, /Stopped the validators/);
		assert.match(stdout, /Stopped the index/);
		assert.deepEqual(left(), []);
	});

	await t.test('up goes on with the chain; --fresh begins a new one', async () => {
		const finalOf = async () => Number((await devnet(['status'])).stdout.match(/final (\d+)/)?.[1]);
		// Whoever builds anew, but not another chain, need not be told.
		writeFileSync(join(home, 'made-by'), 'another build');
		const again = await devnet(['up']);
		assert.equal(again.code, 0, again.output);
		assert.doesNotMatch(again.output, /another build/);
		assert.ok((await finalOf()) > 30, 'the chain goes on');
		const fresh = await devnet(['up', '--fresh']);
		assert.equal(fresh.code, 0, fresh.output);
		assert.match(fresh.stdout, /Dropped the chain data/);
		assert.ok((await finalOf()) < 30, 'a new chain');
		assert.equal((await devnet(['down', '--fresh'])).code, 0);
		assert.deepEqual(left(), []);
		assert.ok(!readdirSync(join(home, 'public-security')).includes('data'));
	});
});
