// The fourth seat, filled by motion while the chain runs.

import { account } from '../../lib/accounts.mjs';
import { until } from './finality.mjs';
import { act, motion } from './motion.mjs';
import { joinNetwork, OperatedValidator } from './newcomer.mjs';

const PATIENCE_MS = 60_000;

/** The accounts of the witness. */
export const witness = () => ({
	governor: account('//Witness'),
	validator: account('//Witness//validator'),
});

/**
 * Gives the Witness a seat, and its node a place among the validators: by a motion of those who are there, by the seat's own
 * registration, and by keys that its node makes.
 *
 * @param {import('./network.mjs').DrillNetwork} network
 * @param {import('@polkadot/api').ApiPromise} api
 * @param {import('@polkadot/keyring/types').KeyringPair[]} voters  governing accounts, as many as it takes
 */
export async function seatWitness(network, api, voters) {
	const { governor, validator } = witness();
	const added = await motion(api, voters, api.tx.agencies.addSeat('Witness', governor.address));
	await act(api, api.tx.agencies.registerValidator(validator.address), governor);
	const node = await joinNetwork(network, OperatedValidator, { title: 'Witness' });
	const { answer } = await until(
		'the witness’s node making keys',
		() => node.rotateKeys(validator.address),
		PATIENCE_MS,
	);
	const set = await act(api, api.tx.session.setKeys(answer.keys, answer.proof), validator);
	return { node, added, set };
}
