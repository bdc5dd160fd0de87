"""Tasks, policy and the decision: pure functions from counts and findings to GO or NO-GO."""
