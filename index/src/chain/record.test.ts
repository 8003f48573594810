import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { compact, Reader, toHex } from './bytes.js';
import { hashOfHeader, logsOf, parentOf, usesOf } from './header.js';
import { readJustification } from './justification.js';
import { readDocument, readRecord, writeDocument, writeRecord } from './record.js';
import { climbDocuments, climbRecords } from './trees.js';

const VECTORS = new URL('../../../receipt/vectors/', import.meta.url);

interface Receipt {
	batch?: { document: string; auditPath: string };
	proof: { block?: { leaf: string; leafIndex: number; auditPath: string; ancestors?: string[] } };
	evidence: { block: { header: string; justification: string }; handOffs: { header: string; justification: string }[] };
}

/** The good receipts among the vectors of the format. */
const receipts: [string, Receipt][] = readdirSync(VECTORS)
	.filter((name) => name.startsWith('good-'))
	.map((name): [string, { receipt?: string }] => [name, JSON.parse(readFileSync(new URL(name, VECTORS), 'utf8'))])
	.flatMap(([name, { receipt }]) => (receipt ? [[name, JSON.parse(receipt)] as [string, Receipt]] : []));

const bytes = (base64: string) => Buffer.from(base64, 'base64');

test('records, headers and justifications of the vectors are read, and written as they were', () => {
	let records = 0;
	for (const [name, { proof, evidence }] of receipts) {
		if (proof.block) {
			const leaf = bytes(proof.block.leaf);
			const from = new Reader(leaf);
			const record = readRecord(from);
			assert.deepEqual(writeRecord(record), leaf.subarray(0, from.position), name);
			const ancestors = (proof.block.ancestors ?? []).map(bytes);
			const chain = [...ancestors, bytes(evidence.block.header)];
			assert.ok(usesOf(logsOf(chain[0] as Buffer)), name);
			for (const [place, header] of chain.entries()) {
				if (place > 0) {
					assert.equal(parentOf(header), hashOfHeader(chain[place - 1] as Buffer), name);
				}
			}
			records += 1;
		}
		for (const { header, justification } of [evidence.block, ...evidence.handOffs]) {
			const read = readJustification(bytes(justification));
			assert.equal(read.hash, hashOfHeader(bytes(header)), name);
			assert.deepEqual(read.bytes, bytes(justification), name);
			assert.ok(read.voters.length > 0, name);
		}
	}
	assert.ok(records > 3, 'there are vectors of proofs by the block');
});

test('of an authority that voted twice one vote is kept', () => {
	const [, { evidence }] = receipts[0] as [string, Receipt];
	const justification = bytes(evidence.block.justification);
	const votes = justification.readUInt8(44) >> 2;
	const vote = justification.subarray(45, 45 + 132);
	const twice = Buffer.concat([
		...[justification.subarray(0, 44), Buffer.from([(votes + 1) << 2]), vote],
		justification.subarray(45),
	]);
	assert.notDeepEqual(twice, justification);
	assert.deepEqual(readJustification(twice).bytes, justification);
});

test('the tree of a batch is that of the specification', () => {
	const documents = [
		[0, 0x11],
		[1, 0x22],
		[3, 0x33],
	].map(([algorithm, byte]) => Buffer.concat([Buffer.from([algorithm as number]), Buffer.alloc(32, byte)]));
	const { root, path } = climbDocuments(documents, 2);
	assert.equal(toHex(root), '0x76df05650bc9ec6b8983a0ed1c12ee0de6f07e175801e772dde049e7439ccbeb');
	assert.deepEqual(path.map(toHex), ['0xf354cef877e5f4f0c8608ea2d15fc97aed58b6c539c497815938452e145b74b3']);
});

test('a path is as long as the way up is', () => {
	const leaves = [1, 2, 3, 4, 5].map((byte) => Buffer.alloc(99, byte));
	assert.deepEqual(
		leaves.map((_, place) => climbRecords(leaves, place).path.length),
		[3, 3, 3, 3, 1],
	);
	assert.equal(climbRecords(leaves.slice(0, 1)).path.length, 0);
});

test('integers of every length', () => {
	for (const value of [0, 63, 64, 16_383, 16_384, 2 ** 30 - 1, 2 ** 30, 2 ** 32 - 1]) {
		const from = new Reader(compact(value));
		assert.equal(from.compact(), value);
		assert.ok(from.isAtEnd);
	}
});

test('a digest is read as people write it', () => {
	const digits = 'ab'.repeat(32);
	for (const text of [digits, `0x${digits}`, `sha256:${digits}`, `SHA256:0x${digits.toUpperCase()}`, ` ${digits} `]) {
		assert.equal(writeDocument(readDocument(text) as Buffer), `sha256:0x${digits}`, text);
	}
	assert.equal(readDocument(`sm3:0x${digits}`)?.[0], 1);
	assert.equal(readDocument(`commitment-sm3:${digits}`)?.[0], 4);
	for (const text of ['', 'ab', `md5:${digits}`, `${digits}00`, `sha256:0x${digits}g`]) {
		assert.equal(readDocument(text), undefined, text);
	}
});
