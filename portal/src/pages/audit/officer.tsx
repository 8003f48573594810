// What officers did between two dates.

import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { Page } from '../../audit/ask.ts';
import { beginOf, dayOf, endOf } from '../../audit/days.ts';
import { auditLink } from '../../audit/links.ts';
import { isAddress } from '../../audit/sought.ts';
import { usePages, useQuestion } from '../../audit/use-index.ts';
import { EVENT, EventList, type EventRow } from './events.tsx';
import { count, kindName, words } from './i18n/index.ts';
import type { AuditPageProps } from './pages.tsx';
import {
	Account,
	Answered,
	AT,
	type At,
	Choice,
	Coded,
	DayField,
	List,
	Moment,
	Place,
	Table,
	TextField,
} from './parts.tsx';

const SEATS = ['MarketSupervision', 'PublicSecurity', 'DataResources', 'Witness'] as const;

/** How many days are shown unless others are chosen. */
const DAYS = 30;

const DAY_MS = 86_400_000;

const ACTS = `query ($account: String, $seat: Seat, $from: Moment, $until: Moment, $after: String) {
	events(
		filter: { officer: true, account: $account, seat: $seat, from: $from, until: $until }, newestFirst: true, first: 25, after: $after
	) { items { ${EVENT} } next }
}`;

export function OfficerPage({ named }: AuditPageProps) {
	const w = words();
	const [hint, untilHint, answer] = [useId(), useId(), useId()];
	const [today, begin] = [dayOf(Date.now()), dayOf(Date.now() - (DAYS - 1) * DAY_MS)];
	const chosen = {
		account: named.get('account') ?? '',
		seat: named.get('seat') ?? '',
		from: named.get('from') ?? begin,
		until: named.get('until') ?? today,
	};
	const typed = useSignal(chosen);
	const said = useSignal('');
	const submit = () => {
		const { account, ...rest } = typed.value;
		if (account.trim() !== '' && !isAddress(account.trim()) && !/^0x[0-9a-f]{64}$/.test(account.trim())) {
			said.value = w.officer.accountFault;
			return;
		}
		said.value = '';
		location.hash = auditLink('officer', { ...rest, account: account.trim() });
	};
	const set = (name: keyof typeof chosen) => (value: string) => {
		typed.value = { ...typed.value, [name]: value };
	};
	return (
		<>
			<h1>{w.officer.title}</h1>
			<p class="lead">{w.officer.lead}</p>
			<form
				class="filter"
				onSubmit={(event) => {
					event.preventDefault();
					submit();
				}}
			>
				<TextField
					label={w.officer.account}
					value={typed.value.account}
					set={set('account')}
					describedBy={`${hint} ${answer}`}
				/>
				<p class="hint" id={hint}>
					{w.officer.accountHint}
				</p>
				<div class="row">
					<Choice
						label={w.officer.seat}
						value={typed.value.seat}
						set={set('seat')}
						choices={[['', w.officer.anySeat], ...SEATS.map((seat) => [seat, kindName(seat)] as const)]}
					/>
					<DayField label={w.officer.from} value={typed.value.from} set={set('from')} />
					<DayField label={w.officer.until} value={typed.value.until} set={set('until')} describedBy={untilHint} />
					<button type="submit" class="main">
						{w.officer.submit}
					</button>
				</div>
				<p class="hint" id={untilHint}>
					{w.officer.untilHint}
				</p>
				<p class="said" id={answer} role="status">
					{said.value}
				</p>
			</form>
			<Acts {...chosen} />
			{chosen.account !== '' && (
				<section>
					<h2>{w.officer.deeds}</h2>
					<p>{w.officer.deedsLead}</p>
					<Deeds account={chosen.account} />
				</section>
			)}
			<p class="hint">
				<Coded text={w.officer.complete} />
			</p>
			<section>
				<h2>{w.officer.members}</h2>
				<Members />
			</section>
		</>
	);
}

function Acts({ account, seat, from, until }: { account: string; seat: string; from: string; until: string }) {
	const pages = usePages<{ events: Page<EventRow> }, EventRow>(
		ACTS,
		{
			account: account === '' ? null : account,
			seat: seat === '' ? null : seat,
			from: beginOf(from) ?? null,
			until: endOf(until) ?? null,
		},
		({ events }) => events,
	);
	return (
		<List pages={pages} empty={words().officer.none}>
			{(events) => <EventList events={events} />}
		</List>
	);
}

interface Deed {
	readonly index: number;
	readonly deed: string;
	readonly act: string | null;
	readonly other: string | null;
	readonly recordedAt: number;
	readonly at: At;
}

const DEEDS = `query ($account: String!, $after: String) {
	deedsOfOfficer(account: $account, first: 20, after: $after) { items { index deed act other recordedAt ${AT} } next }
}`;

/** All that the chain's history of an officer has, the newest first. */
function Deeds({ account }: { account: string }) {
	const w = words();
	const pages = usePages<{ deedsOfOfficer: Page<Deed> }, Deed>(DEEDS, { account }, (data) => data.deedsOfOfficer);
	return (
		<List pages={pages} empty={w.officer.noDeeds}>
			{(deeds) => (
				<Table
					label={w.officer.deeds}
					head={[w.officer.entry, w.when, w.officer.deed, w.officer.act, w.officer.other, w.where]}
				>
					{deeds.map(({ index, deed, act, other, recordedAt, at }) => (
						<tr key={index}>
							<td class="number">{count(index)}</td>
							<td>
								<Moment ms={recordedAt} />
							</td>
							<td>{w.officer.deedOf[deed] ?? deed}</td>
							<td>{act === null ? '–' : kindName(act)}</td>
							<td>
								<Account id={other} />
							</td>
							<td>
								<Place at={at} />
							</td>
						</tr>
					))}
				</Table>
			)}
		</List>
	);
}

interface Member {
	readonly role: string;
	readonly seat: string;
	readonly account: string;
}

function Members() {
	const question = useQuestion<{ members: readonly Member[] }>('{ members { role seat account } }');
	return (
		<Answered question={question}>
			{({ members }) => (
				<ul>
					{members
						.filter(({ role }) => role === 'officer')
						.map(({ seat, account }) => (
							<li key={`${seat} ${account}`}>
								{kindName(seat)}: <Account id={account} />{' '}
								<a href={auditLink('officer', { account })}>{words().account.officer}</a>
							</li>
						))}
				</ul>
			)}
		</Answered>
	);
}
