// Each agency has two validators: six voters, of whom five must sign. Any one node may be down, and two may not.

import { bestNumber, catchesUp, finalBlock, finalityGoesOn, FinalityWatch, until } from './shared/finality.mjs';
import { DrillNetwork } from './shared/network.mjs';

const PATIENCE_MS = 60_000;
const BLOCKS = 3;
/** With two of six silent, a third of the slots stay empty. */
const BLOCKS_MEANWHILE = 5;

export async function play(run) {
	const { table } = run;
	const network = await DrillNetwork.start(run, { validatorsPerSeat: 2 });
	const { validators } = network;
	const watch = FinalityWatch.start(run, validators);

	for (const victim of validators) {
		const others = validators.filter((validator) => validator !== victim);
		run.say(`Killing ${victim.title}`);
		await victim.kill();
		await table.check(`${victim.title} killed`, 'finality goes on', async () => {
			const { from, to, seconds } = await finalityGoesOn(others, BLOCKS, PATIENCE_MS);
			return { ok: true, seen: `final ${from} → ${to} in ${seconds} s on the five others` };
		});
		network.restart(victim);
		await table.check(`${victim.title} started again`, 'it catches up', async () => {
			const { number, seconds } = await catchesUp(victim, others, PATIENCE_MS);
			return { ok: true, seen: `final block ${number} after ${seconds} s` };
		});
	}

	await twoDown(run, network);
	await table.check('all of it', 'nothing final is taken back', () => watch.allKept());
}

/** The counterproof: four of six voters are too few. */
async function twoDown({ table }, network) {
	const { validators } = network;
	const victims = [validators[0], validators[2]];
	const others = validators.filter((validator) => !victims.includes(validator));
	const names = victims.map(({ title }) => title).join(' and ');
	await Promise.all(victims.map((victim) => victim.kill()));
	// What was voted on already may still become final.
	const begun = Math.max(...(await Promise.all(others.map(bestNumber))));
	await until('two more blocks', async () => (await bestNumber(others[0])) >= begun + 2, PATIENCE_MS);
	const paused = await finalBlock(others[0]);
	await table.check(`${names} killed`, 'blocks go on', async () => {
		const from = await bestNumber(others[0]);
		const { answer: to, seconds } = await until(
			`${BLOCKS_MEANWHILE} more blocks than ${from}`,
			async () => {
				const best = await bestNumber(others[0]);
				return best >= from + BLOCKS_MEANWHILE && best;
			},
			PATIENCE_MS,
		);
		return { ok: true, seen: `block ${from} → ${to} in ${seconds} s` };
	});
	await table.check('… meanwhile', 'finality pauses: four of six are too few', async () => {
		const finals = await Promise.all(others.map(finalBlock));
		const highest = Math.max(...finals.map(({ number }) => number));
		return { ok: highest === paused.number, seen: `final ${paused.number} → ${highest}` };
	});
	victims.forEach((victim) => network.restart(victim));
	await table.check(`${names} started again`, 'finality goes on, and they catch up', async () => {
		const { from, to, seconds } = await finalityGoesOn(others, BLOCKS, PATIENCE_MS);
		for (const victim of victims) {
			await catchesUp(victim, others, PATIENCE_MS);
		}
		return { ok: true, seen: `final ${from} → ${to} in ${seconds} s` };
	});
}
