// Counts what blocks did. Each slot is judged once, and what a block did counts with its slot, so nothing counts twice,
// whatever forks there are.
//
// It counts along the best chain and not only what is final: while an agency is silent nothing becomes final, and that is
// when its missed slots are wanted. Should a node change to a fork that begins before what counted, what counted stays, and
// of the fork only later slots count.

import { Dropped } from './node.mjs';
import { judgeSlots } from './slots.mjs';

/** The most blocks to catch up: an hour. Older ones do not count. */
export const MOST_TO_CATCH_UP = 1_800;

/**
 * How far it has counted: the last block, the last slot that was judged, and whose the slots are that follow; nothing if the
 * node has dropped that.
 *
 * @typedef {import('./node.mjs').Place & { turns?: string[] }} Counted
 */

export class BlockCounter {
	#metrics;
	#say;
	/** @type {Counted | undefined} */
	#counted;

	/**
	 * @param {import('./eseal-metrics.mjs').EsealMetrics} metrics
	 * @param {(line: string) => void} say
	 */
	constructor(metrics, say) {
		this.#metrics = metrics;
		this.#say = say;
		metrics.usesRecorded.add(0);
	}

	/** Begins anew with the next block: it is of another chain. */
	forget() {
		this.#counted = undefined;
	}

	/**
	 * Counts what is new up to a block; the first time, only what comes after it.
	 *
	 * @param {Pick<import('./node.mjs').EsealNode, 'place' | 'content'>} node
	 * @param {import('./node.mjs').Place} to
	 */
	async count(node, to) {
		if (this.#counted === undefined) {
			await this.#standAt(node, to);
			this.#say(`counting from block ${to.number}`);
			return;
		}
		const { from, blocks } = await newBlocks(node, to, this.#counted);
		if (from.slot > this.#counted.slot) {
			this.#say(`blocks up to ${from.number} do not count: they are too many, or the node has dropped them`);
		}
		if (from.hash !== this.#counted.hash) {
			// Slots stay judged where the chain forked before.
			await this.#standAt(node, { ...from, slot: Math.max(from.slot, this.#counted.slot) });
		}
		for (const block of blocks) {
			await this.#countBlock(node, block);
		}
	}

	/** Counts what comes after a block. */
	async #standAt(node, place) {
		const content = await unlessDropped(node.content(place));
		this.#counted = { ...place, turns: content?.turns };
		content?.turns.forEach((seat) => this.#countSlots(seat, { all: 0, missed: 0 }));
	}

	async #countBlock(node, block) {
		const content = await unlessDropped(node.content(block));
		const { slot, turns } = this.#counted;
		if (turns !== undefined) {
			judgeSlots(slot, block.slot, turns).forEach((slots, seat) => this.#countSlots(seat, slots));
		}
		const metrics = this.#metrics;
		metrics.usesRecorded.add(content?.recorded ?? 0);
		content?.refused.forEach((error) => metrics.usesRefused.add(1, { error }));
		content?.equivocations.forEach((seat) => metrics.equivocations.add(1, { seat }));
		this.#counted = { ...block, turns: content?.turns };
	}

	#countSlots(seat, { all, missed }) {
		this.#metrics.slots.add(all, { seat });
		this.#metrics.slotsMissed.add(missed, { seat });
	}
}

/**
 * The blocks up to one whose slots are not judged, the oldest first, and the block before them.
 *
 * @param {Pick<import('./node.mjs').EsealNode, 'place'>} node
 * @param {import('./node.mjs').Place} to
 * @param {Counted} counted
 */
async function newBlocks(node, to, counted) {
	const blocks = [];
	let from = to;
	while (from.slot > counted.slot && blocks.length < MOST_TO_CATCH_UP) {
		const parent = from.parent === counted.hash ? counted : await unlessDropped(node.place(from.parent));
		if (parent === undefined) {
			return { from, blocks };
		}
		blocks.unshift(from);
		from = parent;
	}
	// With nothing new the node is where it was, or behind for a while.
	return { from: blocks.length === 0 ? counted : from, blocks };
}

/** An answer; nothing if the node has dropped what it is about. */
async function unlessDropped(answer) {
	try {
		return await answer;
	} catch (error) {
		if (error instanceof Dropped) {
			return undefined;
		}
		throw error;
	}
}
