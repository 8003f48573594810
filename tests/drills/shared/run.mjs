// One run of a drill: where its things lie, what it found, and what must be undone at its end.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Table } from './table.mjs';

const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

/** One run of a drill. */
export class Run {
	/** @type {(() => unknown)[]} */
	#undo = [];
	/** @type {Promise<void> | undefined} */
	#cleaning;
	#began = Date.now();

	/**
	 * @param {object} options
	 * @param {string} options.name  the drill's
	 * @param {string} options.binary  eseal-node
	 * @param {boolean} options.keep  whether the directory stays
	 */
	constructor({ name, binary, keep }) {
		this.name = name;
		/** The exit status that a signal asks for, from when it came. @type {number | undefined} */
		this.interrupted = undefined;
		this.binary = binary;
		this.table = new Table((text) => this.say(text));
		/** Whatever the drill makes lies here. */
		this.directory = mkdtempSync(join(tmpdir(), `eseal-drill-${name}-`));
		this.whenDone(() => {
			if (keep) {
				this.say(`Kept: ${this.directory}`);
			} else {
				rmSync(this.directory, { recursive: true, force: true });
			}
		});
	}

	/**
	 * Tells the person who waits what is going on. Not on standard output: that is for the table.
	 *
	 * @param {string} text
	 */
	say(text) {
		const seconds = Math.round((Date.now() - this.#began) / 1_000);
		console.error(`==> ${String(seconds).padStart(4)} s  ${text}`);
	}

	/**
	 * Has something undone at the end, the newest first: a node ends before its directory goes.
	 *
	 * @param {() => unknown} undo  is waited for
	 */
	whenDone(undo) {
		this.#undo.push(undo);
	}

	/** Undoes all, once. What cannot be undone is told, and does not keep the rest from being undone. */
	cleanUp() {
		this.#cleaning ??= this.#undoAll();
		return this.#cleaning;
	}

	async #undoAll() {
		for (let undo = this.#undo.pop(); undo !== undefined; undo = this.#undo.pop()) {
			try {
				await undo();
			} catch (error) {
				console.error(`error: cleaning up: ${error.message}`);
			}
		}
	}

	/** From now on a signal ends the drill in order. Later signals change nothing: cleaning up is under way. */
	cleanUpOnSignals() {
		for (const [signal, status] of Object.entries(SIGNALS)) {
			process.on(signal, async () => {
				if (!this.interrupted) {
					this.interrupted = status;
					this.say('Interrupted: cleaning up');
					await this.cleanUp();
					process.exit(status);
				}
			});
		}
	}
}
