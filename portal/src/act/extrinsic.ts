// A signed extrinsic: what is signed beside a call, and that what a signer gave back has that call and no other.

import { compact, u32 } from '@polkadot-api/substrate-bindings';
import { concat, equal, fromHex } from '../bytes.ts';
import type { At, Chain } from './chain.ts';

/** How many blocks an extrinsic is valid for: some four minutes. Whatever becomes of a connection, after them it can no longer be recorded. */
export const PERIOD = 128;

const NOTHING = new Uint8Array();

/** What an extension adds to an extrinsic, and what it adds to what is signed. */
export interface Extension {
	readonly identifier: string;
	readonly value: Uint8Array;
	readonly additionalSigned: Uint8Array;
}

/** Whoever signs for an account: as polkadot-api has it. */
export interface Signer {
	readonly publicKey: Uint8Array;
	signTx(
		call: Uint8Array,
		extensions: Record<string, Extension>,
		metadata: Uint8Array,
		atBlock: number,
	): Promise<Uint8Array>;
}

/** A mortal era that begins with a block: two bytes. */
export function era({ number }: At): Uint8Array {
	const exponent = Math.log2(PERIOD) - 1;
	const encoded = exponent | ((number % PERIOD) << 4);
	return Uint8Array.of(encoded & 0xff, encoded >> 8);
}

/** What an account signs beside a call, as of a block. */
export async function extensionsOf(chain: Chain, nonce: number, since: At): Promise<Record<string, Extension>> {
	const { specVersion, transactionVersion } = await chain.rpc.call<{
		specVersion: number;
		transactionVersion: number;
	}>('state_getRuntimeVersion', [since.hash]);
	const known: Record<string, Omit<Extension, 'identifier'>> = {
		CheckSpecVersion: { value: NOTHING, additionalSigned: u32.enc(specVersion) },
		CheckTxVersion: { value: NOTHING, additionalSigned: u32.enc(transactionVersion) },
		CheckGenesis: { value: NOTHING, additionalSigned: fromHex(chain.genesis) },
		CheckMortality: { value: era(since), additionalSigned: fromHex(since.hash) },
		CheckNonce: { value: compact.enc(nonce), additionalSigned: NOTHING },
		// Signed with the hash of the metadata, which the signer computes.
		CheckMetadataHash: { value: Uint8Array.of(1), additionalSigned: NOTHING },
	};
	return Object.fromEntries(
		chain.extensions.map((identifier) => [
			identifier,
			{ identifier, ...(known[identifier] ?? { value: NOTHING, additionalSigned: NOTHING }) },
		]),
	);
}

/** The lengths of signatures, by the numbers of their kinds. */
const SIGNATURES = [64, 64, 65];

/**
 * Whether a signed extrinsic is what it was to be but for its signature: a signer may give back another than it was given. Not a
 * byte may be elsewhere: with one more or less among the extensions, what follows them is another call.
 */
export function makes(
	extrinsic: Uint8Array,
	call: Uint8Array,
	account: Uint8Array,
	extensions: Record<string, Extension>,
): boolean {
	const length = compact.dec(extrinsic);
	const body = extrinsic.subarray(compact.enc(length).length);
	const begins = concat(Uint8Array.of(0x84, 0), account);
	const signature = SIGNATURES[body[begins.length] ?? SIGNATURES.length];
	if (signature === undefined || body.length !== length || !equal(body.subarray(0, begins.length), begins)) {
		return false;
	}
	const rest = concat(...Object.values(extensions).map(({ value }) => value), call);
	return equal(body.subarray(begins.length + 1 + signature), rest);
}
