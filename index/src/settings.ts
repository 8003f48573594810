// What the environment sets. Everything has a default that serves on a developer's machine.

import { readFileSync } from 'node:fs';

const { env } = process;

/** A webhook: where alarms go, and how they are signed. */
export interface Webhook {
	url: string;
	secret: string;
	/** The kinds of alarm that it wants; all unless given. */
	kinds?: string[];
	/** The e-seals that it wants; all unless given. */
	seals?: string[];
	/** The enterprises that it wants, by their codes; all unless given. */
	enterprises?: string[];
}

const number = (name: string, standard: number): number => {
	const value = env[name] ?? '';
	const read = value === '' ? standard : Number(value);
	if (!Number.isInteger(read) || read < 0) {
		throw new Error(`${name} is ${value}, and must be a whole number`);
	}
	return read;
};

export const settings = {
	/** The node's RPC (WebSocket). It keeps the states of all blocks while the index is built, of recent ones later. */
	node: env.INDEX_NODE || 'ws://127.0.0.1:9944',
	/** The database, as PostgreSQL's clients name one. */
	database: env.INDEX_DATABASE || 'postgresql:///eseal',
	/** Where the API listens. */
	host: env.INDEX_HOST || '127.0.0.1',
	port: number('INDEX_PORT', 4350),
	/** How often the API's process checks the index against the chain, in minutes; 0 is never. */
	checkMinutes: number('INDEX_CHECK_MINUTES', 60),
	/** The hours of the day, from UTC, by which usual hours are told. */
	utcOffset: Number(env.INDEX_UTC_OFFSET || 8),
	/** The longest that the database works on one question, in milliseconds. */
	questionMs: number('INDEX_QUESTION_MS', 2_000),
};

/** The webhooks in the file that INDEX_WEBHOOKS names. */
export function readWebhooks(): Webhook[] {
	const file = env.INDEX_WEBHOOKS;
	if (!file) {
		return [];
	}
	const listed: unknown = JSON.parse(readFileSync(file, 'utf8'));
	if (!Array.isArray(listed)) {
		throw new Error(`${file} must be a JSON array of webhooks`);
	}
	return listed.map((webhook: Webhook, place) => {
		if (!URL.canParse(webhook?.url) || !/^https?:/.test(webhook.url)) {
			throw new Error(`${file}: webhook ${place} has no url`);
		}
		if (typeof webhook.secret !== 'string' || webhook.secret.length < 32) {
			throw new Error(`${file}: webhook ${place} needs a secret of at least 32 characters`);
		}
		for (const name of ['kinds', 'seals', 'enterprises'] as const) {
			if (webhook[name] !== undefined && !Array.isArray(webhook[name])) {
				throw new Error(`${file}: ${name} of webhook ${place} must be an array`);
			}
		}
		return webhook;
	});
}
