// Processes by their number: whether one is what we take it for, and its end.

import { readFileSync } from 'node:fs';
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
 * Ends a process and waits until it is gone: asks first, insists after `patienceMs`.
 *
 * @param {number} pid
 * @param {string} argument  what the process must have on its command line
 * @param {number} [patienceMs]
 */
export async function end(pid, argument, patienceMs = 30_000) {
	const wait = async (ms) => {
		for (const until = Date.now() + ms; isRunningWith(pid, argument) && Date.now() < until; ) {
			await sleep(100);
		}
		return !isRunningWith(pid, argument);
	};
	for (const [signal, ms] of [
		['SIGTERM', patienceMs],
		['SIGKILL', 10_000],
	]) {
		if (isRunningWith(pid, argument)) {
			process.kill(pid, signal);
		}
		if (await wait(ms)) {
			return;
		}
	}
	throw new Error(`process ${pid} does not end`);
}
