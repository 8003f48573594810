// An independent witness takes the fourth seat, with a validator of its own. Then any one of the four may fall silent.

import { seats } from '../lib/accounts.mjs';
import { connect } from '../lib/connect.mjs';
import { FinalityWatch, finalityGoesOn, until } from './shared/finality.mjs';
import { DrillNetwork } from './shared/network.mjs';
import { oneDown, tooManyDown } from './shared/outage.mjs';
import { standing, untilSession, votingSet } from './shared/sessions.mjs';
import { seatWitness } from './shared/witness.mjs';

/** @import { Run } from './shared/run.mjs' */
/** @import { DrillValidator } from './shared/validator.mjs' */

const PATIENCE_MS = 90_000;
const BLOCKS = 3;

/** @param {Run} run */
export async function play(run) {
	const { table } = run;
	const network = await DrillNetwork.start(run);
	const watch = FinalityWatch.start(run, network.validators);
	let api = await connect(network.validators[0].url);
	run.whenDone(() => api.disconnect());

	const before = await standing(api);
	run.say('Two seats of three vote for a witness');
	const { marketSupervision, publicSecurity } = seats();
	const { added, set } = await seatWitness(network, api, [marketSupervision, publicSecurity]);
	table.add({
		done: 'motion of two: agencies.addSeat(Witness)',
		promised: 'two of three seats are enough',
		seen: `made in block ${added.block.number}, ${added.seconds} s after the proposal`,
		ok: true,
	});
	await table.check('its node makes keys, its validator sets them', 'a voter from the second session on', async () => {
		const { session } = await standing(api, set.block.hash);
		const middle = await untilSession(api, session + 1, PATIENCE_MS);
		const after = await untilSession(api, session + 2, PATIENCE_MS);
		const voters = [before, middle, after].map(({ voters }) => voters.length);
		return {
			ok: voters.join() === '3,3,4',
			seen:
				`keys in block ${set.block.number}, session ${session}; ` +
				`voters in ${session}, ${session + 1}, ${session + 2}: ${voters.join(', ')}`,
		};
	});
	await table.check('… GRANDPA’s set', 'one hand-off, and all four vote in it', async () => {
		const { setId } = await standing(api);
		await until('all four voting', () => allVoteIn(network.validators, setId), PATIENCE_MS);
		const { from, to, seconds } = await finalityGoesOn(network.validators, BLOCKS, PATIENCE_MS);
		return {
			ok: setId === before.setId + 1,
			seen: `set id ${before.setId} → ${setId}; final ${from} → ${to} in ${seconds} s`,
		};
	});

	const settled = await standing(api);
	// Its node is among those that are killed.
	await api.disconnect();
	for (const victim of network.validators) {
		await oneDown(network, victim, { others: 'the three others', patienceMs: PATIENCE_MS });
	}
	const lastTwo = network.validators.slice(2);
	await tooManyDown(network, lastTwo, { tooFew: 'two of four', blocks: BLOCKS, patienceMs: PATIENCE_MS });
	api = await connect(network.validators[0].url);

	await table.check('nothing changed since', 'the set id stays', async () => {
		const now = await standing(api);
		return {
			ok: now.setId === settled.setId && now.session >= settled.session + 2,
			seen: `set id ${settled.setId} in session ${settled.session}, ${now.setId} in session ${now.session}`,
		};
	});
	await table.check('all of it', 'nothing final is taken back', () => watch.allKept());
}

/**
 * @param {DrillValidator[]} nodes
 * @param {number} setId  GRANDPA's
 */
const allVoteIn = async (nodes, setId) => (await Promise.all(nodes.map(votingSet))).every((id) => id === setId);
