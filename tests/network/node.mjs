// One validator: its directory, its keys, its process.

import { spawn } from 'node:child_process';
import {
	closeSync,
	existsSync,
	mkdirSync,
	openSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { EsealNode } from './eseal-node.mjs';
import { end, isRunningWith } from './process.mjs';
import { health } from './rpc.mjs';

/** The chain of the three validators, by the name that eseal-node knows and by its id. */
export const CHAIN = 'local';
const CHAIN_ID = 'eseal_local';

/** The session keys, each with its type in a keystore. */
/** @type {readonly { type: string, scheme: 'sr25519' | 'ed25519' }[]} */
const SESSION_KEYS = [
	{ type: 'aura', scheme: 'sr25519' },
	{ type: 'gran', scheme: 'ed25519' },
];

/** A validator ended although nobody asked it to. */
export class NodeDied extends Error {}

/**
 * @typedef {object} Ports
 * @property {number} rpc
 * @property {number} p2p
 * @property {number} prometheus
 * @property {number} [ws]  for peers that speak WebSocket, as light clients in browsers do; none unless given
 */

/**
 * @typedef {object} ValidatorOptions
 * @property {import('./agencies.mjs').Agency} agency
 * @property {string} home  the network's directory
 * @property {Ports} ports  all on loopback
 * @property {string} [binary]  eseal-node; only `prepare` and `start` need it
 */

/** A validator of the three-node chain on this machine. Everything it has lies in one directory. */
export class Validator {
	/** Its identity on the network, once it is prepared. @type {string | undefined} */
	peerId;
	/** What was started here last. @type {import('node:child_process').ChildProcess | undefined} */
	process;
	/** How that ended, if nobody asked it to. @type {string | undefined} */
	failure;

	/** @param {ValidatorOptions} options */
	constructor({ agency, home, ports, binary = '' }) {
		this.agency = agency;
		this.ports = ports;
		this.binary = binary;
		this.directory = join(home, agency.directory);
		/** The chain's data and the session keys: what `--fresh` drops. */
		this.data = join(this.directory, 'data');
		this.log = join(this.directory, 'node.log');
		this.pidFile = join(this.directory, 'node.pid');
		this.nodeKey = join(this.directory, 'node.key');
	}

	/** Where polkadot.js connects to. */
	get url() {
		return `ws://127.0.0.1:${this.ports.rpc}`;
	}

	/** Where other validators find this one. */
	get address() {
		return `/ip4/127.0.0.1/tcp/${this.ports.p2p}/p2p/${this.peerId}`;
	}

	/** Where light clients in browsers find this one; nothing if they do not. */
	get webAddress() {
		const { ws } = this.ports;
		return ws === undefined ? undefined : `/ip4/127.0.0.1/tcp/${ws}/ws/p2p/${this.peerId}`;
	}

	/** The process, if it runs. */
	get pid() {
		const pid = existsSync(this.pidFile) ? Number(readFileSync(this.pidFile, 'utf8')) : 0;
		return pid > 0 && isRunningWith(pid, this.data) ? pid : undefined;
	}

	/** Whether it was started and not stopped since, but does not run. */
	get isDead() {
		return existsSync(this.pidFile) && this.pid === undefined;
	}

	/** Whether it has data of a chain. */
	get hasChain() {
		return existsSync(join(this.data, 'chains', CHAIN_ID, 'paritydb'));
	}

	/** How it is; nothing if it does not answer. */
	health() {
		return health(this.ports.rpc);
	}

	/**
	 * Whether others can connect to it. A node whose port is taken says so in its log only, and goes on alone.
	 *
	 * @param {import('./rpc.mjs').Health} health
	 */
	isReachable({ listens }) {
		return listens.some((address) => address.includes(`/tcp/${this.ports.p2p}`));
	}

	/** The last lines of its log. */
	logTail(lines = 25) {
		return existsSync(this.log) ? readFileSync(this.log, 'utf8').trimEnd().split('\n').slice(-lines).join('\n') : '';
	}

	/** Gives it a directory, an identity in the network, and its session keys. What it has already stays. */
	prepare() {
		const tool = new EsealNode(this.binary);
		mkdirSync(this.directory, { recursive: true, mode: 0o700 });
		if (!existsSync(this.nodeKey)) {
			tool.generateNodeKey(this.nodeKey);
		}
		this.peerId = tool.peerId(this.nodeKey);
		const keystore = join(this.data, 'chains', CHAIN_ID, 'keystore');
		const present = existsSync(keystore) ? readdirSync(keystore) : [];
		for (const { type, scheme } of SESSION_KEYS) {
			// A keystore's file names begin with the key's type in hexadecimal.
			if (!present.some((file) => file.startsWith(Buffer.from(type).toString('hex')))) {
				tool.insertKey(['--base-path', this.data, '--chain', CHAIN], { type, scheme, secret: this.agency.suri });
			}
		}
	}

	/**
	 * The command line of the running node.
	 *
	 * @param {string[]} bootnodes
	 */
	arguments(bootnodes) {
		const { ws } = this.ports;
		return [
			...['--chain', CHAIN, '--validator', '--name', this.agency.seat],
			...['--base-path', this.data, '--node-key-file', this.nodeKey],
			...['--listen-addr', `/ip4/127.0.0.1/tcp/${this.ports.p2p}`, '--no-mdns', '--allow-private-ip'],
			...(ws === undefined ? [] : ['--listen-addr', `/ip4/127.0.0.1/tcp/${ws}/ws`]),
			...bootnodes.flatMap((address) => ['--bootnodes', address]),
			...['--rpc-port', String(this.ports.rpc), '--rpc-methods', 'safe'],
			// Any explorer's web page may connect: the node listens on loopback only and has no secrets.
			...['--rpc-cors', 'all'],
			...['--prometheus-port', String(this.ports.prometheus), '--no-telemetry'],
			// The auditor reads the state of old blocks.
			...['--state-pruning', 'archive', '--blocks-pruning', 'archive'],
			// The default is 1 GiB for each node, and three share this machine.
			...['--trie-cache-size', String(64 * 1024 * 1024)],
		];
	}

	/**
	 * The program that is started, and its arguments.
	 *
	 * @param {string[]} bootnodes
	 * @returns {[string, string[]]}
	 */
	command(bootnodes) {
		return [this.binary, this.arguments(bootnodes)];
	}

	/**
	 * Starts it.
	 *
	 * @param {string[]} bootnodes  the other validators' addresses
	 * @param {object} [options]
	 * @param {boolean} [options.outlive]  whether it goes on when this process ends
	 */
	start(bootnodes, { outlive = false } = {}) {
		if (existsSync(this.log)) {
			renameSync(this.log, `${this.log}.1`);
		}
		const log = openSync(this.log, 'a', 0o600);
		const [program, args] = this.command(bootnodes);
		const started = spawn(program, args, {
			detached: outlive,
			stdio: ['ignore', log, log],
			cwd: this.directory,
		});
		closeSync(log);
		this.process = started;
		this.failure = undefined;
		// The end of an earlier process may be told only now: it says nothing about this one.
		const failed = (/** @type {string} */ how) => {
			if (this.process === started) {
				this.failure = how;
			}
		};
		started.on('error', (error) => failed(error.message));
		started.on('exit', (code, signal) => failed(signal ? `signal ${signal}` : `exit code ${code}`));
		if (outlive) {
			started.unref();
		}
		if (started.pid !== undefined) {
			writeFileSync(this.pidFile, `${started.pid}\n`);
		}
	}

	/**
	 * Fails if it was started here and ended by itself.
	 *
	 * @throws {NodeDied}
	 */
	assertAlive() {
		if (this.failure !== undefined) {
			throw new NodeDied(
				`${this.agency.title}'s node ended by itself (${this.failure}). The end of its log, ${this.log}:\n${this.logTail()}`,
			);
		}
	}

	/**
	 * Stops it, if it runs, and waits until it is gone.
	 *
	 * @returns {Promise<boolean>} whether it ran
	 */
	async stop() {
		const { pid } = this;
		if (pid !== undefined) {
			await end(pid, this.data);
		}
		rmSync(this.pidFile, { force: true });
		return pid !== undefined;
	}

	/** Ends it without warning, as a power cut would, and waits until it is gone. */
	async kill() {
		const { pid } = this;
		if (pid !== undefined) {
			process.kill(pid, 'SIGKILL');
			await end(pid, this.data);
		}
	}

	/**
	 * Sends it a signal, if it runs, and waits for nothing.
	 *
	 * @param {NodeJS.Signals} signal
	 */
	signal(signal) {
		const { pid } = this;
		if (pid !== undefined) {
			process.kill(pid, signal);
		}
	}

	/** Drops the chain's data and the session keys; `prepare` makes new ones. The node must not run. */
	dropData() {
		rmSync(this.data, { recursive: true, force: true });
	}
}
