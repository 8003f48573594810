// What will be signed, in words, before it is: read from the bytes of the call.

import { useEffect, useRef } from 'preact/hooks';
import { officeOf } from '../../act/acts.ts';
import { hexOf } from '../../act/chain.ts';
import type { Draft } from '../../act/drafts.ts';
import type { Explanation } from '../../act/explain.ts';
import type { Seal } from '../../act/subject.ts';
import { Fact } from '../check/finding.tsx';
import { back, sign, signed } from './desk.ts';
import { words } from './i18n/index.ts';
import { FieldFacts, Fields, when } from './values.tsx';

interface Props {
	draft: Draft;
	explanation: Explanation;
}

/** What it is, in a line. */
export function lineOf({ step, name }: Explanation): string {
	const m = words();
	return m.review.steps[step](m.calls[name].title);
}

export function Review({ draft, explanation }: Props) {
	const m = words();
	const heading = useRef<HTMLHeadingElement>(null);
	useEffect(() => heading.current?.focus(), []);
	const { step, name, subject, doubts, at } = explanation;
	const isStopped = step === 'turn-down' || step === 'take-back';
	return (
		<section class="review" aria-labelledby="review">
			<h2 id="review" tabIndex={-1} ref={heading}>
				{m.review.title}
			</h2>
			<p class="lead">
				<strong>{lineOf(explanation)}</strong>
			</p>
			{m.review.about[step] && <p class="box unknown">{m.review.about[step]}</p>}
			<dl class="facts">
				<Enterprise explanation={explanation} />
				{subject.seal && <SealFacts seal={subject.seal} isApplication={subject.seal.status === 'Applied'} />}
				<UseFacts draft={draft} explanation={explanation} />
				<Others explanation={explanation} />
			</dl>
			{!isStopped && (
				<>
					<h3>{m.review.after}</h3>
					<p>{m.calls[name].follows}</p>
				</>
			)}
			<details>
				<summary>{m.review.all}</summary>
				<Fields fields={explanation.fields} />
			</details>
			<details>
				<summary>{m.review.bytes}</summary>
				<code data-testid="bytes">{hexOf(draft.call)}</code>
			</details>
			<p class="hint">{m.review.word(at.number)}</p>
			{doubts.length > 0 && (
				<div class="box bad" role="alert">
					<p>{m.review.doubted}</p>
					<ul>
						{doubts.map((doubt) => (
							<li key={doubt} data-doubt={doubt}>
								{m.doubts[doubt]}
							</li>
						))}
					</ul>
				</div>
			)}
			<div class="row">
				{doubts.length === 0 && (
					<button type="button" class="main" onClick={sign}>
						{draft.finish ? m.review.signBoth : m.review.sign}
					</button>
				)}
				<button type="button" onClick={back}>
					{m.review.back}
				</button>
			</div>
		</section>
	);
}

function Enterprise({ explanation: { subject } }: { explanation: Explanation }) {
	const m = words();
	const { enterprise, uscc } = subject;
	if (enterprise === undefined) {
		return uscc === undefined ? null : (
			<Fact name={m.review.enterprise}>
				<code>{uscc}</code>
			</Fact>
		);
	}
	const { status, frozen, freeze } = enterprise;
	return (
		<>
			<Fact name={m.review.enterprise}>
				<strong>{m.review.named(enterprise.name, enterprise.uscc)}</strong>
			</Fact>
			<Fact name={m.review.status}>
				{m.choices[status] ?? status}
				{frozen && freeze && ` · ${m.review.frozen}: ${when(freeze.until)}`}
			</Fact>
		</>
	);
}

function SealFacts({ seal, isApplication }: { seal: Seal; isApplication: boolean }) {
	const m = words();
	return (
		<>
			<Fact name={isApplication ? (m.fields.application ?? '') : m.review.seal}>
				{String(seal.id)} · {m.sealStatuses[seal.status] ?? seal.status}
			</Fact>
			<Fact name={m.review.validity}>{m.review.fromTo(when(seal.validFrom), when(seal.validUntil))}</Fact>
			{isApplication && (
				<>
					<Fact name={m.fields.name ?? ''}>{seal.name}</Fact>
					<Fact name={m.review.physicalSeal}>
						<code>{seal.code}</code>
					</Fact>
					<Fact name={m.review.key}>
						<code>{seal.key}</code>
					</Fact>
					<Fact name={m.fields.certificate ?? ''}>
						<code>{seal.certificate}</code>
					</Fact>
					<Fact name={m.fields.picture ?? ''}>
						<code>{seal.picture}</code>
					</Fact>
					{seal.supersedes !== undefined && <Fact name={m.review.supersedes}>{String(seal.supersedes)}</Fact>}
				</>
			)}
		</>
	);
}

function UseFacts({ draft, explanation: { subject } }: Props) {
	const m = words();
	const { use } = subject;
	return (
		<>
			{draft.document && <Fact name={m.review.document}>{m.review.documentNamed(draft.document.name)}</Fact>}
			{use && (
				<>
					<Fact name={m.review.use}>{m.review.useAt(String(use.index), String(use.seal))}</Fact>
					<Fact name={m.review.document}>
						<code>{use.document}</code>
					</Fact>
					<Fact name={m.review.usedAt}>{when(use.used.recordedAt)}</Fact>
				</>
			)}
		</>
	);
}

/** Fields that are told of above in another way. */
const TOLD = new Set(['uscc', 'seal', 'application', 'digest', 'index', 'record', 'proof', 'signature']);

function Others({ explanation }: { explanation: Explanation }) {
	const m = words();
	const { step, fields, name, waiting, until, needsSecond } = explanation;
	// A statement is told field by field.
	const all = fields.flatMap(([field, value]) =>
		field === 'statement' ? Object.entries(value as Record<string, unknown>) : [[field, value] as const],
	);
	const others = all.filter(([field]) => !TOLD.has(field));
	const office = officeOf(name);
	return (
		<>
			{others.length > 0 && <FieldFacts fields={others} />}
			<Fact name={m.review.office}>{m.offices[office]}</Fact>
			{office !== 'owner' && office !== 'user' && (step === 'make' || step === 'prepare') && (
				<Fact name={m.review.second}>{needsSecond ? m.review.secondNeeded : m.review.secondNot}</Fact>
			)}
			{waiting && (
				<Fact name={m.review.preparedBy}>
					<code>{waiting.prepared_by}</code>
				</Fact>
			)}
			{until !== undefined && <Fact name={m.review.waitsUntil}>{when(until)}</Fact>}
			<Fact name={m.review.signer}>
				<code>{signed.value?.account.address}</code>
			</Fact>
		</>
	);
}
