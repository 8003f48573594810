// The auditors' index beside a network: its database, the process that takes blocks in, and the one that answers.

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { until } from '../lib/wait.mjs';
import { PortsBusy } from './network.mjs';
import { busyPorts } from './ports.mjs';
import { Postgres, serverUser } from './postgres.mjs';
import { end, isRunningWith } from './process.mjs';

/** The index's program. */
export const MAIN = fileURLToPath(new URL('../../index/lib/main.js', import.meta.url));

/** Where the database lies: a user of its own cannot enter this one's home. */
const PLACE = '/var/tmp';

const DATABASE = 'eseal';

/** The processes, in the order in which they start. */
const PARTS = /** @type {const} */ (['index', 'serve']);

export class AuditorsIndex {
	#endsWithThis = false;

	/**
	 * @param {object} options
	 * @param {string} options.home  where logs are
	 * @param {string} options.node  the node's RPC
	 * @param {number} options.port  where it answers, on loopback
	 * @param {Record<string, string>} [options.env]  more of its settings
	 * @param {Record<string, string>} [options.postgres]  settings of its database
	 */
	constructor({ home, node, port, env = {}, postgres = {} }) {
		this.home = home;
		this.port = port;
		const place = createHash('sha256').update(home).digest('hex').slice(0, 16);
		this.directory = join(PLACE, `eseal-index-${process.getuid?.() ?? 0}-${place}`);
		this.postgresSettings = postgres;
		this.settings = { INDEX_NODE: node, INDEX_PORT: String(port), ...env };
		/** Those that were started here. @type {Map<string, import('node:child_process').ChildProcess>} */
		this.processes = new Map();
	}

	get url() {
		return `http://127.0.0.1:${this.port}`;
	}

	/** Whether it was built. */
	static get isBuilt() {
		return existsSync(MAIN);
	}

	get postgres() {
		return new Postgres({ directory: this.directory, settings: this.postgresSettings });
	}

	get env() {
		return { ...process.env, ...this.settings, INDEX_DATABASE: this.postgres.url(DATABASE) };
	}

	/** @param {string} part */
	log(part) {
		return join(this.home, `${part}.log`);
	}

	/** @param {string} part */
	#pidFile(part) {
		return join(this.home, `${part}.pid`);
	}

	/**
	 * The number of a part's process, if it runs.
	 *
	 * @param {string} part
	 */
	pid(part) {
		const file = this.#pidFile(part);
		const pid = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
		return pid > 0 && isRunningWith(pid, file) ? pid : undefined;
	}

	/**
	 * Starts what does not run, and waits until it answers.
	 *
	 * @param {object} [options]
	 * @param {boolean} [options.outlive]  whether it goes on when this process ends
	 */
	async start({ outlive = false } = {}) {
		mkdirSync(this.home, { recursive: true, mode: 0o700 });
		this.#makeDirectory();
		const { postgres } = this;
		if (postgres.pid === undefined) {
			await postgres.start({ outlive });
		}
		await postgres.ensureDatabase(DATABASE);
		for (const part of PARTS) {
			if (this.pid(part) === undefined) {
				this.startPart(part, { outlive });
			}
		}
		await until('the index to answer', () => this.#answers(), { pauseMs: 200 });
	}

	/**
	 * Fails if its port is taken, and not by itself.
	 *
	 * @throws {PortsBusy}
	 */
	assertPortFree() {
		const [busy] = this.pid('serve') === undefined ? busyPorts([this.port]) : [];
		if (busy !== undefined) {
			throw new PortsBusy(`port ${this.port} (the index) is taken by ${busy.holder ?? 'a process of another user'}`);
		}
	}

	/** How it is, for people; nothing if it does not answer, or one of its processes does not run. */
	async status() {
		if (PARTS.some((part) => this.pid(part) === undefined)) {
			return undefined;
		}
		try {
			const { status } = await this.ask('{ status { indexed { number } node { behind } } }');
			return `running ${this.url}/graphql  block ${status.indexed.number}  behind ${status.node?.behind ?? 'a silent node'}`;
		} catch {
			return undefined;
		}
	}

	/**
	 * What it answers to a question.
	 *
	 * @param {string} query
	 * @param {Record<string, unknown>} [variables]
	 * @returns {Promise<any>} the data
	 * @throws with what it says is wrong
	 */
	async ask(query, variables = {}) {
		const answer = await fetch(`${this.url}/graphql`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ query, variables }),
		});
		const { data, errors } = /** @type {any} */ (await answer.json());
		if (errors) {
			throw new Error(errors.map((/** @type {Error} */ { message }) => message).join('\n'));
		}
		return data;
	}

	#makeDirectory() {
		mkdirSync(this.directory, { recursive: true, mode: 0o700 });
		const { uid } = statSync(this.directory);
		if (uid !== process.getuid?.() && uid !== serverUser()?.uid) {
			throw new Error(`${this.directory} is another user's: remove it`);
		}
	}

	/**
	 * @param {string} part
	 * @param {object} [options]
	 * @param {boolean} [options.outlive]
	 */
	startPart(part, { outlive = false } = {}) {
		const log = openSync(this.log(part), 'a', 0o600);
		const started = spawn(process.execPath, [MAIN, part, '--pid-file', this.#pidFile(part)], {
			cwd: this.home,
			env: this.env,
			detached: outlive,
			stdio: ['ignore', log, log],
		});
		closeSync(log);
		// It writes the same itself, a moment later.
		writeFileSync(this.#pidFile(part), `${started.pid}\n`);
		this.processes.set(part, started);
		if (outlive) {
			started.unref();
		} else if (!this.#endsWithThis) {
			this.#endsWithThis = true;
			// For the end of this process itself, when nothing can be waited for.
			process.on('exit', () => {
				for (const process of this.processes.values()) {
					process.kill('SIGKILL');
				}
			});
		}
	}

	async #answers() {
		for (const part of PARTS) {
			const started = this.processes.get(part);
			if (started && (started.exitCode !== null || started.signalCode !== null)) {
				throw new Error(`the index ended by itself. The end of its log, ${this.log(part)}:\n${this.logTail(part)}`);
			}
		}
		return fetch(`${this.url}/health`).then(
			({ ok }) => ok,
			() => false,
		);
	}

	/**
	 * What a statement gives in its database, a line for each row.
	 *
	 * @param {string} statement
	 */
	query(statement) {
		return this.postgres.query(DATABASE, statement);
	}

	/**
	 * Ends one of its processes.
	 *
	 * @param {string} part
	 */
	async end(part) {
		const pid = this.pid(part);
		if (pid !== undefined) {
			await end(pid, this.#pidFile(part));
		}
	}

	/** @param {string} part */
	logTail(part) {
		const log = this.log(part);
		return existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n').slice(-15).join('\n') : '';
	}

	/**
	 * Ends it, and waits until it is gone. What it has stays.
	 *
	 * @returns {Promise<boolean>} whether it ran
	 */
	async stop() {
		const stopped = [];
		for (const part of [...PARTS].reverse()) {
			const pid = this.pid(part);
			if (pid !== undefined) {
				await end(pid, this.#pidFile(part));
				stopped.push(part);
			}
			rmSync(this.#pidFile(part), { force: true });
		}
		return (existsSync(this.directory) && (await this.postgres.stop())) || stopped.length > 0;
	}

	/** Drops its database. It must not run. */
	dropData() {
		rmSync(this.directory, { recursive: true, force: true });
	}
}
