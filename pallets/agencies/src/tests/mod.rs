//! Tests, by subject.

mod genesis;
mod histories;
mod limits;
mod motions;
mod officers;
mod seats;
mod session;
