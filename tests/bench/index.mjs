// The auditors' index beside the nodes under load, for --index: how far it is behind what is final while the load goes on, and how
// fast it takes in all that is on record, from the first block on.

import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePorts } from '../lib/free-ports.mjs';
import { until } from '../lib/wait.mjs';
import { AuditorsIndex } from '../network/auditors-index.mjs';
import { health } from '../network/rpc.mjs';

/** How often both are asked how far they are. */
const PAUSE_MS = 200;

/** How long taking in everything may take. */
const PATIENCE_MS = 3_600_000;

/** The index, and how far it was behind. */
export class IndexBeside {
	/** When the node said that a block is final, by its number. @type {Map<number, number>} */
	#final = new Map();
	/** How long after that each block was indexed, in milliseconds. @type {number[]} */
	#lags = [];
	#watching = true;
	#indexed = 0;
	/** @type {Promise<void> | undefined} */
	#watch;

	/**
	 * Starts it; it ends with the run.
	 *
	 * @param {import('../drills/shared/run.mjs').Run} run
	 * @param {import('../network/node.mjs').Validator} validator  whose node it follows
	 */
	static async start(run, validator) {
		const [port] = await freePorts(1);
		const settings = { INDEX_CHECK_MINUTES: '0' };
		const index = new AuditorsIndex({ home: join(run.directory, 'index'), node: validator.url, port, env: settings });
		run.whenDone(async () => {
			await index.stop();
			index.dropData();
		});
		run.say("Starting the auditors' index");
		await index.start();
		const beside = new IndexBeside(run, index, validator);
		beside.#watch = beside.#look();
		return beside;
	}

	/**
	 * @param {import('../drills/shared/run.mjs').Run} run
	 * @param {AuditorsIndex} index
	 * @param {import('../network/node.mjs').Validator} validator
	 */
	constructor(run, index, validator) {
		this.run = run;
		this.index = index;
		this.validator = validator;
	}

	async #look() {
		while (this.#watching) {
			const now = await health(this.validator.ports.rpc);
			const height = await this.#height().catch(() => undefined);
			if (now !== undefined && !this.#final.has(now.finalized)) {
				this.#final.set(now.finalized, Date.now());
			}
			if (height !== undefined) {
				for (const [block, since] of this.#final) {
					if (block <= height && block > this.#indexed) {
						this.#lags.push(Date.now() - since);
					}
				}
				this.#indexed = height;
			}
			await sleep(PAUSE_MS);
		}
	}

	async #height() {
		return Number(await this.index.query('SELECT coalesce(max(height), -1) FROM head'));
	}

	/**
	 * After the load: what the lag was, and, on an empty database, how fast everything is taken in again.
	 *
	 * @returns the figures
	 */
	async measure() {
		const { finalized } = (await health(this.validator.ports.rpc)) ?? { finalized: 0 };
		await this.#until(finalized);
		this.#watching = false;
		await this.#watch;
		const lags = this.#lags.sort((one, other) => one - other);
		this.run.say('Taking in everything again, on an empty database');
		await this.index.stop();
		this.index.dropData();
		const begun = Date.now();
		await this.index.start();
		await this.#until(finalized);
		const seconds = (Date.now() - begun) / 1_000;
		const count = async (/** @type {string} */ what) => Number(await this.index.query(`SELECT ${what}`));
		const [blocks, records, documents] = [
			finalized + 1,
			await count('count(*) FROM records'),
			await count('count(*) FROM documents'),
		];
		return {
			lagMs: { median: lags[Math.floor(lags.length / 2)], most: lags.at(-1), blocks: lags.length },
			taken: { seconds, blocks, records, documents, documentsPerSecond: Math.round(documents / seconds) },
		};
	}

	/** @param {number} block */
	#until(block) {
		return until(`block ${block} being indexed`, async () => (await this.#height()) >= block, {
			patienceMs: PATIENCE_MS,
			pauseMs: PAUSE_MS,
		});
	}
}
