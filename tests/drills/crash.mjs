// A validator is killed without warning, again and again, while uses come in. It comes back on its own data.

import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { doubleVotes } from './shared/double-votes.mjs';
import {
	bestNumber,
	catchesUp,
	FinalityWatch,
	finalBlock,
	finalityGoesOn,
	until,
	votingRounds,
} from './shared/finality.mjs';
import { DrillNetwork } from './shared/network.mjs';
import { sealInUse } from './shared/seal.mjs';
import { auditUses, Operator } from './shared/uses.mjs';

/** @import { Run } from './shared/run.mjs' */
/** @import { DrillValidator } from './shared/validator.mjs' */

const PATIENCE_MS = 90_000;
const USE_EVERY_MS = 500;
/** A kill comes at any moment of a slot and of a round of votes. */
const MOST_WAIT_MS = 4_000;

/**
 * @param {Run} run
 * @param {{ times: number }} options
 */
export async function play(run, { times }) {
	const { table } = run;
	const network = await DrillNetwork.start(run);
	const { validators } = network;
	const watch = FinalityWatch.start(run, validators);
	const operator = new Operator(await sealInUse(run, network), validators);
	operator.start(run, USE_EVERY_MS);
	await until('ten uses being final', async () => (await operator.finalAt(validators[0])) >= 10, PATIENCE_MS);

	/** @type {Kill[]} */
	const kills = [];
	for (let kill = 0; kill < times; kill++) {
		const victim = validators[kill % validators.length];
		await sleep(randomInt(MOST_WAIT_MS));
		const seen = await killAndRestart(run, network, victim);
		kills.push(seen);
		run.say(`${kill + 1} of ${times}: ${victim.title}: ${seen.problem ?? `caught up after ${seen.back.seconds} s`}`);
		if (seen.problem !== undefined) {
			break;
		}
	}

	const names = validators.map(({ title }) => title).join(', ');
	const back = kills.flatMap((kill) => (kill.problem === undefined ? { before: kill.before, ...kill.back } : []));
	const slowest = Math.max(...back.map(({ seconds }) => seconds));
	table.add({
		done: `kill -9 of ${names} in turn, ${kills.length} times`,
		promised: 'each comes back on its own data and catches up',
		seen: kills.find(({ problem }) => problem)?.problem ?? `${back.length} times; the slowest took ${slowest} s`,
		ok: back.length === times,
	});
	const backwards = back.filter(({ before, after }) => after.final < before.final);
	const blocksLost = back.map(({ before, after }) => before.best - after.best);
	table.add({
		done: '… what the victim had on disk',
		promised: 'its final blocks are still final to it',
		seen:
			backwards.length === 0
				? `final never lower after a restart; best up to ${Math.max(0, ...blocksLost)} block(s) lower`
				: `${backwards.length} time(s) lower; first from ${backwards[0].before.final} to ${backwards[0].after.final}`,
		ok: backwards.length === 0,
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
 * What came of a kill: how the victim stood before, and how it came back or why it did not.
 *
 * @typedef {{ before: Standing } & ({ problem: string } | { problem?: undefined, back: { after: Standing, seconds: number } })} Kill
 */

/** @typedef {{ best: number, final: number }} Standing */

/**
 * How a node stands: its best block and its last final one.
 *
 * @param {DrillValidator} node
 * @returns {Promise<Standing>}
 */
async function standing(node) {
	const [best, { number: final }] = await Promise.all([bestNumber(node), finalBlock(node)]);
	return { best, final };
}

/**
 * One kill, and the return.
 *
 * @param {Run} run
 * @param {DrillNetwork} network
 * @param {DrillValidator} victim
 * @returns {Promise<Kill>}
 */
async function killAndRestart(run, network, victim) {
	const others = network.validators.filter((validator) => validator !== victim);
	const before = await standing(victim);
	await victim.kill();
	await sleep(randomInt(MOST_WAIT_MS));
	network.startOne(victim);
	try {
		const { answer: after } = await until(`${victim.title} answering`, () => standing(victim), PATIENCE_MS);
		const { seconds } = await catchesUp(victim, others, PATIENCE_MS);
		await finalityGoesOn(network.validators, 1, PATIENCE_MS);
		return { before, back: { after, seconds } };
	} catch (error) {
		(await votingRounds(network.validators)).forEach((line) => run.say(line));
		return { before, problem: `${victim.title}: ${error.message}` };
	}
}
