// What an enterprise does: apply, let an operator use its e-seal, seal a document. The last one an operator or a liquidator does, too.

import { application, FormError, GRANTABLE, grant, PURPOSES, use } from '../../../act/drafts.ts';
import { mayOpenKeys, signed } from '../desk.ts';
import {
	ChoiceField,
	ChoicesField,
	dayIn,
	FileField,
	fileIn,
	numberIn,
	SealKeyFields,
	sealKeyIn,
	sha256Of,
	TextField,
	textIn,
} from '../fields.tsx';
import { enterpriseIn, Form } from '../form.tsx';
import { words } from '../i18n/index.ts';

const address = () => signed.value?.account.address ?? '';

export function UsccField() {
	const m = words();
	return <TextField name="uscc" label={m.form.uscc} hint={m.form.usccHint} maxLength={24} />;
}

/** The e-seal of the enterprise that was filled in. */
async function sealIn(...[chain, form]: Parameters<typeof enterpriseIn>): Promise<bigint> {
	const { seal } = await enterpriseIn(chain, form);
	if (seal === undefined) {
		throw new FormError('no-seal');
	}
	return seal;
}

export function ApplyForm() {
	const m = words();
	return (
		<Form
			title={m.tasks.names.apply}
			canShow={mayOpenKeys()}
			make={async (chain, form) => {
				const { uscc } = await enterpriseIn(chain, form);
				const validUntil = dayIn(form, 'until');
				const [certificate, picture, key] = await Promise.all([
					sha256Of(fileIn(form, 'certificate')),
					sha256Of(fileIn(form, 'picture')),
					sealKeyIn(form),
				]);
				const code = textIn(form, 'code');
				return application(chain, { owner: address(), uscc, code, key, certificate, picture, validUntil });
			}}
		>
			<UsccField />
			<TextField name="code" label={m.form.code} hint={m.form.codeHint} maxLength={13} />
			<FileField name="certificate" label={m.form.certificate} hint={m.form.fileHint} />
			<FileField name="picture" label={m.form.picture} hint={m.form.fileHint} />
			<TextField name="until" type="date" label={m.form.until} hint={m.form.untilHint} />
			<SealKeyFields command="eseal seal apply" />
		</Form>
	);
}

export function GrantForm() {
	const m = words();
	return (
		<Form
			title={m.tasks.names.grant}
			make={async (chain, form) =>
				grant(chain, {
					seal: await sealIn(chain, form),
					operator: textIn(form, 'operator'),
					purposes: form.getAll('purposes').map(String),
					validUntil: dayIn(form, 'until'),
					quota: Number(numberIn(form, 'quota')),
				})
			}
		>
			<UsccField />
			<TextField name="operator" label={m.form.operator} />
			<ChoicesField name="purposes" label={m.form.purposes} choices={GRANTABLE} />
			<TextField name="quota" type="number" min={1} label={m.form.quota} />
			<TextField name="until" type="date" label={m.form.until} hint={m.form.untilHint} />
		</Form>
	);
}

export function SealForm() {
	const m = words();
	return (
		<Form
			title={m.tasks.names.seal}
			canShow={mayOpenKeys()}
			make={async (chain, form) => {
				const seal = await sealIn(chain, form);
				const document = fileIn(form, 'document');
				const [digest, key] = await Promise.all([sha256Of(document), sealKeyIn(form)]);
				const purpose = textIn(form, 'purpose') as (typeof PURPOSES)[number];
				return use(chain, { user: address(), seal, purpose, digest, document, key });
			}}
		>
			<UsccField />
			<FileField name="document" label={m.form.document} hint={m.form.documentHint} />
			<ChoiceField name="purpose" label={m.form.purpose} choices={PURPOSES} />
			<SealKeyFields command="eseal use" />
		</Form>
	);
}
