//! Tests, by subject.

mod admission;
mod genesis;
mod officers;
mod origins;
mod seats;
mod session;
