// The acts that wait for a second officer of the account's seat: look at one to confirm it, turn it down, or take back one's own.

import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { callName, isKnown, type Seat } from '../../../act/acts.ts';
import type { At } from '../../../act/chain.ts';
import { decision } from '../../../act/drafts.ts';
import { type WaitingAct, waitingActs } from '../../../act/explain.ts';
import { type Subject, subjectOf } from '../../../act/subject.ts';
import { connected, review, signed, wordsOf } from '../desk.ts';
import { words } from '../i18n/index.ts';
import { when } from '../values.tsx';

interface Listed {
	readonly waiting: WaitingAct;
	readonly name: string;
	readonly subject: Subject | undefined;
}

export function Waiting() {
	const m = words();
	const listed = useSignal<{ acts: readonly Listed[]; at: At } | undefined>(undefined);
	const said = useSignal('');
	const seat = signed.value?.seat as Seat;
	const look = async () => {
		said.value = '';
		try {
			listed.value = await list(seat);
		} catch (error) {
			said.value = wordsOf(error);
		}
	};
	useEffect(() => {
		look();
	}, []);
	const decide = async (waiting: WaitingAct, step: Parameters<typeof decision>[2]) => {
		said.value = '';
		try {
			await review(decision(await connected(), waiting, step));
		} catch (error) {
			said.value = wordsOf(error);
		}
	};
	return (
		<section aria-busy={listed.value === undefined}>
			<div class="row">
				<h3>{m.tasks.names.waiting}</h3>
				<button type="button" class="quiet" onClick={look}>
					{m.waiting.again}
				</button>
			</div>
			{listed.value?.acts.length === 0 && <p>{m.waiting.none(m.seats[seat] ?? seat)}</p>}
			<ul class="waiting">
				{listed.value?.acts.map((one) => (
					<WaitingView key={String(one.waiting.id)} listed={one} decide={decide} />
				))}
			</ul>
			{listed.value && <p class="hint">{m.waiting.asOf(listed.value.at.number)}</p>}
			<p role="alert" class={said.value ? 'box bad' : 'said'}>
				{said.value}
			</p>
		</section>
	);
}

async function list(seat: Seat) {
	const chain = await connected();
	const at = await chain.final();
	const acts: Listed[] = [];
	for (const waiting of await waitingActs(chain, seat, at.hash)) {
		const call = chain.decode(waiting.call);
		// Of one that cannot be looked up the list has the name alone: whoever looks at it is told why.
		const subject = await subjectOf(chain, call, at.hash).catch(() => undefined);
		acts.push({ waiting, name: callName(call), subject });
	}
	return { acts, at };
}

interface ViewProps {
	listed: Listed;
	decide(waiting: WaitingAct, step: Parameters<typeof decision>[2]): void;
}

function WaitingView({ listed: { waiting, name, subject }, decide }: ViewProps) {
	const m = words();
	const { id, prepared_by: by, prepared_at: at, until, open } = waiting;
	const isOwn = by === signed.value?.account.address;
	const title = isKnown(name) ? m.calls[name].title : name;
	const enterprise = subject?.enterprise;
	const number = String(id);
	return (
		<li data-act={number}>
			<p>
				<strong>
					{enterprise
						? m.waiting.about(title, m.review.named(enterprise.name, enterprise.uscc))
						: subject?.uscc
							? m.waiting.about(title, subject.uscc)
							: title}
				</strong>
			</p>
			<p class="hint">
				{m.waiting.number(number)} · {m.waiting.prepared(by, when(at))} · {m.waiting.ends(when(until))}
				{isOwn && ` · ${m.waiting.own}`}
				{!open && ` · ${m.waiting.ended}`}
			</p>
			<div class="row">
				{isOwn ? (
					<button
						type="button"
						aria-label={m.waiting.of(m.waiting.takeBack, number)}
						onClick={() => decide(waiting, 'withdraw')}
					>
						{m.waiting.takeBack}
					</button>
				) : (
					<>
						{open && (
							<button
								type="button"
								class="main"
								aria-label={m.waiting.of(m.waiting.confirm, number)}
								onClick={() => decide(waiting, 'confirm')}
							>
								{m.waiting.confirm}
							</button>
						)}
						<button
							type="button"
							aria-label={m.waiting.of(m.waiting.turnDown, number)}
							onClick={() => decide(waiting, 'turn_down')}
						>
							{m.waiting.turnDown}
						</button>
					</>
				)}
			</div>
		</li>
	);
}
