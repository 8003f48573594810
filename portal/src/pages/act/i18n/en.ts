// English. What an error of the chain means and what to do next, the chain's metadata say themselves.

import type { CallName, Office, Seat } from '../../../act/acts.ts';
import type { FormFault } from '../../../act/drafts.ts';
import type { Doubt, Step } from '../../../act/explain.ts';
import type { KeyFault } from '../../../act/keys/key-file.ts';
import type { NotSent } from '../../../act/send.ts';
import type { SourceFailure } from '../../../source/source.ts';
import type { Task } from '../desk.ts';

/** What a call does, as it is said before it is signed: in a line, and what follows from it. */
export interface CallWords {
	readonly title: string;
	readonly follows: string;
}

export const en = {
	title: 'Act',
	lead: 'For enterprises, their operators, and officers of the agencies. Before anything is signed, this page says in words what it is and on whom, read from the very bytes that will be signed.',
	seats: {
		MarketSupervision: 'Market Supervision',
		PublicSecurity: 'Public Security',
		DataResources: 'Data Resources',
		Witness: 'the witness',
	} satisfies Record<Seat, string> as Record<string, string>,
	offices: {
		MarketSupervision: 'an officer of Market Supervision',
		PublicSecurity: 'an officer of Public Security',
		DataResources: 'an officer of Data Resources',
		'any-agency': 'an officer of an agency',
		owner: "the enterprise's owner account",
		user: 'the owner, or an operator with a grant; in liquidation the liquidator',
	} satisfies Record<Office, string>,

	connection: {
		connecting: 'A node is being asked …',
		again: 'Try again',
		noAnchor: 'This page has no trust anchor, so it does not know which chain is meant.',
		noNode: 'This page has no node to send to.',
		sources: 'Name one under Sources.',
		failed: (why: string) => `No node can be used: ${why}.`,
	},
	failures: {
		unreachable: 'none answers',
		'other-chain': 'it is of another chain than the trust anchor',
		unreadable: 'its answer cannot be read',
		'not-found': 'it does not have what was asked for',
		'awaiting-finality': 'what was asked for is not final yet',
		'no-proof': 'it refused what was asked',
		'documents-missing': 'documents are missing',
	} satisfies Record<SourceFailure, string> as Record<SourceFailure, string>,

	account: {
		title: 'Who signs',
		lead: 'With a wallet that this browser has. The key stays in the wallet, which asks you again before it signs.',
		noWallet:
			'This browser has no wallet. Install one that follows the interface of polkadot.js, and load this page again.',
		connect: (wallet: string) => `Use the wallet ${wallet}`,
		refused: (why: string) => `The wallet lets this page see no account: ${why}`,
		none: 'The wallet shows no account to this page. Allow one there.',
		choose: 'Account',
		pick: 'Choose an account',
		file: 'With a key file',
		fileLead:
			'For development: this network is for trying things out. The key is opened in this page, stays in its memory, and is gone when you leave or reload it.',
		use: 'Open the key',
		change: 'Sign with another account',
		address: 'Account',
		wallet: 'Key',
		inWallet: (wallet: string) => `in the wallet ${wallet}`,
		inPage: 'opened in this page, for development',
		office: 'Office',
		officer: (seat: string) => `officer of ${seat}`,
		noOffice: 'no officer: acts as an owner or an operator',
	},
	key: {
		file: 'Key file (JSON, as polkadot.js writes it)',
		sealFile: 'Key file of the e-seal (JSON, as polkadot.js writes it)',
		password: 'Password',
		sealPassword: "Password of the e-seal's key file",
		opening: 'The key is being opened …',
		sealHint:
			'A use takes two secrets: the account and the seal key. Wallets put <Bytes> around what they sign for others, which the chain does not take from a seal key, so the seal key cannot be in a wallet.',
		notHere:
			'This takes the signature of the seal key, which a wallet cannot give and which is opened in a page on development networks only. Here, use the command:',
	},
	keyFaults: {
		'no-key-file': 'This is no key file of polkadot.js, or it is damaged.',
		'not-encrypted': 'This key file is not encrypted. Export it with a password.',
		kind: 'This key is of a kind that is not opened here. Take Sr25519 or Ed25519; with others, use the command eseal.',
		'too-costly': 'This key file asks for more computing than a page does.',
		password: 'The password is wrong.',
	} satisfies Record<KeyFault, string> as Record<KeyFault, string>,

	tasks: {
		title: 'What to do',
		hint: 'Shown is what this account can do. For other acts, sign with the account of whoever may.',
		names: {
			apply: 'Apply for an e-seal',
			grant: 'Let an operator use the e-seal',
			seal: 'Seal a document',
			approve: 'Approve an application',
			freeze: 'Freeze an enterprise',
			flag: 'Flag a use',
			waiting: 'Acts that wait for a second officer',
		} satisfies Record<Task, string> as Record<Task, string>,
	},
	form: {
		uscc: 'Unified Social Credit Code',
		usccHint: '18 characters.',
		code: 'Code of the physical seal',
		codeHint: '13 digits. It must be an official one of the enterprise, filed with Public Security.',
		certificate: "The seal key's certificate (file)",
		picture: 'Picture of the seal (file)',
		fileHint: 'The file stays here; its SHA-256 digest goes on the chain.',
		until: 'Until',
		untilHint: 'It ends when this day begins here.',
		freezeHint: 'It ends by itself when this day begins here, at most 180 days ahead. It can be renewed.',
		operator: "The operator's account",
		purposes: 'For',
		quota: 'Number of uses',
		document: 'Document (file)',
		documentHint: 'The document stays here; its SHA-256 digest goes on the chain.',
		purpose: 'Used for',
		order: 'Legal order (file)',
		orderHint: 'The file stays here; its SHA-256 digest goes on the chain and names the case.',
		seal: 'Number of the e-seal',
		index: 'Number of the use',
		useHint: 'Both stand in every receipt and in what the check says.',
		reason: 'Reason',
		note: 'Text with details (file; may be left out)',
		show: 'Show what will be signed',
		showing: 'What will be signed is being put together …',
	},
	formFaults: {
		'no-enterprise': 'No enterprise is registered under this code.',
		'no-seal': 'The enterprise has no e-seal.',
		'no-application': 'The enterprise has no application that waits. If it was sent just now, wait until it is final.',
		'no-use': 'There is no such use in the state of the chain.',
		'no-right':
			'This account may not use this e-seal: it is neither its owner nor the liquidator, nor has it an open grant.',
		'takes-two':
			'A use under this grant takes two operators, and this page has one. Use the command: eseal use --second-key.',
		'no-purpose': 'Choose at least one purpose.',
		'not-its-key': 'This is not the key of this e-seal.',
		'no-account': 'This is no account.',
		number: 'This must be a whole number.',
		past: 'Choose a day in the future.',
		'no-file': 'Choose a file.',
	} satisfies Record<FormFault, string> as Record<FormFault, string>,
	nothingToTell: (call: string) =>
		`This page has no words for ${call}, so it lets nobody sign it. Use the command eseal, which shows all of it.`,
	askFailed: (why: string) => `The node could not be asked: ${why}. Nothing was signed or sent.`,

	waiting: {
		none: (seat: string) => `Nothing of ${seat} waits for a second officer.`,
		asOf: (block: number) => `As of final block ${block}.`,
		again: 'Look again',
		about: (title: string, enterprise: string) => `${title}: ${enterprise}`,
		number: (id: string) => `Act ${id}`,
		prepared: (who: string, at: string) => `Prepared by ${who}, ${at}`,
		own: 'prepared with this account: another officer of the seat confirms it',
		ended: 'can no longer be confirmed',
		ends: (at: string) => `Waits until ${at}`,
		confirm: 'Look at it, to confirm',
		turnDown: 'Turn down',
		takeBack: 'Take back',
		of: (action: string, id: string) => `${action} (act ${id})`,
	},

	review: {
		title: 'This will be signed',
		steps: {
			make: (title: string) => title,
			prepare: (title: string) => `Prepare: ${title}`,
			confirm: (title: string) => `Confirm, and so make: ${title}`,
			'turn-down': (title: string) => `Turn down: ${title}`,
			'take-back': (title: string) => `Take back: ${title}`,
		} satisfies Record<Step, (title: string) => string> as Record<Step, (title: string) => string>,
		about: {
			make: '',
			prepare:
				'Nothing happens yet. A second officer of the same seat has to confirm it; until then it waits, and everyone can read it.',
			confirm:
				'You are the second officer. With your confirmation it happens at once, in the name of the one who prepared it.',
			'turn-down':
				'The act is taken from those that wait, and what it would have done does not happen. That is on record.',
			'take-back': 'The act that you prepared is taken from those that wait. That is on record.',
		} satisfies Record<Step, string> as Record<Step, string>,
		enterprise: 'Enterprise',
		named: (name: string, uscc: string) => `${name} (${uscc})`,
		status: 'Its status',
		frozen: 'It is frozen',
		seal: 'E-seal',
		use: 'Use',
		useAt: (index: string, seal: string) => `No. ${index} of e-seal ${seal}`,
		document: 'Document',
		documentNamed: (name: string) => `${name}, read here`,
		usedAt: 'Recorded',
		signer: 'Signed by',
		office: 'Takes',
		second: 'Second officer',
		secondNeeded: 'has to confirm it after this',
		secondNot: 'not needed',
		preparedBy: 'Prepared by',
		waitsUntil: 'Waits until',
		validity: "The e-seal's validity",
		fromTo: (from: string, to: string) => `from ${from} until ${to}`,
		physicalSeal: 'Physical seal',
		key: 'Seal key',
		supersedes: 'Replaces e-seal',
		all: 'Every field of the call',
		bytes: 'The bytes of the call',
		after: 'What follows',
		made: 'made by the seal key when you sign',
		word: (block: number) =>
			`Names and standing are what the node says, as of final block ${block}. What you sign holds only for the code, the numbers and the digests shown.`,
		sign: 'Sign',
		signBoth: 'Sign, with the seal key and the account',
		back: 'Back, sign nothing',
		doubted: 'This cannot be signed here:',
	},
	doubts: {
		'not-yours': 'This account is not the one who may do this.',
		'own-act':
			'Nobody confirms or turns down an act of their own. Another officer of the seat must; you may take it back.',
		'second-needed': 'This seat takes two officers for this act. Begin again: this page then prepares it.',
		'not-as-named':
			'What the node shows is not what the call names by its digest: the node errs or lies, or the chain switched to another fork. Name another node under Sources, and look again.',
		'not-waiting':
			'No such act waits: it was confirmed, turned down or taken back meanwhile, or it is another one. Look again.',
		ended:
			'It can no longer be confirmed: its time is over, or whoever prepared it has left office. It must be prepared again.',
		'no-enterprise': 'The chain has no such enterprise. Check the code.',
	} satisfies Record<Doubt, string> as Record<Doubt, string>,

	progress: {
		signing: 'The signature is awaited. If a wallet signs, look at it now.',
		sending: 'It is being handed to the node …',
		waiting: 'Handed to the node; it waits for a block.',
		recorded: (block: number) => `Recorded in block ${block}, awaiting finality.`,
		lost: 'No node answers now. What was handed over may be recorded or not, as a whole: nothing is done by half. This page goes on asking; do not send it again before it says what became of it, at the latest some four minutes after finality goes on.',
		keep: 'Keep this page open.',
		ended: { done: 'Done', not: 'Not done' },
		word: (node: string) => `What became of it is what the node says: ${node}.`,
		done: (block: number) => `Done: final, in block ${block}.`,
		failed: (block: number) =>
			`The chain did not do it. Only the attempt is on record, in block ${block}; nothing else changed.`,
		refused: 'The node does not take it. Nothing of it is on the chain.',
		expired:
			'It is in no block, and can come into none any more: its time is over. Nothing changed. You can do it again.',
		notSent: {
			'not-signed': (why: string) => `It was not signed, and nothing was sent: ${why}`,
			'other-call': () => 'What came back signed is not what was shown. It was not sent. Do not use this wallet.',
			'other-runtime': () =>
				'The chain was upgraded since this was shown, so it may mean something else now. It was not signed. Begin again.',
			'no-node': () => 'No node answers. Nothing was sent. Try again, or name another node under Sources.',
		} satisfies Record<NotSent, (why: string) => string> as Record<NotSent, (why: string) => string>,
		error: (name: string) => `Error ${name}`,
		another: 'Do something else',
		again: 'Begin again',
		prepared: (id: string) => `It waits as act ${id} for another officer of the seat.`,
		application: (seal: string) => `It is application ${seal}. Data Resources decides about it.`,
		granted: (grant: string) => `It is grant ${grant}.`,
		sealed: (index: string, seal: string) => `It is use ${index} of e-seal ${seal}.`,
		flagged: (flag: string) => `It is flag ${flag}.`,
		receipt: {
			making: 'The receipt is being made and checked …',
			ready: 'The receipt is made, and holds: it was checked here as any other.',
			failed: (why: string) =>
				`The receipt could not be made yet: ${why}. The use is on record; its receipt can be made at any time.`,
			wrong: (why: string) =>
				`The receipt that was made does not hold: ${why}. Name another node under Sources, and make it again.`,
			again: 'Make it again',
			download: 'Download the receipt',
			keep: 'Hand it on together with the document.',
		},
	},
	refusals: {
		1: 'This account has no role on this chain, so it may not send anything. An officer, owner or operator gets its role from whoever appoints it: check the account, or that the role has not ended.',
		2: "This account's role can never make this call. Send it from the account of the one who may.",
		3: 'The agencies have paused this call by motion. Wait until they resume it.',
		8: "This account's budget is used up for now. It refills with every block: wait, and send it again. An agency can widen the budget of an enterprise that needs more.",
		9: 'This is larger than the whole budget of this account. Ask an agency to widen the budget.',
		10: 'This account has sent as many extrinsics as an account can. Use a new account.',
		14: 'As many extrinsics of this account wait for a block as may. Wait until the next blocks have taken some, and send it again.',
	} as Readonly<Record<number, string>>,
	refusal: {
		code: (code: number) => `Refused with code ${code}.`,
		outdated: 'The account sent something else meanwhile. Begin again.',
		'too-late': 'It was signed too long ago. Begin again, and sign within four minutes.',
		'bad-signature':
			'The signature does not fit: the account signed something else, or the node describes the chain otherwise than it is. Name another node under Sources, and begin again.',
		other: (text: string) => `The node says: ${text}`,
	},
	errors: (name: string, docs: string | undefined) => docs ?? SYSTEM[name] ?? `The chain names no reason but ${name}.`,

	calls: {
		'ESeal.register_enterprise': {
			title: 'Register an enterprise',
			follows: 'The code is registered once, for ever. The owner account named can then apply for an e-seal.',
		},
		'ESeal.rename_enterprise': {
			title: 'Record a new name of an enterprise',
			follows:
				'From the moment named on, or else from now on, its e-seal cannot be used, and must be replaced by a successor in the new name. One can be applied for ahead, with a physical seal that is filed after this.',
		},
		'ESeal.restrict_enterprise': {
			title: 'Restrict an enterprise (liquidation)',
			follows:
				'Until the restriction is lifted, only a liquidator who is named uses its e-seal, and only for the liquidation.',
		},
		'ESeal.lift_restriction': {
			title: 'Lift the restriction of an enterprise',
			follows: 'The hold on its e-seal ends. Its liquidator loses its role.',
		},
		'ESeal.deregister_enterprise': {
			title: 'Deregister an enterprise, for good',
			follows:
				'Its e-seal is revoked, its application rejected, all grants end, and its owner account and its liquidator lose their roles.',
		},
		'ESeal.offer_ownership': {
			title: 'Offer an enterprise to a new owner account',
			follows:
				'When that account accepts, it acts for the enterprise, all grants end, and the seal key must be replaced.',
		},
		'ESeal.withdraw_offer': {
			title: 'Take back the offer of an enterprise',
			follows: 'The account that it was offered to can no longer accept.',
		},
		'ESeal.record_successor': {
			title: 'Record that another enterprise took over from this one',
			follows: 'It stays on record in both histories, for good. No right passes by it.',
		},
		'ESeal.withdraw_rename': {
			title: 'Withdraw a new name of an enterprise, before it counts',
			follows:
				'The enterprise keeps its name, and its e-seal goes on. One that was approved in the other name cannot be used.',
		},
		'ESeal.name_liquidator': {
			title: 'Name the liquidator of an enterprise',
			follows:
				'That account alone uses the e-seal, with its key and only for the liquidation. One that was named before loses its role.',
		},
		'ESeal.file_physical_seal': {
			title: 'File a physical seal',
			follows: 'The code is filed once and never used again. An e-seal can be paired with it if it is an official one.',
		},
		'ESeal.report_physical_seal': {
			title: 'Report a physical seal lost or destroyed, for good',
			follows: 'The e-seal that is paired with it can no longer be used, as of the moment named, and must be replaced.',
		},
		'ESeal.freeze': {
			title: 'Freeze an enterprise',
			follows:
				'Until the end named, its e-seal cannot be used, and the enterprise gets no other. It ends by itself then; Public Security or a motion lifts it earlier.',
		},
		'ESeal.unfreeze': {
			title: 'Lift the freeze of an enterprise',
			follows: 'The hold on its e-seal ends. Other holds stay in place.',
		},
		'ESeal.suspend': {
			title: 'Suspend an e-seal for the platform',
			follows: 'It cannot be used until Data Resources resumes it.',
		},
		'ESeal.resume': { title: "Lift the platform's suspension of an e-seal", follows: 'Other holds stay in place.' },
		'ESeal.approve': {
			title: 'Approve an application: the e-seal becomes active',
			follows:
				'Its key and certificate belong to it for ever. An e-seal that it replaces is revoked when it takes over.',
		},
		'ESeal.reject': { title: 'Reject an application', follows: 'The owner can apply again.' },
		'ESeal.revoke': {
			title: 'Revoke an e-seal, for good',
			follows:
				'It can never be used again, and all its grants end. What was sealed before the moment named stays sealed.',
		},
		'UsageLog.flag_use': {
			title: 'Flag a use of an e-seal',
			follows:
				'The use itself does not change. Everyone who looks at it sees the flag, until your agency closes it with an outcome.',
		},
		'ESeal.apply': {
			title: 'Apply for an e-seal',
			follows: 'Data Resources decides about it. Until it is approved it binds nobody, and can be withdrawn.',
		},
		'UsageLog.grant': {
			title: 'Let an operator use the e-seal',
			follows:
				'With the seal key, the operator can seal documents in the name of the enterprise, as often and for as long as named. The grant can be revoked.',
		},
		'UsageLog.record_use': {
			title: 'Seal a document',
			follows: 'The use is on record for good, in the name of the enterprise. It cannot be taken back.',
		},
	} satisfies Record<CallName, CallWords> as Record<CallName, CallWords>,

	/** Fields of calls, by the chain's names. */
	fields: {
		uscc: 'Code',
		name: 'Name',
		owner: 'Owner account',
		check: 'Check of the code',
		code: 'Physical seal',
		kind: 'Kind',
		imprint: 'Imprint',
		maker: 'Maker',
		report: 'Report',
		effective_at: 'As of',
		order: 'Legal order',
		until: 'Until',
		rotate_by: 'Seal key to be replaced by',
		seal: 'E-seal',
		application: 'Application',
		digest: 'Digest of what is decided on',
		reason: 'Reason',
		index: 'Use',
		record: 'Record',
		note: 'Text with details',
		key: 'Seal key',
		certificate: 'Certificate',
		picture: 'Picture',
		valid_from: 'Valid from',
		valid_until: 'Valid until',
		proof: 'Proof of the seal key',
		operator: 'Operator',
		purposes: 'For',
		quota: 'Number of uses',
		statement: 'Statement',
		grant: 'Grant',
		nonce: 'Number before',
		documents: 'Document',
		purpose: 'Used for',
		signed_at: 'Signed',
		signature: 'Signature of the seal key',
		successor: 'Successor',
		from: 'Counts from',
		account: 'Account',
	} as Readonly<Record<string, string>>,
	nothing: 'none',
	fromNow: 'now',
	/** The statuses of e-seals. */
	sealStatuses: {
		Active: 'active',
		Applied: 'applied for',
		Approved: 'approved, takes over later',
		Revoked: 'revoked',
		Rejected: 'rejected',
		Withdrawn: 'withdrawn',
		Superseded: 'superseded',
	} as Readonly<Record<string, string>>,
	/** Values of the chain's other enums. */
	choices: {
		Active: 'active',
		Restricted: 'restricted',
		Deregistered: 'deregistered',
		Voided: 'void: registered under another code',
		Enforced: 'enforced',
		Waived: 'waived',
		Official: 'official',
		Finance: 'finance',
		Contract: 'contract',
		Invoice: 'invoice',
		LegalRepresentative: 'legal representative',
		Tender: 'tender',
		HumanResources: 'employment',
		GovernmentFiling: 'filing with an authority',
		Other: 'other',
		Liquidation: 'liquidation',
		Lost: 'lost',
		Destroyed: 'destroyed',
		DocumentsIncomplete: 'documents are missing',
		ImprintMismatch: 'the picture does not match the imprint',
		CertificateInvalid: 'the certificate is invalid',
		IdentityNotProven: 'the applicant did not prove its identity',
		KeyCompromised: 'someone else may have the seal key',
		CertificateWithdrawn: 'the certificate was withdrawn',
		CessationOfUse: 'no longer needed',
		CourtOrder: 'a court ordered it',
		IssuedInError: 'it should never have been issued',
		Superseded: 'a successor was approved',
		EnterpriseDeregistered: 'the enterprise was deregistered',
		RegistrationVoided: 'the enterprise had been registered under a wrong code',
		Unauthorised: 'the enterprise did not intend the use',
		SuspectedForgery: 'the document may be forged',
		WrongDocument: 'another document was meant',
		Disputed: 'a party disputes it',
		LegalOrder: 'a legal order requires the flag',
	} as Readonly<Record<string, string>>,
};

/** Errors of the system itself, of which the metadata say nothing. */
const SYSTEM: Readonly<Record<string, string>> = {
	'System.BadOrigin': 'This account may not make this call. Send it from the account of the one who may.',
};

export type ActMessages = typeof en;
