// How old the session keys of each validator are. No event tells when they were set: the first time they are looked for in
// the chain's history, later changes are seen as they come.

import { findSince } from './since.mjs';

/** So many blocks after the oldest of which a node has the state, one is safe to ask for. */
const NOT_DROPPED_YET = 8;

/**
 * What is known of one validator's session keys.
 *
 * @typedef {object} KeysKnown
 * @property {string} keys  as they lie in storage
 * @property {number} seenAt  the last block at which it had them
 * @property {number} since  the moment at which it set them, in milliseconds since the Unix epoch
 * @property {boolean} exact  whether it did not have them before
 */

export class KeyAges {
	/** @type {Map<string, KeysKnown>} */
	#known = new Map();

	/**
	 * Since when a validator has the session keys that it has at a block.
	 *
	 * @param {import('./node.mjs').EsealNode} node
	 * @param {import('./node.mjs').Place} place
	 * @param {string} validator
	 * @returns {Promise<KeysKnown | undefined>} nothing if it has none, or no block tells the time yet
	 */
	async of(node, place, validator) {
		const keys = await node.sessionKeys(validator, place);
		if (keys === null || place.number === 0) {
			this.#known.delete(validator);
			return undefined;
		}
		const before = this.#known.get(validator);
		if (before?.keys === keys) {
			before.seenAt = Math.max(before.seenAt, place.number);
			return before;
		}
		const after = Math.min(before?.seenAt ?? -1, place.number - 1);
		const { block, exact } = await findSince(after, place.number, (number) => node.hadSessionKeys(validator, keys, number));
		// The oldest block of which a node has the state is about to be dropped.
		const told = exact ? block : Math.min(block + NOT_DROPPED_YET, place.number);
		const known = { keys, seenAt: place.number, since: await node.time(told), exact };
		this.#known.set(validator, known);
		return known;
	}
}
