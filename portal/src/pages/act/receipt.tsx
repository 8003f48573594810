// The receipt of a use that was made here: made and checked as the check makes and checks it.

import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { sleep } from '../../act/send.ts';
import { language } from '../../i18n/index.ts';
import { type Place, SourceError } from '../../source/source.ts';
import { anchorForVerifier, source, verifier } from '../../state.ts';
import { save } from '../../ui/save.ts';
import { decisive } from '../../verifier/types.ts';
import { words } from './i18n/index.ts';

interface Props {
	place: Place;
	uscc: string;
	document: File;
}

type State =
	| { readonly is: 'making' }
	| { readonly is: 'ready'; readonly receipt: Uint8Array }
	| { readonly is: 'failed'; readonly error: unknown }
	| { readonly is: 'wrong'; readonly why: Readonly<Record<'en' | 'zh', string>> };

/** How often a node is asked until it can show that the use's block is final, and how long between, in milliseconds. */
const TRIES = 20;
const PAUSE_MS = 2_000;

export function Receipt({ place, uscc, document }: Props) {
	const m = words().progress.receipt;
	const state = useSignal<State>({ is: 'making' });
	const make = async () => {
		state.value = { is: 'making' };
		state.value = await made({ place, uscc, document });
	};
	useEffect(() => {
		make();
	}, []);
	const now = state.value;
	switch (now.is) {
		case 'making':
			return <p class="progress">{m.making}</p>;
		case 'ready':
			return (
				<>
					<p>
						{m.ready} {m.keep}
					</p>
					<p>
						<button
							type="button"
							class="main"
							onClick={() => save(now.receipt, `${document.name}.eseal`, 'application/json')}
						>
							{m.download}
						</button>
					</p>
				</>
			);
		default:
			return (
				<p class="box caution" role="alert">
					{now.is === 'wrong' ? m.wrong(now.why[language.value]) : m.failed(why(now.error))}{' '}
					<button type="button" onClick={make}>
						{m.again}
					</button>
				</p>
			);
	}
}

const why = (error: unknown) =>
	error instanceof SourceError
		? words().failures[error.failure]
		: error instanceof Error
			? error.message
			: String(error);

async function made({ place, uscc, document }: Props): Promise<State> {
	const [asked, api, anchor] = [source.value, verifier.value?.api, anchorForVerifier.value];
	if (!asked || !api || !anchor) {
		return { is: 'failed', error: new SourceError('unreachable', 'there is no node') };
	}
	for (let tries = 1; ; tries++) {
		try {
			const receipt = await asked.receiptOf(place);
			const digests = await api.digest(document, ['sha256'], undefined, () => {});
			const verdicts = await api.verify({ digests, receipt, anchor, enterprise: uscc });
			if (verdicts.en.result === 'valid') {
				return { is: 'ready', receipt };
			}
			const reason = (of: 'en' | 'zh') => decisive(verdicts[of])?.text ?? verdicts[of].summary;
			return { is: 'wrong', why: { en: reason('en'), zh: reason('zh') } };
		} catch (error) {
			const isEarly = error instanceof SourceError && error.failure === 'awaiting-finality';
			if (!isEarly || tries >= TRIES) {
				return { is: 'failed', error };
			}
			await sleep(PAUSE_MS);
		}
	}
}
