// Which TCP ports of this machine are taken, and by whom. Linux only: reads /proc.

import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

const LISTEN = '0A';
// Addresses as /proc writes them on which a listener stands in the way of one on 127.0.0.1 or ::1.
const IN_THE_WAY = new Set([
	'00000000',
	'0100007F',
	'00000000000000000000000000000000',
	'00000000000000000000000001000000',
	'0000000000000000FFFF000000000000',
	'0000000000000000FFFF00000100007F',
]);

/**
 * @returns {Map<number, string>} the listened-on ports, each with its socket's inode
 */
function listeningPorts() {
	const ports = new Map();
	for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
		let lines;
		try {
			lines = readFileSync(table, 'utf8').trim().split('\n').slice(1);
		} catch {
			continue; // No IPv6 here.
		}
		for (const line of lines) {
			const [, local, , state, , , , , , inode] = line.trim().split(/\s+/);
			const [address, port] = local.split(':');
			if (state === LISTEN && IN_THE_WAY.has(address)) {
				ports.set(parseInt(port, 16), inode);
			}
		}
	}
	return ports;
}

/**
 * @param {string} inode  a socket's
 * @returns {string | undefined} the process that has it, if this user may see that
 */
function processWithSocket(inode) {
	for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
		try {
			for (const fd of readdirSync(`/proc/${pid}/fd`)) {
				if (readlinkSync(`/proc/${pid}/fd/${fd}`) === `socket:[${inode}]`) {
					return `${readFileSync(`/proc/${pid}/comm`, 'utf8').trim()} (process ${pid})`;
				}
			}
		} catch {
			// It ended meanwhile, or belongs to another user.
		}
	}
	return undefined;
}

/**
 * Which of these ports are taken.
 *
 * @param {number[]} wanted
 * @returns {{ port: number, holder?: string }[]}
 */
export function busyPorts(wanted) {
	const listening = listeningPorts();
	return wanted
		.filter((port) => listening.has(port))
		.map((port) => ({ port, holder: processWithSocket(listening.get(port) ?? '') }));
}
