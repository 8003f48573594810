// What people fill in.

import { useId } from 'preact/hooks';
import { FormError } from '../../act/drafts.ts';
import { type OpenKey, open, readKeyFile } from '../../act/keys/key-file.ts';
import { toHex } from '../../bytes.ts';
import { messages } from '../../i18n/index.ts';
import { verifier } from '../../state.ts';
import { mayOpenKeys } from './desk.ts';
import { words } from './i18n/index.ts';

interface Props {
	name: string;
	label: string;
	hint?: string;
}

export function TextField({
	name,
	label,
	hint,
	type = 'text',
	isRequired = true,
	...more
}: Props & { type?: 'text' | 'password' | 'date' | 'number'; isRequired?: boolean; min?: number; maxLength?: number }) {
	const [field, about] = [useId(), useId()];
	// Which attributes go with which type of input Preact's types say, of one type at a time.
	const attributes = {
		id: field,
		name,
		type,
		required: isRequired,
		autocomplete: 'off',
		spellcheck: false,
		...(hint && { 'aria-describedby': about }),
		...more,
	};
	return (
		<div class="field">
			<label for={field}>{label}</label>
			<input {...(attributes as object)} />
			{hint && (
				<p class="hint" id={about}>
					{hint}
				</p>
			)}
		</div>
	);
}

export function FileField({ name, label, hint, isRequired = true }: Props & { isRequired?: boolean }) {
	const [field, about] = [useId(), useId()];
	return (
		<div class="field">
			<label for={field}>{label}</label>
			<input id={field} name={name} type="file" required={isRequired} {...(hint && { 'aria-describedby': about })} />
			{hint && (
				<p class="hint" id={about}>
					{hint}
				</p>
			)}
		</div>
	);
}

export function ChoiceField({ name, label, choices }: Props & { choices: readonly string[] }) {
	const field = useId();
	const m = words();
	return (
		<div class="field">
			<label for={field}>{label}</label>
			<select id={field} name={name}>
				{choices.map((one) => (
					<option key={one} value={one}>
						{m.choices[one] ?? one}
					</option>
				))}
			</select>
		</div>
	);
}

export function ChoicesField({ name, label, choices }: Props & { choices: readonly string[] }) {
	const m = words();
	return (
		<fieldset class="field choices">
			<legend>{label}</legend>
			{choices.map((one) => (
				<label key={one}>
					<input type="checkbox" name={name} value={one} /> {m.choices[one] ?? one}
				</label>
			))}
		</fieldset>
	);
}

/** The key of the e-seal: opened in the page where that may be; else who may do it otherwise is told. */
export function SealKeyFields({ command }: { command: string }) {
	const m = words();
	return mayOpenKeys() ? (
		<>
			<FileField name="sealKey" label={m.key.sealFile} hint={m.key.sealHint} />
			<TextField name="sealPassword" type="password" label={m.key.sealPassword} />
		</>
	) : (
		<p class="box caution">
			{m.key.notHere} <code>{command}</code>
		</p>
	);
}

// What was filled in.

export const textIn = (form: FormData, name: string) => String(form.get(name) ?? '').trim();

export function fileIn(form: FormData, name: string): File {
	const file = form.get(name);
	if (!(file instanceof File) || file.name === '') {
		throw new FormError('no-file');
	}
	return file;
}

/** A whole number. */
export function numberIn(form: FormData, name: string): bigint {
	const text = textIn(form, name);
	if (!/^\d{1,18}$/.test(text)) {
		throw new FormError('number');
	}
	return BigInt(text);
}

/** The moment at which a day begins where the person is, in milliseconds since the Unix epoch. */
export function dayIn(form: FormData, name: string): number {
	const moment = new Date(`${textIn(form, name)}T00:00`).getTime();
	if (!(moment > Date.now())) {
		throw new FormError('past');
	}
	return moment;
}

/** The SHA-256 digest of a file, in hexadecimal: made by the verifier, piece by piece, whatever its size. */
export async function sha256Of(file: File): Promise<string> {
	const api = verifier.value?.api;
	if (api === undefined) {
		throw new Error(messages().check.loading);
	}
	const digests = await api.digest(file, ['sha256'], undefined, () => {});
	return `0x${toHex(digests.subarray(1))}`;
}

/** Opens the seal key that was chosen. */
export const sealKeyIn = async (form: FormData): Promise<OpenKey> =>
	open(readKeyFile(await fileIn(form, 'sealKey').text()), String(form.get('sealPassword') ?? ''));
