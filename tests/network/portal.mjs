// The portal of the network on this machine: a web server on loopback, whose page asks the validators' nodes.

import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { end, isRunningWith } from './process.mjs';
import { rpc } from './rpc.mjs';

const SERVER = fileURLToPath(new URL('../../portal/serve.mjs', import.meta.url));

/** How many bytes an authority has in SCALE: its key and its weight. */
const AUTHORITY = 40;

/** How long the server may take until it answers. */
const PATIENCE_MS = 10_000;

/** The portal. Everything it has lies in one directory. */
export class Portal {
	/**
	 * @param {object} options
	 * @param {string} options.home  the network's directory
	 * @param {number} options.port  on loopback
	 * @param {string} [options.page]  the directory of the built page; only `start` needs it
	 * @param {string} [options.index]  the address of the auditors' index, which the server passes questions on to
	 */
	constructor({ home, port, page = '', index }) {
		this.port = port;
		this.page = page;
		this.index = index;
		this.directory = join(home, 'portal');
		this.config = join(this.directory, 'config.json');
		this.log = join(this.directory, 'server.log');
		this.pidFile = join(this.directory, 'server.pid');
	}

	get url() {
		return `http://127.0.0.1:${this.port}/`;
	}

	/** The process, if it runs. */
	get pid() {
		const pid = existsSync(this.pidFile) ? Number(readFileSync(this.pidFile, 'utf8')) : 0;
		return pid > 0 && isRunningWith(pid, this.config) ? pid : undefined;
	}

	/**
	 * Tells the page of a network that is up, and starts the server, which goes on when this process ends.
	 *
	 * @param {import('./node.mjs').Validator[]} validators
	 */
	async start(validators) {
		mkdirSync(this.directory, { recursive: true, mode: 0o700 });
		const [first] = validators;
		writeFileSync(
			this.config,
			JSON.stringify(
				{
					nodes: validators.map(({ url }) => url),
					anchor: { origin: 'the development network on this machine', value: await firstAnchor(first.ports.rpc) },
					address: this.url,
					development: true,
					...(this.index && { index: 'index/' }),
				},
				null,
				2,
			),
		);
		if (this.pid !== undefined) {
			return;
		}
		const log = openSync(this.log, 'w', 0o600);
		const started = spawn(
			process.execPath,
			[
				...[SERVER, '--port', String(this.port), '--config', this.config, '--directory', this.page],
				...(this.index ? ['--index', this.index] : []),
			],
			{ detached: true, stdio: ['ignore', log, log], cwd: this.directory },
		);
		closeSync(log);
		started.unref();
		writeFileSync(this.pidFile, `${started.pid}\n`);
		for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await sleep(100)) {
			if (await this.answers()) {
				return;
			}
		}
		throw new Error(
			`the portal does not answer on ${this.url}. Its log, ${this.log}:\n${readFileSync(this.log, 'utf8')}`,
		);
	}

	/** Whether it can be opened. */
	async answers() {
		try {
			return (await fetch(this.url, { signal: AbortSignal.timeout(2_000) })).ok;
		} catch {
			return false;
		}
	}

	/** Stops it, if it runs. */
	async stop() {
		const { pid } = this;
		if (pid !== undefined) {
			await end(pid, this.config);
		}
		rmSync(this.pidFile, { force: true });
	}
}

/**
 * The network's first trust anchor, as `eseal anchor` has it from a node with all states.
 *
 * @param {number} port  the node's RPC port on loopback
 */
async function firstAnchor(port) {
	const genesis = await rpc(port, 'chain_getBlockHash', [0]);
	const answer = await rpc(port, 'state_call', ['GrandpaApi_grandpa_authorities', '0x', genesis]);
	const bytes = Buffer.from(answer.slice(2), 'hex');
	// Their number takes one byte, as long as there are fewer than 64.
	const authorities = Array.from({ length: bytes[0] >> 2 }, (_, i) => {
		const at = 1 + i * AUTHORITY;
		return {
			key: `0x${bytes.subarray(at, at + 32).toString('hex')}`,
			weight: Number(bytes.readBigUInt64LE(at + 32)),
		};
	});
	return { type: 'application/vnd.eseal.anchor+json;version=4', genesis, setId: 0, authorities };
}
