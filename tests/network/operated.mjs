// A validator whose operator may have its node make keys, over loopback.

import { u8aToHex } from '@polkadot/util';
import { decodeAddress } from '@polkadot/util-crypto';
import { rpc } from './rpc.mjs';

/**
 * @template {new (...args: any[]) => import('./node.mjs').Validator} K
 * @param {K} Kind  a kind of validator
 */
export const operated = (Kind) =>
	class extends Kind {
		/** @param {string[]} bootnodes */
		arguments(bootnodes) {
			const args = super.arguments(bootnodes);
			args[args.indexOf('--rpc-methods') + 1] = 'unsafe';
			return args;
		}

		/**
		 * Makes new session keys, which go into its keystore, and the proof that they are its own.
		 *
		 * @param {string} account  the validator's account
		 * @returns {Promise<{ keys: string, proof: string }>}
		 */
		rotateKeys(account) {
			return rpc(this.ports.rpc, 'author_rotateKeysWithOwner', [u8aToHex(decodeAddress(account))]);
		}
	};
