// What the answer rests on that is not proven, and what was not looked at.

import type { Examination } from '../../check/examine.ts';
import { messages } from '../../i18n/index.ts';

export function Notes({ examination }: { examination: Examination }) {
	const lines = notesOf(examination);
	return lines.length === 0 ? null : (
		<ul class="notes">
			{lines.map((line) => (
				<li key={line}>{line}</li>
			))}
		</ul>
	);
}

function notesOf({ lookup, findings, source = '', hasDocument }: Examination): string[] {
	const { notes } = messages();
	const lines: string[] = [];
	if (lookup.kind === 'answered') {
		const { found, unproven } = lookup;
		if (found.uses.length > 0) {
			lines.push(notes.onlyNode(source));
		} else if (found.block > 0) {
			lines.push(notes.nodeNotFound(source, found.block));
		}
		if (found.more > 0) {
			lines.push(notes.more(found.more));
		}
		if (found.cut) {
			lines.push(notes.cut);
		}
		const refuted = unproven.filter(({ why }) => why === 'refuted').length;
		if (refuted > 0 && findings.length > 0) {
			lines.push(notes.unproven(refuted, notes.refuted));
		}
		const other = unproven.length - refuted;
		const why = unproven.find((one) => one.why !== 'refuted')?.why;
		if (other > 0 && why && why !== 'refuted') {
			lines.push(notes.unproven(other, notes.failure(why)));
		}
	}
	for (const { since, origin } of findings) {
		if (origin === 'source') {
			continue;
		}
		if (since.kind === 'failed') {
			lines.push(notes.sinceFailed(since.failure));
		} else if (since.kind === 'refuted') {
			lines.push(notes.sinceRefuted);
		} else if (since.kind === 'not-asked' && source === '') {
			lines.push(notes.sinceNotAsked);
		}
	}
	if (!hasDocument && findings.length > 0) {
		lines.push(notes.noDocument);
	}
	return lines;
}
