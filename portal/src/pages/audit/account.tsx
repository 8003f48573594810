// An account: its office, what it signed, what it may use and used, what was refused to it.

import type { Page } from '../../audit/ask.ts';
import { auditLink } from '../../audit/links.ts';
import { usePages, useQuestion } from '../../audit/use-index.ts';
import { EVENT, EventList, type EventRow } from './events.tsx';
import { kindName, listed, words } from './i18n/index.ts';
import { GrantsOf, Refusals } from './lists.tsx';
import type { AuditPageProps } from './pages.tsx';
import { Answered, List, Place, Table } from './parts.tsx';
import { RECORD, type RecordRow, Records } from './uses.tsx';

const MEMBERS = '{ members { role seat account } }';

export interface ExtrinsicRow {
	readonly index: number;
	readonly hash: string;
	readonly signer: string | null;
	readonly call: string;
	readonly success: boolean;
	readonly error: string | null;
	readonly block: { readonly number: number };
}

/** The fields of `ExtrinsicRow`, for questions. */
export const EXTRINSIC = 'index hash signer call success error block { number }';

const EVENTS = `query ($account: String!, $after: String) {
	events(filter: { account: $account }, newestFirst: true, first: 20, after: $after) { items { ${EVENT} } next }
}`;

const EXTRINSICS = `query ($account: String!, $after: String) {
	extrinsicsOf(account: $account, first: 20, after: $after) { items { ${EXTRINSIC} } next }
}`;

const RECORDS = `query ($account: String!, $after: String) {
	records(filter: { account: $account }, newestFirst: true, first: 20, after: $after) { items { ${RECORD} } next }
}`;

export function AccountPage({ named }: AuditPageProps) {
	const w = words();
	const account = named.get('id') ?? '';
	const members = useQuestion<{ members: readonly { role: string; seat: string; account: string }[] }>(MEMBERS);
	return (
		<>
			<h1>{w.account.title}</h1>
			<p>
				<code>{account}</code>
			</p>
			<Answered question={members}>
				{({ members: all }) => {
					const roles = all.filter((one) => one.account === account);
					return roles.length === 0 ? null : (
						<p>
							{w.account.role}: {listed(roles.map(({ role, seat }) => `${kindName(seat)}, ${kindName(role)}`))}{' '}
							<a href={auditLink('officer', { account })}>{w.account.officer}</a>
						</p>
					);
				}}
			</Answered>
			<section>
				<h2>{w.account.owns}</h2>
				<Events account={account} />
			</section>
			<section>
				<h2>{w.account.grants}</h2>
				<GrantsOf operator={account} />
			</section>
			<section>
				<h2>{w.account.uses}</h2>
				<Sent account={account} />
			</section>
			<section>
				<h2>{w.account.refused}</h2>
				<Refusals filter={{ account }} empty={w.account.no} />
			</section>
			<section>
				<h2>{w.account.extrinsics}</h2>
				<Signed account={account} />
			</section>
		</>
	);
}

function Events({ account }: { account: string }) {
	const pages = usePages<{ events: Page<EventRow> }, EventRow>(EVENTS, { account }, ({ events }) => events);
	return (
		<List pages={pages} empty={words().account.no}>
			{(events) => <EventList events={events} />}
		</List>
	);
}

function Sent({ account }: { account: string }) {
	const pages = usePages<{ records: Page<RecordRow> }, RecordRow>(RECORDS, { account }, ({ records }) => records);
	return (
		<List pages={pages} empty={words().account.no}>
			{(records) => <Records records={records} isOfMany />}
		</List>
	);
}

function Signed({ account }: { account: string }) {
	const pages = usePages<{ extrinsicsOf: Page<ExtrinsicRow> }, ExtrinsicRow>(
		EXTRINSICS,
		{ account },
		({ extrinsicsOf }) => extrinsicsOf,
	);
	return (
		<List pages={pages} empty={words().account.no}>
			{(extrinsics) => <ExtrinsicTable extrinsics={extrinsics} />}
		</List>
	);
}

export function ExtrinsicTable({ extrinsics }: { extrinsics: readonly ExtrinsicRow[] }) {
	const w = words();
	return (
		<Table label={w.account.extrinsics} head={[w.where, w.account.call, w.account.outcome]}>
			{extrinsics.map(({ block: { number: block }, index, call, success, error }) => (
				<tr key={`${block} ${index}`}>
					<td>
						<Place at={{ block, extrinsic: index, event: null }} />
					</td>
					<td>
						<code>{call}</code>
					</td>
					<td>{success ? w.account.success : <code>{error}</code>}</td>
				</tr>
			))}
		</Table>
	);
}
