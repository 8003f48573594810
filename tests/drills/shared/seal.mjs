// An e-seal to drill with: an enterprise, its e-seal, and operators who may use it.

import { account } from '../../lib/accounts.mjs';
import { eventOf } from '../../lib/submit.mjs';
import { issueSeal } from '../../story/2-issuance.mjs';
import { Cast } from '../../story/cast.mjs';

const QUOTA = 1_000_000;
/** A drill sends more than an honest operator at the same time. */
const MOST_WIDENED = 64;
const MONTH_MS = 30 * 24 * 60 * 60 * 1_000;

const silently = () => {};

/**
 * An e-seal in use.
 *
 * @typedef {object} SealInUse
 * @property {number} seal  its number
 * @property {import('../../lib/seal-key.mjs').SealKey} key
 * @property {import('@polkadot/keyring/types').KeyringPair[]} operators  the accounts that may use it; no extrinsic of theirs is on the chain yet
 * @property {number[]} grants  their grants, in the same order
 * @property {import('@polkadot/api').ApiPromise} api  what polkadot.js knows of the chain; no longer connected
 */

/**
 * Has the three agencies issue an e-seal to an enterprise, whose owner lets operators use it. All of it is final on
 * return.
 *
 * @param {import('./run.mjs').Run} run
 * @param {import('./network.mjs').DrillNetwork} network
 * @param {number} [count]  of operators
 * @returns {Promise<SealInUse>}
 */
export async function sealInUse(run, network, count = 1) {
	run.say('An enterprise gets its e-seal, and its owner lets operators use it');
	const cast = await Cast.gather({ urls: network.firstOfEachSeat.map(({ url }) => url), print: silently });
	try {
		const { seal, key, uscc } = await issueSeal(cast);
		const operators = Array.from({ length: count }, (_, index) => account(`//Operator//${uscc}//${index}`));
		const { api } = cast.owner;
		const until = (await api.query.timestamp.now()).toNumber() + MONTH_MS;
		const grants = [];
		for (const { address } of operators) {
			const granted = await cast.act(cast.owner, 'lets an operator use it', (tx) =>
				tx.usageLog.grant(seal, address, ['Contract'], until, QUOTA),
			);
			grants.push(eventOf(granted, 'usageLog.GrantIssued').grant.toNumber());
			await cast.act(cast.dataResources, 'widens its budget', (tx) => tx.admission.widenBudget(address, MOST_WIDENED));
		}
		return { seal, key, operators, grants, api };
	} finally {
		await cast.leave();
	}
}
