// A connection to a node for sending extrinsics as they are, without asking for more than whether they were taken.

import { WsProvider } from '@polkadot/api';
import { refusalName } from '../../lib/errors.mjs';

/** What a node's pool says, beside the chain's own refusals, and what it means. @type {[RegExp, string][]} */
const ANSWERS = [
	[/temporarily banned/i, 'the same was refused before'],
	[/already imported/i, 'waiting already'],
	[/priority is too low/i, 'another waits in its place'],
	[/outdated/i, 'nonce used'],
	[/exhaust/i, 'ExhaustsResources'],
	[/immediately dropped|pool is full|limit/i, 'pool full'],
];

/**
 * Why a node did not take an extrinsic, in a word or two.
 *
 * @param {string} message  the node's
 */
export function reasonOf(message) {
	const [line] = message.split('\n');
	return refusalName(line) ?? ANSWERS.find(([pattern]) => pattern.test(line))?.[1] ?? line.slice(0, 60);
}

/** One connection. */
export class Link {
	#provider;

	/** @param {WsProvider} provider */
	constructor(provider) {
		this.#provider = provider;
	}

	/**
	 * Connects until the drill ends.
	 *
	 * @param {import('./run.mjs').Run} run
	 * @param {{ url: string }} node
	 */
	static async open(run, { url }) {
		const provider = new WsProvider(url);
		run.whenDone(() => provider.disconnect());
		await provider.isReady;
		return new Link(provider);
	}

	/**
	 * Asks the node.
	 *
	 * @param {string} method
	 * @param {unknown[]} [params]
	 * @returns {Promise<any>}
	 */
	ask(method, params = []) {
		return this.#provider.send(method, params);
	}

	/**
	 * Sends an extrinsic.
	 *
	 * @param {string} extrinsic
	 * @returns {Promise<string | undefined>} why the node did not take it; nothing if it did
	 */
	async send(extrinsic) {
		try {
			await this.ask('author_submitExtrinsic', [extrinsic]);
			return undefined;
		} catch (error) {
			return reasonOf(error.message);
		}
	}

	/**
	 * The next nonce of an account, counting what waits in the node's pool.
	 *
	 * @param {string} address
	 * @returns {Promise<number>}
	 */
	nextNonce(address) {
		return this.ask('system_accountNextIndex', [address]);
	}

	/**
	 * Hears of each new head, final or best.
	 *
	 * @param {'chain_subscribeNewHeads' | 'chain_subscribeFinalizedHeads'} what
	 * @param {(number: number) => void} hear
	 */
	async heads(what, hear) {
		const kind = what === 'chain_subscribeNewHeads' ? 'chain_newHead' : 'chain_finalizedHead';
		await this.#provider.subscribe(kind, what, [], (error, head) => {
			if (!error) {
				hear(Number(head.number));
			}
		});
	}
}
