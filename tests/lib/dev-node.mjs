// A chain of one node, `eseal-node --dev`, for tests that need no network.

import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { health } from '../network/rpc.mjs';
import { whenDone } from './cleanup.mjs';
import { connect } from './connect.mjs';
import { freePorts } from './free-ports.mjs';
import { nodeBinary, temporaryDirectory } from './test-network.mjs';
import { until } from './wait.mjs';

/** A running `eseal-node --dev`. */
export class DevNode {
	/**
	 * Starts one and waits until it finalises.
	 *
	 * @param {import('node:test').TestContext} test  ends it when it ends
	 * @param {object} [options]
	 * @param {string} [options.basePath]  where its data goes; a passing place unless given
	 */
	static async start(test, { basePath } = {}) {
		const [rpc, p2p, prometheus] = await freePorts(3);
		const node = new DevNode(join(temporaryDirectory(test), 'node.log'), rpc);
		const log = openSync(node.log, 'a');
		node.process = spawn(
			nodeBinary(),
			[
				...['--dev', ...(basePath ? ['--base-path', basePath] : ['--tmp'])],
				...['--rpc-port', String(rpc), '--prometheus-port', String(prometheus)],
				...['--listen-addr', `/ip4/127.0.0.1/tcp/${p2p}`, '--no-mdns', '--no-telemetry'],
				...['--state-pruning', 'archive', '--blocks-pruning', 'archive'],
				...['--trie-cache-size', String(64 * 1024 * 1024)],
			],
			{ stdio: ['ignore', log, log] },
		);
		closeSync(log);
		node.ended = new Promise((resolve) => {
			node.process.on('error', (error) => resolve(error.message));
			node.process.on('exit', (code, signal) => resolve(`exit code ${code}, signal ${signal}`));
		});
		node.ended.then((how) => (node.failure = how));
		whenDone(test, () => node.stop());
		process.on('exit', () => node.process.kill('SIGKILL'));
		await until('a development node that finalises', async () => {
			if (node.failure) {
				throw new Error(`the node ended by itself (${node.failure}):\n${readFileSync(node.log, 'utf8')}`);
			}
			return ((await health(rpc))?.finalized ?? 0) > 0;
		});
		return node;
	}

	constructor(log, rpc) {
		this.log = log;
		this.port = rpc;
		this.url = `ws://127.0.0.1:${rpc}`;
		this.apis = [];
	}

	/** A connection, which ends with the test. */
	async connect() {
		const api = await connect(this.url);
		this.apis.push(api);
		return api;
	}

	/** Ends connections and node, and waits until the node is gone. */
	async stop() {
		await Promise.all(this.apis.splice(0).map((api) => api.disconnect()));
		this.process.kill('SIGTERM');
		await this.ended;
	}
}
