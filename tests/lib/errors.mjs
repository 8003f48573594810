// What went wrong, in words a person can act on.

/** The transaction pool did not take an extrinsic: nothing of it is on the chain. */
export class Refused extends Error {}

/**
 * The name and meaning of what a call failed with, as the runtime's metadata tells them.
 *
 * @param {import('@polkadot/api').ApiPromise} api
 * @param {import('@polkadot/types/interfaces').DispatchError} error
 * @returns {{ section: string, name: string, docs: string }} for instance `eSeal`, `SealNotFound`
 */
export function describeDispatchError(api, error) {
	if (error.isModule) {
		const { section, name, docs } = api.registry.findMetaError(error.asModule);
		return { section, name, docs: docs.join(' ').trim() };
	}
	const value = error.isToken || error.isArithmetic ? `.${error.value}` : '';
	return { section: 'system', name: `${error.type}${value}`, docs: '' };
}

/** The chain's own refusals, from code 1 on: docs/admission.md says what each means. */
const REFUSALS = [
	'NoRole',
	'NotYours',
	'Paused',
	'RemarkTooLong',
	'NoSuchMotion',
	'MotionBoundTooHigh',
	'UpgradeNotAuthorized',
	'OverBudget',
	'TooLargeForBudget',
	'NonceUsedUp',
	'KeysChangedLately',
	'WrongThreshold',
	'TooManyMotions',
	'TooManyWaiting',
	'WrongBatchSize',
	'NotInBatch',
];

/**
 * The chain's own name of a refusal.
 *
 * @param {string} text  as a node or polkadot.js reports it
 * @returns {string | undefined} for instance `OverBudget`; nothing if it is none of the chain's own
 */
export const refusalName = (text) => REFUSALS[Number(/Custom error: (\d+)/.exec(text)?.[1]) - 1];

/**
 * Puts the pool's refusal into the terms of this chain.
 *
 * @param {Error} error  as polkadot.js reports it
 * @param {string} address  the account that signed
 */
export function describeRefusal(error, address) {
	const text = error.message ?? String(error);
	const name = refusalName(text);
	if (name === 'NoRole') {
		return new Refused(`account ${address} is not admitted: it has no role on this chain`, { cause: error });
	}
	if (name) {
		return new Refused(`the extrinsic of ${address} was refused: ${name}`, { cause: error });
	}
	if (/outdated/.test(text)) {
		return new Refused(`the extrinsic of ${address} is outdated: its nonce was used before`, { cause: error });
	}
	return new Refused(`the pool refused the extrinsic of ${address}: ${text}`, { cause: error });
}
