// A form that does one thing at a time, and says what stood in the way.

import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { wordsOf } from './desk.ts';

interface Props {
	title: string;
	/** What is done with what was filled in. */
	act(form: HTMLFormElement): Promise<void>;
	/** What is said while it is done. */
	working: string;
	/** The button that begins it; none where it cannot be done. */
	button(isBusy: boolean): ComponentChildren;
	children: ComponentChildren;
}

export function BusyForm({ title, act, working, button, children }: Props) {
	const isBusy = useSignal(false);
	const said = useSignal('');
	const begin = async (form: HTMLFormElement) => {
		isBusy.value = true;
		said.value = '';
		try {
			await act(form);
		} catch (error) {
			said.value = wordsOf(error);
		} finally {
			isBusy.value = false;
		}
	};
	return (
		<form
			aria-busy={isBusy.value}
			onSubmit={(event) => {
				event.preventDefault();
				if (!isBusy.value) {
					begin(event.currentTarget);
				}
			}}
		>
			<h3>{title}</h3>
			{children}
			{button(isBusy.value)}
			<p role="alert" class={said.value ? 'box bad' : 'said'}>
				{isBusy.value ? working : said.value}
			</p>
		</form>
	);
}
