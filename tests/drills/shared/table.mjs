// What a drill saw, for people: one line for each promise.

const HEADS = { done: 'what was done', promised: 'promised', seen: 'seen' };

/**
 * @typedef {object} Row
 * @property {string} done  what was done
 * @property {string} promised
 * @property {string} seen
 * @property {boolean} ok  whether the promise held
 * @property {boolean} [finding]  whether nothing is promised: it is told what happens
 */

/** @param {Pick<Row, 'ok' | 'finding'>} row */
const verdict = ({ ok, finding }) => (finding ? '-' : ok ? 'ok' : 'BROKEN');

/** The rows, as they come about. */
export class Table {
	/** @type {Row[]} */
	#rows = [];
	#announce;

	/** @param {(text: string) => void} announce  is told of each row at once */
	constructor(announce) {
		this.#announce = announce;
	}

	get isEmpty() {
		return this.#rows.length === 0;
	}

	/** Whether every promise held, and there was one. */
	get holds() {
		return !this.isEmpty && this.#rows.every(({ ok }) => ok);
	}

	/** @param {Row} row */
	add(row) {
		this.#rows.push(row);
		this.#announce(`${row.done}: ${row.seen} ${verdict(row)}`);
	}

	/**
	 * Tells what happens where nothing is promised.
	 *
	 * @param {string} done
	 * @param {string} seen
	 */
	find(done, seen) {
		this.add({ done, promised: '(nothing; this is what happens)', seen, ok: true, finding: true });
	}

	/**
	 * Looks whether a promise holds. A look that fails is a promise broken, and the drill goes on.
	 *
	 * @param {string} done
	 * @param {string} promised
	 * @param {() => Promise<{ ok: boolean, seen: string }>} look
	 * @returns {Promise<boolean>} whether it held
	 */
	async check(done, promised, look) {
		let result;
		try {
			result = await look();
		} catch (error) {
			result = { ok: false, seen: error.message.split('\n')[0] };
		}
		this.add({ done, promised, seen: result.seen, ok: result.ok });
		return result.ok;
	}

	print() {
		if (this.isEmpty) {
			return;
		}
		const columns = /** @type {(keyof typeof HEADS)[]} */ (Object.keys(HEADS));
		/** @param {keyof typeof HEADS} column */
		const width = (column) => Math.max(...[HEADS, ...this.#rows].map((row) => row[column].length));
		/** @param {typeof HEADS} row @param {string} end */
		const line = (row, end) => [...columns.map((column) => row[column].padEnd(width(column))), end].join(' | ');
		console.log(line(HEADS, ''));
		console.log([...columns.map((column) => '-'.repeat(width(column))), '------'].join('-|-'));
		for (const row of this.#rows) {
			console.log(line(row, verdict(row)));
		}
	}
}
