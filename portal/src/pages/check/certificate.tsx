// The certificate of a check: what is printed, on one page. Of the check whose button was pressed, or else of the first.

import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { anchorHash } from '../../anchor.ts';
import { type Case, cases, type Phase } from '../../check/cases.ts';
import { latest } from '../../check/examine.ts';
import { best, headlineOf, toneOf } from '../../check/headline.ts';
import { messages } from '../../i18n/index.ts';
import { linkTo } from '../../link.ts';
import { publishedAt } from '../../state.ts';
import { QrCode, useQrEncoder } from '../../ui/qr-code.tsx';
import { Sign } from '../../ui/sign.tsx';
import { Fact, FactList } from './finding.tsx';
import { firstLine, secondLine, when } from './words.ts';

/** Whose certificate is printed. */
const chosen = signal<number | undefined>(undefined);

/** Prints the certificate of a check. */
export function print(id: number) {
	chosen.value = id;
	// Once it is drawn.
	setTimeout(() => window.print());
}

type Done = Extract<Phase, { is: 'done' }>;

const isDone = (phase: Phase): phase is Done => phase.is === 'done' && phase.examination.findings.length > 0;

export function Certificate() {
	const done = cases.value.filter(({ phase }) => isDone(phase.value));
	const one = done.find(({ id }) => id === chosen.value) ?? done[0];
	const phase = one?.phase.value;
	return one && phase && isDone(phase) ? <Page case={one} phase={phase} /> : null;
}

function Page({ case: one, phase }: { case: Case; phase: Done }) {
	const m = messages();
	const { examination, anchor, at } = phase;
	const headline = headlineOf(examination, at);
	const finding = best(examination, at);
	const facts = finding && latest(finding).verdicts.en.facts;
	const place = publishedAt();
	const link = `${place}${linkTo({ document: facts?.document ?? null, ...(facts && { use: facts }) })}`;
	const encode = useQrEncoder();
	useEffect(() => {
		const forget = () => {
			chosen.value = undefined;
		};
		addEventListener('afterprint', forget);
		return () => removeEventListener('afterprint', forget);
	}, []);
	return (
		<article class="certificate">
			<header>
				<p class="certificate-title">{m.certificate.title}</p>
				{place && encode && facts && <QrCode encode={encode} text={link} label={m.certificate.code} />}
			</header>
			<div class={`answer ${toneOf(headline)}`}>
				<Sign tone={toneOf(headline)} label={m.tone[toneOf(headline)]} />
				<div>
					<p class="certificate-answer">{firstLine(headline)}</p>
					<p>{secondLine(headline)}</p>
				</div>
			</div>
			<dl class="facts">
				<Fact name={m.facts.document}>{one.name}</Fact>
				{facts?.document && (
					<Fact name={m.facts.digest}>
						<code>{facts.document}</code>
					</Fact>
				)}
			</dl>
			{facts && <FactList facts={facts} />}
			<dl class="facts">
				<Fact name={m.certificate.checked}>{place ? m.certificate.checkedAt(when(at), place) : when(at)}</Fact>
				<Fact name={m.certificate.anchor}>
					<code>{anchorHash(anchor.anchor)}</code>
				</Fact>
				<Fact name={m.certificate.origin}>{anchor.origin}</Fact>
				<Fact name={m.certificate.again}>{m.certificate.againText(place || '—')}</Fact>
			</dl>
			<p class="certificate-end">{m.certificate.isNot}</p>
		</article>
	);
}
