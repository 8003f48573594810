// The API over HTTP: GraphQL, receipts and exports. It reads the database and changes nothing in it.

import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { pipeline, Readable } from 'node:stream';
import { type ExecutionArgs, GraphQLError, validate } from 'graphql';
import { createHandler } from 'graphql-http';
import type pg from 'pg';
import { Node } from '../chain/node.js';
import { settings } from '../settings.js';
import { openPool, untilMigrated } from '../sql.js';
import { makeSchema } from './answers.js';
import { type Context, makeLoaders } from './context.js';
import { csvLines, logLines } from './exports.js';
import { LIMITS, makeLimiter, readQuestion } from './limits.js';
import { LOG, makeReceipt, NotToBeHad, RECEIPT } from './receipts.js';

const SCHEMA = readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8');

/** How many exports are written at once: each has a connection to the database. */
const EXPORTS = 4;

/** The code of PostgreSQL's error that a question took too long. */
const CANCELED = '57014';

export interface Api {
	server: Server;
	pool: pg.Pool;
	node: Node;
}

export async function startApi(): Promise<Api> {
	const pool = openPool(settings.questionMs);
	// A connection that ends while nobody uses it is replaced by the next question.
	pool.on('error', () => {});
	await untilMigrated(pool);
	const node = new Node({ retry: false });
	const graphql = makeGraphql(pool, node);
	let exporting = 0;

	async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const url = new URL(request.url ?? '/', 'http://index');
		// Any page may ask: everything here is public, and nobody is known.
		response.setHeader('access-control-allow-origin', '*');
		response.setHeader('x-content-type-options', 'nosniff');
		if (request.method === 'OPTIONS') {
			response.setHeader('access-control-allow-headers', 'content-type');
			response.writeHead(204).end();
			return;
		}
		if (url.pathname === '/graphql') {
			return graphql(request, response);
		}
		if (request.method !== 'GET') {
			throw new NotToBeHad(405, 'only GET');
		}
		if (url.pathname === '/schema.graphql') {
			response.setHeader('content-type', 'text/plain; charset=utf-8');
			response.end(SCHEMA);
			return;
		}
		if (url.pathname === '/health') {
			await pool.query('SELECT 1');
			response.end('ok\n');
			return;
		}
		const anchorSet = anchorOf(url);
		const receipt = /^\/receipt\/(\d{1,18})\/(\d{1,18})$/.exec(url.pathname);
		if (receipt) {
			const made = await makeReceipt(pool, BigInt(receipt[1] as string), BigInt(receipt[2] as string), anchorSet);
			response.setHeader('content-type', RECEIPT);
			response.setHeader('content-disposition', `attachment; filename="seal-${receipt[1]}-use-${receipt[2]}.eseal"`);
			response.end(`${JSON.stringify(made, null, 2)}\n`);
			return;
		}
		const exported = /^\/export\/(\d{1,18})\.(jsonl|csv)$/.exec(url.pathname);
		if (exported) {
			const [seal, form] = [BigInt(exported[1] as string), exported[2]];
			if ((await pool.query('SELECT FROM seals WHERE id = $1', [seal])).rowCount === 0) {
				throw new NotToBeHad(404, `there is no e-seal ${seal}`);
			}
			if (exporting >= EXPORTS) {
				throw new NotToBeHad(503, 'others export at the moment: ask again');
			}
			exporting += 1;
			response.once('close', () => {
				exporting -= 1;
			});
			const lines = form === 'csv' ? csvLines(pool, seal) : logLines(pool, node, seal, anchorSet);
			// What fails before the first line is told as an error; what fails later breaks the connection off.
			const first = await lines.next();
			response.setHeader('content-type', form === 'csv' ? 'text/csv; charset=utf-8' : LOG);
			response.setHeader('content-disposition', `attachment; filename="seal-${seal}.${form}"`);
			response.write(first.value ?? '');
			await new Promise<void>((resolve) => pipeline(Readable.from(lines), response, () => resolve()));
			return;
		}
		throw new NotToBeHad(
			404,
			'there is nothing here: ask /graphql, /schema.graphql, /receipt/SEAL/INDEX, /export/SEAL.jsonl or /export/SEAL.csv',
		);
	}

	const server = createServer((request, response) => {
		answer(request, response).catch((error) => refuse(response, error));
	});
	server.requestTimeout = 30_000;
	server.listen(settings.port, settings.host);
	await new Promise((resolve, reject) => server.once('listening', resolve).once('error', reject));
	return { server, pool, node };
}

function anchorOf({ searchParams }: URL): bigint {
	const set = searchParams.get('anchorSet') ?? '0';
	if (!/^\d{1,18}$/.test(set)) {
		throw new NotToBeHad(400, 'anchorSet is the number of an authority set');
	}
	return BigInt(set);
}

function refuse(response: ServerResponse, error: Error): void {
	if (response.headersSent) {
		response.destroy();
		return;
	}
	const status = error instanceof NotToBeHad ? error.status : 500;
	if (status === 500) {
		console.error(error);
	}
	response.writeHead(status, { 'content-type': 'application/json' });
	response.end(`${JSON.stringify({ error: status === 500 ? 'the index could not answer' : error.message })}\n`);
}

/** Reads the body of a request, as far as one may be long. */
async function readBody(request: IncomingMessage): Promise<string> {
	const parts: Buffer[] = [];
	let length = 0;
	for await (const part of request) {
		length += part.length;
		if (length > LIMITS.bytes) {
			throw new NotToBeHad(413, `a question has at most ${LIMITS.bytes} bytes`);
		}
		parts.push(part);
	}
	return Buffer.concat(parts).toString();
}

function makeGraphql(pool: pg.Pool, node: Node) {
	const schema = makeSchema(SCHEMA);
	const limit = makeLimiter(schema);
	const handle = createHandler({
		schema,
		// In this order: so many words, so much cost, and only then the schema's own rules, some of which compare every field
		// with every other.
		onSubscribe: (_, { query, variables, operationName }) => {
			try {
				const document = readQuestion(query);
				limit(document, variables ?? {});
				const errors = validate(schema, document, undefined, { maxErrors: 10 });
				if (errors.length > 0) {
					return errors;
				}
				const contextValue: Context = { sql: pool, node, load: makeLoaders(pool) };
				return { schema, document, contextValue, variableValues: variables, operationName } as ExecutionArgs as never;
			} catch (error) {
				return [error instanceof GraphQLError ? error : new GraphQLError(error.message)];
			}
		},
		formatError: (error) => {
			const cause =
				'originalError' in error ? (error.originalError as (Error & { code?: string }) | undefined) : undefined;
			if (cause === undefined || cause instanceof GraphQLError) {
				return error;
			}
			if (cause.code === CANCELED) {
				const text = `the database worked on this for ${settings.questionMs} ms in vain: ask for less, or for one e-seal`;
				return new GraphQLError(text, { extensions: { code: 'TOO_MUCH' } });
			}
			console.error(cause);
			return new GraphQLError('the index could not answer');
		},
	});
	return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
		if ((request.url?.length ?? 0) > LIMITS.bytes) {
			throw new NotToBeHad(414, `a question has at most ${LIMITS.bytes} bytes`);
		}
		const body = await readBody(request);
		const [answer, init] = await handle({
			method: request.method ?? 'GET',
			url: request.url ?? '/',
			headers: request.headers as never,
			body,
			raw: request,
			context: undefined,
		});
		response.writeHead(init.status, init.statusText, init.headers as Record<string, string>);
		response.end(answer ?? undefined);
	};
}
