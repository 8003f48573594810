// Act: who signs, what to do, what will be signed, and what became of it.

import type { FunctionComponent } from 'preact';
import { useEffect } from 'preact/hooks';
import { anchor, nodes } from '../../state.ts';
import { useFocusIfLost } from '../../ui/focus.ts';
import { Signer, SignIn } from './account.tsx';
import { connect, connection, type Signed, signed, stage, type Task, task, tasksOf } from './desk.ts';
import { ApplyForm, GrantForm, SealForm } from './forms/enterprise.tsx';
import { ApproveForm, FlagForm, FreezeForm } from './forms/officer.tsx';
import { Waiting } from './forms/waiting.tsx';
import { words } from './i18n/index.ts';
import { Sent } from './progress.tsx';
import { Review } from './review.tsx';

const FORMS: Readonly<Record<Task, FunctionComponent>> = {
	apply: ApplyForm,
	grant: GrantForm,
	seal: SealForm,
	approve: ApproveForm,
	freeze: FreezeForm,
	flag: FlagForm,
	waiting: Waiting,
};

export function Act() {
	const m = words();
	const [known, [first]] = [anchor.value, nodes.value];
	useEffect(() => {
		// What is under way goes on with the connection that it has.
		if (stage.value.is !== 'sent') {
			connect();
		}
	}, [known, first]);
	return (
		<>
			<h1>{m.title}</h1>
			<p class="lead">{m.lead}</p>
			<Desk />
		</>
	);
}

function Desk() {
	const m = words();
	const { value } = connection;
	if (anchor.value === undefined || nodes.value.length === 0) {
		return (
			<p class="box caution" role="alert">
				{anchor.value === undefined ? m.connection.noAnchor : m.connection.noNode}{' '}
				<a href="#/sources">{m.connection.sources}</a>
			</p>
		);
	}
	const who = signed.value;
	switch (value.is) {
		case 'open':
			return who === undefined ? <SignIn /> : <AtWork signed={who} />;
		case 'failed':
			return (
				<p class="box bad" role="alert">
					{m.connection.failed(m.failures[value.error.failure])}{' '}
					<button type="button" onClick={connect}>
						{m.connection.again}
					</button>
				</p>
			);
		default:
			return <p class="hint">{m.connection.connecting}</p>;
	}
}

function AtWork({ signed: who }: { signed: Signed }) {
	const now = stage.value;
	return (
		<>
			<Signer signed={who} />
			{/* What was filled in is there again for whoever goes back to change it. */}
			{now.is !== 'sent' && <Tasks signed={who} isShown={now.is === 'form'} />}
			{now.is === 'review' && <Review draft={now.draft} explanation={now.explanation} />}
			{now.is === 'sent' && <Sent draft={now.draft} explanation={now.explanation} progress={now.progress} />}
		</>
	);
}

function Tasks({ signed: who, isShown }: { signed: Signed; isShown: boolean }) {
	const m = words();
	const heading = useFocusIfLost(isShown);
	const Shown = task.value && FORMS[task.value];
	return (
		<section hidden={!isShown}>
			<h2 tabIndex={-1} ref={heading}>
				{m.tasks.title}
			</h2>
			<p class="hint">{m.tasks.hint}</p>
			<div class="row tasks">
				{tasksOf(who).map((one) => (
					<button
						key={one}
						type="button"
						aria-pressed={task.value === one}
						onClick={() => {
							task.value = one;
						}}
					>
						{m.tasks.names[one]}
					</button>
				))}
			</div>
			{Shown && <Shown />}
		</section>
	);
}
