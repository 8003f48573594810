// What was dropped, sorted: which file is a document, which a receipt, and which belong together.

import { fromUtf8 } from '../bytes.ts';
import type { VerifierApi } from '../verifier/client.ts';
import { written } from '../verifier/engine.ts';
import type { Job } from './examine.ts';
import { MOST_BYTES, type Paper, paperOf } from './receipt-text.ts';

/** A file with its bytes, if it is a paper of ours. */
interface Sorted {
	readonly file: File;
	readonly paper: Paper | undefined;
	readonly text: Uint8Array | undefined;
}

/** A document, a receipt or both, by the name that people know it by. */
export interface Item {
	readonly name: string;
	readonly size: number | undefined;
	readonly job: Job;
}

export interface Intake {
	readonly items: readonly Item[];
	readonly anchors: readonly { readonly name: string; readonly text: string }[];
	readonly logs: readonly string[];
	/** Those that say they are receipts or anchors and are too long. */
	readonly tooLarge: readonly string[];
	readonly unreadable: readonly string[];
}

/** How the receipt of a document is called. */
const receiptBeside = (name: string) => `${name}.eseal`;

export async function sort(files: readonly File[], verifier: VerifierApi, anchor: Uint8Array): Promise<Intake> {
	const sorted: Sorted[] = [];
	const tooLarge: string[] = [];
	const unreadable: string[] = [];
	for (const file of files) {
		try {
			const paper = paperOf(fromUtf8(new Uint8Array(await file.slice(0, 4096).arrayBuffer())));
			if (paper !== undefined && paper !== 'log' && file.size > MOST_BYTES) {
				tooLarge.push(file.name);
			} else {
				const isRead = paper === 'receipt' || paper === 'anchor' || isNamedAsReceipt(file);
				sorted.push({ file, paper, text: isRead ? new Uint8Array(await file.arrayBuffer()) : undefined });
			}
		} catch {
			unreadable.push(file.name);
		}
	}
	const of = (paper: Paper) => sorted.filter((one) => one.paper === paper);
	const receipts = sorted.filter(
		({ file, paper }) => paper === 'receipt' || (paper === undefined && isNamedAsReceipt(file)),
	);
	const documents = sorted.filter((one) => one.paper === undefined && !receipts.includes(one));
	return {
		items: await pair(documents, receipts, verifier, anchor),
		anchors: of('anchor').map(({ file, text }) => ({ name: file.name, text: fromUtf8(text ?? new Uint8Array()) })),
		logs: of('log').map(({ file }) => file.name),
		tooLarge,
		unreadable,
	};
}

/** A file that is called as a receipt is one, however it was mangled: the verifier says what is wrong with it. */
const isNamedAsReceipt = ({ name, size }: File) => name.endsWith('.eseal') && size <= MOST_BYTES;

async function pair(
	documents: readonly Sorted[],
	receipts: readonly Sorted[],
	verifier: VerifierApi,
	anchor: Uint8Array,
): Promise<Item[]> {
	const receiptOf = new Map<Sorted, Sorted>();
	const left = () => ({
		documents: documents.filter((one) => !receiptOf.has(one)),
		receipts: receipts.filter((one) => ![...receiptOf.values()].includes(one)),
	});
	for (const receipt of receipts) {
		const beside = left().documents.find(({ file }) => receiptBeside(file.name) === receipt.file.name);
		if (beside) {
			receiptOf.set(beside, receipt);
		}
	}
	const alone = left();
	const [document, receipt] = [alone.documents[0], alone.receipts[0]];
	if (document && receipt && alone.documents.length === 1 && alone.receipts.length === 1) {
		// Whatever they are called: whoever puts in one of each means that they belong together.
		receiptOf.set(document, receipt);
	} else if (document && receipt) {
		for (const [which, of] of await byDigests(alone.documents, alone.receipts, verifier, anchor)) {
			receiptOf.set(which, of);
		}
	}
	const items: Item[] = documents.map((one) => ({
		name: one.file.name,
		size: one.file.size,
		job: { document: one.file, receipt: receiptOf.get(one)?.text, link: undefined },
	}));
	for (const { file, text } of left().receipts) {
		items.push({ name: file.name, size: undefined, job: { document: undefined, receipt: text, link: undefined } });
	}
	return items;
}

/** Which documents have the digests that these receipts are for. */
async function byDigests(
	documents: readonly Sorted[],
	receipts: readonly Sorted[],
	verifier: VerifierApi,
	anchor: Uint8Array,
): Promise<[Sorted, Sorted][]> {
	const wanted = new Map<string, Sorted>();
	const digests = new Uint8Array();
	for (const receipt of receipts) {
		const verdicts = await verifier.verify({ receipt: receipt.text ?? digests, anchor, digests, enterprise: '' });
		const sealed = verdicts.en.facts?.document;
		if (sealed) {
			wanted.set(sealed, receipt);
		}
	}
	const pairs: [Sorted, Sorted][] = [];
	for (const document of wanted.size > 0 ? documents : []) {
		const made = await verifier.digest(document.file, ['sha256', 'sm3', 'blake2b256'], undefined, () => {});
		const digest = written(made).find((one) => wanted.has(one));
		const receipt = digest === undefined ? undefined : wanted.get(digest);
		if (digest !== undefined && receipt) {
			wanted.delete(digest);
			pairs.push([document, receipt]);
		}
	}
	return pairs;
}
