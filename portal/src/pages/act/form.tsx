// A form that ends in showing what would be signed.

import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { Chain } from '../../act/chain.ts';
import { type Draft, FormError } from '../../act/drafts.ts';
import { enterpriseOf } from '../../act/subject.ts';
import { tidied } from '../../uscc.ts';
import { connected, review, wordsOf } from './desk.ts';
import { textIn } from './fields.tsx';
import { words } from './i18n/index.ts';

interface Props {
	title: string;
	/** Makes a call of what was filled in. */
	make(chain: Chain, form: FormData): Promise<Draft>;
	canShow?: boolean;
	children: ComponentChildren;
}

export function Form({ title, make, canShow = true, children }: Props) {
	const m = words();
	const isBusy = useSignal(false);
	const said = useSignal('');
	const show = async (form: HTMLFormElement) => {
		isBusy.value = true;
		said.value = '';
		try {
			await review(await make(await connected(), new FormData(form)));
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
					show(event.currentTarget);
				}
			}}
		>
			<h3>{title}</h3>
			{children}
			{canShow && (
				<button type="submit" class="main" disabled={isBusy.value}>
					{m.form.show}
				</button>
			)}
			<p role="alert" class={said.value ? 'box bad' : 'said'}>
				{isBusy.value ? m.form.showing : said.value}
			</p>
		</form>
	);
}

/** The enterprise whose code was filled in. */
export async function enterpriseIn(chain: Chain, form: FormData) {
	const { hash } = await chain.final();
	const found = await enterpriseOf(chain, tidied(textIn(form, 'uscc')), hash);
	if (found === undefined) {
		throw new FormError('no-enterprise');
	}
	return found;
}
