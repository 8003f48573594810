// What officers do: approve an application, freeze an enterprise, flag a use.

import type { Seat } from '../../../act/acts.ts';
import { act, approval, choice, FormError, sha256 } from '../../../act/drafts.ts';
import { recordOf, recordWith } from '../../../act/subject.ts';
import { signed } from '../desk.ts';
import { ChoiceField, dayIn, FileField, fileIn, numberIn, sha256Of, TextField, textIn } from '../fields.tsx';
import { enterpriseIn, Form } from '../form.tsx';
import { words } from '../i18n/index.ts';
import { UsccField } from './enterprise.tsx';

const FLAG_REASONS = ['Unauthorised', 'SuspectedForgery', 'WrongDocument', 'Disputed', 'LegalOrder', 'Other'];

const seat = () => signed.value?.seat as Seat;

export function ApproveForm() {
	const m = words();
	return (
		<Form
			title={m.tasks.names.approve}
			make={async (chain, form) => {
				const { application } = await enterpriseIn(chain, form);
				if (application === undefined) {
					throw new FormError('no-application');
				}
				return approval(chain, seat(), application);
			}}
		>
			<UsccField />
		</Form>
	);
}

export function FreezeForm() {
	const m = words();
	return (
		<Form
			title={m.tasks.names.freeze}
			make={async (chain, form) => {
				const { uscc } = await enterpriseIn(chain, form);
				const until = BigInt(dayIn(form, 'until'));
				const order = sha256(await sha256Of(fileIn(form, 'order')));
				return act(chain, seat(), 'ESeal.freeze', { uscc, order, until });
			}}
		>
			<UsccField />
			<FileField name="order" label={m.form.order} hint={m.form.orderHint} />
			<TextField name="until" type="date" label={m.form.until} hint={m.form.freezeHint} />
		</Form>
	);
}

export function FlagForm() {
	const m = words();
	return (
		<Form
			title={m.tasks.names.flag}
			make={async (chain, form) => {
				const [seal, index] = [numberIn(form, 'seal'), numberIn(form, 'index')];
				const { hash } = await chain.final();
				const record = await recordWith(chain, seal, index, hash);
				const use = record === undefined ? undefined : await recordOf(chain, seal, index, record, hash);
				if (record === undefined || use === undefined) {
					throw new FormError('no-use');
				}
				const reason = choice(textIn(form, 'reason'));
				const text = form.get('note');
				const note = text instanceof File && text.name !== '' ? sha256(await sha256Of(text)) : undefined;
				return act(chain, seat(), 'UsageLog.flag_use', { seal, index, record, digest: use.digest, reason, note });
			}}
		>
			<TextField name="seal" label={m.form.seal} hint={m.form.useHint} />
			<TextField name="index" label={m.form.index} />
			<ChoiceField name="reason" label={m.form.reason} choices={FLAG_REASONS} />
			<FileField name="note" label={m.form.note} hint={m.form.fileHint} isRequired={false} />
		</Form>
	);
}
