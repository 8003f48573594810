// One document: how far its check is, then the answer, each check, and the evidence.

import { useEffect, useRef } from 'preact/hooks';
import { type Case, remove, show } from '../../check/cases.ts';
import { headlineOf, toneOf } from '../../check/headline.ts';
import { size } from '../../i18n/format.ts';
import { language, messages } from '../../i18n/index.ts';
import { announce } from '../../ui/live.tsx';
import { Sign } from '../../ui/sign.tsx';
import { Actions } from './actions.tsx';
import { FindingView } from './finding.tsx';
import { Notes } from './notes.tsx';
import { firstLine, secondLine } from './words.ts';

export function CaseView({ case: one }: { case: Case }) {
	const m = messages();
	const phase = one.phase.value;
	const about = [one.name, ...(one.size === undefined ? [] : [size(one.size, language.value)])].join(' · ');
	return (
		<article class="case" data-phase={phase.is} aria-busy={phase.is !== 'done' && phase.is !== 'failed'}>
			<div class="row">
				<p class="case-name">{about}</p>
				<button type="button" class="quiet" aria-label={m.check.removeOf(one.name)} onClick={() => remove(one.id)}>
					{m.check.remove}
				</button>
			</div>
			<Body case={one} />
		</article>
	);
}

function Body({ case: one }: { case: Case }) {
	const m = messages();
	const phase = one.phase.value;
	switch (phase.is) {
		case 'waiting':
			return <p class="progress">{m.progress.waiting}</p>;
		case 'reading':
			return (
				<p class="progress">
					{m.progress.reading(phase.percent)}
					<progress max={100} value={phase.percent} aria-label={m.progress.reading(phase.percent)} />
				</p>
			);
		case 'proving':
			return (
				<p class="progress">
					{m.progress.proving} <progress aria-label={m.progress.proving} />
				</p>
			);
		case 'failed':
			return <p class="box bad">{m.progress.failed(phase.why)}</p>;
		case 'done':
			return <Result case={one} phase={phase} />;
	}
}

type Done = Extract<Case['phase']['value'], { is: 'done' }>;

function Result({ case: one, phase }: { case: Case; phase: Done }) {
	const m = messages();
	const { examination } = phase;
	const headline = headlineOf(examination, phase.at);
	const tone = toneOf(headline);
	const line = firstLine(headline);
	useEffect(() => announce(m.progress.done(one.name, line)), [phase]);
	const isToBeShown = one.job.document === undefined && examination.findings.length > 0;
	return (
		<>
			<div class={`answer ${tone}`} data-answer={headline.kind}>
				<Sign tone={tone} label={m.tone[tone]} />
				<div>
					<h3 tabIndex={-1}>{line}</h3>
					<p>{secondLine(headline)}</p>
				</div>
			</div>
			{isToBeShown && <ShowDocument case={one} />}
			<Notes examination={examination} />
			{examination.findings.map((finding) => (
				<FindingView
					key={`${finding.judged.verdicts.en.facts?.seal}/${finding.judged.verdicts.en.facts?.index}`}
					finding={finding}
					examination={examination}
					phase={phase}
					isOnly={examination.findings.length === 1}
				/>
			))}
			{examination.findings.length > 0 && <Actions case={one} phase={phase} />}
		</>
	);
}

/** For whoever came by a link or a receipt alone. */
function ShowDocument({ case: one }: { case: Case }) {
	const m = messages();
	const input = useRef<HTMLInputElement>(null);
	return (
		<p>
			<button type="button" class="main" onClick={() => input.current?.click()}>
				{m.actions.show}
			</button>
			<input
				ref={input}
				type="file"
				hidden
				data-testid="document"
				aria-label={m.actions.show}
				onChange={() => {
					const [file] = input.current?.files ?? [];
					if (file) {
						show(one, file);
					}
				}}
			/>
		</p>
	);
}
