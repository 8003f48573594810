use super::*;
use crate::{document_key, runtime_api::MAX_PAGE, FlagId, FlagReason, Flags, Records, UsesOfDocument};
use eseal_primitives::{
	answers::FoundUse,
	documents::{MAX_ANCHORED, MAX_LISTED},
};
use frame_support::assert_ok;

/// More uses than fit on a page.
const MANY: u64 = MAX_PAGE as u64 + 4;

fn used(times: u64) -> Company {
	let company = Company::new(1);
	for _ in 0..times {
		assert_ok!(company.use_by(&company.owner));
	}
	company
}

/// An e-seal with a record of each of these sizes, by its owner: one use, a listed batch, or above 9 an anchored one.
fn mixed(sizes: &[u32]) -> Company {
	let company = Company::new(1);
	for size in sizes {
		assert_ok!(match size {
			1 => company.use_by(&company.owner),
			2..=9 => company.list(&company.owner, &many_documents(*size)),
			_ => company.anchor(&company.owner, *size),
		});
	}
	company
}

/// The indices of a page of an e-seal's records.
fn page(seal: SealId, from: u64, limit: u32) -> Vec<u64> {
	UsageLog::api_records_of_seal(seal, from, limit)
		.into_iter()
		.map(|record| {
			assert_eq!(record.seal, seal);
			record.index
		})
		.collect()
}

/// A page of the uses on a document, as e-seal and index.
fn found(n: u8, after: Option<(SealId, u64)>, limit: u32) -> Vec<(SealId, u64)> {
	UsageLog::api_uses_of_document(document(n), after, limit)
		.into_iter()
		.map(|found| {
			let FoundUse { index, record, used } = found;
			assert_eq!(Records::<Test>::get(used.seal, record), Some(used.clone()));
			let position = usize::try_from(used.position(index).unwrap()).unwrap();
			let documents = UsageLog::api_documents_of_record(used.seal, record);
			assert_eq!(documents.get(position), Some(&document(n)));
			(used.seal, index)
		})
		.collect()
}

/// All uses on a document, page by page; each page but the last must be full.
fn found_by_pages(n: u8, limit: u32) -> Vec<(SealId, u64)> {
	let mut all = Vec::new();
	loop {
		let page = found(n, all.last().copied(), limit);
		let full = page.len() == usize::try_from(limit).unwrap();
		all.extend(page);
		if !full {
			return all;
		}
	}
}

#[test]
fn a_page_of_a_seals_records_begins_and_ends_where_it_was_asked_to() {
	run(|| {
		let company = used(5);
		let unused = Company::new(2);
		assert_eq!(page(company.seal, 0, 5), [0, 1, 2, 3, 4]);
		assert_eq!(page(company.seal, 0, 2), [0, 1]);
		assert_eq!(page(company.seal, 2, 2), [2, 3]);
		assert_eq!(page(company.seal, 4, 2), [4]);
		for (seal, from, limit) in [
			(company.seal, 0, 0),
			(company.seal, 5, 2),
			(company.seal, u64::MAX, u32::MAX),
			(unused.seal, 0, 2),
			(SealId(99), 0, 2),
		] {
			assert!(page(seal, from, limit).is_empty());
		}
	});
}

#[test]
fn a_page_of_a_seals_records_goes_by_their_numbers() {
	run(|| {
		let seal = mixed(&[1, 3, 1, 50, 2, 1]).seal;
		let first_uses = [0u64, 1, 4, 5, 55, 57];
		for from in 0..=first_uses.len() {
			for limit in 0..=first_uses.len() - from {
				let expected = &first_uses[from..from + limit];
				assert_eq!(page(seal, from as u64, limit as u32), expected);
			}
		}
		assert!(page(seal, 6, MAX_PAGE).is_empty());
	});
}

#[test]
fn the_documents_of_a_record_are_those_that_the_chain_knows() {
	run(|| {
		let company = Company::new(1);
		let unsorted = [3, 1, 2, 1].map(document);
		let many = many_documents(MAX_LISTED);
		assert_ok!(company.use_by(&company.owner));
		assert_ok!(company.list(&company.owner, &unsorted));
		assert_ok!(company.record_anchored(&company.owner, company.batch_statement(&company.owner, &unsorted)));
		assert_ok!(company.list(&company.owner, &many));
		let of = |record| UsageLog::api_documents_of_record(company.seal, record);
		assert_eq!(of(0), [document(1)]);
		assert_eq!(of(1), unsorted);
		assert_eq!(of(2), []);
		assert_eq!(of(3), many);
		assert_eq!(of(4), []);
		assert_eq!(UsageLog::api_documents_of_record(SealId(99), 0), []);
	});
}

/// Every log that begins like this one, and every index in it.
#[test]
fn a_use_is_found_by_its_index() {
	let sizes = [1, 3, 1, 1, 9, 2, 20, 1, 4];
	for records in 0..=sizes.len() {
		run(|| {
			let seal = mixed(&sizes[..records]).seal;
			let mut index = 0;
			for (record, size) in (0u64..).zip(&sizes[..records]) {
				let used = Records::<Test>::get(seal, record).unwrap();
				for _ in 0..*size {
					let found = FoundUse {
						index,
						record,
						used: used.clone(),
					};
					assert_eq!(UsageLog::api_use_at(seal, index), Some(found));
					index += 1;
				}
			}
			for beyond in [index, index + 1, u64::MAX] {
				assert_eq!(UsageLog::api_use_at(seal, beyond), None);
			}
		});
	}
}

#[test]
fn a_use_is_found_among_millions() {
	const MOST: u64 = MAX_ANCHORED as u64;
	run(|| {
		let seal = mixed(&[MAX_ANCHORED, 1, MAX_ANCHORED, 5, MAX_ANCHORED]).seal;
		let places = [
			(0, 0),
			(MOST / 2, 0),
			(MOST - 1, 0),
			(MOST, 1),
			(MOST + 1, 2),
			(2 * MOST, 2),
			(2 * MOST + 1, 3),
			(2 * MOST + 5, 3),
			(2 * MOST + 6, 4),
			(3 * MOST + 5, 4),
		];
		for (index, record) in places {
			let found = UsageLog::api_use_at(seal, index).unwrap();
			assert_eq!((found.index, found.record), (index, record));
			assert_eq!(Some(found.used), Records::<Test>::get(seal, record));
		}
		assert_eq!(UsageLog::api_use_at(seal, 3 * MOST + 6), None);
	});
}

#[test]
fn a_use_of_another_seal_or_of_none_is_not_found() {
	run(|| {
		let seal = mixed(&[1, 5]).seal;
		let unused = Company::new(2);
		for other in [unused.seal, SealId(99), SealId(u64::MAX)] {
			assert_eq!(UsageLog::api_use_at(other, 0), None);
		}
		assert!(UsageLog::api_use_at(seal, 5).is_some());
	});
}

#[test]
fn a_page_has_256_uses_at_most() {
	run(|| {
		let seal = used(MANY).seal;
		for limit in [MAX_PAGE, MAX_PAGE + 1, u32::MAX] {
			assert_eq!(page(seal, 0, limit), (0..256).collect::<Vec<_>>());
			assert_eq!(found(1, None, limit).len(), 256);
		}
		assert_eq!(page(seal, 256, u32::MAX), (256..MANY).collect::<Vec<_>>());
		let all: BTreeSet<_> = found_by_pages(1, MAX_PAGE).into_iter().collect();
		assert_eq!(all, (0..MANY).map(|index| (seal, index)).collect());
	});
}

#[test]
fn a_documents_uses_come_page_by_page_each_once() {
	run(|| {
		let companies = [Company::new(1), Company::new(2), Company::new(3)];
		let mut expected = BTreeSet::new();
		for index in 0..4 {
			for company in &companies {
				let n = if index == 1 { 2 } else { 1 };
				company.use_on(&company.owner, document(n));
				if n == 1 {
					expected.insert((company.seal, index));
				}
			}
		}
		let all = found(1, None, MAX_PAGE);
		assert_eq!(all.len(), expected.len());
		assert_eq!(all.iter().copied().collect::<BTreeSet<_>>(), expected);
		for limit in 1..=10 {
			assert_eq!(found_by_pages(1, limit), all, "pages of {limit}");
		}
		for (i, last) in all.iter().enumerate() {
			assert_eq!(found(1, Some(*last), MAX_PAGE), all[i + 1..]);
		}
		assert_eq!(found(2, None, MAX_PAGE).len(), companies.len());
		assert!(found(1, None, 0).is_empty());
		assert!(found(3, None, MAX_PAGE).is_empty());
	});
}

#[test]
fn a_document_is_found_at_each_place_that_it_has_in_a_batch() {
	run(|| {
		let (company, other) = (Company::new(1), Company::new(2));
		let (owner, seal) = (&company.owner, company.seal);
		assert_ok!(company.list(owner, &[1, 2, 1].map(document)));
		assert_ok!(company.use_by(owner));
		// It is known by its root alone.
		assert_ok!(company.record_anchored(owner, company.batch_statement(owner, &[1, 1].map(document))));
		assert_ok!(company.list(owner, &[2, 1].map(document)));
		assert_ok!(company.list(owner, &[document(1); 3]));
		assert_ok!(other.list(&other.owner, &[document(1); 2]));

		let all = found(1, None, MAX_PAGE);
		let expected = [0, 2, 3, 7, 8, 9, 10].map(|index| (seal, index));
		let expected = expected.into_iter().chain([0, 1].map(|index| (other.seal, index)));
		assert_eq!(all.iter().copied().collect::<BTreeSet<_>>(), expected.collect());
		assert_eq!(all.len(), 9, "each once");
		for limit in 1..=10 {
			assert_eq!(found_by_pages(1, limit), all, "pages of {limit}");
		}
		for (i, last) in all.iter().enumerate() {
			assert_eq!(found(1, Some(*last), MAX_PAGE), all[i + 1..]);
		}
		let second: BTreeSet<_> = found(2, None, MAX_PAGE).into_iter().collect();
		assert_eq!(second, BTreeSet::from([(seal, 1), (seal, 6)]));
	});
}

/// Whoever finds two documents with one key hides no use behind those of the other.
#[test]
fn uses_of_another_document_with_the_same_key_take_no_place_on_a_page() {
	run(|| {
		let (other, company) = (Company::new(1), Company::new(2));
		let key = document_key(&document(1));
		for index in 0..3u64 {
			other.use_on(&other.owner, document(2));
			UsesOfDocument::<Test>::insert(key, (other.seal, index), index);
		}
		company.use_on(&company.owner, document(1));
		for limit in 1..=4 {
			assert_eq!(found(1, None, limit), [(company.seal, 0)]);
		}
		for index in 0..3u64 {
			UsesOfDocument::<Test>::remove(key, (other.seal, index));
		}
	});
}

/// The pages of a document go on within a batch.
#[test]
fn a_batch_of_one_document_is_longer_than_a_page() {
	run(|| {
		let company = Company::new(1);
		assert_ok!(company.list(&company.owner, &[document(1); 300]));
		let all = found_by_pages(1, MAX_PAGE);
		assert_eq!(all.len(), 300);
		let indices: BTreeSet<_> = all.into_iter().map(|(_, index)| index).collect();
		assert_eq!(indices, (0..300).collect());
	});
}

#[test]
fn a_page_after_a_use_that_does_not_exist_goes_on_from_its_place() {
	run(|| {
		let seal = used(3).seal;
		// Another document's key is never reached, whatever the place.
		for after in [(seal, 3), (seal.next().unwrap(), 0), (SealId(u64::MAX), u64::MAX)] {
			let rest = found(1, Some(after), MAX_PAGE);
			let all = found(1, None, MAX_PAGE);
			assert!(all.ends_with(&rest));
		}
	});
}

/// Whoever asks for one e-seal's uses reaches them at once, however many others have.
#[test]
fn a_page_can_begin_with_the_first_use_of_any_e_seal() {
	run(|| {
		let companies = [1, 2, 3].map(Company::new);
		for company in &companies {
			for _ in 0..3 {
				assert_ok!(company.use_by(&company.owner));
			}
		}
		let all = found(1, None, MAX_PAGE);
		assert_eq!(all.len(), 9);
		for Company { seal, .. } in &companies {
			// Storage compares the bytes of the number, the lowest first.
			let previous = seal.0.swap_bytes().checked_sub(1).map(u64::swap_bytes);
			let before = previous.map(|previous| (SealId(previous), u64::MAX));
			let first = all.iter().position(|(of, _)| of == seal).unwrap();
			assert_eq!(found(1, before, MAX_PAGE), all[first..]);
			assert_eq!(found(1, Some((*seal, u64::MAX)), MAX_PAGE), all[first + 3..]);
		}
	});
}

#[test]
fn a_right_is_of_the_owner_or_by_an_open_grant_and_counts_uses() {
	run(|| {
		let company = Company::new(1);
		let right = |who: &AccountId| UsageLog::api_use_right(company.seal, who);
		let owner = |nonce| Some(UseRight { grant: None, nonce });
		let under = |grant, nonce| {
			Some(UseRight {
				grant: Some(grant),
				nonce,
			})
		};
		assert_eq!(right(&company.owner), owner(0));
		assert_eq!(right(&operator(1)), None);
		let first = company.grants(&operator(1));
		assert_eq!(right(&operator(1)), under(first, 0));
		assert_ok!(company.list(&operator(1), &[1, 2].map(document)));
		assert_ok!(company.anchor(&company.owner, MAX_ANCHORED));
		assert_ok!(company.use_by(&operator(1)));
		assert_eq!(right(&operator(1)), under(first, 3), "though it is used up");
		assert_eq!(right(&company.owner), owner(MAX_ANCHORED.into()));

		assert_ok!(UsageLog::revoke_grant(company.origin(), first));
		assert_eq!(right(&operator(1)), None);
		let second = company.grants(&operator(1));
		assert_eq!(right(&operator(1)), under(second, 0));
		company.change_owner(&account(9));
		for who in [&company.owner, &operator(1), &operator(2)] {
			assert_eq!(right(who), None);
		}
		assert_eq!(right(&account(9)), owner(MAX_ANCHORED.into()));
		assert_eq!(UsageLog::api_use_right(SealId(99), &account(9)), None);
	});
}

#[test]
fn the_open_grants_of_a_seal_are_shown_and_no_others() {
	run(|| {
		let (company, other) = (Company::new(1), Company::new(2));
		assert!(UsageLog::api_grants_of_seal(company.seal).is_empty());
		let ids = [1, 2, 3].map(|n| company.grants(&operator(n)));
		other.grants(&operator(1));
		assert_ok!(UsageLog::revoke_grant(company.origin(), ids[1]));
		let mut shown = UsageLog::api_grants_of_seal(company.seal);
		shown.sort_by_key(|(id, _)| *id);
		let expected: Vec<_> = [ids[0], ids[2]].map(|id| (id, Grants::<Test>::get(id).unwrap())).into();
		assert_eq!(shown, expected);

		company.revoke();
		assert!(UsageLog::api_grants_of_seal(company.seal).is_empty());
		assert_eq!(UsageLog::api_grants_of_seal(other.seal).len(), 1);
	});
}

/// A page of the flags on a use, by number.
fn flags(seal: SealId, index: u64, after: Option<FlagId>, limit: u32) -> Vec<FlagId> {
	UsageLog::api_flags_of_use(seal, index, after, limit)
		.into_iter()
		.map(|(id, flag)| {
			assert_eq!((flag.seal, flag.index), (seal, index));
			assert_eq!(Some(flag), Flags::<Test>::get(id));
			id
		})
		.collect()
}

/// All flags on a use, page by page; each page but the last must be full.
fn flags_by_pages(seal: SealId, index: u64, limit: u32) -> Vec<FlagId> {
	let mut all = Vec::new();
	loop {
		let page = flags(seal, index, all.last().copied(), limit);
		let full = page.len() == usize::try_from(limit.min(MAX_PAGE)).unwrap();
		all.extend(page);
		if !full {
			return all;
		}
	}
}

#[test]
fn the_flags_of_a_use_come_page_by_page_each_once_and_no_others() {
	run(|| {
		let seal = used(3).seal;
		for _ in 0..7 {
			assert_ok!(flag_use(ps(), seal, 1, FlagReason::Disputed, None));
			assert_ok!(flag_use(ms(), seal, 2, FlagReason::Other, None));
		}
		assert_ok!(close_flag(ps(), FlagId(2), crate::FlagOutcome::Unfounded));
		assert!(flags(seal, 0, None, MAX_PAGE).is_empty());
		assert!(flags(SealId(99), 0, None, MAX_PAGE).is_empty());
		assert!(flags(seal, 1, None, 0).is_empty());
		let all = flags(seal, 1, None, MAX_PAGE);
		assert_eq!(
			all.iter().copied().collect::<BTreeSet<_>>(),
			(0..7).map(|n| FlagId(2 * n)).collect()
		);
		assert_eq!(all.len(), 7);
		for limit in 1..=8 {
			assert_eq!(flags_by_pages(seal, 1, limit), all, "pages of {limit}");
		}
		for (i, last) in all.iter().enumerate() {
			assert_eq!(flags(seal, 1, Some(*last), MAX_PAGE), all[i + 1..]);
		}
		// After a flag that the use does not have it goes on from its place.
		assert!(all.ends_with(&flags(seal, 1, Some(FlagId(1)), MAX_PAGE)));
		assert!(all.ends_with(&flags(seal, 1, Some(FlagId(u64::MAX)), MAX_PAGE)));
	});
}

/// One agency hides no other's flag behind its own many.
#[test]
fn a_flag_beyond_the_page_is_found() {
	run(|| {
		let seal = used(1).seal;
		for _ in 0..300 {
			assert_ok!(flag_use(ms(), seal, 0, FlagReason::Other, None));
		}
		assert_ok!(flag_use(ps(), seal, 0, FlagReason::SuspectedForgery, None));
		for limit in [MAX_PAGE, MAX_PAGE + 1, u32::MAX] {
			assert_eq!(flags(seal, 0, None, limit).len(), 256);
		}
		let all = flags_by_pages(seal, 0, u32::MAX);
		assert_eq!(all.len(), 301);
		assert_eq!(all.into_iter().collect::<BTreeSet<_>>(), (0..301).map(FlagId).collect());
	});
}
