#!/usr/bin/env node
// Serves the built page on loopback, with the headers that a public server sends (deploy/nginx/eseal-portal.conf):
//
//     node serve.mjs [--port 8480] [--config FILE] [--directory dist] [--index URL]
//
// Without FILE the page has no `config.json`. What is asked below `/index/` is passed on to the auditors' index at URL, as a public
// server does: the page asks nobody but its own server. Prints the address once it can be opened.

import { createReadStream, statSync } from 'node:fs';
import { request as ask, createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

/** @type {Readonly<Record<string, string>>} */
const TYPES = {
	'.html': 'text/html; charset=utf-8',
	'.js': 'text/javascript; charset=utf-8',
	'.css': 'text/css; charset=utf-8',
	'.json': 'application/json; charset=utf-8',
	'.wasm': 'application/wasm',
};

/** What every answer says. The page itself says most of it in a meta element; frames only a header can forbid. */
const HEADERS = {
	'content-security-policy':
		"default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; worker-src 'self'; img-src 'self' data: blob:; " +
		"connect-src 'self' ws: wss:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin',
	'permissions-policy': 'camera=(self), geolocation=(), microphone=()',
	'referrer-policy': 'no-referrer',
	'x-content-type-options': 'nosniff',
};

/** Below this the index answers. */
const INDEX = '/index/';

/** The one-file page brings a policy of its own, with the hashes of what stands in it. */
const { 'content-security-policy': _, ...ONE_FILE_HEADERS } = HEADERS;

/**
 * @param {object} options
 * @param {number} [options.port]  any that is free unless given
 * @param {string} [options.config]  what `config.json` is; there is none unless given
 * @param {string} [options.directory]  the built page
 * @param {string} [options.index]  the address of the auditors' index; there is none unless given
 * @returns {Promise<{ url: string, close(): Promise<void> }>}
 */
export async function serve({ port = 0, config, directory = fileURLToPath(new URL('dist', import.meta.url)), index }) {
	const server = createServer((request, response) => {
		const { url = '/', method } = request;
		if (index !== undefined && url.startsWith(INDEX)) {
			passOn(request, response, index);
			return;
		}
		const path = pathOf(url, directory, config);
		const size = path && sizeOf(path);
		if (path === undefined || size === undefined || (method !== 'GET' && method !== 'HEAD')) {
			response.writeHead(path === undefined || size === undefined ? 404 : 405, HEADERS).end();
			return;
		}
		response.writeHead(200, {
			...(path.endsWith('eseal-portal.html') ? ONE_FILE_HEADERS : HEADERS),
			'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
			'content-length': size,
			// The names of assets have their hashes in them.
			'cache-control': path.includes(`${sep}assets${sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache',
		});
		if (method === 'HEAD') {
			response.end();
		} else {
			createReadStream(path)
				.on('error', () => response.destroy())
				.pipe(response);
		}
	});
	await new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => resolve(undefined));
	});
	const { port: taken } = /** @type {import('node:net').AddressInfo} */ (server.address());
	return {
		url: `http://127.0.0.1:${taken}/`,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

/**
 * Asks the index in place of whoever asks here.
 *
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {string} index
 */
function passOn(request, response, index) {
	const { url = '', method, headers } = request;
	// The host is the index's, whatever is asked for: `//elsewhere/` is a path here, and no address.
	const asked = ask(new URL(index).origin, { path: url.slice(INDEX.length - 1), method, headers }, (answer) => {
		response.writeHead(answer.statusCode ?? 502, { ...answer.headers, ...HEADERS });
		answer.on('error', () => response.destroy()).pipe(response);
	});
	asked.on('error', () => {
		if (response.headersSent) {
			response.destroy();
		} else {
			response.writeHead(502, HEADERS).end();
		}
	});
	response.on('close', () => asked.destroy());
	request.pipe(asked);
}

/**
 * The file that an address names.
 *
 * @param {string} url
 * @param {string} directory
 * @param {string | undefined} config
 */
function pathOf(url, directory, config) {
	let name;
	try {
		name = normalize(decodeURIComponent(url.split('?')[0] ?? ''));
	} catch {
		return undefined;
	}
	if (name === `${sep}config.json`) {
		return config;
	}
	const path = join(directory, name === sep ? 'index.html' : name);
	return path.startsWith(directory + sep) ? path : undefined;
}

/**
 * How many bytes a file has; nothing if it is none.
 *
 * @param {string} path
 */
function sizeOf(path) {
	const about = statSync(path, { throwIfNoEntry: false });
	return about?.isFile() ? about.size : undefined;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: '8480' },
			config: { type: 'string' },
			directory: { type: 'string' },
			index: { type: 'string' },
		},
	});
	const { port, ...given } = values;
	try {
		const { url } = await serve({ port: Number(port), ...given });
		console.log(url);
	} catch (error) {
		console.error(`error: ${error instanceof Error ? error.message : error}`);
		process.exit(1);
	}
}
