// Commands as a person types them.

import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The clone. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Runs a command to its end.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {object} [options]
 * @param {NodeJS.ProcessEnv} [options.env]  on top of this process's own; `undefined` takes one away
 * @param {number} [options.patienceMs]
 * @returns {Promise<{ code: number | null, stdout: string, stderr: string, output: string }>}
 */
export function run(command, args, { env = {}, patienceMs = 600_000 } = {}) {
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, {
			cwd: ROOT,
			env: { ...process.env, ...env },
			stdio: ['ignore', 'pipe', 'pipe'],
			timeout: patienceMs,
		});
		const said = { stdout: '', stderr: '', output: '' };
		for (const stream of /** @type {const} */ (['stdout', 'stderr'])) {
			child[stream].setEncoding('utf8').on('data', (/** @type {string} */ text) => {
				said[stream] += text;
				said.output += text;
			});
		}
		child.on('error', reject);
		child.on('exit', (code) => resolve({ code, ...said }));
	});
}

/**
 * The processes that have a text somewhere on their command line.
 *
 * @param {string} text
 * @returns {number[]}
 */
export const processesWith = (text) =>
	readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
		.filter((pid) => {
			try {
				return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(text);
			} catch {
				return false; // It ended meanwhile.
			}
		})
		.map(Number);
