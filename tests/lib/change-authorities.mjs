// A change of the authority set on a network of a test.

import { Validator } from '../network/node.mjs';
import { operated } from '../network/operated.mjs';
import { account } from './accounts.mjs';
import { submit } from './submit.mjs';
import { until } from './wait.mjs';

/** @import { TestNetwork } from './test-network.mjs' */

/** A validator whose session keys a test may change. */
export const OperatedValidator = operated(Validator);

/**
 * Makes one agency's validator change its session keys, and waits until GRANDPA's next authority set votes.
 *
 * @param {TestNetwork<InstanceType<typeof OperatedValidator>>} network
 */
export async function changeAuthorities(network) {
	const api = await network.connect();
	const before = (await api.query.grandpa.currentSetId()).toNumber();
	const [validator] = network.validators;
	const alice = account('//Alice');
	const { keys, proof } = await validator.rotateKeys(alice.address);
	await submit(api, api.tx.session.setKeys(keys, proof), alice);
	await until(
		'the next authority set',
		async () => {
			const final = await api.rpc.chain.getFinalizedHead();
			return (await (await api.at(final)).query.grandpa.currentSetId()).toNumber() > before;
		},
		{ patienceMs: 120_000 },
	);
}
