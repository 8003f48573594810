// The disk with a validator's data fills up. The node stops, says why, and damages nothing.

import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { doubleVotes } from './shared/double-votes.mjs';
import { blocksGoOn, catchesUp, FinalityWatch, finalBlock, until } from './shared/finality.mjs';
import { DrillNetwork } from './shared/network.mjs';
import { sealInUse } from './shared/seal.mjs';
import { auditUses, Operator } from './shared/uses.mjs';
import { DrillValidator } from './shared/validator.mjs';

/** @import { Run } from './shared/run.mjs' */

const PATIENCE_MS = 90_000;
const USE_EVERY_MS = 1_000;
const MIB = 1024 * 1024;
const DISK_MIB = 128;
/** Whose disk fills. */
const VICTIM = 'PublicSecurity';
/** How fast something fills the disk. */
const FILL_MIB = 2;
const FILL_EVERY_MS = 200;
/** The node watches the free space, if this build can, and stops below this. */
const THRESHOLD_MIB = 24;
/** What a clear message says. */
const CLEAR = /no space left|available space|storage threshold|disk full/i;

/** A validator whose data have a disk of their own, a small one. */
class SmallDiskValidator extends DrillValidator {
	/** @param {import('./shared/run.mjs').Run} run */
	mountSmallDisk(run) {
		mkdirSync(this.data, { recursive: true, mode: 0o700 });
		// In the drill's own mount namespace: nobody else sees it, and it is gone with the drill's last process.
		execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MIB}m`, 'eseal-drill', this.data]);
		run.whenDone(() => execFileSync('umount', ['--lazy', this.data]));
	}

	/** @param {string[]} bootnodes */
	arguments(bootnodes) {
		const watch = ['--db-storage-threshold', String(THRESHOLD_MIB), '--db-storage-polling-period', '1'];
		return [...super.arguments(bootnodes), ...watch];
	}

	/** What fills the disk. */
	get ballast() {
		return join(this.data, 'ballast');
	}

	/**
	 * Fills the disk, step by step, until it is full or the node has ended.
	 *
	 * @returns {Promise<number>} how many MiB went in
	 */
	async fillDisk() {
		const file = openSync(this.ballast, 'w');
		const fill = (/** @type {number} */ bytes) => writeSync(file, Buffer.alloc(bytes, 1));
		let bytes = 0;
		try {
			while (this.failure === undefined) {
				bytes += fill(FILL_MIB * MIB);
				await sleep(FILL_EVERY_MS);
			}
		} catch {
			// What remains is less than a step: byte by byte in the end.
			for (const step of [4096, 1]) {
				try {
					for (;;) {
						bytes += fill(step);
					}
				} catch {
					// Full.
				}
			}
		} finally {
			closeSync(file);
		}
		return Math.round(bytes / MIB);
	}

	freeDisk() {
		rmSync(this.ballast, { force: true });
	}
}

/** @param {Run} run */
export async function play(run) {
	const { table } = run;
	const network = await DrillNetwork.startOf(run, SmallDiskValidator, {
		place: (validator) => {
			if (validator.agency.seat === VICTIM) {
				validator.mountSmallDisk(run);
			}
		},
	});
	const { validators } = network;
	const [victim] = validators.filter(({ agency }) => agency.seat === VICTIM);
	const watch = FinalityWatch.start(run, validators);
	const operator = new Operator(await sealInUse(run, network), validators);
	operator.start(run, USE_EVERY_MS);
	const others = validators.filter((validator) => validator !== victim);
	await until('three uses being final', async () => (await operator.finalAt(others[0])) >= 3, PATIENCE_MS);

	run.say(`Filling ${victim.title}'s disk of ${DISK_MIB} MiB`);
	const filled = await victim.fillDisk();
	await table.check(`${victim.title}’s disk filled (${filled} MiB in)`, 'its node stops by itself', async () => {
		const how = await victim.ended(60_000);
		return { ok: how !== undefined, seen: how ?? 'it goes on' };
	});
	await table.check('… its log', 'says why', async () => whyItStopped(victim));
	await victim.kill();

	await othersGoOn(run, others);

	await table.check('started on the full disk', 'stops again, and says why', async () => {
		network.restart(victim);
		const how = await victim.ended(20_000);
		const { ok, seen } = whyItStopped(victim);
		return { ok: how !== undefined && ok, seen: `${how ?? 'it goes on'}; ${seen}` };
	});
	await victim.kill();

	victim.freeDisk();
	network.restart(victim);
	await table.check('space freed, node started', 'it goes on from its own data and catches up', async () => {
		const { number, seconds } = await catchesUp(victim, others, PATIENCE_MS);
		const [line = 'it does not say from where'] = victim.logged(/Highest known block/).slice(-1);
		const from = line.match(/#(\d+)/)?.[1];
		return { ok: Number(from) > 0, seen: `from block ${from} on; final block ${number} after ${seconds} s` };
	});
	table.add(doubleVotes(validators));
	await operator.stop();
	await table.check('all uses', 'none is lost, none doubled', async () => {
		await operator.allFinal(validators, PATIENCE_MS);
		return auditUses([operator], validators);
	});
	await table.check('all of it', 'nothing final is taken back', () => watch.allKept());
}

/**
 * The line of a node's last log that says why it stopped.
 *
 * @param {DrillValidator} node
 */
function whyItStopped(node) {
	const line = node
		.logTail(60)
		.split('\n')
		.find((text) => CLEAR.test(text));
	return line === undefined
		? { ok: false, seen: 'its log does not say why' }
		: {
				ok: true,
				seen: `“${line
					.replace(/^\S+ \S+ /, '')
					.trim()
					.slice(0, 90)}”`,
			};
}

/**
 * With three of three needed, the others make blocks and nothing final.
 *
 * @param {Run} run
 * @param {DrillValidator[]} others
 */
async function othersGoOn({ table }, others) {
	await sleep(6_000);
	const paused = await finalBlock(others[0]);
	await table.check('… meanwhile, at the others', 'blocks go on, finality pauses', async () => {
		const { from, to } = await blocksGoOn(others[0], 4, PATIENCE_MS);
		const { number } = await finalBlock(others[0]);
		return { ok: number === paused.number, seen: `block ${from} → ${to}, final ${paused.number} → ${number}` };
	});
}
