// One agency of three is silent for a while. Blocks go on and uses are recorded; they are final when it is back.

import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from '../lib/connect.mjs';
import { verifyDocument } from '../lib/verify.mjs';
import { bestNumber, FinalityWatch, finalBlock, lowestFinal, until } from './shared/finality.mjs';
import { DrillNetwork } from './shared/network.mjs';
import { sealInUse } from './shared/seal.mjs';
import { auditUses, Operator } from './shared/uses.mjs';

/** @import { Run } from './shared/run.mjs' */

const PATIENCE_MS = 60_000;
const USE_EVERY_MS = 2_500;
/** How soon after an agency's return all is final. */
const FINAL_WITHIN_S = 30;
/** One slot of three is the silent agency's. */
const SECONDS_A_BLOCK = 3;

/**
 * @param {Run} run
 * @param {{ minutes: number }} options
 */
export async function play(run, { minutes }) {
	const { table } = run;
	const network = await DrillNetwork.start(run);
	const { validators } = network;
	const watch = FinalityWatch.start(run, validators);
	const operator = new Operator(await sealInUse(run, network), validators);
	const [, dark] = validators;
	const others = validators.filter((validator) => validator !== dark);

	operator.start(run, USE_EVERY_MS);
	await until('three uses being final', async () => (await operator.finalAt(others[0])) >= 3, PATIENCE_MS);

	run.say(`${dark.title} goes dark for ${minutes} min`);
	await dark.kill();
	// What was voted on already may still become final.
	await sleep(6_000);
	const began = Date.now();
	const from = await bestNumber(others[0]);
	const paused = await finalBlock(others[0]);
	const finalUses = await operator.finalAt(others[0]);
	await sleep(minutes * 60_000 - 6_000);

	const seconds = Math.round((Date.now() - began) / 1_000);
	const name = `${dark.title} dark for ${minutes} min`;
	await table.check(name, 'blocks go on', async () => {
		const to = await bestNumber(others[0]);
		const expected = seconds / SECONDS_A_BLOCK;
		return {
			ok: to - from >= 0.7 * expected,
			seen: `block ${from} → ${to} in ${seconds} s; two thirds of the slots are ${Math.round(expected)}`,
		};
	});
	await table.check('… meanwhile', 'finality pauses', async () => {
		const { number } = await finalBlock(others[0]);
		return { ok: number === paused.number, seen: `final ${paused.number} → ${number}` };
	});
	const recorded = await operator.recordedAt(others[0]);
	await table.check('… uses sent meanwhile', 'recorded, awaiting finality', async () => {
		const now = await operator.finalAt(others[0]);
		return {
			ok: recorded > finalUses && recorded >= operator.sent.length - 4 && now === finalUses,
			seen: `of ${operator.sent.length} sent ${recorded} recorded, ${recorded - now} of them awaiting finality`,
		};
	});
	await table.check('… a relying party asks for one', 'it is not told what is not final', async () => {
		const api = await connect(others[0].url);
		try {
			const last = await verifyDocument(api, operator.sent[recorded - 1].document);
			const first = await verifyDocument(api, operator.sent[0].document);
			return {
				ok: last.uses.length === 0 && first.uses.length === 1,
				seen: `use ${recorded - 1}: NOT FOUND at final block ${last.finalBlock}; use 0: found`,
			};
		} finally {
			await api.disconnect();
		}
	});

	const best = await bestNumber(others[0]);
	network.restart(dark);
	await table.check(`${dark.title} back`, `all of it is final within ${FINAL_WITHIN_S} s`, async () => {
		const { seconds } = await until(
			`block ${best} being final on all three`,
			async () => (await lowestFinal(validators)) >= best,
			Math.max(PATIENCE_MS, 4_000 * FINAL_WITHIN_S),
		);
		return { ok: seconds <= FINAL_WITHIN_S, seen: `block ${best} is final on all three after ${seconds} s` };
	});
	await operator.stop();
	await table.check('all uses', 'none is lost, none doubled', async () => {
		await operator.allFinal(validators, PATIENCE_MS);
		return auditUses([operator], validators);
	});
	await table.check('all of it', 'nothing final is taken back', () => watch.allKept());
}
