// Tells the story to a person, line by line.

/** Writes the story down as it happens. */
export class Narrator {
	#print;

	/** @param {(line: string) => void} [print] */
	constructor(print = console.log) {
		this.#print = print;
	}

	/**
	 * Begins a chapter.
	 *
	 * @param {number} number
	 * @param {string} title
	 */
	chapter(number, title) {
		this.#print(`\n${number}. ${title}`);
	}

	/**
	 * Something a person should know.
	 *
	 * @param {string} text
	 */
	note(text) {
		this.#print(`   ${text}`);
	}

	/**
	 * A step that a block took, with its block and whether that is final.
	 *
	 * @param {import('../lib/submit.mjs').Outcome} outcome
	 * @param {string} text
	 */
	step({ block, final }, text) {
		this.#print(
			`   block ${String(block.number).padEnd(4)} ${final ? 'final' : 'recorded, awaiting finality'}   ${text}`,
		);
	}
}

/**
 * A moment of the chain, for people: UTC, to the second.
 *
 * @param {number | { toString(): string }} moment  in milliseconds since the Unix epoch
 */
export const time = (moment) => `${new Date(Number(moment)).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

/**
 * The first digits of a digest or an account: enough to compare by eye.
 *
 * @param {string} text
 */
export const short = (text) => `${text.slice(0, text.startsWith('0x') ? 10 : 8)}…`;

/**
 * What stands in the way of using an e-seal, in words.
 *
 * @param {import('../lib/chain-types.ts').Standing} standing
 */
export function standing({ usable, obstacles }) {
	if (usable.isTrue) {
		return 'valid';
	}
	return obstacles
		.map((obstacle) => (obstacle.isOnHold ? `on hold (${obstacle.asOnHold.type})` : obstacle.type))
		.join(', ');
}
