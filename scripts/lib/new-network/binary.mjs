// eseal-node as a tool: it makes keys and chain specifications. A secret never stands on its command line, where every
// user of the machine could read it.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Refusal } from './refusal.mjs';

/** Above the size of a chain specification. */
const MOST_OUTPUT_BYTES = 64 * 1024 * 1024;

/**
 * @typedef {object} KeyPair
 * @property {string} phrase  the secret
 * @property {string} address  the public key, and the account it signs for
 */

/** The program at `path`. */
export class EsealNode {
	/** Specifications of the chains it knows: each takes a second or two to make. */
	#known = new Map();

	/** @param {string} path */
	constructor(path) {
		this.path = path;
	}

	#run(...args) {
		try {
			return execFileSync(this.path, args, {
				encoding: 'utf8',
				maxBuffer: MOST_OUTPUT_BYTES,
				stdio: ['ignore', 'pipe', 'pipe'],
			});
		} catch (error) {
			const reason = error.stderr?.trim() || error.message;
			throw new Refusal(`eseal-node ${args.slice(0, 2).join(' ')} failed: ${reason}`, `The program is ${this.path}.`);
		}
	}

	/**
	 * Makes a key at random.
	 *
	 * @param {'sr25519' | 'ed25519'} scheme
	 * @returns {KeyPair}
	 */
	generateKey(scheme) {
		const made = JSON.parse(this.#run('key', 'generate', '--scheme', scheme, '--words', '24', '--output-type', 'json'));
		return { phrase: made.secretPhrase, address: made.ss58Address };
	}

	/**
	 * The account of a well-known secret.
	 *
	 * @param {string} suri  no real secret
	 * @param {'sr25519' | 'ed25519' | 'ecdsa'} scheme
	 * @returns {string} its address
	 */
	accountOfKnownSecret(suri, scheme) {
		return JSON.parse(this.#run('key', 'inspect', '--scheme', scheme, '--output-type', 'json', suri)).ss58Address;
	}

	/**
	 * Puts a key into a keystore.
	 *
	 * @param {object} options
	 * @param {string} options.keystore  the keystore's directory
	 * @param {string} options.file  the file with the secret
	 * @param {string} options.type  the key's type, four letters
	 * @param {'sr25519' | 'ed25519'} options.scheme
	 */
	insertKey({ keystore, file, type, scheme }) {
		// A chain is asked for, although the directory of the keystore is given.
		const where = ['--chain', 'local', '--keystore-path', keystore];
		this.#run('key', 'insert', ...where, '--key-type', type, '--scheme', scheme, '--suri', file);
	}

	/**
	 * Makes a node's key.
	 *
	 * @param {string} file  where it goes
	 * @returns {string} the node's identity in the network
	 */
	generateNodeKey(file) {
		this.#run('key', 'generate-node-key', '--chain', 'local', '--file', file);
		return this.#run('key', 'inspect-node-key', '--file', file).trim();
	}

	/**
	 * @param {'dev' | 'local'} chain  a chain it knows
	 * @returns {any} its specification
	 */
	builtInSpec(chain) {
		if (!this.#known.has(chain)) {
			this.#known.set(chain, JSON.parse(this.#run('export-chain-spec', '--chain', chain)));
		}
		return this.#known.get(chain);
	}

	/**
	 * @param {string} file  a plain specification
	 * @returns {string} the same with raw storage, in JSON
	 */
	rawSpec(file) {
		return this.#run('export-chain-spec', '--chain', file, '--raw');
	}

	/**
	 * @param {string} spec  the file of a chain specification
	 * @returns {string} the hash of the chain's first block
	 */
	genesisHash(spec) {
		const directory = mkdtempSync(join(tmpdir(), 'eseal-genesis-'));
		try {
			// A database has its first block once a command needed blocks.
			const where = ['--chain', spec, '--base-path', directory];
			this.#run('export-blocks', ...where, '--to', '0', join(directory, 'blocks'));
			return JSON.parse(this.#run('chain-info', ...where)).genesis_hash;
		} finally {
			rmSync(directory, { recursive: true, force: true });
		}
	}
}
