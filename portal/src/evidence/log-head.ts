// The first line of an exported log, made of what a node says: how far the log goes at the newest block that the node shows to be
// final, and the proof of that. docs/receipt-format.md, section 2. As index/src/api/exports.ts makes it.

import { Bytes, Vector } from '@polkadot-api/substrate-bindings';
import { compare, fromHex, toBase64, toHex, utf8 } from '../bytes.ts';
import { Rpc } from '../source/rpc.ts';
import { SourceError } from '../source/source.ts';
import { logHead } from './codec.ts';
import { Finality } from './finality.ts';
import * as keys from './keys.ts';

const LOG_TYPE = 'application/vnd.eseal.log+json;version=4';

const nodes = Vector(Bytes());

/** A first line, and how many records it speaks of. */
export interface HeaderLine {
	/** Without its line break. */
	readonly bytes: Uint8Array;
	readonly records: number;
	/** The block that it is as of. */
	readonly block: number;
}

/**
 * Asks the first of these nodes that has it. What it gives is proven by whoever checks the export.
 *
 * @param chain the anchor's
 * @throws {SourceError}
 */
export async function headerLine(
	urls: readonly string[],
	chain: { readonly genesis: string; readonly setId: number },
	seal: bigint,
): Promise<HeaderLine> {
	let failure = new SourceError('unreachable', 'no node is configured');
	for (const url of urls) {
		let rpc: Rpc | undefined;
		try {
			rpc = await Rpc.connect(url);
			return await made(rpc, chain, seal);
		} catch (error) {
			failure = error instanceof SourceError ? error : new SourceError('unreadable', String(error));
		} finally {
			rpc?.close();
		}
	}
	throw failure;
}

async function made(
	rpc: Rpc,
	{ genesis, setId }: { genesis: string; setId: number },
	seal: bigint,
): Promise<HeaderLine> {
	const finality = new Finality(rpc, BigInt(setId));
	const justified = await finality.justified();
	const at = `0x${toHex(justified.hash)}`;
	const wanted = [keys.now, keys.genesis, keys.seal(seal), keys.logHead(seal)].map((key) => `0x${toHex(key)}`);
	const [head, { proof }, evidence] = await Promise.all([
		finality.value(keys.logHead(seal), at),
		rpc.call<{ proof: string[] }>('state_getReadProof', [wanted, at]),
		finality.evidence(justified),
	]);
	const { count, records } = head === undefined ? { count: 0n, records: 0n } : logHead.dec(head);
	const line = {
		type: LOG_TYPE,
		genesis,
		seal: Number(seal),
		count: Number(count),
		records: Number(records),
		proof: toBase64(nodes.enc([...new Set(proof)].map(fromHex).sort(compare))),
		evidence,
	};
	return { bytes: utf8(JSON.stringify(line)), records: Number(records), block: justified.number };
}
