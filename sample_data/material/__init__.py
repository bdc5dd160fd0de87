"""The phrase material of the sample data, one module a task, and the small tools that combine it."""
