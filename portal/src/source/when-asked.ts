// A node as a source, whose code is loaded when it is asked for the first time: a page that is opened to check a receipt needs none of it.

import type { Digest } from '../verifier/engine.ts';
import type { Chain, NodeSource } from './node.ts';
import { type Found, type Place, type Source, SourceError } from './source.ts';

export class SourceWhenAsked implements Source {
	#loading: Promise<NodeSource> | undefined;
	#loaded: NodeSource | undefined;

	/**
	 * @param urls WebSocket addresses of nodes, in the order in which they are asked
	 * @param chain the anchor's
	 */
	constructor(
		readonly urls: readonly string[],
		readonly chain: Chain,
	) {}

	get name() {
		return this.#loaded?.name ?? this.urls[0] ?? '';
	}

	async findUses(digests: readonly Digest[], expected?: string): Promise<Found> {
		return (await this.#node()).findUses(digests, expected);
	}

	async receiptOf(use: Place, salt?: Uint8Array): Promise<Uint8Array> {
		return (await this.#node()).receiptOf(use, salt);
	}

	async #node(): Promise<NodeSource> {
		this.#loading ??= import('./node.ts').then(({ NodeSource }) => new NodeSource(this.urls, this.chain));
		try {
			this.#loaded = await this.#loading;
			return this.#loaded;
		} catch (error) {
			// Without a network; the next question tries again.
			this.#loading = undefined;
			throw new SourceError('unreachable', String(error));
		}
	}
}
