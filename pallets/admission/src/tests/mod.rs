mod budgets;
mod roles;
