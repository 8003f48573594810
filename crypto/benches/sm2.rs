//! How long the verification of an SM2 signature takes, natively.

use criterion::{criterion_group, criterion_main, Criterion};
use eseal_crypto::sm2::{digest, is_point, verifies, SecretKey, DEFAULT_IDENTITY};
use std::hint::black_box;

fn sm2(c: &mut Criterion) {
	let key = SecretKey::from_bytes(&[7; 32]).unwrap();
	let (point, message) = (key.public_point(), [5; 160]);
	let signature = key.sign(DEFAULT_IDENTITY, &message).unwrap();
	let mut group = c.benchmark_group("sm2");
	group.bench_function("verification", |b| {
		b.iter(|| assert!(verifies(black_box(&point), DEFAULT_IDENTITY, &message, &signature)));
	});
	group.bench_function("digest alone", |b| {
		b.iter(|| digest(black_box(&point), DEFAULT_IDENTITY, &message));
	});
	group.bench_function("key alone", |b| b.iter(|| assert!(is_point(black_box(&point)))));
}

criterion_group!(benches, sm2);
criterion_main!(benches);
