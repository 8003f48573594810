// Real nodes for tests: on free ports, in a directory of their own, ended by their process when the test ends.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { AGENCIES } from '../network/agencies.mjs';
import { Network } from '../network/network.mjs';
import { Validator } from '../network/node.mjs';
import { builtBinary } from './built.mjs';
import { whenDone } from './cleanup.mjs';
import { connect } from './connect.mjs';
import { freePorts } from './free-ports.mjs';
import { until } from './wait.mjs';

/** The node under test. */
export const nodeBinary = () => builtBinary('eseal-node', 'ESEAL_NODE');

/**
 * An empty directory for one test.
 *
 * @param {import('node:test').TestContext} test  removes it when it ends
 */
export function temporaryDirectory(test) {
	const directory = mkdtempSync(join(tmpdir(), 'eseal-test-'));
	whenDone(test, () => rmSync(directory, { recursive: true, force: true }));
	return directory;
}

/** A node without a vote that drops the states of old blocks, as one for the public may. */
export class PruningNode extends Validator {
	/** @param {string[]} bootnodes */
	arguments(bootnodes) {
		const args = super.arguments(bootnodes).filter((arg) => arg !== '--validator');
		args[args.indexOf('--state-pruning') + 1] = '16';
		args[args.indexOf('--blocks-pruning') + 1] = 'archive-canonical';
		return args;
	}
}

/**
 * The network of three validators that a test runs against.
 *
 * @template {Validator} [V=Validator]
 * @extends {Network<V>}
 */
export class TestNetwork extends Network {
	/** @type {import('@polkadot/api').ApiPromise[]} */
	#apis = [];

	/**
	 * Starts three validators and waits until they finalize.
	 *
	 * @param {import('node:test').TestContext} test  ends them when it ends
	 */
	static start(test) {
		return TestNetwork.startOf(test, Validator);
	}

	/**
	 * The same with validators of another kind.
	 *
	 * @template {Validator} K
	 * @param {import('node:test').TestContext} test
	 * @param {new (options: import('../network/node.mjs').ValidatorOptions) => K} Kind
	 */
	static async startOf(test, Kind) {
		const home = temporaryDirectory(test);
		const binary = nodeBinary();
		const ports = await freePorts(4 * AGENCIES.length);
		const network = new TestNetwork(
			AGENCIES.map((agency, i) => {
				const [rpc, p2p, prometheus, ws] = ports.slice(4 * i);
				return new Kind({ agency, home, binary, ports: { rpc, p2p, prometheus, ws } });
			}),
		);
		whenDone(test, () => network.end());
		process.on('exit', () => network.killAtOnce());
		await network.start();
		return network;
	}

	/**
	 * Starts one more node, and waits until it follows. It ends with the network.
	 *
	 * @param {new (options: import('../network/node.mjs').ValidatorOptions) => Validator} Kind
	 * @param {string} name
	 */
	async join(Kind, name) {
		// It may be of another kind than they are.
		const validators = /** @type {Validator[]} */ (this.validators);
		const [first] = validators;
		const { directory, binary } = first;
		const [rpc, p2p, prometheus] = await freePorts(3);
		// Its session keys are nobody's.
		const agency = { seat: name, title: name, directory: name, suri: `//${name}` };
		const node = new Kind({ agency, home: dirname(directory), binary, ports: { rpc, p2p, prometheus } });
		node.prepare();
		const target = (await first.health())?.finalized ?? 1;
		validators.push(node);
		node.start(validators.filter((other) => other !== node).map(({ address }) => address));
		await until(`${name} at block ${target}`, async () => ((await node.health())?.finalized ?? 0) >= target);
		return node;
	}

	/** Where polkadot.js connects to. */
	get urls() {
		return this.validators.map(({ url }) => url);
	}

	/**
	 * A connection to a validator's node, which ends with the test.
	 *
	 * @param {number} index
	 */
	async connect(index = 0) {
		const api = await connect(this.urls[index]);
		this.#apis.push(api);
		return api;
	}

	/** Ends all connections. */
	async disconnect() {
		await Promise.all(this.#apis.splice(0).map((api) => api.disconnect()));
	}

	/** Ends everything; if a node died by itself, says so with the end of its log. */
	async end() {
		await this.disconnect();
		const died = this.validators.find((validator) => validator.isDead && validator.failure !== 'signal SIGKILL');
		if (died) {
			console.error(`${died.agency.title}'s node ended by itself (${died.failure}):\n${died.logTail()}`);
		}
		await this.stop();
	}

	/** For the end of the test process itself, when nothing can be waited for. */
	killAtOnce() {
		this.validators.forEach((validator) => validator.signal('SIGKILL'));
	}
}
