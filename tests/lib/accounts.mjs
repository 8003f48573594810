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

/** Each seat's officer at genesis. */
export const officers = () => ({
	marketSupervision: account('//MarketSupervision//officer'),
	publicSecurity: account('//PublicSecurity//officer'),
	dataResources: account('//DataResources//officer'),
});

/** Each seat's validator: the account that session keys belong to. */
export const validators = () => ({
	marketSupervision: account('//Alice'),
	publicSecurity: account('//Bob'),
	dataResources: account('//Charlie'),
});
