// Serves the metrics over HTTP.

import { createServer } from 'node:http';
import { CONTENT_TYPE } from './metrics.mjs';

/** The address cannot be listened on. */
export class CannotListen extends Error {}

const REASONS = {
	EADDRINUSE: 'another program has that port',
	EADDRNOTAVAIL: 'this machine does not have that address',
	EACCES: 'only root may listen on that port',
};

/**
 * Serves `GET /metrics`.
 *
 * @param {{ host: string, port: number }} address
 * @param {() => string} render  gives the metrics
 * @returns {Promise<void>} when it listens
 * @throws {CannotListen}
 */
export function serve({ host, port }, render) {
	const server = createServer((request, response) => {
		const [path] = request.url.split('?');
		if (path !== '/metrics') {
			response.writeHead(404, { 'content-type': 'text/plain' }).end('The metrics are at /metrics.\n');
		} else if (request.method !== 'GET' && request.method !== 'HEAD') {
			response.writeHead(405, { allow: 'GET, HEAD' }).end();
		} else {
			response.writeHead(200, { 'content-type': CONTENT_TYPE }).end(render());
		}
	});
	return new Promise((resolve, reject) => {
		server.once('error', ({ code, message }) => reject(new CannotListen(REASONS[code] ?? message)));
		server.listen(port, host, resolve);
	});
}
