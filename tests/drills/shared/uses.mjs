// An operator who uses an e-seal again and again, whatever happens to the nodes.

import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { bnToU8a, u8aConcat, u8aToHex } from '@polkadot/util';
import { readLog } from '../../lib/audit.mjs';
import { useBytes } from '../../lib/bytes-to-sign.mjs';
import { connect } from '../../lib/connect.mjs';
import { sha256 } from '../../lib/digests.mjs';
import { rpc } from '../../network/rpc.mjs';
import { finalBlock, until } from './finality.mjs';

/** An extrinsic that no block took in this time is sent again, to another node perhaps. */
const RESEND_MS = 6_000;
/** How long an extrinsic is valid that names a block; polkadot.js's choice for blocks of some seconds. */
export const MORTAL_BLOCKS = 64;
/** With more on the way than this, nothing new is sent: nobody takes what is sent. */
const MOST_ON_THE_WAY = 30;

/**
 * A use that was sent.
 *
 * @typedef {object} Use
 * @property {number} nonce  its statement's, counting from 0
 * @property {{ Sha256: string }} document  of which no other use is
 * @property {import('../../lib/bytes-to-sign.mjs').Statement} statement
 * @property {Record<string, string>} signature  the seal key's, over the statement
 * @property {{ number: number, hash: string }} [since]  the block that its extrinsic names
 * @property {string} extrinsic  in hexadecimal
 * @property {number} sentAt  the moment at which it was last sent
 */

/**
 * A little-endian number.
 *
 * @param {string} hex
 */
const littleEndian = (hex) => Number(Buffer.from(hex.slice(2), 'hex').readUIntLE(0, Math.min(6, (hex.length - 2) / 2)));

/**
 * How many uses there are under a grant, by what a node answers of an account's right: whether there is one, its grant, and
 * the nonce that comes next.
 *
 * @param {string} hex
 */
export const usesByRight = (hex) => (hex === '0x00' ? 0 : littleEndian(`0x${hex.slice(-16)}`));

/** One operator of one e-seal. Its uses are numbered by their statements' nonces: use 3 is on a chain if the next is 4. */
export class Operator {
	/** @type {Use[]} */
	sent = [];
	/** The most uses that any node ever had in its final state. */
	final = 0;
	/** What nodes answered instead of taking an extrinsic, and how often. @type {Map<string, number>} */
	refusals = new Map();
	#stopped = false;
	#working = Promise.resolve();

	/**
	 * @param {import('./seal.mjs').SealInUse} inUse
	 * @param {import('./validator.mjs').DrillValidator[]} nodes  where it may send
	 * @param {number} [index]  which of the operators
	 */
	constructor({ seal, key, operators, grants, api }, nodes, index = 0) {
		this.seal = seal;
		this.key = key;
		this.signer = operators[index];
		this.grant = grants[index];
		this.api = api;
		this.nodes = nodes;
		const account = this.signer.publicKey;
		this.account = u8aToHex(account);
		this.ofSeal = u8aToHex(u8aConcat(bnToU8a(seal, { bitLength: 64, isLe: true }), account));
	}

	/**
	 * How many of its uses a node has at a block, its best one unless told otherwise.
	 *
	 * @param {import('./validator.mjs').DrillValidator} node
	 * @param {string | null} [hash]
	 */
	async recordedAt({ ports }, hash) {
		return usesByRight(
			await rpc(ports.rpc, 'state_call', ['UsageLogApi_use_right', this.ofSeal, ...(hash ? [hash] : [])]),
		);
	}

	/**
	 * How many of its uses a node calls final.
	 *
	 * @param {import('./validator.mjs').DrillValidator} node
	 */
	async finalAt(node) {
		const { hash } = await finalBlock(node);
		const count = await this.recordedAt(node, hash);
		this.final = Math.max(this.final, count);
		return count;
	}

	/**
	 * How many extrinsics of its account a node has at a block, also those that failed.
	 *
	 * @param {import('./validator.mjs').DrillValidator} node
	 * @param {string} hash
	 */
	async extrinsicsAt({ ports }, hash) {
		return littleEndian(await rpc(ports.rpc, 'state_call', ['AccountNonceApi_account_nonce', this.account, hash]));
	}

	/**
	 * Signs its next use, of a document of its own.
	 *
	 * @param {{ number: number, hash: string }} [since]  the block from which on the extrinsic is valid, for
	 *   `MORTAL_BLOCKS`; one that names none is valid for ever, on every fork
	 * @returns {Promise<Use>}
	 */
	async sign(since) {
		const { api, signer, seal, grant } = this;
		const nonce = this.sent.length;
		const document = sha256(`use ${nonce} of ${signer.address}`);
		const statement = {
			...{ seal, grant, nonce, documents: { One: document } },
			purpose: 'Contract',
			signedAt: Date.now(),
		};
		const signature = this.key.sign(useBytes(api.genesisHash.toHex(), signer.address, statement));
		const extrinsic = await this.#extrinsic({ nonce, statement, signature }, since);
		const use = { nonce, document, statement, signature, since, extrinsic, sentAt: 0 };
		this.sent.push(use);
		return use;
	}

	/**
	 * Puts the uses from this one on into new extrinsics, which name no block. Their statements stay, so none can be recorded
	 * twice.
	 *
	 * @param {number} first
	 */
	async signAgain(first) {
		for (const use of this.sent.slice(first)) {
			use.extrinsic = await this.#extrinsic(use);
			use.sentAt = 0;
		}
	}

	/**
	 * @param {Pick<Use, 'nonce' | 'statement' | 'signature'>} use
	 * @param {{ number: number, hash: string }} [since]
	 */
	async #extrinsic({ nonce, statement, signature }, since) {
		const { api, signer } = this;
		const call = api.tx.usageLog.recordUse(this.seal, statement, signature);
		const era = api.registry.createType('ExtrinsicEra', since && { current: since.number, period: MORTAL_BLOCKS });
		call.sign(signer, {
			...{ nonce, era, genesisHash: api.genesisHash, blockHash: since?.hash ?? api.genesisHash },
			runtimeVersion: await this.#runtimeVersion(),
		});
		return call.toHex();
	}

	/** The runtime may be upgraded meanwhile. */
	async #runtimeVersion() {
		for (const { ports } of this.nodes) {
			const version = await rpc(ports.rpc, 'state_getRuntimeVersion').catch(() => undefined);
			if (version !== undefined) {
				return version;
			}
		}
		throw new Error('no node answers');
	}

	/**
	 * Sends a use, again perhaps.
	 *
	 * @param {Use} use
	 * @param {import('./validator.mjs').DrillValidator} [node]  any one unless told
	 * @returns {Promise<boolean>} whether the node took it
	 */
	async send(use, node = this.nodes[randomInt(this.nodes.length)]) {
		use.sentAt = Date.now();
		try {
			await rpc(node.ports.rpc, 'author_submitExtrinsic', [use.extrinsic]);
			return true;
		} catch (error) {
			const { message } = error;
			this.refusals.set(message, (this.refusals.get(message) ?? 0) + 1);
			return false;
		}
	}

	/**
	 * Uses the e-seal from now until `stop`, or the end of the drill: a use every so many milliseconds. What no block took is
	 * sent again.
	 *
	 * @param {import('./run.mjs').Run} run
	 * @param {number} everyMs
	 */
	start(run, everyMs) {
		this.#stopped = false;
		this.#working = this.#work(everyMs);
		run.whenDone(() => this.stop());
	}

	/** @param {number} everyMs */
	async #work(everyMs) {
		for (let next = Date.now(); !this.#stopped; await sleep(100)) {
			const recorded = await this.recordedAnywhere();
			if (Date.now() >= next && recorded !== undefined && this.sent.length - recorded < MOST_ON_THE_WAY) {
				next = Date.now() + everyMs;
				await this.sign().then(
					(use) => this.send(use),
					() => {}, // No node answers.
				);
			}
			await this.resend(recorded ?? 0);
		}
	}

	/**
	 * Sends again what was not sent lately.
	 *
	 * @param {number} recorded  so many of the first ones need not be sent
	 */
	async resend(recorded) {
		for (const use of this.sent.slice(recorded)) {
			if (Date.now() - use.sentAt > RESEND_MS) {
				await this.send(use);
			}
		}
	}

	/** The most uses that any node has now; nothing if none answers. */
	async recordedAnywhere() {
		const counts = await Promise.all(this.nodes.map((node) => this.recordedAt(node).catch(() => undefined)));
		const known = counts.filter((count) => count !== undefined);
		return known.length > 0 ? Math.max(...known) : undefined;
	}

	/** Sends nothing more. */
	async stop() {
		this.#stopped = true;
		await this.#working;
	}

	/**
	 * Waits until every use that was sent is final on all these nodes, sending again what is in no block.
	 *
	 * @param {import('./validator.mjs').DrillValidator[]} nodes
	 * @param {number} patienceMs
	 */
	allFinal(nodes, patienceMs) {
		return until(
			`all ${this.sent.length} uses being final`,
			async () => {
				await this.resend((await this.recordedAnywhere()) ?? 0);
				const finals = await Promise.all(nodes.map((node) => this.finalAt(node)));
				return finals.every((count) => count === this.sent.length);
			},
			patienceMs,
		);
	}
}

/**
 * Looks, as an auditor does, whether the e-seal's log at the last final block is what operators sent: each use once, in
 * its operator's order, nothing else, under a head that the records give, on every node the same.
 *
 * @param {Operator[]} operators  all that send uses by themselves
 * @param {import('./validator.mjs').DrillValidator[]} nodes
 * @param {number} [others]  how many uses there are beside theirs
 * @returns {Promise<{ ok: boolean, seen: string }>} for the table
 */
export async function auditUses(operators, nodes, others = 0) {
	const [{ seal }] = operators;
	const [first] = nodes;
	const { number, hash } = await finalBlock(first);
	const wrong = [];
	const api = await connect(first.url);
	try {
		const { records, head, claimed } = await readLog(api, hash, seal);
		if (head !== claimed.digest) {
			wrong.push('the head is not that of the records');
		}
		const sent = operators.reduce((sum, operator) => sum + operator.sent.length, others);
		if (records.length !== sent) {
			wrong.push(`${sent} uses were sent and ${records.length} are in the log`);
		}
		for (const { sent: uses, signer } of operators) {
			const theirs = records.filter((record) => record.account.toString() === signer.address);
			const documents = theirs.map((record) => record.documents.asOne.asSha256.toHex());
			uses.forEach(({ nonce, document }) => {
				const times = documents.filter((one) => one === document.Sha256).length;
				if (times !== 1 || documents[nonce] !== document.Sha256 || theirs[nonce].nonce.toNumber() !== nonce) {
					wrong.push(`use ${nonce} is in the log ${times} times`);
				}
			});
		}
		for (const operator of operators) {
			const extrinsics = await operator.extrinsicsAt(first, hash);
			if (extrinsics !== operator.sent.length) {
				wrong.push(`${extrinsics} extrinsics of ${operator.sent.length} uses`);
			}
		}
		for (const node of nodes.slice(1)) {
			const theirs = await rpc(node.ports.rpc, 'state_call', [
				'UsageLogApi_head',
				operators[0].ofSeal.slice(0, 18),
				hash,
			]);
			if (!theirs.includes(claimed.digest.slice(2))) {
				wrong.push(`${node.title} has another head`);
			}
		}
		return wrong.length === 0
			? {
					ok: true,
					seen: `${sent} sent, ${records.length} in the final log, each once; head agrees on ${nodes.length} nodes`,
				}
			: { ok: false, seen: `at final block ${number}: ${wrong.length} wrong; ${wrong[0]}` };
	} finally {
		await api.disconnect();
	}
}
