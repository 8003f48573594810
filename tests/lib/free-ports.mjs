// Ports on loopback that nobody listens on, and that no other test is given: tests run side by side.

import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';

/**
 * Where to look. Not where the system takes the ports of outgoing connections from: a port from there may be free now and
 * some connection's own a moment later, and then a node that starts, or starts again, cannot listen on it.
 */
const LOWEST = 10_000;
const HIGHEST = outgoingPortsBegin() - 1;

/**
 * Ports are given out in blocks. Whoever listens on a block's first port has the block, until its process ends: between a
 * look whether the others are free and the start of a node that uses them, no other test gets them.
 */
const BLOCK = 32;

function outgoingPortsBegin() {
	try {
		const [first] = readFileSync('/proc/sys/net/ipv4/ip_local_port_range', 'utf8').trim().split(/\s+/).map(Number);
		return first > LOWEST + 1_000 ? first : 32_768;
	} catch {
		return 32_768; // What Linux has unless told otherwise.
	}
}

/**
 * Takes a port.
 *
 * @param {number} port
 * @returns {Promise<{ release: () => void }>}
 */
function hold(port) {
	// It keeps no process from ending.
	const server = createServer().unref();
	return new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => resolve({ release: () => server.close() }));
	});
}

/**
 * The first of so many free ports in a row. They are this process's until it ends.
 *
 * @param {number} count  less than 32
 * @returns {Promise<number>}
 */
export async function freePortRange(count) {
	if (count >= BLOCK) {
		throw new RangeError(`${count} ports are more than are given out at once`);
	}
	for (let attempt = 0; attempt < 50; attempt++) {
		const block = LOWEST + BLOCK * randomInt(Math.floor((HIGHEST - LOWEST) / BLOCK));
		/** @type {{ release: () => void }[]} */
		const held = [];
		try {
			for (let port = block; port <= block + count; port++) {
				held.push(await hold(port));
			}
		} catch {
			// Somebody has the block, or listens in it: try another.
			held.forEach(({ release }) => release());
			continue;
		}
		held.slice(1).forEach(({ release }) => release());
		return block + 1;
	}
	throw new Error(`found no ${count} free ports in a row`);
}

/**
 * @param {number} count  less than 32
 * @returns {Promise<number[]>}
 */
export async function freePorts(count) {
	const first = await freePortRange(count);
	return Array.from({ length: count }, (_, index) => first + index);
}
