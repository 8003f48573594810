// The accounts of the development presets, from the SDK's public development phrase.

import { Keyring } from '@polkadot/keyring';

const keyring = new Keyring({ type: 'sr25519', ss58Format: 42 });

/**
 * The account at a path of the development phrase, such as `//Owner`.
 *
 * @param {string} path
 */
export const account = (path) => keyring.addFromUri(path, { name: path });

/** Each seat's governing account. It names the seat's officers. */
export const seats = () => ({
	marketSupervision: account('//MarketSupervision'),
	publicSecurity: account('//PublicSecurity'),
	dataResources: account('//DataResources'),
});

/** Each seat's first officer at genesis: the one who acts, and prepares what takes two. */
export const officers = () => ({
	marketSupervision: account('//MarketSupervision//officer'),
	publicSecurity: account('//PublicSecurity//officer'),
	dataResources: account('//DataResources//officer'),
});

/** Each seat's second officer at genesis: the one who confirms what the first prepared. */
export const secondOfficers = () => ({
	marketSupervision: account('//MarketSupervision//second'),
	publicSecurity: account('//PublicSecurity//second'),
	dataResources: account('//DataResources//second'),
});

/** Each seat's validator: the account that session keys belong to. */
export const validators = () => ({
	marketSupervision: account('//Alice'),
	publicSecurity: account('//Bob'),
	dataResources: account('//Charlie'),
});
