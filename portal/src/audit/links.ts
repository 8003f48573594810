// The addresses of the pages of auditors, and what they name.

/** A page of auditors by its name. */
export type AuditPageName =
	| ''
	| 'enterprise'
	| 'physical'
	| 'seal'
	| 'officer'
	| 'account'
	| 'document'
	| 'now'
	| 'block'
	| 'extrinsic'
	| 'event';

/** The address of a page, with what it is about. What is empty is left out. */
export function auditLink(
	name: AuditPageName,
	words: Readonly<Record<string, string | number | undefined>> = {},
): string {
	const given = Object.entries(words).filter(([, value]) => value !== undefined && value !== '');
	const query = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
	return `#/audit${name === '' ? '' : `/${name}`}${query === '' ? '' : `?${query}`}`;
}

/** Which page an address is of, and what it names. */
export function readAuditLink(address: string): { name: string; words: URLSearchParams } {
	const [, name = '', query = ''] = /#\/audit(?:\/([^?]*))?(?:\?(.*))?$/s.exec(address) ?? [];
	return { name, words: new URLSearchParams(query) };
}

/** A whole number in an address; none if it is none. */
export function wholeIn(text: string | null): number | undefined {
	return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
