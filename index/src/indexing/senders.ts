// The second signature of a record, and what it is over: that of the account that sent it (docs/receipt-format.md, section 7).

import { Src } from '@subsquid/scale-codec';
import { fromHex, Reader, toHex, toSql } from '../chain/bytes.js';
import type { Node, SignedBlock } from '../chain/node.js';
import type { Row } from '../sql.js';
import type { Block } from './processor.js';

/** The order of the group on secp256k1. */
const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

/**
 * An account's signature in the one form that receipts take: of ECDSA s is at most half the order, and the recovery id 0 to 3.
 * Wallets sign in other forms, too.
 */
export function canonical(signature: Buffer): Buffer {
	const ECDSA = 2;
	if (signature[0] !== ECDSA) {
		return signature;
	}
	const canonical = Buffer.from(signature);
	let recovery = canonical.readUInt8(65);
	recovery -= recovery >= 27 ? 27 : 0;
	const s = BigInt(toHex(canonical.subarray(33, 65)));
	if (s > ORDER / 2n) {
		canonical.write((ORDER - s).toString(16).padStart(64, '0'), 33, 'hex');
		recovery ^= 1;
	}
	canonical.writeUInt8(recovery, 65);
	return canonical;
}

/** The block from which on an extrinsic is valid, by the era at the front of its extensions and the block that has it. */
export function birth(extensions: Buffer, height: number): number {
	const first = extensions.readUInt8();
	if (first === 0) {
		return 0;
	}
	const encoded = extensions.readUInt16LE();
	const period = 2 << (encoded % 16);
	const phase = (encoded >> 4) * Math.max(period >> 12, 1);
	return Math.floor((Math.max(height, phase) - phase) / period) * period + phase;
}

/** The extensions of an extrinsic, as far as they decide what is implied. */
interface Extensions {
	checkMetadataHash?: { mode: { __kind: string } };
}

/**
 * What the extensions imply after the first two blocks' hashes: where extrinsics may be signed with the hash of the runtime's
 * metadata, that hash, or that there is none.
 */
async function impliedMetadata(node: Node, parent: string, { checkMetadataHash }: Extensions): Promise<string> {
	switch (checkMetadataHash?.mode.__kind) {
		case undefined:
			return '0x';
		case 'Disabled':
			return '0x00';
		default:
			return node.rpc.call<string>('state_call', ['AdmissionApi_metadata_hash', '0x', parent]);
	}
}

/**
 * The row of an extrinsic's sender. What its extensions imply besides, two hashes of blocks, the blocks' own rows have.
 *
 * @returns nothing if nobody signed it
 */
export async function makeSender(
	node: Node,
	block: Block,
	index: number,
	signed: SignedBlock,
): Promise<Row | undefined> {
	const raw = fromHex(signed.block.extrinsics[index] ?? '0x');
	const outer = new Reader(raw);
	outer.compact();
	const begin = outer.position;
	if (outer.u8() !== 0x84) {
		return undefined;
	}
	const { _runtime: runtime, _runtimeOfPrevBlock: before } = block.header;
	const { types, signature: ti } = runtime.description;
	const type = types[ti];
	const fields = type && 'fields' in type ? type.fields : [];
	const decoded = runtime.scaleCodec.decode(ti, new Src(raw.subarray(begin + 1)));
	const [address, signature, extensions] = ['address', 'signature', 'signedExtensions'].map((name) => {
		const field = fields.find((one) => one.name === name);
		return Buffer.from(runtime.scaleCodec.encodeToBinary(field?.type as number, decoded[name]));
	}) as [Buffer, Buffer, Buffer];
	const call = raw.subarray(begin + 1 + address.length + signature.length + extensions.length);
	return {
		block: block.header.height,
		extrinsic: index,
		signature: toSql(canonical(signature)),
		call: toSql(call),
		extensions: toSql(extensions),
		spec: before.specVersion,
		transaction: before.getConstant('System.Version').transactionVersion,
		birth: birth(extensions, block.header.height),
		implied: toSql(await impliedMetadata(node, block.header.parentHash, decoded.signedExtensions)),
	};
}
