// Since when a value of the state is what it is now, when no event tells.

/** How a value was at a block. */
export const THEN = Object.freeze({ same: 'same', other: 'other', notKnown: 'not known' });

/**
 * Finds, in as many questions as the number of blocks has binary digits, the block from which on a value is as it is now.
 * Assumes that it changed once to what it is; that it changed back is for values other than keys.
 *
 * @param {number} after  a block at which it was another; -1 if the chain may have begun with it
 * @param {number} now  a later block, at which it is as it is now
 * @param {(block: number) => Promise<string>} ask  one of `THEN`
 * @returns {Promise<{ block: number, exact: boolean }>} not exact: in the blocks before this one it is not known
 */
export async function findSince(after, now, ask) {
	let before = after;
	let block = now;
	let exact = true;
	while (block - before > 1) {
		const middle = Math.floor((before + block) / 2);
		const then = await ask(middle);
		if (then === THEN.same) {
			block = middle;
		} else {
			before = middle;
			exact = then === THEN.other;
		}
	}
	return { block, exact };
}
