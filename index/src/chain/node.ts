// A node's RPC.

import { setTimeout as sleep } from 'node:timers/promises';
import { RpcClient } from '@subsquid/rpc-client';
import { settings } from '../settings.js';

/** How many calls go in one request: public nodes take few. */
export const BATCH = 20;

/** How long somebody waits for an answer, in milliseconds. */
const PATIENCE_MS = 5_000;

/** How many keys are asked for in one call. */
const KEYS = 400;

/** A block as `chain_getBlock` tells it. */
export interface SignedBlock {
	block: { extrinsics: string[] };
	justifications?: [number[], number[]][] | null;
}

export class Node {
	readonly rpc: RpcClient;

	constructor({ retry = true } = {}) {
		this.rpc = new RpcClient({
			url: settings.node,
			maxBatchCallSize: BATCH,
			requestTimeout: 30_000,
			retryAttempts: retry ? Number.MAX_SAFE_INTEGER : 0,
			log: null,
		});
	}

	/**
	 * Calls one method, for somebody who waits: a silent node is told of after some seconds. (The client itself waits until there is a
	 * connection again.)
	 */
	async ask<T>(method: string, params: unknown[] = []): Promise<T> {
		const ended = new AbortController();
		const silence = sleep(PATIENCE_MS, undefined, { signal: ended.signal }).then(() => {
			throw new Error(`the node does not answer ${method}`);
		});
		silence.catch(() => {});
		try {
			return await Promise.race([this.rpc.call<T>(method, params), silence]);
		} finally {
			ended.abort();
		}
	}

	/** What lies under keys, in the state of a block; nothing under a key where nothing lies. */
	async stored(hash: string, keys: string[]): Promise<(string | undefined)[]> {
		const pages = [];
		for (let from = 0; from < keys.length; from += KEYS) {
			pages.push(keys.slice(from, from + KEYS));
		}
		const answers = await Promise.all(
			pages.map((page) =>
				this.rpc.call<{ changes: [string, string | null][] }[]>('state_queryStorageAt', [page, hash]),
			),
		);
		const found = new Map(answers.flatMap(([answer]) => answer?.changes ?? []));
		return keys.map((key) => found.get(key) ?? undefined);
	}

	/** The keys under a prefix, in the state of a block. */
	async keys(hash: string, prefix: string): Promise<string[]> {
		const keys: string[] = [];
		for (;;) {
			const page = await this.rpc.call<string[]>('state_getKeysPaged', [prefix, KEYS, keys.at(-1) ?? prefix, hash]);
			keys.push(...page);
			if (page.length < KEYS) {
				return keys;
			}
		}
	}

	blocks(hashes: string[]): Promise<SignedBlock[]> {
		return this.rpc.batchCall(hashes.map((hash) => ({ method: 'chain_getBlock', params: [hash] })));
	}
}
