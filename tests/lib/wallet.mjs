// A wallet as a browser has one that follows the interface of polkadot.js (`window.injectedWeb3`), for tests: it asks nobody, and
// its keys are here, in the test.

import { u8aToHex } from '@polkadot/util';

/** @import { ApiPromise } from '@polkadot/api' */
/** @import { KeyringPair } from '@polkadot/keyring/types' */
/** @import { SignerPayloadJSON } from '@polkadot/types/types' */

/** What the wallet is called. */
export const WALLET = 'test-wallet';

/** How a wallet may be. */
const WAYS = {
	/** Gives a signature, from which the page makes the extrinsic. */
	signs: (
		/** @type {ApiPromise} */ api,
		/** @type {KeyringPair} */ pair,
		/** @type {SignerPayloadJSON} */ payload,
	) => ({
		id: 1,
		signature: signed(api, pair, payload),
	}),
	/** Gives the whole extrinsic. */
	assembles: (
		/** @type {ApiPromise} */ api,
		/** @type {KeyringPair} */ pair,
		/** @type {SignerPayloadJSON} */ payload,
	) => ({
		id: 1,
		signature: signed(api, pair, payload),
		signedTransaction: assembled(api, pair, payload),
	}),
	/** Its owner says no. */
	refuses: () => ({ error: 'Cancelled' }),
	/** Gives an extrinsic that does something else. */
	cheats: (
		/** @type {ApiPromise} */ api,
		/** @type {KeyringPair} */ pair,
		/** @type {SignerPayloadJSON} */ payload,
	) => {
		const method = api.tx.system.remark('0x00').method.toHex();
		return {
			id: 1,
			signature: signed(api, pair, { ...payload, method }),
			signedTransaction: assembled(api, pair, { ...payload, method }),
		};
	},
};

/**
 * @param {ApiPromise} api
 * @param {KeyringPair} pair
 * @param {SignerPayloadJSON} payload
 */
function signed({ registry }, pair, payload) {
	return registry.createType('ExtrinsicPayload', payload, { version: payload.version }).sign(pair).signature;
}

/**
 * @param {ApiPromise} api
 * @param {KeyringPair} pair
 * @param {SignerPayloadJSON} payload
 */
function assembled(api, pair, payload) {
	const extrinsic = api.registry.createType('Extrinsic', { method: payload.method }, { version: payload.version });
	extrinsic.addSignature(pair.address, signed(api, pair, payload), payload);
	return u8aToHex(extrinsic.toU8a());
}

/** A wallet with one account. */
export class Wallet {
	/** What it was asked to sign. @type {SignerPayloadJSON[]} */
	asked = [];

	/**
	 * @param {ApiPromise} api
	 * @param {KeyringPair} pair
	 * @param {keyof typeof WAYS} [way]
	 */
	constructor(api, pair, way = 'signs') {
		this.api = api;
		this.pair = pair;
		this.way = way;
	}

	/**
	 * Puts it into a page that is not open yet.
	 *
	 * @param {import('playwright-core').Page} page
	 */
	async install(page) {
		await page.exposeFunction('walletSigns', (/** @type {SignerPayloadJSON} */ payload) => {
			this.asked.push(payload);
			return WAYS[this.way](this.api, this.pair, payload);
		});
		const account = { address: this.pair.address, name: 'A test', type: this.pair.type };
		await page.addInitScript({
			content: `window.injectedWeb3 = { '${WALLET}': { version: '1', enable: async () => ({
				accounts: { get: async () => [${JSON.stringify(account)}], subscribe: () => () => {} },
				signer: {
					signRaw: () => { throw new Error('this wallet signs no bytes'); },
					signPayload: async (payload) => {
						const answer = await walletSigns(payload);
						if (answer.error) { throw new Error(answer.error); }
						return answer;
					},
				},
			}) } };`,
		});
	}
}
