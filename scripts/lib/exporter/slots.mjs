// Whose the slots are. Aura gives each slot to one authority: the slot's number modulo how many there are.

/** What stands for a seat where nobody knows which. */
export const UNKNOWN_SEAT = 'unknown';

/** The slot before all others: that of the first block, which nobody built. */
export const NO_SLOT = -Infinity;

/** How Aura names itself in a header's digest. */
const AURA = 'aura';

/**
 * The slot in which a block was built.
 *
 * @param {import('@polkadot/types/interfaces').Header} header
 * @returns {number}
 */
export function slotOf(header) {
	for (const item of header.digest.logs) {
		if (item.isPreRuntime) {
			const [engine, data] = item.asPreRuntime;
			if (Buffer.from(engine.toU8a()).toString() === AURA) {
				return Number(Buffer.from(data.toU8a(true)).readBigUInt64LE());
			}
		}
	}
	return NO_SLOT;
}

/**
 * The slots after one that was judged, up to and with the one of a new block: all but the last were missed.
 *
 * @param {number} judged  the last slot of which it was said whether it was missed
 * @param {number} slot  the new block's
 * @param {string[]} turns  the seat of each authority, in order, in the state of the new block's parent
 * @returns {Map<string, { all: number, missed: number }>} by seat
 */
export function judgeSlots(judged, slot, turns) {
	const seats = new Map();
	for (let one = judged === NO_SLOT ? slot : judged + 1; turns.length > 0 && one <= slot; one++) {
		const seat = turns[one % turns.length];
		const { all, missed } = seats.get(seat) ?? { all: 0, missed: 0 };
		seats.set(seat, { all: all + 1, missed: missed + (one < slot ? 1 : 0) });
	}
	return seats;
}
