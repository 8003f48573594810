// What the worker does, apart from messages: digests files piece by piece and verifies. The module has no imports, so it can
// only compute; what it is given stays in the page.

import { DIGEST_KINDS, DIGEST_SIZE, type LogChecker, load, type Verifier } from '../../../receipt/wasm/verifier.mjs';
import { concat, fromHex, toHex } from '../bytes.ts';
import type { Language } from '../i18n/language.ts';
import type { LogVerdict, Verdict, Words } from './types.ts';

/** How much of a file is in memory at a time, in bytes. */
const PIECE = 4 * 1024 * 1024;

/** What makes a digest, by the names that verdicts have. */
export type Algorithm = 'sha256' | 'sm3' | 'blake2b256' | 'commitment' | 'commitment-sm3';

const KINDS: Readonly<Record<Algorithm, number>> = {
	sha256: DIGEST_KINDS.sha256,
	sm3: DIGEST_KINDS.sm3,
	blake2b256: DIGEST_KINDS.blake2b256,
	commitment: DIGEST_KINDS.commitment,
	'commitment-sm3': DIGEST_KINDS.commitmentSm3,
};

const ALGORITHMS = Object.fromEntries(Object.entries(KINDS).map(([name, kind]) => [kind, name])) as Record<
	number,
	Algorithm
>;

/** A digest as it is written: `sha256:0x…`. */
export type Digest = string;

/** What is verified. */
export interface Question {
	/** The document's digests, as `digest` gives them. None: the document is not there. */
	readonly digests: Uint8Array;
	readonly receipt: Uint8Array;
	readonly anchor: Uint8Array;
	/** The code of the enterprise that is expected; empty if none is. */
	readonly enterprise: string;
}

/** A verdict in every language. */
export type Verdicts = Readonly<Record<Language, Verdict>>;

/** A verdict on an exported log in every language. */
export type LogVerdicts = Readonly<Record<Language, LogVerdict>>;

/** A source of a document's bytes: a `File`, or anything that is cut as one. */
export interface Sliceable {
	readonly size: number;
	slice(from: number, to: number): { arrayBuffer(): Promise<ArrayBuffer> };
}

/** The verifier, loaded. */
export class Engine {
	readonly #verifier: Verifier;
	/** Exported logs that are being checked, by their numbers. */
	readonly #logs = new Map<number, LogChecker>();
	#nextLog = 0;

	private constructor(verifier: Verifier) {
		this.#verifier = verifier;
	}

	static async load(module: BufferSource): Promise<Engine> {
		return new Engine(await load(module));
	}

	/**
	 * Digests a document by these algorithms while it is read once.
	 *
	 * @param salt of the commitments among them, 32 bytes
	 * @param told hears how many bytes were read
	 */
	async digest(
		document: Sliceable,
		algorithms: readonly Algorithm[],
		salt: Uint8Array | undefined,
		told: (bytes: number) => void,
	): Promise<Uint8Array> {
		const digesting = this.#verifier.digester(
			algorithms.map((name) => KINDS[name]),
			salt,
		);
		try {
			for (let at = 0; at < document.size; at += PIECE) {
				const to = Math.min(at + PIECE, document.size);
				digesting.update(new Uint8Array(await document.slice(at, to).arrayBuffer()));
				told(to);
			}
		} catch (error) {
			// Gives the memory back.
			digesting.finish();
			throw error;
		}
		return digesting.finish();
	}

	verify({ digests, receipt, anchor, enterprise }: Question): Verdicts {
		const verdict = (language: Language) =>
			this.#verifier.verifyDigests(digests, receipt, anchor, { enterprise, language }) as Verdict;
		return { en: verdict('en'), zh: verdict('zh') };
	}

	/** Begins to check an exported log with its first line, and gives its number. */
	beginLog(header: Uint8Array, anchor: Uint8Array): number {
		const log = this.#nextLog++;
		this.#logs.set(log, this.#verifier.logChecker(header, anchor));
		return log;
	}

	/** Takes whole lines of a log. Gives how many of them are records that are as they should be. */
	takeLog(log: number, lines: Uint8Array): number {
		return this.#log(log).take(lines);
	}

	/** Ends a log, and says whether it is whole. */
	endLog(log: number): LogVerdicts {
		const checker = this.#log(log);
		this.#logs.delete(log);
		return checker.finish() as unknown as LogVerdicts;
	}

	#log(log: number): LogChecker {
		const checker = this.#logs.get(log);
		if (checker === undefined) {
			throw new RangeError(`no log ${log} is being checked`);
		}
		return checker;
	}

	words(): Readonly<Record<Language, Words>> {
		return { en: this.#verifier.words('en'), zh: this.#verifier.words('zh') };
	}
}

/** Digests as they are written. */
export function written(digests: Uint8Array): Digest[] {
	const all: Digest[] = [];
	for (let at = 0; at + DIGEST_SIZE <= digests.length; at += DIGEST_SIZE) {
		const name = ALGORITHMS[digests[at] ?? -1];
		if (name !== undefined) {
			all.push(`${name}:0x${toHex(digests.subarray(at + 1, at + DIGEST_SIZE))}`);
		}
	}
	return all;
}

/** A digest as the chain has it: the number of what made it, and 32 bytes. None if it is not written as one. */
export function encoded(digest: Digest): Uint8Array | undefined {
	const [, name, hash] = /^([a-z0-9-]+):(0x[0-9a-f]{64})$/.exec(digest) ?? [];
	const kind = KINDS[name as Algorithm];
	return hash === undefined || kind === undefined ? undefined : concat(Uint8Array.of(kind), fromHex(hash));
}
