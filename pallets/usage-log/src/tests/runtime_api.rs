use super::*;
use crate::{runtime_api::MAX_PAGE, FlagId, FlagReason, Flags};
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

/// The numbers in its log of a page of an e-seal's uses.
fn page(seal: SealId, from: u64, limit: u32) -> Vec<u64> {
	UsageLog::api_uses_of_seal(seal, from, limit)
		.into_iter()
		.map(|record| {
			assert_eq!(record.seal, seal);
			record.index
		})
		.collect()
}

/// A page of the uses on a document, as e-seal and number.
fn found(n: u8, after: Option<(SealId, u64)>, limit: u32) -> Vec<(SealId, u64)> {
	UsageLog::api_uses_of_document(document(n), after, limit)
		.into_iter()
		.map(|record| {
			assert_eq!(record.document, document(n));
			(record.seal, record.index)
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
fn a_page_of_a_seals_uses_begins_and_ends_where_it_was_asked_to() {
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
