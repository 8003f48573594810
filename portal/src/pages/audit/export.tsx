// The export of a log, proven in the page: that it has every use up to a block, and no other.

import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { addressAt, ask, IndexError } from '../../audit/ask.ts';
import { asCsv, type Checked, checkExport, ExportError, type Progress } from '../../audit/export.ts';
import { auditLink } from '../../audit/links.ts';
import { type AskedNode, askNode } from '../../audit/node.ts';
import { headerLine } from '../../evidence/log-head.ts';
import { size } from '../../i18n/format.ts';
import { language, wordFor } from '../../i18n/index.ts';
import { SourceError } from '../../source/source.ts';
import { anchor, anchorForVerifier, config, nodes, verifier } from '../../state.ts';
import { save } from '../../ui/save.ts';
import type { LogFacts } from '../../verifier/types.ts';
import { Fact } from '../check/finding.tsx';
import { count, words } from './i18n/index.ts';
import { EnterpriseLink, Moment } from './parts.tsx';

/** How the proof stands. */
type Phase =
	| { readonly is: 'none' | 'stopped' }
	| { readonly is: 'reading'; readonly progress: Progress }
	| { readonly is: 'failed'; readonly why: string }
	| { readonly is: 'checked'; readonly checked: Checked; readonly since: Since | undefined };

/** What a node says of the time since. */
type Since =
	| { readonly is: 'nobody' }
	| { readonly is: 'silent'; readonly node: string }
	| { readonly is: 'told'; readonly node: string; readonly block: number; readonly count: bigint };

export function ExportSection({ seal }: { seal: string }) {
	const w = words();
	const phase = useSignal<Phase>({ is: 'none' });
	const stopping = useRef<AbortController | undefined>(undefined);
	const file = useRef<HTMLInputElement>(null);
	const { index } = config.value;
	const isReady = verifier.value !== undefined && anchorForVerifier.value !== undefined;

	const prove = async (open: (signal: AbortSignal) => Promise<ReadableStream<Uint8Array>>, isOfNode = false) => {
		const [api, bytes, chain] = [verifier.value?.api, anchorForVerifier.value, anchor.value?.anchor];
		if (api === undefined || bytes === undefined || chain === undefined) {
			return;
		}
		// What was begun before is no longer asked for: whatever comes of it, it must not stand where the answer to this is looked for.
		stopping.current?.abort();
		const controller = new AbortController();
		stopping.current = controller;
		const say = (next: Phase) => {
			if (stopping.current === controller) {
				phase.value = next;
			}
		};
		say({ is: 'reading', progress: { records: 0, bytes: 0 } });
		try {
			// Before the records: so that none is missing that the head speaks of.
			const header = isOfNode ? await headerLine(nodes.value, chain, BigInt(seal)) : undefined;
			if (header !== undefined) {
				await untilIndexed(header.block, index, controller.signal);
			}
			const stream = await open(controller.signal);
			const checked = await checkExport(
				stream,
				seal,
				(first) => api.beginLog(first, bytes),
				(progress) => {
					controller.signal.throwIfAborted();
					say({ is: 'reading', progress });
				},
				header,
			);
			const { facts } = checked.verdicts.en;
			if (facts !== null && String(facts.seal) !== seal) {
				throw new ExportError({ is: 'other-seal', seal: String(facts.seal) });
			}
			say({ is: 'checked', checked, since: undefined });
			if (facts !== null) {
				say({ is: 'checked', checked, since: await sinceThen(seal) });
			}
		} catch (error) {
			say(controller.signal.aborted ? { is: 'stopped' } : { is: 'failed', why: whyOf(error) });
		}
	};

	const fetched = async (signal: AbortSignal) => {
		const answer = await fetch(addressAt(index, `export/${seal}.jsonl`), { signal });
		if (!answer.ok || answer.body === null) {
			const said = await answer.json().catch(() => undefined);
			throw new Error(w.export.refused(String(said?.error ?? answer.status)));
		}
		return answer.body;
	};

	const opened = () => {
		const [chosen] = file.current?.files ?? [];
		if (chosen && file.current) {
			// So that the same file can be chosen again, after it was changed.
			file.current.value = '';
			prove(async () => chosen.stream());
		}
	};

	const now = phase.value;
	return (
		<>
			<p>{w.export.lead}</p>
			{!isReady && <p class="hint">{w.export.notReady}</p>}
			<div class="row">
				<button type="button" class="main" disabled={!isReady || now.is === 'reading'} onClick={() => prove(fetched)}>
					{now.is === 'none' ? w.export.prove : w.export.again}
				</button>
				{nodes.value.length > 0 && (
					<button type="button" disabled={!isReady || now.is === 'reading'} onClick={() => prove(fetched, true)}>
						{w.export.proveByNode}
					</button>
				)}
				<button type="button" disabled={!isReady || now.is === 'reading'} onClick={() => file.current?.click()}>
					{w.export.proveFile}
				</button>
				<input ref={file} type="file" hidden data-testid="export" aria-label={w.export.proveFile} onChange={opened} />
				{now.is === 'reading' && (
					<button type="button" onClick={() => stopping.current?.abort()}>
						{w.export.stop}
					</button>
				)}
			</div>
			{now.is === 'reading' && (
				// Not said by screen readers at every step: what it comes to is.
				<p>{w.export.progress(count(now.progress.records), size(now.progress.bytes, language.value))}</p>
			)}
			<div role="status" aria-live="polite" class="proof" data-phase={now.is}>
				{now.is === 'stopped' && <p class="box caution">{w.export.stopped}</p>}
				{now.is === 'failed' && <p class="box caution">{now.why}</p>}
				{now.is === 'checked' && <Outcome seal={seal} checked={now.checked} since={now.since} />}
			</div>
			<p class="hint">
				<a href={addressAt(index, `export/${seal}.csv`)} download>
					{w.export.plainCsv}
				</a>
				{' · '}
				<a href={addressAt(index, `export/${seal}.jsonl`)} download>
					{w.export.plainJson}
				</a>
			</p>
			<p class="hint">{w.export.words}</p>
		</>
	);
}

/** How long the index may take until it has a block that a node has, in milliseconds. */
const INDEXED_MS = 15_000;

/** Waits until the index has a block; in vain if it is behind: then the verifier says what is missing. */
async function untilIndexed(block: number, index: string | undefined, signal: AbortSignal) {
	for (const end = Date.now() + INDEXED_MS; Date.now() < end; ) {
		signal.throwIfAborted();
		const { status } = await ask<{ status: { indexed: { number: number } } }>(
			index,
			'{ status { indexed { number } } }',
		);
		if (status.indexed.number >= block) {
			return;
		}
		await new Promise((resolve) => setTimeout(resolve, 500));
	}
}

function whyOf(error: unknown): string {
	const w = words();
	if (error instanceof ExportError) {
		switch (error.failure.is) {
			case 'other-seal':
				return w.export.otherSeal(error.failure.seal);
			case 'no-export':
				return w.export.notProven;
			case 'cut':
				return w.export.cut;
			case 'unchecked':
				return w.export.unchecked(error.failure.why);
		}
	}
	if (error instanceof IndexError) {
		return w.failure(error.failure);
	}
	if (error instanceof SourceError) {
		return w.export.noHead(error.message);
	}
	return error instanceof Error ? error.message : String(error);
}

/** What a node says of the log at its last final block. */
async function sinceThen(seal: string): Promise<Since> {
	const urls = nodes.value;
	const [first] = urls;
	if (first === undefined) {
		return { is: 'nobody' };
	}
	const told = await askNode(urls, async (node: AskedNode) => {
		const { hash, number } = await node.final();
		return { node: node.url, block: number, count: (await node.head(BigInt(seal), hash)).count };
	});
	return told === undefined ? { is: 'silent', node: first } : { is: 'told', ...told };
}

function Outcome({ seal, checked, since }: { seal: string; checked: Checked; since: Since | undefined }) {
	const w = words();
	const verdict = checked.verdicts[language.value];
	const { result, facts, checks } = verdict;
	const isProven = result === 'valid' && facts !== null;
	const name = `seal-${seal}`;
	const saveAs = async (bytes: Blob, file: string, type: string) =>
		save(new Uint8Array(await bytes.arrayBuffer()), file, type);
	return (
		<div class={`box ${isProven ? 'good' : 'bad'}`} data-result={result}>
			<h3>{isProven ? w.export.proven(count(facts.proven.block)) : w.export.notProven}</h3>
			<p>{verdict.summary}</p>
			{isProven && <Proven facts={facts} since={since} />}
			<details open={!isProven}>
				<summary>{w.export.facts}</summary>
				<ol>
					{checks.map(({ check, result: ended, code, text }) => (
						<li key={check} data-code={code}>
							{wordFor('results', ended)}: {wordFor('checks', check)}: {text}
						</li>
					))}
				</ol>
			</details>
			{isProven && (
				<div class="row">
					<button type="button" onClick={() => saveAs(checked.bytes, `${name}.jsonl`, 'application/jsonl')}>
						{w.export.save}
					</button>
					<button type="button" onClick={async () => saveAs(await asCsv(checked.bytes), `${name}.csv`, 'text/csv')}>
						{w.export.csv}
					</button>
				</div>
			)}
		</div>
	);
}

function Proven({ facts, since }: { facts: LogFacts; since: Since | undefined }) {
	const w = words();
	return (
		<>
			<dl class="facts">
				<Fact name={w.export.enterprise}>
					<EnterpriseLink uscc={facts.uscc} name={facts.name} />
				</Fact>
				<Fact name={w.export.count}>{w.seal.usesIn(count(facts.count), count(facts.records))}</Fact>
				<Fact name={w.export.head}>
					<a href={auditLink('block', { hash: facts.proven.hash })}>{w.place.block(count(facts.proven.block))}</a>
					{', '}
					<Moment ms={facts.proven.at} />
				</Fact>
			</dl>
			{since && <p class="since">{sinceWords(facts, since)}</p>}
		</>
	);
}

function sinceWords({ count: proven }: LogFacts, since: Since): string {
	const { since: said } = words().export;
	if (since.is === 'nobody') {
		return said.none;
	}
	if (since.is === 'silent') {
		return said.silent(since.node);
	}
	const more = Number(since.count) - proven;
	return more === 0
		? said.same(since.node, count(since.block))
		: more > 0
			? said.more(count(more), since.node, count(since.block))
			: said.fewer(since.node);
}
