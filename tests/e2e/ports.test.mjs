// A node gets the ports it was told to listen on, or it does not start: nobody should find another program there.

import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { whenDone } from '../lib/cleanup.mjs';
import { run } from '../lib/command.mjs';
import { freePorts } from '../lib/free-ports.mjs';
import { nodeBinary } from '../lib/test-network.mjs';

/** The ports of a node, and the options that set them. */
const PORTS = ['--rpc-port', '--port', '--prometheus-port'];

/**
 * Listens on a port of loopback until the test is done.
 *
 * @param {import('node:test').TestContext} test
 * @param {number} port
 * @returns {Promise<void>}
 */
async function occupy(test, port) {
	const server = createServer();
	whenDone(test, () => server.close());
	await new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => resolve(undefined));
	});
}

/**
 * Runs a development node until it ends by itself; it is killed when it runs for a minute.
 *
 * @param {number[]} ports  as in `PORTS`
 */
async function startOn(ports) {
	const options = PORTS.flatMap((option, index) => [option, String(ports[index])]);
	return run(nodeBinary(), ['--dev', '--tmp', '--no-telemetry', ...options], { patienceMs: 60_000 });
}

for (const [index, option] of PORTS.entries()) {
	test(`a taken ${option} is refused`, async (t) => {
		const ports = await freePorts(PORTS.length);
		await occupy(t, ports[index]);
		const { code, stderr } = await startOn(ports);
		assert.equal(code, 1, stderr);
		assert.match(stderr, new RegExp(`^Error: .*\\b${ports[index]}\\b.*taken by another program.*${option}\\b`, 'm'));
		for (const free of ports.filter((port) => port !== ports[index])) {
			assert.doesNotMatch(stderr, new RegExp(`\\b${free}\\b.*taken`));
		}
	});
}

test('all taken ports are named at once', async (t) => {
	const ports = await freePorts(PORTS.length);
	for (const port of ports) {
		await occupy(t, port);
	}
	const { code, stderr } = await startOn(ports);
	assert.equal(code, 1, stderr);
	for (const port of ports) {
		assert.match(stderr, new RegExp(`\\b${port}\\b.*taken by another program`));
	}
});
