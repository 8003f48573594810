// The story of one e-seal, from an unknown enterprise to an auditor's last check, on a running network of three agencies.

import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { sha256 } from '../lib/digests.mjs';
import { agenciesFinalize } from './1-agencies.mjs';
import { issueSeal } from './2-issuance.mjs';
import { sealFolder, useSeal } from './3-use.mjs';
import { verifyOriginalAndCopy } from './4-verification.mjs';
import { surviveTrouble } from './5-trouble.mjs';
import { audit } from './6-audit.mjs';
import { Cast } from './cast.mjs';

/**
 * Plays the story. It can be played on one chain any number of times: each time with an enterprise of its own.
 *
 * @param {object} options
 * @param {string[]} options.urls  the nodes of Market Supervision, Public Security and Data Resources
 * @param {string} options.document  the path of the document to seal
 * @param {(line: string) => void} [options.print]
 * @returns what each chapter brought about
 * @throws if a step does not go as the story has it
 */
export async function tell({ urls, document: path, print }) {
	const bytes = readFileSync(path);
	const document = { name: basename(path), bytes, digest: sha256(bytes) };
	const cast = await Cast.gather({ urls, print });
	try {
		const agencies = await agenciesFinalize(cast);
		const issued = await issueSeal(cast);
		const used = await useSeal(cast, issued, document);
		const folder = await sealFolder(cast, issued);
		const verified = await verifyOriginalAndCopy(cast, issued, document);
		const trouble = await surviveTrouble(cast, issued, document);
		const audited = await audit(cast, [issued.seal, trouble.successor.seal]);
		return { document, agencies, issued, used, folder, verified, trouble, audited };
	} finally {
		await cast.leave();
	}
}
