// Who signs: a wallet that the browser injects, or a key that was opened here. Both sign the hash of the metadata by which the call
// was shown (RFC 78), so a node that describes calls otherwise than they are gets a signature that the chain refuses.

import { connectInjectedExtension, getInjectedExtensions } from '@polkadot-api/pjs-signer';
import { getPolkadotSigner, withMetadataHash } from '@polkadot-api/signer';
import { AccountId } from '@polkadot-api/substrate-bindings';
import type { Unit } from '../chain.ts';
import type { Signer } from '../extrinsic.ts';
import type { OpenKey } from './key-file.ts';

/** An account that can sign. */
export interface Account {
	readonly name: string;
	readonly address: string;
	/** Where its key is: a wallet's name, or none for one that was opened here. */
	readonly wallet: string | undefined;
	/** Signs on a chain with this unit. */
	signer(unit: Unit): Signer;
}

/** How a wallet is told who asks. */
const NAME = 'E-seal';

const account = AccountId();

/** The wallets that the browser has. */
export const wallets = () => getInjectedExtensions();

/** The accounts that a wallet shows to this page. The wallet asks its owner first. */
export async function accountsOf(wallet: string): Promise<Account[]> {
	const injected = await connectInjectedExtension(wallet, NAME);
	return (
		injected
			.getAccounts()
			// Addresses of other kinds are of no account here.
			.filter(({ address }) => !/^0x[0-9a-fA-F]{40}$/.test(address))
			.map(({ name, polkadotSigner }) => ({
				name: name ?? '',
				// However the wallet writes it.
				address: account.dec(polkadotSigner.publicKey),
				wallet,
				signer: (unit) => withMetadataHash(unit, polkadotSigner),
			}))
	);
}

/** An account whose key was opened here. */
export function opened(name: string, key: OpenKey): Account {
	const signer = getPolkadotSigner(key.publicKey, key.type, key.sign);
	return {
		name,
		address: account.dec(key.publicKey),
		wallet: undefined,
		signer: (unit) => withMetadataHash(unit, signer),
	};
}
