// What a node says, where the index's word is held against another one. Neither is believed for that: they are compared.

import { fromHex, toHex } from '../bytes.ts';
import { logHead } from '../evidence/codec.ts';
import * as keys from '../evidence/keys.ts';
import { Rpc } from '../source/rpc.ts';

/** The head of a log, as a node has it at a block. */
export interface Head {
	readonly count: bigint;
	readonly records: bigint;
	readonly digest: string;
}

/** The first of these nodes that answers. */
export class AskedNode {
	private constructor(
		readonly url: string,
		readonly rpc: Rpc,
	) {}

	/** @returns nothing if none of them answers */
	static async of(urls: readonly string[]): Promise<AskedNode | undefined> {
		for (const url of urls) {
			try {
				return new AskedNode(url, await Rpc.connect(url));
			} catch {
				// The next one may.
			}
		}
		return undefined;
	}

	/** The hash of its block with this number. */
	hashOf(number: number): Promise<string | null> {
		return this.rpc.call<string | null>('chain_getBlockHash', [number]);
	}

	/** Its last final block. */
	async final(): Promise<{ hash: string; number: number }> {
		const hash = await this.rpc.call<string>('chain_getFinalizedHead');
		const { number } = await this.rpc.call<{ number: string }>('chain_getHeader', [hash]);
		return { hash, number: Number(number) };
	}

	/** The head of an e-seal's log as of a block. */
	async head(seal: bigint, at: string): Promise<Head> {
		const found = await this.rpc.call<string | null>('state_getStorage', [`0x${toHex(keys.logHead(seal))}`, at]);
		if (found === null) {
			return { count: 0n, records: 0n, digest: `0x${'00'.repeat(32)}` };
		}
		const { count, records, digest } = logHead.dec(fromHex(found));
		return { count, records, digest: `0x${toHex(digest)}` };
	}

	close() {
		this.rpc.close();
	}
}

/** Asks the first node that answers one thing, and ends the connection. Nothing if none answers, or it does not answer this. */
export async function askNode<T>(
	urls: readonly string[],
	question: (node: AskedNode) => Promise<T>,
): Promise<T | undefined> {
	const node = await AskedNode.of(urls);
	if (node === undefined) {
		return undefined;
	}
	try {
		return await question(node);
	} catch {
		return undefined;
	} finally {
		node.close();
	}
}
