// What is final where, and whether anything final was ever taken back.

import { setTimeout as sleep } from 'node:timers/promises';
import { rpc } from '../../network/rpc.mjs';

const EVERY_MS = 1_000;

/** A block. @typedef {{ number: number, hash: string }} Block */

/** A node to ask. @typedef {Pick<import('./validator.mjs').DrillValidator, 'ports'>} Node */

/**
 * A node's last final block.
 *
 * @param {Node} node
 * @returns {Promise<Block>}
 */
export async function finalBlock({ ports }) {
	const hash = await rpc(ports.rpc, 'chain_getFinalizedHead');
	const { number } = await rpc(ports.rpc, 'chain_getHeader', [hash]);
	return { number: Number(number), hash };
}

/**
 * A node's best block's number.
 *
 * @param {Node} node
 */
export async function bestNumber({ ports }) {
	return Number((await rpc(ports.rpc, 'chain_getHeader')).number);
}

/**
 * The hash of the block with this number on a node's best chain, if it has one.
 *
 * @param {Node} node
 * @param {number} number
 * @returns {Promise<string | null>}
 */
export const hashAt = ({ ports }, number) => rpc(ports.rpc, 'chain_getBlockHash', [number]);

/**
 * Asks again and again until there is an answer; a node that does not answer has none yet.
 *
 * @template T
 * @param {string} what  what is waited for, for the error
 * @param {() => Promise<T | undefined | false>} ask
 * @param {number} patienceMs
 * @returns {Promise<{ answer: T, seconds: number }>} with how long it took
 */
export async function until(what, ask, patienceMs) {
	const began = Date.now();
	for (; Date.now() - began < patienceMs; await sleep(500)) {
		const answer = await ask().catch(() => undefined);
		if (answer !== undefined && answer !== false) {
			return { answer, seconds: Math.round((Date.now() - began) / 100) / 10 };
		}
	}
	throw new Error(`not within ${patienceMs / 1_000} s: ${what}`);
}

/** Watches nodes, from its start to its end, for what they call final. */
export class FinalityWatch {
	/**
	 * Every block that was the last final one on some node when it was looked at: hash and node by number.
	 *
	 * @type {Map<number, { hash: string, node: import('./validator.mjs').DrillValidator }>}
	 */
	#seen = new Map();
	/** The last final block of each node. @type {Map<import('./validator.mjs').DrillValidator, Block>} */
	#last = new Map();
	/** What was taken back. @type {string[]} */
	violations = [];
	#stopped = false;
	#watching = Promise.resolve();

	/** @param {import('./validator.mjs').DrillValidator[]} nodes */
	constructor(nodes) {
		this.nodes = nodes;
	}

	/**
	 * Watches until the drill ends.
	 *
	 * @param {import('./run.mjs').Run} run
	 * @param {import('./validator.mjs').DrillValidator[]} nodes
	 */
	static start(run, nodes) {
		const watch = new FinalityWatch(nodes);
		watch.#watching = watch.#watch();
		run.whenDone(() => watch.stop());
		return watch;
	}

	/** Watches no more. */
	stop() {
		this.#stopped = true;
		return this.#watching;
	}

	async #watch() {
		while (!this.#stopped) {
			await this.look();
			await sleep(EVERY_MS);
		}
	}

	/** Looks at every node that answers. */
	async look() {
		await Promise.all(
			this.nodes.map((node) =>
				finalBlock(node).then(
					(block) => this.#note(node, block),
					() => {},
				),
			),
		);
	}

	/**
	 * @param {import('./validator.mjs').DrillValidator} node
	 * @param {Block} block
	 */
	#note(node, { number, hash }) {
		const last = this.#last.get(node);
		if (last !== undefined && number < last.number) {
			this.violations.push(`${node.title} went back from final block ${last.number} to ${number}`);
		}
		const known = this.#seen.get(number);
		if (known !== undefined && known.hash !== hash) {
			this.violations.push(
				`final block ${number} is ${known.hash} at ${known.node.title} and ${hash} at ${node.title}`,
			);
		}
		this.#seen.set(number, known ?? { hash, node });
		this.#last.set(node, { number, hash });
	}

	/**
	 * This node lost its data and begins again: that it has less than before is no wonder.
	 *
	 * @param {import('./validator.mjs').DrillValidator} node
	 */
	forgive(node) {
		this.#last.delete(node);
	}

	/** The highest block that any node ever called final. @returns {Block} */
	get highest() {
		const blocks = [...this.#seen].map(([number, { hash }]) => ({ number, hash }));
		return blocks.reduce((highest, block) => (block.number > highest.number ? block : highest));
	}

	/** How many final blocks were seen. */
	get count() {
		return this.#seen.size;
	}

	/**
	 * Looks whether every block that any node ever called final is in the chain of every node.
	 *
	 * @returns {Promise<{ ok: boolean, seen: string }>} for the table
	 */
	async allKept() {
		const blocks = [...this.#seen];
		// A node that was away may be some blocks behind.
		const { number } = this.highest;
		/** @param {Node} node */
		const behind = async (node) => (await finalBlock(node)).number < number;
		await until(
			`final block ${number} on all nodes`,
			async () => !(await Promise.all(this.nodes.map(behind))).includes(true),
			60_000,
		);
		const lost = [...this.violations];
		for (const node of this.nodes) {
			for (const [number, { hash }] of blocks) {
				const theirs = await hashAt(node, number);
				if (theirs !== hash) {
					lost.push(`${node.title} has ${theirs ?? 'no block'} at ${number}, and ${hash} was final`);
				}
			}
		}
		return lost.length === 0
			? {
					ok: true,
					seen: `${blocks.length} final blocks seen, up to ${this.highest.number}: all in ${this.nodes.length} chains`,
				}
			: { ok: false, seen: `${lost.length} violation(s); ${lost[0]}` };
	}
}

/**
 * Waits until there are so many more blocks on a node's best chain, final or not.
 *
 * @param {import('./validator.mjs').DrillValidator} node
 * @param {number} blocks
 * @param {number} patienceMs
 * @returns {Promise<{ from: number, to: number, seconds: number }>}
 */
export async function blocksGoOn(node, blocks, patienceMs) {
	const from = await bestNumber(node);
	const { answer: to, seconds } = await until(
		`${blocks} more blocks than ${from}`,
		async () => {
			const best = await bestNumber(node);
			return best >= from + blocks && best;
		},
		patienceMs,
	);
	return { from, to, seconds };
}

/**
 * What each of these nodes calls final.
 *
 * @param {Node[]} nodes
 * @returns {Promise<number[]>}
 */
const finalNumbers = async (nodes) => (await Promise.all(nodes.map(finalBlock))).map(({ number }) => number);

/**
 * The highest block that any of these nodes calls final.
 *
 * @param {Node[]} nodes
 */
const highestFinal = async (nodes) => Math.max(...(await finalNumbers(nodes)));

/**
 * The highest block that all of these nodes call final.
 *
 * @param {Node[]} nodes
 */
export const lowestFinal = async (nodes) => Math.min(...(await finalNumbers(nodes)));

/**
 * Waits until finality has gone on by so many blocks on all of these nodes.
 *
 * @param {import('./validator.mjs').DrillValidator[]} nodes
 * @param {number} blocks
 * @param {number} patienceMs
 * @returns {Promise<{ from: number, to: number, seconds: number }>}
 */
export async function finalityGoesOn(nodes, blocks, patienceMs) {
	const { answer: from } = await until('all of them answering', () => highestFinal(nodes), patienceMs);
	let to = from;
	const { seconds } = await until(
		`${blocks} more final blocks than ${from}`,
		async () => {
			to = await lowestFinal(nodes);
			return to >= from + blocks;
		},
		patienceMs,
	);
	return { from, to, seconds };
}

/**
 * Waits until a node, started again, has what the others call final, and goes on finalizing.
 *
 * @param {import('./validator.mjs').DrillValidator} node
 * @param {import('./validator.mjs').DrillValidator[]} others
 * @param {number} patienceMs
 * @returns {Promise<{ number: number, seconds: number }>}
 */
export async function catchesUp(node, others, patienceMs) {
	const began = Date.now();
	const { answer: target } = await until('the others answering', () => highestFinal(others), patienceMs);
	const { answer: number } = await until(
		`${node.title} having final block ${target + 1}`,
		async () => {
			node.assertAlive();
			const { number } = await finalBlock(node);
			return number > target && number;
		},
		patienceMs,
	);
	return { number, seconds: Math.round((Date.now() - began) / 100) / 10 };
}

/**
 * A round of votes, as a node tells it.
 *
 * @typedef {object} Round
 * @property {number} round
 * @property {number} thresholdWeight
 * @property {{ currentWeight: number }} prevotes
 * @property {{ currentWeight: number }} precommits
 */

/**
 * Where each node's voting stands, for a person who wonders why nothing becomes final: which round it is in, and how much
 * weight has voted.
 *
 * @param {import('./validator.mjs').DrillValidator[]} nodes
 * @returns {Promise<string[]>} a line for each node
 */
export function votingRounds(nodes) {
	return Promise.all(
		nodes.map(async (node) => {
			try {
				const { best, background } = await rpc(node.ports.rpc, 'grandpa_roundState');
				const rounds = [best, ...background].map(
					(/** @type {Round} */ { round, thresholdWeight, prevotes, precommits }) =>
						`round ${round}: prevotes ${prevotes.currentWeight}, precommits ${precommits.currentWeight} of ${thresholdWeight}`,
				);
				const { number } = await finalBlock(node);
				return `${node.title}: block ${await bestNumber(node)}, final ${number}; ${rounds.join('; ')}`;
			} catch (error) {
				return `${node.title}: ${error.message}`;
			}
		}),
	);
}
