//! Tests, by subject.

mod genesis;
mod limits;
mod motions;
mod officers;
mod origins;
mod seats;
mod session;
