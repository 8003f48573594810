// Questions to the auditors' index, which answers on the page's own server.

/** Why the index has no answer. */
export type IndexFailure =
	/** The page has no index. */
	| 'none'
	/** Nobody answers. */
	| 'unreachable'
	/** It refuses the question, and says why. */
	| 'refused'
	/** It answers what cannot be read. */
	| 'unreadable';

export class IndexError extends Error {
	constructor(
		readonly failure: IndexFailure,
		message: string,
	) {
		super(message);
	}
}

/** How long an answer may take, in milliseconds. */
const PATIENCE_MS = 20_000;

/** The address of something that the index has. */
export function addressAt(index: string | undefined, path: string): string {
	if (index === undefined) {
		throw new IndexError('none', 'no index');
	}
	return new URL(`${index}${path}`, document.baseURI).href;
}

/** A page of a list: `next` leads to the page after. */
export interface Page<T> {
	readonly items: readonly T[];
	readonly next: string | null;
}

/**
 * Asks the index in GraphQL.
 *
 * @throws {IndexError}
 */
export async function ask<T>(
	index: string | undefined,
	query: string,
	variables: Readonly<Record<string, unknown>> = {},
): Promise<T> {
	const address = addressAt(index, 'graphql');
	let response: Response;
	try {
		response = await fetch(address, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ query, variables }),
			signal: AbortSignal.timeout(PATIENCE_MS),
		});
	} catch (error) {
		throw new IndexError('unreachable', String(error));
	}
	return read<T>(response);
}

async function read<T>(response: Response): Promise<T> {
	if (response.status === 502 || response.status === 503 || response.status === 504) {
		throw new IndexError('unreachable', `${response.status}`);
	}
	if (response.status === 429) {
		throw new IndexError('refused', 'too many questions: wait a moment');
	}
	let answer: { data?: T | null; errors?: readonly { message: string }[] };
	try {
		answer = await response.json();
	} catch {
		throw new IndexError('unreadable', `${response.status}`);
	}
	const [error] = answer?.errors ?? [];
	if (error !== undefined) {
		throw new IndexError('refused', String(error.message));
	}
	if (answer?.data === undefined || answer.data === null) {
		throw new IndexError('unreadable', `${response.status}`);
	}
	return answer.data;
}
