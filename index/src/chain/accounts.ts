// Accounts, which people write as addresses: SS58 with the prefix 42.

import { decode, encode } from '@subsquid/ss58-codec';

const PREFIX = 42;

export const writeAccount = (account: Uint8Array): string => encode({ prefix: PREFIX, bytes: account });

/**
 * Reads an address, or 32 bytes in hexadecimal.
 *
 * @returns nothing if it is no account
 */
export function readAccount(text: string): Buffer | undefined {
	if (/^0x[0-9a-f]{64}$/i.test(text)) {
		return Buffer.from(text.slice(2), 'hex');
	}
	try {
		const { bytes } = decode(text);
		return bytes.length === 32 ? Buffer.from(bytes) : undefined;
	} catch {
		return undefined;
	}
}
