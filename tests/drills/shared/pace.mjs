// Whether finality ever stood still.

import { setTimeout as sleep } from 'node:timers/promises';
import { finalBlock } from './finality.mjs';

const EVERY_MS = 250;

/** Looks all the time at the highest block that any of the nodes calls final. */
export class Pace {
	/** When the highest final block became a higher one. @type {{ number: number, at: number }[]} */
	#steps = [];
	#stopped = false;

	/**
	 * Watches until the drill ends.
	 *
	 * @param {import('./run.mjs').Run} run
	 * @param {import('./validator.mjs').DrillValidator[]} nodes
	 */
	static start(run, nodes) {
		const pace = new Pace();
		const done = pace.#watch(nodes);
		run.whenDone(() => {
			pace.#stopped = true;
			return done;
		});
		return pace;
	}

	/** @param {import('./validator.mjs').DrillValidator[]} nodes */
	async #watch(nodes) {
		while (!this.#stopped) {
			const finals = await Promise.all(nodes.map((node) => finalBlock(node).catch(() => ({ number: -1 }))));
			const number = Math.max(...finals.map((block) => block.number));
			if (number > (this.#steps.at(-1)?.number ?? -1)) {
				this.#steps.push({ number, at: Date.now() });
			}
			await sleep(EVERY_MS);
		}
	}

	/**
	 * For how long finality stood still at most, until now, and at which block.
	 *
	 * @returns {{ seconds: number, at: number }}
	 */
	longestPause() {
		const ends = [...this.#steps.slice(1).map(({ at }) => at), Date.now()];
		const pauses = this.#steps.map(({ number, at }, index) => ({
			seconds: Math.round((ends[index] - at) / 100) / 10,
			at: number,
		}));
		return pauses.reduce((longest, pause) => (pause.seconds > longest.seconds ? pause : longest));
	}
}
