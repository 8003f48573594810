// What one takes along from a check.

import { anchorText } from '../../anchor.ts';
import type { Case, Phase } from '../../check/cases.ts';
import { latest } from '../../check/examine.ts';
import { best } from '../../check/headline.ts';
import { messages } from '../../i18n/index.ts';
import { publishedAt, verifier } from '../../state.ts';
import { save } from '../../ui/save.ts';
import { print } from './certificate.tsx';

interface Props {
	case: Case;
	phase: Extract<Phase, { is: 'done' }>;
}

export function Actions({ case: one, phase }: Props) {
	const m = messages();
	const finding = best(phase.examination, phase.at);
	const module = verifier.value?.module;
	if (!finding || !module) {
		return null;
	}
	const { receipt, verdicts } = latest(finding);
	const name = one.job.document ? one.name : 'document';
	const given = finding.origin === 'source' ? undefined : finding.judged.receipt;
	const download = async () => {
		const { bundle } = await import('../../bundle.ts');
		const bytes = bundle({
			document: name,
			receipt,
			given: given === receipt ? undefined : given,
			verdicts,
			anchor: anchorText(phase.anchor.anchor),
			origin: phase.anchor.origin,
			address: publishedAt(),
			module: new Uint8Array(module),
		});
		save(bytes, `${name}.eseal-check.zip`, 'application/zip');
	};
	return (
		<div class="row actions">
			<button type="button" onClick={() => print(one.id)}>
				{m.actions.print}
			</button>
			<button type="button" onClick={download}>
				{m.actions.bundle}
			</button>
			<button type="button" onClick={() => save(receipt, `${name}.eseal`, 'application/json')}>
				{m.actions.receipt}
			</button>
		</div>
	);
}
