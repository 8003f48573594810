//! Tests, by call.
