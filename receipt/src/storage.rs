//! Where in the chain's state things are: the keys of storage, as FRAME makes them.

use crate::{AccountId, BlockNumber};
use alloc::vec::Vec;
use codec::Encode;
use eseal_primitives::{register::RegisterSubject, GrantId, SealCode, SealId};
use sp_crypto_hashing::{blake2_128, twox_128, twox_64};

/// Key of a value, or what the keys of a map begin with.
fn prefix(pallet: &str, item: &str) -> Vec<u8> {
	let mut key = twox_128(pallet.as_bytes()).to_vec();
	key.extend(twox_128(item.as_bytes()));
	key
}

/// Adds a part of a key hashed as `Twox64Concat`.
fn twox_64_concat(mut key: Vec<u8>, part: impl Encode) -> Vec<u8> {
	let part = part.encode();
	key.extend(twox_64(&part));
	key.extend(part);
	key
}

/// Adds a part of a key hashed as `Blake2_128Concat`.
fn blake2_128_concat(mut key: Vec<u8>, part: impl Encode) -> Vec<u8> {
	let part = part.encode();
	key.extend(blake2_128(&part));
	key.extend(part);
	key
}

/// `UsageLog.Records`: a use record, `UseRecord<AccountId, BlockNumber>`. Those of an e-seal are numbered from 0.
pub fn use_record(seal: SealId, record: u64) -> Vec<u8> {
	twox_64_concat(twox_64_concat(prefix("UsageLog", "Records"), seal), record)
}

/// `UsageLog.Heads`: the head of an e-seal's log, `LogHead`. Absent for an empty log.
pub fn log_head(seal: SealId) -> Vec<u8> {
	twox_64_concat(prefix("UsageLog", "Heads"), seal)
}

/// `UsageLog.Grants`: a grant, `Grant<AccountId>`.
pub fn grant(grant: GrantId) -> Vec<u8> {
	twox_64_concat(prefix("UsageLog", "Grants"), grant)
}

/// `ESeal.Seals`: an e-seal, `Seal<AccountId>`.
pub fn seal(seal: SealId) -> Vec<u8> {
	twox_64_concat(prefix("ESeal", "Seals"), seal)
}

/// `ESeal.History`: an entry of an e-seal's history, `HistoryEntry<AccountId, BlockNumber>`. Entries are numbered from 0.
pub fn history_entry(seal: SealId, index: u32) -> Vec<u8> {
	twox_64_concat(twox_64_concat(prefix("ESeal", "History"), seal), index)
}

/// `ESeal.Corrected`: what the last correction of an e-seal's record corrected, `Corrected`. Absent if there was none.
pub fn corrected(seal: SealId) -> Vec<u8> {
	twox_64_concat(prefix("ESeal", "Corrected"), seal)
}

/// `ESeal.Rectified`: what is right in place of a registration that was voided, or of a physical seal that moved, `Rectified`. Absent
/// if that was never corrected.
pub fn rectified(subject: RegisterSubject) -> Vec<u8> {
	blake2_128_concat(prefix("ESeal", "Rectified"), subject)
}

/// `ESeal.PhysicalSeals`: a physical seal, `PhysicalSeal`.
pub fn physical_seal(code: &SealCode) -> Vec<u8> {
	blake2_128_concat(prefix("ESeal", "PhysicalSeals"), code)
}

/// `Agencies.Officers`: the seat that an account is an officer of, `Seat`. Absent if it is none.
pub fn officer(account: &AccountId) -> Vec<u8> {
	blake2_128_concat(prefix("Agencies", "Officers"), account)
}

/// `Agencies.OfficerHeads`: the head of an officer's history, `OfficerHead`. Absent if the account never was an officer.
pub fn officer_head(account: &AccountId) -> Vec<u8> {
	blake2_128_concat(prefix("Agencies", "OfficerHeads"), account)
}

/// `Timestamp.Now`: the block's time, `Moment`.
pub fn now() -> Vec<u8> {
	prefix("Timestamp", "Now")
}

/// `System.BlockHash` of block 0: the hash of the chain's first block, `H256`. The chain forgets the hashes of other blocks,
/// never this one.
pub fn genesis() -> Vec<u8> {
	twox_64_concat(prefix("System", "BlockHash"), BlockNumber::MIN)
}
