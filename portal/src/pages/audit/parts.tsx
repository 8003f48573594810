// What the pages of auditors are made of: links, places, values as what they are, answers with their failures, lists.

import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { auditLink } from '../../audit/links.ts';
import type { Asked, Pages, Question } from '../../audit/use-index.ts';
import { type Told, tell } from '../../audit/value.ts';
import { utc } from '../../i18n/format.ts';
import { count, fieldName, kindName, when, words } from './i18n/index.ts';

/** Where something came about, as the index has it. */
export interface At {
	readonly block: number;
	readonly extrinsic: number | null;
	readonly event: number | null;
	readonly time: number;
}

/** The fields of `At`, for questions. */
export const AT = 'at { block extrinsic event time }';

export function Moment({ ms }: { ms: number }) {
	return <time dateTime={utc(ms)}>{when(ms)}</time>;
}

/** Links to the block, the extrinsic and the event that a figure is from. */
export function Place({ at: { block, extrinsic, event } }: { at: Pick<At, 'block' | 'extrinsic' | 'event'> }) {
	const w = words();
	return (
		<span class="place">
			<a href={auditLink('block', { number: block })}>{w.place.block(String(block))}</a>
			{extrinsic !== null && extrinsic >= 0 && (
				<a href={auditLink('extrinsic', { block, index: extrinsic })}>{w.place.extrinsic(`${block}-${extrinsic}`)}</a>
			)}
			{event !== null && <a href={auditLink('event', { block, index: event })}>{w.place.event(String(event))}</a>}
		</span>
	);
}

/** An address, which is shown in part: it is a link to what the account did. */
export function Account({ id }: { id: string | null | undefined }) {
	if (!id) {
		return <span>–</span>;
	}
	return (
		<a class="account" href={auditLink('account', { id })} title={id}>
			<code>{`${id.slice(0, 8)}…${id.slice(-6)}`}</code>
		</a>
	);
}

export function SealLink({ id }: { id: string }) {
	return <a href={auditLink('seal', { id })}>{words().seal.title(id)}</a>;
}

export function EnterpriseLink({ uscc, name }: { uscc: string; name?: string | undefined }) {
	return (
		<a href={auditLink('enterprise', { uscc })}>
			{name !== undefined && `${name} `}
			<code>{uscc}</code>
		</a>
	);
}

export function PhysicalLink({ code }: { code: string }) {
	return (
		<a href={auditLink('physical', { code })}>
			<code>{code}</code>
		</a>
	);
}

/** A document's digest, shown in part: it is a link to the uses of the document. */
export function Digest({ digest }: { digest: string }) {
	const [algorithm = '', hash = ''] = digest.split(':');
	const shown = `${algorithm}:${hash.replace(/^0x/, '').slice(0, 12)}…`;
	return (
		<a href={auditLink('document', { digest })} title={digest}>
			<code>{shown}</code>
		</a>
	);
}

/** A text in which commands and names stand between backquotes. */
export function Coded({ text }: { text: string }) {
	return (
		<>
			{text.split('`').map((part, i) =>
				// Every second part is between two of them; none moves.
				i % 2 === 1 ? <code key={i}>{part}</code> : part,
			)}
		</>
	);
}

/** A part of a page under a heading, with what leads to it. */
export function Section({
	id,
	title,
	lead,
	children,
}: {
	id: string;
	title: string;
	lead?: string;
	children: ComponentChildren;
}) {
	return (
		<section aria-labelledby={id}>
			<h2 id={id}>{title}</h2>
			{lead !== undefined && <p>{lead}</p>}
			{children}
		</section>
	);
}

/** A value of the chain, as what it is. */
export function Value({ told }: { told: Told }) {
	switch (told.is) {
		case 'nothing':
			return <>–</>;
		case 'text':
			return <span class="text">{told.text}</span>;
		case 'yes':
			return <>{told.yes ? words().yes : words().no}</>;
		case 'moment':
			return <Moment ms={told.ms} />;
		case 'account':
			return <Account id={told.address} />;
		case 'digest':
			return <Digest digest={told.digest} />;
		case 'hash':
			return <code>{told.hash}</code>;
		case 'seal':
			return <SealLink id={told.id} />;
		case 'enterprise':
			return <EnterpriseLink uscc={told.uscc} />;
		case 'physical':
			return <PhysicalLink code={told.code} />;
		case 'name':
			return (
				<>
					{kindName(told.name)}
					{told.within &&
						(told.within.is === 'fields' ? <Value told={told.within} /> : <>: {<Value told={told.within} />}</>)}
				</>
			);
		case 'list':
			return told.items.length === 0 ? (
				<>–</>
			) : (
				<ul class="plain">
					{told.items.map((item, i) => (
						// Items have no names, and their order does not change.
						<li key={i}>
							<Value told={item} />
						</li>
					))}
				</ul>
			);
		case 'fields':
			return <Fields told={told} />;
	}
}

/** The fields of an event or of a thing. */
export function Fields({ told }: { told: Told }) {
	if (told.is !== 'fields') {
		return <Value told={told} />;
	}
	return (
		<dl class="facts">
			{told.fields.map(([name, own]) => (
				<div key={name}>
					<dt title={name}>{fieldName(name)}</dt>
					<dd>
						<Value told={own} />
					</dd>
				</div>
			))}
		</dl>
	);
}

/** Fields that are asked for on demand: all of a thing. */
export function AllOf({ title, value }: { title: string; value: unknown }) {
	return (
		<details>
			<summary>{title}</summary>
			<Fields told={tell(value)} />
		</details>
	);
}

/** Said while the index is asked. What follows comes to be seen after the first answer, and stays. */
export function Asking({ isFirst }: { isFirst: boolean }) {
	return (
		<p class={`hint asking ${isFirst ? 'first' : ''}`} role="status">
			{words().loading}
		</p>
	);
}

/** An answer, or why there is none and what to do. */
export function Answered<T>({
	question,
	children,
}: {
	question: Question<T>;
	children: (data: T) => ComponentChildren;
}) {
	const now: Asked<T> = question.asked.value;
	if (now.is === 'asking') {
		return <Asking isFirst={now.isFirst} />;
	}
	if (now.is === 'failed') {
		return <Failure error={now.error} again={question.again} />;
	}
	return <>{children(now.data)}</>;
}

export function Failure({
	error,
	again,
}: {
	error: { failure: Parameters<ReturnType<typeof words>['failure']>[0]; message: string };
	again: () => void;
}) {
	const w = words();
	return (
		<div class="box caution" role="alert">
			<p>
				{w.failure(error.failure)}
				{error.failure === 'refused' && <> ({error.message})</>}
			</p>
			{error.failure !== 'none' && (
				<button type="button" onClick={again}>
					{w.retry}
				</button>
			)}
		</div>
	);
}

export function NotFound() {
	const w = words();
	return (
		<p class="box caution" role="status">
			{w.notFound} <a href={auditLink('')}>{w.toSearch}</a>
		</p>
	);
}

interface ListProps<T> {
	pages: Pages<T>;
	/** Said where there is no item. */
	empty: string;
	children: (items: readonly T[]) => ComponentChildren;
}

/** A list with what leads to its next page and back. */
export function List<T>({ pages, empty, children }: ListProps<T>) {
	const w = words();
	const isMore = pages.hasBefore.value || pages.hasAfter.value;
	return (
		<>
			<Answered question={pages}>
				{({ items }) => (items.length === 0 ? <p class="hint">{empty}</p> : children(items))}
			</Answered>
			{isMore && (
				<div class="row pager">
					<button type="button" disabled={!pages.hasBefore.value} onClick={pages.begin}>
						{w.first}
					</button>
					<button type="button" disabled={!pages.hasBefore.value} onClick={pages.back}>
						{w.previous}
					</button>
					<button type="button" class="next" disabled={!pages.hasAfter.value} onClick={pages.forward}>
						{w.next}
					</button>
					<span class="hint" role="status">
						{w.pageOf(count(pages.number.value))}
					</span>
				</div>
			)}
		</>
	);
}

/** A table that scrolls by itself where the window is narrow, also with the keyboard. */
export function Table({
	label,
	head,
	children,
}: {
	label: string;
	head: readonly string[];
	children: ComponentChildren;
}) {
	return (
		// biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached with the keyboard.
		<section class="scrolls" tabIndex={0} aria-label={label}>
			<table>
				<thead>
					<tr>
						{head.map((cell) => (
							<th key={cell} scope="col">
								{cell}
							</th>
						))}
					</tr>
				</thead>
				<tbody>{children}</tbody>
			</table>
		</section>
	);
}

interface FieldProps {
	label: string;
	value: string;
	set: (value: string) => void;
	/** The ids of what explains it. */
	describedBy?: string;
}

export function TextField({ label, value, set, describedBy, isNumber = false }: FieldProps & { isNumber?: boolean }) {
	const id = useId();
	return (
		<div class="field">
			<label for={id}>{label}</label>
			<input
				id={id}
				type="text"
				inputMode={isNumber ? 'numeric' : 'text'}
				autocomplete="off"
				spellcheck={false}
				value={value}
				aria-describedby={describedBy}
				onInput={({ currentTarget }) => set(currentTarget.value)}
			/>
		</div>
	);
}

export function DayField({ label, value, set, describedBy }: FieldProps) {
	const id = useId();
	return (
		<div class="field">
			<label for={id}>{label}</label>
			<input
				id={id}
				type="date"
				value={value}
				aria-describedby={describedBy}
				onInput={({ currentTarget }) => set(currentTarget.value)}
			/>
		</div>
	);
}

/** @param choices each with its word; the first one is what is chosen at first */
export function Choice({
	label,
	value,
	set,
	choices,
}: FieldProps & { choices: readonly (readonly [string, string])[] }) {
	const id = useId();
	return (
		<div class="field">
			<label for={id}>{label}</label>
			<select id={id} value={value} onChange={({ currentTarget }) => set(currentTarget.value)}>
				{choices.map(([choice, word]) => (
					<option key={choice} value={choice}>
						{word}
					</option>
				))}
			</select>
		</div>
	);
}
