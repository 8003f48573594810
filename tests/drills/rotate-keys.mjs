// A validator changes its session keys while it runs, as once a year, or when somebody else may have seen its keystore.

import { readdirSync } from 'node:fs';
import { connect } from '../lib/connect.mjs';
import { bestNumber, FinalityWatch, finalityGoesOn, until } from './shared/finality.mjs';
import { act, refusalOf } from './shared/motion.mjs';
import { DrillNetwork } from './shared/network.mjs';
import { OperatedValidator } from './shared/newcomer.mjs';
import { Pace } from './shared/pace.mjs';
import { authorsOf, sessionLength, standing, untilSession, votingSet } from './shared/sessions.mjs';
import { validatorOf, withSigners } from './shared/signers.mjs';

/** @import { Run } from './shared/run.mjs' */

const PATIENCE_MS = 120_000;
/** With three voters finality follows some two blocks behind; a machine with other work to do is slower. */
const LONGEST_PAUSE_S = 15;
/** So many slots of its own it may miss in a row: as many as a busy machine makes one miss. */
const MOST_MISSED = 1;

/** @param {Run} run */
export async function play(run) {
	const { table } = run;
	const network = await DrillNetwork.startOf(run, OperatedValidator, { changeSpec: withSigners });
	const { validators } = network;
	const watch = FinalityWatch.start(run, validators);
	const pace = Pace.start(run, validators);
	const [rotating, other] = validators;
	const me = validatorOf(rotating.agency);
	const api = await connect(other.url);
	run.whenDone(() => api.disconnect());
	const length = await sessionLength(api);

	const before = await standing(api);
	const from = await bestNumber(other);
	run.say(`${rotating.title}'s node makes new keys`);
	const made = await rotating.rotateKeys(me.address);
	await table.check('author_rotateKeysWithOwner', 'old and new keys are in the keystore', async () => {
		const files = readdirSync(rotating.keystore);
		return { ok: files.length === 4, seen: `${files.length} keys in it` };
	});
	await table.check('session.setKeys with a proof for somebody else', 'refused', async () => {
		const { keys, proof } = await rotating.rotateKeys(validatorOf(other.agency).address);
		const refusal = await refusalOf(api, api.tx.session.setKeys(keys, proof), me);
		return { ok: refusal === 'session.InvalidProof', seen: refusal ?? 'taken' };
	});
	await table.check('… with a proof that is none', 'refused', async () => {
		const refusal = await refusalOf(api, api.tx.session.setKeys(made.keys, '0x'), me);
		return { ok: refusal === 'session.InvalidProof', seen: refusal ?? 'taken' };
	});
	await table.check('… of keys that another validator made for itself', 'refused', async () => {
		const theirs = await other.rotateKeys(validatorOf(other.agency).address);
		const refusal = await refusalOf(api, api.tx.session.setKeys(theirs.keys, theirs.proof), me);
		return { ok: refusal === 'session.InvalidProof', seen: refusal ?? 'taken' };
	});

	const set = await act(api, api.tx.session.setKeys(made.keys, made.proof), me);
	const { session } = await standing(api, set.block.hash);
	const keyAfter = async (/** @type {number} */ sessions) => {
		const { voters } = await untilSession(api, session + sessions, PATIENCE_MS);
		return made.keys.endsWith(voters[0].slice(2)) ? 'new' : voters[0] === before.voters[0] ? 'old' : 'another';
	};
	const served = 'the old keys serve till the second session boundary';
	await table.check('session.setKeys with its own keys and proof', served, async () => {
		const keys = [await keyAfter(0), await keyAfter(1), await keyAfter(2)];
		return {
			ok: keys.join() === 'old,old,new',
			seen: `in block ${set.block.number}; its key in sessions ${session}, ${session + 1}, ${session + 2}: ${keys.join(', ')}`,
		};
	});
	await table.check('… GRANDPA’s set', 'its id moves by exactly one', async () => {
		const now = await untilSession(api, session + 3, PATIENCE_MS);
		const voting = await Promise.all(validators.map(votingSet));
		return {
			ok: now.setId === before.setId + 1 && voting.every((id) => id === now.setId),
			seen: `${before.setId} → ${now.setId}, still ${now.setId} a session later; the nodes vote in set ${voting.join(', ')}`,
		};
	});
	await table.check('… its vote counts with the new key', 'finality goes on: it takes all three', async () => {
		const { from, to, seconds } = await finalityGoesOn(validators, 3, PATIENCE_MS);
		return { ok: true, seen: `final ${from} → ${to} in ${seconds} s` };
	});
	await table.check('meanwhile', `finality never stops for more than ${LONGEST_PAUSE_S} s`, async () => {
		const { seconds, at } = pace.longestPause();
		return { ok: seconds <= LONGEST_PAUSE_S, seen: `the longest pause: ${seconds} s, at final block ${at}` };
	});
	await table.check('… whose blocks', `${rotating.title}’s never stop, with either key`, () =>
		ownBlocks({ api, me, from, to: (session + 3) * length, hand: (session + 2) * length, voters: validators.length }),
	);
	await table.check('all of it', 'nothing final is taken back', () => watch.allKept());
}

/**
 * Looks at who authored: the rotating validator should have every third block.
 *
 * @param {object} look
 * @param {import('@polkadot/api').ApiPromise} look.api
 * @param {{ address: string }} look.me  the rotating validator's account
 * @param {number} look.from  the first block
 * @param {number} look.to  the last block
 * @param {number} look.hand  the last block of the old key
 * @param {number} look.voters  how many validators there are
 */
async function ownBlocks({ api, me, from, to, hand, voters }) {
	await until(`block ${to}`, async () => (await api.rpc.chain.getHeader()).number.toNumber() >= to, PATIENCE_MS);
	const authors = await authorsOf(api, from, to);
	let gap = 0;
	let longest = 0;
	for (const author of authors) {
		gap = author === me.address ? 0 : gap + 1;
		longest = Math.max(longest, gap);
	}
	/** @param {number} first @param {number} last  the block after the last one */
	const mine = (first, last) =>
		authors.slice(first - from, last - from).filter((author) => author === me.address).length;
	return {
		ok: longest < voters * (1 + MOST_MISSED) && mine(hand + 1, to + 1) > 0,
		seen:
			`${mine(from, hand + 1)} of ${hand + 1 - from} blocks with the old key, ` +
			`${mine(hand + 1, to + 1)} of ${to - hand} with the new one; at most ${longest} in a row were others’`,
	};
}
