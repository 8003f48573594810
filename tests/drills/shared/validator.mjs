// One node of a drill's network: its own directory, its own keys, a specification that the drill made.

import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { EsealNode } from '../../network/eseal-node.mjs';
import { Validator } from '../../network/node.mjs';
import { CHAIN_ID } from './chain.mjs';

/**
 * @typedef {object} Own
 * @property {string} spec  the file of the specification
 * @property {string} directory  what `makeChain` made for this validator
 *
 * @typedef {import('../../network/node.mjs').ValidatorOptions & Own} DrillValidatorOptions
 */

/** One validator of an agency that may have several. */
export class DrillValidator extends Validator {
	/** @param {DrillValidatorOptions} options */
	constructor({ spec, directory, ...options }) {
		super(options);
		this.spec = spec;
		this.directory = directory;
		this.data = join(directory, 'data');
		this.log = join(directory, 'node.log');
		this.pidFile = join(directory, 'node.pid');
		this.nodeKey = join(directory, 'node.key');
		this.keystore = join(directory, 'keystore');
		/** Whether it is started as a validator, with its keys. Without them it is a node that only follows. */
		this.votes = true;
	}

	/** Its name for people. */
	get title() {
		return this.agency.title;
	}

	/** The chain's database. The session keys lie elsewhere. */
	get database() {
		return join(this.data, 'chains', CHAIN_ID, 'paritydb');
	}

	get hasChain() {
		return existsSync(this.database);
	}

	/** It has its keys; only its identity in the network is asked for. */
	prepare() {
		mkdirSync(this.data, { recursive: true, mode: 0o700 });
		this.peerId ??= new EsealNode(this.binary).peerId(this.nodeKey);
	}

	/**
	 * The command line of the running node.
	 *
	 * @param {string[]} bootnodes
	 */
	arguments(bootnodes) {
		return [
			...['--chain', this.spec, '--name', this.title, '--base-path', this.data, '--node-key-file', this.nodeKey],
			...(this.votes
				? ['--validator', '--keystore-path', this.keystore]
				: ['--keystore-path', join(this.directory, 'no-keys')]),
			...['--listen-addr', `/ip4/127.0.0.1/tcp/${this.ports.p2p}`, '--no-mdns', '--allow-private-ip'],
			...bootnodes.flatMap((address) => ['--bootnodes', address]),
			...['--rpc-port', String(this.ports.rpc), '--rpc-methods', 'safe'],
			...['--prometheus-port', String(this.ports.prometheus), '--no-telemetry'],
			...['--state-pruning', 'archive', '--blocks-pruning', 'archive'],
			// Small, because many nodes share this machine.
			...['--trie-cache-size', String(32 * 1024 * 1024)],
		];
	}

	/**
	 * Starts it. The logs of its earlier lives stay beside the new one.
	 *
	 * @param {Parameters<Validator['start']>} options
	 */
	start(...options) {
		if (existsSync(this.log)) {
			renameSync(this.log, `${this.log}.${this.#oldLogs.length + 1}`);
		}
		super.start(...options);
	}

	get #oldLogs() {
		return readdirSync(this.directory).filter((name) => name.startsWith('node.log.'));
	}

	/**
	 * The lines of its logs, in all its lives, that a pattern finds.
	 *
	 * @param {RegExp} pattern
	 */
	logged(pattern) {
		return [...this.#oldLogs, 'node.log']
			.map((name) => join(this.directory, name))
			.filter(existsSync)
			.flatMap((file) => readFileSync(file, 'utf8').split('\n'))
			.filter((line) => pattern.test(line));
	}

	/**
	 * Waits until the process that was started has ended by itself.
	 *
	 * @param {number} patienceMs
	 * @returns {Promise<string | undefined>} how it ended; nothing if it goes on
	 */
	async ended(patienceMs) {
		for (const until = Date.now() + patienceMs; this.failure === undefined && Date.now() < until; ) {
			await new Promise((resolve) => setTimeout(resolve, 200));
		}
		return this.failure;
	}
}
