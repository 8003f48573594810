// PostgreSQL beside the nodes, for the case `postgres`: a server of its own, whose socket and data lie in a directory that goes
// when it ends. A server that this machine has already stays as it is.

import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
	chownSync,
	closeSync,
	existsSync,
	mkdtempSync,
	openSync,
	readdirSync,
	readFileSync,
	rmSync,
	statfsSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { until } from '../lib/wait.mjs';

/** The Debian package that has the programs. */
export const PACKAGE = 'postgresql';

/** What must be there. */
const PROGRAMS = ['initdb', 'postgres', 'pg_isready', 'psql'];

/** Where Debian has them: by version, in no search path. */
const DEBIAN = '/usr/lib/postgresql';

/** The oldest version that has procedures. */
const OLDEST = 11;

/** Where the data may lie: beside the nodes' data, or where that is in memory, in the other place for what is temporary. */
export const PLACES = [tmpdir(), '/var/tmp'];

/** The kinds of file systems that are in memory, tmpfs and ramfs, as statfs(2) has them. */
const IN_MEMORY = [0x01021994, 0x858458f6];

/** A part of the socket's name. Nothing listens on the network. */
const PORT = 5432;

/** Whom the server lets in: whoever reaches its socket, by this name. */
const USER = 'eseal';

const READY_WITHIN_MS = 60_000;

/** As whom the server runs where this process is root, as the server may not be: the user of Debian's package, or else nobody. */
const USERS = ['postgres', 'nobody'];

const execute = promisify(execFile);

/**
 * What eseal-bench needs to know of a server.
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

/**
 * The first of these directories that is on a disk.
 *
 * @param {string[]} places
 */
export function onDisk(places) {
	const found = places.find((place) => existsSync(place) && !IN_MEMORY.includes(statfsSync(place).type));
	if (found === undefined) {
		throw new Error(
			`what PostgreSQL commits must be on a disk, and these are in memory: ${places.join(', ')}\nSet TMPDIR to a directory on a disk.`,
		);
	}
	return found;
}

/** As whom the server runs; nothing if it is as whoever runs this. */
function serverUser() {
	if (process.getuid?.() !== 0) {
		return undefined;
	}
	const user = userOf(USERS, readFileSync('/etc/passwd', 'utf8'));
	if (user === undefined) {
		throw new Error(
			`PostgreSQL does not run as root, and this machine has no user ${USERS.join(' or ')}\nRun ./scripts/bench as another user.`,
		);
	}
	return user;
}

/**
 * Starts a server, which ends with the run, and waits until it answers.
 *
 * @param {import('../drills/shared/run.mjs').Run} run
 * @returns {Promise<Description>}
 */
export async function startPostgres(run) {
	const programs = findPrograms();
	if (programs === undefined) {
		throw new Error(`there is no PostgreSQL: ${PROGRAMS.join(', ')}\nType, as root: apt-get install ${PACKAGE}`);
	}
	const user = serverUser();
	const place = onDisk(PLACES);
	// Not in the run's own directory, which only this user may enter.
	const directory = mkdtempSync(join(place, 'eseal-bench-postgres-'));
	run.whenDone(() => rmSync(directory, { recursive: true, force: true }));
	if (user !== undefined) {
		chownSync(directory, user.uid, user.gid);
	}
	const own = { cwd: directory, env: environment(), uid: user?.uid, gid: user?.gid };
	const data = join(directory, 'data');
	run.say(`Starting PostgreSQL of ${programs}`);
	try {
		await execute(
			join(programs, 'initdb'),
			['--pgdata', data, '--username', USER, '--auth', 'trust', '--encoding', 'UTF8', '--no-locale'],
			own,
		);
	} catch (error) {
		const reach = user === undefined ? '' : `\nIt runs as ${user.name}, who must be able to enter ${place} (TMPDIR).`;
		throw new Error(`PostgreSQL's initdb failed: ${String(error.stderr ?? error.message).trim()}${reach}`);
	}
	if (run.interrupted) {
		throw new Error('interrupted');
	}
	const log = join(directory, 'server.log');
	const server = start(join(programs, 'postgres'), settings(data, directory), { ...own, log });
	run.whenDone(() => end(server.process));
	// For the end of this process itself, when nothing can be waited for.
	process.on('exit', () => server.process.kill('SIGQUIT'));
	await until('PostgreSQL to answer', () => answers(join(programs, 'pg_isready'), directory, server), {
		patienceMs: READY_WITHIN_MS,
		pauseMs: 100,
	});
	return { psql: join(programs, 'psql'), socket: directory, port: PORT, user: USER };
}

/**
 * The server's arguments. All else is as PostgreSQL has it by itself.
 *
 * @param {string} data
 * @param {string} socket
 */
function settings(data, socket) {
	const set = {
		listen_addresses: '',
		unix_socket_directories: socket,
		port: PORT,
		// What is committed is on the disk.
		fsync: 'on',
		full_page_writes: 'on',
		synchronous_commit: 'on',
	};
	return ['-D', data, ...Object.entries(set).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

/**
 * @typedef {object} Started
 * @property {import('node:child_process').ChildProcess} process
 * @property {string} log
 * @property {string | undefined} failure  why it did not start
 */

/**
 * @param {string} program
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions & { log: string }} options
 * @returns {Started}
 */
function start(program, args, { log, ...options }) {
	const file = openSync(log, 'a', 0o600);
	/** @type {Started} */
	const started = {
		process: spawn(program, args, { ...options, stdio: ['ignore', file, file] }),
		log,
		failure: undefined,
	};
	closeSync(file);
	started.process.on('error', (error) => {
		started.failure = error.message;
	});
	return started;
}

/**
 * Whether the server answers.
 *
 * @param {string} program  pg_isready
 * @param {string} socket
 * @param {Started} server
 */
async function answers(program, socket, { process: server, log, failure }) {
	if (failure !== undefined || hasEnded(server)) {
		throw new Error(`PostgreSQL did not start: ${failure ?? readFileSync(log, 'utf8').trim()}`);
	}
	const asked = execute(program, ['--host', socket, '--port', String(PORT)], { env: environment() });
	return asked.then(
		() => true,
		() => false,
	);
}

/**
 * Ends the server at once: its data go with it.
 *
 * @param {import('node:child_process').ChildProcess} server
 */
async function end(server) {
	if (!hasEnded(server)) {
		const ended = once(server, 'exit');
		server.kill('SIGQUIT');
		await ended;
	}
}

/** @param {import('node:child_process').ChildProcess} server */
function hasEnded({ pid, exitCode, signalCode }) {
	return pid === undefined || exitCode !== null || signalCode !== null;
}

/** Without what is said there about other servers, and with messages in English. */
function environment() {
	const others = Object.entries(process.env).filter(([name]) => !name.startsWith('PG'));
	return { ...Object.fromEntries(others), LC_ALL: 'C' };
}
