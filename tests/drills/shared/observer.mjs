// When what was sent is in a block, and when final: as somebody sees it who follows one node.

import { senderOf } from './extrinsics.mjs';
import { until } from './finality.mjs';
import { Link } from './link.mjs';

/**
 * Something that was sent, and what became of it.
 *
 * @typedef {object} Sent
 * @property {string} what
 * @property {number} at  the moment at which it was first sent
 * @property {number} best  the best block then
 * @property {string[]} refused  why it was not taken, each time
 * @property {number} [block]  the number of the block that has it, on the best chain or the final one
 * @property {{ at: number, best: number }} [final]  the moment at which that block was final, and the best block then
 */

/** A final block: its hash, and what is in it. */
/** @typedef {{ hash: string, extrinsics: ReturnType<typeof senderOf>[] }} FinalBlock */

/** Follows a node. */
export class Observer {
	/** The number of the best block. */
	best = 0;
	/** The last final block. */
	final = { number: 0, hash: '' };
	/** The final blocks since it began, by their numbers. @type {Map<number, FinalBlock>} */
	blocks = new Map();
	/** What it looks for, by the extrinsic. @type {Map<string, Sent>} */
	#expected = new Map();
	/** The blocks that are not final yet, by their hashes. @type {Map<string, string[]>} */
	#content = new Map();
	#working = Promise.resolve();

	/** @param {Link} link */
	constructor(link) {
		this.link = link;
	}

	/**
	 * Follows a node until the drill ends.
	 *
	 * @param {import('./run.mjs').Run} run
	 * @param {{ url: string }} node
	 */
	static async start(run, node) {
		const observer = new Observer(await Link.open(run, node));
		const hash = await observer.link.ask('chain_getFinalizedHead');
		const { number } = await observer.link.ask('chain_getHeader', [hash]);
		observer.final = { number: Number(number), hash };
		observer.best = observer.final.number;
		await observer.link.heads('chain_subscribeNewHeads', (number) => observer.#then(() => observer.#seeBest(number)));
		await observer.link.heads('chain_subscribeFinalizedHeads', (number) => {
			const at = Date.now();
			observer.#then(() => observer.#seeFinal(number, at));
		});
		return observer;
	}

	/**
	 * One thing after the other, in the order of the heads.
	 *
	 * @param {() => Promise<void>} work
	 */
	#then(work) {
		// At the drill's end nobody answers any more; what is missing then is missed by who waits for it.
		this.#working = this.#working.then(work).catch(() => {});
	}

	/**
	 * Looks for an extrinsic from now on.
	 *
	 * @param {string} extrinsic
	 * @param {string | Sent} what  what it is; or what was sent before in other words
	 * @returns {Sent}
	 */
	expect(extrinsic, what) {
		const sent = typeof what === 'string' ? { what, at: Date.now(), best: this.best, refused: [] } : what;
		this.#expected.set(extrinsic, sent);
		return sent;
	}

	/**
	 * The extrinsics of a block.
	 *
	 * @param {string} hash
	 * @returns {Promise<string[]>}
	 */
	async #extrinsicsOf(hash) {
		const { block } = await this.link.ask('chain_getBlock', [hash]);
		return block.extrinsics;
	}

	/** @param {number} number */
	async #seeBest(number) {
		// A head may be told once for several blocks.
		for (let next = Math.min(this.best + 1, number); next <= number; next++) {
			const hash = await this.link.ask('chain_getBlockHash', [next]);
			const extrinsics = await this.#extrinsicsOf(hash);
			this.#content.set(hash, extrinsics);
			this.best = Math.max(this.best, next);
			for (const extrinsic of extrinsics) {
				const sent = this.#expected.get(extrinsic);
				if (sent !== undefined) {
					sent.block = next;
				}
			}
		}
	}

	/**
	 * @param {number} number
	 * @param {number} at
	 */
	async #seeFinal(number, at) {
		for (let next = this.final.number + 1; next <= number; next++) {
			const hash = await this.link.ask('chain_getBlockHash', [next]);
			const extrinsics = this.#content.get(hash) ?? (await this.#extrinsicsOf(hash));
			this.blocks.set(next, { hash, extrinsics: extrinsics.map(senderOf) });
			for (const extrinsic of extrinsics) {
				const sent = this.#expected.get(extrinsic);
				if (sent !== undefined) {
					sent.block = next;
					sent.final = { at, best: Math.max(this.best, next) };
					this.#expected.delete(extrinsic);
				}
			}
			this.final = { number: next, hash };
		}
		this.#content.clear();
	}

	/**
	 * Waits until these are all in a block.
	 *
	 * @param {Sent[]} sents
	 * @param {number} patienceMs
	 */
	async untilIncluded(sents, patienceMs) {
		const what = [...new Set(sents.map((sent) => sent.what))].join(', ');
		await until(`in a block: ${what}`, async () => sents.every((sent) => sent.block !== undefined), patienceMs);
	}

	/**
	 * Waits until these are all final.
	 *
	 * @param {Sent[]} sents
	 * @param {number} patienceMs
	 */
	async untilFinal(sents, patienceMs) {
		await until('all of it being final', async () => sents.every((sent) => sent.final !== undefined), patienceMs);
	}

	/**
	 * Waits until so many blocks are final.
	 *
	 * @param {number} number
	 * @param {number} patienceMs
	 */
	async untilFinalBlock(number, patienceMs) {
		await until(`block ${number} being final`, async () => this.final.number >= number, patienceMs);
	}
}
