// The chain of stock pallets alone: the same nodes and validators, with another runtime.

/** What each account has in the first block: enough for the fees of more than any load sends. */
const BALANCE = 10 ** 15;

/**
 * Gives a specification of the e-seal chain another runtime, with the same validators.
 *
 * @param {any} spec
 * @param {object} other
 * @param {Buffer} other.code  the runtime
 * @param {string[]} other.endowed  the accounts that have a balance. The first has sudo, which nothing uses
 */
export function recompose(spec, { code, endowed }) {
	/** @type {[string, string, { aura: string, grandpa: string }][]} */
	const validators = spec.genesis.runtimeGenesis.patch.session.keys;
	const keys = validators.map(([, , own]) => own);
	spec.name = 'Stock pallets';
	spec.genesis.runtimeGenesis = {
		code: `0x${code.toString('hex')}`,
		patch: {
			aura: { authorities: keys.map(({ aura }) => aura) },
			grandpa: { authorities: keys.map(({ grandpa }) => [grandpa, 1]) },
			balances: { balances: endowed.map((account) => [account, BALANCE]) },
			sudo: { key: endowed[0] },
		},
	};
}
