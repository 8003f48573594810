// What somebody looks for, told from how it is written.

import { getSs58AddressInfo } from '@polkadot-api/substrate-bindings';
import { fromHex } from '../bytes.ts';
import { type AuditPageName, auditLink } from './links.ts';
import { addressOf } from './value.ts';

const DIGEST = /^(?:(sha256|sm3|blake2b256|commitment|commitment-sm3):)?(?:0x)?([0-9a-f]{64})$/i;

/** What a text may be: pages to go to, or words to look for among enterprises. */
export type Sought =
	| { readonly is: 'page'; readonly name: AuditPageName; readonly address: string }
	/** 64 hexadecimal digits may be a document's digest, an account, or the hash of a block or of an extrinsic. */
	| { readonly is: 'hash'; readonly hash: string }
	| { readonly is: 'enterprises'; readonly search: string }
	| { readonly is: 'nothing' };

const page = (name: AuditPageName, words: Record<string, string>): Sought => ({
	is: 'page',
	name,
	address: auditLink(name, words),
});

export function soughtBy(typed: string): Sought {
	const text = typed.trim();
	if (text === '') {
		return { is: 'nothing' };
	}
	const digest = DIGEST.exec(text);
	if (digest?.[1]) {
		return page('document', { digest: `${digest[1].toLowerCase()}:0x${digest[2]?.toLowerCase()}` });
	}
	if (digest?.[2]) {
		return { is: 'hash', hash: `0x${digest[2].toLowerCase()}` };
	}
	const place = /^(\d{1,10})-(\d{1,7})$/.exec(text);
	if (place) {
		return page('extrinsic', { block: place[1] ?? '', index: place[2] ?? '' });
	}
	if (/^\d{13}$/.test(text)) {
		return page('physical', { code: text });
	}
	// A code of an enterprise begins with a digit as well, so that an e-seal is told by a word or a sign before its number.
	const seal = /^(?:#|no\.?\s*|seal\s*|e-seal\s*|印章\s*|电子印章\s*)(\d{1,15})$/i.exec(text);
	if (seal) {
		return page('seal', { id: seal[1] ?? '' });
	}
	const compact = text.replace(/[\s-]/g, '').toUpperCase();
	if (/^[0-9A-HJ-NP-RTUWXY]{18}$/.test(compact) && /^\d/.test(compact)) {
		return page('enterprise', { uscc: compact });
	}
	if (isAddress(text)) {
		return page('account', { id: text });
	}
	return { is: 'enterprises', search: text };
}

/** Whether a text is an account's address. */
export function isAddress(text: string): boolean {
	if (!/^[1-9A-HJ-NP-Za-km-z]{46,50}$/.test(text)) {
		return false;
	}
	try {
		const info = getSs58AddressInfo(text);
		return info.isValid && info.publicKey.length === 32;
	} catch {
		return false;
	}
}

/** The pages that a hash may lead to, in the order in which they are tried. */
export function pagesOf(hash: string): { readonly name: AuditPageName; readonly address: string }[] {
	return [
		{ name: 'document', address: auditLink('document', { digest: `sha256:${hash}` }) },
		{ name: 'block', address: auditLink('block', { hash }) },
		{ name: 'extrinsic', address: auditLink('extrinsic', { hash }) },
		{ name: 'account', address: auditLink('account', { id: addressOf(fromHex(hash)) }) },
	];
}
