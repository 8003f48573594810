// The key of an e-seal: made and kept by the enterprise, apart from any account.

import { Keyring } from '@polkadot/keyring';
import { u8aToHex } from '@polkadot/util';
import { randomAsU8a } from '@polkadot/util-crypto';

/** The chain's name of each algorithm with polkadot.js's. */
const ALGORITHMS = /** @type {const} */ ({ Sr25519: 'sr25519', Ed25519: 'ed25519', Ecdsa: 'ecdsa' });

/** A fresh key of an e-seal. */
export class SealKey {
	#pair;

	/** @param {'Sr25519' | 'Ed25519' | 'Ecdsa'} algorithm */
	constructor(algorithm = 'Sr25519') {
		this.algorithm = algorithm;
		const seed = randomAsU8a(32);
		this.#pair = new Keyring({ type: ALGORITHMS[algorithm] }).addFromSeed(seed);
		/** The secret, for another program that uses the same key: 32 bytes in hexadecimal. */
		this.secret = u8aToHex(seed);
	}

	/** The public key, as the chain takes it. */
	get public() {
		return { [this.algorithm]: u8aToHex(this.#pair.publicKey) };
	}

	/**
	 * Its signature, as the chain takes it.
	 *
	 * @param {Uint8Array} message
	 */
	sign(message) {
		return { [this.algorithm]: u8aToHex(this.#pair.sign(message)) };
	}
}
