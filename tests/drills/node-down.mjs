// Each agency has two validators: six voters, of whom five must sign. Any one node may be down, and two may not.

import { FinalityWatch } from './shared/finality.mjs';
import { DrillNetwork } from './shared/network.mjs';
import { oneDown, tooManyDown } from './shared/outage.mjs';

/** @import { Run } from './shared/run.mjs' */

const PATIENCE_MS = 60_000;
/** With two of six silent, a third of the slots stay empty. */
const BLOCKS_MEANWHILE = 5;

/** @param {Run} run */
export async function play(run) {
	const { table } = run;
	const network = await DrillNetwork.start(run, { validatorsPerSeat: 2 });
	const { validators } = network;
	const watch = FinalityWatch.start(run, validators);

	for (const victim of validators) {
		await oneDown(network, victim, { others: 'the five others', patienceMs: PATIENCE_MS });
	}
	const ofTwoAgencies = [validators[0], validators[2]];
	await tooManyDown(network, ofTwoAgencies, {
		tooFew: 'four of six',
		blocks: BLOCKS_MEANWHILE,
		patienceMs: PATIENCE_MS,
	});
	await table.check('all of it', 'nothing final is taken back', () => watch.allKept());
}
