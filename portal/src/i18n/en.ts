// English. What the verifier has words for (checks, reasons, what stands in the way, purposes) it says itself.

import type { Enterprise, Headline } from '../check/headline.ts';
import type { SourceFailure } from '../source/source.ts';

const named = ({ name, uscc }: Enterprise) => `${name} (${uscc})`;

const list = (all: readonly Enterprise[]) => all.map(named).join(', ');

/** Why a source has no answer. */
const failure: Record<SourceFailure, string> = {
	unreachable: 'no node answers',
	'other-chain': 'the node is of another chain than the trust anchor',
	unreadable: "the node's answer cannot be read",
	'not-found': 'the node does not know of such a use',
	'awaiting-finality': 'the use is recorded and not final yet',
	'no-proof': 'the node does not have what would prove it',
	'documents-missing': 'it was sealed in a batch whose documents are not on the chain: only its receipt tells',
};

export const en = {
	language: 'English',
	otherLanguage: '中文',
	title: 'Check a seal',
	site: 'E-seal check',
	skip: 'Skip to the content',
	pages: 'Pages',
	nav: { check: 'Check', act: 'Act', audit: 'Audit', sources: 'Sources', about: 'How it works' },

	check: {
		lead: 'Was this document sealed, by whom, and does it count? Put in the document, and its receipt if you have one.',
		private: 'Files stay on this device: they are read here and sent nowhere.',
		drop: 'Drop documents and receipts here',
		or: 'or',
		choose: 'Choose files',
		chooseHint: 'Several at once if you like. A receipt ends in .eseal and lies beside its document.',
		scan: 'Scan a QR code',
		expected: 'Whose seal do you expect?',
		expectedHint:
			'Unified Social Credit Code of 18 characters; may be left empty. Anyone with an e-seal can seal any document.',
		expectedFault: {
			length: 'The code has 18 characters.',
			characters: 'The code has digits and capital letters without I, O, S, V and Z.',
			'check-character': 'The last character does not fit the others: is there a typing error?',
		},
		results: 'Results',
		clear: 'Remove all results',
		remove: 'Remove',
		removeOf: (name: string) => `Remove the result of ${name}`,
		again: 'Check again',
		loading: 'The verifier is being loaded …',
		loadFailed: (why: string) => `The verifier cannot be loaded: ${why}. Load the page again.`,
		noAnchor: 'This page has no trust anchor, so it cannot check anything yet.',
		noAnchorNext: 'Open one under Sources. Each agency publishes it.',
		anchorOpened: (name: string) => `${name} is a trust anchor. Compare or use it under Sources.`,
		log: (name: string) => `${name} is an exported log. It is checked with: eseal audit check`,
		tooLarge: (name: string) => `${name} says that it is a receipt and is too long for one.`,
		unreadable: (name: string) => `${name} cannot be read. Is it a folder, or was it changed meanwhile?`,
		unlinked: 'This address names nothing that could be checked.',
	},

	scan: {
		title: 'Scan a QR code',
		starting: 'The camera is being started …',
		hint: 'Hold the code in front of the camera. The picture stays on this device.',
		refused: 'The camera cannot be used. Allow it in the browser, or choose a picture of the code.',
		picture: 'Choose a picture',
		nothing: 'There is no QR code in this picture that can be read.',
		foreign: 'This QR code is not one of a seal.',
		close: 'Close',
	},

	progress: {
		waiting: 'Waiting',
		reading: (percent: number) => `Reading the document: ${percent} %`,
		proving: 'Checking',
		done: (name: string, answer: string) => `${name}: ${answer}`,
		failed: (why: string) => `Could not be checked: ${why}`,
	},

	tone: { good: 'Valid', caution: 'Note', bad: 'Does not count', unknown: 'Cannot tell' },

	headline: {
		valid: ({ by }) => `Sealed by ${named(by)}: valid`,
		'valid-then': ({ by, revokedAt }, { obstacles, moment }) =>
			revokedAt === null
				? `Sealed by ${named(by)}: valid when used; since then: ${obstacles}`
				: `Sealed by ${named(by)}: valid when used; revoked since ${moment(revokedAt)}`,
		'since-unknown': ({ by }) => `Sealed by ${named(by)}: valid when used`,
		'someone-else': ({ by, expected }) => `Sealed by someone else: by ${list(by)}, not by ${expected}`,
		'other-document': ({ by }) => `This is not the document that ${named(by)} sealed`,
		'not-usable': ({ by, reason }) =>
			`Does not count: ${named(by)} used an e-seal that could not be used: ${reason.en}`,
		'does-not-hold': ({ reason }) => `Not proven: this receipt does not hold: ${reason.en}`,
		disputed: ({ by, reason }) => `Cannot tell: sealed by ${named(by)}, but ${reason.en}`,
		'document-not-shown': ({ by }) => `A document sealed by ${named(by)}: show it, to see whether it is this one`,
		several: ({ by }) => `Sealed by ${by.length} enterprises, each for itself: ${list(by)}`,
		'cannot-tell': ({ reason }) => `Cannot tell: ${reason.en}`,
		'not-found': () => 'Cannot tell: no use of a seal is found for this document',
		'awaiting-finality': () => 'Cannot tell yet: recorded, awaiting finality',
		refuted: () => "Cannot tell: the node's answer does not hold",
		'no-source': () => 'Cannot tell: there is no receipt, and no node to ask',
		'source-failed': ({ failure: why }) => `Cannot tell: ${failure[why]}`,
	} satisfies HeadlineWords as HeadlineWords,

	next: {
		valid: ({ asOf, isRecent }, { moment }) =>
			isRecent
				? `Nothing stands in the way of the seal as of ${moment(asOf)}.`
				: `Nothing stood in the way of the seal up to ${moment(asOf)}. What came later is not known here.`,
		'valid-then': ({ asOf }, { moment }) =>
			`What was sealed before stays sealed. How the seal stands is known as of ${moment(asOf)}.`,
		'since-unknown': ({ asOf }, { moment }) =>
			`What happened since ${moment(asOf)} is not known here: connect to a node, or ask for a receipt that was made anew.`,
		'someone-else': () => 'Do not rely on this seal as that of the enterprise that you expect.',
		'other-document': () =>
			'The document was changed after it was sealed, or it is another one. Ask for the document as it was sealed, to the byte.',
		'not-usable': () => 'Ask the enterprise to seal the document again.',
		'does-not-hold': () => 'The receipt was changed, or claims what is not on record. Ask for the receipt again.',
		disputed: () => 'That is for people to decide: ask the enterprise and the agency that recorded it.',
		'document-not-shown': ({ asOf }, { obstacles, moment }) =>
			obstacles
				? `How the seal stands as of ${moment(asOf)}: ${obstacles}.`
				: `Nothing stands in the way of the seal as of ${moment(asOf)}.`,
		several: () => 'Say above whose seal you expect.',
		'cannot-tell': () => 'Ask for the receipt again, or compare the trust anchor under Sources.',
		'not-found': ({ leftBefore }) =>
			`It may be sealed all the same: with a salted commitment or in a batch whose documents are not on the chain, only its receipt tells.${
				leftBefore === undefined ? '' : ` Records of blocks before ${leftBefore} left the chain's state: of those, too.`
			}`,
		'awaiting-finality': () => 'Check again in a minute.',
		refuted: () => 'The node said what it cannot prove, or is of another network. Ask another node: see Sources.',
		'no-source': () => 'Put in the receipt too, or name a node under Sources.',
		'source-failed': () => 'Try again, name another node under Sources, or put in the receipt.',
	} satisfies HeadlineWords as HeadlineWords,

	notes: {
		onlyNode: (source: string) =>
			`That there is no other use of a seal on this document is the word of ${source} alone. All else on this page is proven here.`,
		nodeNotFound: (source: string, block: number) =>
			`That nothing is found is the word of ${source} alone, as of block ${block}.`,
		more: (count: number) => `There are ${count} more uses of these seals on this document, which were not looked at.`,
		cut: 'There are more uses still, which were not counted. Say above whose seal you expect.',
		unproven: (count: number, why: string) => `${count} of the uses that the node told of could not be shown: ${why}.`,
		refuted: 'what the node gave does not hold',
		failure: (why: SourceFailure) => failure[why],
		sinceFailed: (why: SourceFailure) => `How the seal stands now could not be had: ${failure[why]}.`,
		sinceRefuted: "The node's answer about how the seal stands now does not hold, and was left out.",
		sinceNotAsked: 'How the seal stands now was not asked: there is no node to ask.',
		noDocument: 'The document itself was not there, so it was not compared.',
	},

	facts: {
		title: 'What is proven',
		document: 'Document',
		enterprise: 'Enterprise',
		uscc: 'Code',
		purpose: 'Used for',
		recorded: 'Recorded',
		seal: 'E-seal',
		use: 'Use',
		useOf: (index: number, batch: { first: number; count: number } | null) =>
			batch ? `No. ${index}, in a batch of ${batch.count}` : `No. ${index}`,
		physicalSeal: 'Physical seal',
		block: 'Block',
		signed: 'Signed, by the signer’s clock',
		sender: 'Sent by account',
		grant: (grant: number | null, purpose: string) => {
			if (grant !== null) {
				return `under grant ${grant}`;
			}
			return purpose === 'Liquidation' ? 'the liquidator' : 'the owner';
		},
		second: 'Approved by account',
		digest: 'Digest',
		asOf: 'Known as of',
		asOfBlock: (at: string, block: number) => `${at}, block ${block}`,
		standing: 'The seal as of then',
		usable: 'nothing stands in the way',
	},

	checks: { title: 'Each check', asOfReceipt: 'as the receipt has it', asOfNow: 'as of now' },

	evidence: {
		title: 'Evidence',
		verdict: 'Verdict',
		receipt: 'Receipt',
		given: 'Receipt as it was put in',
		made: 'Receipt made now from the node’s data',
		anchor: 'Trust anchor',
		asked: 'Node that was asked',
		showUse: (index: number, seal: number) => `Use ${index} of e-seal ${seal}`,
	},

	actions: {
		print: 'Print certificate',
		bundle: 'Download everything needed to check elsewhere',
		receipt: 'Download the receipt',
		show: 'Show the document',
		showMore: 'Details',
	},

	certificate: {
		title: 'Certificate of a check',
		checked: 'Checked',
		checkedAt: (at: string, address: string) => `${at}, at ${address}`,
		anchor: 'Trust anchor (SHA-256)',
		origin: 'Anchor from',
		again: 'How to check again',
		againText: (address: string) =>
			`Open ${address} or scan the code, and show the document. Or download everything needed from the page and follow its instructions: that needs no network. Compare the trust anchor with what an agency publishes.`,
		isNot: 'This certificate says what a check came to. It is no evidence by itself: the receipt is.',
		code: 'Address of this check as a QR code',
	},

	/** The instructions in the file with everything needed, line by line. */
	bundle: ({ document, receipt, hash, origin, address }: BundleWords) => [
		'EVERYTHING NEEDED TO CHECK A SEAL ELSEWHERE',
		'',
		`Document (not in this file; put it here beside): ${document}`,
		`${receipt}: its receipt, the evidence`,
		'anchor.json: the trust anchor that it was checked against',
		`    SHA-256: ${hash}`,
		`    from: ${origin}`,
		'verdict.en.json, verdict.zh.json: what the check came to',
		'verifier/: the verifier, a program without any connection',
		'',
		'1. Compare the trust anchor with what an agency publishes. Whoever is given the anchor together with the',
		'   receipt, and takes it as it is, has checked nothing.',
		`2. In a browser: open ${address || "an agency's page for checking seals, or the page in one file,"} and put in the document and ${receipt}.`,
		'   No network is needed once the page is there.',
		'3. Or on a command line, with Node.js 20 or later, without any network:',
		`       node verifier/verify.mjs verifier/eseal_receipt_wasm.wasm "${document}" "${receipt}" anchor.json`,
		'   It ends with 0 for valid, 1 for invalid, 2 where it cannot tell. --by CODE says whose seal is expected.',
		`4. Or with the command eseal: eseal verify "${document}" --anchor anchor.json`,
	],

	sources: {
		title: 'Sources',
		lead: 'What this page relies on, and whom it asks.',
		anchor: 'Trust anchor',
		anchorLead:
			'The anchor says whose signatures make a block final. Everything is checked against it, so it must come from a source that you trust, and not from whoever gave you the document.',
		origin: 'From',
		originOf: {
			page: (origin: string) => origin || 'whoever serves this page',
			file: (name: string) => `the file ${name}, opened here`,
		},
		chain: 'Chain (hash of its first block)',
		set: 'Authority set',
		authorities: 'Authorities',
		hash: 'Hash of the anchor (SHA-256)',
		none: 'There is none.',
		compare: 'Compare with a second source',
		compareLead: 'Open or paste the anchor that another agency publishes. Two sources that agree are better than one.',
		open: 'Open an anchor file',
		paste: 'Or paste its text',
		compareNow: 'Compare',
		noAnchor: 'This is no trust anchor.',
		comparison: {
			same: 'They agree.',
			'other-set':
				'They are of one chain and of different authority sets, so they cannot be compared. Take anchors of the same set.',
			contradict:
				'They contradict each other: they name different authorities for the same set. One of them is wrong. Rely on neither.',
			'other-chain': 'They are of different chains.',
		},
		use: 'Check with this one from now on',
		used: 'Checks are made with this anchor from now on.',
		back: 'Back to the page’s own anchor',
		node: 'Node',
		nodeLead:
			'A node finds the uses of a document that came without a receipt, and tells how a seal stands now. It is not trusted: what it says is proven here. It learns the digest that is asked for, never the document.',
		nodeAddress: 'Address (ws:// or wss://)',
		nodeHint: 'Empty: nobody is asked, and only receipts are checked.',
		nodeFault: 'An address begins with wss:// or ws://',
		save: 'Use it',
		saved: 'It is asked from now on.',
		savedNone: 'Nobody is asked from now on.',
		nodesOfPage: (nodes: string) => `This page's own: ${nodes}`,
		reset: 'Back to the page’s own',
	},

	about: {
		title: 'How it works',
		sections: [
			{
				title: 'What is checked',
				text: 'When an enterprise uses its e-seal, the use is recorded on a chain that three agencies keep: Market Supervision, Public Security and Data Resources. A receipt leads from the document to that record, and from there to a block that the agencies signed. This page checks each step: the same program runs on a court’s computer and here.',
			},
			{
				title: 'What must be trusted',
				text: 'The trust anchor: whose signatures count. And this page itself: take it from an agency’s address, or as one file that you keep. Nodes and networks need no trust: a wrong answer does not hold.',
			},
			{
				title: 'What it does not say',
				text: 'Nothing about the content of a document, nor whether the person who sealed was allowed to by the enterprise’s own rules. A document without a use on record is not thereby forged: it may have been sealed in a way that only its receipt shows.',
			},
			{
				title: 'Without a network',
				text: 'A receipt is checked without any network. Once this page is loaded, unplug and try. There is a version in one file to keep on a disk.',
			},
		],
		version: (version: string) => `Version ${version}`,
		source: 'Licence: Apache-2.0',
	},
	notLoaded: 'This page cannot be loaded. Is there a network?',
	notFound: 'There is no such page.',
	toCheck: 'To the check',
};

export type Messages = typeof en;

/** What instructions name. */
export interface BundleWords {
	readonly document: string;
	readonly receipt: string;
	readonly hash: string;
	readonly origin: string;
	/** Where the page is published; empty if nowhere. */
	readonly address: string;
}

/** What words about an answer may use besides its fields. */
export interface WordTools {
	/** What stands in the way, in the verifier's words. */
	readonly obstacles: string;
	moment(ms: number): string;
}

/** Words for each kind of answer. */
export type HeadlineWords = {
	readonly [Kind in Headline['kind']]: (answer: Extract<Headline, { kind: Kind }>, tools: WordTools) => string;
};
