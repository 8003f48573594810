// Validators' accounts that can sign. Those that a drill's chain has otherwise sign nothing.

import { account } from '../../lib/accounts.mjs';

/**
 * The validator's account.
 *
 * @param {{ seat: string }} agency
 */
export const validatorOf = ({ seat }) => account(`//Validator//${seat}`);

/**
 * Puts these accounts into the specification.
 *
 * @param {any} spec
 */
export function withSigners({ genesis }) {
	const { agencies, session } = genesis.runtimeGenesis.patch;
	for (const [name, seat] of agencies.seats) {
		const { address } = validatorOf({ seat: name });
		const [former] = seat.validators;
		seat.validators = [address];
		const entry = session.keys.find((/** @type {string[]} */ [owner]) => owner === former);
		[entry[0], entry[1]] = [address, address];
	}
}
