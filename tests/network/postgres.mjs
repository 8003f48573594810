// PostgreSQL servers of our own: each with its socket and its data in a directory of its own, listening on no port. A server that this
// machine has already stays as it is.

import { execFile, spawn } from 'node:child_process';
import { chownSync, closeSync, existsSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { until } from '../lib/wait.mjs';
import { end, isRunningWith } from './process.mjs';

/** The Debian package that has the programs. */
export const PACKAGE = 'postgresql';

/** What must be there. */
const PROGRAMS = ['initdb', 'postgres', 'pg_isready', 'psql'];

/** Where Debian has them: by version, in no search path. */
const DEBIAN = '/usr/lib/postgresql';

/** The oldest version that serves: it has generated columns. */
const OLDEST = 12;

/** A part of the socket's name. Nothing listens on the network. */
const PORT = 5432;

/** Whom the server lets in: whoever reaches its socket, by this name. */
const USER = 'eseal';

const READY_WITHIN_MS = 60_000;

/** As whom the server runs where this process is root, as the server may not be: the user of Debian's package, or else nobody. */
const USERS = ['postgres', 'nobody'];

const execute = promisify(execFile);

/**
 * What clients need to know of a server.
 *
 * @typedef {object} Description
 * @property {string} psql  the program
 * @property {string} socket  the directory of its socket
 * @property {number} port
 * @property {string} user
 */

/**
 * The directory with PostgreSQL's programs: of Debian's the newest version, or else what the search path has.
 *
 * @param {object} [options]
 * @param {string} [options.debian]
 * @param {string} [options.path]
 * @returns {string | undefined} nothing if they are not there
 */
export function findPrograms({ debian = DEBIAN, path = process.env.PATH ?? '' } = {}) {
	const versions = existsSync(debian) ? readdirSync(debian).filter((name) => Number(name) >= OLDEST) : [];
	const newestFirst = versions.sort((one, other) => Number(other) - Number(one));
	const searched = path.split(delimiter).filter((directory) => directory !== '');
	return [...newestFirst.map((version) => join(debian, version, 'bin')), ...searched].find((directory) =>
		PROGRAMS.every((program) => existsSync(join(directory, program))),
	);
}

/**
 * The first of these users that there is.
 *
 * @param {string[]} names
 * @param {string} passwd  what /etc/passwd says
 */
export function userOf(names, passwd) {
	const users = passwd.split('\n').map((line) => {
		const [name, , uid, gid] = line.split(':');
		return { name, uid: Number(uid), gid: Number(gid) };
	});
	return names.map((name) => users.find((user) => user.name === name)).find((user) => user !== undefined);
}

/** As whom the server runs; nothing if it is as whoever runs this. */
export function serverUser() {
	if (process.getuid?.() !== 0) {
		return undefined;
	}
	const user = userOf(USERS, readFileSync('/etc/passwd', 'utf8'));
	if (user === undefined) {
		throw new Error(
			`PostgreSQL does not run as root, and this machine has no user ${USERS.join(' or ')}\nRun this as another user.`,
		);
	}
	return user;
}

/** A server. What is in its directory stays when it ends. */
export class Postgres {
	/**
	 * @param {object} options
	 * @param {string} options.directory  where its data, its socket and its log are: a place that its user may enter
	 * @param {Record<string, string>} [options.settings]  beside PostgreSQL's own
	 */
	constructor({ directory, settings = {} }) {
		const programs = findPrograms();
		if (programs === undefined) {
			throw new Error(`there is no PostgreSQL: ${PROGRAMS.join(', ')}\nType, as root: apt-get install ${PACKAGE}`);
		}
		this.programs = programs;
		this.directory = directory;
		this.data = join(directory, 'data');
		this.log = join(directory, 'server.log');
		this.settings = settings;
		/** Why it did not start. @type {string | undefined} */
		this.failure = undefined;
	}

	/** @returns {Description} */
	get description() {
		return { psql: join(this.programs, 'psql'), socket: this.directory, port: PORT, user: USER };
	}

	/**
	 * Where clients in JavaScript find one of its databases.
	 *
	 * @param {string} database
	 */
	url(database) {
		return `postgresql://${USER}@/${database}?host=${encodeURIComponent(this.directory)}&port=${PORT}`;
	}

	/** The process, if it runs. */
	get pid() {
		const file = join(this.data, 'postmaster.pid');
		const pid = existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : 0;
		return pid > 0 && isRunningWith(pid, this.data) ? pid : undefined;
	}

	/**
	 * Starts it, with new data if it has none, and waits until it answers.
	 *
	 * @param {object} [options]
	 * @param {boolean} [options.outlive]  whether it goes on when this process ends
	 */
	async start({ outlive = false } = {}) {
		const user = serverUser();
		if (user !== undefined) {
			chownSync(this.directory, user.uid, user.gid);
		}
		const own = { cwd: this.directory, env: environment(), uid: user?.uid, gid: user?.gid };
		if (!existsSync(join(this.data, 'PG_VERSION'))) {
			await this.#initialize(own, user?.name);
		}
		const log = openSync(this.log, 'a', 0o600);
		const server = spawn(join(this.programs, 'postgres'), this.#arguments(), {
			...own,
			detached: outlive,
			stdio: ['ignore', log, log],
		});
		closeSync(log);
		server.on('error', (error) => {
			this.failure = error.message;
		});
		server.on('exit', (code, signal) => {
			this.failure = signal ? `signal ${signal}` : `exit code ${code}`;
		});
		if (outlive) {
			server.unref();
		} else {
			// For the end of this process itself, when nothing can be waited for.
			process.on('exit', () => server.kill('SIGQUIT'));
		}
		await until('PostgreSQL to answer', () => this.#answers(), { patienceMs: READY_WITHIN_MS, pauseMs: 100 });
	}

	/**
	 * @param {import('node:child_process').ExecFileOptions} own
	 * @param {string | undefined} user
	 */
	async #initialize(own, user) {
		const args = ['--pgdata', this.data, '--username', USER, '--auth', 'trust', '--encoding', 'UTF8', '--no-locale'];
		try {
			await execute(join(this.programs, 'initdb'), args, own);
		} catch (error) {
			const reach =
				user === undefined ? '' : `\nIt runs as ${user}, who must be able to enter ${this.directory} (TMPDIR).`;
			throw new Error(`PostgreSQL's initdb failed: ${String(error.stderr ?? error.message).trim()}${reach}`);
		}
	}

	/** All that is not set is as PostgreSQL has it by itself. */
	#arguments() {
		const set = { listen_addresses: '', unix_socket_directories: this.directory, port: PORT, ...this.settings };
		return ['-D', this.data, ...Object.entries(set).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
	}

	/** Whether it answers. */
	async #answers() {
		if (this.failure !== undefined) {
			throw new Error(`PostgreSQL did not start: ${this.failure}\n${readFileSync(this.log, 'utf8').trim()}`);
		}
		const args = ['--host', this.directory, '--port', String(PORT)];
		return execute(join(this.programs, 'pg_isready'), args, { env: environment() }).then(
			() => true,
			() => false,
		);
	}

	/**
	 * Makes a database, unless it is there.
	 *
	 * @param {string} name
	 */
	async ensureDatabase(name) {
		if ((await this.query('postgres', `SELECT 1 FROM pg_database WHERE datname = '${name}'`)) === '') {
			await this.query('postgres', `CREATE DATABASE ${name}`);
		}
	}

	/**
	 * What a statement gives, a line for each row.
	 *
	 * @param {string} database
	 * @param {string} statement
	 */
	async query(database, statement) {
		const { psql, socket, port, user } = this.description;
		const where = ['--host', socket, '--port', String(port), '--username', user, '--dbname', database];
		const { stdout } = await execute(psql, [...where, '-X', '-v', 'ON_ERROR_STOP=1', '-Atc', statement], {
			env: environment(),
		});
		return stdout.trim();
	}

	/**
	 * Ends it, whoever is connected, and waits until it is gone.
	 *
	 * @returns {Promise<boolean>} whether it ran
	 */
	async stop() {
		const { pid } = this;
		if (pid !== undefined) {
			process.kill(pid, 'SIGINT');
			await end(pid, this.data);
		}
		return pid !== undefined;
	}
}

/** Without what is said there about other servers, and with messages in English. */
function environment() {
	const others = Object.entries(process.env).filter(([name]) => !name.startsWith('PG'));
	return { ...Object.fromEntries(others), LC_ALL: 'C' };
}
