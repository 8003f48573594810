// Nodes that are killed while the network runs, and are started again.

import { bestNumber, blocksGoOn, catchesUp, finalBlock, finalityGoesOn } from './finality.mjs';

/** So many more final blocks show that finality goes on. */
const BLOCKS = 3;

/**
 * All nodes but these.
 *
 * @param {import('./network.mjs').DrillNetwork} network
 * @param {import('./validator.mjs').DrillValidator[]} victims
 */
const without = ({ validators }, victims) => validators.filter((validator) => !victims.includes(validator));

/**
 * One node is killed: finality goes on without it. Then it is started again, and catches up.
 *
 * @param {import('./network.mjs').DrillNetwork} network
 * @param {import('./validator.mjs').DrillValidator} victim
 * @param {object} options
 * @param {string} options.others  the others in words
 * @param {number} options.patienceMs  for each thing that is waited for
 */
export async function oneDown(network, victim, { others, patienceMs }) {
	const { table } = network.run;
	const rest = without(network, [victim]);
	network.run.say(`Killing ${victim.title}`);
	await victim.kill();
	await table.check(`${victim.title} killed`, 'finality goes on', async () => {
		const { from, to, seconds } = await finalityGoesOn(rest, BLOCKS, patienceMs);
		return { ok: true, seen: `final ${from} → ${to} in ${seconds} s on ${others}` };
	});
	network.restart(victim);
	await table.check(`${victim.title} started again`, 'it catches up', async () => {
		const { number, seconds } = await catchesUp(victim, rest, patienceMs);
		return { ok: true, seen: `final block ${number} after ${seconds} s` };
	});
}

/**
 * The counterproof: so many nodes are killed that the others are too few. Blocks go on and finality pauses, until they are
 * started again.
 *
 * @param {import('./network.mjs').DrillNetwork} network
 * @param {import('./validator.mjs').DrillValidator[]} victims
 * @param {object} options
 * @param {string} options.tooFew  the others in words
 * @param {number} options.blocks  how many blocks are waited for meanwhile
 * @param {number} options.patienceMs  for each thing that is waited for
 */
export async function tooManyDown(network, victims, { tooFew, blocks, patienceMs }) {
	const { table } = network.run;
	const rest = without(network, victims);
	const names = victims.map(({ title }) => title).join(' and ');
	await Promise.all(victims.map((victim) => victim.kill()));
	// What was voted on already may still become final.
	const best = await Promise.all(rest.map(bestNumber));
	const ahead = Math.max(...best) - best[0];
	await blocksGoOn(rest[0], ahead + 2, patienceMs);
	const paused = await finalBlock(rest[0]);
	await table.check(`${names} killed`, 'blocks go on', async () => {
		const { from, to, seconds } = await blocksGoOn(rest[0], blocks, patienceMs);
		return { ok: true, seen: `block ${from} → ${to} in ${seconds} s` };
	});
	await table.check('… meanwhile', `finality pauses: ${tooFew} are too few`, async () => {
		const finals = await Promise.all(rest.map(finalBlock));
		const highest = Math.max(...finals.map(({ number }) => number));
		return { ok: highest === paused.number, seen: `final ${paused.number} → ${highest}` };
	});
	victims.forEach((victim) => network.restart(victim));
	await table.check(`${names} started again`, 'finality goes on, and they catch up', async () => {
		const { from, to, seconds } = await finalityGoesOn(rest, BLOCKS, patienceMs);
		for (const victim of victims) {
			await catchesUp(victim, rest, patienceMs);
		}
		return { ok: true, seen: `final ${from} → ${to} in ${seconds} s` };
	});
}
