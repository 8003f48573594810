// An enterprise: as the register has it, what is on record of it, its physical seals and e-seals.

import type { Page } from '../../audit/ask.ts';
import { usePages, useQuestion } from '../../audit/use-index.ts';
import { Fact } from '../check/finding.tsx';
import { EVENT, EventList, type EventRow } from './events.tsx';
import { count, enterpriseStatus, holdName, kindName, listed, words } from './i18n/index.ts';
import type { AuditPageProps } from './pages.tsx';
import {
	Account,
	AllOf,
	Answered,
	EnterpriseLink,
	List,
	Moment,
	NotFound,
	PhysicalLink,
	SealLink,
	Table,
} from './parts.tsx';
import { RegisterHistory } from './timeline.tsx';

interface Enterprise {
	readonly uscc: string;
	readonly name: string;
	readonly names: readonly string[];
	readonly owner: string | null;
	readonly status: string | null;
	readonly value: { readonly registeredAt?: string | number };
	readonly freeze: { readonly placedAt: number; readonly until: number } | null;
	readonly offer: { readonly to: string; readonly offeredAt: number; readonly until: number } | null;
	readonly nextName: { readonly name: string; readonly from: number } | null;
	readonly liquidator: { readonly account: string; readonly namedAt: number } | null;
	readonly instead: Named | null;
	readonly insteadOf: Named | null;
	readonly successors: readonly { readonly successor: Named }[];
	readonly predecessors: { readonly items: readonly { readonly predecessor: Named }[] };
}

interface Named {
	readonly uscc: string;
	readonly name: string;
}

const ENTERPRISE = `query ($uscc: String!) {
	enterprise(uscc: $uscc) {
		uscc name names owner status value freeze { placedAt until } offer { to offeredAt until }
		nextName { name from } liquidator { account namedAt } instead { uscc name } insteadOf { uscc name }
		successors { successor { uscc name } } predecessors(first: 100) { items { predecessor { uscc name } } }
	}
}`;

export function EnterprisePage({ named }: AuditPageProps) {
	const w = words();
	const uscc = named.get('uscc') ?? '';
	const question = useQuestion<{ enterprise: Enterprise | null }>(ENTERPRISE, { uscc });
	const now = question.asked.value;
	const known = now.is === 'answered' ? now.data.enterprise : undefined;
	return (
		<>
			<h1>{known?.name ?? w.enterprise.title}</h1>
			<Answered question={question}>
				{({ enterprise }) => (enterprise === null ? <NotFound /> : <Whole enterprise={enterprise} />)}
			</Answered>
		</>
	);
}

function Whole({ enterprise }: { enterprise: Enterprise }) {
	const w = words();
	const { uscc, name, names, owner, status, value, freeze, offer, nextName, liquidator } = enterprise;
	const successors = enterprise.successors.map(({ successor }) => successor);
	const predecessors = enterprise.predecessors.items.map(({ predecessor }) => predecessor);
	const former = names.filter((one) => one !== name);
	const registered = Number(value.registeredAt ?? 0);
	return (
		<>
			<dl class="facts">
				<Fact name={w.fields.uscc}>
					<code>{uscc}</code>
				</Fact>
				<Fact name={w.seal.status}>{status ? enterpriseStatus(status) : '–'}</Fact>
				<Others name={w.enterprise.instead} others={enterprise.instead ? [enterprise.instead] : []} />
				<Others name={w.enterprise.insteadOf} others={enterprise.insteadOf ? [enterprise.insteadOf] : []} />
				{nextName && (
					<Fact name={w.enterprise.nextName}>
						{nextName.name} ({w.enterprise.fromOn} <Moment ms={nextName.from} />)
					</Fact>
				)}
				<Fact name={w.enterprise.owner}>
					<Account id={owner} />
				</Fact>
				{registered > 0 && (
					<Fact name={w.enterprise.registered}>
						<Moment ms={registered} />
					</Fact>
				)}
				{liquidator && (
					<Fact name={w.enterprise.liquidator}>
						<Account id={liquidator.account} /> ({w.enterprise.since} <Moment ms={liquidator.namedAt} />)
					</Fact>
				)}
				{freeze && (
					<Fact name={w.enterprise.frozen}>
						<Moment ms={freeze.placedAt} /> – <Moment ms={freeze.until} />
					</Fact>
				)}
				{offer && (
					<Fact name={w.enterprise.offered}>
						<Account id={offer.to} /> (<Moment ms={offer.offeredAt} /> – <Moment ms={offer.until} />)
					</Fact>
				)}
				<Others name={w.enterprise.successors} others={successors} />
				<Others name={w.enterprise.predecessors} others={predecessors} />
				{former.length > 0 && <Fact name={w.enterprise.names}>{listed(former)}</Fact>}
			</dl>
			<AllOf title={w.enterprise.value} value={value} />
			<section>
				<h2>{w.enterprise.seals}</h2>
				<EnterpriseSeals uscc={uscc} />
			</section>
			<section>
				<h2>{w.enterprise.physical}</h2>
				<EnterprisePhysical uscc={uscc} />
			</section>
			<section>
				<h2>{w.enterprise.register}</h2>
				<p>{w.enterprise.registerLead}</p>
				<RegisterHistory of="enterprise" id={uscc} />
			</section>
			<section>
				<h2>{w.enterprise.events}</h2>
				<p>{w.enterprise.eventsLead}</p>
				<Register uscc={uscc} />
			</section>
		</>
	);
}

function Others({ name, others }: { name: string; others: readonly Named[] }) {
	if (others.length === 0) {
		return null;
	}
	return (
		<Fact name={name}>
			{others.map((other) => (
				<span key={other.uscc} class="item">
					<EnterpriseLink {...other} />
				</span>
			))}
		</Fact>
	);
}

interface OwnSeal {
	readonly id: string;
	readonly status: string;
	readonly holds: readonly string[];
	readonly uses: number;
	readonly value: { readonly code?: string; readonly supersedes?: string | null };
}

const SEALS = `query ($uscc: String!, $after: String) {
	enterprise(uscc: $uscc) { seals(first: 20, after: $after) { items { id status holds uses value } next } }
}`;

function EnterpriseSeals({ uscc }: { uscc: string }) {
	const w = words();
	const pages = usePages<{ enterprise: { seals: Page<OwnSeal> } | null }, OwnSeal>(
		SEALS,
		{ uscc },
		({ enterprise }) => enterprise?.seals,
	);
	return (
		<List pages={pages} empty={w.enterprise.no.seals}>
			{(items) => (
				<Table
					label={w.enterprise.seals}
					head={[w.now.seal, w.seal.status, w.seal.holds, w.fields.code, w.seal.supersedes, w.seal.uses]}
				>
					{items.map(({ id, status, holds, uses, value }) => (
						<tr key={id}>
							<td>
								<SealLink id={id} />
							</td>
							<td>{kindName(status)}</td>
							<td>{holds.length > 0 ? listed(holds.map(holdName)) : '–'}</td>
							<td>{value.code ? <PhysicalLink code={value.code} /> : '–'}</td>
							<td>{value.supersedes ? <SealLink id={String(value.supersedes)} /> : '–'}</td>
							<td class="number">{count(uses)}</td>
						</tr>
					))}
				</Table>
			)}
		</List>
	);
}

interface OwnPhysical {
	readonly code: string;
	readonly status: string | null;
	readonly kind: string | null;
}

const PHYSICAL = `query ($uscc: String!, $after: String) {
	enterprise(uscc: $uscc) { physicalSeals(first: 20, after: $after) { items { code status kind } next } }
}`;

function EnterprisePhysical({ uscc }: { uscc: string }) {
	const w = words();
	const pages = usePages<{ enterprise: { physicalSeals: Page<OwnPhysical> } | null }, OwnPhysical>(
		PHYSICAL,
		{ uscc },
		({ enterprise }) => enterprise?.physicalSeals,
	);
	return (
		<List pages={pages} empty={w.enterprise.no.physical}>
			{(items) => (
				<Table label={w.enterprise.physical} head={[w.fields.code, w.physical.kind, w.seal.status]}>
					{items.map(({ code, status, kind }) => (
						<tr key={code}>
							<td>
								<PhysicalLink code={code} />
							</td>
							<td>{kind ? kindName(kind) : '–'}</td>
							<td>{status ? kindName(status) : '–'}</td>
						</tr>
					))}
				</Table>
			)}
		</List>
	);
}

const REGISTER = `query ($uscc: String!, $after: String) {
	enterprise(uscc: $uscc) { events(newestFirst: true, first: 20, after: $after) { items { ${EVENT} } next } }
}`;

function Register({ uscc }: { uscc: string }) {
	const pages = usePages<{ enterprise: { events: Page<EventRow> } | null }, EventRow>(
		REGISTER,
		{ uscc },
		({ enterprise }) => enterprise?.events,
	);
	return (
		<List pages={pages} empty={words().enterprise.no.events}>
			{(events) => <EventList events={events} about={{ uscc }} />}
		</List>
	);
}
