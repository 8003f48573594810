mod budgets;
mod failures;
mod roles;
