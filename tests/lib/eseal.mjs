// The command `eseal` as people in their offices use it: one folder with key files, one node.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtBinary } from './built.mjs';
import { run } from './command.mjs';

const PASSWORD = 'a password for tests';

/** The command under test. */
export const esealBinary = () => builtBinary('eseal', 'ESEAL_CLI');

/** A desk: key files in a folder, and a node to ask. */
export class Desk {
	/**
	 * @param {string} directory  where files go
	 * @param {string} node  the URL of the node's RPC
	 */
	constructor(directory, node) {
		this.directory = directory;
		this.node = node;
		this.password = this.path('password');
		writeFileSync(this.password, `${PASSWORD}\n`);
	}

	/** @param {string} name  a file on this desk */
	path(name) {
		return join(this.directory, name);
	}

	/**
	 * Makes a key file and returns its path and public key.
	 *
	 * @param {string} name
	 * @param {object} [options]
	 * @param {string} [options.algorithm]
	 * @param {string} [options.identity]  an SM2 key's
	 * @param {string} [options.secret]  32 bytes in hexadecimal, or a development key's path, such as //Alice; a random key unless given
	 */
	async key(name, { algorithm = 'sr25519', identity, secret } = {}) {
		const file = this.path(`${name}.key`);
		const args = ['key', 'new', file, '--algorithm', algorithm];
		if (identity) {
			args.push('--identity', identity);
		}
		if (secret) {
			const secretFile = this.path(`${name}.secret`);
			writeFileSync(secretFile, secret);
			args.push('--secret-file', secretFile, ...(secret.startsWith('//') ? ['--development-key'] : []));
		}
		const { data } = await this.does(args);
		return { ...data, file };
	}

	/**
	 * Types a command, with `--json`.
	 *
	 * @param {string[]} args
	 * @param {object} [options]
	 * @param {{ file: string }} [options.as]  the key of the account that sends
	 * @param {string} [options.node]  another node
	 * @param {string} [options.anchor]  another anchor
	 * @returns {Promise<{ code: number | null, data: any, stdout: string, stderr: string }>}  `data`: what it said, from JSON
	 */
	async type(args, { as, node = this.node, anchor = this.path('anchor.json') } = {}) {
		const { code, stdout, stderr } = await run(
			esealBinary(),
			[
				...args,
				'--json',
				...(as ? ['--account', as.file] : []),
				'--password-file',
				this.password,
				'--node',
				node,
				'--anchor',
				anchor,
			],
			{ env: { ESEAL_ACCOUNT: '', HOME: this.directory } },
		);
		let data;
		try {
			data = JSON.parse(stdout);
		} catch {
			data = undefined;
		}
		return { code, data, stdout, stderr };
	}

	/**
	 * Types a command that must do what it says.
	 *
	 * @param {string[]} args
	 * @param {Parameters<Desk['type']>[1]} [options]
	 */
	async does(args, options) {
		const said = await this.type(args, options);
		if (said.code !== 0) {
			throw new Error(`eseal ${args.join(' ')} ended with ${said.code}:\n${said.stdout}${said.stderr}`);
		}
		return said;
	}
}
