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
	/** @type {import('@polkadot/api').ApiPromise[]} */
	#apis = [];

	/**
	 * Starts one and waits until it finalizes.
	 *
	 * @param {import('node:test').TestContext} test  ends it when it ends
	 * @param {object} [options]
	 * @param {string} [options.basePath]  where its data goes; a passing place unless given
	 * @param {string} [options.chain]  the file of another specification of a development chain
	 * @param {string} [options.statePruning]  of how many blocks it keeps the states; of all unless given
	 * @param {string[]} [options.args]  more arguments
	 */
	static async start(test, { basePath, chain, statePruning = 'archive', args = [] } = {}) {
		const [rpc, p2p, prometheus] = await freePorts(3);
		const log = join(temporaryDirectory(test), 'node.log');
		const file = openSync(log, 'a');
		const child = spawn(
			nodeBinary(),
			[
				...['--dev', ...(chain ? ['--chain', chain] : []), ...(basePath ? ['--base-path', basePath] : ['--tmp'])],
				...['--rpc-port', String(rpc), '--prometheus-port', String(prometheus)],
				...['--listen-addr', `/ip4/127.0.0.1/tcp/${p2p}`, '--no-mdns', '--no-telemetry'],
				...['--state-pruning', statePruning, '--blocks-pruning', 'archive'],
				...['--trie-cache-size', String(64 * 1024 * 1024)],
				...args,
			],
			{ stdio: ['ignore', file, file] },
		);
		closeSync(file);
		const node = new DevNode(child, rpc);
		whenDone(test, () => node.stop());
		process.on('exit', () => child.kill('SIGKILL'));
		await until('a development node that finalizes', async () => {
			if (node.failure) {
				throw new Error(`the node ended by itself (${node.failure}):\n${readFileSync(log, 'utf8')}`);
			}
			return ((await health(rpc))?.finalized ?? 0) > 0;
		});
		return node;
	}

	/**
	 * @param {import('node:child_process').ChildProcess} child
	 * @param {number} rpc  its RPC port
	 */
	constructor(child, rpc) {
		this.process = child;
		this.port = rpc;
		this.url = `ws://127.0.0.1:${rpc}`;
		/** How it ended, once it has. @type {string | undefined} */
		this.failure = undefined;
		/** @type {Promise<void>} */
		this.ended = new Promise((resolve) => {
			const end = (/** @type {string} */ how) => {
				this.failure = how;
				resolve();
			};
			child.on('error', (error) => end(error.message));
			child.on('exit', (code, signal) => end(`exit code ${code}, signal ${signal}`));
		});
	}

	/** A connection, which ends with the test. */
	async connect() {
		const api = await connect(this.url);
		this.#apis.push(api);
		return api;
	}

	/** Ends connections and node, and waits until the node is gone. */
	async stop() {
		await Promise.all(this.#apis.splice(0).map((api) => api.disconnect()));
		this.process.kill('SIGTERM');
		await this.ended;
	}
}
