// Ports on loopback that nobody listens on.

import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';

/**
 * Where to look. Not where the system takes the ports of outgoing connections from: a port from there may be free now and
 * some connection's own a moment later, and then a node that starts, or starts again, cannot listen on it.
 */
const LOWEST = 10_000;
const HIGHEST = outgoingPortsBegin() - 1;

function outgoingPortsBegin() {
	try {
		const [first] = readFileSync('/proc/sys/net/ipv4/ip_local_port_range', 'utf8').trim().split(/\s+/).map(Number);
		return first > LOWEST + 1_000 ? first : 32_768;
	} catch {
		return 32_768; // What Linux has unless told otherwise.
	}
}

/**
 * Takes a port; holds it until `close`.
 *
 * @param {number} port
 * @returns {Promise<{ close: () => void }>}
 */
function hold(port) {
	const server = createServer();
	return new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => resolve({ close: () => server.close() }));
	});
}

/**
 * The first of so many free ports in a row.
 *
 * @param {number} count
 * @returns {Promise<number>}
 */
export async function freePortRange(count) {
	for (let attempt = 0; attempt < 50; attempt++) {
		const first = randomInt(LOWEST, HIGHEST - count);
		/** @type {{ close: () => void }[]} */
		const held = [];
		try {
			for (let port = first; port < first + count; port++) {
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

/**
 * @param {number} count
 * @returns {Promise<number[]>}
 */
export async function freePorts(count) {
	const first = await freePortRange(count);
	return Array.from({ length: count }, (_, index) => first + index);
}
