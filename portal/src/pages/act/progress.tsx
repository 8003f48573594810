// How far it is, what became of it, and what to do next.

import { useEffect, useRef } from 'preact/hooks';
import type { Choice } from '../../act/chain.ts';
import type { Draft } from '../../act/drafts.ts';
import type { Explanation } from '../../act/explain.ts';
import type { Failure, Refusal } from '../../act/failure.ts';
import type { Progress } from '../../act/send.ts';
import type { Tone } from '../../check/headline.ts';
import { announce } from '../../ui/live.tsx';
import { Sign } from '../../ui/sign.tsx';
import { begin, connection } from './desk.ts';
import { words } from './i18n/index.ts';
import { Receipt } from './receipt.tsx';
import { lineOf } from './review.tsx';

interface Props {
	draft: Draft;
	explanation: Explanation;
	progress: Progress;
}

export function Sent({ draft, explanation, progress }: Props) {
	const m = words();
	const heading = useRef<HTMLHeadingElement>(null);
	const told = tell(progress);
	useEffect(() => heading.current?.focus(), []);
	useEffect(() => announce(told.text), [told.text]);
	const isEnd = told.tone !== undefined;
	return (
		<section aria-busy={!isEnd} data-progress={progress.is}>
			<h2 tabIndex={-1} ref={heading}>
				{lineOf(explanation)}
			</h2>
			{told.tone === undefined ? (
				<div class="progress">
					<p>
						{told.text} <progress aria-label={told.text} />
					</p>
					<p class="hint">{m.progress.keep}</p>
				</div>
			) : (
				<div class={`answer ${told.tone}`}>
					<Sign tone={told.tone} label={m.progress.ended[told.tone === 'good' ? 'done' : 'not']} />
					<div>
						<p>
							<strong>{told.text}</strong>
						</p>
						{told.next && <p data-testid="next">{told.next}</p>}
						{told.code && (
							<p>
								<code>{told.code}</code>
							</p>
						)}
					</div>
				</div>
			)}
			{'lost' in progress && progress.lost && (
				<p class="box caution" role="alert">
					{m.progress.lost}
				</p>
			)}
			{'block' in progress && isEnd && connection.value.is === 'open' && (
				<p class="hint">{m.progress.word(connection.value.chain.rpc.url)}</p>
			)}
			{progress.is === 'done' && <Done draft={draft} events={progress.events} />}
			{isEnd && (
				<button type="button" onClick={begin}>
					{progress.is === 'done' ? m.progress.another : m.progress.again}
				</button>
			)}
		</section>
	);
}

interface Told {
	readonly text: string;
	/** Where it ended. */
	readonly tone?: Tone;
	/** What to do next. */
	readonly next?: string;
	/** The chain's own name of what went wrong. */
	readonly code?: string;
}

function tell(progress: Progress): Told {
	const m = words();
	switch (progress.is) {
		case 'signing':
		case 'sending':
		case 'waiting':
			return { text: m.progress[progress.is] };
		case 'recorded':
			return { text: m.progress.recorded(progress.block) };
		case 'done':
			return { text: m.progress.done(progress.block), tone: 'good' };
		case 'failed':
			return { text: m.progress.failed(progress.block), tone: 'bad', ...ofFailure(progress.failure) };
		case 'refused':
			return { text: m.progress.refused, tone: 'bad', next: ofRefusal(progress.refusal) };
		case 'not-sent':
			return { text: m.progress.notSent[progress.why](progress.text), tone: 'caution' };
		case 'expired':
			return { text: m.progress.expired, tone: 'caution' };
	}
}

const ofFailure = ({ name, docs }: Failure) => ({
	next: words().errors(name, docs),
	code: words().progress.error(name),
});

function ofRefusal(refusal: Refusal): string {
	const m = words();
	switch (refusal.kind) {
		case 'chain':
			return m.refusals[refusal.code] ?? m.refusal.code(refusal.code);
		case 'other':
			return m.refusal.other(refusal.text);
		default:
			return m.refusal[refusal.kind];
	}
}

/** What came of it, by the chain's own events. */
function Done({ draft, events }: { draft: Draft; events: readonly Choice<Choice>[] }) {
	const m = words();
	const fields = (name: string) =>
		events.find(({ type, value }) => `${type}.${value.type}` === name)?.value.value as
			| Record<string, unknown>
			| undefined;
	const [prepared, applied, granted, used, flagged] = [
		'DualControl.Prepared',
		'ESeal.Applied',
		'UsageLog.GrantIssued',
		'UsageLog.UseRecorded',
		'UsageLog.UseFlagged',
	].map(fields);
	return (
		<>
			{prepared && <p>{m.progress.prepared(String(prepared.id))}</p>}
			{applied && <p>{m.progress.application(String(applied.seal))}</p>}
			{granted && <p>{m.progress.granted(String(granted.grant))}</p>}
			{flagged && <p>{m.progress.flagged(String(flagged.flag))}</p>}
			{used && draft.document && (
				<>
					<p>{m.progress.sealed(String(used.index), String(used.seal))}</p>
					<Receipt
						place={{ seal: used.seal as bigint, index: used.index as bigint }}
						uscc={String(used.uscc)}
						document={draft.document}
					/>
				</>
			)}
		</>
	);
}
