//! Tests, by subject.

mod genesis;
mod officers;
mod origins;
mod seats;
mod session;
