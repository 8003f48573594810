// What shows that a block is final: its justification, the authority set that made it, and how that set follows from the
// anchor's. As client/src/justifications.rs and client/src/evidence/sets.rs of this repository do it.

import { Blake2256, Bytes, blockHeader, Struct, Vector } from '@polkadot-api/substrate-bindings';
import { concat, equal, fromHex, toBase64, toHex } from '../bytes.ts';
import type { Rpc } from '../source/rpc.ts';
import { SourceError } from '../source/source.ts';
import { compact, compactLength, read, u32, u64 } from './codec.ts';
import * as keys from './keys.ts';

/** The engine of GRANDPA, in a header's digest: "FRNK", after the number of the kind Consensus. */
const GRANDPA = Uint8Array.of(4, 0x46, 0x52, 0x4e, 0x4b);

/** How long the next justification is waited for, in milliseconds: some rounds of votes. */
const PATIENCE_MS = 20_000;

const precommit = Struct({ hash: Bytes(32), number: u32, signature: Bytes(64), key: Bytes(32) });

const justification = Struct({
	round: u64,
	targetHash: Bytes(32),
	targetNumber: u32,
	precommits: Vector(precommit),
	ancestries: Vector(blockHeader),
});

/** What `grandpa_proveFinality` answers, as far as it is needed. */
const finalityProof = Struct({ block: Bytes(32), justification: Bytes() });

/** A justification: what it is for, and all of it. */
export interface Justified {
	readonly hash: Uint8Array;
	readonly number: number;
	readonly bytes: Uint8Array;
}

/** A header and its justification, as receipts have them. */
export interface Finalized {
	readonly header: string;
	readonly justification: string;
}

/** Reads a justification, and keeps one vote of each authority and the headers that these votes need: receipts have no others. */
export function readJustification(bytes: Uint8Array): Justified {
	const all = justification.dec(bytes.slice());
	const key = (hash: Uint8Array) => toHex(hash);
	const headers = all.ancestries.map((header) => {
		const encoded = blockHeader.enc(header);
		return { header, hash: key(Blake2256(encoded)), parent: key(fromHex(header.parentHash)) };
	});
	const parents = new Map(headers.map(({ hash, parent }) => [hash, parent]));
	const target = key(all.targetHash);
	const voted = new Set<string>();
	const needed = new Set<string>();
	const precommits = all.precommits.filter((vote) => {
		const way: string[] = [];
		let block: string | undefined = key(vote.hash);
		while (block !== target) {
			if (block === undefined || way.includes(block)) {
				// For another block than this: the vote of one who voted twice.
				return false;
			}
			way.push(block);
			block = parents.get(block);
		}
		const authority = key(vote.key);
		if (voted.has(authority)) {
			return false;
		}
		voted.add(authority);
		for (const hash of way) {
			needed.add(hash);
		}
		return true;
	});
	const ancestries = headers.filter(({ hash }) => needed.has(hash)).map(({ header }) => header);
	return {
		hash: all.targetHash,
		number: all.targetNumber,
		bytes: justification.enc({ ...all, precommits, ancestries }),
	};
}

interface RpcHeader {
	parentHash: string;
	number: string;
	stateRoot: string;
	extrinsicsRoot: string;
	digest: { logs: string[] };
}

/** A block's header, and its parent's hash and number. */
export interface Header {
	readonly bytes: Uint8Array;
	readonly number: number;
	readonly parentHash: string;
	/** Whether it names the authority set after its own. */
	readonly handsOver: boolean;
}

const hexOf = (bytes: Uint8Array) => `0x${toHex(bytes)}`;

/** What a node knows of finality, with what leads on from the anchor's authority set. */
export class Finality {
	/** The last blocks of authority sets from the anchor's on, as far as they were needed. They never change. */
	readonly #handOffs: { number: number; block: Finalized }[] = [];

	constructor(
		readonly rpc: Rpc,
		readonly anchoredSet: bigint,
	) {}

	/** The last final block: its hash and number. */
	async last(): Promise<{ hash: string; number: number }> {
		const hash = await this.rpc.call<string>('chain_getFinalizedHead');
		return { hash, number: (await this.header(hash)).number };
	}

	async hashOf(number: number): Promise<string> {
		const hash = await this.rpc.call<string | null>('chain_getBlockHash', [number]);
		if (hash === null) {
			throw new SourceError('not-found', `the node has no block ${number}`);
		}
		return hash;
	}

	async header(hash: string): Promise<Header> {
		const found = await this.rpc.call<RpcHeader | null>('chain_getHeader', [hash]);
		if (found === null) {
			throw new SourceError('not-found', `the node has no block ${hash}`);
		}
		let bytes: Uint8Array;
		let logs: Uint8Array[];
		try {
			logs = found.digest.logs.map(fromHex);
			bytes = concat(
				fromHex(found.parentHash),
				compact.enc(Number(found.number)),
				fromHex(found.stateRoot),
				fromHex(found.extrinsicsRoot),
				compact.enc(logs.length),
				...logs,
			);
		} catch {
			throw new SourceError('unreadable', 'the node gives a header that cannot be read');
		}
		if (hexOf(Blake2256(bytes)) !== hash) {
			throw new SourceError('unreadable', 'the node gives a header of another block');
		}
		// An item of GRANDPA begins with its length after the engine, then 01 for a next set at once.
		const handsOver = logs.some(
			(log) => equal(log.subarray(0, 5), GRANDPA) && log[5 + compactLength(log.slice(5))] === 1,
		);
		return { bytes, number: Number(found.number), parentHash: found.parentHash, handsOver };
	}

	/** A value of a block's state. */
	async value(key: Uint8Array, at: string): Promise<Uint8Array | undefined> {
		const found = await this.rpc.call<string | null>('state_getStorage', [hexOf(key), at]);
		return found === null ? undefined : fromHex(found);
	}

	/** The justification of the last final block that the node keeps, or else of the next that it tells. */
	async justified(): Promise<Justified> {
		try {
			return await this.prove((await this.last()).number);
		} catch (error) {
			if (error instanceof SourceError && error.failure === 'unreachable') {
				throw error;
			}
			return this.#nextTold();
		}
	}

	/** The justification that the node keeps for a block, this or a later one of the same authority set. */
	async prove(number: number): Promise<Justified> {
		const found = await this.rpc.call<string | null>('grandpa_proveFinality', [number]);
		if (found === null) {
			throw new SourceError('no-proof', `the node has no proof that block ${number} is final`);
		}
		const proof = read(finalityProof, found, 'a proof of finality');
		const justified = readJustification(proof.justification);
		if (justified.number < number) {
			throw new SourceError('no-proof', `the node's proof is for block ${justified.number}, before block ${number}`);
		}
		return justified;
	}

	async #nextTold(): Promise<Justified> {
		let tell: (justified: Justified) => void = () => {};
		let fail: (error: Error) => void = () => {};
		const next = new Promise<Justified>((resolve, reject) => {
			tell = resolve;
			fail = reject;
		});
		const timer = setTimeout(
			() => fail(new SourceError('no-proof', 'the node tells of no block that became final')),
			PATIENCE_MS,
		);
		const stop = await this.rpc.subscribe(
			'grandpa_subscribeJustifications',
			'grandpa_unsubscribeJustifications',
			(value) => {
				try {
					tell(readJustification(fromHex(String(value))));
				} catch {
					fail(new SourceError('unreadable', 'the node tells a justification that cannot be read'));
				}
			},
		);
		try {
			return await next;
		} finally {
			clearTimeout(timer);
			stop();
		}
	}

	/** What leads from the anchor to a justified block, as a receipt has it. */
	async evidence(justified: Justified) {
		const header = await this.header(hexOf(justified.hash));
		const after = await this.#setAfter(hexOf(justified.hash));
		// A block that names the next set is the last of its own.
		const setId = header.handsOver ? after - 1n : after;
		return {
			setId: Number(setId),
			block: { header: toBase64(header.bytes), justification: toBase64(justified.bytes) },
			handOffs: await this.#handOffsUntil(setId, justified.number),
		};
	}

	async #setAfter(hash: string): Promise<bigint> {
		const found = await this.value(keys.currentSet, hash);
		return found ? u64.dec(found) : 0n;
	}

	/** The last blocks of the sets from the anchor's to the one before `until`, each with its justification. */
	async #handOffsUntil(until: bigint, before: number): Promise<Finalized[]> {
		for (let set = this.anchoredSet + BigInt(this.#handOffs.length); set < until; set++) {
			const begin = this.#handOffs.at(-1)?.number ?? 0;
			const number = (await this.#toldEnd(set, begin, before)) ?? (await this.#searchedEnd(set, begin, before));
			const header = await this.header(await this.hashOf(number));
			const justified = await this.prove(number);
			if (!header.handsOver || justified.number !== number) {
				throw new SourceError(
					'no-proof',
					`the node cannot prove how authority set ${set} handed over at block ${number}`,
				);
			}
			const block = { header: toBase64(header.bytes), justification: toBase64(justified.bytes) };
			this.#handOffs.push({ number, block });
		}
		const wanted = Math.max(Number(until - this.anchoredSet), 0);
		return this.#handOffs.slice(0, wanted).map(({ block }) => block);
	}

	/** A set's last block, among those from `begin` to `until`, as far as it can be told without the states of old blocks. */
	async #toldEnd(set: bigint, begin: number, until: number): Promise<number | undefined> {
		const expected = await this.#expectedEnd(set);
		if (expected !== undefined && (await this.#isEnd(expected, begin, until))) {
			return expected;
		}
		// The node's proof that a block of a former set is final is that for the set's last one.
		if (set > this.anchoredSet || set === 0n) {
			const justified = await this.prove(begin + 1).catch(() => undefined);
			if (justified && (await this.#isEnd(justified.number, begin, until))) {
				return justified.number;
			}
		}
		return undefined;
	}

	/** Where a set's last block should be: where the session after the set's last one begins. */
	async #expectedEnd(set: bigint): Promise<number | undefined> {
		const { hash } = await this.last();
		const [session, length] = await Promise.all([
			this.value(keys.lastSession(set), hash),
			this.value(keys.sessionLength, hash),
		]);
		return session && length ? (u32.dec(session) + 1) * u32.dec(length) : undefined;
	}

	async #isEnd(number: number, begin: number, until: number): Promise<boolean> {
		return number >= begin && number <= until && (await this.header(await this.hashOf(number))).handsOver;
	}

	/** A set's last block, by halves, from the states of old blocks: these are on archive nodes only. */
	async #searchedEnd(set: bigint, begin: number, before: number): Promise<number> {
		let [low, high] = [begin, before];
		while (low + 1 < high) {
			const middle = Math.floor((low + high) / 2);
			if ((await this.#setAfter(await this.hashOf(middle))) > set) {
				high = middle;
			} else {
				low = middle;
			}
		}
		return high;
	}
}
