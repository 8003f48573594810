// Follows one node for ever: connects, looks at the chain every two seconds, connects again.

import { setTimeout as sleep } from 'node:timers/promises';
import { BlockCounter } from './block-counter.mjs';
import { KeyAges } from './key-ages.mjs';
import { EsealNode } from './node.mjs';

/** How often to look for new blocks: as often as there are some. */
const LOOK_EVERY_MS = 2_000;
/** How often to look at what no block announces. */
const STATE_EVERY_MS = 10_000;
/** How long to wait before calling a node again that is away. */
const CALL_AGAIN_MS = 2_000;
/** How many blocks must lie on one that counts: forks are rarely longer. */
const SETTLED_DEPTH = 3;

export class Follower {
	#url;
	#metrics;
	#say;
	#counter;
	#keyAges = new KeyAges();
	/** The seats of validators, for `EsealNode`. */
	#seats = new Map();
	/** @type {string | undefined} */
	#genesis;
	/** When to look at the state again. */
	#stateDue = 0;
	/** What was said last of the node, so that it is said once. */
	#said = '';

	/**
	 * @param {object} options
	 * @param {string} options.url  the node's WebSocket address
	 * @param {import('./eseal-metrics.mjs').EsealMetrics} options.metrics
	 * @param {(line: string) => void} options.say
	 */
	constructor({ url, metrics, say }) {
		this.#url = url;
		this.#metrics = metrics;
		this.#say = say;
		this.#counter = new BlockCounter(metrics, say);
		metrics.up.set(0);
	}

	/** Goes on until the process ends. */
	async run() {
		for (;;) {
			try {
				await this.#followConnection();
			} catch (error) {
				const [reason] = error.message.split('\n');
				this.#isAway(`cannot follow ${this.#url}: ${reason}. Trying again; if it stays so, look at the node and its log.`);
			}
			await sleep(CALL_AGAIN_MS);
		}
	}

	async #followConnection() {
		const node = await EsealNode.connect(this.#url, this.#seats);
		try {
			this.#begin(node);
			for (;;) {
				await this.#look(node);
				await sleep(LOOK_EVERY_MS);
			}
		} finally {
			await node.disconnect();
		}
	}

	#begin(node) {
		if (!node.hasSeals) {
			throw new Error('it is a node of another kind of chain; name one of the e-seal chain with --rpc');
		}
		if (this.#genesis !== undefined && node.genesis !== this.#genesis) {
			this.#say(`the node has another chain now, ${node.genesis}`);
			this.#counter.forget();
			this.#keyAges = new KeyAges();
		}
		this.#genesis = node.genesis;
		this.#stateDue = 0;
		node.useErrors.forEach((error) => this.#metrics.usesRefused.add(0, { error }));
	}

	async #look(node) {
		if (await node.isSyncing()) {
			this.#isAway(`${this.#url} still fetches blocks that the others have; counting goes on when it is done`);
			this.#stateDue = 0;
			return;
		}
		const best = await node.place();
		const settled = await node.placeAt(Math.max(0, best.number - SETTLED_DEPTH));
		await this.#counter.count(node, settled);
		if (Date.now() >= this.#stateDue) {
			await this.#readState(node, settled);
			// Before the first block nothing tells the time, and so no age.
			this.#stateDue = settled.number === 0 ? 0 : Date.now() + STATE_EVERY_MS;
		}
		this.#metrics.up.set(1);
		this.#sayOnce(`${this.#url} answers`);
	}

	/** What is true at a block, and is not counted from block to block. */
	async #readState(node, place) {
		const { seats, openMotions, pausedCalls } = await node.state(place);
		const keys = [];
		for (const { seat, validators } of seats) {
			for (const validator of validators) {
				keys.push({ labels: { seat, validator }, known: await this.#keyAges.of(node, place, validator) });
			}
		}
		const metrics = this.#metrics;
		metrics.clearState();
		for (const { seat, officers } of seats) {
			metrics.officers.set(officers, { seat });
			metrics.equivocations.add(0, { seat });
		}
		for (const { labels, known } of keys.filter((one) => one.known !== undefined)) {
			metrics.keyAge.set(() => Math.max(0, (Date.now() - known.since) / 1_000), labels);
			metrics.keyAgeExact.set(known.exact ? 1 : 0, labels);
		}
		if (openMotions !== undefined) {
			metrics.openMotions.set(openMotions);
		}
		if (pausedCalls !== undefined) {
			metrics.pausedCalls.set(pausedCalls);
		}
	}

	#isAway(why) {
		this.#metrics.up.set(0);
		this.#metrics.clearState();
		this.#sayOnce(why);
	}

	#sayOnce(line) {
		if (line !== this.#said) {
			this.#said = line;
			this.#say(line);
		}
	}
}
