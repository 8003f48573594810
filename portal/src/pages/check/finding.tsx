// One use: what is proven, each check, the evidence.

import type { ComponentChildren } from 'preact';
import { anchorText } from '../../anchor.ts';
import { fromUtf8 } from '../../bytes.ts';
import type { Phase } from '../../check/cases.ts';
import { type Examination, type Finding, type Judged, latest } from '../../check/examine.ts';
import { utc } from '../../i18n/format.ts';
import { language, messages, wordFor } from '../../i18n/index.ts';
import type { Facts } from '../../verifier/types.ts';
import { obstacleWords, when } from './words.ts';

interface Props {
	finding: Finding;
	examination: Examination;
	phase: Extract<Phase, { is: 'done' }>;
	/** Whether there is no other. */
	isOnly: boolean;
}

export function FindingView({ finding, examination, phase, isOnly }: Props) {
	const m = messages();
	const now = latest(finding);
	const { facts } = now.verdicts.en;
	const content = (
		<>
			{facts && <FactList facts={facts} />}
			<CheckList judged={now} isOpen={now.verdicts.en.result !== 'valid'} />
			<Evidence finding={finding} examination={examination} phase={phase} />
		</>
	);
	if (isOnly || facts === null) {
		return content;
	}
	return (
		<details class="use">
			<summary>
				{facts.name} ({facts.uscc}) · {m.evidence.showUse(facts.index, facts.seal)}
			</summary>
			{content}
		</details>
	);
}

/** What is proven of a use. */
export function FactList({ facts }: { facts: Facts }) {
	const m = messages();
	const standing = facts.obstacles.length === 0 ? m.facts.usable : obstacleWords(facts.obstacles);
	return (
		<dl class="facts" aria-label={m.facts.title}>
			<Fact name={m.facts.enterprise}>{facts.name}</Fact>
			<Fact name={m.facts.uscc}>
				<code>{facts.uscc}</code>
			</Fact>
			<Fact name={m.facts.purpose}>{wordFor('purposes', facts.purpose)}</Fact>
			<Fact name={m.facts.recorded}>
				<time dateTime={utc(facts.recordedAt)}>{when(facts.recordedAt)}</time>
			</Fact>
			<Fact name={m.facts.asOf}>{m.facts.asOfBlock(when(facts.proven.at), facts.proven.block)}</Fact>
			<Fact name={m.facts.standing}>{standing}</Fact>
			<Fact name={m.facts.seal}>{facts.seal}</Fact>
			<Fact name={m.facts.use}>{m.facts.useOf(facts.index, facts.batch)}</Fact>
			<Fact name={m.facts.physicalSeal}>
				<code>{facts.physicalSeal}</code>
			</Fact>
		</dl>
	);
}

export function Fact({ name, children }: { name: string; children: ComponentChildren }) {
	return (
		<div>
			<dt>{name}</dt>
			<dd>{children}</dd>
		</div>
	);
}

/** Each check, in the verifier's words. */
function CheckList({ judged, isOpen }: { judged: Judged; isOpen: boolean }) {
	const m = messages();
	const verdict = judged.verdicts[language.value];
	return (
		<details class="checks" open={isOpen}>
			<summary>{m.checks.title}</summary>
			<ol>
				{verdict.checks.map(({ check, result, text, code }, i) => (
					<li key={`${check}${i}`} class={result} data-code={code}>
						<span class="check-result">{wordFor('results', result)}</span>
						<span class="check-name">{wordFor('checks', check)}</span>
						<span class="check-text">{text}</span>
					</li>
				))}
			</ol>
		</details>
	);
}

/** What all this rests on, as it is. */
function Evidence({ finding, examination, phase }: Omit<Props, 'isOnly'>) {
	const m = messages();
	const now = latest(finding);
	const { facts } = now.verdicts.en;
	const isMade = finding.origin === 'source' || now !== finding.judged;
	return (
		<details class="evidence">
			<summary>{m.evidence.title}</summary>
			<dl class="facts">
				{examination.digests.map((digest) => (
					<Fact key={digest} name={m.facts.digest}>
						<code>{digest}</code>
					</Fact>
				))}
				{facts && (
					<>
						<Fact name={m.facts.block}>
							{facts.block} · <time>{utc(facts.recordedAt)}</time>
						</Fact>
						<Fact name={m.facts.signed}>
							<time>{utc(facts.signedAt)}</time>
						</Fact>
						<Fact name={m.facts.sender}>
							<code>{facts.sender}</code> ({m.facts.grant(facts.grant, facts.purpose)})
						</Fact>
						{facts.second && (
							<Fact name={m.facts.second}>
								<code>{facts.second}</code>
							</Fact>
						)}
						<Fact name={m.facts.asOf}>
							{facts.proven.block} · <code>{facts.proven.hash}</code> · <time>{utc(facts.proven.at)}</time>
						</Fact>
					</>
				)}
				{examination.source && <Fact name={m.evidence.asked}>{examination.source}</Fact>}
			</dl>
			<Raw title={m.evidence.verdict} text={JSON.stringify(now.verdicts[language.value], null, 2)} />
			{isMade && <Raw title={m.evidence.made} text={fromUtf8(now.receipt)} />}
			{finding.origin !== 'source' && <Raw title={m.evidence.given} text={fromUtf8(finding.judged.receipt)} />}
			<Raw title={m.evidence.anchor} text={anchorText(phase.anchor.anchor)} />
		</details>
	);
}

function Raw({ title, text }: { title: string; text: string }) {
	return (
		<details>
			<summary>{title}</summary>
			{/* Which one scrolls and copies from with the keyboard, too. */}
			<textarea readOnly rows={16} spellcheck={false} aria-label={title} value={text} />
		</details>
	);
}
