// A form that ends in showing what would be signed.

import type { ComponentChildren } from 'preact';
import type { Chain } from '../../act/chain.ts';
import { type Draft, FormError } from '../../act/drafts.ts';
import { enterpriseOf } from '../../act/subject.ts';
import { tidied } from '../../uscc.ts';
import { BusyForm } from './busy-form.tsx';
import { connected, review } from './desk.ts';
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
	return (
		<BusyForm
			title={title}
			act={async (form) => review(await make(await connected(), new FormData(form)))}
			working={m.form.showing}
			button={(isBusy) =>
				canShow && (
					<button type="submit" class="main" disabled={isBusy}>
						{m.form.show}
					</button>
				)
			}
		>
			{children}
		</BusyForm>
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
