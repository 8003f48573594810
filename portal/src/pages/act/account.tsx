// Who signs: a wallet that the browser has, or, on development networks, a key file.

import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { open, readKeyFile } from '../../act/keys/key-file.ts';
import { type Account, accountsOf, opened, wallets } from '../../act/keys/signers.ts';
import { useFocusIfLost } from '../../ui/focus.ts';
import { Fact } from '../check/finding.tsx';
import { BusyForm } from './busy-form.tsx';
import { leave, mayOpenKeys, type Signed, signAs, stage, wordsOf } from './desk.ts';
import { FileField, fileIn, TextField } from './fields.tsx';
import { words } from './i18n/index.ts';

export function SignIn() {
	const m = words();
	const heading = useFocusIfLost();
	return (
		<section>
			<h2 tabIndex={-1} ref={heading}>
				{m.account.title}
			</h2>
			<Wallets />
			{mayOpenKeys() && <OpenKeyFile />}
		</section>
	);
}

function Wallets() {
	const m = words();
	const field = useId();
	const accounts = useSignal<readonly Account[] | undefined>(undefined);
	const said = useSignal('');
	const names = wallets();
	const ask = async (wallet: string) => {
		said.value = '';
		try {
			accounts.value = await accountsOf(wallet);
			said.value = accounts.value.length === 0 ? m.account.none : '';
		} catch (error) {
			said.value = m.account.refused(error instanceof Error ? error.message : String(error));
		}
	};
	const take = async (account: Account | undefined) => {
		if (account) {
			await signAs(account).catch((error) => {
				said.value = wordsOf(error);
			});
		}
	};
	return (
		<>
			<p>{names.length > 0 ? m.account.lead : m.account.noWallet}</p>
			<div class="row">
				{names.map((name) => (
					<button key={name} type="button" onClick={() => ask(name)}>
						{m.account.connect(name)}
					</button>
				))}
			</div>
			{accounts.value && accounts.value.length > 0 && (
				<div class="field">
					<label for={field}>{m.account.choose}</label>
					<select id={field} onChange={({ currentTarget }) => take(accounts.value?.[Number(currentTarget.value)])}>
						<option value="">{m.account.pick}</option>
						{accounts.value.map(({ name, address }, i) => (
							<option key={address} value={i}>
								{name} {address}
							</option>
						))}
					</select>
				</div>
			)}
			<p role="alert" class={said.value ? 'box bad' : 'said'}>
				{said.value}
			</p>
		</>
	);
}

function OpenKeyFile() {
	const m = words();
	return (
		<BusyForm
			title={m.account.file}
			act={async (form) => {
				const filled = new FormData(form);
				const file = readKeyFile(await fileIn(filled, 'key').text());
				await signAs(opened(file.name, await open(file, String(filled.get('password') ?? ''))));
			}}
			working={m.key.opening}
			button={(isBusy) => (
				<button type="submit" disabled={isBusy}>
					{m.account.use}
				</button>
			)}
		>
			<p>{m.account.fileLead}</p>
			<FileField name="key" label={m.key.file} />
			<TextField name="password" type="password" label={m.key.password} />
		</BusyForm>
	);
}

/** Who signs, once that is known. */
export function Signer({ signed: { account, seat } }: { signed: Signed }) {
	const m = words();
	const now = stage.value;
	const isUnderWay = now.is === 'sent' && ['signing', 'sending', 'waiting', 'recorded'].includes(now.progress.is);
	return (
		<section>
			<h2>{m.account.title}</h2>
			<dl class="facts">
				<Fact name={m.account.address}>
					{account.name} <code>{account.address}</code>
				</Fact>
				<Fact name={m.account.wallet}>
					{account.wallet === undefined ? m.account.inPage : m.account.inWallet(account.wallet)}
				</Fact>
				<Fact name={m.account.office}>
					{seat === undefined ? m.account.noOffice : m.account.officer(m.seats[seat] ?? seat)}
				</Fact>
			</dl>
			<button type="button" class="quiet" disabled={isUnderWay} onClick={leave}>
				{m.account.change}
			</button>
		</section>
	);
}
