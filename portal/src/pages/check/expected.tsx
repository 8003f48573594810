// Whose seal is expected.

import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { cases, checkAgain, expected } from '../../check/cases.ts';
import { messages } from '../../i18n/index.ts';
import { faultOf, tidied } from '../../uscc.ts';

export function Expected() {
	const m = messages();
	const typed = useSignal(expected.value);
	const fault = typed.value === '' ? undefined : faultOf(tidied(typed.value));
	const [field, hint] = [useId(), useId()];
	const take = () => {
		const code = tidied(typed.value);
		// A few real codes have a wrong check character; one may expect such an enterprise.
		const isOne = code === '' || fault === undefined || fault === 'check-character';
		if (isOne && code !== expected.value) {
			expected.value = code;
			if (cases.value.length > 0) {
				checkAgain();
			}
		}
	};
	return (
		<form
			class="field"
			onSubmit={(event) => {
				event.preventDefault();
				take();
			}}
		>
			<label for={field}>{m.check.expected}</label>
			<input
				id={field}
				type="text"
				inputMode="text"
				autocomplete="off"
				autocapitalize="characters"
				spellcheck={false}
				maxLength={24}
				value={typed.value}
				aria-describedby={hint}
				aria-invalid={fault === 'length' || fault === 'characters'}
				onInput={({ currentTarget }) => {
					typed.value = currentTarget.value;
				}}
				onChange={take}
			/>
			<p class="hint" id={hint} aria-live="polite">
				{fault ? m.check.expectedFault[fault] : m.check.expectedHint}
			</p>
		</form>
	);
}
