// The verifier as the page calls it: questions to a worker, which has the module.

import type { Language } from '../i18n/language.ts';
import type { Algorithm, LogVerdicts, Question, Verdicts } from './engine.ts';
import type { Answers, Asked, Reply, Request } from './messages.ts';
import type { Words } from './types.ts';

interface Pending {
	resolve(answer: Answers[keyof Answers]): void;
	reject(error: Error): void;
	told?(bytes: number): void;
}

/** Digests documents and verifies receipts, apart from the page. */
export interface VerifierApi {
	/** Digests a document by these algorithms; `told` hears how many bytes were read. */
	digest(
		file: Blob,
		algorithms: readonly Algorithm[],
		salt: Uint8Array | undefined,
		told: (bytes: number) => void,
	): Promise<Uint8Array>;
	verify(question: Question): Promise<Verdicts>;
}

/** Checks exported logs, apart from the page. */
export interface LogApi {
	/** Begins with the first line. */
	beginLog(header: Uint8Array, anchor: Uint8Array): Promise<LogCheck>;
}

/** An exported log that is being checked. */
export interface LogCheck {
	/** Takes whole lines. Gives how many of them are records that are as they should be. */
	take(lines: Uint8Array): Promise<number>;
	/** Ends, and says whether the log is whole. Also called to give up: then what it says is of no use. */
	end(): Promise<LogVerdicts>;
}

export class VerifierClient implements VerifierApi, LogApi {
	readonly #worker: Worker;
	readonly #pending = new Map<number, Pending>();
	#next = 0;

	private constructor(worker: Worker) {
		this.#worker = worker;
		worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => this.#heard(data));
		worker.addEventListener('error', ({ message }) => this.#broke(message));
	}

	/** Starts the worker and loads the module there. Gives the words of all languages, too. */
	static async start(
		worker: Worker,
		module: ArrayBuffer,
	): Promise<[VerifierClient, Readonly<Record<Language, Words>>]> {
		const client = new VerifierClient(worker);
		const words = await client.#ask({ do: 'load', module });
		return [client, words];
	}

	digest(
		file: Blob,
		algorithms: readonly Algorithm[],
		salt: Uint8Array | undefined,
		told: (bytes: number) => void,
	): Promise<Uint8Array> {
		return this.#ask({ do: 'digest', file, algorithms, ...(salt && { salt }) }, told);
	}

	verify(question: Question): Promise<Verdicts> {
		return this.#ask({ do: 'verify', question });
	}

	async beginLog(header: Uint8Array, anchor: Uint8Array): Promise<LogCheck> {
		const log = await this.#ask({ do: 'begin-log', header, anchor });
		return {
			take: (lines) => this.#ask({ do: 'take-log', log, lines }),
			end: () => this.#ask({ do: 'end-log', log }),
		};
	}

	#ask<A extends Asked>(asked: A, told?: (bytes: number) => void): Promise<Answers[A['do']]> {
		const id = this.#next++;
		return new Promise((resolve, reject) => {
			this.#pending.set(id, {
				resolve: resolve as Pending['resolve'],
				reject,
				...(told && { told }),
			});
			this.#worker.postMessage({ id, ...asked } satisfies Request);
		});
	}

	#heard(reply: Reply) {
		const pending = this.#pending.get(reply.id);
		if ('progress' in reply) {
			pending?.told?.(reply.progress);
			return;
		}
		this.#pending.delete(reply.id);
		if ('error' in reply) {
			pending?.reject(new Error(reply.error));
		} else {
			pending?.resolve(reply.answer);
		}
	}

	#broke(message: string) {
		const pending = [...this.#pending.values()];
		this.#pending.clear();
		for (const { reject } of pending) {
			reject(new Error(message || 'the worker ended'));
		}
	}
}
