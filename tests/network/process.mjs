// Processes by their number: whether one is what we take it for, and its end.

import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Whether the process `pid` is alive and has `argument` on its command line. A number alone proves nothing: the system
 * gives it to another process after the first has ended.
 *
 * @param {number} pid
 * @param {string} argument
 */
export function isRunningWith(pid, argument) {
	try {
		return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(argument);
	} catch {
		return false;
	}
}

/**
 * Whether the process `pid` has lost its memory, and with it its command line, but is not through with closing its files: a
 * database may be locked for some moments more.
 *
 * @param {number} pid
 */
function isEnding(pid) {
	try {
		if (readFileSync(`/proc/${pid}/cmdline`, 'utf8') !== '') {
			return false;
		}
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
		const isZombie = stat.slice(stat.lastIndexOf(')') + 2).startsWith('Z');
		return !isZombie || readdirSync(`/proc/${pid}/task`).length > 1;
	} catch {
		return false;
	}
}

/**
 * Ends a process and waits until it is gone: asks first, insists after `patienceMs`.
 *
 * @param {number} pid
 * @param {string} argument  what the process must have on its command line
 * @param {number} [patienceMs]
 */
export async function end(pid, argument, patienceMs = 30_000) {
	const wait = async (/** @type {number} */ ms) => {
		const isThere = () => isRunningWith(pid, argument) || isEnding(pid);
		for (const until = Date.now() + ms; isThere() && Date.now() < until; ) {
			await sleep(100);
		}
		return !isThere();
	};
	for (const [signal, ms] of /** @type {const} */ ([
		['SIGTERM', patienceMs],
		['SIGKILL', 10_000],
	])) {
		if (isRunningWith(pid, argument)) {
			process.kill(pid, signal);
		}
		if (await wait(ms)) {
			return;
		}
	}
	throw new Error(`process ${pid} does not end`);
}
