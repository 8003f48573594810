// A node's RPC as a source. It is asked at its last final block.

import { concat, utf8 } from '../bytes.ts';
import { bytesOf, type FoundUse, foundUses, nextToLeave, Option, sealOf, u32, u64 } from '../evidence/codec.ts';
import { Finality } from '../evidence/finality.ts';
import * as keys from '../evidence/keys.ts';
import { ReceiptMaker } from '../evidence/receipt.ts';
import { type Digest, encoded } from '../verifier/engine.ts';
import { Rpc } from './rpc.ts';
import { type Found, type Place, type Source, SourceError, type Use } from './source.ts';

/** So many pages of uses are looked through for each digest. Anyone with an e-seal can record more. */
const MOST_PAGES = 16;

/** So many of the first uses of an e-seal are told, and so many of the last: whoever gets hold of an e-seal for a while and records
 * many uses does so after the first ones of its owner. */
const EACH_END = 2;

/** As many as the runtime puts into one answer. */
const PAGE = 0xffff_ffff;

const LAST_INDEX = 0xffff_ffff_ffff_ffffn;

/** The e-seal of an enterprise that became active last, as far as it is read: its number comes first. */
const maybeSeal = Option(u64);

/** What an anchor says of a chain, as far as a source needs it. */
export interface Chain {
	readonly genesis: string;
	readonly setId: number;
}

interface Connection {
	readonly rpc: Rpc;
	readonly maker: ReceiptMaker;
}

/** A use with the digest that it was found by. */
interface FoundBy {
	readonly found: FoundUse;
	readonly document: Digest;
}

/** The first of these nodes that answers. */
export class NodeSource implements Source {
	#connection: Promise<Connection> | undefined;
	#name: string;

	/**
	 * @param urls WebSocket addresses of nodes, in the order in which they are asked
	 * @param chain the anchor's
	 */
	constructor(
		readonly urls: readonly string[],
		readonly chain: Chain,
	) {
		this.#name = urls[0] ?? '';
	}

	get name() {
		return this.#name;
	}

	async findUses(wanted: readonly Digest[], expected?: string): Promise<Found> {
		const { maker } = await this.#connected();
		const { hash, number } = await maker.finality.last();
		const seals = expected === undefined ? undefined : await this.#sealsOf(maker, expected, hash);
		const final = await this.#search(maker, wanted, seals, hash);
		const isNone = final.uses.length === 0;
		const awaiting = isNone ? (await this.#search(maker, wanted, seals, undefined)).uses : [];
		const left = await maker.finality.value(keys.nextToLeave, hash);
		const [block, place] = left ? nextToLeave.dec(left) : [0, 0];
		// Where some of a block left, those that are there still may be told of, too.
		const leftBefore = block + (place > 0 ? 1 : 0);
		return { ...final, awaiting, leftBefore: leftBefore || undefined, block: number };
	}

	async receiptOf(use: Place, salt?: Uint8Array): Promise<Uint8Array> {
		const { maker } = await this.#connected();
		return maker.make(use, salt);
	}

	/** Ends the connection. The next question makes a new one. */
	close() {
		this.#connection?.then(({ rpc }) => rpc.close()).catch(() => {});
		this.#connection = undefined;
	}

	async #connected(): Promise<Connection> {
		const known = await this.#connection?.catch(() => undefined);
		if (known?.rpc.isOpen) {
			return known;
		}
		this.#connection = this.#connect();
		return this.#connection;
	}

	async #connect(): Promise<Connection> {
		let failure = new SourceError('unreachable', 'no node is configured');
		for (const url of this.urls) {
			try {
				const rpc = await Rpc.connect(url);
				const genesis = await rpc.call<string>('chain_getBlockHash', [0]);
				if (genesis !== this.chain.genesis) {
					rpc.close();
					throw new SourceError('other-chain', `${url} is a node of another chain`);
				}
				this.#name = url;
				const finality = new Finality(rpc, BigInt(this.chain.setId));
				return { rpc, maker: new ReceiptMaker(finality, this.chain.genesis) };
			} catch (error) {
				failure = error instanceof SourceError ? error : new SourceError('unreachable', String(error));
			}
		}
		throw failure;
	}

	/** The uses under these digests, as of a block or of the best one: of some e-seals, or of any. */
	async #search(maker: ReceiptMaker, wanted: readonly Digest[], seals: bigint[] | undefined, at: string | undefined) {
		const bySeal = new Map<bigint, FoundBy[]>();
		let cut = false;
		const take = (document: Digest, page: readonly FoundUse[]) => {
			for (const found of page) {
				const of = bySeal.get(found.used.seal) ?? [];
				of.push({ found, document });
				bySeal.set(found.used.seal, of);
			}
		};
		for (const document of wanted) {
			const begins = seals?.map(beforeSeal) ?? [undefined];
			for (const [which, begin] of begins.entries()) {
				let after = begin;
				for (let pages = 0; ; pages++) {
					const page = await this.#page(maker, document, after, at);
					const seal = seals?.[which];
					const ours = seal === undefined ? page : page.filter(({ used }) => used.seal === seal);
					take(document, ours);
					const last = page.at(-1);
					if (last === undefined || ours.length < page.length) {
						break;
					}
					if (pages + 1 >= MOST_PAGES) {
						cut = true;
						break;
					}
					after = { seal: last.used.seal, index: last.index };
				}
			}
		}
		const uses: Use[] = [];
		let more = 0;
		for (const [seal, found] of bySeal) {
			found.sort((a, b) => Number(a.found.index - b.found.index));
			const ends = [...found.slice(0, EACH_END), ...found.slice(EACH_END).slice(-EACH_END)];
			more += found.length - ends.length;
			const { uscc, name } = await this.#seal(maker, seal, at);
			for (const { found, document } of ends) {
				uses.push({ seal, index: found.index, uscc, name, block: found.used.block, document });
			}
		}
		uses.sort((a, b) => a.block - b.block || Number(a.index - b.index));
		return { uses, more, cut };
	}

	#page(maker: ReceiptMaker, document: Digest, after: Place | undefined, at: string | undefined) {
		const digest = encoded(document);
		if (digest === undefined) {
			throw new SourceError('unreadable', `${document} is no digest`);
		}
		const place = after && concat(Uint8Array.of(1), u64.enc(after.seal), u64.enc(after.index));
		const question = concat(digest, place ?? Uint8Array.of(0), u32.enc(PAGE));
		return maker.api(foundUses, 'UsageLogApi_uses_of_document', question, at);
	}

	async #seal(maker: ReceiptMaker, seal: bigint, at: string | undefined) {
		const hash = at ?? (await maker.finality.rpc.call<string>('chain_getBlockHash'));
		const bytes = await maker.finality.value(keys.seal(seal), hash);
		if (bytes === undefined) {
			throw new SourceError('not-found', `the node has no e-seal ${seal}`);
		}
		return sealOf(bytes);
	}

	/** The e-seals of an enterprise that ever became active, by what the node says: the last one, and those that each superseded. */
	async #sealsOf(maker: ReceiptMaker, uscc: string, at: string): Promise<bigint[]> {
		const question = bytesOf(utf8(uscc));
		const seals: bigint[] = [];
		let next: bigint | undefined = await maker.api(maybeSeal, 'ESealApi_seal_of', question, at);
		while (next !== undefined && !seals.includes(next) && seals.length < 256) {
			seals.push(next);
			// Each supersedes an earlier one: whatever a node says, this ends.
			next = (await this.#seal(maker, next, at)).supersedes;
		}
		return seals;
	}
}

/** The place right before all uses of an e-seal. Storage compares the bytes of its number, the lowest first. */
export function beforeSeal(seal: bigint): Place | undefined {
	const swap = (number: bigint) => new DataView(u64.enc(number).buffer).getBigUint64(0, false);
	const asCompared = swap(seal);
	return asCompared === 0n ? undefined : { seal: swap(asCompared - 1n), index: LAST_INDEX };
}
