// The making of a receipt in the page, from what a node has: as `eseal receipt` makes one. Nothing here is believed: the
// receipt is verified as any other.

import { Bytes, Vector } from '@polkadot-api/substrate-bindings';
import { compare, concat, equal, fromHex, toBase64, toHex, utf8 } from '../bytes.ts';
import { type Place, SourceError } from '../source/source.ts';
import {
	compact,
	digests,
	type FoundUse,
	logHead,
	maybeFoundUse,
	positionOf,
	read,
	sealOf,
	type UseRecord,
	u64,
} from './codec.ts';
import type { Finality, Justified } from './finality.ts';
import * as keys from './keys.ts';
import { birth, hasMetadataHash, implied, NO_METADATA_HASH, sentBy } from './sender.ts';
import { pathInBatch } from './tree.ts';

/** The media type of the receipts that this page makes and reads. */
const RECEIPT_TYPE = 'application/vnd.eseal.receipt+json;version=4';

/** The number of a commitment in a digest, and of every kind after it. */
const COMMITMENT = 3;

const nodes = Vector(Bytes());

/** Makes receipts as of now. */
export class ReceiptMaker {
	constructor(
		readonly finality: Finality,
		readonly genesis: string,
	) {}

	get #rpc() {
		return this.finality.rpc;
	}

	/** Asks a runtime API of a block. */
	async api<T>(codec: { dec(bytes: Uint8Array): T }, name: string, question: Uint8Array, at?: string): Promise<T> {
		const params = [name, `0x${toHex(question)}`, ...(at === undefined ? [] : [at])];
		return read(codec, await this.#rpc.call<string>('state_call', params), name);
	}

	/**
	 * The receipt of a use as the e-seal stands now: by the state of the last final block that can be shown to be final.
	 *
	 * @param salt of a commitment
	 */
	async make({ seal, index }: Place, salt?: Uint8Array): Promise<Uint8Array> {
		const found = await this.#recorded(seal, index);
		const leaf = await this.#leaf(found);
		const isCommitted = (leaf.document[0] ?? 0) >= COMMITMENT;
		const justified = await this.finality.justified();
		if (justified.number < found.used.block) {
			throw new SourceError('awaiting-finality', `block ${found.used.block} is not shown to be final yet`);
		}
		const [state, evidence, sender] = await Promise.all([
			this.#state(justified, found),
			this.finality.evidence(justified),
			this.#sender(found.used),
		]);
		const receipt = {
			type: RECEIPT_TYPE,
			genesis: this.genesis,
			seal: Number(seal),
			index: Number(index),
			...(leaf.batch && { batch: leaf.batch }),
			...(isCommitted && salt && { salt: toBase64(salt) }),
			sender,
			proof: { state },
			evidence,
		};
		return utf8(`${JSON.stringify(receipt, null, 2)}\n`);
	}

	/** A use, as of the last final block. */
	async #recorded(seal: bigint, index: bigint): Promise<FoundUse> {
		const question = concat(u64.enc(seal), u64.enc(index));
		const ask = (at?: string) => this.api(maybeFoundUse, 'UsageLogApi_use_at', question, at);
		const { hash } = await this.finality.last();
		const found = await ask(hash);
		if (found !== undefined) {
			return found;
		}
		if ((await ask()) !== undefined) {
			throw new SourceError('awaiting-finality', `use ${index} of e-seal ${seal} is recorded, awaiting finality`);
		}
		const start = await this.api(logHead, 'UsageLogApi_log_start', u64.enc(seal), hash);
		throw index < start.count
			? new SourceError('no-proof', `the record of use ${index} of e-seal ${seal} left the chain's state`)
			: new SourceError('not-found', `e-seal ${seal} has no use ${index}`);
	}

	/** The document of a use, and what leads from it to the root of its batch. */
	async #leaf({ index, record, used }: FoundUse) {
		const { documents } = used;
		if (documents.type === 'One') {
			return { document: documents.value, batch: undefined };
		}
		const question = concat(u64.enc(used.seal), u64.enc(record));
		const { hash } = await this.finality.last();
		const listed = await this.api(digests, 'UsageLogApi_documents_of_record', question, hash);
		const position = positionOf(used, index);
		const document = position === undefined ? undefined : listed[position];
		if (position === undefined || document === undefined) {
			throw new SourceError('documents-missing', `the documents of the batch are not on the chain`);
		}
		const { root, path } = pathInBatch(listed, position);
		if (root === undefined || !equal(root, documents.value.root)) {
			throw new SourceError('unreadable', 'the node lists other documents than those of the batch');
		}
		const auditPath = concat(compact.enc(path.length), ...path);
		return { document, batch: { document: toBase64(document), auditPath: toBase64(auditPath) } };
	}

	/** The nodes of the state that prove a use and how its e-seal stands. */
	async #state({ hash }: Justified, { record, used }: FoundUse) {
		const at = `0x${toHex(hash)}`;
		const seal = await this.finality.value(keys.seal(used.seal), at);
		if (seal === undefined) {
			throw new SourceError('not-found', `the node has no e-seal ${used.seal}`);
		}
		const { uscc, code } = sealOf(seal);
		// What was corrected in the register since: the chain has it only then, and a proof needs it then.
		const corrected = [keys.rightRegistration(utf8(uscc)), keys.rightFile(code)];
		const found = await Promise.all(corrected.map((key) => this.finality.value(key, at)));
		const wanted = [
			keys.now,
			keys.genesis,
			keys.record(used.seal, record),
			keys.seal(used.seal),
			keys.historyEntry(used.seal, Math.max(used.historyLength - 1, 0)),
			keys.physicalSeal(code),
			...corrected.filter((_, place) => found[place] !== undefined),
			...(used.grant === undefined ? [] : [keys.grant(used.grant)]),
		];
		const { proof } = await this.#rpc.call<{ proof: string[] }>('state_getReadProof', [
			wanted.map((key) => `0x${toHex(key)}`),
			at,
		]);
		const distinct = [...new Set(proof)].map(fromHex).sort(compare);
		return { record: Number(record), nodes: toBase64(nodes.enc(distinct)) };
	}

	/** The signature of the account that made a record, and all that it signed. */
	async #sender(used: UseRecord) {
		const hash = await this.finality.hashOf(used.block);
		const { block } = await this.#rpc.call<{ block: { extrinsics: string[] } }>('chain_getBlock', [hash]);
		const sent = sentBy(block.extrinsics, used);
		if (sent === undefined) {
			throw new SourceError('no-proof', `block ${used.block} has no extrinsic that recorded the use`);
		}
		const [checkpoint, before, metadataHash] = await Promise.all([
			this.finality.hashOf(birth(sent.extensions, used.block)),
			this.#runtimeBefore(used.block),
			hasMetadataHash(sent.extensions) ? this.#metadataHashBefore(used.block) : NO_METADATA_HASH,
		]);
		const { specVersion, transactionVersion } = before;
		return {
			call: toBase64(sent.call),
			extensions: toBase64(sent.extensions),
			implied: toBase64(
				implied(specVersion, transactionVersion, fromHex(this.genesis), fromHex(checkpoint), metadataHash),
			),
			signature: toBase64(sent.signature),
		};
	}

	/** The runtime that checked the extrinsics of a block. */
	#runtimeBefore(number: number) {
		return this.#askBefore<{ specVersion: number; transactionVersion: number }>(number, 'state_getRuntimeVersion');
	}

	/** The hash of that runtime's metadata, as an option. */
	async #metadataHashBefore(number: number) {
		return fromHex(await this.#askBefore<string>(number, 'state_call', 'AdmissionApi_metadata_hash', '0x'));
	}

	/** What the node says as of the parent of a block; as of now where it dropped that state. */
	async #askBefore<T>(number: number, method: string, ...params: string[]) {
		const parent = await this.finality.hashOf(Math.max(number - 1, 0));
		return this.#rpc.call<T>(method, [...params, parent]).catch(() => this.#rpc.call<T>(method, params));
	}
}
