// The chain as it is acted on: a node, and what its runtime's metadata says of calls, answers, events and errors. The node is
// not trusted with what is signed: whoever signs also signs the hash of the metadata by which a call was shown, and a chain
// with other metadata refuses that signature.

import { getDynamicBuilder, getLookupFn } from '@polkadot-api/metadata-builders';
import { Bytes, decAnyMetadata, Option, u32, unifyMetadata } from '@polkadot-api/substrate-bindings';
import { fromHex, toHex } from '../bytes.ts';
import { Rpc } from '../source/rpc.ts';
import { SourceError } from '../source/source.ts';

/** A call as the metadata names it: `{ type: 'ESeal', value: { type: 'approve', value: { application, digest } } }`. */
export interface Call {
	readonly type: string;
	readonly value: { readonly type: string; readonly value: Readonly<Record<string, unknown>> | undefined };
}

/** A value of an enum of the chain. */
export interface Choice<V = unknown> {
	readonly type: string;
	readonly value: V;
}

/** A block, as it was asked at. */
export interface At {
	readonly hash: string;
	readonly number: number;
}

/** What a chain's properties say of its unit, which the hash of the metadata covers. */
export interface Unit {
	readonly decimals: number;
	readonly tokenSymbol: string;
}

/** The version of metadata that describes runtime APIs, and of which the hash is. */
const METADATA_VERSION = 15;

/** So many blocks finality may be behind before an extrinsic is signed on the best block instead. */
const MOST_BEHIND = 16;

const maybeMetadata = Option(Bytes());

export const hexOf = (bytes: Uint8Array) => `0x${toHex(bytes)}`;

const readable = (metadata: Uint8Array) => {
	const unified = unifyMetadata(decAnyMetadata(metadata));
	return { unified, codecs: getDynamicBuilder(getLookupFn(unified)) };
};

/** A chain, through one of its nodes. */
export class Chain {
	readonly #described: ReturnType<typeof readable>;

	private constructor(
		readonly rpc: Rpc,
		readonly genesis: string,
		readonly metadata: Uint8Array,
		readonly unit: Unit,
		/** Whether the node says that the chain is one for development. */
		readonly isDevelopment: boolean,
	) {
		this.#described = readable(metadata);
	}

	/**
	 * Connects to the first of these nodes that answers for the chain.
	 *
	 * @throws {SourceError}
	 */
	static async connect(urls: readonly string[], genesis: string): Promise<Chain> {
		let failure = new SourceError('unreachable', 'no node is configured');
		for (const url of urls) {
			try {
				return await Chain.#at(url, genesis);
			} catch (error) {
				failure = error instanceof SourceError ? error : new SourceError('unreadable', String(error));
			}
		}
		throw failure;
	}

	static async #at(url: string, genesis: string): Promise<Chain> {
		const rpc = await Rpc.connect(url);
		try {
			if ((await rpc.call<string>('chain_getBlockHash', [0])) !== genesis) {
				throw new SourceError('other-chain', `${url} is a node of another chain`);
			}
			const [answer, kind, properties] = await Promise.all([
				rpc.call<string>('state_call', ['Metadata_metadata_at_version', hexOf(u32.enc(METADATA_VERSION))]),
				rpc.call<unknown>('system_chainType'),
				rpc.call<Partial<Record<string, unknown>>>('system_properties'),
			]);
			const metadata = maybeMetadata.dec(fromHex(answer));
			if (metadata === undefined) {
				throw new SourceError('unreadable', `${url} has no metadata of version ${METADATA_VERSION}`);
			}
			const unit = {
				decimals: Number(properties.tokenDecimals ?? 0),
				tokenSymbol: String(properties.tokenSymbol ?? ''),
			};
			return new Chain(rpc, genesis, metadata, unit, kind === 'Development' || kind === 'Local');
		} catch (error) {
			rpc.close();
			throw error;
		}
	}

	get isOpen() {
		return this.rpc.isOpen;
	}

	/** The names of what an extrinsic has beside its call, in their order. */
	get extensions(): string[] {
		const [first = []] = Object.values(this.#described.unified.extrinsic.extensionsByVersion);
		return first.map(({ identifier }) => identifier);
	}

	/** The last final block. */
	async final(): Promise<At> {
		const hash = await this.rpc.call<string>('chain_getFinalizedHead');
		return { hash, number: await this.#numberOf(hash) };
	}

	/** The best block. */
	async best(): Promise<At> {
		const hash = await this.rpc.call<string>('chain_getBlockHash');
		return { hash, number: await this.#numberOf(hash) };
	}

	/** A block to sign on: the last final one, or the best one while finality pauses. */
	async recent(): Promise<At> {
		const [final, best] = [await this.final(), await this.best()];
		return best.number - final.number > MOST_BEHIND ? best : final;
	}

	async #numberOf(hash: string): Promise<number> {
		const header = await this.rpc.call<{ number: string } | null>('chain_getHeader', [hash]);
		if (header === null) {
			throw new SourceError('not-found', `the node has no block ${hash}`);
		}
		return Number(header.number);
	}

	/** Asks a runtime API at a block. The answer is of the form that the metadata says. */
	async api<T>(api: string, method: string, args: readonly unknown[], at: string): Promise<T> {
		const { args: question, value } = this.#codec(() => this.#described.codecs.buildRuntimeCall(api, method));
		const asked = hexOf(question.enc(args as unknown[]));
		const answer = await this.rpc.call<string>('state_call', [`${api}_${method}`, asked, at]);
		return this.#codec(() => value.dec(fromHex(answer)) as T);
	}

	/** A value of a block's state: of the form that the metadata says; none if there is none. */
	async storage<T>(pallet: string, item: string, keys: readonly unknown[], at: string): Promise<T | undefined> {
		const { keys: key, value } = this.#codec(() => this.#described.codecs.buildStorage(pallet, item));
		const found = await this.rpc.call<string | null>('state_getStorage', [key.enc(...(keys as unknown[])), at]);
		return found === null ? undefined : this.#codec(() => value.dec(fromHex(found)) as T);
	}

	/** The moment of a block, in milliseconds since the Unix epoch. */
	async moment(at: string): Promise<bigint> {
		return (await this.storage<bigint>('Timestamp', 'Now', [], at)) ?? 0n;
	}

	encode(call: Call): Uint8Array {
		return this.#codec(() => this.#callCodec.enc(call));
	}

	/** What these bytes do; it throws unless they are a call and nothing else. */
	decode(bytes: Uint8Array): Call {
		return this.#codec(() => {
			const call = this.#callCodec.dec(bytes) as Call;
			if (hexOf(this.#callCodec.enc(call)) !== hexOf(bytes)) {
				throw new Error('bytes are left over');
			}
			return call;
		});
	}

	get #callCodec() {
		const { codecs, unified } = this.#described;
		// Metadata of version 14 has them not; that of version 15, which is asked for, has.
		if (!('outerEnums' in unified)) {
			throw new Error('the metadata names no calls');
		}
		return codecs.buildDefinition(unified.outerEnums.call);
	}

	/** What the runtime says of an error of a pallet, in English: what is wrong, and what to do next. */
	docsOf(pallet: string, error: string): string | undefined {
		const { unified } = this.#described;
		const errors = unified.pallets.find(({ name }) => name === pallet)?.errors;
		const def = errors && unified.lookup[errors.type]?.def;
		const variants = def?.tag === 'variant' ? def.value : [];
		return (
			variants
				.find(({ name }) => name === error)
				?.docs.join(' ')
				.trim() || undefined
		);
	}

	#codec<T>(read: () => T): T {
		try {
			return read();
		} catch (error) {
			throw new SourceError('unreadable', `the node's answer cannot be read: ${error}`);
		}
	}

	close() {
		this.rpc.close();
	}
}
