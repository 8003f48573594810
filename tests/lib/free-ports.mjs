// Ports on loopback that nobody listens on.

import { createServer } from 'node:net';

/** Has the system choose a free port, or takes this one; holds it until `close`. */
function hold(port = 0) {
	const server = createServer();
	return new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => resolve({ port: server.address().port, close: () => server.close() }));
	});
}

/**
 * @param {number} count
 * @returns {Promise<number[]>}
 */
export async function freePorts(count) {
	const held = await Promise.all(Array.from({ length: count }, () => hold()));
	held.forEach(({ close }) => close());
	return held.map(({ port }) => port);
}

/**
 * The first of so many free ports in a row.
 *
 * @param {number} count
 * @returns {Promise<number>}
 */
export async function freePortRange(count) {
	for (let attempt = 0; attempt < 50; attempt++) {
		const held = [await hold()];
		const [{ port: first }] = held;
		try {
			for (let port = first + 1; port < first + count; port++) {
				held.push(await hold(port));
			}
			return first;
		} catch {
			// The row is broken: try another.
		} finally {
			held.forEach(({ close }) => close());
		}
	}
	throw new Error(`found no ${count} free ports in a row`);
}
